import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capabilities.js';
import { SVC, SVC_ENTRIES, SVC_MODULES, svcById, svcByName, svcFailure, svcId, svcModule, svcName } from './svc.js';
import { SVC_CONSTANTS } from './svc-constants.js';
import { FIELD_SIZES, SVC_STRUCTURES, svcStructure } from './svc-structures.js';

/** The contract's numbers, written down a second time on purpose: module, then `number name` of each function. */
const CONTRACT: Record<string, string> = {
  '0 CORE': '0 GET_STEPS 1 GET_VERSION 2 GET_PID',
  '1 TASK': '0 EXIT 1 WRITE 2 WRITE_ERR 3 READ 4 ABORT 5 ARGS',
  '2 CAN': '0 TX 1 CONFIG 2 SET_FILTER 3 STATUS',
  '3 TIMER': '0 TICK_US 1 TICK_HZ 2 CREATE 3 CANCEL 4 WALL_TIME',
  '4 FS': '0 OPEN 1 READ 2 WRITE 3 CLOSE 4 SEEK 5 STAT 6 FSYNC a LISTDIR b DELETE c RENAME d MKDIR',
  '5 MAILBOX': '0 OPEN 1 BIND 2 SEND 3 RECV 4 PEEK 5 TAP 6 CLOSE',
  '6 EXEC': '0 SLEEP_MS 1 YIELD 2 GET_CAPS 3 LOG 4 VMEM_FLUSH',
  '7 VALUE': '0 REGISTER 1 LOOKUP 2 GET 3 SET 4 LIST 5 SUB 6 PERSIST 7 META',
  '8 COMMAND': '0 REGISTER 1 LOOKUP 2 CALL 3 CALL_ASYNC 4 HELP 5 WAIT 6 RETURN',
  '9 PROVISION': '0 STATUS 1 REQUEST',
  'a UART': '0 WRITE 1 READ_POLL 2 CONFIG 3 STATUS',
  'b FRAM': '0 READ 1 WRITE 2 SIZE 3 WEAR',
  'c GPIO': '0 READ 1 WRITE 2 CONFIG 3 SET_INTERRUPT',
  'e LIBM':
    '0 SIN_F16 1 COS_F16 2 EXP_F16 3 LOG_F16 4 POW_F16 5 ATAN2_F16 6 SQRT_F16 10 SIN_F32 11 COS_F32 12 EXP_F32 13 LOG_F32 14 POW_F32 15 ATAN2_F32 16 SQRT_F32',
  'f DEBUG': '0 PRINT 1 TRACE_MARK',
};

describe('system call table', () => {
  it('has exactly the modules and functions of the contract', () => {
    const table = Object.fromEntries(
      SVC_MODULES.map((m) => [
        `${m.number.toString(16)} ${m.name}`,
        m.functions.map((f) => `${f.number.toString(16)} ${f.name}`).join(' '),
      ]),
    );
    expect(table).toEqual(CONTRACT);
  });

  it('finds functions by name and number', () => {
    expect(SVC_ENTRIES.length).toBe(SVC_MODULES.reduce((n, m) => n + m.functions.length, 0));
    for (const entry of SVC_ENTRIES) {
      expect(svcByName(entry.name)).toBe(entry);
      expect(svcById(entry.id)).toBe(entry);
      expect(svcName(entry.id)).toBe(entry.name);
      expect(entry.id).toBe(svcId(entry.module.number, entry.fn.number));
      expect(svcModule(entry.module.number)).toBe(entry.module);
    }
    expect(SVC.TASK_EXIT).toBe(0x100);
    expect(SVC.COMMAND_RETURN).toBe(0x806);
    expect(SVC.LIBM_SQRT_F32).toBe(0xe16);
    expect(svcByName('task_exit')).toBeUndefined();
    expect(svcByName('__proto__')).toBeUndefined();
    expect(svcName(0xd00)).toBeUndefined();
    expect(svcModule(0xd)).toBeUndefined();
  });

  it('keeps to the calling convention', () => {
    for (const { module, fn, name } of SVC_ENTRIES) {
      expect(fn.params.length, name).toBeLessThanOrEqual(6);
      expect(new Set(fn.params.map((p) => p.name)).size, name).toBe(fn.params.length);
      expect(new Set(fn.results.map((r) => r.reg)).size, name).toBe(fn.results.length);
      for (const result of fn.results)
        expect(result.reg === 'R1:R2', `${name} ${result.name}`).toBe(result.kind === 'u64');
      expect(fn.doc.endsWith('.'), name).toBe(true);
      expect(fn.number, name).toBeLessThan(256);
      if (module.capability !== undefined) expect(CAPABILITIES[module.capability], name).toBeLessThan(32);
    }
    expect(svcByName('MAILBOX_SEND')?.fn.params.map((p) => `${p.name}:${p.kind}`)).toEqual([
      'handle:uint',
      'buf:cptr',
      'len:uint',
      'flags:uint',
      'channel:uint',
      'timeout:uint',
    ]);
    expect(svcByName('MAILBOX_RECV')?.fn.results.map((r) => `${r.reg} ${r.name}`)).toEqual([
      'R1 len',
      'R2 flags',
      'R3 channel',
      'R4 src_pid',
    ]);
  });

  it('packs failures into R0', () => {
    expect(svcFailure('ENOSYS')).toBe(0xff010000);
    expect(svcFailure('EAGAIN', 3)).toBe(0xff0e0003);
    expect(svcFailure('EIO', 0xff) | 0).toBeLessThan(0);
  });
});

describe('constants and structures', () => {
  it('give every C name once', () => {
    const names = SVC_CONSTANTS.flatMap((g) => Object.keys(g.values).map((key) => `HSX_${g.prefix}_${key}`));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(SVC_STRUCTURES.map((s) => s.name)).size).toBe(SVC_STRUCTURES.length);
  });

  it('are laid out as the contract says, without padding', () => {
    const sizes = Object.fromEntries(SVC_STRUCTURES.map((s) => [s.name, s.size]));
    expect(sizes).toEqual({
      CAN_FRAME: 16,
      TIMER_EVENT: 4,
      FS_STAT: 12,
      MAILBOX_INFO: 20,
      VALUE_DESC: 28,
      VALUE_ITEM: 4,
      VALUE_CHANGE: 6,
      COMMAND_DESC: 20,
      COMMAND_RESULT: 8,
      PROVISION_STATUS: 16,
      GPIO_EVENT: 4,
    });
    for (const s of SVC_STRUCTURES) {
      let align = 1;
      for (const field of s.fields) {
        expect(field.offset % FIELD_SIZES[field.type], `${s.name}.${field.name}`).toBe(0);
        align = Math.max(align, FIELD_SIZES[field.type]);
      }
      expect(s.size % align, s.name).toBe(0);
    }
    expect(svcStructure('VALUE_DESC')?.fields.find((f) => f.name === 'name')?.offset).toBe(16);
    expect(svcStructure('NONE')).toBeUndefined();
  });
});
