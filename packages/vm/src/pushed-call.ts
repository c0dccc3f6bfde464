/** Calls that the executive makes into a task, such as a command's handler (vm-api.md, pushCall). One level deep. */
import { HsxError } from '@hsx/isa';
import { CALL_RETURN_WORD } from './engines/engine.js';
import { checkPc, hex, wordArgument } from './host-access.js';
import { REGISTER_COUNT } from './registers.js';
import type { Task } from './task.js';

/** Arguments travel in R0–R3. */
const MAX_ARGUMENTS = 4;

/** Saves the task's state and makes its next run call the function at `address`. */
export function pushCall(task: Task, address: number, args: readonly number[]): void {
  if (task.savedCall !== undefined) throw new HsxError('EBUSY', `task ${task.pid} is in a pushed call already`);
  if (task.state === 'STOPPED') throw new HsxError('EBUSY', `task ${task.pid} is STOPPED`);
  checkPc(task, address);
  if (args.length > MAX_ARGUMENTS)
    throw new HsxError('EINVAL', `pushCall with ${args.length} arguments: at most ${MAX_ARGUMENTS} fit R0..R3`);
  const words = args.map((value, i) => wordArgument(value, `argument ${i}`));
  const sp = (task.sp & ~7) - 4;
  if (sp < task.layout.stackBase)
    throw new HsxError('ENOSPC', `the stack of task ${task.pid} has no room for a call (sp = ${hex(task.sp)})`);
  task.savedCall = { pc: task.pc, sp: task.sp, psw: task.psw, regs: task.regs.slice() };
  task.sp = sp;
  task.data.i32[sp >> 2] = CALL_RETURN_WORD;
  task.pc = address;
  task.regs.set(words);
  if (task.legacy) task.regs[REGISTER_COUNT - 1] = sp;
}

/** Puts back what `pushCall` saved. */
export function popCall(task: Task): void {
  const saved = task.savedCall;
  if (saved === undefined) throw new HsxError('EBUSY', `task ${task.pid} is in no pushed call`);
  task.pc = saved.pc;
  task.sp = saved.sp;
  task.psw = saved.psw;
  task.regs.set(saved.regs);
  task.savedCall = undefined;
}
