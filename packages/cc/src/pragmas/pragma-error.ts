/** Something wrong with a pragma. */
export class PragmaError extends Error {
  constructor(
    /** Index of the character in the directive's text. */
    readonly index: number,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
