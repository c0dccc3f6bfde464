/**
 * The system call table (svc.md): the one truth for the machine, the executive's dispatch, the C headers, the assembler's
 * names and docs/svc.md. Constants that go with the calls are in svc-constants.ts, structures in svc-structures.ts.
 *
 * Convention of every call: parameters in R0–R5 in the order of `params`; on success psw.E = 0 and R0 = 0..0x7FFFFFFF;
 * on failure psw.E = 1 and R0 = `svcFailure(error, status)`. Registers that are no result are kept.
 */
import type { Capability } from './capabilities.js';
import { ERROR_CODES, type ErrorName } from './errors.js';

/**
 * What a parameter or a result is:
 * - `int`, `uint`: signed or unsigned 32-bit number; - `u64`: a register pair, low word first;
 * - `ptr`: guest data address that the handler writes to; - `cptr`: one that it only reads;
 * - `str`: guest address of a NUL-terminated UTF-8 string; - `f16`: binary16 in bits 15:0; - `f32`: binary32.
 */
export type SvcKind = 'int' | 'uint' | 'u64' | 'ptr' | 'cptr' | 'str' | 'f16' | 'f32';

/** A parameter; parameter i is passed in register Ri. */
export interface SvcParam {
  readonly name: string;
  readonly kind: SvcKind;
}

/** Where a result is returned. */
export type SvcResultRegister = 'R0' | 'R1' | 'R2' | 'R3' | 'R4' | 'R1:R2';

export interface SvcResult {
  readonly reg: SvcResultRegister;
  readonly name: string;
  readonly kind: SvcKind;
}

/** One function of a module. `Name` is upper case, without the module's name. */
export interface SvcFunction<Name extends string = string> {
  /** 0..255, word[7:0] of the SVC instruction. */
  readonly number: number;
  readonly name: Name;
  /** One sentence. */
  readonly doc: string;
  readonly params: readonly SvcParam[];
  /** Results on success. Where R0 is not among them it is 0. */
  readonly results: readonly SvcResult[];
}

/** One module; `capability` names the `req_caps` bit an image needs for it, `undefined` when every image may call it. */
export interface SvcModule<Name extends string = string, FunctionName extends string = string> {
  /** 0..15, word[11:8] of the SVC instruction. */
  readonly number: number;
  readonly name: Name;
  readonly doc: string;
  readonly capability: Capability | undefined;
  readonly functions: readonly SvcFunction<FunctionName>[];
}

const KINDS: Readonly<Record<string, SvcKind>> = {
  int: 'int',
  uint: 'uint',
  u64: 'u64',
  ptr: 'ptr',
  cptr: 'cptr',
  str: 'str',
  f16: 'f16',
  f32: 'f32',
};

/** `name` or `name:kind`; without a kind it is `uint`. */
function parseTyped(text: string): SvcParam {
  const [name, kind = 'uint'] = text.trim().split(/:(?=\w+$)/) as [string, string?];
  const known = KINDS[kind];
  if (known === undefined) throw new Error(`system call table: unknown kind in "${text}"`);
  return { name, kind: known };
}

/**
 * A function row. `params` is written `name:kind, …`, `results` `R0 name:kind, …`; both may be empty.
 */
function fn<const N extends string>(
  number: number,
  name: N,
  params: string,
  results: string,
  doc: string,
): SvcFunction<N> {
  const list = (text: string) => (text === '' ? [] : text.split(','));
  return {
    number,
    name,
    doc,
    params: list(params).map(parseTyped),
    results: list(results).map((text) => {
      const [reg, typed] = text.trim().split(' ') as [SvcResultRegister, string];
      return { reg, ...parseTyped(typed) };
    }),
  };
}

function mod<const M extends string, const F extends string>(
  number: number,
  name: M,
  capability: Capability | undefined,
  doc: string,
  functions: readonly SvcFunction<F>[],
): SvcModule<M, F> {
  return { number, name, doc, capability, functions };
}

const TABLE = [
  mod(0x0, 'CORE', undefined, 'Facts about the machine and the task.', [
    fn(0x00, 'GET_STEPS', '', 'R1:R2 steps:u64', 'Instructions this task has retired.'),
    fn(
      0x01,
      'GET_VERSION',
      'module',
      'R1 abi, R2 features',
      "A module's ABI version (major << 8 | minor) and feature bits; ENOSYS when the module is not built in.",
    ),
    fn(0x02, 'GET_PID', '', 'R0 pid', "The task's process id."),
  ]),
  mod(0x1, 'TASK', undefined, "The task's life and its standard streams.", [
    fn(0x00, 'EXIT', 'status:int', '', 'Ends the task with this exit status; does not return.'),
    fn(0x01, 'WRITE', 'buf:cptr, len', 'R0 bytes', 'Writes to standard output; never waits for a reader.'),
    fn(0x02, 'WRITE_ERR', 'buf:cptr, len', 'R0 bytes', 'Writes to standard error; never waits for a reader.'),
    fn(
      0x03,
      'READ',
      'buf:ptr, max, timeout',
      'R0 bytes',
      'Reads from standard input; 0 bytes mean end of input and nothing else. May wait.',
    ),
    fn(0x04, 'ABORT', 'code:int', '', 'Ends the task abnormally; does not return.'),
    fn(
      0x05,
      'ARGS',
      'buf:ptr, max',
      'R0 argc, R1 needed',
      'Copies the argument strings back to back, each NUL-terminated; nothing is written when `max` is less than `needed` bytes.',
    ),
  ]),
  mod(0x2, 'CAN', 'can', 'CAN frames; received ones arrive in the mailbox `svc:can.rx`.', [
    fn(0x00, 'TX', 'id, buf:cptr, dlc, flags', '', 'Sends a frame of `dlc` data bytes (0..8).'),
    fn(0x01, 'CONFIG', 'bitrate, mode', '', 'Sets the bit rate (bit/s) and the mode.'),
    fn(
      0x02,
      'SET_FILTER',
      'n, mask, id',
      '',
      'Sets acceptance filter `n`: a frame passes when `(frame id ^ id) & mask` is 0.',
    ),
    fn(0x03, 'STATUS', '', 'R1 status', "The controller's status bits."),
  ]),
  mod(0x3, 'TIMER', 'timer', 'Time and periodic events; ticks arrive in the mailbox `svc:timer`.', [
    fn(0x00, 'TICK_US', '', 'R1:R2 us:u64', 'Microseconds since the executive started.'),
    fn(0x01, 'TICK_HZ', '', 'R0 hz', 'Resolution of the tick counter in ticks per second.'),
    fn(0x02, 'CREATE', 'period_us, one_shot', 'R0 id', 'Starts a timer; `one_shot` other than 0 fires once.'),
    fn(0x03, 'CANCEL', 'id', '', 'Stops a timer.'),
    fn(0x04, 'WALL_TIME', '', 'R1:R2 ms:u64', 'Milliseconds since 1970-01-01T00:00:00Z.'),
  ]),
  mod(0x4, 'FS', 'fs', 'Files; handles start at 3, and calls on 0–2 are the standard streams.', [
    fn(0x00, 'OPEN', 'path:str, flags', 'R0 fd', 'Opens a file with FS flags.'),
    fn(0x01, 'READ', 'fd, buf:ptr, len', 'R0 bytes', 'Reads up to `len` bytes; 0 at the end of the file.'),
    fn(0x02, 'WRITE', 'fd, buf:cptr, len', 'R0 bytes', 'Writes `len` bytes, or as many as there is room for.'),
    fn(0x03, 'CLOSE', 'fd', '', 'Closes a handle.'),
    fn(0x04, 'SEEK', 'fd, off:int, whence', 'R0 position', 'Moves the position and returns the new one.'),
    fn(0x05, 'STAT', 'path:str, out:ptr', '', 'Fills an FS_STAT structure.'),
    fn(0x06, 'FSYNC', 'fd', '', 'Returns when everything written is on the medium.'),
    fn(
      0x0a,
      'LISTDIR',
      'path:str, buf:ptr, max',
      'R0 count, R1 needed',
      'Names in a folder, sorted, each NUL-terminated; nothing is written when `max` is less than `needed` bytes.',
    ),
    fn(0x0b, 'DELETE', 'path:str', '', 'Deletes a file or an empty folder.'),
    fn(
      0x0c,
      'RENAME',
      'old:str, new:str',
      '',
      'Renames a file or folder; takes the place of a file or of an empty folder.',
    ),
    fn(0x0d, 'MKDIR', 'path:str', '', 'Makes a folder.'),
  ]),
  mod(0x5, 'MAILBOX', 'mailbox', 'Message queues between tasks, the executive and hosts.', [
    fn(0x00, 'OPEN', 'target:str, flags', 'R1 handle', 'Opens an existing mailbox.'),
    fn(
      0x01,
      'BIND',
      'target:str, capacity, mode',
      'R1 descriptor',
      'Creates a mailbox of `capacity` bytes (0 = the default).',
    ),
    fn(
      0x02,
      'SEND',
      'handle, buf:cptr, len, flags, channel, timeout',
      'R1 bytes',
      'Sends a message; a full mailbox makes the sender wait up to `timeout`. No bytes at all are a wake hint.',
    ),
    fn(
      0x03,
      'RECV',
      'handle, buf:ptr, max, timeout, info:ptr',
      'R1 len, R2 flags, R3 channel, R4 src_pid',
      'Takes the next message; `info` may be 0. When `max` is too small the message stays and R1 is what it needs.',
    ),
    fn(
      0x04,
      'PEEK',
      'handle',
      'R1 depth, R2 bytes, R3 next_len',
      'Messages waiting, their bytes, the length of the next.',
    ),
    fn(0x05, 'TAP', 'handle, on', '', 'Turns best-effort copies for this handle on or off.'),
    fn(0x06, 'CLOSE', 'handle', '', 'Closes a handle.'),
  ]),
  mod(0x6, 'EXEC', undefined, 'The scheduler and the executive itself.', [
    fn(0x00, 'SLEEP_MS', 'ms', '', 'Sleeps for at least this long.'),
    fn(0x01, 'YIELD', '', '', 'Gives the rest of the quantum to the other tasks.'),
    fn(0x02, 'GET_CAPS', '', 'R1 caps', 'The capability bits that this system offers.'),
    fn(0x03, 'LOG', 'level, text:str', '', "Adds a line to the executive's log."),
    fn(0x04, 'VMEM_FLUSH', '', '', 'Writes dirty pages back when data paging is on.'),
  ]),
  mod(0x7, 'VALUE', 'value', 'Named binary16 values that hosts read, write and watch.', [
    fn(0x00, 'REGISTER', 'group, id, flags, desc:cptr', 'R1 oid', 'Registers a value described by a VALUE_DESC.'),
    fn(0x01, 'LOOKUP', 'group, id', 'R1 oid', 'Finds a value.'),
    fn(0x02, 'GET', 'oid', 'R1 value:f16', 'Reads a value.'),
    fn(0x03, 'SET', 'oid, value:f16, flags', '', 'Writes a value, within its range, epsilon and rate limit.'),
    fn(0x04, 'LIST', 'group, out:ptr, max', 'R1 count', 'Fills up to `max` VALUE_ITEM structures.'),
    fn(0x05, 'SUB', 'oid, target:str, flags', '', 'Sends a VALUE_CHANGE message to a mailbox after each change.'),
    fn(0x06, 'PERSIST', 'oid, mode', '', 'Chooses whether the value is loaded from and saved to persistent storage.'),
    fn(
      0x07,
      'META',
      'oid, out:ptr, max',
      'R1 needed',
      'A VALUE_DESC followed by the strings it points to; nothing is written when `max` is less than `needed` bytes.',
    ),
  ]),
  mod(0x8, 'COMMAND', 'value', 'Named commands that hosts and the task itself call.', [
    fn(0x00, 'REGISTER', 'group, id, flags, desc:cptr', 'R1 oid', 'Registers a command described by a COMMAND_DESC.'),
    fn(0x01, 'LOOKUP', 'group, id', 'R1 oid', 'Finds a command.'),
    fn(
      0x02,
      'CALL',
      'oid, token:str, flags',
      'R1 rc:int',
      'Runs a command and waits for its result; `token` may be 0.',
    ),
    fn(
      0x03,
      'CALL_ASYNC',
      'oid, token:str, target:str',
      '',
      'Runs a command; a COMMAND_RESULT message goes to the mailbox `target`.',
    ),
    fn(
      0x04,
      'HELP',
      'oid, out:ptr, max',
      'R1 needed',
      "A command's help, NUL-terminated; nothing is written when `max` is less than `needed` bytes.",
    ),
    fn(0x05, 'WAIT', 'timeout', 'R1 oid', 'Waits until one of the own commands is called and returns which.'),
    fn(0x06, 'RETURN', 'oid, rc:int', '', 'Gives the result of a command taken by WAIT.'),
  ]),
  mod(0x9, 'PROVISION', undefined, 'Delivery of apps.', [
    fn(0x00, 'STATUS', 'pid, out:ptr', '', 'Fills a PROVISION_STATUS structure.'),
    fn(0x01, 'REQUEST', 'name:str', '', 'Asks for an app by name; the policy decides (EPERM).'),
  ]),
  mod(0xa, 'UART', 'uart', 'Serial ports; received bytes also arrive in the mailbox `svc:uart.N.rx`.', [
    fn(0x00, 'WRITE', 'port, buf:cptr, len', 'R0 bytes', 'Queues bytes for sending.'),
    fn(0x01, 'READ_POLL', 'port, buf:ptr, max', 'R0 bytes', 'Takes received bytes without waiting.'),
    fn(0x02, 'CONFIG', 'port, baud, parity, stop', '', 'Sets speed (bit/s), parity and the number of stop bits.'),
    fn(0x03, 'STATUS', 'port', 'R1 status', "The port's status bits."),
  ]),
  mod(0xb, 'FRAM', 'fram', "Non-volatile memory: a window of the app's own, manifest `fram_bytes` long.", [
    fn(0x00, 'READ', 'addr, buf:ptr, len', 'R0 bytes', 'Reads bytes.'),
    fn(0x01, 'WRITE', 'addr, buf:cptr, len', 'R0 bytes', 'Writes bytes.'),
    fn(0x02, 'SIZE', '', 'R1 bytes', 'Length of the window.'),
    fn(0x03, 'WEAR', 'addr', 'R1 writes', 'How often the cell at `addr` was written.'),
  ]),
  mod(0xc, 'GPIO', 'gpio', 'Pins; interrupts arrive in the mailbox `svc:gpio`.', [
    fn(0x00, 'READ', 'pin', 'R0 level', 'Level of a pin, 0 or 1.'),
    fn(0x01, 'WRITE', 'pin, level', '', 'Drives a pin; any level other than 0 is high.'),
    fn(0x02, 'CONFIG', 'pin, mode, pull', '', 'Sets direction and pull resistor.'),
    fn(0x03, 'SET_INTERRUPT', 'pin, edge, on', '', 'Turns the interrupt of an edge on or off.'),
  ]),
  // Results in R1: a negative float in R0 would read as a failure.
  mod(0xe, 'LIBM', undefined, 'Mathematical functions of the host, for comparisons; in developer builds only.', [
    fn(0x00, 'SIN_F16', 'x:f16', 'R1 result:f16', 'Sine of `x` in radians.'),
    fn(0x01, 'COS_F16', 'x:f16', 'R1 result:f16', 'Cosine of `x` in radians.'),
    fn(0x02, 'EXP_F16', 'x:f16', 'R1 result:f16', 'e to the power of `x`.'),
    fn(0x03, 'LOG_F16', 'x:f16', 'R1 result:f16', 'Natural logarithm.'),
    fn(0x04, 'POW_F16', 'x:f16, y:f16', 'R1 result:f16', '`x` to the power of `y`.'),
    fn(0x05, 'ATAN2_F16', 'y:f16, x:f16', 'R1 result:f16', 'Angle of the point (x, y) in radians.'),
    fn(0x06, 'SQRT_F16', 'x:f16', 'R1 result:f16', 'Square root.'),
    fn(0x10, 'SIN_F32', 'x:f32', 'R1 result:f32', 'Sine of `x` in radians.'),
    fn(0x11, 'COS_F32', 'x:f32', 'R1 result:f32', 'Cosine of `x` in radians.'),
    fn(0x12, 'EXP_F32', 'x:f32', 'R1 result:f32', 'e to the power of `x`.'),
    fn(0x13, 'LOG_F32', 'x:f32', 'R1 result:f32', 'Natural logarithm.'),
    fn(0x14, 'POW_F32', 'x:f32, y:f32', 'R1 result:f32', '`x` to the power of `y`.'),
    fn(0x15, 'ATAN2_F32', 'y:f32, x:f32', 'R1 result:f32', 'Angle of the point (x, y) in radians.'),
    fn(0x16, 'SQRT_F32', 'x:f32', 'R1 result:f32', 'Square root.'),
  ]),
  mod(0xf, 'DEBUG', undefined, 'Marks for whoever watches.', [
    fn(0x00, 'PRINT', 'text:str', '', 'Prints a line on the debugger or the console.'),
    fn(0x01, 'TRACE_MARK', 'mark', '', 'Puts a number into the trace.'),
  ]),
] as const;

/** Every module that the spec defines, in the order of their numbers. Module 0xD is free. */
export const SVC_MODULES: readonly SvcModule[] = TABLE;

type Row = (typeof TABLE)[number];

/** The names of the modules, such as `MAILBOX`. */
export type SvcModuleName = Row['name'];

/** The combined names of all functions, such as `TASK_EXIT` and `MAILBOX_SEND`. */
export type SvcName = { [R in Row as R['name']]: `${R['name']}_${R['functions'][number]['name']}` }[SvcModuleName];

/** A function found by name or number. */
export interface SvcEntry {
  readonly module: SvcModule;
  readonly fn: SvcFunction;
  /** `module.number << 8 | fn.number`. */
  readonly id: number;
  /** MODULE_FUNCTION. */
  readonly name: string;
}

/** `mod << 8 | fn`, the imm12 of the SVC instruction and the machine's `svcId`. */
export function svcId(module: number, fn: number): number {
  return (module << 8) | fn;
}

const BY_NAME = new Map<string, SvcEntry>();
const BY_ID = new Map<number, SvcEntry>();
for (const module of SVC_MODULES) {
  for (const f of module.functions) {
    const entry = { module, fn: f, id: svcId(module.number, f.number), name: `${module.name}_${f.name}` };
    BY_NAME.set(entry.name, entry);
    BY_ID.set(entry.id, entry);
  }
}

/** All functions in the order of their ids. */
export const SVC_ENTRIES: readonly SvcEntry[] = [...BY_ID.values()];

/** The id of every function by its combined name: `SVC.TASK_EXIT` is 0x100. */
export const SVC = Object.fromEntries(SVC_ENTRIES.map((entry) => [entry.name, entry.id])) as Readonly<
  Record<SvcName, number>
>;

/** The function with this combined upper-case name (`MAILBOX_SEND`), or `undefined`. */
export function svcByName(name: string): SvcEntry | undefined {
  return BY_NAME.get(name);
}

/** The function with this id, or `undefined`. */
export function svcById(id: number): SvcEntry | undefined {
  return BY_ID.get(id);
}

/** The combined name of an id (`TASK_EXIT` for 0x100), or `undefined`. */
export function svcName(id: number): string | undefined {
  return BY_ID.get(id)?.name;
}

/** The module with this number, or `undefined`. */
export function svcModule(number: number): SvcModule | undefined {
  return SVC_MODULES.find((module) => module.number === number);
}

/** R0 of a failed call: the error's code in the high half, the module's own 16-bit status in the low half; unsigned. */
export function svcFailure(error: ErrorName, status = 0): number {
  return ((ERROR_CODES[error] << 16) | (status & 0xffff)) >>> 0;
}
