/**
 * The reference evaluator: executes one instruction from its meaning in the table. It is the second opinion that the
 * engines are compared with, written to be read, not to be fast.
 */
import { f16Add, f16Compare, f16Div, f16FromInt, f16Mul, f16Sub, f16ToInt } from './binary16.js';
import {
  f16ToF32,
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
} from './binary32.js';
import { conditionHolds, PSW_C, PSW_E, PSW_FLAGS, PSW_N, PSW_V, PSW_Z } from './conditions.js';
import { type Decoded, decode } from './encoding.js';
import type { FaultName } from './errors.js';
import type { BinaryOperator, Expr, FlagName, Flags, MachineValue, UnaryOperator } from './semantics.js';

/** The state of one task that an instruction can see. All numbers are unsigned 32-bit. */
export interface EvaluatorState {
  /** R0..R15. */
  readonly regs: Uint32Array;
  pc: number;
  sp: number;
  psw: number;
  /** Bytes of code, a multiple of 4. */
  readonly codeLength: number;
  /** The instruction word at a multiple of 4 below `codeLength`. */
  readonly fetch: (address: number) => number;
  /** Data space; byte 0 is data address `memoryStart`. It reaches at least to `stackLimit`. */
  readonly memory: DataView;
  /** 0 when absent. */
  readonly memoryStart?: number;
  /** The bounds of abi-and-memory.md §4. */
  readonly roBase: number;
  readonly dataBase: number;
  readonly stackBase: number;
  readonly stackLimit: number;
  /** Whether the image has capability bit 16; without it extended opcodes fault ILLEGAL. */
  readonly ext: boolean;
}

/** How an instruction ended. `ok`, `svc` and `break` have retired; after a fault only psw.E has changed. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'svc'; readonly id: number }
  | { readonly kind: 'break'; readonly code: number }
  | { readonly kind: 'fault'; readonly fault: FaultName };

const BINARY: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: Math.imul,
  mulhs: (a, b) => Number((BigInt(a | 0) * BigInt(b | 0)) >> 32n),
  mulhu: (a, b) => Number((BigInt(a) * BigInt(b)) >> 32n),
  divs: (a, b) => Math.trunc((a | 0) / (b | 0)),
  rems: (a, b) => (a | 0) % (b | 0),
  divu: (a, b) => Math.floor(a / b),
  remu: (a, b) => a % b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr: (a, b) => a >>> b,
  sar: (a, b) => a >> b,
  eq: (a, b) => (a === b ? 1 : 0),
  ne: (a, b) => (a !== b ? 1 : 0),
  ltu: (a, b) => (a < b ? 1 : 0),
  geu: (a, b) => (a >= b ? 1 : 0),
  f16add: f16Add,
  f16sub: f16Sub,
  f16mul: f16Mul,
  f16div: f16Div,
  f16cmp: f16Compare,
  f32add: f32Add,
  f32sub: f32Sub,
  f32mul: f32Mul,
  f32div: f32Div,
  f32cmp: f32Compare,
};

const UNARY: Readonly<Record<UnaryOperator, (a: number) => number>> = {
  not: (a) => ~a,
  sx8: (a) => (a << 24) >> 24,
  sx16: (a) => (a << 16) >> 16,
  i32_f16: f16FromInt,
  f16_i32: f16ToInt,
  f32sqrt: f32Sqrt,
  i32_f32: f32FromInt,
  u32_f32: f32FromUint,
  f32_i32: f32ToInt,
  f32_u32: f32ToUint,
  f32_f16: f32ToF16,
  f16_f32: f16ToF32,
};

const FLAG_BITS: Readonly<Record<FlagName, number>> = { z: PSW_Z, n: PSW_N, c: PSW_C, v: PSW_V };

function machineValue(state: EvaluatorState, decoded: Decoded, name: MachineValue): number {
  switch (name) {
    case 'pc':
      return state.pc;
    case 'next':
      return state.pc + decoded.size;
    case 'sp':
      return state.sp;
    case 'psw':
      return state.psw;
    case 'code_len':
      return state.codeLength;
    case 'ro_base':
      return state.roBase;
    case 'data_base':
      return state.dataBase;
    case 'stack_base':
      return state.stackBase;
    case 'stack_limit':
      return state.stackLimit;
  }
}

/** Evaluates expressions in the state before the instruction. Every value is reduced to an unsigned word. */
class Scope {
  readonly locals = new Map<string, number>();

  constructor(
    private readonly state: EvaluatorState,
    private readonly decoded: Decoded,
  ) {}

  value(expr: Expr): number {
    return this.raw(expr) >>> 0;
  }

  flags(flags: Flags): number {
    let psw = 0;
    for (const name of ['z', 'n', 'c', 'v'] as const) if (this.value(flags[name]) !== 0) psw |= FLAG_BITS[name];
    return psw;
  }

  private raw(expr: Expr): number {
    const { state, decoded } = this;
    switch (expr.kind) {
      case 'const':
        return expr.value;
      case 'operand':
        return decoded[expr.name];
      case 'register':
        return state.regs[decoded[expr.field]] as number;
      case 'machine':
        return machineValue(state, decoded, expr.name);
      case 'local': {
        const value = this.locals.get(expr.name);
        if (value === undefined) throw new Error(`${decoded.insn.mnemonic}: ${expr.name} is used before its let`);
        return value;
      }
      case 'flag':
        return (state.psw & FLAG_BITS[expr.name]) !== 0 ? 1 : 0;
      case 'binary':
        return BINARY[expr.op](this.value(expr.a), this.value(expr.b));
      case 'unary':
        return UNARY[expr.op](this.value(expr.a));
      case 'select':
        return this.value(this.value(expr.when) !== 0 ? expr.then : expr.otherwise);
      case 'holds':
        return conditionHolds(expr.cc === 'operand' ? decoded.cc : expr.cc, this.flags(expr.flags)) ? 1 : 0;
      case 'load': {
        const at = this.value(expr.address) - (state.memoryStart ?? 0);
        if (expr.bytes === 4) return state.memory.getUint32(at, true);
        if (expr.bytes === 2) return expr.signed ? state.memory.getInt16(at, true) : state.memory.getUint16(at, true);
        return expr.signed ? state.memory.getInt8(at) : state.memory.getUint8(at);
      }
    }
  }
}

function storeBytes(state: EvaluatorState, bytes: 1 | 2 | 4, address: number, value: number): void {
  const at = address - (state.memoryStart ?? 0);
  if (bytes === 4) state.memory.setUint32(at, value, true);
  else if (bytes === 2) state.memory.setUint16(at, value, true);
  else state.memory.setUint8(at, value);
}

/**
 * Executes the instruction at `state.pc`. On a fault nothing but psw.E changes (isa.md §5). The writes are kept back until
 * every step has been evaluated, so all sources are those before the instruction.
 */
export function evaluate(state: EvaluatorState): Outcome {
  const fault = (name: FaultName): Outcome => {
    state.psw = (state.psw | PSW_E) >>> 0;
    return { kind: 'fault', fault: name };
  };
  const { pc, codeLength } = state;
  if (pc >= codeLength) return fault('PC_RANGE');
  const decoded = decode(state.fetch(pc), pc + 4 < codeLength ? state.fetch(pc + 4) : 0);
  if (decoded === undefined || (decoded.insn.level === 'ext' && !state.ext)) return fault('ILLEGAL');

  const scope = new Scope(state, decoded);
  const writes: (() => void)[] = [];
  let next = pc + decoded.size;
  let outcome: Outcome = { kind: 'ok' };
  for (const step of decoded.insn.meaning) {
    switch (step.kind) {
      case 'let':
        scope.locals.set(step.name, scope.value(step.value));
        break;
      case 'fault':
        if (scope.value(step.when) !== 0) return fault(step.fault);
        break;
      case 'flags': {
        const flags = scope.flags(step.flags);
        writes.push(() => {
          state.psw = ((state.psw & ~PSW_FLAGS) | flags) >>> 0;
        });
        break;
      }
      case 'register': {
        const index = step.register === 'R15' ? 15 : decoded[step.register];
        const value = scope.value(step.value);
        writes.push(() => {
          state.regs[index] = value;
        });
        break;
      }
      case 'store': {
        const address = scope.value(step.address);
        const value = scope.value(step.value);
        writes.push(() => storeBytes(state, step.bytes, address, value));
        break;
      }
      case 'sp': {
        const value = scope.value(step.value);
        writes.push(() => {
          state.sp = value;
        });
        break;
      }
      case 'pc':
        next = scope.value(step.value);
        break;
      case 'stop':
        if (scope.value(step.when) !== 0) {
          const code = scope.value(step.code);
          outcome = step.reason === 'svc' ? { kind: 'svc', id: code } : { kind: 'break', code };
        }
        break;
    }
  }
  for (const write of writes) write();
  state.pc = next;
  return outcome;
}
