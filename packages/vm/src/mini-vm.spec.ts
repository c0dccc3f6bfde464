import { capabilityBit, type ErrorName, HsxError, PSW_E } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { type MemCfg, MiniVM, REG_PC, REG_PSW, REG_R0, REG_R15, REG_SP, REG_WP } from './index.js';
import {
  CODE_LENGTH,
  DATA_BASE,
  LOADED_SP,
  op,
  programAt,
  RO_BASE,
  STACK_BASE,
  STACK_LIMIT,
  START,
  testImage,
} from './testing/test-vm.js';

/** The code of the HsxError that an action throws. */
function errorCode(action: () => unknown): ErrorName | 'no error' {
  try {
    action();
  } catch (error) {
    if (error instanceof HsxError) return error.code;
    throw error;
  }
  return 'no error';
}

function vmWith(program: readonly number[], cfg: Partial<MemCfg> = {}): { vm: MiniVM; pid: number } {
  const vm = new MiniVM({ version: 1, ...cfg });
  const pid = vm.loadHxe(testImage(programAt(program), true));
  vm.setContext(pid);
  return { vm, pid };
}

/** Counts in R1 for ever. */
function loopAt(address: number): number[] {
  return [...op('ADDI', { rd: 1, rs1: 1, imm: 1 }), ...op('JMP', { imm: address })];
}

const LOOP = loopAt(START);

describe('configuration', () => {
  it.each([
    [{ version: 2 }],
    [{ version: 1, codeLineBytes: 100 }],
    [{ version: 1, dataPageBytes: 24 }],
    [{ version: 1, dataPageBytes: 8 }],
    [{ version: 1, autorunQuanta: 0 }],
    [{ version: 1, limits: { maxPids: 0 } }],
    [{ version: 1, limits: { dataMax: (1 << 24) + 1 } }],
    [{ version: 1, caps: -1 }],
    [{ version: 1, engine: 'translator' }],
    [{ version: 1, engine: 'fast' as 'auto' }],
    [{ version: 1, policyFlags: { debug: 1 as unknown as boolean } }],
    [null as unknown as MemCfg],
  ])('refuses %j', (cfg) => expect(errorCode(() => new MiniVM(cfg as MemCfg))).toBe('EINVAL'));

  it('ignores unknown fields and takes paging sizes', () => {
    const cfg = { version: 1, codeLineBytes: 256, dataPageBytes: 64, colour: 'red' };
    expect(new MiniVM(cfg).pids()).toEqual([]);
  });

  it('init starts again and gives everything back', () => {
    const freed: number[] = [];
    const allocHooks = {
      alloc: (bytes: number) => new ArrayBuffer(bytes),
      free: (buffer: ArrayBuffer) => void freed.push(buffer.byteLength),
    };
    const { vm, pid } = vmWith(LOOP, { allocHooks });
    const held = vm.stats().arena.bytesInUse;
    expect(errorCode(() => vm.init({ version: 9 }))).toBe('EINVAL');
    expect(vm.context()).toBe(pid);
    vm.init({ version: 1 });
    expect(freed.reduce((a, b) => a + b, 0)).toBe(held);
    expect(vm.pids()).toEqual([]);
    expect(errorCode(() => vm.clock(1))).toBe('ESRCH');
  });

  it('a host without memory is ENOSPC', () => {
    const none = { alloc: () => undefined, free: () => undefined };
    expect(errorCode(() => new MiniVM({ version: 1, allocHooks: none }))).toBe('ENOSPC');
  });
});

describe('runs', () => {
  it.each([1, 2, 3, 7, 100, 1000])('clock retires exactly what it is asked for, split by %i', (slice) => {
    const { vm, pid } = vmWith(LOOP);
    let left = 1000;
    while (left > 0) {
      const n = Math.min(slice, left);
      const result = vm.clock(n);
      expect(result.reason).toBe('ok');
      expect(result.retired).toBe(n);
      left -= n;
    }
    expect(vm.taskInfo(pid).retired).toBe(1000);
    expect(vm.regGet(REG_R0 + 1)).toBe(500);
    expect(vm.stats().retired).toBe(1000);
  });

  it('refuses counts that are none, and does nothing for 0', () => {
    const { vm } = vmWith(LOOP);
    for (const n of [-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
      expect(errorCode(() => vm.clock(n))).toBe('EINVAL');
    expect(vm.clock(0)).toMatchObject({ reason: 'ok', retired: 0, pc: START });
    expect(vm.lastPc()).toBeUndefined();
  });

  it('step runs autorunQuanta instructions and reuses its result', () => {
    const { vm } = vmWith(LOOP, { autorunQuanta: 5 });
    const first = vm.step();
    expect(first.retired).toBe(5);
    expect(vm.clock(3)).toBe(first);
    expect(vm.lastResult().retired).toBe(3);
  });

  it('the step counter stops a run, once, and yields to svc', () => {
    const { vm, pid } = vmWith([...LOOP.slice(0, 1), ...op('SVC', { imm: 0x42 }), ...loopAt(START + 8)]);
    vm.setStepCounter(pid, 1);
    expect(vm.clock(10)).toMatchObject({ reason: 'step', retired: 1 });
    vm.setStepCounter(pid, 1);
    expect(vm.clock(10)).toMatchObject({ reason: 'svc', retired: 1, svcId: 0x42 });
    expect(vm.clock(4)).toMatchObject({ reason: 'ok', retired: 4 });
    vm.setStepCounter(pid, 3);
    expect(vm.clock(2)).toMatchObject({ reason: 'ok', retired: 2 });
    expect(vm.clock(2)).toMatchObject({ reason: 'step', retired: 1 });
    vm.setStepCounter(pid, 3);
    vm.setStepCounter(pid, 0);
    expect(vm.clock(9)).toMatchObject({ reason: 'ok', retired: 9 });
  });

  it('a fault comes before step, stops the task, and READY forgets it', () => {
    const { vm, pid } = vmWith(op('DIV', { rd: 0, rs1: 0, rs2: 0 }));
    vm.setStepCounter(pid, 1);
    expect(vm.clock(5)).toMatchObject({ reason: 'fault', retired: 0, pc: START, faultCode: 0xff05 });
    expect(vm.taskInfo(pid)).toMatchObject({ state: 'STOPPED', faultCode: 0xff05, faultName: 'DIV_ZERO' });
    expect(vm.regGet(REG_PSW)).toBe(PSW_E);
    expect(errorCode(() => vm.clock(1))).toBe('EBUSY');
    vm.setState(pid, 'READY');
    expect(vm.taskInfo(pid)).toMatchObject({ state: 'READY', faultCode: 0, faultName: undefined });
    expect(vm.regGet(REG_PSW)).toBe(0);
    expect(vm.clock(1).reason).toBe('fault');
  });

  it('going on after the exit address faults there', () => {
    const { vm } = vmWith(op('RET'));
    expect(vm.clock(9)).toMatchObject({ reason: 'svc', svcId: 0x100, retired: 1, pc: 0xfffffffc });
    expect(vm.lastPc()).toBe(START);
    expect(vm.clock(9)).toMatchObject({ reason: 'fault', faultCode: 0xff08, retired: 0, pc: 0xfffffffc });
    expect(vm.lastPc()).toBe(0xfffffffc);
    expect(vm.lastOpcode()).toBe(0);
  });

  it('a time budget ends a run with ETIMEDOUT and an exact state', () => {
    const { vm, pid } = vmWith(LOOP);
    let now = 0;
    const budget = { now: () => now++, until: 3 };
    expect(errorCode(() => vm.clock(1e9, budget))).toBe('ETIMEDOUT');
    const { retired } = vm.lastResult();
    expect(retired).toBeGreaterThan(0);
    expect(vm.taskInfo(pid).retired).toBe(retired);
    expect(vm.regGet(REG_R0 + 1)).toBe(retired / 2);
    expect(vm.clock(10, { now: () => 0, until: 1 })).toMatchObject({ reason: 'ok', retired: 10 });
  });

  it('the trace record names the last instruction, whatever the length of the run', () => {
    for (const n of [1, 2, 5]) {
      const { vm } = vmWith([...op('JMP', { imm: START + 8 }), 0, ...op('JMP', { imm: START })]);
      vm.clock(n);
      expect(vm.lastPc()).toBe(n % 2 === 1 ? START : START + 8);
      expect(vm.lastOpcode()).toBe(n % 2 === 1 ? op('JMP', { imm: START + 8 })[0] : op('JMP', { imm: START })[0]);
    }
    const { vm } = vmWith([...LOOP.slice(0, 1), ...op('BRK', { imm: 1 })]);
    vm.clock(9);
    expect(vm.lastPc()).toBe(START + 4);
  });

  it('lastRegs holds the registers before the last instruction, when asked for', () => {
    const { vm, pid } = vmWith(LOOP);
    vm.clock(1);
    expect(vm.lastRegs()).toBeUndefined();
    vm.setTrace(pid, { regs: true });
    vm.clock(2);
    expect(vm.lastPc()).toBe(START);
    expect(vm.lastRegs()?.[1]).toBe(1);
    expect(vm.regGet(REG_R0 + 1)).toBe(2);
    vm.setTrace(pid, { regs: false });
    expect(vm.lastRegs()).toBeUndefined();
  });

  it('switches between tasks without mixing them', () => {
    const { vm, pid } = vmWith(LOOP);
    const other = vm.loadInstance(pid);
    for (let i = 0; i < 10; i++) {
      vm.setContext(pid);
      vm.clock(2);
      vm.setContext(other);
      vm.clock(4);
    }
    expect([vm.regGetFor(pid, REG_R0 + 1), vm.regGetFor(other, REG_R0 + 1)]).toEqual([10, 20]);
  });
});

describe('registers', () => {
  it('reads and writes, and refuses what cannot be', () => {
    const { vm, pid } = vmWith(LOOP);
    vm.regSet(REG_R15, -1);
    expect(vm.regGet(REG_R15)).toBe(0xffffffff);
    vm.regSet(REG_PSW, 0xffffffff);
    expect(vm.regGet(REG_PSW)).toBe(0xff1f);
    vm.regSet(REG_SP, STACK_BASE);
    expect(vm.regGetFor(pid, REG_SP)).toBe(STACK_BASE);
    for (const sp of [STACK_BASE - 4, STACK_LIMIT + 4, STACK_BASE + 2, 0.5])
      expect(errorCode(() => vm.regSet(REG_SP, sp))).toBe('EINVAL');
    for (const pc of [2, CODE_LENGTH, -4]) expect(errorCode(() => vm.regSet(REG_PC, pc))).toBe('EINVAL');
    for (const id of [4, 15, 32, 16.5, -1]) {
      expect(errorCode(() => vm.regGet(id))).toBe('EINVAL');
      expect(errorCode(() => vm.regSet(id, 0))).toBe('EINVAL');
    }
    expect(errorCode(() => vm.regSet(REG_R0, 2 ** 32))).toBe('EINVAL');
    expect(errorCode(() => vm.regGetFor(99, REG_R0))).toBe('ESRCH');
  });

  it('PC and WP follow the policies', () => {
    const strict = vmWith(LOOP);
    strict.vm.setState(strict.pid, 'STOPPED');
    expect(errorCode(() => strict.vm.regSet(REG_PC, START))).toBe('EPERM');
    expect(errorCode(() => strict.vm.regGet(REG_WP))).toBe('EINVAL');
    expect(errorCode(() => strict.vm.regSet(REG_WP, 0))).toBe('EINVAL');

    const stopped = vmWith(LOOP, { policyFlags: { allowRegSetPcInStopped: true } });
    expect(errorCode(() => stopped.vm.regSet(REG_PC, START + 4))).toBe('EPERM');
    stopped.vm.setState(stopped.pid, 'STOPPED');
    stopped.vm.regSet(REG_PC, START + 4);
    expect(stopped.vm.regGet(REG_PC)).toBe(START + 4);

    const debug = vmWith(LOOP, { policyFlags: { debug: true } });
    debug.vm.regSet(REG_PC, START + 4);
    expect(debug.vm.regGet(REG_PC)).toBe(START + 4);
    expect(debug.vm.regGet(REG_WP) % 64).toBe(0);
    expect(errorCode(() => debug.vm.regSet(REG_WP, 0))).toBe('EPERM');
  });
});

describe('memory', () => {
  it('gives what the task can read and takes what it can write', () => {
    const { vm, pid } = vmWith(LOOP);
    expect([...vm.memRead(RO_BASE, 2)]).toEqual([0x80, 0x81]);
    expect(vm.memRead(STACK_LIMIT, 0)).toHaveLength(0);
    for (const [address, length] of [
      [RO_BASE - 1, 1],
      [STACK_LIMIT, 1],
      [RO_BASE, STACK_LIMIT],
      [0, 0],
      [-4, 4],
      [RO_BASE, -1],
      [0.5, 1],
      [2 ** 32 + RO_BASE, 1],
    ] as const)
      expect(errorCode(() => vm.memRead(address, length))).toBe('EFAULT');
    vm.memWriteFor(pid, DATA_BASE, Uint8Array.of(1, 2));
    expect([...vm.memReadFor(pid, DATA_BASE, 2)]).toEqual([1, 2]);
    expect(errorCode(() => vm.memWrite(DATA_BASE - 1, Uint8Array.of(1)))).toBe('EPERM');
    expect(errorCode(() => vm.memWrite(STACK_LIMIT - 1, Uint8Array.of(1, 2)))).toBe('EFAULT');
    const copy = vm.memRead(DATA_BASE, 1);
    copy[0] = 99;
    expect(vm.memRead(DATA_BASE, 1)[0]).toBe(1);
  });

  it('denyMemWriteInRun holds while READY, but not between an SVC and the next run', () => {
    const { vm, pid } = vmWith([...op('SVC', { imm: 0x101 }), ...LOOP], {
      policyFlags: { denyMemWriteInRun: true },
    });
    const write = () => errorCode(() => vm.memWrite(DATA_BASE, Uint8Array.of(1)));
    expect(write()).toBe('EPERM');
    vm.clock(1);
    expect(write()).toBe('no error');
    vm.clock(1);
    expect(write()).toBe('EPERM');
    vm.setState(pid, 'STOPPED');
    expect(write()).toBe('no error');
  });

  it('reads code as the image has it', () => {
    const { vm, pid } = vmWith(LOOP);
    expect([...vm.codeRead(pid, START, 4)]).toEqual([0x18, 0x11, 0x00, 0x01]);
    expect([...vm.codeRead(pid, START + 1, 2)]).toEqual([0x11, 0x00]);
    expect(errorCode(() => vm.codeRead(pid, CODE_LENGTH - 2, 4))).toBe('EFAULT');
  });
});

describe('tasks', () => {
  it('go through their states and refuse calls in the wrong one', () => {
    const vm = new MiniVM({ version: 1 });
    const image = testImage(programAt(LOOP), true);
    const pid = vm.loadBegin();
    expect(vm.pids()).toEqual([{ pid, state: 'LOADING' }]);
    for (const call of [
      () => vm.setContext(pid),
      () => vm.taskInfo(pid),
      () => vm.unload(pid),
      () => vm.setState(pid, 'READY'),
      () => vm.regGetFor(pid, REG_R0),
    ])
      expect(errorCode(call)).toBe('EBUSY');
    vm.loadWrite(pid, image);
    vm.loadEnd(pid);
    for (const call of [() => vm.loadWrite(pid, image), () => vm.loadEnd(pid), () => vm.loadAbort(pid)])
      expect(errorCode(call)).toBe('EBUSY');
    expect(errorCode(() => vm.setState(pid, 'LOADING' as 'READY'))).toBe('EINVAL');
    vm.setContext(pid);
    vm.setState(pid, 'BLOCKED');
    expect(errorCode(() => vm.clock(1))).toBe('EBUSY');
    vm.unload(pid);
    expect(vm.context()).toBeUndefined();
    for (const call of [() => vm.unload(pid), () => vm.setContext(pid), () => vm.loadWrite(pid, image)])
      expect(errorCode(call)).toBe('ESRCH');
  });

  it('are as the image says after a load, and again after restart', () => {
    const { vm, pid } = vmWith([...op('PUSH', { rs1: 1 }), ...LOOP]);
    const fresh = JSON.stringify([vm.snapshotContext(pid), [...vm.memRead(RO_BASE, STACK_LIMIT - RO_BASE)]]);
    expect(vm.taskInfo(pid)).toMatchObject({ state: 'READY', entry: START, stackBase: STACK_BASE, retired: 0 });
    expect(vm.memRead(LOADED_SP, 4)).toEqual(Uint8Array.of(0xfc, 0xff, 0xff, 0xff));
    vm.clock(100);
    vm.memWrite(DATA_BASE, new Uint8Array(STACK_LIMIT - DATA_BASE).fill(0xee));
    vm.regSet(REG_PSW, 0xffff);
    vm.restart(pid);
    expect(JSON.stringify([vm.snapshotContext(pid), [...vm.memRead(RO_BASE, STACK_LIMIT - RO_BASE)]])).toBe(fresh);
    expect(vm.regGet(REG_R0 + 1)).toBe(0);
    expect(vm.taskInfo(pid).retired).toBe(0);
  });

  it('an instance shares code, not data, and outlives the first', () => {
    const { vm, pid } = vmWith(LOOP);
    vm.memWrite(DATA_BASE, Uint8Array.of(1));
    const other = vm.loadInstance(pid, { stackSize: 128 });
    expect(vm.memReadFor(other, DATA_BASE, 2)).toEqual(Uint8Array.of(0x90, 0x91));
    expect(vm.memReadFor(other, RO_BASE, 2)).toEqual(Uint8Array.of(0x80, 0x81));
    expect(vm.taskInfo(other)).toMatchObject({ stackBase: STACK_BASE, stackLimit: STACK_BASE + 128 });
    expect(vm.imageInfo(other).header).toEqual(vm.imageInfo(pid).header);
    vm.unload(pid);
    vm.setContext(other);
    expect(vm.clock(10).retired).toBe(10);
    vm.unload(other);
  });

  it('have pids that are not used twice, even when they wrap', () => {
    const vm = new MiniVM({ version: 1, limits: { maxPids: 2 } });
    const image = testImage(programAt(LOOP), true);
    const first = vm.loadHxe(image);
    const seen = new Set([first]);
    for (let i = 0; i < 65_534; i++) {
      const pid = vm.loadBegin();
      expect(seen.has(pid)).toBe(false);
      seen.add(pid);
      vm.loadAbort(pid);
    }
    expect(vm.loadBegin()).toBe(2);
    expect(errorCode(() => vm.loadBegin())).toBe('ENOSPC');
  });

  it('a context can be kept and put back', () => {
    const { vm, pid } = vmWith([...op('PUSH', { rs1: 1 }), ...loopAt(START + 4)]);
    const context = vm.snapshotContext(pid);
    expect(Object.keys(context)).not.toContain('wp');
    vm.clock(7);
    vm.restoreContext(pid, { ...context, sleepUntil: 5, waitChannel: 6 });
    expect(vm.snapshotContext(pid)).toEqual({ ...context, sleepUntil: 5, waitChannel: 6 });
    expect(vm.regGet(REG_R0 + 1)).toBe(3);
    for (const bad of [{ pid: 9 }, { sp: 2 }, { pc: 1 }, { stackBase: 0 }])
      expect(errorCode(() => vm.restoreContext(pid, { ...context, ...bad }))).toBe('EINVAL');
  });
});

describe('pushed calls', () => {
  const HANDLER = 0x80;
  const program = programAt(LOOP);
  program[HANDLER / 4] = op('ADD', { rd: 0, rs1: 0, rs2: 1 })[0] as number;
  program[HANDLER / 4 + 1] = op('RET')[0] as number;

  function running(): { vm: MiniVM; pid: number } {
    const vm = new MiniVM({ version: 1 });
    const pid = vm.loadHxe(testImage(program, true));
    vm.setContext(pid);
    vm.clock(5);
    return { vm, pid };
  }

  it('runs the function, reports its result and leaves no trace', () => {
    const { vm, pid } = running();
    const before = vm.snapshotContext(pid);
    const regs = Array.from({ length: 16 }, (_, i) => vm.regGet(REG_R0 + i));
    vm.pushCall(pid, HANDLER, [40, 2]);
    expect(vm.regGet(REG_SP)).toBe((LOADED_SP & ~7) - 4);
    expect(vm.regGet(REG_SP) % 8).toBe(4);
    expect(vm.taskInfo(pid).inCall).toBe(true);
    expect(errorCode(() => vm.pushCall(pid, HANDLER))).toBe('EBUSY');
    expect(vm.clock(100)).toMatchObject({ reason: 'svc', svcId: 0x806, retired: 2, pc: 0xfffffff8 });
    expect(vm.regGet(REG_R0)).toBe(42);
    vm.popCall(pid);
    expect(vm.snapshotContext(pid)).toEqual(before);
    expect(Array.from({ length: 16 }, (_, i) => vm.regGet(REG_R0 + i))).toEqual(regs);
    expect(errorCode(() => vm.popCall(pid))).toBe('EBUSY');
    expect(vm.clock(1).reason).toBe('ok');
  });

  it('refuses what cannot be called', () => {
    const { vm, pid } = running();
    for (const address of [2, CODE_LENGTH, -4]) expect(errorCode(() => vm.pushCall(pid, address))).toBe('EINVAL');
    expect(errorCode(() => vm.pushCall(pid, HANDLER, [1, 2, 3, 4, 5]))).toBe('EINVAL');
    vm.regSet(REG_SP, STACK_BASE);
    expect(errorCode(() => vm.pushCall(pid, HANDLER))).toBe('ENOSPC');
    vm.regSet(REG_SP, LOADED_SP);
    vm.setState(pid, 'STOPPED');
    expect(errorCode(() => vm.pushCall(pid, HANDLER))).toBe('EBUSY');
    expect(errorCode(() => vm.pushCall(77, HANDLER))).toBe('ESRCH');
  });
});

describe('standalone mode', () => {
  it('answers ENOSYS, asks the shim, and ends with the task', () => {
    const program = [...op('SVC', { imm: 0x204 }), ...op('MOV', { rd: 5, rs1: 0 }), ...op('RET')];
    const { vm } = vmWith(program);
    expect(vm.runUntil(() => false)).toMatchObject({ reason: 'svc', svcId: 0x100 });
    expect(vm.regGet(REG_R0 + 5)).toBe(0xff010000);

    const served = vmWith(program);
    const ids: number[] = [];
    const end = served.vm.runUntil(() => false, {
      slice: 50,
      shim: (id, vm, pid) => {
        ids.push(id);
        if (id === 0x204) vm.regSetFor(pid, REG_R0, 7);
        return id === 0x204;
      },
    });
    expect(end.svcId).toBe(0x100);
    expect(ids).toEqual([0x204, 0x100]);
    expect(served.vm.regGet(REG_R0 + 5)).toBe(7);
  });

  it('stops when asked to, and is not for a VM with an executive', () => {
    const { vm } = vmWith(LOOP, { autorunQuanta: 3 });
    let slices = 0;
    expect(vm.runUntil(() => ++slices === 4)).toMatchObject({ reason: 'ok', retired: 3 });
    vm.attached = true;
    expect(errorCode(() => vm.runUntil(() => true))).toBe('EBUSY');
  });
});

describe('capabilities', () => {
  it('an image that asks for what the machine lacks is refused', () => {
    const vm = new MiniVM({ version: 1, caps: 0 });
    expect(errorCode(() => vm.loadHxe(testImage(programAt(LOOP), true)))).toBe('EBADMSG');
    expect(vm.loadHxe(testImage(programAt(LOOP), false))).toBeGreaterThan(0);
    const able = new MiniVM({ version: 1, caps: capabilityBit('ext') });
    expect(able.loadHxe(testImage(programAt(LOOP), true))).toBe(1);
  });
});
