/** What the fixtures of real programs do not show of the older system's calls. */
import { BY_MNEMONIC, encode, type Operands } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { writeLegacyHxe } from '../../image/src/testing/legacy-hxe.js';
import { runTask } from './run-task.js';

function op(mnemonic: string, operands: Operands = {}): number[] {
  const insn = BY_MNEMONIC.get(mnemonic);
  if (insn === undefined) throw new RangeError(mnemonic);
  return encode(insn, operands);
}

function image(program: readonly number[]): Uint8Array {
  const code = new Uint8Array(4 * program.length);
  for (const [i, word] of program.entries()) new DataView(code.buffer).setUint32(4 * i, word);
  return writeLegacyHxe({ version: 1, code, rodata: Uint8Array.of(0xde, 0xad, 0x48, 0x69) });
}

async function run(program: readonly number[]) {
  let out = '';
  const result = await runTask(image(program), {
    stdio: {
      write(_fd, bytes) {
        out += new TextDecoder().decode(bytes);
      },
      read: () => null,
    },
  });
  return { result, out };
}

describe('calls of old images', () => {
  it('CAN frames are printed', async () => {
    const { result, out } = await run([
      ...op('LDI32', { rd: 1, imm: 0xff12 }),
      ...op('LDI32', { rd: 2, imm: 0x4000 }),
      ...op('LDI', { rd: 3, imm: 2 }),
      ...op('SVC', { imm: 0x200 }),
      ...op('RET'),
    ]);
    expect(out).toBe('[CAN.tx] id=0x712 data=dead\n');
    expect(result).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('the step count comes in R0', async () => {
    const { result } = await run([...op('LDI', { rd: 1, imm: 0 }), ...op('SVC', { imm: 0 }), ...op('RET')]);
    expect(result).toMatchObject({ kind: 'exit', status: 2, retired: 2 });
  });

  it('output is cut at the end of the map', async () => {
    const { result, out } = await run([
      ...op('LDI32', { rd: 1, imm: 0xfffe }),
      ...op('LDI', { rd: 2, imm: 2000 }),
      ...op('SVC', { imm: 0x101 }),
      ...op('RET'),
    ]);
    expect(out).toBe('[UART.tx] \0\0\n');
    expect(result).toMatchObject({ status: 2000 });
  });

  it('a branch out of code faults with its code in R0', async () => {
    const { result } = await run(op('JMP', { imm: 0x100 }));
    expect(result).toMatchObject({ kind: 'fault', name: 'PC_RANGE', registers: { pc: 0, psw: 0 } });
    expect(result.registers.regs[0]).toBe(0xffffff08);
  });

  it('a console that fails does not disturb the task', async () => {
    const result = await runTask(image([...op('SVC', { imm: 0x101 }), ...op('LDI', { rd: 0, imm: 3 }), ...op('RET')]), {
      stdio: { write: () => Promise.reject(new Error('gone')), read: () => null },
    });
    expect(result).toMatchObject({ kind: 'exit', status: 3 });
  });
});
