/**
 * The SDK's routines that compiled code calls by itself. Only sources that may define what a program needs are compiled:
 * a test of the compiler must not wait for the whole SDK.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Archive, ObjectFile } from '@hsx/image';
import { assembleText, compileIr } from '../../packages/llc/src/testing/guest.js';

export type Level = 'core' | 'ext';

/** Compiles a C file of the SDK to IR. */
export type CompileC = (path: string, level: Level, flags: readonly string[]) => Promise<string>;

const sdk = fileURLToPath(new URL('../../sdk/', import.meta.url));
const FOLDERS = ['rt/', 'libc/string/', 'libc/math/'];

interface Source {
  /** Path in the SDK. */
  name: string;
  text: string;
}

export class RuntimeLibrary {
  private readonly sources: Source[];
  private readonly objects = new Map<string, Promise<ObjectFile>>();
  private readonly definers = new Map<string, Promise<Source | undefined>>();

  constructor(
    private readonly level: Level,
    private readonly compile: CompileC,
  ) {
    this.sources = FOLDERS.flatMap((folder) =>
      list(folder)
        .filter((name) => /\.(c|mvasm)$/.test(name))
        .map((name) => ({ name: folder + name, text: readFileSync(sdk + folder + name, 'utf8') })),
    );
  }

  /** What the objects need of the SDK, and what that needs in turn. */
  async select(objects: readonly ObjectFile[]): Promise<Archive> {
    const members = new Map<string, ObjectFile>();
    const defined = new Set(objects.flatMap((object) => definitions(object)));
    const queue = objects.flatMap((object) => references(object));
    for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) {
      if (defined.has(symbol)) continue;
      defined.add(symbol);
      const source = await this.definer(symbol);
      if (source === undefined || members.has(source.name)) continue;
      const object = await this.object(source);
      members.set(source.name, object);
      queue.push(...references(object));
    }
    return { version: 1, members: [...members].map(([name, object]) => ({ name, object })) };
  }

  private definer(symbol: string): Promise<Source | undefined> {
    let found = this.definers.get(symbol);
    if (found === undefined) {
      found = this.findDefiner(symbol);
      this.definers.set(symbol, found);
    }
    return found;
  }

  private async findDefiner(symbol: string): Promise<Source | undefined> {
    const word = new RegExp(`\\b${symbol.replace(/[.$]/g, '\\$&')}\\b`);
    const stem = symbol.replace(/^_+/, '');
    const named = ({ name }: Source) => (basename(name).replace(/\.\w+$/, '') === stem ? 0 : 1);
    const candidates = this.sources.filter(({ text }) => word.test(text)).sort((a, b) => named(a) - named(b));
    for (const candidate of candidates) {
      if (definitions(await this.object(candidate)).includes(symbol)) return candidate;
    }
    return undefined;
  }

  private object(source: Source): Promise<ObjectFile> {
    let object = this.objects.get(source.name);
    if (object === undefined) {
      object = this.build(source);
      this.objects.set(source.name, object);
    }
    return object;
  }

  private async build({ name, text }: Source): Promise<ObjectFile> {
    if (name.endsWith('.mvasm')) return assembleText(text, name, this.level);
    const flags = ['-Os', '-ffreestanding', '-fno-builtin', '-ffunction-sections', '-isystem', `${sdk}include`];
    return compileIr(await this.compile(sdk + name, this.level, flags), this.level, name);
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(sdk + folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch {
    // Not every SDK has every folder.
    return [];
  }
}

function definitions({ symbols }: ObjectFile): string[] {
  return symbols.filter(({ section, bind }) => section !== 'undef' && bind !== 'local').map(({ name }) => name);
}

function references({ symbols }: ObjectFile): string[] {
  return symbols.filter(({ section }) => section === 'undef').map(({ name }) => name);
}
