/** The stack is walked at every instruction of programs and compared with the calls that were really made. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIr } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../differential/front-end.js';
import { type CallerState, Debugger, KEPT } from './debugger.js';

const path = fileURLToPath(new URL('programs/calls.c', import.meta.url));
const MOST_STEPS = 200_000;

/** Steps through the program; gives how many instructions were looked at. */
function walkEverywhere(debug: Debugger): number {
  const calls: CallerState[] = [];
  const state = (pc: number): CallerState => ({
    pc,
    sp: debug.sp,
    kept: KEPT.map((register) => debug.register(register)),
  });
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { pc } = debug;
    const walked = debug.walk();
    const real = [...calls].reverse();
    if (JSON.stringify(walked) !== JSON.stringify(real)) {
      const row = debug.sym.instructions.find((entry) => entry.pc === pc);
      expect(walked, `pc ${pc.toString(16)} ${debug.mnemonic(pc)} in ${row?.function}, line ${row?.line}`).toEqual(
        real,
      );
    }
    const mnemonic = debug.mnemonic(pc);
    if (mnemonic === 'CALL' || mnemonic === 'CALLA') calls.push(state(pc + 4));
    // At core a RET may also be a jump to what was pushed.
    else if (mnemonic === 'RET' && debug.word(debug.sp) === calls.at(-1)?.pc) calls.pop();
    if (!debug.step()) {
      expect(calls).toEqual([]);
      return steps;
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
    const debug = new Debugger([compileIr(ir, level, 'calls.c'), ...(await runtimeObjects(level))], level);
    expect(walkEverywhere(debug)).toBeGreaterThan(1000);
  });
  it.each(['core', 'ext'] as const)('does so at %s when the linker has to look at the code itself', async (level) => {
    const object = compileIr(ir, level, 'calls.c');
    if (object.debug === undefined) throw new Error('no debug data');
    delete object.debug.frames;
    const debug = new Debugger([object, ...(await runtimeObjects(level))], level);
    expect(walkEverywhere(debug)).toBeGreaterThan(1000);
  });
});
