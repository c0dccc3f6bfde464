import { capabilityBit, INSTRUCTIONS, SVC_MODULES } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { codeCapabilities } from './capabilities.js';
import { linked } from './testing/linked.js';
import { asm, bigEndian, tiny } from './testing/object-builder.js';

const used = (...words: number[]) => [...codeCapabilities(bigEndian(words))].sort();

describe('capabilities of code', () => {
  it('are ext for each instruction of that level', () => {
    for (const { op, level } of INSTRUCTIONS) expect(used(op * 2 ** 24).includes('ext')).toBe(level === 'ext');
  });

  it('are f16 and f32 for arithmetic on them', () => {
    const by = (capability: 'f16' | 'f32') =>
      INSTRUCTIONS.filter(({ op }) => used(op * 2 ** 24).includes(capability)).map(({ op }) => op);
    expect(by('f16')).toEqual([0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x6b, 0x6c]);
    expect(by('f32')).toEqual([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c]);
  });

  it('are far when JMP, JZ or JNZ needs more than 12 bits', () => {
    for (const mnemonic of ['JMP', 'JZ', 'JNZ']) {
      expect(used(...asm(mnemonic, { imm: 0xffc }))).toEqual([]);
      expect(used(...asm(mnemonic, { imm: 0x1000 }))).toEqual(['far']);
    }
    expect(used(...asm('JLT', { imm: 0x1000 }))).toEqual(['ext']);
  });

  it('are those of the modules that SVC calls', () => {
    for (const { number, capability } of SVC_MODULES)
      expect(used(...asm('SVC', { imm: number * 256 + 1 }))).toEqual(capability === undefined ? [] : [capability]);
    expect(SVC_MODULES.filter(({ capability }) => capability !== undefined).length).toBeGreaterThan(5);
  });

  it('do not take the literal of LDI32 or an unknown word for an instruction', () => {
    const svc = asm('SVC', { imm: 0x200 })[0] ?? 0;
    expect(used(...asm('LDI32', { rd: 0, imm: svc }))).toEqual([]);
    expect(used(...asm('LDI32', { rd: 0, imm: svc }), svc)).toEqual(['can']);
    expect(used(0, 0xffffffff)).toEqual([]);
    expect(used(...asm('LDI32', { rd: 0, imm: 0 }).slice(0, 1))).toEqual([]);
  });
});

it('.cap adds to what code uses; dropped code does not count', () => {
  const main = tiny('main.mvasm', 'core').text('text.unused', asm('ADDSP', { imm: 8 }));
  main.object.caps.push('gpio', 'far');
  expect(linked([main.input()], { gcSections: true }).hxe.header.reqCaps).toBe(
    capabilityBit('gpio') | capabilityBit('far'),
  );
  expect(linked([main.input()]).hxe.header.reqCaps & capabilityBit('ext')).not.toBe(0);
});
