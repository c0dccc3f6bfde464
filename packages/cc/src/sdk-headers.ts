/** Which headers the SDK's sources include: part of what their cache keys cover. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import type { SdkManifest } from './sdk-manifest.js';

/** Finds the SDK headers that a source includes, directly or through others, without running a preprocessor. */
export class HeaderDigests {
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
