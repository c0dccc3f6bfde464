/**
 * Compiled things by the digest of everything they were made of. An entry is written to a temporary file and renamed,
 * so several builds may run at once; one that is damaged is taken for missing and made again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Changes when the layout of entries does. */
const FORMAT = 'hsx-cache-1';
const DIGEST_LENGTH = 64;

/** The folder of the cache: `HSX_CACHE`, else `$XDG_CACHE_HOME/hsx`, else `~/.cache/hsx`. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.HSX_CACHE) return env.HSX_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hsx');
}

/** A digest over parts, each kept apart from the next. */
export function digestOf(parts: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256').update(FORMAT);
  for (const part of parts) hash.update(`\0${part.length}\0`).update(part);
  return hash.digest('hex');
}

export class ObjectCache {
  readonly #folder: string;
  #serial = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }

  /** The text stored under a key, `undefined` when there is none or it is damaged. */
  get(key: string): string | undefined {
    try {
      const entry = readFileSync(this.#path(key), 'utf8');
      const text = entry.slice(DIGEST_LENGTH + 1);
      return entry.slice(0, DIGEST_LENGTH) === digestOf([text]) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /** Stores a text. A cache that cannot be written to costs time, not the build. */
  set(key: string, text: string): void {
    const path = this.#path(key);
    const temporary = `${path}.${process.pid}.${this.#serial++}.tmp`;
    try {
      makeFolder(dirname(path));
      writeFileSync(temporary, `${digestOf([text])}\n${text}`);
      renameSync(temporary, path);
    } catch {
      try {
        unlinkSync(temporary);
      } catch {
        // It was never made.
      }
    }
  }
}

/** Makes a folder and what is above it. Node's own way never returns below a folder such as /proc, where nothing can be made. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}
