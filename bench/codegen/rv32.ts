/**
 * A small RV32IM processor, user mode only, on flat memory, with Zfinx and Zhinx where a kernel computes in binary32 or
 * binary16: those keep floating-point numbers in the integer registers, as HSX does. It counts retired instructions and
 * stops with an Error at whatever it does not know.
 */
import {
  f16Add,
  f16Compare,
  f16Div,
  f16FromInt,
  f16FromNumber,
  f16Mul,
  f16Sub,
  f16ToF32,
  f16ToInt,
  f32Add,
  f32Compare,
  f32Div,
  f32FromInt,
  f32FromUint,
  f32Mul,
  f32Sqrt,
  f32Sub,
  f32ToF16,
  f32ToInt,
  f32ToUint,
  PSW_C,
  PSW_V,
  PSW_Z,
} from '@hsx/isa';

/** Where a call of the processor returns to; no code lies there. */
const EXIT = 0xfffffff0;
const [RA, SP, A0] = [1, 2, 10];

export class Rv32 {
  readonly memory: DataView;
  private readonly x = new Int32Array(32);
  /** Instructions retired since the start. */
  retired = 0;

  constructor(bytes: Uint8Array) {
    this.memory = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Calls the function at `address` with the stack at the end of memory; gives a0. Throws after `limit` instructions. */
  call(address: number, limit: number): number {
    const { x } = this;
    x.fill(0);
    x[RA] = EXIT | 0;
    x[SP] = this.memory.byteLength & -16;
    let pc = address;
    while (pc !== EXIT) {
      if (this.retired >= limit) throw new Error(`rv32: still running after ${limit} instructions`);
      pc = this.step(pc);
      x[0] = 0;
      this.retired++;
    }
    return (x[A0] as number) >>> 0;
  }

  private step(pc: number): number {
    const { x, memory } = this;
    const word = memory.getUint32(pc, true);
    const rd = (word >>> 7) & 31;
    // Five-bit fields of a 32-element array.
    const a = x[(word >>> 15) & 31] as number;
    const b = x[(word >>> 20) & 31] as number;
    const f3 = (word >>> 12) & 7;
    const immI = (word | 0) >> 20;
    switch (word & 127) {
      case 0x37:
        x[rd] = word & 0xfffff000;
        return pc + 4;
      case 0x17:
        x[rd] = pc + (word & 0xfffff000);
        return pc + 4;
      case 0x6f: {
        const offset = (((word | 0) >> 31) << 20) | (word & 0xff000) | ((word >>> 9) & 0x800) | ((word >>> 20) & 0x7fe);
        x[rd] = pc + 4;
        return (pc + offset) >>> 0;
      }
      case 0x67: {
        const target = (a + immI) & ~1;
        x[rd] = pc + 4;
        return target >>> 0;
      }
      case 0x63: {
        if (!branches(f3, a, b)) return pc + 4;
        const offset =
          (((word | 0) >> 31) << 12) | ((word << 4) & 0x800) | ((word >>> 20) & 0x7e0) | ((word >>> 7) & 0x1e);
        return (pc + offset) >>> 0;
      }
      case 0x03:
        x[rd] = this.load(f3, (a + immI) >>> 0, pc);
        return pc + 4;
      case 0x23: {
        const at = (a + (((immI >> 5) << 5) | ((word >>> 7) & 31))) >>> 0;
        if (f3 === 0) memory.setUint8(at, b);
        else if (f3 === 1) memory.setUint16(at, b, true);
        else if (f3 === 2) memory.setUint32(at, b, true);
        else return unknown(word, pc);
        return pc + 4;
      }
      case 0x13:
        x[rd] = immediate(f3, a, immI, word, pc);
        return pc + 4;
      case 0x33:
        x[rd] = word >>> 25 === 1 ? multiplyDivide(f3, a, b) : register(f3, a, b, word, pc);
        return pc + 4;
      case 0x53:
        x[rd] = floating(word, a, b, pc);
        return pc + 4;
      default:
        return unknown(word, pc);
    }
  }

  private load(f3: number, at: number, pc: number): number {
    const { memory } = this;
    switch (f3) {
      case 0:
        return memory.getInt8(at);
      case 1:
        return memory.getInt16(at, true);
      case 2:
        return memory.getInt32(at, true);
      case 4:
        return memory.getUint8(at);
      case 5:
        return memory.getUint16(at, true);
      default:
        return unknown(f3, pc);
    }
  }
}

function unknown(word: number, pc: number): never {
  throw new Error(`rv32: instruction ${word.toString(16)} at ${pc.toString(16)} is not known`);
}

function branches(f3: number, a: number, b: number): boolean {
  switch (f3) {
    case 0:
      return a === b;
    case 1:
      return a !== b;
    case 4:
      return a < b;
    case 5:
      return a >= b;
    case 6:
      return a >>> 0 < b >>> 0;
    default:
      return a >>> 0 >= b >>> 0;
  }
}

function immediate(f3: number, a: number, imm: number, word: number, pc: number): number {
  switch (f3) {
    case 0:
      return a + imm;
    case 2:
      return a < imm ? 1 : 0;
    case 3:
      return a >>> 0 < imm >>> 0 ? 1 : 0;
    case 4:
      return a ^ imm;
    case 6:
      return a | imm;
    case 7:
      return a & imm;
    case 1:
      return imm >>> 5 === 0 ? a << imm : unknown(word, pc);
    default:
      return (imm & 0x400) !== 0 ? a >> (imm & 31) : a >>> (imm & 31);
  }
}

function register(f3: number, a: number, b: number, word: number, pc: number): number {
  const alternative = word >>> 25;
  if (alternative === 0x20) return f3 === 0 ? a - b : f3 === 5 ? a >> (b & 31) : unknown(word, pc);
  if (alternative !== 0) return unknown(word, pc);
  switch (f3) {
    case 0:
      return a + b;
    case 1:
      return a << (b & 31);
    case 2:
      return a < b ? 1 : 0;
    case 3:
      return a >>> 0 < b >>> 0 ? 1 : 0;
    case 4:
      return a ^ b;
    case 5:
      return a >>> (b & 31);
    case 6:
      return a | b;
    default:
      return a & b;
  }
}

function high(a: bigint, b: bigint): number {
  return Number(BigInt.asIntN(32, (a * b) >> 32n));
}

function multiplyDivide(f3: number, a: number, b: number): number {
  switch (f3) {
    case 0:
      return Math.imul(a, b);
    case 1:
      return high(BigInt(a), BigInt(b));
    case 2:
      return high(BigInt(a), BigInt(b >>> 0));
    case 3:
      return high(BigInt(a >>> 0), BigInt(b >>> 0));
    case 4:
      return b === 0 ? -1 : (a / b) | 0;
    case 5:
      return b === 0 ? -1 : (a >>> 0) / (b >>> 0);
    case 6:
      return b === 0 ? a : a % b;
    default:
      return b === 0 ? a : (a >>> 0) % (b >>> 0);
  }
}

/** What is computed in both formats, by format: 0 is binary32, 2 binary16. */
const FORMATS = {
  0: {
    add: f32Add,
    sub: f32Sub,
    mul: f32Mul,
    div: f32Div,
    compare: f32Compare,
    sign: 0x80000000,
    widen: (n: number) => n,
  },
  2: {
    add: f16Add,
    sub: f16Sub,
    mul: f16Mul,
    div: f16Div,
    compare: f16Compare,
    sign: 0x8000,
    // A result is NaN-boxed by its sign, which nothing reads.
    widen: (n: number) => (n << 16) >> 16,
  },
} as const;

/** Opcode OP-FP without the moves, which Zfinx does not have. Rounds to nearest; conversions to integers truncate. */
function floating(word: number, left: number, right: number, pc: number): number {
  const code = (word >>> 25) & 3;
  const f3 = (word >>> 12) & 7;
  const which = (word >>> 20) & 31;
  if (code !== 0 && code !== 2) return unknown(word, pc);
  const format = FORMATS[code];
  const half = code === 2;
  const [a, b] = half ? [left & 0xffff, right & 0xffff] : [left, right];
  switch (word >>> 27) {
    case 0x00:
      return format.widen(format.add(a, b));
    case 0x01:
      return format.widen(format.sub(a, b));
    case 0x02:
      return format.widen(format.mul(a, b));
    case 0x03:
      return format.widen(format.div(a, b));
    case 0x0b:
      return half ? unknown(word, pc) : f32Sqrt(a);
    case 0x04: {
      const sign = f3 === 0 ? b : f3 === 1 ? ~b : a ^ b;
      return format.widen((a & ~format.sign) | (sign & format.sign));
    }
    case 0x14: {
      const flags = format.compare(a, b);
      if ((flags & PSW_V) !== 0) return 0;
      const equal = (flags & PSW_Z) !== 0;
      const less = (flags & PSW_C) === 0;
      return (f3 === 2 ? equal : f3 === 1 ? less : less || equal) ? 1 : 0;
    }
    case 0x08:
      if (half && which === 0) return format.widen(f32ToF16(left));
      return !half && which === 2 ? f16ToF32(left & 0xffff) : unknown(word, pc);
    case 0x18:
      if (f3 !== 1) return unknown(word, pc);
      if (half) return which === 0 ? f16ToInt(a) : unknown(word, pc);
      return which === 0 ? f32ToInt(a) : f32ToUint(a);
    case 0x1a:
      if (half) return format.widen(which === 0 ? f16FromInt(left) : f16FromNumber(left >>> 0));
      return which === 0 ? f32FromInt(left) : f32FromUint(left);
    default:
      return unknown(word, pc);
  }
}
