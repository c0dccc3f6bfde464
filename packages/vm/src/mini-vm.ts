/**
 * The control plane of the machine (vm-api.md): tasks, contexts, runs, registers, memory. It schedules nothing, serves no
 * system call and knows no time: an executive does.
 */
import type { HxeSummary } from '@hsx/image';
import { errorName, type FaultName, HsxError, PSW_E, PSW_MASK } from '@hsx/isa';
import { LITTLE_ENDIAN_HOST } from './code-space.js';
import { type Engine, MAX_BUDGET, STOP_BREAK, STOP_FAULT, STOP_OK, STOP_SVC } from './engines/engine.js';
import { Interpreter } from './engines/interpreter.js';
import { LegacyInterpreter } from './engines/legacy.js';
import {
  checkRange,
  checkSp,
  getRegister,
  hex,
  readMemory,
  setRegister,
  wordArgument,
  writeMemory,
} from './host-access.js';
import { dataSpaceEnd, type LoadedImage, type LoadOptions, taskLayout } from './loaded-image.js';
import { Loader } from './loader.js';
import { checkMemCfg, type MachineConfig, type MemCfg } from './mem-config.js';
import { Arena, type ArenaStats, DataSpace } from './memory.js';
import { popCall, pushCall } from './pushed-call.js';
import { REGISTER_COUNT, RegisterArena } from './registers.js';
import { type RunUntilOptions, type RunUntilStop, runUntil } from './standalone.js';
import type { StepResult, TimeBudget } from './step-result.js';
import { Task, type TaskInfo, type TaskState } from './task.js';

/** A task's metadata, as a context switch would save it; registers stay in their window (abi-and-memory.md §5). */
export interface TaskContext {
  readonly pid: number;
  readonly pc: number;
  readonly sp: number;
  readonly psw: number;
  readonly stackBase: number;
  readonly stackLimit: number;
  readonly faultCode: number;
  readonly sleepUntil: number;
  readonly waitChannel: number;
}

/** What a VM holds and has done since `init`. */
export interface VmStats {
  /** Loaded tasks and loads under way. */
  tasks: number;
  /** Guest-sized memory in use. */
  arena: ArenaStats;
  /** Instructions retired by all tasks, those of unloaded ones too. */
  retired: number;
  /** Images loaded to the end. */
  loads: number;
  /** Loads that failed or were aborted. */
  failedLoads: number;
}

/** Instructions between two looks at a caller's time budget. */
const TIME_SLICE = 1 << 16;

/** A MiniVM. Guest code of any origin may run in it: whatever it does, it ends in a stop reason and touches nothing but its task. */
export class MiniVM {
  /** Whether an executive drives this VM; `runUntil` is refused then. The executive sets it. */
  attached = false;
  private config: MachineConfig;
  private arena: Arena;
  private windows: RegisterArena;
  private readonly tasks = new Map<number, Task>();
  private readonly loaders = new Map<number, { loader: Loader; options: LoadOptions; wp: number }>();
  private readonly interpreter: Engine = new Interpreter();
  private readonly legacyInterpreter: Engine = new LegacyInterpreter();
  private current: Task | undefined;
  private nextPid = 1;
  private retired = 0;
  private loads = 0;
  private failedLoads = 0;
  private notedPc = -1;
  private notedWord = 0;
  private notedRegs: Uint32Array | undefined;
  private readonly result: StepResult = {
    reason: 'ok',
    pc: 0,
    retired: 0,
    svcId: undefined,
    breakCode: undefined,
    faultCode: undefined,
    eventsEmitted: 0,
  };

  /** @throws HsxError EINVAL for a configuration out of range, ENOSPC when its memory is not to be had, ENODEV on a big-endian host. */
  constructor(memCfg: MemCfg) {
    if (!LITTLE_ENDIAN_HOST)
      throw new HsxError('ENODEV', 'this host is big-endian; guest memory is kept as little-endian words');
    this.config = checkMemCfg(memCfg);
    this.arena = new Arena(this.config.allocHooks);
    this.windows = new RegisterArena(this.arena, this.config.limits.maxPids);
  }

  /**
   * Forgets every task and starts again with this configuration. A configuration that is refused changes nothing.
   * @throws HsxError as the constructor.
   */
  init(memCfg: MemCfg): void {
    const config = checkMemCfg(memCfg);
    const arena = new Arena(config.allocHooks);
    const windows = new RegisterArena(arena, config.limits.maxPids);
    this.arena.freeAll();
    this.tasks.clear();
    this.loaders.clear();
    this.config = config;
    this.arena = arena;
    this.windows = windows;
    this.current = undefined;
    this.nextPid = 1;
    this.retired = this.loads = this.failedLoads = 0;
    this.notedPc = -1;
    this.notedWord = 0;
    this.notedRegs = undefined;
  }

  /**
   * Loads a whole image.
   * @returns the pid of a READY task.
   * @throws HsxError EBADMSG for an invalid image, ENOSPC for one that does not fit, EINVAL for bad options.
   */
  loadHxe(bytes: Uint8Array, options: LoadOptions = {}): number {
    const pid = this.loadBegin(options);
    this.loadWrite(pid, bytes);
    this.loadEnd(pid);
    return pid;
  }

  /**
   * Begins a load whose bytes arrive in pieces.
   * @returns the pid of a LOADING task.
   */
  loadBegin(options: LoadOptions = {}): number {
    const loader = new Loader(this.arena, this.config, options);
    const wp = this.windows.take();
    const pid = this.freePid();
    this.loaders.set(pid, { loader, options: { ...options }, wp });
    return pid;
  }

  /**
   * The next bytes of the image, any number of them.
   * @throws HsxError EBADMSG, ENOSPC at the first byte that makes the image unacceptable: the load is then over and its pid gone.
   */
  loadWrite(pid: number, chunk: Uint8Array): void {
    const { loader } = this.loading(pid);
    try {
      loader.write(chunk);
    } catch (error) {
      this.dropLoad(pid);
      throw error;
    }
  }

  /**
   * The image is complete: the task is READY.
   * @throws HsxError EBADMSG for a truncated image; the load is then over.
   */
  loadEnd(pid: number): void {
    const { loader, wp } = this.loading(pid);
    try {
      const { image, data, layout } = loader.end();
      this.addTask(pid, image, data, layout, wp);
    } catch (error) {
      this.dropLoad(pid);
      throw error;
    }
    this.loaders.delete(pid);
    this.loads++;
  }

  /** Ends a load early and gives back what it took. */
  loadAbort(pid: number): void {
    this.loading(pid);
    this.dropLoad(pid);
  }

  /**
   * Another instance of the image of `pid`: same code, its own registers and data in their initial state.
   * @throws HsxError ENOSPC, EINVAL.
   */
  loadInstance(pid: number, options: LoadOptions = {}): number {
    const model = this.task(pid);
    const layout = taskLayout(model.image.summary.header, options, this.config);
    const wp = this.windows.take();
    let buffer: ArrayBuffer | undefined;
    try {
      buffer = this.arena.alloc(dataSpaceEnd(layout), 'data');
      const data = new DataSpace(buffer);
      data.u8.set(model.data.u8.subarray(layout.roBase, layout.roEnd), layout.roBase);
      const fresh = this.freePid();
      this.addTask(fresh, model.image, data, layout, wp);
      return fresh;
    } catch (error) {
      this.windows.give(wp);
      if (buffer !== undefined) this.arena.free(buffer);
      throw error;
    }
  }

  /** Puts a task back to where it was after its load: memory, registers, context, counters; READY. */
  restart(pid: number): void {
    const task = this.task(pid);
    const { layout, data } = task;
    data.u8.fill(0, task.legacy ? 0 : layout.dataBase);
    this.fillInitial(task);
    task.reset();
  }

  /** Removes a task and gives its memory back; when it was the current context there is none. */
  unload(pid: number): void {
    const task = this.task(pid);
    this.tasks.delete(pid);
    if (this.current === task) this.current = undefined;
    this.arena.free(task.data.buffer);
    this.windows.give(task.wp);
    task.image.instances--;
    if (task.image.instances === 0) task.image.release(this.arena);
  }

  /** All pids in ascending order, loads under way included. */
  pids(): { pid: number; state: TaskState }[] {
    const list: { pid: number; state: TaskState }[] = [];
    for (const task of this.tasks.values()) list.push({ pid: task.pid, state: task.state });
    for (const pid of this.loaders.keys()) list.push({ pid, state: 'LOADING' });
    return list.sort((a, b) => a.pid - b.pid);
  }

  /** Makes a task the one that `step`, `clock` and the calls without a pid mean. Costs the same for any number of tasks. */
  setContext(pid: number): void {
    this.current = this.task(pid);
  }

  /** The pid of the current context. */
  context(): number | undefined {
    return this.current?.pid;
  }

  /** Runs up to `autorunQuanta` instructions of the current task. The result object is reused. */
  step(): StepResult {
    return this.clock(this.config.autorunQuanta);
  }

  /**
   * Runs up to `n` instructions of the current task. The result object is reused.
   * @param n 0..2^53-1.
   * @throws HsxError ESRCH without a context, EBUSY when the task is not READY, EINVAL for another `n`, ETIMEDOUT when the time
   * budget is spent: the task then stands exact at an instruction, and `lastResult()` says how far it came.
   */
  clock(n: number, budget?: TimeBudget): StepResult {
    const task = this.current;
    if (task === undefined) throw new HsxError('ESRCH', 'no task is the current context', 'call setContext first');
    if (task.state !== 'READY')
      throw new HsxError('EBUSY', `task ${task.pid} is ${task.state}, only a READY task runs`, 'call setState first');
    if (!Number.isSafeInteger(n) || n < 0)
      throw new HsxError('EINVAL', `clock(${n}): expected a whole number in 0..2^53-1`);
    if (n > 0) task.inSvc = false;
    const engine = task.engine;
    let limit = n;
    if (task.stepCounter !== 0 && task.stepCounter < limit) limit = task.stepCounter;
    let stop = STOP_OK;
    let retired = 0;
    if (limit <= MAX_BUDGET && budget === undefined && !task.traceRegs) {
      if (limit > 0) {
        stop = engine.run(task, limit);
        retired = engine.retired;
        this.note(task, engine.lastPc);
      }
    } else {
      while (retired < limit && stop === STOP_OK) {
        if (budget !== undefined && budget.now() >= budget.until) {
          this.finish(task, n, retired, stop, 0);
          throw new HsxError(
            'ETIMEDOUT',
            `the time budget was spent after ${retired} of ${n} instructions of task ${task.pid}`,
          );
        }
        stop = this.runSlice(task, limit - retired, budget !== undefined);
        retired += engine.retired;
      }
    }
    return this.finish(task, n, retired, stop, engine.detail);
  }

  /** The reused object that the last run filled. */
  lastResult(): StepResult {
    return this.result;
  }

  /** A register of the current task, unsigned. */
  regGet(id: number): number {
    return getRegister(this.active(), id, this.config.policy);
  }

  /** Writes a register of the current task. */
  regSet(id: number, value: number): void {
    setRegister(this.active(), id, value, this.config.policy);
  }

  /** A register of a task, unsigned. @throws HsxError EINVAL for an unknown id and for REG_WP without the debug policy. */
  regGetFor(pid: number, id: number): number {
    return getRegister(this.task(pid), id, this.config.policy);
  }

  /**
   * Writes a register of a task. PSW is masked to the bits it has.
   * @throws HsxError EINVAL for an unknown id, a value that is no 32-bit number, a PC that is misaligned or outside the code, an SP
   * that is misaligned or outside the stack; EPERM for REG_WP, and for PC where the policies do not allow it.
   */
  regSetFor(pid: number, id: number, value: number): void {
    setRegister(this.task(pid), id, value, this.config.policy);
  }

  /** A copy of data memory of the current task. @throws HsxError EFAULT outside what the task can read. */
  memRead(address: number, length: number): Uint8Array {
    return readMemory(this.active(), address, length);
  }

  /** Writes data memory of the current task. */
  memWrite(address: number, bytes: Uint8Array): void {
    writeMemory(this.active(), address, bytes, this.config.policy);
  }

  memReadFor(pid: number, address: number, length: number): Uint8Array {
    return readMemory(this.task(pid), address, length);
  }

  /**
   * Writes data memory of a task.
   * @throws HsxError EFAULT outside the task's memory, EPERM in its read-only data (but for a debugger) and where the policy denies it.
   */
  memWriteFor(pid: number, address: number, bytes: Uint8Array): void {
    writeMemory(this.task(pid), address, bytes, this.config.policy);
  }

  /** A copy of code: big-endian words, as in the image. @throws HsxError EFAULT outside the code. */
  codeRead(pid: number, address: number, length: number): Uint8Array {
    const { code } = this.task(pid);
    checkRange(address, length, 0, code.length, 'a code read');
    return code.read(address, length);
  }

  /** Address of the instruction that the last run began last, `undefined` before any. */
  lastPc(): number | undefined {
    return this.notedPc === -1 ? undefined : this.notedPc >>> 0;
  }

  /** Word of that instruction, 0 where there was none to fetch, `undefined` before any. */
  lastOpcode(): number | undefined {
    return this.notedPc === -1 ? undefined : this.notedWord >>> 0;
  }

  /** R0..R15 before that instruction, when the task's register trace is on. The array is reused. */
  lastRegs(): Uint32Array | undefined {
    return this.notedRegs;
  }

  /** Single-step counter: the run that retires the n-th instruction from now stops with reason `step`. 0 = off. */
  setStepCounter(pid: number, n: number): void {
    if (!Number.isSafeInteger(n) || n < 0)
      throw new HsxError('EINVAL', `setStepCounter(${n}): expected a whole number in 0..2^53-1`);
    this.task(pid).stepCounter = n;
  }

  /** Turns the register part of the trace record on or off; runs are much slower with it. */
  setTrace(pid: number, options: { regs: boolean }): void {
    this.task(pid).traceRegs = options.regs;
    if (!options.regs) this.notedRegs = undefined;
  }

  /** Moves a task between READY, BLOCKED and STOPPED. READY forgets a fault: its code and psw.E. */
  setState(pid: number, state: Exclude<TaskState, 'LOADING'>): void {
    const task = this.task(pid);
    if (state !== 'READY' && state !== 'BLOCKED' && state !== 'STOPPED')
      throw new HsxError('EINVAL', `setState(${String(state)}): expected READY, BLOCKED or STOPPED`);
    task.state = state;
    if (state === 'READY') {
      task.faultCode = 0;
      task.psw &= ~PSW_E;
    }
  }

  /** State, bounds and counters of a task. */
  taskInfo(pid: number): TaskInfo {
    const task = this.task(pid);
    const { profile: _profile, readBase: _read, writeBase: _write, ...bounds } = task.layout;
    return {
      pid,
      state: task.state,
      entry: task.entry,
      codeLength: task.code.length,
      ...bounds,
      faultCode: task.faultCode,
      faultName: task.faultCode === 0 ? undefined : (errorName(task.faultCode) as FaultName),
      retired: task.retired,
      engine: task.engine.name,
      legacy: task.legacy,
      inCall: task.savedCall !== undefined,
    };
  }

  /** What the loader has validated: header, layout, sections, metadata and manifest. Shared: do not change it. */
  imageInfo(pid: number): HxeSummary {
    return this.task(pid).image.summary;
  }

  /** A task's context as it is now. */
  snapshotContext(pid: number): TaskContext {
    const task = this.task(pid);
    return {
      pid,
      pc: task.pc >>> 0,
      sp: task.sp,
      psw: task.psw,
      stackBase: task.layout.stackBase,
      stackLimit: task.layout.stackLimit,
      faultCode: task.faultCode,
      sleepUntil: task.sleepUntil,
      waitChannel: task.waitChannel,
    };
  }

  /**
   * Puts a context back; registers and memory stay as they are.
   * @throws HsxError EINVAL for a context of another task or one that cannot be.
   */
  restoreContext(pid: number, context: TaskContext): void {
    const task = this.task(pid);
    const { stackBase, stackLimit } = task.layout;
    if (context.pid !== pid || context.stackBase !== stackBase || context.stackLimit !== stackLimit)
      throw new HsxError('EINVAL', `the context is of task ${context.pid}, not of task ${pid} as it is now`);
    const pc = wordArgument(context.pc, 'pc');
    if ((pc & 3) !== 0) throw new HsxError('EINVAL', `pc = ${hex(pc)}: expected a multiple of 4`);
    checkSp(task, context.sp);
    task.pc = pc;
    task.sp = context.sp;
    task.psw = wordArgument(context.psw, 'psw') & PSW_MASK;
    task.faultCode = context.faultCode & 0xffff;
    task.sleepUntil = context.sleepUntil;
    task.waitChannel = context.waitChannel;
  }

  /**
   * Makes the next run call the function at `address`; its RET is reported as SVC 0x806 with the result in R0.
   * @param args R0.. of the call, at most four.
   * @throws HsxError EBUSY while a pushed call is under way or the task is STOPPED, EINVAL for an address that is no instruction's or
   * too many arguments, ENOSPC when the stack has no room.
   */
  pushCall(pid: number, address: number, args: readonly number[] = []): void {
    pushCall(this.task(pid), address, args);
  }

  /** Takes back what `pushCall` saved. @throws HsxError EBUSY when no pushed call is under way. */
  popCall(pid: number): void {
    popCall(this.task(pid));
  }

  /** Writes dirty data pages back. Without data paging memory is always current and there is nothing to do. */
  flush(): void {}

  /** What the VM holds and has done. */
  stats(): VmStats {
    return {
      tasks: this.tasks.size + this.loaders.size,
      arena: this.arena.stats(),
      retired: this.retired,
      loads: this.loads,
      failedLoads: this.failedLoads,
    };
  }

  /**
   * Standalone mode, for development: drives the current task until `stop` says so, it ends, breaks or faults (vm.md).
   * @throws HsxError EBUSY when an executive is attached.
   */
  runUntil(stop: RunUntilStop, options: RunUntilOptions = {}): StepResult {
    return runUntil(this, stop, options);
  }

  private runSlice(task: Task, left: number, timed: boolean): number {
    const { engine } = task;
    if (task.traceRegs) {
      this.notedRegs ??= new Uint32Array(REGISTER_COUNT);
      this.notedRegs.set(task.regs);
    }
    const slice = task.traceRegs ? 1 : Math.min(left, timed ? TIME_SLICE : MAX_BUDGET);
    const stop = engine.run(task, slice);
    this.note(task, engine.lastPc);
    return stop;
  }

  private note(task: Task, pc: number): void {
    this.notedPc = pc;
    this.notedWord = pc >>> 0 < task.code.length ? (task.code.words[pc >>> 2] as number) : 0;
  }

  private finish(task: Task, n: number, retired: number, stop: number, detail: number): StepResult {
    const result = this.result;
    task.retired += retired;
    this.retired += retired;
    let stepped = false;
    if (task.stepCounter !== 0) {
      task.stepCounter -= retired;
      stepped = task.stepCounter === 0 && n > 0;
    }
    result.svcId = result.breakCode = result.faultCode = undefined;
    switch (stop) {
      case STOP_FAULT:
        result.reason = 'fault';
        result.faultCode = task.faultCode = detail;
        task.psw |= PSW_E;
        task.state = 'STOPPED';
        break;
      case STOP_SVC:
        result.reason = 'svc';
        result.svcId = detail;
        task.inSvc = true;
        break;
      case STOP_BREAK:
        result.reason = 'break';
        result.breakCode = detail;
        break;
      default:
        result.reason = stepped ? 'step' : 'ok';
    }
    result.pc = task.pc >>> 0;
    result.retired = retired;
    return result;
  }

  private task(pid: number): Task {
    const task = this.tasks.get(pid);
    if (task !== undefined) return task;
    if (this.loaders.has(pid)) throw new HsxError('EBUSY', `task ${pid} is LOADING`, 'call loadEnd or loadAbort first');
    throw new HsxError('ESRCH', `no task ${pid}`);
  }

  private active(): Task {
    if (this.current === undefined)
      throw new HsxError('ESRCH', 'no task is the current context', 'call setContext first');
    return this.current;
  }

  private loading(pid: number): { loader: Loader; wp: number } {
    const load = this.loaders.get(pid);
    if (load !== undefined) return load;
    const task = this.tasks.get(pid);
    if (task !== undefined) throw new HsxError('EBUSY', `task ${pid} is ${task.state}, not LOADING`);
    throw new HsxError('ESRCH', `no load ${pid}`);
  }

  private dropLoad(pid: number): void {
    const load = this.loaders.get(pid);
    if (load === undefined) return;
    load.loader.abort();
    this.windows.give(load.wp);
    this.loaders.delete(pid);
    this.failedLoads++;
  }

  /** Pids count up and wrap at 16 bits; one in use is skipped. There are fewer tasks than pids: windows are taken first. */
  private freePid(): number {
    while (this.tasks.has(this.nextPid) || this.loaders.has(this.nextPid)) this.advancePid();
    const pid = this.nextPid;
    this.advancePid();
    return pid;
  }

  private advancePid(): void {
    this.nextPid = this.nextPid === 0xffff ? 1 : this.nextPid + 1;
  }

  private addTask(pid: number, image: LoadedImage, data: DataSpace, layout: HxeSummary['layout'], wp: number): void {
    const engine = layout.profile === 'legacy' ? this.legacyInterpreter : this.interpreter;
    const task = new Task(pid, data, layout, wp, this.windows.window(wp), image, engine);
    this.fillInitial(task);
    image.instances++;
    this.tasks.set(pid, task);
  }

  private fillInitial(task: Task): void {
    const { initial } = task.image;
    if (initial !== undefined) task.data.u8.set(initial.bytes, initial.address);
  }
}
