/** The stack is walked at every instruction of programs and compared with the calls that were really made. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIr } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../differential/front-end.js';
import { buildForDebugger } from './build-program.js';
import { type CallerState, Debugger, KEPT } from './debugger.js';

const path = fileURLToPath(new URL('programs/calls.c', import.meta.url));
const MOST_STEPS = 200_000;

/** Steps through the program; gives how many instructions were looked at, and how many of them were system calls. */
function walkEverywhere(debug: Debugger): { steps: number; calls: number } {
  const calls: CallerState[] = [];
  const state = (pc: number): CallerState => ({
    pc,
    sp: debug.sp,
    kept: KEPT.map((register) => debug.register(register)),
  });
  let svcs = 0;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { pc } = debug;
    const name = debug.functionAt(pc)?.name;
    const mnemonic = debug.mnemonic(pc);
    const jumping = name !== undefined && /^_?longjmp$/.test(name);
    const walked = debug.walk();
    const real = [...calls].reverse();
    // While longjmp puts the registers and the return address of its target in place it has not got to it yet.
    const compared = (list: readonly CallerState[]): readonly (CallerState | number)[] =>
      jumping ? list.map((caller) => caller.sp) : list;
    if (JSON.stringify(compared(walked)) !== JSON.stringify(compared(real)))
      expect(walked, `pc ${pc.toString(16)} ${mnemonic} in ${name}, line ${debug.lineAt(pc)}`).toEqual(real);
    if (mnemonic === 'SVC') svcs++;
    if (mnemonic === 'CALL' || mnemonic === 'CALLA') calls.push(state(pc + 4));
    // A RET may also be a jump to what was pushed.
    else if (mnemonic === 'RET' && debug.word(debug.sp) === calls.at(-1)?.pc) calls.pop();
    if (!debug.step()) {
      // `exit` ends a program inside of calls.
      if (svcs === 0) expect(calls).toEqual([]);
      return { steps, calls: svcs };
    }
    if (jumping && mnemonic === 'SETSP') {
      // The calls that it leaves, and the one of setjmp, from which it will return again.
      while ((calls.at(-1)?.sp ?? Number.POSITIVE_INFINITY) <= debug.sp + 4) calls.pop();
      calls.push({ ...state(debug.word(debug.sp)), sp: debug.sp + 4 });
    }
  }
  throw new Error('the program does not end');
}

describe.each(['-O0', '-O1', '-O2', '-Os'])('%s', (optimisation) => {
  let ir: string;
  beforeAll(async () => {
    ir = await compileToIr(path, optimisation, '-g');
  });
  it.each(['core', 'ext'] as const)('finds every caller and its registers at %s', async (level) => {
    const debug = Debugger.link([compileIr(ir, level, 'calls.c'), ...(await runtimeObjects(level))], level);
    expect(walkEverywhere(debug).steps).toBeGreaterThan(1000);
  });
  it.each(['core', 'ext'] as const)('does so at %s when the linker has to look at the code itself', async (level) => {
    const object = compileIr(ir, level, 'calls.c');
    if (object.debug === undefined) throw new Error('no debug data');
    delete object.debug.frames;
    const debug = Debugger.link([object, ...(await runtimeObjects(level))], level);
    expect(walkEverywhere(debug).steps).toBeGreaterThan(1000);
  });
});

describe('a program with the library', () => {
  const program = fileURLToPath(new URL('programs/library.c', import.meta.url));
  it.each([
    ['-O0', 'ext'],
    ['-O2', 'core'],
    ['-O2', 'ext'],
    ['-Os', 'core'],
  ])('%s %s', async (optimisation, level) => {
    const debug = await buildForDebugger(program, optimisation, '-g', `-misa=${level}`);
    const { steps, calls } = walkEverywhere(debug);
    expect(steps).toBeGreaterThan(2000);
    expect(calls).toBeGreaterThan(0);
  });
});
