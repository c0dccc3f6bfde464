import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClangRequest, FrontEnd } from './clang/front-end.js';
import { CollectingReporter } from './reporter.js';
import type { SdkBuild } from './sdk-compiler.js';
import { sdkLibrary } from './sdk-library.js';
import { findSdk, installedSdk } from './sdk-manifest.js';

let folder: string;
let runs: ClangRequest[];

/** Stands for clang: "preprocesses" by giving the file back as it is, and counts. */
const copying: FrontEnd = {
  name: 'copying',
  major: 22,
  identity: 'copying 1',
  baseArgs: [],
  run: async (request) => {
    runs.push(request);
    return { status: 0, stdout: Buffer.from('.export two\ntwo: LDI R0, 2\nRET\n'), stderr: '', files: new Map() };
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-sdk-'));
  runs = [];
  for (const name of ['crt', 'libc', 'include']) mkdirSync(join(folder, name));
  write('sdk.json', '{"version":1,"include":["include"],"crt":["crt/crt0.mvasm"],"libc":["libc/*.S"]}');
  write('crt/crt0.mvasm', '.import main\n.export _start\n_start: CALL main\nRET\n');
  write('include/size.h', '; 1\n');
  write('libc/two.S', '#include <size.h>\n.export two\n');
  write('libc/other.S', '.export other\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function build(more: Partial<SdkBuild> = {}): SdkBuild {
  return {
    sdk: findSdk(folder, {}),
    level: 'ext',
    reporter: new CollectingReporter(),
    cacheFolder: join(folder, 'cache'),
    frontEnd: copying,
    ...more,
  };
}

async function select(names: string[], more: Partial<SdkBuild> = {}): Promise<string[]> {
  const { members } = await (await sdkLibrary(build(more))).select(names, () => true);
  return members.map(({ name }) => name);
}

describe('the library', () => {
  it('gives what may be needed, start files first', async () => {
    expect(await select(['_start'])).toEqual(['crt/crt0.mvasm']);
    expect(await select(['two', '_start'])).toEqual(['crt/crt0.mvasm', 'libc/other.S', 'libc/two.S']);
    expect(await select(['nothing'])).toEqual([]);
    const archive = await (await sdkLibrary(build())).select(['_start', 'two'], (group) => group === 'crt');
    expect(archive.members.map(({ name }) => name)).toEqual(['crt/crt0.mvasm']);
  });

  it('is compiled once', async () => {
    await select(['two']);
    expect(runs).toHaveLength(2);
    await select(['two']);
    expect(runs).toHaveLength(2);
  });

  it('is compiled again where something changed that the object is made of', async () => {
    await select(['two']);
    write('include/size.h', '; 2\n');
    await select(['two']);
    expect(runs.map(({ args }) => args.at(-1))).toEqual(['libc/other.S', 'libc/two.S', 'libc/two.S']);
    await select(['two'], { level: 'core' });
    expect(runs).toHaveLength(5);
    await select(['two'], { frontEnd: { ...copying, identity: 'copying 2' } });
    expect(runs).toHaveLength(7);
  });

  it('survives a cache in which every entry is damaged', async () => {
    const before = await select(['_start', 'two']);
    const cache = join(folder, 'cache');
    for (const name of readdirSync(cache, { recursive: true, encoding: 'utf8' })) {
      if (name.includes('/')) writeFileSync(join(cache, name), 'noise');
    }
    expect(await select(['_start', 'two'])).toEqual(before);
    expect(runs).toHaveLength(4);
  });

  it('may be built by several at once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => select(['two'])));
    expect(new Set(results.map(String)).size).toBe(1);
  });

  it('is built without a cache too', async () => {
    write('file', '');
    expect(await select(['_start'], { cacheFolder: join(folder, 'file') })).toEqual(['crt/crt0.mvasm']);
  });
});

describe('sdk.json', () => {
  it.each([
    ['{', /not JSON/],
    ['[]', /an object is expected/],
    ['{"version":2}', /version is 2/],
    ['{"version":1,"libc":["../x.c"]}', /libc is not a list of paths inside the SDK/],
    ['{"version":1,"rt":"rt/x.c"}', /rt is not a list/],
    ['{"version":1,"crt":["crt/none.S"]}', /there is no crt\/none\.S/],
  ])('%s', (text, message) => {
    write('sdk.json', text);
    expect(() => findSdk(folder, {})).toThrow(message);
  });

  it('is found in a checkout and among installed packages', () => {
    const sdk = join(folder, 'node_modules', '@hsx', 'sdk');
    const file = join(folder, 'node_modules', '@hsx', 'cc', 'dist', 'sdk-manifest.js');
    mkdirSync(sdk, { recursive: true });
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(join(sdk, 'sdk.json'), '{}');
    expect(installedSdk(file)).toBe(realpathSync(sdk));
    mkdirSync(join(folder, 'checkout', 'sdk'), { recursive: true });
    writeFileSync(join(folder, 'checkout', 'sdk', 'sdk.json'), '{}');
    expect(installedSdk(join(folder, 'checkout', 'packages', 'cc', 'src', 'x.ts'))).toBe(
      join(folder, 'checkout', 'sdk'),
    );
  });

  it('must be there', () => {
    expect(() => findSdk('/nowhere', {})).toThrow(/no HSX SDK in \/nowhere/);
    expect(() => findSdk(undefined, { HSX_SDK: '/nowhere' })).toThrow(/no HSX SDK in \/nowhere/);
    expect(findSdk(undefined, {}).sources.crt).not.toEqual([]);
  });
});
