/**
 * The SDK's library: crt0, libc and the runtime as the members of an archive, of which the linker takes what a program uses. It is
 * compiled when it is first needed and kept in the cache, or comes compiled with the SDK.
 *
 * Beside the objects (sdk-compiler.ts) the cache has an index of what every member defines and needs, so that a link reads the members
 * that it may need and not the whole library.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, type ObjectFile, readArchive } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import { ObjectCache } from './object-cache.js';
import { type SdkBuild, SdkCompiler } from './sdk-compiler.js';
import { SDK_GROUPS, type SdkGroup, type SdkManifest } from './sdk-manifest.js';

/** A member as the index knows it. */
interface Member {
  /** Path of its source in the SDK. */
  name: string;
  group: SdkGroup;
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
  async select(wanted: Iterable<string>, include: (group: SdkGroup) => boolean): Promise<Archive> {
    const available = this.#members.filter(({ group }) => include(group));
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

  /** All members of a group. */
  async group(group: SdkGroup): Promise<Archive> {
    const members: Archive['members'] = [];
    for (const member of this.#members) {
      if (member.group === group) members.push({ name: member.name, object: await this.#load(member) });
    }
    return { version: 1, members };
  }
}

/** The SDK's library for a level. */
export async function sdkLibrary(build: SdkBuild): Promise<SdkLibrary> {
  const { sdk, level } = build;
  return sdk.compiled === undefined ? await builtLibrary(build) : compiledLibrary(sdk, sdk.compiled, level);
}

/** From the sources, through the cache. */
async function builtLibrary(build: SdkBuild): Promise<SdkLibrary> {
  const cache = new ObjectCache(build.cacheFolder);
  const compiler = new SdkCompiler(build, cache);
  const load = ({ name }: Member) => compiler.object(name);
  const known = cachedIndex(cache, compiler.identity);
  if (known !== undefined) return new SdkLibrary(known, load);
  const objects = await compiler.all();
  const members = objects.map(({ name, object }) => memberOf(name, groupOf(build.sdk, name), object));
  cache.set(compiler.identity, JSON.stringify(members));
  return new SdkLibrary(members, load);
}

/** From the archives of a packed SDK. */
function compiledLibrary(sdk: SdkManifest, compiled: string, level: Level): SdkLibrary {
  const objects = new Map<string, ObjectFile>();
  const members: Member[] = [];
  for (const group of SDK_GROUPS) {
    const path = join(sdk.folder, compiled, level, `${group}.hxa`);
    for (const { name, object } of readArchive(readCompiled(path), path).members) {
      objects.set(name, object);
      members.push(memberOf(name, group, object));
    }
  }
  return new SdkLibrary(members, async ({ name }) => objects.get(name) as ObjectFile);
}

function readCompiled(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new HsxError('ENOENT', `the SDK lacks ${path}`, 'unpack its archive again');
  }
}

function memberOf(name: string, group: SdkGroup, { symbols }: ObjectFile): Member {
  return {
    name,
    group,
    defines: symbols
      .filter(({ section, bind }) => section !== 'undef' && bind !== 'local')
      .map((symbol) => symbol.name),
    needs: symbols.filter(({ section }) => section === 'undef').map((symbol) => symbol.name),
  };
}

function groupOf(sdk: SdkManifest, name: string): SdkGroup {
  return SDK_GROUPS.find((group) => sdk.sources[group].includes(name)) ?? 'libc';
}

/** The text carries a digest and its key covers the code that wrote it, so its shape is not checked again. */
function cachedIndex(cache: ObjectCache, key: string): Member[] | undefined {
  try {
    return JSON.parse(cache.get(key) ?? '') as Member[];
  } catch {
    return undefined;
  }
}
