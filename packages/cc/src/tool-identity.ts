/**
 * Which compiler this is: a digest of its own code. It is part of every cache key, so that objects made by an older
 * back-end or assembler are never taken for those of this one.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages whose code decides what a source compiles to. */
const PACKAGES = ['isa', 'image', 'asm', 'llc', 'cc'];

let identity: string | undefined;

/** A hexadecimal digest; computed once per process. */
export function toolIdentity(): string {
  identity ??= digest();
  return identity;
}

function digest(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const name of PACKAGES) {
    // `dist` when built, `src` when tests run the sources: whichever this file is in.
    const folder = join(here, '..', '..', name, basename(here));
    for (const file of listCode(folder)) hash.update(`${name}/${file}\0`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

function listCode(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !/\.(spec|d)\.[jt]s$/.test(file))
      .sort();
  } catch {
    return [];
  }
}
