/** The hand-written interpreter against the evaluator that the instruction table's meanings define. */
import { type EvaluatorState, evaluate, INSTRUCTIONS } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { RANDOM_WORDS, randomFrom, randomProgram, randomState, randomWord } from '../testing/random-program.js';
import {
  createTestVm,
  DATA_BASE,
  RO_BASE,
  STACK_BASE,
  STACK_LIMIT,
  type Stop,
  type TestVm,
} from '../testing/test-vm.js';

/** Runs the evaluator for up to `n` instructions. */
function reference(state: EvaluatorState, n: number): Stop {
  let retired = 0;
  while (retired < n) {
    const outcome = evaluate(state);
    if (outcome.kind === 'fault') return { reason: 'fault', retired, fault: outcome.fault };
    retired++;
    if (outcome.kind === 'svc') return { reason: 'svc', retired, svcId: outcome.id };
    if (outcome.kind === 'break') return { reason: 'break', retired, breakCode: outcome.code };
  }
  return { reason: 'ok', retired };
}

function evaluatorState(vm: TestVm, words: readonly number[], ext: boolean): EvaluatorState {
  const { pc, sp, psw, regs } = vm.state();
  const bytes = vm.read(RO_BASE, STACK_LIMIT - RO_BASE);
  return {
    regs: Uint32Array.from(regs),
    pc,
    sp,
    psw,
    codeLength: words.length * 4,
    fetch: (address) => words[address / 4] as number,
    memory: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    memoryStart: RO_BASE,
    roBase: RO_BASE,
    dataBase: DATA_BASE,
    stackBase: STACK_BASE,
    stackLimit: STACK_LIMIT,
    ext,
  };
}

describe('interpreter and evaluator', () => {
  const PROGRAMS = 2_000;
  const BLOCK = 100;

  it.each(Array.from({ length: PROGRAMS / BLOCK }, (_, block) => block * BLOCK))(
    `agree on random programs %i and the next ${BLOCK - 1}`,
    (first) => {
      for (let seed = first; seed < first + BLOCK; seed++) {
        const random = randomFrom(seed);
        const words = randomProgram(random);
        const ext = seed % 10 !== 0;
        const vm = createTestVm('interpreter');
        vm.load(words, ext, 'whole');
        vm.setState(randomState(random));
        const state = evaluatorState(vm, words, ext);
        // Runs of odd lengths, so that stops fall everywhere; after an SVC or BRK the program goes on.
        for (let runs = 0; runs < 20; runs++) {
          const n = 1 + (random() % 9);
          const expected = reference(state, n);
          const stop = vm.clock(n);
          const where = `seed ${seed}, run ${runs}`;
          expect({ where, ...stop }).toEqual({ where, ...expected });
          const { pc, sp, psw, regs } = state;
          expect({ where, ...vm.state() }).toEqual({ where, pc, sp, psw, regs: Array.from(regs) });
          if (stop.reason === 'fault') break;
        }
        const memory = vm.read(RO_BASE, STACK_LIMIT - RO_BASE);
        expect(Buffer.from(memory).equals(Buffer.from(state.memory.buffer)), `memory of seed ${seed}`).toBe(true);
      }
    },
  );

  it.each(INSTRUCTIONS)('agree on $mnemonic in random states', (insn) => {
    const random = randomFrom(insn.op);
    const words = [0, ...Array.from({ length: RANDOM_WORDS - 1 }, () => randomWord(random, insn))];
    const vm = createTestVm('interpreter');
    vm.load(words, true, 'whole');
    let retired = 0;
    for (let round = 0; round < 400; round++) {
      vm.setState({ ...randomState(random), pc: 4 * (1 + (random() % (RANDOM_WORDS - 1))) });
      const state = evaluatorState(vm, words, true);
      const expected = reference(state, 1);
      const where = `round ${round}, word ${words[state.pc / 4]}`;
      // A fault stops the task; a new one goes on.
      const stop = vm.clock(1);
      expect({ where, ...stop }).toEqual({ where, ...expected });
      const { pc, sp, psw, regs } = state;
      expect({ where, ...vm.state() }).toEqual({ where, pc, sp, psw, regs: Array.from(regs) });
      retired += stop.retired;
      if (stop.reason === 'fault') vm.load(words, true, 'whole');
    }
    expect(retired).toBeGreaterThan(10);
  });
});
