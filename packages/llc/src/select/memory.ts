/** Loads and stores with their addresses. */
import type { LirValue } from '../lower/lir.js';
import { type FrameRef, type MInst, machineInst, type Reg } from '../mir/machine.js';
import { fitsSimm12, type Selector } from './selector.js';

interface Address {
  base?: Reg;
  frame?: FrameRef;
  offset: number;
}

/** The cheapest way to reach address + offset with an access of `width` bytes. */
function address(s: Selector, pointer: LirValue, offset: number, width: number): Address {
  let at = pointer;
  let total = offset;
  // Sums with a constant fold unless the sum is in a register anyway.
  while (
    at.op === 'add' &&
    at.args[1]?.op === 'const' &&
    s.uses.nonAddress(at) === 0 &&
    fitsSimm12(total + at.args[1].imm)
  ) {
    total += at.args[1].imm;
    at = at.args[0] as LirValue;
  }
  if (at.op === 'frame') {
    const inFrame = at.imm + total;
    if (width === 4 && inFrame >= 0) return { frame: at.frame ?? 0, offset: inFrame };
    if (inFrame >= 0 && fitsSimm12(inFrame)) return { base: s.reg(s.base(at)), offset: inFrame };
  }
  if (at.op === 'sym') {
    // The fields of one object share its address.
    const inObject = at.imm + total;
    if (inObject >= 0 && fitsSimm12(inObject)) return { base: s.reg(s.base(at)), offset: inObject };
  }
  if (!fitsSimm12(total)) {
    const sum = s.fresh();
    s.emit(machineInst('ADD', [sum], [s.reg(at), s.reg(s.constant(total))]));
    return { base: sum, offset: 0 };
  }
  return { base: s.reg(at), offset: total };
}

function access(op: string, place: Address, defs: Reg[], stored: Reg[], volatile: boolean): MInst {
  const uses = place.base === undefined ? stored : [place.base, ...stored];
  return machineInst(op, defs, uses, place.offset, { frame: place.frame, volatile });
}

export function selectLoad(s: Selector, value: LirValue): void {
  const rd = s.asked(value) ?? (value.volatile ? s.fresh() : undefined);
  if (rd === undefined) return;
  const width = value.width ?? 4;
  const op = width === 4 ? 'LD' : width === 1 ? (value.signed ? 'LDBS' : 'LDB') : value.signed ? 'LDHS' : 'LDH';
  const place = address(s, value.args[0] as LirValue, value.imm, width);
  s.emit(access(op, place, [rd], [], value.volatile));
}

export function selectStore(s: Selector, value: LirValue): void {
  const [pointer, word] = value.args as [LirValue, LirValue];
  const width = value.width ?? 4;
  const op = width === 4 ? 'ST' : width === 2 ? 'STH' : 'STB';
  // What the store cuts off need not be cut off before.
  const stored = s.reg(withoutMask(s, word, width));
  const place = address(s, pointer, value.imm, width);
  s.emit(access(op, place, [], [stored], value.volatile));
}

/** Looks through an extension or mask that a narrow store makes needless. */
function withoutMask(s: Selector, word: LirValue, width: number): LirValue {
  if (width === 4 || s.uses.count(word) > 1) return word;
  const source = word.args[0];
  const mask = word.args[1];
  if (source === undefined) return word;
  const bits = width === 1 ? 0xff : 0xffff;
  if (word.op === 'and' && mask?.op === 'const' && (mask.imm & bits) === bits) return source;
  if (word.op === 'sxb' || (word.op === 'sxh' && width <= 2)) return width === 1 || word.op === 'sxh' ? source : word;
  return word;
}
