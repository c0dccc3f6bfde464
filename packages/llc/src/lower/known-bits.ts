/** What is known about a word's upper bits when it is made: keeps needless extensions out. */
import type { LirValue } from './lir.js';

function bitLength(word: number): number {
  return 32 - Math.clz32(word);
}

/** Sets `zbits` and `sbits` from the operation and its arguments. */
export function knownBits(value: LirValue): void {
  const a = value.args[0];
  const b = value.args[1];
  let z = 32;
  let s = 32;
  switch (value.op) {
    case 'const':
      z = bitLength(value.imm);
      s = value.imm < 0 ? bitLength(~value.imm) + 1 : z + 1;
      break;
    case 'icmp':
    case 'icmpw':
    case 'fcmp':
      z = 1;
      break;
    case 'load':
      if (value.width !== 4) {
        const bits = (value.width ?? 4) * 8;
        if (value.signed) s = bits;
        else z = bits;
      }
      break;
    case 'sxb':
      s = 8;
      break;
    case 'sxh':
      s = 16;
      break;
    case 'and':
      if (a && b) {
        z = Math.min(a.zbits, b.zbits);
        s = Math.max(a.sbits, b.sbits);
      }
      break;
    case 'or':
    case 'xor':
      if (a && b) {
        z = Math.max(a.zbits, b.zbits);
        s = Math.max(a.sbits, b.sbits);
      }
      break;
    case 'not':
      if (a) s = a.sbits;
      break;
    case 'add':
      if (a && b) {
        z = Math.max(a.zbits, b.zbits) + 1;
        s = Math.max(a.sbits, b.sbits) + 1;
      }
      break;
    case 'mul':
      if (a && b) {
        z = a.zbits + b.zbits;
        s = a.sbits + b.sbits;
      }
      break;
    case 'lshr':
      if (a && b?.op === 'const') z = a.zbits - (b.imm & 31);
      else if (a) z = a.zbits;
      break;
    case 'ashr':
      if (a && b?.op === 'const') s = a.sbits - (b.imm & 31);
      else if (a) s = a.sbits;
      break;
    case 'shl':
      if (a && b?.op === 'const') {
        z = a.zbits + (b.imm & 31);
        s = a.sbits + (b.imm & 31);
      }
      break;
    case 'divu':
      if (a) z = a.zbits;
      break;
    case 'remu':
      if (a && b) z = Math.min(a.zbits, b.zbits);
      break;
    case 'rems':
      if (a && b) s = Math.min(a.sbits, b.sbits);
      break;
    case 'select':
      if (b) {
        const c = value.args[2];
        z = Math.max(b.zbits, c?.zbits ?? 32);
        s = Math.max(b.sbits, c?.sbits ?? 32);
      }
      break;
  }
  value.zbits = Math.max(0, Math.min(32, z));
  value.sbits = Math.max(1, Math.min(32, s, value.zbits < 32 ? value.zbits + 1 : 32));
}
