/** Where the SDK is and what it consists of: the file `sdk.json` in its folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HsxError } from '@hsx/isa';

const MANIFEST = 'sdk.json';

/** The groups of sources, in the order in which they are linked. */
export const SDK_GROUPS = ['crt', 'libc', 'rt'] as const;
export type SdkGroup = (typeof SDK_GROUPS)[number];

export interface SdkManifest {
  /** Absolute path of the SDK's folder. */
  folder: string;
  /** Absolute paths of its header folders. */
  includes: string[];
  /** Sources of each group, relative to the folder, sorted patterns already expanded. */
  sources: Record<SdkGroup, string[]>;
  /** Where the library lies compiled, relative to the folder: `LEVEL/GROUP.hxa` in it. Then there need be no sources. */
  compiled?: string;
}

/** The package that brings the SDK where HSX is installed from packages. */
const PACKAGE = '@hsx/sdk';

/**
 * Finds the SDK: `named` (`--sdk`), else `HSX_SDK`, else that of this installation: the folder `sdk` beside `packages` in a checkout of the
 * repository, the package @hsx/sdk elsewhere.
 * @throws HsxError ENOENT when there is none, EBADMSG when its manifest is wrong.
 */
export function findSdk(named: string | undefined, env: NodeJS.ProcessEnv): SdkManifest {
  const given = named ?? (env.HSX_SDK === '' ? undefined : env.HSX_SDK);
  const folder = given === undefined ? installedSdk(fileURLToPath(import.meta.url)) : resolve(given);
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    throw new HsxError(
      'ENOENT',
      `there is no HSX SDK in ${folder} (no ${MANIFEST})`,
      'name its folder with --sdk or HSX_SDK, or link without it: -nostdlib',
    );
  }
  return readManifest(folder, path);
}

/** The SDK's folder of the installation that `file`, a file of this package's `src` or `dist`, belongs to. */
export function installedSdk(file: string): string {
  const beside = join(dirname(file), '..', '..', '..', 'sdk');
  if (existsSync(join(beside, MANIFEST))) return beside;
  try {
    return dirname(createRequire(file).resolve(`${PACKAGE}/${MANIFEST}`));
  } catch {
    return beside;
  }
}

function readManifest(folder: string, path: string): SdkManifest {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new HsxError('EBADMSG', `${path}: not JSON: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new HsxError('EBADMSG', `${path}: an object is expected`);
  }
  const fields = json as Record<string, unknown>;
  if (fields.version !== 1) {
    throw new HsxError('EBADMSG', `${path}: version is ${JSON.stringify(fields.version)}, this tool reads version 1`);
  }
  const list = (name: string): string[] => {
    const value = fields[name] ?? [];
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string' || isOutside(item))) {
      throw new HsxError('EBADMSG', `${path}: ${name} is not a list of paths inside the SDK`);
    }
    return value as string[];
  };
  const sources = Object.fromEntries(
    SDK_GROUPS.map((group) => [group, list(group).flatMap((pattern) => expandPattern(folder, pattern, path))]),
  ) as Record<SdkGroup, string[]>;
  const { compiled } = fields;
  if (compiled !== undefined && (typeof compiled !== 'string' || isOutside(compiled))) {
    throw new HsxError('EBADMSG', `${path}: compiled is not a path inside the SDK`);
  }
  return {
    folder,
    includes: list('include').map((item) => join(folder, item)),
    sources,
    ...(compiled === undefined ? {} : { compiled }),
  };
}

function isOutside(path: string): boolean {
  return path.startsWith('/') || path.split('/').includes('..');
}

/**
 * A `*` in a part of a path stands for any characters: `libc/*` + `/*.c` are the C files of every folder of libc. Without one it
 * names a file, which must be there.
 */
function expandPattern(folder: string, pattern: string, manifest: string): string[] {
  if (!pattern.includes('*')) {
    if (!existsSync(join(folder, pattern))) {
      throw new HsxError('ENOENT', `${manifest}: there is no ${pattern}`);
    }
    return [pattern];
  }
  let found = [''];
  for (const part of pattern.split('/')) {
    found = found.flatMap((parent) =>
      namesIn(join(folder, parent), part).map((name) => (parent === '' ? name : `${parent}/${name}`)),
    );
  }
  return found;
}

/** The names in a folder that a part of a pattern stands for, sorted; none when the folder is not there. */
function namesIn(folder: string, part: string): string[] {
  if (!part.includes('*')) return existsSync(join(folder, part)) ? [part] : [];
  const matcher = new RegExp(
    `^${part
      .split('*')
      .map((text) => text.replace(/[.+?^$()[\]{}|\\]/g, '\\$&'))
      .join('.*')}$`,
  );
  try {
    return readdirSync(folder)
      .filter((name) => matcher.test(name) && !name.startsWith('.'))
      .sort();
  } catch {
    // No folder.
    return [];
  }
}
