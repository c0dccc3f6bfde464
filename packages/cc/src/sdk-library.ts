/**
 * The SDK's library, built when it is first needed and kept in the cache: crt0, libc and the runtime as the members of an
 * archive, of which the linker takes what a program uses.
 *
 * Two kinds of cache entry: each compiled source, under the digest of the source, the headers it includes, the compiler
 * and the options; and an index of what every member defines and needs, under the digest of the members' keys. A link
 * reads the index and the members that it may need, not the whole library.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { type Archive, type ObjectFile, readHxo, writeHxo } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import type { FrontEnd } from './clang/front-end.js';
import { Compiler, type CompileSettings } from './compiler.js';
import { kindByName } from './input-kind.js';
import { digestOf, ObjectCache } from './object-cache.js';
import type { Reporter } from './reporter.js';
import { SDK_GROUPS, type SdkManifest } from './sdk-manifest.js';
import { toolIdentity } from './tool-identity.js';

/** How SDK sources are compiled: they are the implementation, so nothing of a hosted C library may be assumed. */
export const SDK_CLANG_ARGS: readonly string[] = ['-ffreestanding', '-fno-builtin', '-ffunction-sections'];
export const SDK_OPTIMISATION = '-Os';

export interface SdkBuild {
  sdk: SdkManifest;
  level: Level;
  reporter: Reporter;
  cacheFolder: string;
  frontEnd: FrontEnd;
}

/** A member as the index knows it. */
interface Member {
  /** Path of its source in the SDK. */
  name: string;
  /** Cache key of its object. */
  key: string;
  defines: string[];
  needs: string[];
}

export class SdkLibrary {
  readonly #members: readonly Member[];
  readonly #load: (member: Member) => Promise<ObjectFile>;

  constructor(members: readonly Member[], load: (member: Member) => Promise<ObjectFile>) {
    this.#members = members;
    this.#load = load;
  }

  /**
   * The members that a link may need when it needs the symbols `wanted`: those that define one of them, and what they
   * need in turn. The linker takes from these what really resolves something.
   */
  async select(wanted: Iterable<string>, include: (name: string) => boolean): Promise<Archive> {
    const available = this.#members.filter(({ name }) => include(name));
    const definers = new Map<string, Member[]>();
    for (const member of available) {
      for (const symbol of member.defines) definers.set(symbol, [...(definers.get(symbol) ?? []), member]);
    }
    const chosen = new Set<Member>();
    const queue = [...wanted];
    for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) {
      for (const member of definers.get(symbol) ?? []) {
        if (chosen.has(member)) continue;
        chosen.add(member);
        queue.push(...member.needs);
      }
      definers.delete(symbol);
    }
    const members: Archive['members'] = [];
    for (const member of available) {
      if (chosen.has(member)) members.push({ name: member.name, object: await this.#load(member) });
    }
    return { version: 1, members };
  }
}

/** The SDK's library for a level, from the cache where possible. */
export async function sdkLibrary(build: SdkBuild): Promise<SdkLibrary> {
  const { sdk, level, cacheFolder, reporter } = build;
  const cache = new ObjectCache(cacheFolder);
  const headers = new HeaderDigests(sdk);
  const common = [toolIdentity(), build.frontEnd.identity, level, SDK_OPTIMISATION, ...SDK_CLANG_ARGS];
  const sources = new Map(
    SDK_GROUPS.flatMap((group) => sdk.sources[group]).map((name) => {
      const bytes = readFileSync(join(sdk.folder, name));
      const kind = kindByName(name) ?? 'c';
      return [name, { bytes, kind, key: digestOf([...common, name, bytes, ...headers.of(name, bytes)]) }];
    }),
  );

  const settings: CompileSettings = {
    level,
    optimisation: SDK_OPTIMISATION,
    debug: false,
    clangArgs: SDK_CLANG_ARGS,
    sdkIncludes: sdk.includes,
    sdkFolder: sdk.folder,
    includeDirs: sdk.includes,
  };
  const compiler = new Compiler(settings, sdk.folder, reporter, () => build.frontEnd);
  const loaded = new Map<string, ObjectFile>();
  const load = async ({ name }: Pick<Member, 'name'>): Promise<ObjectFile> => {
    const source = sources.get(name);
    if (source === undefined) throw new HsxError('EIO', `the SDK has no ${name}`);
    let object = loaded.get(name) ?? cachedObject(cache, source.key, name);
    if (object === undefined) {
      object = await compiler.compile({ path: name, ...source });
      cache.set(source.key, writeHxo(object));
    }
    loaded.set(name, object);
    return object;
  };

  const indexKey = digestOf(['index', ...[...sources.values()].map(({ key }) => key)]);
  const known = cachedIndex(cache, indexKey);
  if (known !== undefined) return new SdkLibrary(known, load);

  const what = `building the HSX library (${level})`;
  const members: Member[] = [];
  for (const [name, { key }] of sources) {
    reporter.progress?.(what, members.length, sources.size);
    const { symbols } = await load({ name });
    members.push({
      name,
      key,
      defines: symbols
        .filter(({ section, bind }) => section !== 'undef' && bind !== 'local')
        .map((symbol) => symbol.name),
      needs: symbols.filter(({ section }) => section === 'undef').map((symbol) => symbol.name),
    });
  }
  reporter.progress?.(what, sources.size, sources.size);
  cache.set(indexKey, JSON.stringify(members));
  return new SdkLibrary(members, load);
}

/** An entry that is damaged or of another format counts as missing: it is made again. */
function cachedObject(cache: ObjectCache, key: string, name: string): ObjectFile | undefined {
  const text = cache.get(key);
  try {
    return text === undefined ? undefined : readHxo(text, name);
  } catch {
    return undefined;
  }
}

/** The text carries a digest and its key covers the code that wrote it, so its shape is not checked again. */
function cachedIndex(cache: ObjectCache, key: string): Member[] | undefined {
  try {
    return JSON.parse(cache.get(key) ?? '') as Member[];
  } catch {
    return undefined;
  }
}

/** Which members belong to crt0 and its kin. */
export function isStartFile(sdk: SdkManifest, member: string): boolean {
  return sdk.sources.crt.includes(member);
}

/** Finds the SDK headers that a source includes, directly or through others, without running a preprocessor. */
class HeaderDigests {
  readonly #sdk: SdkManifest;
  readonly #files = new Map<string, Buffer | undefined>();

  constructor(sdk: SdkManifest) {
    this.#sdk = sdk;
  }

  #read(path: string): Buffer | undefined {
    if (!this.#files.has(path)) {
      let contents: Buffer | undefined;
      try {
        contents = readFileSync(path);
      } catch {
        contents = undefined;
      }
      this.#files.set(path, contents);
    }
    return this.#files.get(path);
  }

  /**
   * Paths and contents of every header that may be included, sorted. Conditions are not looked at, so this may be more
   * than the compiler reads, never less: computed includes are not used in the SDK, and headers of clang itself are
   * covered by its identity.
   */
  of(path: string, contents: Buffer): (string | Buffer)[] {
    const found = new Map<string, Buffer>();
    const queue = [{ path: join(this.#sdk.folder, path), contents }];
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
      const folders = [dirname(item.path), ...this.#sdk.includes];
      for (const match of item.contents.toString('latin1').matchAll(INCLUDE)) {
        for (const folder of folders) {
          const candidate = normalize(join(folder, match[1] as string));
          const header = found.has(candidate) ? undefined : this.#read(candidate);
          if (header === undefined) continue;
          found.set(candidate, header);
          queue.push({ path: candidate, contents: header });
        }
      }
    }
    return [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, data]) => [relative(this.#sdk.folder, name), data]);
  }
}

const INCLUDE = /^[ \t]*(?:#[ \t]*include(?:_next)?|\.include)[ \t]*[<"]([^>"\n]+)[>"]/gm;
