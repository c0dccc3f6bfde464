/**
 * Instructions that only compute a value and are seldom: floats and the high product. They live outside the interpreter's hot
 * function, as every `case` more makes V8 compile that one slower and keep less of it in machine registers.
 */
import { halfToNumber, numberToHalf } from './binary16.js';
import { numberToInt32, numberToSingle, numberToUint32, singleToNumber } from './binary32.js';

/** Flags of a float comparison at their psw places, isa.md §4. */
function floatFlags(a: number, b: number): number {
  if (a < b) return 4;
  if (a > b) return 2;
  return a === b ? 3 : 10;
}

/** High word of the unsigned 64-bit product. */
function multiplyHigh(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const low = (Math.imul(al, bl) >>> 16) + (Math.imul(ah, bl) >>> 0);
  const middle = (low & 0xffff) + (Math.imul(al, bh) >>> 0);
  return (Math.imul(ah, bh) + (low >>> 16) + (middle >>> 16)) | 0;
}

/**
 * The value that instruction `op` gives rd (FCMP, FCMPS: the flags), for the values of rs1, rs2 and rd itself, whose upper half
 * the binary16 instructions keep. All signed.
 */
export function seldomValue(op: number, a: number, b: number, rd: number): number {
  switch (op) {
    case 0x1f: // MULHU
      return multiplyHigh(a, b);
    case 0x50: // FADD
      return (rd & -65536) | numberToHalf(halfToNumber(a) + halfToNumber(b));
    case 0x51: // FSUB
      return (rd & -65536) | numberToHalf(halfToNumber(a) - halfToNumber(b));
    case 0x52: // FMUL
      return (rd & -65536) | numberToHalf(halfToNumber(a) * halfToNumber(b));
    case 0x53: // FDIV
      return (rd & -65536) | numberToHalf(halfToNumber(a) / halfToNumber(b));
    case 0x54: // I2F
      return (rd & -65536) | numberToHalf(a);
    case 0x55: // F2I
      return numberToInt32(halfToNumber(a));
    case 0x56: // FCMP
      return floatFlags(halfToNumber(a), halfToNumber(b));
    case 0x61: // FADDS
      return numberToSingle(singleToNumber(a) + singleToNumber(b));
    case 0x62: // FSUBS
      return numberToSingle(singleToNumber(a) - singleToNumber(b));
    case 0x63: // FMULS
      return numberToSingle(singleToNumber(a) * singleToNumber(b));
    case 0x64: // FDIVS
      return numberToSingle(singleToNumber(a) / singleToNumber(b));
    case 0x65: // FSQRTS
      return numberToSingle(Math.sqrt(singleToNumber(a)));
    case 0x66: // FCMPS
      return floatFlags(singleToNumber(a), singleToNumber(b));
    case 0x67: // I2FS
      return numberToSingle(a);
    case 0x68: // U2FS
      return numberToSingle(a >>> 0);
    case 0x69: // FS2I
      return numberToInt32(singleToNumber(a));
    case 0x6a: // FS2U
      return numberToUint32(singleToNumber(a));
    case 0x6b: // FS2H
      return numberToHalf(singleToNumber(a));
    case 0x6c: // H2FS
      return numberToSingle(halfToNumber(a));
    default:
      throw new RangeError(`0x${op.toString(16)} is no seldom instruction`);
  }
}
