/** Text and words are two forms of the same thing. */
import {
  CONDITIONS,
  decode,
  encode,
  formatInstruction,
  INSTRUCTIONS,
  immediateRange,
  LAYOUTS,
  type Operands,
} from '@hsx/isa';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disassemble } from './disassemble.js';
import { objectOf } from './testing/assembled.js';

function codeOf(words: readonly number[]): Uint8Array {
  const code = new Uint8Array(4 * words.length);
  const view = new DataView(code.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word);
  return code;
}

function reassembled(code: Uint8Array, svcNames = false): Uint8Array | undefined {
  const text = disassemble(code, { svcNames })
    .map((row) => row.text)
    .join('\n');
  return objectOf(text).sections.get('text')?.bytes;
}

const register = fc.integer({ min: 0, max: 15 });

describe('round trips', () => {
  test.each(INSTRUCTIONS.map((insn) => [insn.mnemonic, insn] as const))('%s', (_name, insn) => {
    const { imm } = LAYOUTS[insn.form];
    const { min, max } = imm === undefined ? { min: 0, max: 0 } : immediateRange(imm.bits, imm.signed);
    const operands: fc.Arbitrary<Operands> = fc.record({
      rd: register,
      rs1: register,
      rs2: register,
      imm: fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, 0)),
      k: fc.integer({ min: -8, max: 7 }),
      cc: fc.integer({ min: 0, max: CONDITIONS.length - 1 }),
    });
    fc.assert(
      fc.property(operands, (given) => {
        const code = codeOf(encode(insn, given));
        const [row] = disassemble(code);
        expect(row?.text.startsWith(insn.mnemonic)).toBe(true);
        expect(reassembled(code)).toEqual(code);
      }),
      { numRuns: 40 },
    );
  });

  test('any code', () => {
    const opcode = fc.constantFrom(...INSTRUCTIONS.map((insn) => insn.op));
    const likely = fc.tuple(opcode, fc.nat({ max: 0xffffff })).map(([op, rest]) => ((op << 24) | rest) >>> 0);
    const word = fc.oneof({ weight: 4, arbitrary: likely }, fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), fc.boolean(), (words, svcNames) => {
        const code = codeOf(words);
        expect(reassembled(code, svcNames)).toEqual(code);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rows', () => {
  test('addresses, words, targets and names', () => {
    const code = codeOf([0x60100000, 0x12345678, 0x24000ffe, 0x21000100, 0x43112002, 0xff000000]);
    const rows = disassemble(code, { base: 0x100, symbolAt: (address) => (address === 0x100 ? 'a b' : undefined) });
    expect(rows.map(({ address, text, target, words }) => [address, words.length, text, target])).toEqual([
      [0x100, 2, 'LDI32 R1, 0x12345678', undefined],
      [0x108, 1, 'CALL "a b"', 0x100],
      [0x10c, 1, 'JMP "a b"', 0x100],
      [0x110, 1, 'CB NE, R1, R2, 0x0118', 0x118],
      [0x114, 1, '.word 0xFF000000', undefined],
    ]);
    expect(rows[4]?.decoded).toBeUndefined();
    expect(rows[3]?.decoded).toEqual(decode(0x43112002));
    expect(rows[2]?.text).toBe(formatInstruction(decode(0x21000100) as never, 0x10c, { symbol: () => 'a b' }));
  });

  test('bytes after the last word are left out, and LDI32 without its literal is a word', () => {
    expect(disassemble(Uint8Array.of(0x60, 0, 0, 0, 1, 2)).map((row) => row.text)).toEqual(['.word 0x60000000']);
    expect(disassemble(new Uint8Array(3))).toEqual([]);
  });
});
