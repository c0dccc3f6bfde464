/** What a module's metadata says of its types, functions and variables, as `.debug` lines. */
import {
  type DebugDirective,
  type DebugFunction,
  type DebugType,
  type DebugVariable,
  type DirectiveInline,
  FACT_PARTS_MAX,
} from '@hsx/image';
import type { Function as IrFunction, MDNode } from '../ir/model.js';
import type { ModuleContext } from '../lower/module-context.js';
import { nodeField, nodeOf, subprogramOf, textField } from './fields.js';
import { TypeTable } from './types.js';

/** One inlined call on the way from a function to an instruction. */
export interface InlinedCall {
  /** The same for everything that this call became. */
  readonly instance: number;
  readonly function: string;
  /** Number of a `.file`. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

/** Calls inlined into each other are followed this deep. */
const INLINE_DEPTH = 200;
/** Scopes around a place are followed this far. */
const SCOPE_STEPS = 2000;

/** The debug data of one module; made only when the module has any. */
export class DebugModule {
  readonly types = new TypeTable();
  private readonly instances = new Map<MDNode, Map<MDNode | undefined, number>>();
  private instanceCount = 0;
  private inlineCount = 0;
  private readonly chains = new Map<number, readonly InlinedCall[]>();

  constructor(private readonly context: ModuleContext) {}

  /** Whether a module was compiled with debug data. */
  static isIn(context: ModuleContext): boolean {
    return context.module.namedMetadata.has('llvm.dbg.cu');
  }

  /** Number of the `.file` of a node, which is found by its scopes; undefined when it has none. */
  place(node: MDNode | undefined): { file: number; line: number; column: number } | undefined {
    const location = this.context.location(node);
    return location === undefined
      ? undefined
      : { file: location.file + 1, line: location.line, column: location.column };
  }

  /** The fact about a function. */
  functionLine(fn: IrFunction): string[] {
    const node = fn.subprogram;
    const place = this.place(node);
    if (node === undefined || place === undefined) return [];
    const type = this.types.id(nodeField(node, 'type'));
    const fact: DebugFunction = {
      symbol: fn.name,
      name: textField(node, 'name') ?? fn.name,
      file: place.file,
      line: place.line,
      ...(type === undefined ? {} : { type_id: type }),
    };
    return [directive('function', fact)];
  }

  /** Facts about the module: its variables, and the types that everything so far has asked for. */
  moduleLines(): string[] {
    const variables = this.context.module.globals.flatMap((global) => {
      const expression = nodeOf(global.metadata.get('dbg'));
      const node = expression === undefined ? undefined : nodeField(expression, 'var');
      const place = this.place(node);
      if (node === undefined || place === undefined || global.initializer === undefined) return [];
      const type = this.types.id(nodeField(node, 'type'));
      const fact: DebugVariable = {
        symbol: global.name,
        name: textField(node, 'name') ?? global.name,
        file: place.file,
        line: place.line,
        scope: this.scopeOf(node, place.file),
        ...(type === undefined ? {} : { type_id: type }),
      };
      return [directive('variable', fact)];
    });
    return [...this.types.types.flatMap((type) => directiveLines('type', type, LISTS[type.kind])), ...variables];
  }

  private scopeOf(variable: MDNode, file: number): string {
    const fn = subprogramOf(nodeField(variable, 'scope'));
    if (fn !== undefined) return textField(fn, 'name') ?? '';
    return variable.fields.get('isLocal') === true ? (this.context.files[file - 1] ?? '') : 'global';
  }

  /** The inlined calls around a place in the source, outermost first. `scope` is that of a SourceLocation. */
  inlinedCalls(scope: number | undefined): readonly InlinedCall[] {
    if (scope === undefined) return [];
    const known = this.chains.get(scope);
    if (known !== undefined) return known;
    const entry = this.context.scopes[scope];
    const chain = entry === undefined ? [] : this.callsAround(entry.scope, entry.inlinedAt);
    this.chains.set(scope, chain);
    return chain;
  }

  /** The inlined calls around a scope, outermost first. */
  callsAround(scope: MDNode | undefined, inlinedAt: MDNode | undefined): InlinedCall[] {
    const chain: InlinedCall[] = [];
    let inner = scope;
    for (let call = inlinedAt, depth = 0; call !== undefined && depth < INLINE_DEPTH; depth++) {
      const callee = subprogramOf(inner);
      const place = this.place(call);
      chain.push({
        instance: this.instanceOf(call, callee),
        function: (callee === undefined ? undefined : textField(callee, 'name')) ?? '',
        file: place?.file ?? 1,
        line: place?.line ?? 0,
        column: place?.column ?? 0,
      });
      inner = nodeField(call, 'scope');
      call = nodeField(call, 'inlinedAt');
    }
    return chain.reverse();
  }

  /** A place's scope and all around it, through inlined calls too. `scope` is that of a SourceLocation. */
  scopesAround(scope: number): { node: MDNode; inlinedAt: MDNode | undefined }[] {
    const found: { node: MDNode; inlinedAt: MDNode | undefined }[] = [];
    let at = this.context.scopes[scope]?.scope;
    let call = this.context.scopes[scope]?.inlinedAt;
    for (let step = 0; at !== undefined && step < SCOPE_STEPS; step++) {
      found.push({ node: at, inlinedAt: call });
      if (at.name !== 'DISubprogram') at = nodeField(at, 'scope');
      else if (call === undefined) break;
      else {
        at = nodeField(call, 'scope');
        call = nodeField(call, 'inlinedAt');
      }
    }
    return found;
  }

  private instanceOf(call: MDNode, callee: MDNode | undefined): number {
    let byCallee = this.instances.get(call);
    if (byCallee === undefined) {
      byCallee = new Map();
      this.instances.set(call, byCallee);
    }
    let instance = byCallee.get(callee);
    if (instance === undefined) {
      instance = this.instanceCount++;
      byCallee.set(callee, instance);
    }
    return instance;
  }

  /** A `.debug inline` line; its number is what inner ones name as parent. */
  inlineLine(fact: DirectiveInline): { line: string; index: number } {
    return { line: directive('inline', fact), index: this.inlineCount++ };
  }
}

/** The list of a type of each kind that may be long. */
const LISTS: { readonly [kind in DebugType['kind']]?: keyof DebugType } = {
  struct: 'members',
  union: 'members',
  enum: 'values',
  function: 'parameters',
};
/** Characters of a `.debug` line. */
const LINE_MAX = 60_000;

/** One `.debug` line, and `.debug more` lines for what it has no room for in one of its lists. */
export function directiveLines<F extends object>(kind: DebugDirective, fact: F, list: keyof F | undefined): string[] {
  const line = directive(kind, fact);
  const items = list === undefined ? undefined : fact[list];
  if (line.length <= LINE_MAX || list === undefined || !Array.isArray(items)) return [line];
  const lines: string[] = [];
  let part: unknown[] = [];
  let length = 0;
  const flush = (): void => {
    const some = { [list]: part };
    lines.push(lines.length === 0 ? directive(kind, { ...fact, ...some }) : directive('more', some));
    part = [];
    length = 0;
  };
  for (const item of items.slice(0, FACT_PARTS_MAX)) {
    const size = JSON.stringify(item).length + 1;
    if (length + size > LINE_MAX && part.length > 0) flush();
    part.push(item);
    length += size;
  }
  flush();
  return lines;
}

/** One `.debug` line. */
export function directive(kind: DebugDirective, fact: object): string {
  return `  .debug ${kind} ${JSON.stringify(fact)}`;
}
