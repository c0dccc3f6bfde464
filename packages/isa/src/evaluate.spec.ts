import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, conditionHolds, PSW_E } from './conditions.js';
import type { Operands } from './encoding.js';
import { INSTRUCTIONS } from './table.js';
import { BOUNDS, CODE_LENGTH, execute, PC, run, type Setup, SP, words } from './testing/evaluator-machine.js';

/** rd of `mnemonic R3, R1, R2` and the flags as ZCNV letters. */
function alu(mnemonic: string, a: number, b: number, psw = 0, operands: Operands = { rd: 3, rs1: 1, rs2: 2 }) {
  const { state, outcome } = run(mnemonic, operands, { r: { 1: a, 2: b }, psw });
  expect(outcome).toEqual({ kind: 'ok' });
  expect(state.pc).toBe(PC + 4);
  return { value: state.regs[3] as number, flags: letters(state.psw), psw: state.psw };
}

const letters = (psw: number) => [...'ZCNV'].filter((_, bit) => ((psw >> bit) & 1) !== 0).join('');

/** The fault's name; checks that nothing was written but psw.E and that pc stayed. */
function faultOf(mnemonic: string, operands: Operands, setup: Setup = {}): string {
  return faultOfWords(words(mnemonic, operands), setup);
}

function faultOfWords(code: readonly number[], setup: Setup = {}): string {
  const clean = execute(code, { ...setup, psw: (setup.psw ?? 0) | PSW_E });
  expect(clean.changed).toBe(false);
  const { outcome, state } = execute(code, setup);
  expect(state.pc).toBe(setup.pc ?? PC);
  expect(state.psw).toBe((setup.psw ?? 0) | PSW_E);
  if (outcome.kind !== 'fault') expect.fail(`no fault but ${outcome.kind}`);
  return outcome.fault;
}

const EDGES = [
  0, 1, 2, 3, 31, 32, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe,
  0xffffffff,
];
const word = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(...EDGES));
const MASK = 0xffffffffn;

/** The arithmetic of the contract in unbounded integers: result and flags of a op b with carry c. */
function model(mnemonic: string, a: number, b: number, c: number): { value: number; flags: string } | undefined {
  const [ua, ub, sa, sb] = [BigInt(a), BigInt(b), BigInt(a | 0), BigInt(b | 0)];
  const cin = BigInt(c);
  const n = BigInt(b & 31);
  let wide: bigint;
  let carry = false;
  let overflow = false;
  const outside = (x: bigint) => x < -(2n ** 31n) || x >= 2n ** 31n;
  switch (mnemonic) {
    case 'ADD':
    case 'ADC': {
      const extra = mnemonic === 'ADC' ? cin : 0n;
      wide = ua + ub + extra;
      carry = wide > MASK;
      overflow = outside(sa + sb + extra);
      break;
    }
    case 'SUB':
    case 'SBC': {
      const extra = mnemonic === 'SBC' ? 1n - cin : 0n;
      wide = ua - ub - extra;
      carry = wide >= 0n;
      overflow = outside(sa - sb - extra);
      break;
    }
    case 'MUL':
      wide = ua * ub;
      carry = wide > MASK;
      overflow = outside(sa * sb);
      break;
    case 'MULHU':
      wide = (ua * ub) >> 32n;
      break;
    case 'AND':
      wide = ua & ub;
      break;
    case 'OR':
      wide = ua | ub;
      break;
    case 'XOR':
      wide = ua ^ ub;
      break;
    case 'DIV':
    case 'REM':
    case 'DIVU':
    case 'REMU':
      if (b === 0) return undefined;
      wide = mnemonic === 'DIV' ? sa / sb : mnemonic === 'REM' ? sa % sb : mnemonic === 'DIVU' ? ua / ub : ua % ub;
      break;
    case 'LSL':
      wide = ua << n;
      carry = n === 0n ? c === 1 : ((wide >> 32n) & 1n) === 1n;
      break;
    case 'LSR':
    case 'ASR': {
      const from = mnemonic === 'LSR' ? ua : sa;
      wide = from >> n;
      carry = n === 0n ? c === 1 : ((from >> (n - 1n)) & 1n) === 1n;
      break;
    }
    default:
      throw new Error(mnemonic);
  }
  const value = Number(wide & MASK);
  const flags = [value === 0 ? 'Z' : '', carry ? 'C' : '', value >>> 31 ? 'N' : '', overflow ? 'V' : ''].join('');
  return { value, flags };
}

describe('arithmetic and logic', () => {
  const three = 'ADD SUB ADC SBC MUL MULHU AND OR XOR DIV REM DIVU REMU LSL LSR ASR'.split(' ');
  it.each(three)('%s agrees with unbounded integers', (mnemonic) => {
    const check = (a: number, b: number, c: number) => {
      const expected = model(mnemonic, a, b, c);
      if (expected === undefined) {
        expect(faultOf(mnemonic, { rd: 3, rs1: 1, rs2: 2 }, { r: { 1: a, 2: b } })).toBe('DIV_ZERO');
        return;
      }
      // V set and N clear before, to see them written; E and the interrupt mask stay.
      const got = alu(mnemonic, a, b, 0x3418 | (c << 1));
      expect({ value: got.value, flags: got.flags }).toEqual(expected);
      expect(got.psw & ~15).toBe(0x3410);
    };
    for (const a of EDGES) for (const b of EDGES) for (const c of [0, 1]) check(a, b, c);
    fc.assert(fc.property(word, word, fc.integer({ min: 0, max: 1 }), check), { numRuns: 100 });
  });

  it('gives the values the contract names', () => {
    expect(alu('DIV', 0x80000000, 0xffffffff)).toMatchObject({ value: 0x80000000, flags: 'N' });
    expect(alu('REM', 0x80000000, 0xffffffff)).toMatchObject({ value: 0, flags: 'Z' });
    expect(alu('DIV', -7 >>> 0, 2).value).toBe(-3 >>> 0);
    expect(alu('REM', -7 >>> 0, 2).value).toBe(-1 >>> 0);
    expect(alu('SUB', 5, 5).flags).toBe('ZC');
    expect(alu('SUB', 4, 5).flags).toBe('N');
    expect(alu('MUL', 0x80000000, 0xffffffff).flags).toBe('CNV');
    expect(alu('MUL', 0xffffffff, 0xffffffff).flags).toBe('C');
    expect(alu('LSL', 1, 32, 2)).toMatchObject({ value: 1, flags: 'C' });
    expect(alu('LSL', 1, 33, 2)).toMatchObject({ value: 2, flags: '' });
  });

  it('has immediate forms that agree with the register forms', () => {
    const pairs = { ADDI: 'ADD', ANDI: 'AND', ORI: 'OR', XORI: 'XOR', LSLI: 'LSL', LSRI: 'LSR', ASRI: 'ASR' };
    for (const [immediate, plain] of Object.entries(pairs))
      for (const a of EDGES)
        for (const imm of /^[LA]S/.test(plain) ? [0, 1, 17, 31] : [-2048, -1, 0, 1, 2047])
          expect(alu(immediate, a, 0, 2, { rd: 3, rs1: 1, imm }), `${immediate} ${a} ${imm}`).toEqual(
            alu(plain, a, imm >>> 0, 2),
          );
  });

  it('compares without writing registers', () => {
    for (const a of EDGES)
      for (const b of EDGES) {
        const flags = model('SUB', a, b, 0)?.flags;
        const compared = run('CMP', { rs1: 1, rs2: 2 }, { r: { 1: a, 2: b } });
        expect(letters(compared.state.psw)).toBe(flags);
        expect(compared.state.regs[0]).toBe(0x1000);
      }
    expect(letters(run('CMPI', { rs1: 1, imm: -1 }, { r: { 1: 0xffffffff } }).state.psw)).toBe('ZC');
    expect(letters(run('CMPI', { rs1: 1, imm: 5 }, { r: { 1: 0x80000000 } }).state.psw)).toBe('CV');
  });

  it('complements', () => {
    expect(alu('NOT', 0xffffffff, 0, 15, { rd: 3, rs1: 1 })).toMatchObject({ value: 0, flags: 'Z' });
    expect(alu('NOT', 0, 0, 15, { rd: 3, rs1: 1 })).toMatchObject({ value: 0xffffffff, flags: 'N' });
  });

  it('reads its sources before it writes', () => {
    const { state } = run('ADD', { rd: 1, rs1: 1, rs2: 1 }, { r: { 1: 0x80000000 } });
    expect(state.regs[1]).toBe(0);
    expect(letters(state.psw)).toBe('ZCV');
  });
});

describe('moves', () => {
  const value = (mnemonic: string, operands: Operands, setup: Setup = {}) => {
    const { state } = run(mnemonic, { rd: 3, ...operands }, { psw: 0x0a0f, ...setup });
    expect(state.psw).toBe(0x0a0f);
    return state.regs[3];
  };

  it('loads constants, registers and extensions without touching flags', () => {
    expect(value('LDI', { imm: -2048 })).toBe(0xfffff800);
    expect(value('LDI20', { imm: -1 })).toBe(0xffffffff);
    expect(value('LDI20', { imm: 0x7ffff })).toBe(0x7ffff);
    expect(value('MOV', { rs1: 2 })).toBe(0x1002);
    expect(value('SXB', { rs1: 1 }, { r: { 1: 0x1280 } })).toBe(0xffffff80);
    expect(value('SXH', { rs1: 1 }, { r: { 1: 0x127fff } })).toBe(0x7fff);
    expect(value('SXH', { rs1: 1 }, { r: { 1: 0x8000 } })).toBe(0xffff8000);
    expect(value('ZXH', { rs1: 1 }, { r: { 1: 0xffff8000 } })).toBe(0x8000);
    expect(value('GETSP', { imm: -8 })).toBe(SP - 8);
    expect(value('GETPSW', {})).toBe(0x0a0f);
  });

  it('LDI32 takes two words and faults without its literal', () => {
    const { state } = run('LDI32', { rd: 3, imm: 0xdeadbeef });
    expect(state.regs[3]).toBe(0xdeadbeef);
    expect(state.pc).toBe(PC + 8);
    expect(faultOf('LDI32', { rd: 3, imm: 1 }, { pc: CODE_LENGTH - 4 })).toBe('PC_RANGE');
    expect(run('LDI32', { rd: 3, imm: 1 }, { pc: CODE_LENGTH - 8 }).outcome.kind).toBe('ok');
  });

  it('sets and moves on every condition', () => {
    for (let cc = 0; cc < 14; cc++)
      for (let psw = 0; psw < 16; psw++) {
        const holds = conditionHolds(cc, psw);
        expect(value('SET', { cc }, { psw: 0x0a0f }), CONDITIONS[cc]).toBe(conditionHolds(cc, 15) ? 1 : 0);
        expect(run('SET', { rd: 3, cc }, { psw }).state.regs[3]).toBe(holds ? 1 : 0);
        expect(run('MOVC', { rd: 3, rs1: 2, cc }, { psw }).state.regs[3]).toBe(holds ? 0x1002 : 0x1003);
      }
  });

  it('SETPSW writes the four flags only', () => {
    const { state } = run('SETPSW', { rs1: 1 }, { r: { 1: 0xffffffff }, psw: 0x1210 });
    expect(state.psw).toBe(0x121f);
    expect(run('SETPSW', { rs1: 1 }, { r: { 1: 0xfffffff4 }, psw: 0x121f }).state.psw).toBe(0x1214);
  });
});

describe('memory', () => {
  it('loads with the width and sign of the mnemonic, little-endian', () => {
    const at = (mnemonic: string, address: number) =>
      run(mnemonic, { rd: 3, rs1: 1, imm: -4 }, { r: { 1: address + 4 }, mem: { 512: 0x8081f2f3 } }).state.regs[3];
    expect(at('LD', 512)).toBe(0x8081f2f3);
    expect(at('LDH', 512)).toBe(0xf2f3);
    expect(at('LDHS', 512)).toBe(0xfffff2f3);
    expect(at('LDB', 513)).toBe(0xf2);
    expect(at('LDBS', 513)).toBe(0xfffffff2);
    expect(at('LDBS', 515)).toBe(0xffffff80);
    const stack = run('LDSP', { rd: 3, imm: 4 }, { mem: { [SP + 4]: 0x12345678 } });
    expect(stack.state.regs[3]).toBe(0x12345678);
  });

  it('stores with the width of the mnemonic', () => {
    const at = (mnemonic: string, address: number) =>
      run(
        mnemonic,
        { rs1: 1, rs2: 2, imm: 4 },
        { r: { 1: address - 4, 2: 0xa1b2c3d4 }, mem: { 512: 0 } },
      ).state.memory.getUint32(512, true);
    expect(at('ST', 512)).toBe(0xa1b2c3d4);
    expect(at('STH', 514)).toBe(0xc3d40000);
    expect(at('STB', 513)).toBe(0xd400);
    expect(run('STSP', { rs2: 2, imm: 8 }).state.memory.getUint32(SP + 8, true)).toBe(0x1002);
  });

  it('wraps addresses at 2^32 only', () => {
    expect(run('LD', { rd: 3, rs1: 1, imm: 0x7fc }, { r: { 1: 0x200 - 0x7fc + 2 ** 32 } }).outcome.kind).toBe('ok');
    expect(faultOf('LD', { rd: 3, rs1: 1, imm: 0 }, { r: { 1: 0x10200 } })).toBe('MEM_FAULT');
  });

  const { roBase, dataBase, stackLimit } = BOUNDS;
  const sizes = { LD: 4, LDH: 2, LDHS: 2, LDB: 1, LDBS: 1, ST: 4, STH: 2, STB: 1 };
  it.each(Object.entries(sizes))('%s keeps to its range and alignment', (mnemonic, size) => {
    const low = mnemonic.startsWith('L') ? roBase : dataBase;
    const operands = mnemonic.startsWith('L') ? { rd: 3, rs1: 1, imm: 0 } : { rs1: 1, rs2: 2, imm: 0 };
    const ok = (address: number) => run(mnemonic, operands, { r: { 1: address } }).outcome.kind;
    const fault = (address: number) => faultOf(mnemonic, operands, { r: { 1: address >>> 0 } });
    expect(ok(low)).toBe('ok');
    expect(ok(stackLimit - size)).toBe('ok');
    for (const address of [0, low - size, stackLimit, 2 ** 32 - size, 0x80000000])
      expect(fault(address)).toBe('MEM_FAULT');
    // ALIGN comes before the range.
    if (size > 1) for (const address of [1, low + 1, stackLimit - 1, 2 ** 32 - 1]) expect(fault(address)).toBe('ALIGN');
    if (size === 4) expect(fault(low + 2)).toBe('ALIGN');
  });

  it('LDSP and STSP fault like LD and ST', () => {
    const top = stackLimit - SP;
    expect(faultOf('LDSP', { rd: 3, imm: 2 })).toBe('ALIGN');
    expect(faultOf('LDSP', { rd: 3, imm: top })).toBe('MEM_FAULT');
    expect(faultOf('STSP', { rs2: 3, imm: top + 1 })).toBe('ALIGN');
    expect(faultOf('STSP', { rs2: 3, imm: top })).toBe('MEM_FAULT');
    expect(run('STSP', { rs2: 3, imm: top - 4 }).outcome.kind).toBe('ok');
  });
});

describe('branches', () => {
  const conditions: Record<string, number | undefined> = { JMP: undefined };
  for (const [code, name] of CONDITIONS.entries())
    conditions[{ EQ: 'JZ', NE: 'JNZ' }[name as string] ?? `J${name}`] = code;

  it.each(Object.entries(conditions))('%s is taken when its condition holds', (mnemonic, cc) => {
    for (let psw = 0; psw < 16; psw++) {
      const taken = cc === undefined || conditionHolds(cc, psw);
      expect(run(mnemonic, { imm: 0x100 }, { psw }).state.pc).toBe(taken ? 0x100 : PC + 4);
      if (taken) {
        expect(faultOf(mnemonic, { imm: CODE_LENGTH }, { psw })).toBe('PC_RANGE');
        expect(faultOf(mnemonic, { imm: 0x102 }, { psw })).toBe('ALIGN');
        expect(faultOf(mnemonic, { imm: 0xffffff }, { psw })).toBe('ALIGN');
      } else {
        expect(run(mnemonic, { imm: 0xffffff }, { psw }).state.pc).toBe(PC + 4);
        // Not taken in the last word it is legal; only the next fetch faults.
        expect(run(mnemonic, { imm: 0 }, { psw, pc: CODE_LENGTH - 4 }).outcome.kind).toBe('ok');
      }
    }
  });

  it('CB and CBI compare without writing flags', () => {
    for (let cc = 0; cc < 14; cc++)
      for (const a of EDGES)
        for (const b of [...EDGES, 7, -8 >>> 0]) {
          const flags = model('SUB', a, b, 0)?.flags ?? '';
          const psw = [...'ZCNV'].reduce((bits, letter, bit) => bits | (flags.includes(letter) ? 1 << bit : 0), 0);
          const pc = conditionHolds(cc, psw) ? PC - 8 : PC + 4;
          const setup = { r: { 1: a, 2: b }, psw: 5 };
          const { state } = run('CB', { cc, rs1: 1, rs2: 2, imm: -2 }, setup);
          if (state.pc !== pc || state.psw !== 5) expect.fail(`CB ${CONDITIONS[cc]} ${a} ${b}`);
          const k = b | 0;
          if (k < -8 || k > 7) continue;
          const constant = run('CBI', { cc, rs1: 1, k, imm: -2 }, setup);
          if (constant.state.pc !== pc || constant.state.psw !== 5) expect.fail(`CBI ${CONDITIONS[cc]} ${a} ${k}`);
        }
    expect(faultOf('CB', { cc: 0, rs1: 1, rs2: 1, imm: 2047 })).toBe('PC_RANGE');
    expect(faultOf('CBI', { cc: 1, rs1: 1, k: 0, imm: -2048 })).toBe('PC_RANGE');
    expect(run('CBI', { cc: 0, rs1: 1, k: 0, imm: -2048 }).outcome.kind).toBe('ok');
  });

  it('JR takes any register', () => {
    expect(run('JR', { rs1: 0 }, { r: { 0: 0x1fc } }).state.pc).toBe(0x1fc);
    expect(faultOf('JR', { rs1: 1 }, { r: { 1: CODE_LENGTH } })).toBe('PC_RANGE');
    expect(faultOf('JR', { rs1: 1 }, { r: { 1: CODE_LENGTH + 2 } })).toBe('ALIGN');
    // The exit address means something to RET alone.
    expect(faultOf('JR', { rs1: 1 }, { r: { 1: 0xfffffffc } })).toBe('PC_RANGE');
  });
});

describe('calls and the stack', () => {
  const { stackBase, stackLimit } = BOUNDS;

  it('CALL pushes and links', () => {
    const { state } = run('CALL', { rs1: 0, imm: -2 });
    expect([state.pc, state.sp, state.regs[15], state.memory.getUint32(SP - 4, true)]).toEqual([
      PC - 8,
      SP - 4,
      PC + 4,
      PC + 4,
    ]);
    expect(run('CALL', { rs1: 4, imm: 2 }, { r: { 4: 0x80 } }).state.pc).toBe(0x88);
    // The base is read before R15 is written.
    expect(run('CALL', { rs1: 15, imm: 0 }, { r: { 15: 0x80 } }).state.pc).toBe(0x80);
    const absolute = run('CALLA', { imm: 0x1fc }).state;
    expect([absolute.pc, absolute.sp, absolute.regs[15]]).toEqual([0x1fc, SP - 4, PC + 4]);
  });

  it('calls fault in the order ALIGN, PC_RANGE, STACK_OVERFLOW', () => {
    const full = { sp: stackBase };
    expect(faultOf('CALL', { rs1: 1, imm: 0 }, { ...full, r: { 1: 0xfffffff1 } })).toBe('ALIGN');
    expect(faultOf('CALL', { rs1: 1, imm: 0 }, { ...full, r: { 1: CODE_LENGTH } })).toBe('PC_RANGE');
    expect(faultOf('CALL', { rs1: 1, imm: -1 }, { ...full, r: { 1: 0 } })).toBe('PC_RANGE');
    expect(faultOf('CALL', { rs1: 1, imm: 0 }, { ...full, r: { 1: 0 } })).toBe('STACK_OVERFLOW');
    expect(faultOf('CALLA', { imm: 0xffffff }, full)).toBe('ALIGN');
    expect(faultOf('CALLA', { imm: CODE_LENGTH }, full)).toBe('PC_RANGE');
    expect(faultOf('CALLA', { imm: 0 }, full)).toBe('STACK_OVERFLOW');
    expect(run('CALLA', { imm: 0 }, { sp: stackBase + 4 }).state.sp).toBe(stackBase);
  });

  it('RET returns, leaves R15 alone and reports the exit addresses', () => {
    const back = run('RET', {}, { mem: { [SP]: 0x80 } });
    expect([back.state.pc, back.state.sp, back.state.regs[15]]).toEqual([0x80, SP + 4, 0x100f]);
    expect(back.outcome).toEqual({ kind: 'ok' });
    const sp = stackLimit - 4;
    const exit = run('RET', {}, { sp, mem: { [sp]: 0xfffffffc } });
    expect(exit.outcome).toEqual({ kind: 'svc', id: 0x100 });
    expect([exit.state.pc, exit.state.sp]).toEqual([0xfffffffc, stackLimit]);
    const handled = run('RET', {}, { sp, mem: { [sp]: 0xfffffff8 } });
    expect(handled.outcome).toEqual({ kind: 'svc', id: 0x806 });
    expect([handled.state.pc, handled.state.sp]).toEqual([0xfffffff8, stackLimit]);
  });

  it('RET faults in the order UNDERFLOW, ALIGN, PC_RANGE', () => {
    expect(faultOf('RET', {}, { sp: stackLimit })).toBe('STACK_UNDERFLOW');
    expect(faultOf('RET', {}, { mem: { [SP]: 0xfffffffd } })).toBe('ALIGN');
    expect(faultOf('RET', {}, { mem: { [SP]: 0xfffffff4 } })).toBe('PC_RANGE');
    expect(faultOf('RET', {}, { mem: { [SP]: CODE_LENGTH } })).toBe('PC_RANGE');
  });

  it('PUSH and POP keep to the stack', () => {
    const pushed = run('PUSH', { rs1: 5 }, { sp: stackBase + 4 }).state;
    expect([pushed.sp, pushed.memory.getUint32(stackBase, true)]).toEqual([stackBase, 0x1005]);
    expect(faultOf('PUSH', { rs1: 5 }, { sp: stackBase })).toBe('STACK_OVERFLOW');
    const popped = run('POP', { rd: 5 }, { sp: stackLimit - 4, mem: { [stackLimit - 4]: 77 } }).state;
    expect([popped.sp, popped.regs[5]]).toEqual([stackLimit, 77]);
    expect(faultOf('POP', { rd: 5 }, { sp: stackLimit })).toBe('STACK_UNDERFLOW');
  });

  it('SETSP and ADDSP check ALIGN, then the bounds', () => {
    const to = (sp: number) => ({ r: { 1: sp >>> 0 } });
    for (const sp of [stackBase, stackLimit, SP])
      expect(run('SETSP', { rs1: 1, imm: -4 }, to(sp + 4)).state.sp).toBe(sp);
    expect(faultOf('SETSP', { rs1: 1, imm: 0 }, to(stackLimit + 4))).toBe('STACK_UNDERFLOW');
    expect(faultOf('SETSP', { rs1: 1, imm: 0 }, to(-4))).toBe('STACK_UNDERFLOW');
    expect(faultOf('SETSP', { rs1: 1, imm: 0 }, to(stackBase - 4))).toBe('STACK_OVERFLOW');
    expect(faultOf('SETSP', { rs1: 1, imm: 0 }, to(0))).toBe('STACK_OVERFLOW');
    expect(faultOf('SETSP', { rs1: 1, imm: 2 }, to(stackLimit))).toBe('ALIGN');
    expect(run('ADDSP', { imm: stackLimit - SP }).state.sp).toBe(stackLimit);
    expect(run('ADDSP', { imm: stackBase - SP }).state.sp).toBe(stackBase);
    expect(faultOf('ADDSP', { imm: stackLimit - SP + 4 })).toBe('STACK_UNDERFLOW');
    expect(faultOf('ADDSP', { imm: stackBase - SP - 4 })).toBe('STACK_OVERFLOW');
    expect(faultOf('ADDSP', { imm: -2047 })).toBe('ALIGN');
  });
});

describe('floats', () => {
  it('binary16 results keep the upper half', () => {
    const value = (mnemonic: string) =>
      run(mnemonic, { rd: 3, rs1: 1, rs2: 2 }, { r: { 1: 0xdead4200, 2: 0xbeef4000, 3: 0xabcd1234 }, psw: 9 }).state;
    expect(value('FADD').regs[3]).toBe(0xabcd4500);
    expect(value('FSUB').regs[3]).toBe(0xabcd3c00);
    expect(value('FMUL').regs[3]).toBe(0xabcd4600);
    expect(value('FDIV').regs[3]).toBe(0xabcd3e00);
    expect(value('FDIV').psw).toBe(9);
    expect(run('I2F', { rd: 3, rs1: 1 }, { r: { 1: -2 >>> 0, 3: 0xabcd1234 } }).state.regs[3]).toBe(0xabcdc000);
    expect(run('F2I', { rd: 3, rs1: 1 }, { r: { 1: 0xffffc100 } }).state.regs[3]).toBe(-2 >>> 0);
  });

  it('binary32 and conversions', () => {
    const value = (mnemonic: string, a: number, b = 0x40000000) =>
      run(mnemonic, { rd: 3, rs1: 1, rs2: 2 }, { r: { 1: a, 2: b } }).state.regs[3];
    expect(value('FADDS', 0xc0400000)).toBe(0xbf800000);
    expect(value('FSUBS', 0x40400000)).toBe(0x3f800000);
    expect(value('FMULS', 0x40400000)).toBe(0x40c00000);
    expect(value('FDIVS', 0x40400000)).toBe(0x3fc00000);
    expect(value('FSQRTS', 0x40800000)).toBe(0x40000000);
    expect(value('FSQRTS', 0xbf800000)).toBe(0x7fc00000);
    expect(value('FADDS', 0xffc12345)).toBe(0x7fc00000);
    expect(value('I2FS', 0xffffffff)).toBe(0xbf800000);
    expect(value('U2FS', 0xffffffff)).toBe(0x4f800000);
    expect(value('FS2I', 0xcf800000)).toBe(0x80000000);
    expect(value('FS2U', 0x4f7fffff)).toBe(0xffffff00);
    expect(value('FS2U', 0x7f800000)).toBe(0xffffffff);
    expect(value('FS2H', 0xffc00001)).toBe(0x7e00);
    expect(value('H2FS', 0xffff3c00)).toBe(0x3f800000);
    expect(value('H2FS', 0xfe01)).toBe(0x7fc00000);
  });

  it('compares', () => {
    const flags = (mnemonic: string, a: number, b: number) =>
      letters(run(mnemonic, { rs1: 1, rs2: 2 }, { r: { 1: a, 2: b }, psw: 15 }).state.psw);
    expect(flags('FCMP', 0x8000, 0xffff0000)).toBe('ZC');
    expect(flags('FCMP', 0x3c00, 0x4000)).toBe('N');
    expect(flags('FCMP', 0x4000, 0x3c00)).toBe('C');
    expect(flags('FCMP', 0x7e00, 0x7e00)).toBe('CV');
    expect(flags('FCMPS', 0x80000000, 0)).toBe('ZC');
    expect(flags('FCMPS', 0xff800000, 0x7f800000)).toBe('N');
    expect(flags('FCMPS', 0x3f800001, 0x3f800000)).toBe('C');
    expect(flags('FCMPS', 0, 0x7f800001)).toBe('CV');
  });
});

describe('stops and decoding', () => {
  it('SVC and BRK retire, in the last word too', () => {
    const pc = CODE_LENGTH - 4;
    const svc = run('SVC', { imm: 0xf01 }, { pc });
    expect([svc.outcome, svc.state.pc, svc.changed]).toEqual([{ kind: 'svc', id: 0xf01 }, CODE_LENGTH, false]);
    const brk = run('BRK', { imm: 200 }, { pc });
    expect([brk.outcome, brk.state.pc, brk.changed]).toEqual([{ kind: 'break', code: 200 }, CODE_LENGTH, false]);
  });

  it('a fetch outside code faults PC_RANGE', () => {
    for (const pc of [CODE_LENGTH, 0xfffffffc, 0xfffffff8])
      expect(faultOf('MOV', { rd: 1, rs1: 1 }, { pc })).toBe('PC_RANGE');
  });

  it('ILLEGAL comes before everything else', () => {
    expect(faultOfWords([0])).toBe('ILLEGAL');
    expect(faultOfWords([0xff000000])).toBe('ILLEGAL');
    // CB with condition code 14 and a target outside code.
    expect(faultOfWords([0x43e00fff])).toBe('ILLEGAL');
    // DIVU by zero in an image without the extended set.
    expect(faultOf('DIVU', { rd: 1, rs1: 1, rs2: 2 }, { r: { 2: 0 }, ext: false })).toBe('ILLEGAL');
    expect(faultOf('DIVU', { rd: 1, rs1: 1, rs2: 2 }, { r: { 2: 0 } })).toBe('DIV_ZERO');
  });

  it('every extended instruction is ILLEGAL without the capability, every core one is not', () => {
    for (const { op, level, mnemonic } of INSTRUCTIONS) {
      const { outcome } = execute([(op << 24) >>> 0, 0], { ext: false });
      expect(outcome.kind === 'fault' && outcome.fault === 'ILLEGAL', mnemonic).toBe(level === 'ext');
    }
  });

  it('ignores fields that a form does not use', () => {
    const { state, outcome } = execute([0x0431ffff]);
    expect([outcome.kind, state.regs[3]]).toEqual(['ok', 0x1001]);
    expect(execute([0x25ffffff], { mem: { [SP]: 0x80 } }).state.pc).toBe(0x80);
  });
});
