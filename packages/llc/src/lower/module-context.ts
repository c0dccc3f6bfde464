/** What all functions of a module share while they are lowered. */
import type { OnUnknown } from '../debug/collect-records.js';
import { countField, wordField } from '../debug/fields.js';
import type { BasicBlock, Function as IrFunction, MDNode, Metadata, Module, Value } from '../ir/model.js';
import type { SourceLocation } from '../mir/machine.js';
import { REGISTER_WORDS } from './argument-words.js';
import { alignOf } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';

/** Lines and columns beyond this are taken for damage. */
const LINE_MAX = 0x7fff_ffff;

export class ModuleContext {
  readonly module: Module;
  readonly level: 'core' | 'ext';
  readonly without: ReadonlySet<string>;
  /** Source files in the order of first use; SourceLocation.file is an index here. */
  readonly files: string[] = [];
  /** Scopes of the places in the source, with the call that they were inlined at; SourceLocation.scope is an index here. */
  readonly scopes: { readonly scope: MDNode; readonly inlinedAt: MDNode | undefined }[] = [];
  /** Told why a debug record says nothing of its variable. */
  onUnknownRecord: OnUnknown | undefined;
  private readonly scopeNumbers = new Map<MDNode, Map<MDNode | undefined, number>>();
  private readonly fileNumbers = new Map<string, number>();
  private readonly locations = new Map<MDNode, SourceLocation>();
  private readonly blockLabels = new Map<string, string>();
  private readonly definitions: ReadonlyMap<string, IrFunction>;
  private readonly alignments = new Map<string, number>();

  constructor(module: Module, level: 'core' | 'ext', without: ReadonlySet<string> = new Set()) {
    this.module = module;
    this.level = level;
    this.without = without;
    this.definitions = new Map(
      module.functions.filter(({ blocks }) => blocks.length > 0).map((fn) => [fn.name, fn] as const),
    );
    for (const global of module.globals)
      this.alignments.set(
        global.name,
        global.align > 0 ? global.align : safeAlignment(() => alignOf(global.valueType)),
      );
  }

  /** The function of this name, when this module has its body. */
  definition(name: string): IrFunction | undefined {
    return this.definitions.get(name);
  }

  /** Alignment of a global variable that this module defines or declares; 1 when nothing is known. */
  globalAlignment(name: string): number {
    return this.alignments.get(name) ?? 1;
  }

  /** Position from a DILocation (where its code was written) or a DISubprogram. */
  location(node: MDNode | undefined): SourceLocation | undefined {
    if (node === undefined) return undefined;
    const known = this.locations.get(node);
    if (known !== undefined) return known;
    const written = placeOfCheck(node) ?? node;
    const file = this.fileNumber(written);
    if (file === undefined) return undefined;
    const scope = this.scopeNumber(node);
    const location = {
      file,
      line: countField(written, 'line', LINE_MAX) ?? 0,
      column: countField(written, 'column', LINE_MAX) ?? 0,
      ...(scope === undefined ? {} : { scope }),
    };
    this.locations.set(node, location);
    return location;
  }

  /** The number of a DILocation's scope. */
  private scopeNumber(node: MDNode): number | undefined {
    const scope = node.name === 'DILocation' ? asNode(node.fields.get('scope')) : undefined;
    if (scope === undefined) return undefined;
    const inlinedAt = asNode(node.fields.get('inlinedAt'));
    let byCall = this.scopeNumbers.get(scope);
    if (byCall === undefined) {
      byCall = new Map();
      this.scopeNumbers.set(scope, byCall);
    }
    let number = byCall.get(inlinedAt);
    if (number === undefined) {
      number = this.scopes.push({ scope, inlinedAt }) - 1;
      byCall.set(inlinedAt, number);
    }
    return number;
  }

  private fileNumber(node: MDNode): number | undefined {
    // The file is found by walking scopes up; depth is bounded against malicious cycles.
    let at: MDNode | undefined = node;
    for (let depth = 0; at !== undefined && depth < 1000; depth++) {
      const file = asNode(at.fields.get('file'));
      if (file !== undefined) {
        const name = stringField(file, 'filename');
        const directory = stringField(file, 'directory');
        const joined = name.startsWith('/') || directory === '' ? name : `${directory}/${name}`;
        // The driver maps the current folder to `.`; a leading `./` says nothing to a reader.
        const path = joined.replace(/^(?:\.\/)+/, '');
        let number = this.fileNumbers.get(path);
        if (number === undefined) {
          number = this.files.length;
          this.files.push(path);
          this.fileNumbers.set(path, number);
        }
        return number;
      }
      at = asNode(at.fields.get('scope'));
    }
    return undefined;
  }

  /** The symbol for `blockaddress(@fn, %block)`; asking makes the block keep that label. */
  blockAddress(functionName: string, blockName: string): string {
    const key = `${functionName}\0${blockName}`;
    let label = this.blockLabels.get(key);
    if (label === undefined) {
      label = `.Lba${this.blockLabels.size}.${functionName}`;
      this.blockLabels.set(key, label);
    }
    return label;
  }

  /** The label a block must carry, when its address is taken somewhere in the module. */
  blockLabel(block: BasicBlock): string | undefined {
    return this.blockLabels.size === 0 ? undefined : this.blockLabels.get(`${block.function.name}\0${block.name}`);
  }

  /** Symbols whose address a data initialiser or instruction takes are found by the emitters; block addresses must be known first. */
  collectBlockAddresses(): void {
    if (!this.module.takesBlockAddresses) return;
    const visit = (constant: Value): void => {
      if (constant.kind === 'blockaddress') this.blockAddress(constant.functionName, constant.blockName);
      else if (constant.kind === 'aggregate') for (const element of constant.elements) visit(element);
      else if (constant.kind === 'expr') for (const operand of constant.operands) visit(operand);
    };
    for (const global of this.module.globals) if (global.initializer !== undefined) visit(global.initializer);
    for (const fn of this.module.functions)
      for (const block of fn.blocks)
        for (const inst of block.instructions) for (const operand of inst.operands) visit(operand);
  }

  /** A call of a runtime routine: words beyond the registers go to the stack. */
  runtimeCall(f: FunctionLowering, symbol: string, words: LirValue[], results: number): LirValue[] {
    const registers = words.slice(0, REGISTER_WORDS);
    words.slice(REGISTER_WORDS).forEach((word, i) => {
      f.build.store(4, word, f.build.frame('outgoing', 4 * i), 0);
      f.lir.hasOutgoing = true;
      f.lir.outgoingBytes = Math.max(f.lir.outgoingBytes, 4 * (i + 1));
    });
    return f.build.call(
      registers,
      {
        symbol,
        registerWords: registers.length,
        convention: 'fixed',
        returnsTwice: false,
        noReturn: false,
        tail: false,
      },
      results,
    );
  }
}

function safeAlignment(compute: () => number): number {
  try {
    return compute();
  } catch {
    return 1;
  }
}

function asNode(field: unknown): MDNode | undefined {
  const value = field as Metadata | undefined | null;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'node' ? value : undefined;
}

function stringField(node: MDNode, name: string): string {
  const field = node.fields.get(name);
  return typeof field === 'object' && field !== null && field.kind === 'string' ? field.value : '';
}

/**
 * The trap of a check (`-fsanitize`) has line 0 of a function that clang makes up to be called after what went wrong. Where that is inlined is
 * what was checked.
 */
function placeOfCheck(node: MDNode): MDNode | undefined {
  const scope = asNode(node.fields.get('scope'));
  if (countField(node, 'line', LINE_MAX) !== 0 || scope?.name !== 'DISubprogram') return undefined;
  return wordField(scope, 'flags').includes('DIFlagArtificial') ? asNode(node.fields.get('inlinedAt')) : undefined;
}
