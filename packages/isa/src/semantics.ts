/**
 * The language in which the table says what an instruction means: expressions over registers, memory, sp, pc and flags, and
 * the steps that check for faults and write results. A meaning is data, so that engines, a C port and the docs can be
 * generated from it; `evaluate.ts` runs it directly.
 *
 * Rules of a meaning:
 * - Steps run in their order. All `fault` steps precede all writes, so a fault leaves everything as it was (isa.md §5), and
 *   the order of the fault steps is the order in which faults apply. ILLEGAL is decided before, by decoding.
 * - No step reads what an earlier one has written: to write at once or to write at the end is the same.
 * - Without a `pc` step the next instruction follows. Values are 32-bit words; sums and addresses wrap at 2^32.
 */
import type { FaultName } from './errors.js';

/** Binary operators. Shift amounts are taken modulo 32; comparisons give 1 or 0. */
export type BinaryOperator =
  | 'add'
  | 'sub'
  | 'mul' // low 32 bits of the product
  | 'mulhs' // high 32 bits of the signed product
  | 'mulhu' // high 32 bits of the unsigned product
  | 'divs' // truncated; 0x80000000 / -1 = 0x80000000; the divisor is not 0
  | 'rems' // sign of the dividend; 0x80000000 rem -1 = 0; the divisor is not 0
  | 'divu'
  | 'remu'
  | 'and'
  | 'or'
  | 'xor'
  | 'shl'
  | 'shr' // zeros enter
  | 'sar' // copies of the sign enter
  | 'eq'
  | 'ne'
  | 'ltu' // unsigned less than
  | 'geu' // unsigned greater or equal
  | 'f16add' // binary16 on the low halves, result zero-extended
  | 'f16sub'
  | 'f16mul'
  | 'f16div'
  | 'f16cmp' // comparison flags as psw bits: Z 1, C 2, N 4, V 8
  | 'f32add'
  | 'f32sub'
  | 'f32mul'
  | 'f32div'
  | 'f32cmp';

/** Unary operators; `sx8`, `sx16` sign-extend the low bits, conversions are named from_to (`i32`, `u32`, `f16`, `f32`). */
export type UnaryOperator =
  | 'not'
  | 'sx8'
  | 'sx16'
  | 'i32_f16'
  | 'f16_i32'
  | 'f32sqrt'
  | 'i32_f32'
  | 'u32_f32'
  | 'f32_i32'
  | 'f32_u32'
  | 'f32_f16'
  | 'f16_f32';

/** A register named by a field of the instruction. */
export type RegisterField = 'rd' | 'rs1' | 'rs2';

/** An operand's own value as `Decoded` gives it: sign-extended where its form is signed; `rs1` is the register's number. */
export type OperandName = 'imm' | 'k' | 'rs1';

/**
 * What the machine knows outside its registers: `pc` of this instruction, `next` = pc + its size, `sp`, `psw`, and the task's
 * bounds (abi-and-memory.md §4).
 */
export type MachineValue =
  | 'pc'
  | 'next'
  | 'sp'
  | 'psw'
  | 'code_len'
  | 'ro_base'
  | 'data_base'
  | 'stack_base'
  | 'stack_limit';

export type FlagName = 'z' | 'n' | 'c' | 'v';

/** The four flags as expressions that are 0 or 1; `rule` names the kind for engines that compute flags lazily. */
export interface Flags {
  readonly rule: 'add' | 'sub' | 'adc' | 'sbc' | 'logic' | 'mul' | 'shift' | 'fcmp' | 'bits' | 'psw';
  readonly z: Expr;
  readonly n: Expr;
  readonly c: Expr;
  readonly v: Expr;
}

export type Expr =
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'operand'; readonly name: OperandName }
  | { readonly kind: 'register'; readonly field: RegisterField }
  | { readonly kind: 'machine'; readonly name: MachineValue }
  /** A value bound by an earlier `let`. */
  | { readonly kind: 'local'; readonly name: string }
  /** The psw's flag as 0 or 1. */
  | { readonly kind: 'flag'; readonly name: FlagName }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'unary'; readonly op: UnaryOperator; readonly a: Expr }
  | { readonly kind: 'select'; readonly when: Expr; readonly then: Expr; readonly otherwise: Expr }
  /** 1 when condition `cc` (a code, or the instruction's own) holds for `flags`. */
  | { readonly kind: 'holds'; readonly cc: number | 'operand'; readonly flags: Flags }
  /** Little-endian load from data space; only after the steps that check the address. */
  | { readonly kind: 'load'; readonly bytes: 1 | 2 | 4; readonly signed: boolean; readonly address: Expr };

export type Step =
  | { readonly kind: 'let'; readonly name: string; readonly value: Expr }
  | { readonly kind: 'fault'; readonly fault: FaultName; readonly when: Expr }
  | { readonly kind: 'flags'; readonly flags: Flags }
  | { readonly kind: 'register'; readonly register: RegisterField | 'R15'; readonly value: Expr }
  | { readonly kind: 'store'; readonly bytes: 1 | 2 | 4; readonly address: Expr; readonly value: Expr }
  | { readonly kind: 'sp'; readonly value: Expr }
  | { readonly kind: 'pc'; readonly value: Expr }
  /** The instruction retires and the run stops, when `when` is not 0. */
  | { readonly kind: 'stop'; readonly reason: 'svc' | 'break'; readonly code: Expr; readonly when: Expr };

/** The steps of one instruction, in order. */
export type Meaning = readonly Step[];

export const constant = (value: number): Expr => ({ kind: 'const', value });
export const operand = (name: OperandName): Expr => ({ kind: 'operand', name });
export const register = (field: RegisterField): Expr => ({ kind: 'register', field });
export const machine = (name: MachineValue): Expr => ({ kind: 'machine', name });
export const local = (name: string): Expr => ({ kind: 'local', name });
export const flag = (name: FlagName): Expr => ({ kind: 'flag', name });
export const binary = (op: BinaryOperator, a: Expr, b: Expr): Expr => ({ kind: 'binary', op, a, b });
export const unary = (op: UnaryOperator, a: Expr): Expr => ({ kind: 'unary', op, a });
export const select = (when: Expr, then: Expr, otherwise: Expr): Expr => ({ kind: 'select', when, then, otherwise });
export const holds = (cc: number | 'operand', flags: Flags): Expr => ({ kind: 'holds', cc, flags });
export const load = (bytes: 1 | 2 | 4, signed: boolean, address: Expr): Expr => ({
  kind: 'load',
  bytes,
  signed,
  address,
});

export const bind = (name: string, value: Expr): Step => ({ kind: 'let', name, value });
export const faultWhen = (fault: FaultName, when: Expr): Step => ({ kind: 'fault', fault, when });
export const setFlags = (flags: Flags): Step => ({ kind: 'flags', flags });
export const setRegister = (target: RegisterField | 'R15', value: Expr): Step => ({
  kind: 'register',
  register: target,
  value,
});
export const store = (bytes: 1 | 2 | 4, address: Expr, value: Expr): Step => ({ kind: 'store', bytes, address, value });
export const setSp = (value: Expr): Step => ({ kind: 'sp', value });
export const setPc = (value: Expr): Step => ({ kind: 'pc', value });
export const stop = (reason: 'svc' | 'break', code: Expr, when: Expr = constant(1)): Step => ({
  kind: 'stop',
  reason,
  code,
  when,
});

const ZERO = constant(0);
const ONE = constant(1);

/** The sign bit as 0 or 1. */
export const signBit = (a: Expr): Expr => binary('shr', a, constant(31));

/** The psw's flags as they are. */
export const PSW: Flags = { rule: 'psw', z: flag('z'), n: flag('n'), c: flag('c'), v: flag('v') };

/** V of a sum `r` of a and b: both have the sign that `r` has not. */
const sumOverflow = (a: Expr, b: Expr, r: Expr): Expr =>
  signBit(binary('and', binary('xor', a, r), binary('xor', b, r)));
/** V of a difference `r` = a - b: a and b differ in sign, and a and `r` do. */
const differenceOverflow = (a: Expr, b: Expr, r: Expr): Expr =>
  signBit(binary('and', binary('xor', a, b), binary('xor', a, r)));

/** Flags of `r` = a + b: C is the carry out of bit 31, V the signed overflow. */
export const addFlags = (a: Expr, b: Expr, r: Expr): Flags => ({
  rule: 'add',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: binary('ltu', r, a),
  v: sumOverflow(a, b, r),
});

/** Flags of `r` = a - b: C means "no borrow". */
export const subFlags = (a: Expr, b: Expr, r: Expr): Flags => ({
  rule: 'sub',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: binary('geu', a, b),
  v: differenceOverflow(a, b, r),
});

/** Flags of `r` = a + b + C, of the true sum of three: either addition may carry. */
export const adcFlags = (a: Expr, b: Expr, r: Expr): Flags => {
  const pair = binary('add', a, b);
  return {
    rule: 'adc',
    z: binary('eq', r, ZERO),
    n: signBit(r),
    c: binary('or', binary('ltu', pair, a), binary('ltu', r, pair)),
    v: sumOverflow(a, b, r),
  };
};

/** Flags of `r` = a - b - (1 - C), of the true difference of three: no borrow needs a > b, or a = b and C. */
export const sbcFlags = (a: Expr, b: Expr, r: Expr): Flags => ({
  rule: 'sbc',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: select(flag('c'), binary('geu', a, b), binary('ltu', b, a)),
  v: differenceOverflow(a, b, r),
});

/** Z and N of `r`, C = V = 0. */
export const logicFlags = (r: Expr): Flags => ({
  rule: 'logic',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: ZERO,
  v: ZERO,
});

/** Flags of the low product `r` = a * b: C when the unsigned, V when the signed product does not fit. */
export const mulFlags = (a: Expr, b: Expr, r: Expr): Flags => ({
  rule: 'mul',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: binary('ne', binary('mulhu', a, b), ZERO),
  v: binary('ne', binary('mulhs', a, b), binary('sar', r, constant(31))),
});

/** Flags of the shift result `r`: C is `lastOut`, or as it was when `amount` is 0; V = 0. */
export const shiftFlags = (r: Expr, amount: Expr, lastOut: Expr): Flags => ({
  rule: 'shift',
  z: binary('eq', r, ZERO),
  n: signBit(r),
  c: select(binary('eq', amount, ZERO), flag('c'), lastOut),
  v: ZERO,
});

/** Flags that lie in a word as in the psw: Z bit 0, C bit 1, N bit 2, V bit 3. */
export function wordFlags(rule: 'fcmp' | 'bits', word: Expr): Flags {
  const bit = (n: number) => binary('and', binary('shr', word, constant(n)), ONE);
  return { rule, z: bit(0), c: bit(1), n: bit(2), v: bit(3) };
}
