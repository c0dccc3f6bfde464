/** Comparisons as values, in selects and in branches. */
import { BY_MNEMONIC, CONDITIONS, invertCondition } from '@hsx/isa';
import { conditionalJump } from '../emit/branches.js';
import { swapCondition } from '../lower/builder.js';
import type { LirBlock, LirValue } from '../lower/lir.js';
import { type MBlock, machineInst, type Reg } from '../mir/machine.js';
import { CC, fitsSimm12, type Selector } from './selector.js';

/** A comparison with its constant, if any, moved into the reach of the short forms. */
interface Comparison {
  cc: number;
  a: LirValue;
  b: LirValue;
}

/** x < 8 is x <= 7, and so on, where that brings the constant into reach. */
function normalise(value: LirValue, s: Selector): Comparison {
  const [a, b] = value.args as [LirValue, LirValue];
  const cc = value.imm;
  if (b.op !== 'const') return { cc, a, b };
  const c = b.imm;
  if (c !== 8 && c !== 2048 && c !== -9 && c !== -2049) return { cc, a, b };
  const towardsZero: Record<number, number> =
    c > 0
      ? { [CC.LT]: CC.LE, [CC.GE]: CC.GT, [CC.LO]: CC.LS, [CC.HS]: CC.HI }
      : { [CC.GT]: CC.GE, [CC.LE]: CC.LT, [CC.HI]: CC.HS, [CC.LS]: CC.LO };
  const other = towardsZero[cc];
  return other === undefined ? { cc, a, b } : { cc: other, a, b: s.constant(c > 0 ? c - 1 : c + 1) };
}

/** Writes the flags of a comparison at ext; gives the condition to test. */
function writeFlags(s: Selector, value: LirValue): number {
  if (value.op === 'fcmp') {
    s.emit(
      machineInst(
        value.mnemonic as string,
        [],
        value.args.map((arg) => s.reg(arg)),
      ),
    );
    return value.imm;
  }
  if (value.op === 'icmpw') {
    subtractWide(s, value);
    return value.imm;
  }
  const { cc, a, b } = normalise(value, s);
  if (b.op === 'const' && fitsSimm12(b.imm) && s.has('CMPI')) s.emit(machineInst('CMPI', [], [s.reg(a)], b.imm));
  else s.emit(machineInst('CMP', [], [s.reg(a), s.reg(b)]));
  return cc;
}

/** The flags of a wide subtraction: LO HS LT GE hold as after CMP; Z does not. */
function subtractWide(s: Selector, value: LirValue): void {
  const words = value.args.length / 2;
  for (let i = 0; i < words; i++) {
    const uses = [s.reg(value.args[i] as LirValue), s.reg(value.args[i + words] as LirValue)];
    if (i === 0) s.emit(machineInst('CMP', [], uses));
    else s.emit(machineInst('SBC', [s.fresh()], uses));
  }
}

function isComparison(value: LirValue): boolean {
  return value.op === 'icmp' || value.op === 'icmpw' || value.op === 'fcmp';
}

/** Testing the opposite of a truth value is testing it the other way round. */
function withoutInversion(condition: LirValue): { test: LirValue; inverted: boolean } {
  let test = condition;
  let inverted = false;
  while (test.op === 'xor' && test.args[1]?.op === 'const' && test.args[1].imm === 1 && test.args[0]?.zbits === 1) {
    test = test.args[0];
    inverted = !inverted;
  }
  return { test, inverted };
}

/** A comparison as 0 or 1. */
export function selectCompare(s: Selector, value: LirValue): void {
  const rd = s.reg(value);
  // Without SET a comparison chooses between 1 and 0; without MOVC too, it is computed from the carry.
  if (!s.has('SET') && !s.has('MOVC')) return coreCompare(s, value, rd);
  const [a, b] = value.args as [LirValue, LirValue];
  if (value.op === 'icmp' && value.imm === CC.LT && b.op === 'const' && b.imm === 0 && s.has('LSRI')) {
    // The sign bit itself.
    s.emit(machineInst('LSRI', [rd], [s.reg(a)], 31));
    return;
  }
  const cc = writeFlags(s, value);
  if (s.has('SET')) s.emit(machineInst('SET', [rd], [], undefined, { cc }));
  else s.emit(machineInst('MOVC', [rd], [s.reg(s.constant(0)), s.reg(s.constant(1))], undefined, { cc, tied: true }));
}

export function selectSelect(s: Selector, value: LirValue): void {
  const [condition, whenTrue, whenFalse] = value.args as [LirValue, LirValue, LirValue];
  const rd = s.reg(value);
  if (!s.has('MOVC')) return coreSelect(s, condition, whenTrue, whenFalse, rd);
  const { test, inverted } = withoutInversion(condition);
  let cc: number;
  if (isComparison(test)) cc = writeFlags(s, test);
  else {
    if (s.has('CMPI')) s.emit(machineInst('CMPI', [], [s.reg(test)], 0));
    else s.emit(machineInst('CMP', [], [s.reg(test), s.reg(s.constant(0))]));
    cc = CC.NE;
  }
  if (inverted) cc = invertCondition(cc);
  s.emit(machineInst('MOVC', [rd], [s.reg(whenFalse), s.reg(whenTrue)], undefined, { cc, tied: true }));
}

export function selectBranch(s: Selector, value: LirValue): void {
  const { test: condition, inverted } = withoutInversion(value.args[0] as LirValue);
  const [first, second] = (value.blocks as LirBlock[]).map((block) => s.target(block)) as [MBlock, MBlock];
  const [yes, no] = inverted ? [second, first] : [first, second];
  const targets = [yes, no];
  if (!isComparison(condition)) {
    if (!s.isExt) s.emit(machineInst('BRCC', [], [s.reg(condition)], 0, { cc: CC.NE, targets }));
    else branchByConstant(s, CC.NE, condition, s.constant(0), targets);
    return;
  }
  const byCarry = condition.op === 'icmpw' || (condition.op === 'icmp' && !s.has('CB') && condition.imm > CC.NE);
  if (!s.isExt || (byCarry && !canReadFlags(s))) return coreBranch(s, condition, targets);
  if (condition.op !== 'icmp') return branchByFlags(s, writeFlags(s, condition), targets);
  const { cc, a, b } = normalise(condition, s);
  if (b.op === 'const') branchByConstant(s, cc, a, b, targets);
  else branchByRegisters(s, cc, a, b, targets);
}

function branchByConstant(s: Selector, cc: number, a: LirValue, b: LirValue, targets: MBlock[]): void {
  const inCbi = b.imm >= -8 && b.imm <= 7 && s.has('CBI');
  // Out of CBI's reach a constant in a register still makes one instruction of it, and in a loop that register is free to fill.
  const byFlags = fitsSimm12(b.imm) && s.has('CMPI') && hasJump(s, cc) && !(s.inLoop && s.has('CB'));
  if (!inCbi && !byFlags) return branchByRegisters(s, cc, a, b, targets);
  if (inCbi || s.has('CBI')) s.emit(machineInst('BRCC', [], [s.reg(a)], b.imm, { cc, targets }));
  else {
    s.emit(machineInst('CMPI', [], [s.reg(a)], b.imm));
    s.emit(machineInst('BRF', [], [], undefined, { cc, targets }));
  }
}

function branchByRegisters(s: Selector, cc: number, a: LirValue, b: LirValue, targets: MBlock[]): void {
  const uses = [s.reg(a), s.reg(b)];
  if (s.has('CB')) {
    s.emit(machineInst('BRCC', [], uses, undefined, { cc, targets }));
    return;
  }
  s.emit(machineInst('CMP', [], uses));
  branchByFlags(s, cc, targets);
}

/** Branches on flags just written. Where the condition has no jump it becomes a value that is tested. */
function branchByFlags(s: Selector, cc: number, targets: MBlock[]): void {
  if (hasJump(s, cc)) {
    s.emit(machineInst('BRF', [], [], undefined, { cc, targets }));
    return;
  }
  const truth = s.fresh();
  if (s.has('SET')) s.emit(machineInst('SET', [truth], [], undefined, { cc }));
  else
    s.emit(machineInst('MOVC', [truth], [s.reg(s.constant(0)), s.reg(s.constant(1))], undefined, { cc, tied: true }));
  if (s.has('CBI')) s.emit(machineInst('BRCC', [], [truth], 0, { cc: CC.NE, targets }));
  else {
    s.emit(machineInst('CMP', [], [truth, s.reg(s.constant(0))]));
    s.emit(machineInst('BRF', [], [], undefined, { cc: CC.NE, targets }));
  }
}

/** Whether every condition can be branched on. */
function canReadFlags(s: Selector): boolean {
  return s.has('SET') || s.has('MOVC') || CONDITIONS.every((_, cc) => s.has(conditionalJump(cc)));
}

/** Whether there are jumps for a condition and its opposite: layout chooses between the two. */
function hasJump(s: Selector, cc: number): boolean {
  return s.has(conditionalJump(cc)) && s.has(conditionalJump(invertCondition(cc)));
}

// ---------------------------------------------------------------- level core: no conditions but Z, no SET, no MOVC

/** What the carry of a subtraction says: C = 1 iff left >= right (unsigned). */
interface Carry {
  /** The comparison holds when C is 1 (else when C is 0). */
  whenSet: boolean;
}

/** Leaves in C whether a core comparison holds. */
function coreCarry(s: Selector, value: LirValue): Carry {
  if (value.op === 'icmpw') {
    if (value.imm === CC.LT || value.imm === CC.GE) {
      // Signed as unsigned: both top words move by 2^31.
      const words = value.args.length / 2;
      const top = [words - 1, 2 * words - 1];
      const uses = value.args.map((arg, i) => (top.includes(i) ? biased(s, arg) : s.reg(arg)));
      for (let i = 0; i < words; i++) {
        const pair = [uses[i] as Reg, uses[i + words] as Reg];
        if (i === 0) s.emit(machineInst('CMP', [], pair));
        else s.emit(machineInst('SBC', [s.fresh()], pair));
      }
    } else subtractWide(s, value);
    return { whenSet: value.imm === CC.HS || value.imm === CC.GE };
  }
  let cc = value.imm;
  let [a, b] = value.args as [LirValue, LirValue];
  if (cc === CC.EQ || cc === CC.NE) {
    // d = a - b; d - 1 borrows exactly when d is 0.
    let difference: Reg;
    if (b.op === 'const' && b.imm === 0) difference = s.reg(a);
    else {
      difference = s.fresh();
      s.emit(machineInst('SUB', [difference], [s.reg(a), s.reg(b)]));
    }
    s.emit(machineInst('CMP', [], [difference, s.reg(s.constant(1))]));
    return { whenSet: cc === CC.NE };
  }
  if (cc === CC.HI || cc === CC.LS || cc === CC.GT || cc === CC.LE) {
    cc = swapCondition(cc);
    [a, b] = [b, a];
  }
  const signed = cc === CC.LT || cc === CC.GE;
  const uses = signed ? [biased(s, a), biased(s, b)] : [s.reg(a), s.reg(b)];
  s.emit(machineInst('CMP', [], uses));
  return { whenSet: cc === CC.HS || cc === CC.GE };
}

/** The word plus 2^31: turns signed order into unsigned order. */
function biased(s: Selector, value: LirValue): Reg {
  if (value.op === 'const') return s.reg(s.constant(value.imm ^ 0x80000000));
  const register = s.fresh();
  s.emit(machineInst('ADD', [register], [s.reg(value), s.reg(s.constant(0x80000000))]));
  return register;
}

/** 0 or 1 from the carry: ADC 0,0 is C; SBC 0,0 is C - 1. */
function coreCompare(s: Selector, value: LirValue, rd: Reg): void {
  const zero = s.reg(s.constant(0));
  const carry = coreCarry(s, value);
  if (carry.whenSet) {
    s.emit(machineInst('ADC', [rd], [zero, zero]));
    return;
  }
  const negated = s.fresh();
  s.emit(machineInst('SBC', [negated], [zero, zero]));
  s.emit(machineInst('SUB', [rd], [zero, negated]));
}

/** f ^ ((t ^ f) & mask), mask all ones when the condition holds. */
function coreSelect(s: Selector, condition: LirValue, whenTrue: LirValue, whenFalse: LirValue, rd: Reg): void {
  const zero = s.reg(s.constant(0));
  const mask = s.fresh();
  let chosen = whenTrue;
  let other = whenFalse;
  if (condition.op === 'icmp' || condition.op === 'icmpw') {
    // C - 1 is all ones when the carry is clear.
    if (coreCarry(s, condition).whenSet) [chosen, other] = [other, chosen];
    s.emit(machineInst('SBC', [mask], [zero, zero]));
  } else s.emit(machineInst('SUB', [mask], [zero, s.reg(condition)]));
  const [both, masked] = [s.fresh(), s.fresh()];
  s.emit(machineInst('XOR', [both], [s.reg(chosen), s.reg(other)]));
  s.emit(machineInst('AND', [masked], [both, mask]));
  s.emit(machineInst('XOR', [rd], [s.reg(other), masked]));
}

function coreBranch(s: Selector, condition: LirValue, targets: [MBlock, MBlock] | MBlock[]): void {
  const [yes, no] = targets as [MBlock, MBlock];
  if (condition.op === 'icmp' && (condition.imm === CC.EQ || condition.imm === CC.NE)) {
    const [a, b] = condition.args as [LirValue, LirValue];
    if (b.op === 'const' && b.imm === 0) s.emit(machineInst('BRCC', [], [s.reg(a)], 0, { cc: condition.imm, targets }));
    else s.emit(machineInst('BRCC', [], [s.reg(a), s.reg(b)], undefined, { cc: condition.imm, targets }));
    return;
  }
  const zero = s.reg(s.constant(0));
  const carry = coreCarry(s, condition);
  // SBC 0,0 is 0 exactly when C is 1: Z tells the carry.
  s.emit(machineInst('SBC', [s.fresh()], [zero, zero]));
  s.emit(machineInst('BRF', [], [], undefined, { cc: CC.EQ, targets: carry.whenSet ? [yes, no] : [no, yes] }));
}

/** Whether a mnemonic writes flags. */
export function writesFlags(mnemonic: string): boolean {
  const insn = BY_MNEMONIC.get(mnemonic);
  return insn !== undefined && insn.flags !== '';
}
