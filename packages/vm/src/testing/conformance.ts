/**
 * The conformance suite: what every machine must do, instruction by instruction, along every way an image can be loaded.
 * An engine plugs in with its factory: `describeConformance('translator', () => createTestVm('translator'))`.
 */
import { BY_OPCODE, INSTRUCTIONS } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { ARITHMETIC_CASES } from './cases-arithmetic.js';
import { CONTROL_CASES } from './cases-control.js';
import { FLOAT_CASES } from './cases-float.js';
import { MEMORY_CASES } from './cases-memory.js';
import { expectedState, faults, type InstructionCase } from './instruction-case.js';
import { CODE_LENGTH, type LoadPath, programAt, START, type Stop, type TestVm, type TestVmFactory } from './test-vm.js';

const UNDEFINED_OPCODES: InstructionCase[] = BY_OPCODE.flatMap((insn, opcode) =>
  insn === undefined ? [faults(`opcode 0x${opcode.toString(16)}`, [], [(opcode << 24) >>> 0], 'ILLEGAL')] : [],
);

const EXT_IN_CORE: InstructionCase[] = INSTRUCTIONS.filter(({ level }) => level === 'ext').map(({ op, mnemonic }) =>
  faults(`${mnemonic} in a core image`, [], [(op << 24) >>> 0], 'ILLEGAL', { ext: false }),
);

/** All cases. */
export const CASES: readonly InstructionCase[] = [
  ...ARITHMETIC_CASES,
  ...MEMORY_CASES,
  ...CONTROL_CASES,
  ...FLOAT_CASES,
  ...UNDEFINED_OPCODES,
  ...EXT_IN_CORE,
];

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function wordAt(vm: TestVm, address: number): number {
  const bytes = vm.read(address, 4);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** Loads a case and runs it; throws where the machine does anything else than the case says. */
function check(vm: TestVm, c: InstructionCase, path: LoadPath): void {
  const words = programAt(c.program, START, c.codeLength ?? CODE_LENGTH);
  for (const [address, value] of Object.entries(c.code ?? {})) words[Number(address) / 4] = value;
  vm.load(words, c.ext ?? true, path);
  for (const [address, value] of Object.entries(c.memory ?? {})) vm.write(Number(address), word(value));
  vm.setState({
    ...(c.sp === undefined ? {} : { sp: c.sp }),
    ...(c.psw === undefined ? {} : { psw: c.psw }),
    ...(c.regs === undefined ? {} : { regs: c.regs }),
  });
  const before = vm.state();
  const run = c.run ?? 1;
  const stop: Stop = c.expect.stop ?? { reason: 'ok', retired: run };
  expect(vm.clock(run)).toEqual(stop);
  expect(vm.state()).toEqual(expectedState(c, before));
  for (const [address, value] of Object.entries(c.expect.memory ?? {}))
    expect([address, wordAt(vm, Number(address))]).toEqual([address, value]);
}

/** Registers the suite with vitest for one machine. */
export function describeConformance(name: string, create: TestVmFactory): void {
  describe(`conformance of ${name}`, () => {
    it('has a case for every instruction', () => {
      const covered = new Set(CASES.flatMap(({ covers }) => covers));
      expect(INSTRUCTIONS.filter(({ mnemonic }) => !covered.has(mnemonic)).map(({ mnemonic }) => mnemonic)).toEqual([]);
    });
    for (const c of CASES) it(c.name, () => check(create(), c, 'whole'));
    it('does the same after a load in chunks', () => {
      for (const c of CASES) check(create(), c, 61);
    });
  });
}
