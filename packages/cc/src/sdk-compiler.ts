/**
 * The SDK's sources as objects, each from the cache where possible.
 *
 * Two kinds of entry for a source: its object, under the digest of everything that it is made of; and what clang made of it, under the
 * digest of what clang gets. So a change of our own back-end costs no run of clang, which is the greater part of a build.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ObjectFile, readHxo, writeHxo } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import type { FrontEnd } from './clang/front-end.js';
import { batchToIr } from './clang/ir-batch.js';
import { Compiler, type Source } from './compiler.js';
import { kindByName } from './input-kind.js';
import { digestOf, type ObjectCache } from './object-cache.js';
import type { Reporter } from './reporter.js';
import { HeaderDigests } from './sdk-headers.js';
import { SDK_GROUPS, type SdkManifest } from './sdk-manifest.js';
import { toolIdentity } from './tool-identity.js';

/** How SDK sources are compiled: they are the implementation, so nothing of a hosted C library may be assumed. */
export const SDK_CLANG_ARGS: readonly string[] = ['-ffreestanding', '-fno-builtin', '-ffunction-sections'];
export const SDK_OPTIMISATION = '-Os';

/** Sources that one run of clang compiles. clang gives no memory back between them. */
const BATCH = 24;

export interface SdkBuild {
  sdk: SdkManifest;
  level: Level;
  reporter: Reporter;
  cacheFolder: string;
  frontEnd: FrontEnd;
}

interface SdkSource extends Source {
  /** Key of its object. */
  key: string;
  /** Key of its IR. */
  irKey: string;
}

export class SdkCompiler {
  readonly #build: SdkBuild;
  readonly #cache: ObjectCache;
  readonly #compiler: Compiler;
  readonly #sources = new Map<string, SdkSource>();
  readonly #objects = new Map<string, ObjectFile>();
  readonly #ir = new Map<string, string>();

  constructor(build: SdkBuild, cache: ObjectCache) {
    const { sdk, level, reporter, frontEnd } = build;
    this.#build = build;
    this.#cache = cache;
    this.#compiler = new Compiler(
      {
        level,
        optimisation: SDK_OPTIMISATION,
        debug: false,
        clangArgs: SDK_CLANG_ARGS,
        sdkIncludes: sdk.includes,
        sdkFolder: sdk.folder,
        includeDirs: sdk.includes,
      },
      sdk.folder,
      reporter,
      () => frontEnd,
    );
    const headers = new HeaderDigests(sdk);
    for (const name of SDK_GROUPS.flatMap((group) => sdk.sources[group])) {
      const bytes = readFileSync(join(sdk.folder, name));
      const source: Source = { path: name, bytes, kind: kindByName(name) ?? 'c' };
      const made = [frontEnd.identity, name, bytes, ...headers.of(name, bytes)];
      // Where the SDK lies makes no difference to what is compiled.
      const args = this.#irArgs(source).map((arg) => arg.replaceAll(sdk.folder, '<sdk>'));
      this.#sources.set(name, {
        ...source,
        key: digestOf([toolIdentity(), level, ...args, ...made]),
        irKey: digestOf(['ir', ...args, ...made]),
      });
    }
  }

  /** A digest of the whole library. */
  get identity(): string {
    return digestOf(['index', ...[...this.#sources.values()].map(({ key }) => key)]);
  }

  #irArgs(source: Source): string[] {
    return this.#compiler.clangArgs(source, ['-S', '-emit-llvm']);
  }

  /** The object of one source. */
  async object(name: string): Promise<ObjectFile> {
    const source = this.#sources.get(name);
    if (source === undefined) throw new HsxError('EIO', `the SDK has no ${name}`);
    const object = this.#objects.get(name) ?? this.#cachedObject(source) ?? (await this.#compile(source));
    this.#objects.set(name, object);
    return object;
  }

  /** Every object, in the order of the groups. */
  async all(): Promise<{ name: string; object: ObjectFile }[]> {
    const { level, reporter } = this.#build;
    const what = `building the HSX library (${level})`;
    const names = [...this.#sources.keys()];
    const results = [];
    for (const name of names) {
      reporter.progress?.(what, results.length, names.length);
      await this.#prepare(names, results.length);
      results.push({ name, object: await this.object(name) });
      // It is needed once.
      this.#ir.delete(name);
    }
    reporter.progress?.(what, names.length, names.length);
    return results;
  }

  /** Makes sure that the IR of `names[at]` is at hand where it will be needed, with that of the next ones in the same run of clang. */
  async #prepare(names: readonly string[], at: number): Promise<void> {
    if (!this.#lacksIr(names[at] as string)) return;
    const paths: string[] = [];
    for (let i = at; i < names.length && paths.length < BATCH; i++) {
      if (this.#lacksIr(names[i] as string)) paths.push(names[i] as string);
    }
    const { sdk, frontEnd, reporter } = this.#build;
    const first = this.#sources.get(paths[0] as string) as SdkSource;
    const made = await batchToIr(frontEnd, this.#irArgs(first), paths, { cwd: sdk.folder });
    if (made === undefined) return;
    if (made.said !== '') reporter.text(made.said);
    for (const [name, ir] of made.ir) {
      this.#ir.set(name, ir);
      this.#cache.set((this.#sources.get(name) as SdkSource).irKey, ir);
    }
  }

  #lacksIr(name: string): boolean {
    const source = this.#sources.get(name) as SdkSource;
    if (source.kind !== 'c' || this.#objects.has(name) || this.#ir.has(name)) return false;
    const object = this.#cachedObject(source);
    if (object !== undefined) {
      this.#objects.set(name, object);
      return false;
    }
    const ir = this.#cache.get(source.irKey);
    if (ir === undefined) return true;
    this.#ir.set(name, ir);
    return false;
  }

  async #compile(source: SdkSource): Promise<ObjectFile> {
    const ir = this.#ir.get(source.path);
    const object =
      ir === undefined
        ? await this.#compiler.compile(source)
        : this.#compiler.toObject(this.#compiler.toAssembly(ir, source), source);
    this.#cache.set(source.key, writeHxo(object));
    return object;
  }

  /** An entry that is damaged or of another format counts as missing: it is made again. */
  #cachedObject({ key, path }: SdkSource): ObjectFile | undefined {
    const text = this.#cache.get(key);
    try {
      return text === undefined ? undefined : readHxo(text, path);
    } catch {
      return undefined;
    }
  }
}
