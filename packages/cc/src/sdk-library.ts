/**
 * The SDK's library, built when it is first needed and kept in the cache: one archive per level with crt0, libc and the
 * runtime as members, of which the linker takes what a program uses.
 *
 * Two kinds of cache entry: each compiled source, under the digest of the source, the headers it includes, the compiler
 * and the options; and the archive, under the digest of its objects' keys.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { type Archive, readArchive, readHxo, writeArchive, writeHxo } from '@hsx/image';
import type { Level } from '@hsx/isa';
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

/** The SDK's archive for a level, from the cache where possible. */
export async function sdkLibrary(build: SdkBuild): Promise<Archive> {
  const { sdk, level, cacheFolder } = build;
  const cache = new ObjectCache(cacheFolder);
  const headers = new HeaderDigests(sdk);
  const common = [toolIdentity(), build.frontEnd.identity, level, SDK_OPTIMISATION, ...SDK_CLANG_ARGS];
  const sources = SDK_GROUPS.flatMap((group) => sdk.sources[group]).map((path) => {
    const contents = readFileSync(join(sdk.folder, path));
    const kind = kindByName(path) ?? 'c';
    return { path, contents, kind, key: digestOf([...common, path, contents, ...headers.of(path, contents)]) };
  });

  const libraryKey = digestOf(['library', ...sources.map(({ key }) => key)]);
  const known = cache.get(libraryKey);
  if (known !== undefined) {
    try {
      return readArchive(known, 'cached SDK library');
    } catch {
      // Damaged or of another format: it is made again.
    }
  }

  const settings: CompileSettings = {
    level,
    optimisation: SDK_OPTIMISATION,
    debug: false,
    clangArgs: SDK_CLANG_ARGS,
    sdkIncludes: sdk.includes,
    sdkFolder: sdk.folder,
    includeDirs: sdk.includes,
  };
  const compiler = new Compiler(settings, sdk.folder, build.reporter, () => build.frontEnd);
  const archive: Archive = { version: 1, members: [] };
  for (const [index, { path, contents, kind, key }] of sources.entries()) {
    build.reporter.progress?.(`building the HSX library (${level})`, index, sources.length);
    archive.members.push({ name: path, object: await member() });

    async function member() {
      const cached = cache.get(key);
      if (cached !== undefined) {
        try {
          return readHxo(cached, path);
        } catch {
          // As above.
        }
      }
      const object = await compiler.compile({ path, kind, bytes: contents });
      cache.set(key, writeHxo(object));
      return object;
    }
  }
  build.reporter.progress?.(`building the HSX library (${level})`, sources.length, sources.length);
  cache.set(libraryKey, writeArchive(archive));
  return archive;
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
