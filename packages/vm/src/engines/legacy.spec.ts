/** The legacy profile (formats.md §2); whole programs of it run in exec's tests. */
import { Crc32, emptyHeader, HXE_HEADER_SIZES, hxeField, writeHeader } from '@hsx/image';
import { describe, expect, it } from 'vitest';
import { MiniVM, REG_PC, REG_R0, REG_SP } from '../index.js';
import { codeBytes, op } from '../testing/test-vm.js';

/** A version 1 image. */
function legacyImage(words: readonly number[], rodata = new Uint8Array(0), reqCaps = 0): Uint8Array {
  const code = codeBytes(words);
  const header = { ...emptyHeader(1), codeLen: code.length, roLen: rodata.length, bssSize: 16, reqCaps };
  const crcAt = hxeField('crc32').offset;
  const payload = new Uint8Array([...code, ...rodata]);
  header.crc32 = new Crc32().update(writeHeader(header), 0, crcAt).update(payload).value;
  const image = new Uint8Array(HXE_HEADER_SIZES[1] + payload.length);
  image.set(writeHeader(header));
  image.set(payload, HXE_HEADER_SIZES[1]);
  return image;
}

function run(words: readonly number[], regs: Record<number, number> = {}, n = words.length) {
  const vm = new MiniVM({ version: 1 });
  const pid = vm.loadHxe(legacyImage(words, Uint8Array.of(1, 2, 3, 4, 0x85)));
  vm.setContext(pid);
  for (const [index, value] of Object.entries(regs)) vm.regSet(REG_R0 + Number(index), value);
  const result = { ...vm.clock(n) };
  return { vm, pid, result, reg: (i: number) => vm.regGet(REG_R0 + i) };
}

describe('the legacy profile', () => {
  it('has a flat map: rodata at 0x4000, 4 KiB of stack at the top, no null guard', () => {
    const { vm, pid } = run([0], {}, 0);
    expect(vm.taskInfo(pid)).toMatchObject({ legacy: true, roBase: 0x4000, stackBase: 0xf000, stackLimit: 0x10000 });
    expect([...vm.memRead(0x4000, 6)]).toEqual([1, 2, 3, 4, 0x85, 0]);
    expect(vm.memRead(0, 0x10000)).toHaveLength(0x10000);
    expect(vm.regGet(REG_SP)).toBe(0x10000);
  });

  it('takes unaligned accesses and wraps addresses at 16 bits', () => {
    const { reg } = run(
      [
        ...op('LD', { rd: 2, rs1: 1, imm: 1 }),
        ...op('LDH', { rd: 3, rs1: 1, imm: 3 }),
        ...op('LDB', { rd: 4, rs1: 1, imm: 4 }),
      ],
      { 1: 0xabc4000 },
    );
    expect([reg(2), reg(3), reg(4)]).toEqual([0x85040302, 0x8504, 0x85]);
    const { vm, result } = run(
      [
        ...op('ST', { rs1: 1, rs2: 2, imm: 3 }),
        ...op('STH', { rs1: 1, rs2: 2, imm: 8 }),
        ...op('STB', { rs1: 3, rs2: 2, imm: -1 }),
      ],
      { 1: 0xffff, 2: 0x11223344 },
    );
    expect(result).toMatchObject({ reason: 'ok', retired: 3 });
    expect([...vm.memRead(2, 9)]).toEqual([0x44, 0x33, 0x22, 0x11, 0, 0x44, 0x33, 0, 0]);
    expect(vm.memRead(0xffff, 1)[0]).toBe(0x44);
  });

  it('an access over the end of the map faults', () => {
    const { result } = run(op('LD', { rd: 2, rs1: 1, imm: 0 }), { 1: 0xfffd });
    expect(result).toMatchObject({ reason: 'fault', faultCode: 0xff04, retired: 0, pc: 0 });
  });

  it('R15 follows sp after every stack operation', () => {
    const words = [
      ...op('PUSH', { rs1: 1 }),
      ...op('CALL', { rs1: 0, imm: 2 }),
      ...op('BRK', { imm: 0 }),
      ...op('POP', { rd: 15 }),
      ...op('PUSH', { rs1: 2 }),
      ...op('RET'),
    ];
    const { vm, reg } = run(words, { 2: 8 }, 1);
    expect([vm.regGet(REG_SP), reg(15)]).toEqual([0xfffc, 0xfffc]);
    vm.clock(1);
    expect([vm.regGet(REG_SP), reg(15), vm.regGet(REG_PC)]).toEqual([0xfff8, 0xfff8, 12]);
    vm.clock(1);
    expect([vm.regGet(REG_SP), reg(15)]).toEqual([0xfffc, 0xfffc]);
    vm.clock(2);
    expect([vm.regGet(REG_SP), reg(15), vm.regGet(REG_PC)]).toEqual([0xfffc, 0xfffc, 8]);
  });

  it('RET on the empty stack is the end of the task and does not retire', () => {
    const { vm, result } = run([...op('LDI', { rd: 0, imm: 7 }), ...op('RET')], {}, 9);
    expect(result).toMatchObject({ reason: 'svc', svcId: 0x100, retired: 1, pc: 4 });
    expect(vm.lastPc()).toBe(4);
  });

  it('a pushed call works there too', () => {
    const words = [...op('JMP', { imm: 0 }), ...op('ADD', { rd: 0, rs1: 0, rs2: 1 }), ...op('RET')];
    const { vm, pid } = run(words, {}, 3);
    const before = vm.snapshotContext(pid);
    vm.pushCall(pid, 4, [1, 2]);
    expect(vm.clock(9)).toMatchObject({ reason: 'svc', svcId: 0x806, retired: 2 });
    expect(vm.regGet(REG_R0)).toBe(3);
    vm.popCall(pid);
    expect(vm.snapshotContext(pid)).toEqual(before);
  });

  it.each([
    ['PUSH below the stack', op('PUSH', { rs1: 1 }), 0xf000, 0xff03],
    ['CALL on a full stack', op('CALL', { rs1: 0, imm: 0 }), 0xf000, 0xff03],
    ['POP of the empty stack', op('POP', { rd: 1 }), 0x10000, 0xff02],
    ['an extended opcode', [0x18110001], 0x10000, 0xff07],
    ['LDSP without the extended set', [0x0c100000], 0x10000, 0xff07],
    ['CALL out of code', op('CALL', { rs1: 0, imm: 5 }), 0x10000, 0xff08],
  ])('%s faults', (_name, words, sp, code) => {
    const vm = new MiniVM({ version: 1 });
    vm.setContext(vm.loadHxe(legacyImage(words)));
    vm.regSet(REG_SP, sp);
    expect(vm.clock(5)).toMatchObject({ reason: 'fault', faultCode: code, retired: 0, pc: 0 });
  });

  it('refuses a stack place that cannot be', () => {
    const vm = new MiniVM({ version: 1 });
    for (const stackLimit of [4, 0x10008, 0x8001, 0x800])
      expect(() => vm.loadHxe(legacyImage([0]), { stackLimit })).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  });
});
