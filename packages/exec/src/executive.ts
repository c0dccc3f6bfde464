/**
 * The executive, as far as one task needs it: it clocks the machine, serves system calls and ends with the task. Nothing here
 * belongs to Node; streams, clock and the host's turn are handed in.
 */
import { FORMAT_LIMITS, largestStack, readHeader } from '@hsx/image';
import {
  ALL_CAPABILITIES,
  capabilityBit,
  errorName,
  type FaultName,
  HsxError,
  PSW_E,
  svcFailure,
  svcModule,
} from '@hsx/isa';
import { type LoadOptions, MiniVM, REG_PC, REG_PSW, REG_R0, REG_SP, type StepResult, type TaskInfo } from '@hsx/vm';
import { CallError } from './call-error.js';
import { GuestCall } from './guest-call.js';
import { type HostClock, NO_STDIO, REAL_CLOCK, virtualClock } from './host.js';
import { LegacyAdapter } from './legacy-adapter.js';
import type { FinalRegisters, RunEnd, RunOptions, RunResult, TraceRecord } from './run-task.js';
import { coreService } from './services/core.js';
import { execService } from './services/exec.js';
import { fsService } from './services/fs.js';
import type { Outcome, Service } from './services/service.js';
import { taskService } from './services/task.js';
import { timerService } from './services/timer.js';

/** Capabilities of instructions and addresses; the others are those of modules. */
const MACHINE_CAPS = (['ext', 'f16', 'f32', 'far'] as const).reduce((mask, name) => mask | capabilityBit(name), 0);
/** Instructions between two looks at signal and clock: a few milliseconds before the engine is compiled, a tenth of one after. */
const SLICE = 1 << 14;
/** How long the task runs before the host's event loop gets a turn. */
const TURN_US = 8_000;

/** One turn of the host's event loop, with what every JavaScript host has. */
function hostTurn(): Promise<void> {
  return new Promise((resolve) => {
    const host = globalThis as { setImmediate?: (callback: () => void) => void };
    if (host.setImmediate !== undefined) host.setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Settles with the promise, or with `undefined` as soon as the signal is raised. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
    // Whoever loses the race may still fail later, and nobody listens then.
    promise.catch(() => undefined);
  }
}

/** Runs one image as one task. An executive runs once. */
export class Executive {
  private readonly vm: MiniVM;
  private readonly clock: HostClock;
  private readonly services = new Map<number, Service>();
  /** Modules that were called and are not built in. */
  private readonly missing = new Set<number>();
  private pid = 0;
  private bounds: TaskInfo | undefined;
  private reqCaps = 0;
  private legacy: LegacyAdapter | undefined;
  private nextTurn = 0;

  /** @throws HsxError EINVAL for options out of range. */
  constructor(private readonly options: RunOptions = {}) {
    const { maxSteps, engine, memCfg } = options;
    if (maxSteps !== undefined && (!Number.isSafeInteger(maxSteps) || maxSteps < 1))
      throw new HsxError('EINVAL', `maxSteps = ${maxSteps}: expected a whole number in 1..2^53-1`);
    this.vm = new MiniVM({ version: 1, ...memCfg, ...(engine === undefined ? {} : { engine }) });
    this.vm.attached = true;
    this.clock =
      options.clock === 'virtual' ? virtualClock(() => this.vm.stats().retired) : (options.clock ?? REAL_CLOCK);
    this.install(coreService((module) => this.services.get(module)));
    const stdio = options.stdio ?? NO_STDIO;
    this.install(taskService(stdio, options.args ?? []));
    this.install(timerService(this.clock));
    this.install(
      execService({
        clock: this.clock,
        signal: options.signal,
        log: options.onLog,
        machineCaps: (memCfg?.caps ?? ALL_CAPABILITIES) & MACHINE_CAPS,
        isBuiltIn: (module) => this.services.has(module),
      }),
    );
    if (options.fileSystem !== undefined) this.install(fsService(options.fileSystem, stdio, options.maxOpenFiles));
  }

  /**
   * Loads an image and runs it to its end.
   * @throws HsxError EBADMSG, ENOSPC for an image that cannot be loaded, EINVAL for bad options.
   */
  async run(image: Uint8Array): Promise<RunResult> {
    if (this.pid !== 0) throw new HsxError('EBUSY', 'this executive has run its task');
    this.pid = this.vm.loadHxe(image, this.loadOptions(image));
    this.vm.setContext(this.pid);
    this.bounds = this.vm.taskInfo(this.pid);
    this.reqCaps = this.vm.imageInfo(this.pid).header.reqCaps;
    if (this.bounds.legacy) this.legacy = new LegacyAdapter(this.vm, this.pid, this.options.stdio ?? NO_STDIO);
    try {
      const end = await this.runToEnd();
      const task = this.vm.taskInfo(this.pid);
      const missing = [...this.missing].map((module) => svcModule(module)?.name ?? `module ${module}`);
      return { ...end, retired: task.retired, registers: this.registers(), task, stack: this.stack(task), missing };
    } finally {
      for (const service of this.services.values()) service.taskEnded?.(this.pid);
    }
  }

  private install(service: Service): void {
    this.services.set(service.module, service);
  }

  private loadOptions(image: Uint8Array): LoadOptions {
    const { stackSize, stackLimit, fillStack, memCfg } = this.options;
    const options: LoadOptions = {
      ...(stackSize === undefined ? {} : { stackSize }),
      ...(stackLimit === undefined ? {} : { stackLimit }),
    };
    if (!fillStack || stackSize !== undefined) return options;
    const dataMax = memCfg?.limits?.dataMax;
    // What the header says is checked again by the load; here it is only read, whatever the limits.
    const header = readHeader(image, FORMAT_LIMITS);
    const room = largestStack(header, ...(dataMax === undefined ? [] : [dataMax]));
    return room === 0 ? options : { ...options, stackSize: room };
  }

  private async runToEnd(): Promise<RunEnd> {
    const { signal, maxSteps, onTrace } = this.options;
    this.nextTurn = REAL_CLOCK.nowUs() + TURN_US;
    let left = maxSteps ?? Number.POSITIVE_INFINITY;
    for (;;) {
      if (signal?.aborted) return { kind: 'interrupted', pc: this.pc() };
      if (left === 0) return { kind: 'max-steps', pc: this.pc() };
      const result = onTrace === undefined ? this.vm.clock(Math.min(left, SLICE)) : this.traced(onTrace);
      left -= result.retired;
      if (result.reason !== 'ok') {
        const end = this.stopped(result);
        const settled = end instanceof Promise ? await unlessAborted(end, signal) : end;
        if (settled !== undefined) return settled;
      }
      if (REAL_CLOCK.nowUs() >= this.nextTurn) {
        await hostTurn();
        this.nextTurn = REAL_CLOCK.nowUs() + TURN_US;
      }
    }
  }

  /** How the task ended, `undefined` when it goes on. A promise while a call waits for the host. */
  private stopped(result: Readonly<StepResult>): RunEnd | undefined | Promise<RunEnd | undefined> {
    switch (result.reason) {
      case 'svc':
        return this.legacy === undefined ? this.serve(result.svcId ?? 0) : this.serveLegacy(result.svcId ?? 0);
      case 'break':
        return { kind: 'break', code: result.breakCode ?? 0, pc: result.pc - 4 };
      case 'fault': {
        const code = result.faultCode ?? 0;
        const { codeLength } = this.task();
        const end: RunEnd = {
          kind: 'fault',
          name: errorName(code) as FaultName,
          code,
          pc: result.pc,
          word: result.pc < codeLength ? this.vm.lastOpcode() : undefined,
        };
        return this.legacy === undefined ? end : this.legacy.fault({ ...result }).then(() => end);
      }
      default:
        return undefined;
    }
  }

  private stack({ stackBase, stackLimit }: TaskInfo): Uint8Array {
    const sp = this.vm.regGetFor(this.pid, REG_SP);
    if (this.legacy !== undefined || sp < stackBase || sp >= stackLimit) return new Uint8Array(0);
    return this.vm.memReadFor(this.pid, sp, stackLimit - sp);
  }

  private async serveLegacy(id: number): Promise<RunEnd | undefined> {
    const status = await this.legacy?.svc(id);
    return status === undefined ? undefined : { kind: 'exit', status };
  }

  private serve(id: number): RunEnd | undefined | Promise<RunEnd | undefined> {
    try {
      const service = this.services.get(id >> 8);
      const capability = svcModule(id >> 8)?.capability;
      if (capability !== undefined && (this.reqCaps & capabilityBit(capability)) === 0)
        throw new HsxError('EPERM', `module ${id >> 8} is not in the image's req_caps`);
      if (service === undefined) {
        this.missing.add(id >> 8);
        throw new HsxError('ENOSYS', `module ${id >> 8} is not built in`);
      }
      const outcome = service.call(new GuestCall(this.vm, this.task(), id));
      if (!(outcome instanceof Promise)) return this.finish(outcome);
      return outcome.then(
        (value) => this.finish(value),
        (error: unknown) => this.fail(error),
      );
    } catch (error) {
      return this.fail(error);
    }
  }

  private finish(outcome: Outcome): RunEnd | undefined {
    if ('end' in outcome) {
      if (outcome.end === 'exit') return { kind: 'exit', status: outcome.status };
      return { kind: 'abort', code: outcome.code, pc: this.pc() - 4 };
    }
    const { vm, pid } = this;
    vm.regSetFor(pid, REG_R0, outcome.r0 ?? 0);
    if (outcome.r1 !== undefined) vm.regSetFor(pid, REG_R0 + 1, outcome.r1);
    if (outcome.r2 !== undefined) vm.regSetFor(pid, REG_R0 + 2, outcome.r2);
    vm.regSetFor(pid, REG_PSW, vm.regGetFor(pid, REG_PSW) & ~PSW_E);
    return undefined;
  }

  /** A service's HsxError is the guest's error; anything else came from the host's streams. */
  private fail(error: unknown): undefined {
    const { vm, pid } = this;
    const status = error instanceof CallError ? error.status : 0;
    vm.regSetFor(pid, REG_R0, svcFailure(error instanceof HsxError ? error.code : 'EIO', status));
    vm.regSetFor(pid, REG_PSW, vm.regGetFor(pid, REG_PSW) | PSW_E);
    return undefined;
  }

  private readonly record: TraceRecord = { retired: 0, pc: 0, word: 0, regs: new Uint32Array(16), sp: 0, psw: 0 };

  private traced(onTrace: (record: TraceRecord) => void): StepResult {
    const { vm, pid, record } = this;
    const { codeLength, retired } = vm.taskInfo(pid);
    record.retired = retired;
    record.pc = this.pc();
    record.sp = vm.regGetFor(pid, REG_SP);
    record.psw = vm.regGetFor(pid, REG_PSW);
    for (let i = 0; i < 16; i++) record.regs[i] = vm.regGetFor(pid, REG_R0 + i);
    if (record.pc < codeLength) {
      const bytes = vm.codeRead(pid, record.pc, 4);
      record.word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      onTrace(record);
    }
    return vm.clock(1);
  }

  private task(): TaskInfo {
    if (this.bounds === undefined) throw new HsxError('ESRCH', 'no task is loaded');
    return this.bounds;
  }

  private pc(): number {
    return this.vm.regGetFor(this.pid, REG_PC);
  }

  private registers(): FinalRegisters {
    const { vm, pid } = this;
    return {
      pc: this.pc(),
      sp: vm.regGetFor(pid, REG_SP),
      psw: vm.regGetFor(pid, REG_PSW),
      regs: Array.from({ length: 16 }, (_, i) => vm.regGetFor(pid, REG_R0 + i)),
    };
  }
}
