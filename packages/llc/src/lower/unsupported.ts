/** A construct that the back-end does not compile: becomes a diagnostic with function and source line. */
export class UnsupportedError extends Error {
  /** What it is, as the end of the sentence "unsupported …". */
  readonly construct: string;

  constructor(construct: string) {
    super(`unsupported ${construct}`);
    this.name = 'UnsupportedError';
    this.construct = construct;
  }
}
