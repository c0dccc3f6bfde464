/** The debug data of one finished function: labels and `.cfi` rows among its instructions, `.debug` lines behind it. */

import { symbolText } from '../emit/names.js';
import type { MachineFunction, MBlock, MInst, SourceLocation } from '../mir/machine.js';
import { addFrameRows } from './frame-rows.js';
import { localLines, type ScopeRanges, scopeRanges } from './locals.js';
import type { FrameOffsets } from './locations.js';
import type { DebugModule, InlinedCall } from './module.js';

/** A function's instructions in their final order, with a label wherever one is asked for. */
export class FinalCode {
  readonly insts: MInst[];
  private readonly labels: (string | undefined)[] = [];
  private count = 0;
  private ranges: ScopeRanges | undefined;

  constructor(readonly fn: MachineFunction) {
    this.insts = fn.blocks.flatMap((block) => block.insts);
  }

  /** The label in front of instruction `index`, or that of the function's end. */
  label(index: number): string {
    const inst = this.insts[index];
    if (inst === undefined) return endLabel(this.fn);
    let label = this.labels[index];
    if (label === undefined) {
      label = `.L${this.fn.name}$d${this.count++}`;
      this.labels[index] = label;
      inst.before = [`${symbolText(label)}:`, ...(inst.before ?? [])];
    }
    return label;
  }

  /** The instructions of each scope of the source. */
  scopes(module: DebugModule): ScopeRanges {
    this.ranges ??= scopeRanges(this.insts, module);
    return this.ranges;
  }

  /** The range of instructions from..to (exclusive), as a `.debug` line names it. */
  range(from: number, to: number): [string, string] {
    return [this.label(from), this.label(to)];
  }
}

/** The label behind a function's last instruction. */
function endLabel(fn: MachineFunction): string {
  return `.L${fn.name}$end`;
}

/**
 * Every instruction gets the place of the one before it in its block, or of the next, when it has none of its own. A block without any, such
 * as a trap of several checks, gets that of a branch to it.
 */
function spreadLocations(fn: MachineFunction): void {
  let before: SourceLocation | undefined = fn.loc;
  const branches = new Map<MBlock, SourceLocation | undefined>();
  for (const block of fn.blocks) {
    // A line of 0 says that the code belongs to several lines.
    const known = (inst: MInst): boolean => inst.loc !== undefined && inst.loc.line > 0;
    let at = block.insts.find(known)?.loc ?? branches.get(block) ?? before;
    for (const inst of block.insts) {
      if (known(inst)) at = inst.loc;
      else if (at !== undefined) inst.loc = at;
    }
    before = at;
    for (const next of block.succs) if (!branches.has(next)) branches.set(next, at);
  }
}

/** Adds everything that can be said of a finished function; gives the lines that follow it. */
export function describeFunction(fn: MachineFunction, module: DebugModule, frame: FrameOffsets): string[] {
  spreadLocations(fn);
  const callers = addFrameRows(fn);
  const code = new FinalCode(fn);
  return [...inlineLines(code, module), ...localLines(code, module, frame, callers)];
}

/** One stretch of an inlined call's code. */
interface Stretch {
  readonly call: InlinedCall;
  readonly from: number;
  to: number;
  readonly parent: Stretch | undefined;
}

/** One `.debug inline` for each stretch of each inlined call; it ends where the code leaves the call. */
function inlineLines(code: FinalCode, module: DebugModule): string[] {
  const open: Stretch[] = [];
  const found: Stretch[] = [];
  const close = (depth: number, to: number): void => {
    for (const stretch of open.splice(depth)) stretch.to = to;
  };
  code.insts.forEach((inst, i) => {
    const chain = module.inlinedCalls(inst.loc?.scope);
    let depth = 0;
    while (depth < open.length && open[depth]?.call.instance === chain[depth]?.instance) depth++;
    close(depth, i);
    for (const call of chain.slice(depth)) {
      const stretch = { call, from: i, to: i, parent: open.at(-1) };
      found.push(stretch);
      open.push(stretch);
    }
  });
  close(0, code.insts.length);
  const numbers = new Map<Stretch, number>();
  return found.map((stretch) => {
    const { call, from, to, parent } = stretch;
    const { instance, function: callee, file, line, column } = call;
    const outer = parent === undefined ? undefined : numbers.get(parent);
    const made = module.inlineLine({
      range: code.range(from, to),
      function: callee,
      file,
      line,
      column,
      ...(outer === undefined ? {} : { parent: outer }),
      instance,
    });
    numbers.set(stretch, made.index);
    return made.line;
  });
}
