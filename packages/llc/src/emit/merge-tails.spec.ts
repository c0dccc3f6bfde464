import { describe, expect, it } from 'vitest';
import { Claims, VariableNumbers } from '../debug/claims.js';
import { PersistentMap } from '../debug/persistent-map.js';
import type { FunctionVariable } from '../debug/records.js';
import type { MachineFunction, MInst } from '../mir/machine.js';
import { interpret } from '../mir/testing/interpret.js';
import { parseMachineText } from '../mir/text.js';
import { removeDeadCode } from './dead-code.js';
import { recomputeEdges, threadBranches } from './layout.js';
import { mergeTails } from './merge-tails.js';

function parse(text: string, forSize = true): MachineFunction {
  const fn = parseMachineText(text);
  fn.optimiseSize = forSize;
  recomputeEdges(fn);
  return fn;
}

/** Two ways that differ in one instruction and end alike. */
const ALIKE = (end: string) => `function f ext
block 0 a freq 1:
  BRCC cc EQ R0 imm 0 -> 1, 2
block 1 b freq 1 after 0:
  R2 = ADDI R1 imm 5
  R2 = XORI R2 imm 3
  ${end}
block 2 c freq 1 after 0:
  R2 = ADDI R1 imm 7
  R2 = XORI R2 imm 3
  ${end}`;
const STORES = 'ST R1, R2 imm 0\n  ST R1, R2 imm 4\n  ST R1, R2 imm 8\n  RET R2';

/** Blocks of few different instructions, so that many end alike; they only lead forwards. */
function randomText(seed: number): string {
  let state = seed * 2_654_435_761;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const count = 6 + next(8);
  const lines = ['function f ext calls'];
  const palette = Array.from({ length: 3 }, () => {
    const [a, b, c] = [next(3), next(3), next(3)];
    return [
      `R${a} = ADDI R${b} imm ${1 + next(2)}`,
      `R${a} = ADC R${b}, R${c}`,
      `R${a} = XOR R${b}, R${c}`,
      `R${a} = SET cc EQ`,
      `R${a} = CONST imm ${next(2)}`,
      `R${a} = COPY R${b}`,
      'R0 = CALL R0, R1 imm @"g" clobbers R3 R4 R5 R6 R7 R15',
    ][next(7)] as string;
  });
  for (let block = 0; block < count; block++) {
    lines.push(`block ${block} b${block} freq ${next(3)}:`);
    for (let i = next(7); i > 0; i--) lines.push(`  ${palette[next(palette.length)]}`);
    const to = () => block + 1 + next(count - block - 1);
    const cc = next(2) === 0 ? 'EQ' : 'LO';
    if (block < count / 2) lines.push(`  BRCC cc ${cc} R${next(3)} imm ${next(3)} -> ${block + 1}, ${to()}`);
    else if (block === count - 1 || next(4) === 0) lines.push('  RET R0, R1, R8');
    else lines.push(`  BR -> ${next(2) === 0 ? count - 1 : to()}`);
  }
  return lines.join('\n');
}

describe('tail merging', () => {
  it('shares the common end of two blocks', () => {
    const fn = parse(ALIKE(STORES));
    mergeTails(fn);
    const stores = fn.blocks.flatMap(({ insts }) => insts).filter(({ op }) => op === 'ST');
    expect(stores).toHaveLength(3);
    expect(fn.blocks.map(({ insts }) => insts.map(({ op }) => op).join(' '))).toEqual([
      'BRCC',
      'ADDI BR',
      'ADDI BR',
      'XORI ST ST ST RET',
    ]);
  });

  it('makes one of identical blocks and shortens nothing for speed that a jump would not pay for', () => {
    const same = `function f ext
block 0 a freq 1:
  BRCC cc EQ R0 imm 0 -> 1, 2
block 1 b freq 1 after 0:
  R0 = CONST imm 1
  RET R0
block 2 c freq 1 after 0:
  BRCC cc EQ R1 imm 0 -> 3, 4
block 3 d freq 1 after 2:
  R0 = CONST imm 1
  RET R0
block 4 e freq 1 after 2:
  R0 = COPY R1
  RET R0`;
    const fn = parse(same, false);
    mergeTails(fn);
    threadBranches(fn);
    expect(fn.blocks).toHaveLength(4);
    const short = parse(ALIKE('RET R2'), false);
    mergeTails(short);
    expect(short.blocks).toHaveLength(3);
  });

  it('keeps blocks that stop the program apart', () => {
    const fn = parse(ALIKE(`${STORES.replace('RET R2', 'TRAP imm 1')}`));
    mergeTails(fn);
    expect(fn.blocks).toHaveLength(3);
  });

  it('changes nothing of what random functions do', () => {
    let merged = 0;
    let dropped = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const text = randomText(seed);
      const fn = parse(text, seed % 2 === 0);
      const size = (): number =>
        fn.blocks.reduce((sum, { insts }) => sum + insts.filter(({ op }) => op !== 'BR').length, 0);
      const before = size();
      removeDeadCode(fn);
      const between = size();
      mergeTails(fn);
      dropped += before - between;
      merged += between - size();
      for (const args of [
        [0, 1, 2, 3],
        [5, 0, 0, 0xffffffff],
        [1, 1, 0, 7],
      ])
        expect(interpret(fn, args, 200), text).toEqual(interpret(parse(text), args, 200));
    }
    expect(merged).toBeGreaterThan(80);
    expect(dropped).toBeGreaterThan(300);
  });

  it('takes long common ends and many blocks that end alike', () => {
    const long = '  R0 = ADDI R0 imm 1\n'.repeat(20_000);
    const fn = parse(ALIKE(`${long}  RET R0`));
    mergeTails(fn);
    expect(fn.blocks.map(({ insts }) => insts.length)).toEqual([1, 2, 2, 20_002]);
    const many = Array.from(
      { length: 3000 },
      (_, i) => `block ${i + 1} b freq 1:\n  R0 = CONST imm ${i}\n  BR -> 3001`,
    );
    const targets = Array.from({ length: 3000 }, (_, i) => i + 1).join(', ');
    const wide = parse(
      [
        'function f ext',
        'block 0 a freq 1:',
        `  JTABR R0 imm @"t" -> ${targets}`,
        ...many,
        'block 3001 e freq 1:\n  RET R0',
      ].join('\n'),
    );
    mergeTails(wide);
    expect(wide.blocks).toHaveLength(3002);
  });

  it('says of variables only what all ways agree on', () => {
    const [agreed, other] = [{}, {}] as unknown as [FunctionVariable, FunctionVariable];
    const at = (register: number) => [{ where: { kind: 'register' as const, register } }];
    const fn = parse(ALIKE(STORES));
    for (const [i, block] of fn.blocks.slice(1).entries())
      (block.insts[0] as MInst).places = [
        { variable: agreed, pieces: at(1) },
        { variable: other, pieces: at(i) },
      ];
    mergeTails(fn);
    const tail = fn.blocks.at(-1);
    expect(tail?.insts[0]?.op).toBe('XORI');
    const [known] = tail?.insts[0]?.places ?? [];
    if (known === undefined || !('shown' in known)) throw new Error('nothing is said at the start of the block');
    expect(known.variables.map((_, i) => known.shown.get(i))).toEqual([at(1), undefined]);
    expect(known.variables[0]).toBe(agreed);
  });
});

describe('dead code', () => {
  const text = `function f ext
block 0 a freq 1:
  R4 = COPY R1
  R5 = ADDI R1 imm 1
  R6 = ADD R1, R0
  R7 = ADC R0, R0
  R0 = COPY R7
  R8 = CONST imm 3
  BR -> 1
block 1 b freq 1 after 0:
  RET R0`;

  it('goes, but not what writes flags that are read or what a caller looks at', () => {
    const fn = parse(text);
    removeDeadCode(fn);
    expect(fn.blocks[0]?.insts.map(({ op }) => op)).toEqual(['ADD', 'ADC', 'COPY', 'CONST', 'BR']);
  });

  it('takes back what was said of the registers it wrote', () => {
    const variable = {} as FunctionVariable;
    const fn = parse(text);
    const [entry, end] = fn.blocks;
    const pieces = [
      { where: { kind: 'register' as const, register: 4 } },
      { where: { kind: 'register' as const, register: 1 } },
    ];
    (entry?.insts[4] as MInst).places = [{ variable, pieces }];
    const shown = PersistentMap.empty<typeof pieces>().with(0, pieces);
    (end?.insts[0] as MInst).places = [{ shown, variables: [variable] }];
    removeDeadCode(fn);
    const left = pieces.slice(1);
    expect(entry?.insts[2]?.places).toEqual([{ variable, pieces: left }]);
    const claims = new Claims(new VariableNumbers());
    claims.advance(undefined, end?.insts[0] as MInst);
    expect(claims.known.get(0)).toEqual(left);
  });
});
