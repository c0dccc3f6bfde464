import { writeHxe } from '@hsx/image';
import {
  BY_MNEMONIC,
  type Capability,
  capabilityBit,
  encode,
  HsxError,
  type Operands,
  SVC,
  type SvcName,
} from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from './files/file-system.js';
import { MemoryFiles } from './files/memory-files.js';
import { readOnly } from './files/read-only.js';
import type { HostStdio } from './host.js';
import { type RunOptions, type RunResult, runTask } from './run-task.js';

function op(mnemonic: string, operands: Operands = {}): number[] {
  const insn = BY_MNEMONIC.get(mnemonic);
  if (insn === undefined) throw new RangeError(mnemonic);
  return encode(insn, operands);
}

const set = (rd: number, imm: number) => op('LDI32', { rd, imm });
const svc = (name: SvcName) => op('SVC', { imm: SVC[name] });

/** Where programs begin, and where the image's data `Hello, world!\n` and a buffer behind it lie. */
const ENTRY = 4;
const HELLO = 0x100;
const TEXT = new TextEncoder().encode('Hello, world!\n');
const BUFFER = 0x110;

function image(program: readonly number[], caps: readonly Capability[] = [], data: Uint8Array = TEXT): Uint8Array {
  const words = [0, ...program];
  const code = new Uint8Array(4 * words.length);
  for (const [i, word] of words.entries()) new DataView(code.buffer).setUint32(4 * i, word);
  return writeHxe({
    entry: ENTRY,
    code,
    data,
    bssSize: 64,
    stackSize: 64,
    reqCaps: caps.reduce((mask, cap) => mask | capabilityBit(cap), capabilityBit('ext')),
    appName: 'test',
  });
}

/** stdio that keeps what was written and reads from a list. */
function recorder(input: (string | null)[] = []): HostStdio & { out: string; err: string } {
  return {
    out: '',
    err: '',
    write(fd, bytes) {
      const text = new TextDecoder().decode(bytes);
      if (fd === 1) this.out += text;
      else this.err += text;
    },
    read(max) {
      const next = input.shift();
      if (next === undefined) return new Uint8Array(0);
      return next === null ? null : new TextEncoder().encode(next).subarray(0, max);
    },
  };
}

async function regsAfter(program: readonly number[], options: RunOptions = {}, caps: readonly Capability[] = []) {
  const result = await runTask(image([...program, ...op('BRK', { imm: 1 })], caps), options);
  expect(result.kind).toBe('break');
  return { result, regs: result.registers.regs, failed: (result.registers.psw & 16) !== 0 };
}

describe('ends of a task', () => {
  it.each<[string, number[], Partial<RunResult> & { retired: number }]>([
    ['RET from the entry', [...set(0, 7), ...op('RET')], { kind: 'exit', status: 7, retired: 2 }],
    ['EXIT', [...set(0, 0xffffffff), ...svc('TASK_EXIT')], { kind: 'exit', status: -1, retired: 2 }],
    ['ABORT', [...set(0, 9), ...svc('TASK_ABORT')], { kind: 'abort', code: 9, pc: 12, retired: 2 }],
    ['BRK', op('BRK', { imm: 5 }), { kind: 'break', code: 5, pc: 4, retired: 1 }],
    [
      'a fault',
      op('LD', { rd: 0, rs1: 1, imm: 0 }),
      { kind: 'fault', name: 'MEM_FAULT', code: 0xff04, pc: 4, word: 0x02010000, retired: 0 },
    ],
    [
      'running off the end',
      op('MOV', { rd: 0, rs1: 0 }),
      { kind: 'fault', name: 'PC_RANGE', pc: 8, word: undefined, retired: 1 },
    ],
  ])('%s', async (_name, program, expected) => {
    expect(await runTask(image(program))).toMatchObject(expected);
  });

  it('max-steps is exact, and an end at the last step counts', async () => {
    const loop = image(op('JMP', { imm: ENTRY }));
    expect(await runTask(loop, { maxSteps: 1_000_001 })).toMatchObject({
      kind: 'max-steps',
      retired: 1_000_001,
      pc: 4,
    });
    const two = image([...set(0, 3), ...op('RET')]);
    expect(await runTask(two, { maxSteps: 2 })).toMatchObject({ kind: 'exit', status: 3 });
    expect(await runTask(two, { maxSteps: 1 })).toMatchObject({ kind: 'max-steps', retired: 1 });
    await expect(runTask(two, { maxSteps: 0 })).rejects.toMatchObject({ code: 'EINVAL' });
  });

  it('a signal ends an endless loop, and a read that waits', async () => {
    const signal = AbortSignal.timeout(30);
    expect(await runTask(image(op('JMP', { imm: ENTRY })), { signal })).toMatchObject({ kind: 'interrupted', pc: 4 });
    const waiting: HostStdio = { write() {}, read: () => new Promise(() => undefined) };
    const read = image([...set(0, BUFFER), ...set(1, 4), ...set(2, 0xffff), ...svc('TASK_READ')]);
    const result = await runTask(read, { stdio: waiting, signal: AbortSignal.timeout(10) });
    expect(result.kind).toBe('interrupted');
  });

  it('refuses what is no image', async () => {
    await expect(runTask(new Uint8Array(200))).rejects.toBeInstanceOf(HsxError);
  });
});

describe('TASK', () => {
  it('WRITE and WRITE_ERR reach their streams', async () => {
    const stdio = recorder();
    const { regs, failed } = await regsAfter(
      [
        ...set(0, HELLO),
        ...set(1, 14),
        ...svc('TASK_WRITE'),
        ...op('MOV', { rd: 5, rs1: 0 }),
        ...set(0, HELLO),
        ...set(1, 5),
        ...svc('TASK_WRITE_ERR'),
      ],
      { stdio },
    );
    expect([stdio.out, stdio.err, regs[5], regs[0], failed]).toEqual(['Hello, world!\n', 'Hello', 14, 5, false]);
  });

  it('a partial write says how much was taken, also later', async () => {
    const write = [...set(0, HELLO), ...set(1, 14), ...svc('TASK_WRITE')];
    const now = await regsAfter(write, { stdio: { ...recorder(), write: () => 3 } });
    expect(now.regs[0]).toBe(3);
    const later = await regsAfter(write, { stdio: { ...recorder(), write: async () => 4 } });
    expect(later.regs[0]).toBe(4);
  });

  it.each([
    ['below the data space', 0, 4],
    ['over its end', 0x10000, 1],
    ['with a huge length', HELLO, 0xffffffff],
  ])('a buffer %s is EFAULT and nothing is written', async (_name, buffer, length) => {
    const stdio = recorder(['input']);
    for (const call of ['TASK_WRITE', 'TASK_READ'] as const) {
      const { regs, failed } = await regsAfter([...set(0, buffer), ...set(1, length), ...set(2, 0), ...svc(call)], {
        stdio,
      });
      expect([regs[0], failed]).toEqual([0xff170000, true]);
    }
    expect(stdio.out).toBe('');
  });

  it('a host stream that fails is EIO', async () => {
    const broken: HostStdio = {
      write: () => {
        throw new Error('broken pipe');
      },
      read: () => Promise.reject(new Error('closed')),
    };
    for (const call of ['TASK_WRITE', 'TASK_READ'] as const) {
      const { regs, failed } = await regsAfter([...set(0, HELLO), ...set(1, 1), ...svc(call)], { stdio: broken });
      expect([regs[0], failed]).toEqual([0xff0c0000, true]);
    }
  });

  it.each<[string, (string | null)[], number, number, boolean]>([
    ['bytes', ['abcdef'], 4, 4, false],
    ['the end of the input', [], 4, 0, false],
    ['EAGAIN for a poll without data', [null], 4, 0xff0e0000, true],
    ['EINVAL for no room', ['abc'], 0, 0xff120000, true],
  ])('READ gives %s', async (_name, input, max, r0, error) => {
    const { regs, failed } = await regsAfter([...set(0, BUFFER), ...set(1, max), ...set(2, 0), ...svc('TASK_READ')], {
      stdio: recorder(input),
    });
    expect([regs[0], failed]).toEqual([r0, error]);
  });

  it('READ waits for a host that answers later, and its bytes arrive', async () => {
    const waits: number[] = [];
    const stdio: HostStdio = {
      write() {},
      read: (_max, timeout) => {
        waits.push(timeout);
        return new Promise((resolve) => setTimeout(() => resolve(Uint8Array.of(1, 2, 3)), 5));
      },
    };
    const read = (timeout: number) => [...set(0, BUFFER), ...set(1, 8), ...set(2, timeout), ...svc('TASK_READ')];
    const { regs } = await regsAfter(
      [...read(0xfffe), ...read(0xffff), ...set(4, BUFFER), ...op('LD', { rd: 5, rs1: 4, imm: 0 })],
      { stdio },
    );
    expect([regs[0], regs[5]]).toEqual([3, 0x00030201]);
    expect(waits).toEqual([0xfffe, Number.POSITIVE_INFINITY]);
  });

  it('READ is ETIMEDOUT when the time is over', async () => {
    const { regs } = await regsAfter([...set(0, BUFFER), ...set(1, 8), ...set(2, 5), ...svc('TASK_READ')], {
      stdio: recorder([null]),
    });
    expect(regs[0]).toBe(0xff160000);
  });

  it('ARGS packs the strings, and writes nothing when they do not fit', async () => {
    const args = ['prog', '', 'ä'];
    const ask = (max: number) => [
      ...set(0, BUFFER),
      ...set(1, max),
      ...svc('TASK_ARGS'),
      ...set(4, BUFFER),
      ...op('LD', { rd: 5, rs1: 4, imm: 0 }),
      ...op('LD', { rd: 6, rs1: 4, imm: 4 }),
    ];
    const small = await regsAfter(ask(8), { args });
    expect(small.regs.slice(0, 7)).toEqual([3, 9, 0, 0, BUFFER, 0, 0]);
    const fits = await regsAfter(ask(9), { args });
    expect(fits.regs.slice(0, 2)).toEqual([3, 9]);
    expect(fits.regs.slice(5, 7)).toEqual([0x676f7270, 0xa4c30000]);
    expect((await regsAfter([...set(0, 0), ...set(1, 0), ...svc('TASK_ARGS')])).regs.slice(0, 2)).toEqual([0, 0]);
    await expect(runTask(image(op('RET')), { args: ['a\0b'] })).rejects.toMatchObject({ code: 'EINVAL' });
  });

  it('keeps the registers that are no result', async () => {
    const { regs } = await regsAfter([
      ...set(1, 14),
      ...set(2, 22),
      ...set(7, 77),
      ...set(0, HELLO),
      ...svc('TASK_WRITE'),
    ]);
    expect([regs[1], regs[2], regs[7]]).toEqual([14, 22, 77]);
  });
});

describe('CORE, TIMER and what is not there', () => {
  it('GET_STEPS counts the instructions, GET_PID is the task', async () => {
    const { regs, result } = await regsAfter([...svc('CORE_GET_STEPS'), ...svc('CORE_GET_PID')]);
    expect([regs[1], regs[2]]).toEqual([1, 0]);
    expect(regs[0]).toBe(result.task.pid);
  });

  it('GET_VERSION knows what is built in', async () => {
    const ask = (module: number) => regsAfter([...set(0, module), ...svc('CORE_GET_VERSION')]);
    for (const module of [0, 1, 3]) expect((await ask(module)).regs.slice(0, 2)).toEqual([0, 0x100]);
    for (const module of [2, 13, 99]) expect((await ask(module)).regs[0]).toBe(0xff010000);
  });

  it('TIMER needs its capability; virtual time is the retired count', async () => {
    const program = [...svc('TIMER_TICK_US'), ...op('MOV', { rd: 5, rs1: 1 }), ...svc('TIMER_TICK_HZ')];
    const allowed = await regsAfter(program, { clock: 'virtual' }, ['timer']);
    expect([allowed.regs[5], allowed.regs[0], allowed.failed]).toEqual([1, 1_000_000, false]);
    const denied = await regsAfter(program);
    expect([denied.regs[0], denied.failed]).toEqual([0xff090000, true]);
  });

  it('64-bit times come in two words', async () => {
    const clock = { nowUs: () => 0, wallMs: () => 0x123_4567_89ab, sleep: () => undefined };
    const { regs } = await regsAfter(svc('TIMER_WALL_TIME'), { clock }, ['timer']);
    expect([regs[1], regs[2]]).toEqual([0x456789ab, 0x123]);
  });

  it.each<[string, SvcName | number, Capability[], number]>([
    ['a module that is not built in', 'MAILBOX_OPEN', ['mailbox'], 0xff010000],
    ['a module without its capability', 'MAILBOX_OPEN', [], 0xff090000],
    ['a module that does not exist', 0xd00, [], 0xff010000],
    ['a function that does not exist', 0x1ff, [], 0xff010000],
    ['periodic timers', 'TIMER_CREATE', ['timer'], 0xff010000],
  ])('%s', async (_name, call, caps, r0) => {
    const { regs, failed } = await regsAfter(typeof call === 'number' ? op('SVC', { imm: call }) : svc(call), {}, caps);
    expect([regs[0], failed]).toEqual([r0, true]);
  });

  it('a success clears the error latch', async () => {
    const { failed } = await regsAfter([...op('SVC', { imm: 0xd00 }), ...svc('CORE_GET_PID')]);
    expect(failed).toBe(false);
  });
});

describe('EXEC', () => {
  const sleep = (ms: number) => [...set(0, ms), ...svc('EXEC_SLEEP_MS')];

  it('SLEEP_MS lets time pass: the real one, or that of the virtual clock', async () => {
    const before = performance.now();
    const { regs } = await regsAfter([...set(0, -1), ...sleep(30)]);
    expect(performance.now() - before).toBeGreaterThan(25);
    expect(regs[0]).toBe(0);
    const day = await regsAfter([...sleep(86_400_000), ...svc('TIMER_TICK_US')], { clock: 'virtual' }, ['timer']);
    expect(day.regs[1]).toBe((86_400_000_000 + day.result.retired - 1) % 2 ** 32);
  });

  it('SLEEP_MS ends with the run', async () => {
    const signal = AbortSignal.timeout(10);
    const result = await runTask(image(sleep(0xffffffff)), { signal });
    expect(result.kind).toBe('interrupted');
  });

  it('LOG gives lines to the host', async () => {
    const lines: string[] = [];
    const onLog = ({ level, text }: { level: string; text: string }) => void lines.push(`${level}: ${text}`);
    const text = new TextEncoder().encode('warm\0');
    const program = [...set(0, 1), ...set(1, HELLO), ...svc('EXEC_LOG'), ...set(0, 4), ...svc('EXEC_LOG')];
    const result = await runTask(image([...program, ...op('BRK', { imm: 1 })], [], text), { onLog });
    expect(lines).toEqual(['warning: warm']);
    expect(result.registers.regs[0]).toBe(0xff120000);
  });

  it('YIELD succeeds, GET_CAPS tells what is built in', async () => {
    expect((await regsAfter([...set(0, 5), ...svc('EXEC_YIELD')])).regs[0]).toBe(0);
    const caps = (...names: Capability[]) => names.reduce((mask, name) => mask | capabilityBit(name), 0);
    expect((await regsAfter(svc('EXEC_GET_CAPS'))).regs[1]).toBe(caps('ext', 'f16', 'f32', 'far', 'timer'));
    const more = { fileSystem: new MemoryFiles(), memCfg: { caps: caps('ext', 'fs') } };
    expect((await regsAfter(svc('EXEC_GET_CAPS'), more)).regs[1]).toBe(caps('ext', 'fs', 'timer'));
  });
});

describe('FS', () => {
  const PATH = 0x100;
  const path = new TextEncoder().encode('a.txt\0');
  const open = [...set(0, PATH), ...set(1, 1 | 2 | 4), ...svc('FS_OPEN')];

  async function openAlone(options: RunOptions, caps: Capability[] = ['fs']): Promise<RunResult> {
    return runTask(image([...open, ...op('BRK', { imm: 1 })], caps, path), options);
  }

  it('opens, writes and reads through the task, and closes what is left open', async () => {
    const files = new MemoryFiles({ 'a.txt': 'before' });
    let closed = 0;
    const fileSystem: FileSystem = {
      ...readOnly(files),
      open: (at, mode) => {
        const file = files.open(at, mode);
        return { ...file, close: () => void closed++ };
      },
    };
    const program = [
      ...open,
      ...op('MOV', { rd: 7, rs1: 0 }),
      ...set(1, BUFFER),
      ...set(2, 4),
      ...svc('FS_READ'),
      ...op('MOV', { rd: 0, rs1: 7 }),
      ...set(1, PATH),
      ...set(2, 2),
      ...svc('FS_WRITE'),
      ...set(4, BUFFER),
      ...op('LD', { rd: 5, rs1: 4, imm: 0 }),
    ];
    const result = await runTask(image([...program, ...op('BRK', { imm: 1 })], ['fs'], path), { fileSystem });
    expect(result.registers.regs.slice(0, 8)).toEqual([2, PATH, 2, 0, BUFFER, 0x6f666562, 0, 3]);
    expect(new TextDecoder().decode(files.contents()['a.txt'])).toBe('befoa.');
    expect([closed, result.missing]).toEqual([1, []]);
  });

  it('closes files however the task ends', async () => {
    const files = new MemoryFiles({}, { capacity: 1000 });
    for (const [ending, options] of [
      [op('LD', { rd: 0, rs1: 9, imm: 0 }), {}],
      [op('JMP', { imm: ENTRY }), { maxSteps: 9 }],
      [op('RET'), {}],
    ] as const) {
      await runTask(image([...open, ...ending], ['fs'], path), { fileSystem: files, ...options });
      // What a deleted file holds is free again only when nobody has it open.
      files.remove(['a.txt']);
      const file = files.open(['b'], {
        read: true,
        write: true,
        create: true,
        truncate: true,
        append: false,
        exclusive: false,
      });
      expect(file.write(0, new Uint8Array(2000))).toBe(1000 - 65);
      file.close();
      files.remove(['b']);
    }
  });

  it('is EPERM without its capability, ENOSYS without a file system, and the result says so', async () => {
    const denied = await openAlone({}, []);
    expect([denied.registers.regs[0], denied.missing]).toEqual([0xff090000, []]);
    const absent = await openAlone({});
    expect([absent.registers.regs[0], absent.missing]).toEqual([0xff010000, ['FS']]);
    const version = [...set(0, 4), ...svc('CORE_GET_VERSION')];
    expect((await regsAfter(version)).regs[0]).toBe(0xff010000);
    expect((await regsAfter(version, { fileSystem: new MemoryFiles() })).regs[1]).toBe(0x100);
  });

  it("a failure carries the module's status", async () => {
    const full = await openAlone({ fileSystem: new MemoryFiles({ 'a.txt/': '' }) });
    expect([full.registers.regs[0], full.registers.psw & 16]).toEqual([0xff120003, 16]);
    await expect(openAlone({ fileSystem: new MemoryFiles(), maxOpenFiles: 0 })).rejects.toMatchObject({
      code: 'EINVAL',
    });
  });

  it.each<[string, number[], number]>([
    ['at the very end of the memory', [0x61, 0], 3],
    ['without an end', [0x61, 0x61], 0xff170000],
    ['that is not UTF-8', [0xc3, 0x28, 0], 0xff120000],
    ['with an overlong /', [0xc0, 0xaf, 0x61, 0], 0xff120000],
    ['with half a character', [0xe2, 0x82, 0], 0xff120000],
    ['with a surrogate', [0xed, 0xa0, 0x80, 0], 0xff120000],
  ])('a path %s', async (_name, bytes, r0) => {
    // The stack ends where the memory does.
    const at = 0x10000 - 4 - bytes.length;
    const store = bytes.flatMap((byte, index) => [
      ...set(4, at + 4 + index),
      ...set(5, byte),
      ...op('STB', { rs1: 4, rs2: 5, imm: 0 }),
    ]);
    const program = [...store, ...set(0, at + 4), ...set(1, 1 | 2 | 4), ...svc('FS_OPEN')];
    const options = { fileSystem: new MemoryFiles(), fillStack: true };
    expect((await regsAfter(program, options, ['fs'])).regs[0]).toBe(r0);
  });
});

describe('options', () => {
  it("stack sizes: the image's, the caller's, or all that is left", async () => {
    const program = image(op('RET'));
    const size = async (options: RunOptions) => {
      const { stackBase, stackLimit } = (await runTask(program, options)).task;
      return stackLimit - stackBase;
    };
    expect(await size({})).toBe(64);
    expect(await size({ stackSize: 256 })).toBe(256);
    expect(await size({ fillStack: true, stackSize: 256 })).toBe(256);
    const { stackBase, stackLimit } = (await runTask(program, { fillStack: true })).task;
    expect(stackLimit).toBe(0x10000);
    expect(stackBase).toBeLessThan(0x200);
  });

  it('onTrace sees every instruction with the state before it', async () => {
    const seen: string[] = [];
    const result = await runTask(image([...set(3, 5), ...op('RET')]), {
      onTrace: ({ retired, pc, word, regs }) => seen.push(`${retired} ${pc} ${word.toString(16)} ${regs[3]}`),
    });
    expect(seen).toEqual(['0 4 60300000 0', '1 12 25000000 5']);
    expect(result).toMatchObject({ kind: 'exit', retired: 2 });
  });

  it('gives the event loop its turns', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await runTask(image(op('JMP', { imm: ENTRY })), { signal: AbortSignal.timeout(250) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});
