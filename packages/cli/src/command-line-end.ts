/** Thrown when the command line has been answered already: help, version or a usage error. */
export class CommandLineEnd extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}
