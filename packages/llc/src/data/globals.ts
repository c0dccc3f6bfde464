/** Global variables of a module to MVASM. */
import { symbolText } from '../emit/names.js';
import type { Alias, Constant, GlobalVariable, Module } from '../ir/model.js';
import { alignOf, sizeOf } from '../lower/data-layout.js';
import type { FunctionLowering } from '../lower/function.js';
import { UnsupportedError } from '../lower/unsupported.js';
import { dataLines } from './emit-data.js';
import { type DataImage, dataImage } from './image-of.js';

/** Where symbols that data refers to are collected. */
export interface DataSink {
  lines: string[];
  /** A symbol that data refers to. */
  reference(symbol: string): void;
  /** A symbol that this module defines. */
  define(symbol: string): void;
}

export function isDefinition(global: GlobalVariable): boolean {
  return (
    global.initializer !== undefined && global.linkage !== 'available_externally' && global.linkage !== 'extern_weak'
  );
}

/** `.export`, `.weak`, or nothing for a local symbol. */
export function bindingLines(name: string, linkage: GlobalVariable['linkage']): string[] {
  switch (linkage) {
    case 'private':
    case 'internal':
      return [];
    case 'weak':
    case 'weak_odr':
    case 'linkonce':
    case 'linkonce_odr':
    case 'common':
      return [`  .weak ${symbolText(name)}`];
    default:
      return [`  .export ${symbolText(name)}`];
  }
}

/** A section name for a symbol: `kind.name`, with characters that a section name cannot hold replaced. */
export function sectionFor(kind: string, name: string): string {
  return `${kind}.${name.replace(/[^A-Za-z0-9_.$]/g, '_')}`;
}

/** Aliases by the symbol whose place they share. */
export function aliasesByTarget(module: Module): Map<string, Alias[]> {
  const byTarget = new Map<string, Alias[]>();
  for (const alias of module.aliases) {
    if (alias.isIfunc) throw new UnsupportedError(`ifunc @${alias.name}`);
    const target = aliasTarget(alias.aliasee, 0);
    const list = byTarget.get(target) ?? [];
    list.push(alias);
    byTarget.set(target, list);
  }
  return byTarget;
}

function aliasTarget(constant: Constant, depth: number): string {
  if (constant.kind === 'alias' && depth < 100) return aliasTarget(constant.aliasee, depth + 1);
  if (constant.kind === 'function' || constant.kind === 'global') return constant.name;
  if (
    constant.kind === 'expr' &&
    ['bitcast', 'addrspacecast'].includes(constant.op) &&
    constant.operands[0] !== undefined &&
    depth < 100
  )
    return aliasTarget(constant.operands[0], depth + 1);
  throw new UnsupportedError('alias of something that is no function or variable');
}

/** Labels of a symbol and its aliases, with their bindings. */
export function labelLines(
  name: string,
  kind: 'func' | 'object',
  linkage: GlobalVariable['linkage'],
  aliases: readonly Alias[],
  sink: DataSink,
): string[] {
  const lines: string[] = [];
  for (const symbol of [{ name, linkage }, ...aliases]) {
    sink.define(symbol.name);
    lines.push(...bindingLines(symbol.name, symbol.linkage), `  .type ${symbolText(symbol.name)}, ${kind}`);
  }
  return lines;
}

/** Emits one global variable. */
export function emitGlobal(
  f: FunctionLowering,
  global: GlobalVariable,
  aliases: readonly Alias[],
  sink: DataSink,
): void {
  if (global.name.startsWith('llvm.')) return emitSpecial(f, global, sink);
  if (!isDefinition(global) || global.initializer === undefined) return;
  const image = dataImage(f, global.valueType, global.initializer);
  for (const reference of image.references) {
    sink.reference(reference.symbol);
    if (reference.minus !== undefined) sink.reference(reference.minus);
  }
  const empty = image.references.length === 0 && image.bytes.every((byte) => byte === 0);
  const kind = global.isConstant ? 'rodata' : empty ? 'bss' : 'data';
  const align = Math.max(global.align, alignOf(global.valueType), 1);
  // An object of no size still has an address of its own.
  const size = Math.max(1, sizeOf(global.valueType));
  const lines = [
    `  .section ${sectionFor(sectionKind(global, kind), global.section === undefined ? global.name : sectionName(global.section))}`,
    `  .align ${align}`,
    ...labelLines(global.name, 'object', global.linkage, aliases, sink),
    `${symbolText(global.name)}:`,
    ...aliases.map((alias) => `${symbolText(alias.name)}:`),
    ...contents(kind, image, size),
    `  .size ${symbolText(global.name)}, ${size}`,
  ];
  if (global.section !== undefined) lines.push(`  .keep ${symbolText(global.name)}`);
  sink.lines.push(...lines);
}

function contents(kind: string, image: DataImage, size: number): string[] {
  if (kind === 'bss' || image.bytes.length === 0) return [`  .space ${size}`];
  return dataLines(image);
}

/** `section(".noinit.x")` keeps what kind of memory it must be. */
function sectionKind(global: GlobalVariable, kind: string): string {
  if (global.section === undefined) return kind;
  // Several objects share a named section, so it cannot be bss for one and data for another.
  return kind === 'bss' && !/^\.?bss/.test(global.section) ? 'data' : kind;
}

function sectionName(section: string): string {
  return section.replace(/^\.?(text|rodata|data|bss)?\.?/, '') || 'user';
}

/** llvm.used, llvm.global_ctors and their kin. */
function emitSpecial(f: FunctionLowering, global: GlobalVariable, sink: DataSink): void {
  const elements = global.initializer?.kind === 'aggregate' ? global.initializer.elements : [];
  switch (global.name) {
    case 'llvm.used':
      for (const element of elements) {
        const [word] = dataImage(f, { kind: 'ptr', addressSpace: 0 }, element).references;
        if (word !== undefined) sink.lines.push(`  .keep ${symbolText(word.symbol)}`);
      }
      return;
    case 'llvm.compiler.used':
    case 'llvm.metadata':
      return;
    case 'llvm.global_ctors':
    case 'llvm.global_dtors': {
      const entries = elements.map((element) => {
        const [priority, routine] = element.kind === 'aggregate' ? element.elements : [];
        if (priority?.kind !== 'int' || routine === undefined) throw new UnsupportedError(`entry of @${global.name}`);
        const [word] = dataImage(f, { kind: 'ptr', addressSpace: 0 }, routine).references;
        return { priority: Number(priority.value), symbol: word?.symbol };
      });
      // The start-up code reaches what runs them through weak references.
      sink.reference(global.name === 'llvm.global_ctors' ? '__hsx_init_array' : '__hsx_fini_array');
      entries.sort((a, b) => a.priority - b.priority);
      sink.lines.push(`  .section ${global.name === 'llvm.global_ctors' ? 'init_array' : 'fini_array'}`, '  .align 4');
      for (const { symbol } of entries) {
        if (symbol === undefined) continue;
        sink.reference(symbol);
        sink.lines.push(`  .word ${symbolText(symbol)}`);
      }
      return;
    }
    default:
      throw new UnsupportedError(`global @${global.name}`);
  }
}
