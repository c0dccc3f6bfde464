/**
 * Fault and error codes (isa.md §5) and the one error class that every package throws.
 */

/** Every error code by name, without the `HSX_ERR_` prefix. The numbers are what guests see. */
export const ERROR_CODES = {
  ENOSYS: 0xff01,
  STACK_UNDERFLOW: 0xff02,
  STACK_OVERFLOW: 0xff03,
  MEM_FAULT: 0xff04,
  DIV_ZERO: 0xff05,
  ALIGN: 0xff06,
  ILLEGAL: 0xff07,
  PC_RANGE: 0xff08,
  EPERM: 0xff09,
  ENOENT: 0xff0a,
  ESRCH: 0xff0b,
  EIO: 0xff0c,
  EBADF: 0xff0d,
  EAGAIN: 0xff0e,
  ENOMEM: 0xff0f,
  EBUSY: 0xff10,
  EEXIST: 0xff11,
  EINVAL: 0xff12,
  ENOSPC: 0xff13,
  EROFS: 0xff14,
  EBADMSG: 0xff15,
  ETIMEDOUT: 0xff16,
  EFAULT: 0xff17,
  ENODEV: 0xff18,
} as const;

export type ErrorName = keyof typeof ERROR_CODES;

/** The codes that stop a task: FF02–FF08. */
export type FaultName =
  | 'STACK_UNDERFLOW'
  | 'STACK_OVERFLOW'
  | 'MEM_FAULT'
  | 'DIV_ZERO'
  | 'ALIGN'
  | 'ILLEGAL'
  | 'PC_RANGE';

const NAMES = new Map<number, ErrorName>(Object.entries(ERROR_CODES).map(([name, code]) => [code, name as ErrorName]));

/** The name of an error code (0xFF01…), or `undefined` for a number that is none. */
export function errorName(code: number): ErrorName | undefined {
  return NAMES.get(code);
}

/**
 * An error a user can act on: a code name, a sentence that says what was wrong and where, and how to mend it when known.
 * Anything else that is thrown is a defect of the tool.
 */
export class HsxError extends Error {
  /** The code's name, as in the seed's API tables. */
  readonly code: ErrorName;
  /** How to mend it, when known: a sentence without a final newline. */
  readonly hint: string | undefined;

  constructor(code: ErrorName, message: string, hint?: string) {
    super(message);
    this.name = 'HsxError';
    this.code = code;
    this.hint = hint;
  }
}
