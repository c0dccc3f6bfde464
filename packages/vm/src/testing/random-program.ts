/** Random programs and states with fixed seeds, biased so that they run for a while before they fault. */
import { INSTRUCTIONS, type Instruction, LAYOUTS } from '@hsx/isa';
import { DATA_BASE, LOADED_SP, RO_BASE, STACK_BASE, STACK_LIMIT } from './test-vm.js';

/** A generator of unsigned 32-bit numbers; the same seed gives the same numbers. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Words of code of a random program. */
export const RANDOM_WORDS = 64;

const EDGES = [0, 1, 2, 3, 31, 32, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Float patterns in both halves: infinities, NaNs, subnormals, one, the largest. */
const FLOATS = [
  0x3c007c00, 0x7e00fc00, 0x00018001, 0x7bff0400, 0x3f800000, 0x7f800000, 0x7fc00001, 0x00000001, 0x4f000000,
];

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random() % list.length] as T;
}

/** A register value: an edge, a float, an address of data or stack, a small number, or anything. */
export function randomValue(random: Random): number {
  switch (random() % 6) {
    case 0:
      return pick(random, EDGES);
    case 1:
      return pick(random, FLOATS);
    case 2:
      return (RO_BASE + (random() % (STACK_LIMIT - RO_BASE))) & (random() % 2 === 0 ? ~3 : ~0);
    case 3:
      return (DATA_BASE + (random() % (STACK_BASE - DATA_BASE))) & ~3;
    case 4:
      return random() % 64;
    default:
      return random();
  }
}

/** A word of this instruction with random operands, mostly ones that lead somewhere. */
export function randomWord(random: Random, insn: Instruction): number {
  const layout = LAYOUTS[insn.form];
  let word = ((insn.op << 24) | (random() & 0xffffff)) >>> 0;
  if (insn.form === 'target24') {
    // Mostly a place in the program, now and then misaligned or outside.
    const target = random() % 40 === 0 ? random() & 0xffffff : (random() % RANDOM_WORDS) * 4;
    return ((insn.op << 24) | target) >>> 0;
  }
  if (layout.cc !== undefined && random() % 30 !== 0) {
    const shift = layout.cc === 'rd' ? 20 : layout.cc === 'rs1' ? 16 : 12;
    word = ((word & ~(15 << shift)) | ((random() % 14) << shift)) >>> 0;
  }
  // Short offsets keep accesses, calls and branches near; a few stay wild.
  if (layout.imm !== undefined && layout.imm.bits === 12 && random() % 8 !== 0) {
    const near = layout.imm.signed ? (random() % 33) - 16 : random() % 64;
    const value = insn.form.includes('[') || insn.form === 'simm12' ? near & ~3 : near;
    word = ((word & ~0xfff) | (value & 0xfff)) >>> 0;
  }
  return word;
}

/** A program of RANDOM_WORDS words; word 0 is illegal as in every image. SVC and BRK are rare, so that runs get long. */
export function randomProgram(random: Random): number[] {
  const words = [0];
  while (words.length < RANDOM_WORDS) {
    const insn = pick(random, INSTRUCTIONS);
    if ((insn.form === 'svc' || insn.form === 'code8') && random() % 4 !== 0) continue;
    words.push(random() % 60 === 0 ? random() : randomWord(random, insn));
  }
  return words;
}

/** A state to begin with: everything but pc. */
export function randomState(random: Random): { sp: number; psw: number; regs: Record<number, number> } {
  const regs: Record<number, number> = {};
  for (let i = 0; i < 16; i++) regs[i] = randomValue(random);
  const sp = random() % 3 === 0 ? LOADED_SP : STACK_BASE + 4 * (random() % ((STACK_LIMIT - STACK_BASE) / 4 + 1));
  return { sp, psw: random() & 0xff1f, regs };
}
