/** The variables of a finished function: for each the ranges of code in which it is known where it is, as `.debug local` lines. */
import type { DirectiveLocal } from '@hsx/image';
import type { MDNode } from '../ir/model.js';
import type { MInst } from '../mir/machine.js';
import { Claims, VariableNumbers } from './claims.js';
import { blockDepth, countField, nodeField, textField } from './fields.js';
import type { FinalCode } from './function.js';
import { type FrameOffsets, type Place, placeOf } from './locations.js';
import { type DebugModule, directiveLines } from './module.js';
import { type FunctionVariable, type Piece, type PlacedWhere, registersIn } from './records.js';

type Location = DirectiveLocal['locations'][number];

interface Span {
  readonly piece: Piece<PlacedWhere>;
  readonly from: number;
}

interface History {
  readonly open: Map<string, Span>;
  readonly done: { piece: Piece<PlacedWhere>; from: number; to: number }[];
}

/** Lines about all variables of a function. `callers[i]` has the registers that hold the caller's values before instruction i. */
export function localLines(
  code: FinalCode,
  module: DebugModule,
  frame: FrameOffsets,
  callers: readonly number[],
): string[] {
  const histories = new Histories(callers).follow(code);
  for (const { variable, pieces } of code.fn.declared ?? []) {
    const done = pieces.map((piece) => ({ piece, from: 0, to: code.insts.length }));
    histories.set(variable, { open: new Map(), done });
  }
  return [...histories].flatMap(([variable, { done }]) =>
    localLine(
      code,
      module,
      variable,
      done.flatMap(({ piece, from, to }) => {
        const place = placeOf(piece, variable, frame);
        return place === undefined ? [] : [{ place, from, to }];
      }),
    ),
  );
}

/** Goes through the final instructions and notes from where to where each piece of each variable is known. */
class Histories {
  private readonly histories = new Map<FunctionVariable, History>();
  private readonly changed = new Set<number>();
  private readonly numbers = new VariableNumbers();
  private readonly claims = new Claims(this.numbers, (number) => this.changed.add(number));

  constructor(private readonly callers: readonly number[]) {}

  follow({ insts, fn }: FinalCode): Map<FunctionVariable, History> {
    const { claims, callers } = this;
    const starts = new Set(fn.blocks.map((block) => block.insts[0]));
    insts.forEach((inst, i) => {
      const start = starts.has(inst);
      if (start && inst.places?.some((entry) => 'shown' in entry) !== true) claims.clear();
      claims.advance(start ? undefined : insts[i - 1], inst);
      if (i > 0 && callers[i] !== callers[i - 1])
        for (const number of claims.needingAny((callers[i] ?? 0) ^ (callers[i - 1] ?? 0))) this.changed.add(number);
      this.showChanges(i);
    });
    claims.clear();
    this.showChanges(insts.length);
    return this.histories;
  }

  private showChanges(index: number): void {
    for (const number of this.changed) this.show(number, index);
    this.changed.clear();
  }

  private show(number: number, index: number): void {
    const variable = this.numbers.list[number] as FunctionVariable;
    let history = this.histories.get(variable);
    if (history === undefined) {
      history = { open: new Map(), done: [] };
      this.histories.set(variable, history);
    }
    const callers = this.callers[index] ?? 0;
    const pieces = this.claims.known.get(number) ?? [];
    const [only] = pieces;
    // Most are one piece that is said again.
    if (only !== undefined && pieces.length === 1 && history.open.size === 1 && (registersIn(only) & callers) === 0) {
      const [span] = history.open.values();
      if (span?.piece === only) return;
    }
    const now = new Map<string, Piece<PlacedWhere>>();
    for (const piece of pieces) if ((registersIn(piece) & callers) === 0) now.set(keyOf(piece), piece);
    for (const [text, span] of history.open) {
      if (now.has(text)) continue;
      if (span.from < index) history.done.push({ piece: span.piece, from: span.from, to: index });
      history.open.delete(text);
    }
    for (const [text, piece] of now) if (!history.open.has(text)) history.open.set(text, { piece, from: index });
  }
}

/** The same for pieces that say the same. */
function keyOf({ offset, size, where, add, deref }: Piece<PlacedWhere>): string {
  const what =
    where.kind === 'register'
      ? where.register
      : where.kind === 'slot'
        ? where.slot
        : where.kind === 'frame'
          ? `${where.frame}+${where.offset}`
          : where.kind === 'symbol'
            ? `${where.value} ${where.symbol}`
            : where.kind === 'constant'
              ? where.value
              : JSON.stringify(where);
  return `${where.kind} ${offset} ${size} ${add} ${deref} ${what}`;
}

function localLine(
  code: FinalCode,
  module: DebugModule,
  { node, inlinedAt }: FunctionVariable,
  done: readonly { place: Place; from: number; to: number }[],
): string[] {
  const scope = nodeField(node, 'scope');
  const type = module.types.id(nodeField(node, 'type'));
  const parameter = countField(node, 'arg', 255);
  const inline = module.callsAround(scope, inlinedAt).at(-1)?.instance;
  const visible = visibleIn(code, module, inlinedAt, scope);
  const locations: Location[] = [];
  for (const { place, from, to } of [...done].sort((a, b) => a.from - b.from || a.to - b.to))
    for (let i = firstBehind(visible, from); i < visible.length && (visible[i] as number) < to; i += 2) {
      const start = Math.max(from, visible[i] as number);
      const end = Math.min(to, visible[i + 1] as number);
      if (start < end) locations.push({ range: code.range(start, end), ...place });
    }
  const fact: DirectiveLocal = {
    function: code.fn.name,
    name: textField(node, 'name') ?? '',
    ...(type === undefined ? {} : { type_id: type }),
    ...(parameter === undefined || parameter === 0 ? {} : { parameter: parameter - 1 }),
    line: countField(node, 'line', 0x7fff_ffff) ?? 0,
    depth: Math.min(65_535, blockDepth(scope)),
    ...(inline === undefined ? {} : { inline }),
    locations,
  };
  return directiveLines('local', fact, 'locations');
}

/** Index of the first of some ranges (from, to, from, to) that ends behind a place. */
function firstBehind(ranges: readonly number[], at: number): number {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[2 * middle + 1] as number) > at) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}

/** The instructions of the block that declares a variable, as from, to, from, to; all for the function's own. */
function visibleIn(
  code: FinalCode,
  module: DebugModule,
  inlinedAt: MDNode | undefined,
  scope: MDNode | undefined,
): readonly number[] {
  if (scope === undefined || (inlinedAt === undefined && scope.name === 'DISubprogram')) return [0, code.insts.length];
  return code.scopes(module).get(scope)?.get(inlinedAt) ?? [];
}

/** The instructions of every scope, by scope and inlined call, as from, to, from, to. */
export type ScopeRanges = ReadonlyMap<MDNode, ReadonlyMap<MDNode | undefined, readonly number[]>>;

/** Finds the instructions that belong to each scope of the source or to one inside it. */
export function scopeRanges(insts: readonly MInst[], module: DebugModule): ScopeRanges {
  const found = new Map<MDNode, Map<MDNode | undefined, number[]>>();
  const add = (node: MDNode, inlinedAt: MDNode | undefined, from: number, to: number): void => {
    let byCall = found.get(node);
    if (byCall === undefined) {
      byCall = new Map();
      found.set(node, byCall);
    }
    const list = byCall.get(inlinedAt);
    if (list === undefined) byCall.set(inlinedAt, [from, to]);
    else if (list.at(-1) === from) list[list.length - 1] = to;
    else list.push(from, to);
  };
  for (let from = 0; from < insts.length; ) {
    const scope = insts[from]?.loc?.scope;
    let to = from + 1;
    while (to < insts.length && insts[to]?.loc?.scope === scope) to++;
    if (scope !== undefined)
      for (const { node, inlinedAt } of module.scopesAround(scope)) add(node, inlinedAt, from, to);
    from = to;
  }
  return found;
}
