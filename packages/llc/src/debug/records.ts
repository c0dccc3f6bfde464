/**
 * Variables of the source on their way through the back-end. A record says what a variable is from an instruction on; it hangs on that
 * instruction (anchors.ts), first with LIR values, after selection with virtual registers, after allocation as places.
 */
import type { DebugRecord, MDList, MDNode, Metadata, Value } from '../ir/model.js';
import type { FunctionLowering } from '../lower/function.js';
import type { LirBlock, LirValue } from '../lower/lir.js';
import type { FrameRef, Reg } from '../mir/machine.js';
import { countField, nodeField, nodeOf } from './fields.js';

/** A variable of a function, or of one inlined call in it. */
export interface FunctionVariable {
  /** DILocalVariable. */
  readonly node: MDNode;
  readonly inlinedAt: MDNode | undefined;
}

/** What is known of a part of a variable. Without `offset` and `size` it is the whole; they count bytes. */
export interface Piece<Where> {
  readonly offset?: number;
  readonly size?: number;
  readonly where: Where;
  /** The variable's value is that plus this. */
  readonly add?: number;
  /** The variable lies in memory at that plus this. */
  readonly deref?: number;
}

export type KnownWhere =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'symbol'; readonly symbol: string; readonly value: number }
  /** The address of something in the frame. */
  | { readonly kind: 'frame'; readonly frame: FrameRef; readonly offset: number };

export type LirWhere = KnownWhere | { readonly kind: 'value'; readonly value: LirValue };
export type MachineWhere = KnownWhere | { readonly kind: 'register'; readonly register: Reg };
/** After allocation; `slot` is a frame object that holds the value. */
export type PlacedWhere = MachineWhere | { readonly kind: 'slot'; readonly slot: number };

/** From here on the variable, or the bytes `from` to `to` of it, is this; nothing is known of it without pieces. */
export interface VariableRecord<Where> {
  readonly variable: FunctionVariable;
  readonly from?: number;
  readonly to?: number;
  readonly pieces: readonly Piece<Where>[];
}
export type LirRecord = VariableRecord<LirWhere>;
export type MachineRecord = VariableRecord<MachineWhere>;
/** The whole of what is known of a variable before an instruction; null: nothing is known of any but those that follow. */
export type PlacedVariable = {
  readonly variable: FunctionVariable;
  readonly pieces: readonly Piece<PlacedWhere>[];
} | null;

/** Names and qualifiers between a variable and its type are followed this far. */
const TYPE_STEPS = 50;
const SIZE_MAX = 0x7fff_ffff;
const WORD_BYTES = 4;
const WORD_BITS = 32n;
/** Of the kinds of value that have words in the order of memory. */
const SCALAR = new Set(['int', 'ptr', 'half', 'float', 'double']);

/** Collects the records of a function while it is lowered. */
export class RecordCollector {
  private readonly variables = new Map<MDNode, Map<MDNode | undefined, FunctionVariable>>();
  private readonly noted: { block: LirBlock; after: LirValue | undefined; record: DebugRecord }[] = [];

  constructor(private readonly lowering: FunctionLowering) {}

  /** Records that stand before what is lowered next. */
  note(records: readonly DebugRecord[]): void {
    const { block } = this.lowering.build;
    for (const record of records) this.noted.push({ block, after: block.insts.at(-1), record });
  }

  /** Hangs all records on the instructions that follow them, when everything is lowered. */
  attach(): void {
    const positions = new Map<LirBlock, Map<LirValue, number>>();
    for (const { block, after, record } of this.noted) {
      const made = this.translate(record);
      if (made === undefined) continue;
      let at = 0;
      if (after !== undefined) {
        let known = positions.get(block);
        if (known === undefined) {
          known = new Map(block.insts.map((inst, i) => [inst, i]));
          positions.set(block, known);
        }
        at = (known.get(after) ?? -1) + 1;
      }
      while (block.insts[at]?.op === 'phi') at++;
      const anchor = block.insts[at];
      if (anchor !== undefined) anchor.records = [...(anchor.records ?? []), made];
    }
  }

  private variable(node: MDNode, inlinedAt: MDNode | undefined): FunctionVariable {
    let byCall = this.variables.get(node);
    if (byCall === undefined) {
      byCall = new Map();
      this.variables.set(node, byCall);
    }
    let variable = byCall.get(inlinedAt);
    if (variable === undefined) {
      variable = { node, inlinedAt };
      byCall.set(inlinedAt, variable);
    }
    return variable;
  }

  private translate(record: DebugRecord): LirRecord | undefined {
    const node = nodeOf(record.variable);
    if (record.record === 'label' || node === undefined || node.name !== 'DILocalVariable') return undefined;
    const inlinedAt = record.location === undefined ? undefined : nodeOf(record.location.fields.get('inlinedAt'));
    const variable = this.variable(node, inlinedAt);
    const expression = readExpression(record.expression);
    const extent =
      expression?.size === undefined ? {} : { from: expression.offset, to: (expression.offset ?? 0) + expression.size };
    const readable = expression !== undefined && (expression.bits >= 64 || expression.bits >= sizeInBits(node));
    const words = readable ? this.words(record.value) : [];
    const pieces = expression === undefined ? [] : combine(words, expression, record.record === 'declare');
    return { variable, ...extent, pieces } as LirRecord;
  }

  /** The words of a record's value, low one first; none when they are not known. */
  private words(value: Value | Metadata | undefined): LirWhere[] {
    if (value === undefined) return [];
    switch (value.kind) {
      case 'argument':
      case 'instruction':
        if (!SCALAR.has(value.type.kind)) return [];
        return (this.lowering.known(value) ?? []).map((word) => whereOf(word));
      case 'int':
        return constantWords(value.value, value.type.kind === 'int' ? value.type.bits : 32);
      case 'fp':
        return constantWords(value.bits, value.type.kind === 'double' ? 64 : 32);
      case 'null':
        return value.type.kind === 'ptr' ? [{ kind: 'constant', value: 0 }] : [];
      case 'global':
      case 'function':
      case 'alias':
        return [{ kind: 'symbol', symbol: value.name, value: 0 }];
      case 'list': {
        const [item] = value.items;
        const single = value.items.length === 1 && typeof item === 'object' ? item : undefined;
        return single === undefined ? [] : this.words(single);
      }
      case 'value':
        return this.words(value.value);
      default:
        return [];
    }
  }
}

/** Bits of a variable's type; more than any conversion's when it is not known. */
function sizeInBits(variable: MDNode): number {
  let type = nodeField(variable, 'type');
  for (let step = 0; type !== undefined && step < TYPE_STEPS; step++) {
    const size = countField(type, 'size', SIZE_MAX) ?? 0;
    if (size > 0) return size;
    type = nodeField(type, 'baseType');
  }
  return SIZE_MAX;
}

function constantWords(bits: bigint, width: number): LirWhere[] {
  const count = Math.max(1, Math.ceil(width / Number(WORD_BITS)));
  return Array.from({ length: count }, (_, i) => ({
    kind: 'constant',
    value: Number(BigInt.asIntN(32, bits >> (WORD_BITS * BigInt(i)))),
  }));
}

/** What a LIR value is; leaves are no registers. */
function whereOf(value: LirValue): LirWhere {
  if (value.op === 'const') return { kind: 'constant', value: value.imm };
  if (value.op === 'sym' && value.sym !== undefined) return { kind: 'symbol', symbol: value.sym, value: value.imm };
  if (value.op === 'frame' && value.frame !== undefined)
    return { kind: 'frame', frame: value.frame, offset: value.imm };
  return { kind: 'value', value };
}

/** A DIExpression that can be said with `add`, `deref` and a piece. */
interface Expression {
  add: number;
  deref: number | undefined;
  /** Bytes of the fragment. */
  offset?: number;
  size?: number;
  /** Bits that are right: conversions on the way keep no more. */
  bits: number;
}

const OFFSET_MAX = 1n << 31n;

/** Reads an expression; undefined when it says more than we can. */
function readExpression(metadata: Metadata | undefined): Expression | undefined {
  const items = (metadata as MDList | undefined)?.items ?? [];
  const result: Expression = { add: 0, deref: undefined, bits: Number.POSITIVE_INFINITY };
  /** Adds to what has been computed so far. */
  const plus = (n: unknown, sign: 1n | -1n): boolean => {
    if (typeof n !== 'bigint' || n >= OFFSET_MAX || n <= -OFFSET_MAX) return false;
    const by = Number(n * sign);
    if (result.deref === undefined) result.add += by;
    else result.deref += by;
    return Math.abs(result.deref ?? result.add) < Number(OFFSET_MAX);
  };
  for (let i = 0; i < items.length; ) {
    const op = items[i++];
    switch (op) {
      case 'DW_OP_plus_uconst':
        if (!plus(items[i++], 1n)) return undefined;
        break;
      case 'DW_OP_constu':
      case 'DW_OP_consts': {
        const n = items[i++];
        const then = items[i++];
        if (then !== 'DW_OP_plus' && then !== 'DW_OP_minus') return undefined;
        if (!plus(n, then === 'DW_OP_plus' ? 1n : -1n)) return undefined;
        break;
      }
      case 'DW_OP_deref':
        // A second one would need another step.
        if (result.deref !== undefined) return undefined;
        result.deref = result.add;
        result.add = 0;
        break;
      case 'DW_OP_LLVM_convert': {
        // Sums are right in the low bits whatever was cut off or extended above them.
        const width = items[i++];
        i++;
        if (typeof width !== 'bigint' || result.deref !== undefined) return undefined;
        result.bits = Math.min(result.bits, Number(width));
        break;
      }
      case 'DW_OP_stack_value':
        // The value itself, not what lies there.
        if (result.deref !== undefined) return undefined;
        break;
      case 'DW_OP_LLVM_arg':
        if (items[i++] !== 0n) return undefined;
        break;
      case 'DW_OP_LLVM_fragment': {
        const offset = items[i++];
        const size = items[i++];
        if (typeof offset !== 'bigint' || typeof size !== 'bigint' || offset % 8n !== 0n || size % 8n !== 0n)
          return undefined;
        if (size === 0n || offset + size > OFFSET_MAX) return undefined;
        result.offset = Number(offset / 8n);
        result.size = Number(size / 8n);
        break;
      }
      default:
        return undefined;
    }
  }
  return result;
}

/** The pieces of a variable whose value is made of words by an expression. */
function combine(words: readonly LirWhere[], expression: Expression, declared: boolean): Piece<LirWhere>[] {
  const { add, offset, size } = expression;
  let { deref } = expression;
  if (declared) {
    // The value is an address already.
    if (deref !== undefined) return [];
    deref = add;
  }
  const [first] = words;
  if (first === undefined) return [];
  const part = size === undefined ? {} : { offset: offset ?? 0, size };
  if (words.length === 1)
    return [{ ...part, where: first, ...(deref !== undefined ? { deref } : add !== 0 ? { add } : {}) }];
  if (deref !== undefined || add !== 0) return [];
  const bytes = size ?? words.length * WORD_BYTES;
  return words.flatMap((where, i) => {
    const from = i * WORD_BYTES;
    const length = Math.min(WORD_BYTES, bytes - from);
    return length <= 0 ? [] : [{ offset: (offset ?? 0) + from, size: length, where }];
  });
}

/** Puts registers for values; what was never computed is not known. */
export function withRegisters(record: LirRecord, registerOf: (value: LirValue) => Reg | undefined): MachineRecord {
  const pieces = record.pieces.flatMap((piece): Piece<MachineWhere>[] => {
    const { where } = piece;
    if (where.kind !== 'value') return [{ ...piece, where }];
    const register = registerOf(where.value);
    if (register !== undefined) return [{ ...piece, where: { kind: 'register', register } }];
    // Its users may have computed it themselves from something that has a register.
    const { op, args } = where.value;
    const [base, by] = args;
    const inner = op === 'add' && by?.op === 'const' && base !== undefined ? registerOf(base) : undefined;
    if (inner === undefined || by === undefined) return [];
    const moved =
      piece.deref !== undefined ? { deref: (piece.deref + by.imm) | 0 } : { add: ((piece.add ?? 0) + by.imm) | 0 };
    return [{ ...piece, ...moved, where: { kind: 'register', register: inner } }];
  });
  return { ...record, pieces };
}

/** What is known of a variable after a record, given what was before it. */
export function applyRecord(
  before: readonly Piece<MachineWhere>[],
  record: MachineRecord,
): readonly Piece<MachineWhere>[] {
  const { from, to } = record;
  if (from === undefined || to === undefined) return record.pieces;
  const rest = before.filter(
    ({ offset, size }) => offset !== undefined && size !== undefined && (offset >= to || offset + size <= from),
  );
  return [...rest, ...record.pieces];
}
