/** From the IR's debug records to ours: what each says of its variable, as words of LIR values. */
import type { DebugRecord, Instruction, MDNode, Metadata, Value } from '../ir/model.js';
import { type Part, partsOf } from '../lower/data-layout.js';
import type { FunctionLowering } from '../lower/function.js';
import type { LirBlock, LirValue } from '../lower/lir.js';
import { UnsupportedError } from '../lower/unsupported.js';
import { type Statement, type Statements, trackAssignments } from './assignments.js';
import { evaluate, type Fragment, fragmentOf, type Operand, wideTerm, withoutSign } from './expressions.js';
import { nodeOf, sizedTypeOf, variableSize, wordField } from './fields.js';
import { cutPiece, type FunctionVariable, type LirRecord, type LirWhere, type Piece, splitSum } from './records.js';
import type { Term } from './terms.js';

/** Called with what kept a record from saying anything. */
export type OnUnknown = (why: string) => void;

const BYTE = 8;
const WORD_BYTES = 4;
/** Of the kinds of value that expressions compute with. */
const SCALAR = new Set(['int', 'ptr', 'half', 'bfloat', 'float', 'double']);

/** A value's words and where in the value each lies. */
interface Words {
  readonly words: readonly LirWhere[];
  readonly parts: readonly Part[];
  readonly scalar: boolean;
}

class Unknown extends Error {}

/** Collects the records of a function while it is lowered. */
export class RecordCollector {
  private readonly variables = new Map<MDNode, Map<MDNode | undefined, FunctionVariable>>();
  private readonly noted: { block: LirBlock; after: LirValue | undefined; statement: Statement }[] = [];
  private readonly statements: Statements | undefined;

  constructor(
    private readonly lowering: FunctionLowering,
    private readonly onUnknown: OnUnknown | undefined,
  ) {
    this.statements = trackAssignments(lowering.fn);
  }

  /** What is said before an instruction, which is lowered next. */
  before(inst: Instruction): void {
    const { statements } = this;
    if (statements === undefined) for (const record of inst.records ?? []) this.note({ record, how: 'value' });
    else for (const statement of statements.before.get(inst) ?? []) this.note(statement);
  }

  /** What is said behind an instruction that was just lowered. */
  after(inst: Instruction): void {
    for (const statement of this.statements?.after.get(inst) ?? []) this.note(statement);
  }

  private note(statement: Statement): void {
    const { block } = this.lowering.build;
    this.noted.push({ block, after: block.insts.at(-1), statement });
  }

  /** Hangs all records on the instructions that follow them, when everything is lowered. */
  attach(): void {
    const positions = new Map<LirBlock, Map<LirValue, number>>();
    for (const { block, after, statement } of this.noted) {
      const made = this.translate(statement);
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
      if (anchor === undefined) continue;
      if (anchor.records === undefined) anchor.records = [made];
      else (anchor.records as LirRecord[]).push(made);
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
      variable = { node, inlinedAt, size: variableSize(node) };
      byCall.set(inlinedAt, variable);
    }
    return variable;
  }

  private translate({ record, how, part }: Statement): LirRecord | undefined {
    const node = nodeOf(record.variable);
    if (record.record === 'label' || node === undefined || node.name !== 'DILocalVariable') return undefined;
    const inlinedAt = record.location === undefined ? undefined : nodeOf(record.location.fields.get('inlinedAt'));
    const variable = this.variable(node, inlinedAt);
    const fragment = fragmentOf(record.expression);
    let pieces: readonly Piece<LirWhere>[] = [];
    if (how !== 'nothing' && fragment !== null) {
      try {
        pieces = this.pieces(record, how, variable, fragment);
      } catch (error) {
        if (!(error instanceof Unknown) && !(error instanceof UnsupportedError)) throw error;
        this.onUnknown?.(error.message);
      }
    }
    // Of a fragment that is no whole number of bytes nothing is said, nor of the rest.
    const extent = part ?? fragment ?? undefined;
    if (extent === undefined) return { variable, pieces };
    const [from, to] = [extent.offset, extent.offset + extent.size];
    return { variable, from, to, pieces: within(pieces, variable, from, to) };
  }

  private pieces(
    record: DebugRecord,
    how: 'memory' | 'value',
    variable: FunctionVariable,
    fragment: Fragment | undefined,
  ): Piece<LirWhere>[] {
    const extent = fragment === undefined ? {} : { offset: fragment.offset, size: fragment.size };
    if (how === 'memory' || record.record === 'declare') {
      const { assignment } = record;
      const address = how === 'memory' ? assignment?.address : record.value;
      const expression = how === 'memory' ? assignment?.addressExpression : record.expression;
      const outcome = evaluate<LirWhere>(withValue(expression), this.operands(address));
      if (outcome.kind !== 'value')
        throw new Unknown(outcome.kind === 'unknown' ? outcome.why : 'a damaged expression');
      const place = memoryAt(outcome.operand.term);
      // The address is that of the fragment; of what else there is of the variable in memory it is as far away.
      if (how === 'memory') return [{ ...place, deref: (place.deref ?? 0) - (fragment?.offset ?? 0) }];
      return [{ ...extent, ...place }];
    }
    const operands = this.operands(record.value);
    const outcome = evaluate<LirWhere>(record.expression, operands);
    if (outcome.kind === 'unknown') {
      // Aggregates have no place in expressions, but may stand alone.
      if (isNothing(record.value)) throw new Unknown('the front-end optimised it away');
      if (operands.length > 0 || !isPlain(record.expression)) throw new Unknown(outcome.why);
      return this.wordPieces(this.words(record.value), variable, fragment);
    }
    if (outcome.kind === 'memory') return [{ ...extent, ...memoryAt(outcome.address.term) }];
    const size = fragment?.size ?? variable.size;
    const single = outcome.plain ? this.words(record.value) : undefined;
    if (single !== undefined && single.words.length > 1) return this.wordPieces(single, variable, fragment);
    if (!outcome.plain && (size ?? 0) > 4 * WORD_BYTES) throw new Unknown('a computed value of more than 128 bits');
    // A block that is filled with zeros is assigned one zero byte.
    const { term: only } = outcome.operand;
    const cleared = record.record === 'assign' && only.kind === 'constant' && only.value === 0;
    const term = cleared ? only : widened(outcome.operand, variable, size);
    if (size !== undefined && size > WORD_BYTES) return [{ ...extent, where: term }];
    const { where, add } = splitSum<LirWhere>(term);
    return [{ ...extent, where, ...(add === 0 ? {} : { add }) }];
  }

  /** Each word of a value is a piece of the variable. */
  private wordPieces(
    { words, parts }: Words,
    variable: FunctionVariable,
    fragment: Fragment | undefined,
  ): Piece<LirWhere>[] {
    const base = fragment?.offset ?? 0;
    const size = fragment?.size ?? variable.size ?? Number.POSITIVE_INFINITY;
    const last = parts.at(-1);
    if (last === undefined) throw new Unknown('an operand that has no value');
    return words.flatMap((where, i): Piece<LirWhere>[] => {
      const { offset, bits } = parts[i] as Part;
      const bytes = Math.min(Math.ceil(bits / BYTE), size - offset);
      if (!Number.isInteger(offset) || bytes <= 0) return [];
      return [{ offset: base + offset, size: bytes, where }];
    });
  }

  /** The values of a record, as expressions take them; none when they are not known or no numbers. */
  private operands(value: Value | Metadata | undefined): Operand<LirWhere>[] {
    if (value === undefined) return [];
    if (value.kind === 'list') {
      const operands = value.items.map((item) => (typeof item === 'object' ? this.operands(item)[0] : undefined));
      return operands.every((operand) => operand !== undefined) ? operands : [];
    }
    const { words, parts, scalar } = this.words(value);
    const [low, second, third, fourth] = words;
    if (!scalar || low === undefined || words.length > 4) return [];
    const bits = parts.reduce((sum, part) => sum + part.bits, 0);
    const pair = (a: LirWhere, b: LirWhere | undefined): Term<LirWhere> =>
      b === undefined ? a : { kind: 'computed', operation: 'pair', args: [a, b] };
    const term = third === undefined ? pair(low, second) : wideTerm<LirWhere>(pair(low, second), pair(third, fourth));
    return [{ term, bits }];
  }

  /** The words of a value, low one first; none when they are not known. */
  private words(value: Value | Metadata | undefined): Words {
    const none: Words = { words: [], parts: [], scalar: true };
    if (value === undefined) return none;
    let words: readonly LirValue[] | undefined;
    let type: Value['type'];
    switch (value.kind) {
      case 'node':
      case 'string':
      case 'metadata':
      case 'asm':
      case 'undef':
      case 'poison':
      case 'none':
        return none;
      case 'list':
        return none;
      case 'value':
        return this.words(value.value);
      case 'argument':
      case 'instruction':
        words = this.lowering.known(value);
        type = value.type;
        break;
      default:
        words = this.lowering.constantWords(value);
        type = value.type;
    }
    if (words === undefined) return none;
    const parts = partsOf(type);
    return { words: words.map((word) => whereOf(word)), parts, scalar: SCALAR.has(type.kind) };
  }
}

/** Whether a record has no value, or one of its values is gone. */
function isNothing(value: Value | Metadata | undefined): boolean {
  if (value === undefined) return true;
  if (value.kind === 'value') return isNothing(value.value);
  if (value.kind === 'list') return value.items.some((item) => typeof item === 'object' && isNothing(item));
  return value.kind === 'node' || value.kind === 'undef' || value.kind === 'poison';
}

/** Whether an expression says nothing but a fragment. */
function isPlain(expression: Metadata | undefined): boolean {
  return (
    expression?.kind === 'list' && (expression.items.length === 0 || expression.items[0] === 'DW_OP_LLVM_fragment')
  );
}

/** An expression of an address, which is a value. */
function withValue(expression: Metadata | undefined): Metadata | undefined {
  if (expression?.kind !== 'list' || expression.items.length === 0) return expression;
  const at = expression.items.indexOf('DW_OP_LLVM_fragment');
  const items = at < 0 ? expression.items : expression.items.slice(0, at);
  return items.length === 0 ? undefined : { ...expression, items: [...items, 'DW_OP_stack_value'] };
}

function memoryAt(address: Term<LirWhere>): Piece<LirWhere> {
  const { where, add } = splitSum<LirWhere>(address);
  return { where, deref: add };
}

/** A value for a variable that has more bits: only a truth value is surely filled with zeros. */
function widened(
  { term, bits }: Operand<LirWhere>,
  { node }: FunctionVariable,
  size: number | undefined,
): Term<LirWhere> {
  if (size === undefined || bits >= BYTE * size) return term;
  const type = sizedTypeOf(node);
  const truth = type !== undefined && wordField(type, 'encoding') === 'DW_ATE_boolean';
  if (!truth) throw new Unknown('a value that is narrower than the variable');
  if (term.kind === 'constant') return { kind: 'constant', value: Number(BigInt.asUintN(bits, BigInt(term.value))) };
  return withoutSign<LirWhere>(term, bits);
}

/** The pieces, or their parts, between two bytes of a variable. */
function within(
  pieces: readonly Piece<LirWhere>[],
  variable: FunctionVariable,
  from: number,
  to: number,
): readonly Piece<LirWhere>[] {
  return pieces.flatMap((piece) => {
    const start = piece.offset ?? 0;
    const length = piece.size ?? variable.size;
    if (length === undefined) return [];
    const end = start + length;
    if (start >= to || end <= from) return [];
    return [cutPiece(piece, [start, end], [Math.max(start, from), Math.min(end, to)])];
  });
}

/** What a LIR value is; leaves are no registers. */
function whereOf(value: LirValue): LirWhere {
  if (value.op === 'const') return { kind: 'constant', value: value.imm };
  if (value.op === 'sym' && value.sym !== undefined) return { kind: 'symbol', symbol: value.sym, value: value.imm };
  if (value.op === 'frame' && value.frame !== undefined)
    return { kind: 'frame', frame: value.frame, offset: value.imm };
  return { kind: 'value', value };
}
