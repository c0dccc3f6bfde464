/**
 * Named numbers of the system calls (svc.md): flags, modes, status codes and limits. `SVC_CONSTANTS` lists them for the
 * generated C headers and docs/svc.md; the single objects are for code.
 */
import type { ErrorName } from './errors.js';
import type { SvcModuleName } from './svc.js';

/** Flags of FS OPEN. */
export const FS_FLAGS = { RD: 1, WR: 2, CREATE: 4, TRUNC: 8, APPEND: 16, EXCL: 32 } as const;

/** `whence` of FS SEEK. */
export const FS_WHENCE = { SET: 0, CUR: 1, END: 2 } as const;

/** `type` of FS_STAT. */
export const FS_TYPES = { FILE: 1, FOLDER: 2 } as const;

/** The standard streams' handles; FS OPEN gives FIRST..LAST, the lowest that is free. */
export const FS_HANDLES = { STDIN: 0, STDOUT: 1, STDERR: 2, FIRST: 3, LAST: 255 } as const;

/** Bytes of a path, without its NUL, and of a file, which is the largest position that SEEK can return. */
export const FS_MAX = { PATH: 255, FILE: 0x7fff_ffff } as const;

/** Status of the FS module: what the error alone does not say, under the names that POSIX has for it. */
export const FS_STATUS = {
  OK: 0,
  ACCES: 1,
  NOTDIR: 2,
  ISDIR: 3,
  NOTEMPTY: 4,
  MFILE: 5,
  FBIG: 6,
  NAMETOOLONG: 7,
  SPIPE: 8,
} as const;

/** The error that each FS status is returned with. */
export const FS_STATUS_ERRORS: Readonly<Record<Exclude<keyof typeof FS_STATUS, 'OK'>, ErrorName>> = {
  ACCES: 'EPERM',
  NOTDIR: 'ENOENT',
  ISDIR: 'EINVAL',
  NOTEMPTY: 'EEXIST',
  MFILE: 'ENOSPC',
  FBIG: 'ENOSPC',
  NAMETOOLONG: 'EINVAL',
  SPIPE: 'EINVAL',
};

/** `timeout` of READ, SEND, RECV and WAIT: 1..MAX_MS are milliseconds, FOREVER and above wait without end. */
export const TIMEOUTS = { POLL: 0, MAX_MS: 0xfffe, FOREVER: 0xffff } as const;

/** Mode bits of MAILBOX BIND and OPEN. FANOUT drops unless FANOUT_BLOCK is asked for. */
export const MAILBOX_MODES = {
  RDONLY: 0x01,
  WRONLY: 0x02,
  RDWR: 0x03,
  TAP: 0x04,
  FANOUT: 0x08,
  FANOUT_DROP: 0x10,
  FANOUT_BLOCK: 0x20,
} as const;

/** Flags that a message carries. */
export const MESSAGE_FLAGS = { STDOUT: 1, STDERR: 2, OOB: 4, OVERRUN: 8 } as const;

/** Status of the MAILBOX module. */
export const MAILBOX_STATUS = {
  OK: 0,
  WOULDBLOCK: 1,
  INVALID_HANDLE: 2,
  NO_DATA: 3,
  MSG_TOO_LARGE: 4,
  NO_DESCRIPTOR: 5,
  TIMEOUT: 7,
  INTERNAL: 0xff,
} as const;

/** The error that each failing MAILBOX status is returned with; opening what does not exist is ENOENT instead. */
export const MAILBOX_STATUS_ERRORS: Readonly<Record<Exclude<keyof typeof MAILBOX_STATUS, 'OK'>, ErrorName>> = {
  WOULDBLOCK: 'EAGAIN',
  INVALID_HANDLE: 'EBADF',
  NO_DATA: 'EAGAIN',
  MSG_TOO_LARGE: 'EINVAL',
  NO_DESCRIPTOR: 'ENOSPC',
  TIMEOUT: 'ETIMEDOUT',
  INTERNAL: 'EIO',
};

/** Limits of mailboxes: bytes, except NAME_MAX (ASCII characters). A message costs its payload and MESSAGE_OVERHEAD. */
export const MAILBOX_LIMITS = {
  NAME_MAX: 32,
  CAPACITY_DEFAULT: 64,
  CAPACITY_MAX: 65_535,
  MESSAGE_OVERHEAD: 8,
} as const;

/** Status of the VALUE and COMMAND modules; each failing one goes with the error of the same name. */
export const VALUE_STATUS = { OK: 0, ENOENT: 1, EPERM: 2, ENOSPC: 3, EINVAL: 4, EEXIST: 5, EBUSY: 6 } as const;

/** Flags of a value (formats.md §2). */
export const VALUE_FLAGS = { RO: 1, PERSIST: 2, STICKY: 4, PIN: 8, BOOL: 16 } as const;

/** `mode` of VALUE PERSIST. */
export const PERSIST_MODES = { OFF: 0, LOAD: 1, LOAD_SAVE: 2 } as const;

/** Flags of a command (formats.md §2). */
export const COMMAND_FLAGS = { PIN: 1, ASYNC: 2 } as const;

/** Levels of values, commands and hosts (formats.md §2). */
export const AUTH_LEVELS = { PUBLIC: 0, USER: 1, ADMIN: 2, FACTORY: 3 } as const;

/** `level` of EXEC LOG. */
export const LOG_LEVELS = { ERROR: 0, WARNING: 1, INFO: 2, DEBUG: 3 } as const;

/** Flags of CAN TX and of received frames. */
export const CAN_FLAGS = { EXTENDED: 1, REMOTE: 2 } as const;

/** `mode` of CAN CONFIG. */
export const CAN_MODES = { NORMAL: 0, LISTEN: 1, LOOPBACK: 2 } as const;

/** `parity` of UART CONFIG. */
export const UART_PARITY = { NONE: 0, ODD: 1, EVEN: 2 } as const;

/** `mode` of GPIO CONFIG. */
export const GPIO_MODES = { INPUT: 0, OUTPUT: 1, OPEN_DRAIN: 2 } as const;

/** `pull` of GPIO CONFIG. */
export const GPIO_PULLS = { NONE: 0, UP: 1, DOWN: 2 } as const;

/** `edge` of GPIO SET_INTERRUPT. */
export const GPIO_EDGES = { RISING: 1, FALLING: 2, BOTH: 3 } as const;

/** A group of constants that belong together. */
export interface SvcConstantGroup {
  /** Prefix of the C names: `HSX_` + prefix + `_` + key, such as HSX_FS_RD. */
  readonly prefix: string;
  /** The module whose header carries the group; `undefined` for those of every module. */
  readonly module: SvcModuleName | undefined;
  readonly doc: string;
  readonly values: Readonly<Record<string, number>>;
}

function group(
  prefix: string,
  module: SvcModuleName | undefined,
  doc: string,
  values: Readonly<Record<string, number>>,
): SvcConstantGroup {
  return { prefix, module, doc, values };
}

/** Every group, in the order of the modules. Prefixes are unique, and so are the C names. */
export const SVC_CONSTANTS: readonly SvcConstantGroup[] = [
  group(
    'TIMEOUT',
    undefined,
    'Timeouts in milliseconds: POLL does not wait, FOREVER and above wait without end.',
    TIMEOUTS,
  ),
  group('AUTH', undefined, 'Auth levels.', AUTH_LEVELS),
  group('CAN', 'CAN', 'Frame flags.', CAN_FLAGS),
  group('CAN_MODE', 'CAN', 'Modes of the controller.', CAN_MODES),
  group('FS', 'FS', 'Flags of OPEN.', FS_FLAGS),
  group('FS_SEEK', 'FS', 'Where SEEK counts from.', FS_WHENCE),
  group('FS_TYPE', 'FS', 'Types in FS_STAT.', FS_TYPES),
  group('FS_FD', 'FS', 'Handles of the standard streams, and the first and last of files.', FS_HANDLES),
  group('FS_MAX', 'FS', 'Limits: bytes of a path without its NUL, and of a file.', FS_MAX),
  group(
    'FS_STATUS',
    'FS',
    'Status in the low half of a failed R0, where there is more to say than the error.',
    FS_STATUS,
  ),
  group('MBX_MODE', 'MAILBOX', 'Modes of a mailbox or handle.', MAILBOX_MODES),
  group('MBX_FLAG', 'MAILBOX', 'Flags of a message.', MESSAGE_FLAGS),
  group('MBX_STATUS', 'MAILBOX', 'Status in the low half of a failed R0.', MAILBOX_STATUS),
  group('MBX', 'MAILBOX', 'Limits.', MAILBOX_LIMITS),
  group('LOG', 'EXEC', 'Log levels.', LOG_LEVELS),
  group('VALUE_FLAG', 'VALUE', 'Flags of a value.', VALUE_FLAGS),
  group('VALUE_STATUS', 'VALUE', 'Status in the low half of a failed R0, also of COMMAND.', VALUE_STATUS),
  group('VALUE_PERSIST', 'VALUE', 'Modes of PERSIST.', PERSIST_MODES),
  group('COMMAND_FLAG', 'COMMAND', 'Flags of a command.', COMMAND_FLAGS),
  group('UART_PARITY', 'UART', 'Parity.', UART_PARITY),
  group('GPIO_MODE', 'GPIO', 'Direction of a pin.', GPIO_MODES),
  group('GPIO_PULL', 'GPIO', 'Pull resistor of a pin.', GPIO_PULLS),
  group('GPIO_EDGE', 'GPIO', 'Edges that interrupt.', GPIO_EDGES),
];
