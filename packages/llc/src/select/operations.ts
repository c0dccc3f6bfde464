/** Arithmetic and logic. */
import type { LirValue } from '../lower/lir.js';
import { machineInst, type Reg } from '../mir/machine.js';
import { fitsSimm12, type Selector } from './selector.js';

const REGISTER_FORM: Record<string, string> = {
  add: 'ADD',
  sub: 'SUB',
  mul: 'MUL',
  mulhu: 'MULHU',
  divs: 'DIV',
  divu: 'DIVU',
  rems: 'REM',
  remu: 'REMU',
  and: 'AND',
  or: 'OR',
  xor: 'XOR',
  shl: 'LSL',
  lshr: 'LSR',
  ashr: 'ASR',
};

const IMMEDIATE_FORM: Record<string, string> = {
  add: 'ADDI',
  and: 'ANDI',
  or: 'ORI',
  xor: 'XORI',
  shl: 'LSLI',
  lshr: 'LSRI',
  ashr: 'ASRI',
};

export function selectBinary(s: Selector, value: LirValue): void {
  const [a, b] = value.args as [LirValue, LirValue];
  const rd = s.reg(value);
  if (b.op === 'const') {
    if (selectImmediate(s, value.op, rd, a, b.imm)) return;
    // A subtraction is often what an addition of a constant out of range becomes; masks of low bits are two shifts in core.
  }
  s.emit(machineInst(REGISTER_FORM[value.op] as string, [rd], [s.reg(a), s.reg(b)]));
}

function selectImmediate(s: Selector, op: string, rd: Reg, a: LirValue, imm: number): boolean {
  if (op === 'and' && imm === 0xffff && s.has('ZXH')) {
    s.emit(machineInst('ZXH', [rd], [s.reg(a)]));
    return true;
  }
  const form = IMMEDIATE_FORM[op];
  if (form === undefined || !s.has(form)) return false;
  const isShift = op === 'shl' || op === 'lshr' || op === 'ashr';
  if (!isShift && !fitsSimm12(imm)) return false;
  s.emit(machineInst(form, [rd], [s.reg(a)], isShift ? imm & 31 : imm));
  return true;
}

/** sxb and sxh: part of the load where the load serves nobody else. */
export function selectSignExtend(s: Selector, value: LirValue): void {
  const [source] = value.args as [LirValue];
  const rd = s.asked(value);
  if (rd === undefined) return;
  const width = value.op === 'sxb' ? 1 : 2;
  const single = source.op === 'load' && source.width === width && s.uses.count(source) === 1;
  if (single && s.has(width === 1 ? 'LDBS' : 'LDHS')) {
    source.signed = true;
    s.alias(source, rd);
    return;
  }
  const extension = width === 1 ? 'SXB' : 'SXH';
  if (s.has(extension)) {
    s.emit(machineInst(extension, [rd], [s.reg(source)]));
    return;
  }
  const bits = 32 - width * 8;
  const shifted = s.fresh();
  if (s.has('LSLI') && s.has('ASRI')) {
    s.emit(machineInst('LSLI', [shifted], [s.reg(source)], bits));
    s.emit(machineInst('ASRI', [rd], [shifted], bits));
    return;
  }
  const amount = s.reg(s.constant(bits));
  s.emit(machineInst('LSL', [shifted], [s.reg(source), amount]));
  s.emit(machineInst('ASR', [rd], [shifted, amount]));
}

/** Sums of several words: the carry runs through the flags, so the instructions stay together. */
export function selectWide(s: Selector, value: LirValue): void {
  const words = value.args.length / 2;
  const projections = s.projections(value);
  const [first, next] = value.op === 'addw' ? ['ADD', 'ADC'] : ['SUB', 'SBC'];
  const last = projections.reduce<number>((most, register, i) => (register === undefined ? most : i), -1);
  for (let i = 0; i <= last; i++) {
    const rd = projections[i] ?? s.fresh();
    const uses = [s.reg(value.args[i] as LirValue), s.reg(value.args[i + words] as LirValue)];
    s.emit(machineInst((i === 0 ? first : next) as string, [rd], uses));
  }
}
