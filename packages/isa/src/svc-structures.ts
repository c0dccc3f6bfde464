/** Structures in guest memory that system calls read, fill or send (svc.md): little-endian, pointers 32 bits. */
import type { SvcModuleName } from './svc.js';

/** Type of a field; `str` and `code` are 32-bit guest data and code addresses. */
export type StructureFieldType = 'u8' | 'u16' | 'u32' | 'f16' | 'str' | 'code';

/** Bytes that a field's element occupies. */
export const FIELD_SIZES: Readonly<Record<StructureFieldType, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  f16: 2,
  str: 4,
  code: 4,
};

export interface StructureField {
  readonly name: string;
  readonly type: StructureFieldType;
  /** Elements; above 1 the field is an array. */
  readonly count: number;
  /** Bytes from the structure's start. */
  readonly offset: number;
}

export interface SvcStructure {
  /** C name without `hsx_` in upper case: FS_STAT is `hsx_fs_stat`. */
  readonly name: string;
  readonly module: SvcModuleName;
  readonly doc: string;
  readonly fields: readonly StructureField[];
  /** Bytes. */
  readonly size: number;
}

/** `fields` is written `type name[count], …` in the order of the structure, which leaves no gaps. */
function structure(name: string, module: SvcModuleName, doc: string, fields: string): SvcStructure {
  let size = 0;
  const parsed = fields.split(',').map((text): StructureField => {
    const match = /^(\w+) (\w+)(?:\[(\d+)\])?$/.exec(text.trim());
    const type = match?.[1] as StructureFieldType | undefined;
    const fieldName = match?.[2];
    if (type === undefined || fieldName === undefined || FIELD_SIZES[type] === undefined)
      throw new Error(`structure ${name}: cannot read "${text}"`);
    const count = Number(match?.[3] ?? 1);
    const field = { name: fieldName, type, count, offset: size };
    size += FIELD_SIZES[type] * count;
    return field;
  });
  return { name, module, doc, fields: parsed, size };
}

/** Every structure, in the order of the modules. Each is naturally aligned, so C needs no packing. */
export const SVC_STRUCTURES: readonly SvcStructure[] = [
  structure('CAN_FRAME', 'CAN', 'Message of `svc:can.rx`.', 'u32 id, u8 dlc, u8 flags, u16 reserved, u8 data[8]'),
  structure('TIMER_EVENT', 'TIMER', 'Message of `svc:timer`.', 'u16 id, u16 missed'),
  structure(
    'FS_STAT',
    'FS',
    'Result of STAT: bytes, time of the last change in seconds since 1970, and type; a folder has size 0.',
    'u32 size, u32 mtime, u16 type, u16 reserved',
  ),
  structure('MAILBOX_INFO', 'MAILBOX', 'Filled by RECV.', 'u32 status, u32 len, u32 flags, u32 channel, u32 src_pid'),
  structure(
    'VALUE_DESC',
    'VALUE',
    'Describes a value to REGISTER.',
    'f16 init, f16 epsilon, f16 min, f16 max, u16 rate_ms, u16 persist_key, u16 debounce_ms, u8 auth, u8 reserved, str name, str unit, str group',
  ),
  structure('VALUE_ITEM', 'VALUE', 'Filled by LIST.', 'u16 oid, f16 value'),
  structure('VALUE_CHANGE', 'VALUE', 'Message to a subscriber.', 'u16 oid, f16 old_value, f16 new_value'),
  structure(
    'COMMAND_DESC',
    'COMMAND',
    'Describes a command to REGISTER.',
    'code handler, str name, str help, str group, u8 auth, u8 reserved[3]',
  ),
  structure('COMMAND_RESULT', 'COMMAND', 'Message of CALL_ASYNC.', 'u16 oid, u16 status, u32 result'),
  structure(
    'PROVISION_STATUS',
    'PROVISION',
    'Filled by STATUS.',
    'u16 state, u16 percent, u32 bytes, u32 total, u32 error',
  ),
  structure('GPIO_EVENT', 'GPIO', 'Message of `svc:gpio`.', 'u16 pin, u16 level'),
];

/** The structure of this name, or `undefined`. */
export function svcStructure(name: string): SvcStructure | undefined {
  return SVC_STRUCTURES.find((structure) => structure.name === name);
}
