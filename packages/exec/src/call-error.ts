/** A system call's failure with more to say than its error. */
import { type ErrorName, HsxError } from '@hsx/isa';

/** An error whose low half, the module's own status, tells the guest more (svc.md). */
export class CallError extends HsxError {
  /** @param status 1..0xFFFF, of the module's status codes. */
  constructor(
    code: ErrorName,
    readonly status: number,
    message: string,
  ) {
    super(code, message);
    this.name = 'CallError';
  }
}
