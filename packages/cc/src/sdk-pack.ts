/**
 * The SDK as an archive that needs nothing else to build programs: headers, the library compiled for both levels, samples with what the
 * compiler and the assembler make of them, the documentation, and a manifest with the digest of every file (toolchain.md, Commands).
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { assemble, writeListingText } from '@hsx/asm';
import { writeArchive } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import { Compiler } from './compiler.js';
import { BuildFailed, reportAll } from './reporter.js';
import { SDK_OPTIMISATION, type SdkBuild } from './sdk-compiler.js';
import { sdkLibrary } from './sdk-library.js';
import { SDK_GROUPS } from './sdk-manifest.js';
import type { TarFile } from './tar.js';

/** The folder that the archive unpacks to. */
const ROOT = 'hsx-sdk';
const LIBRARY = 'lib';
const LEVELS: readonly Level[] = ['core', 'ext'];
/** The samples' listings are of this level. */
const SAMPLE_LEVEL: Level = 'ext';

export interface SdkPackOptions extends Omit<SdkBuild, 'level'> {
  version: string;
}

/**
 * All files of the archive, in its order.
 * @throws HsxError ENOENT when the SDK is itself a packed one; BuildFailed when something does not compile.
 */
export async function sdkArchiveFiles(options: SdkPackOptions): Promise<TarFile[]> {
  const { sdk, version } = options;
  if (sdk.compiled !== undefined) {
    throw new HsxError('ENOENT', `${sdk.folder} is a packed SDK: there are no sources to pack`);
  }
  const files = new Map<string, Uint8Array>();
  const add = (path: string, data: string | Uint8Array) => files.set(path, Buffer.from(data));
  for (const folder of sdk.includes) addTree(files, 'include', folder, (name) => name.endsWith('.h'));
  addTree(files, 'cmake', join(sdk.folder, 'cmake'), (name) => name.endsWith('.cmake'));
  for (const level of LEVELS) {
    const library = await sdkLibrary({ ...options, level });
    for (const group of SDK_GROUPS) add(`${LIBRARY}/${level}/${group}.hxa`, writeArchive(await library.group(group)));
  }
  add('sdk.json', json({ version: 1, include: ['include'], compiled: LIBRARY }));
  const home = join(sdk.folder, '..');
  addTree(files, 'docs', join(home, 'docs'), (name) => name.endsWith('.md'));
  const samples = join(home, 'examples');
  addTree(files, 'samples', samples, (name) => !/\.[cm]?ts$/.test(name));
  for (const path of [...files.keys()]) {
    if (path.startsWith('samples/') && path.endsWith('.c')) {
      const { mvasm, listing } = await compileSample(options, samples, path.slice('samples/'.length));
      add(path.replace(/\.c$/, '.mvasm'), mvasm);
      add(path.replace(/\.c$/, '.lst'), listing);
    }
  }
  if (existsSync(join(home, 'LICENSE'))) add('LICENSE', readFileSync(join(home, 'LICENSE')));
  add('README.md', README);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = json({
    format: 1,
    name: ROOT,
    version,
    compiler: options.frontEnd.identity,
    files: sorted.map(([path, data]) => ({
      path,
      size: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
    })),
  });
  return [['MANIFEST.json', Buffer.from(manifest)] as const, ...sorted].map(([path, data]) => ({
    path: `${ROOT}/${path}`,
    data,
  }));
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every file below a folder that `wanted` takes. Nothing hidden, and no links, which might lead anywhere. */
function addTree(
  files: Map<string, Uint8Array>,
  target: string,
  folder: string,
  wanted: (name: string) => boolean,
): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    if (entry.isDirectory()) addTree(files, `${target}/${name}`, join(folder, name), wanted);
    else if (entry.isFile() && wanted(name)) files.set(`${target}/${name}`, readFileSync(join(folder, name)));
  }
}

/** A sample's assembly, and its listing: addresses and words beside the lines. */
async function compileSample(
  { sdk, reporter, frontEnd }: SdkPackOptions,
  folder: string,
  path: string,
): Promise<{ mvasm: string; listing: string }> {
  const settings = { level: SAMPLE_LEVEL, optimisation: SDK_OPTIMISATION, debug: false, clangArgs: [] };
  const places = { sdkIncludes: sdk.includes, sdkFolder: sdk.folder, includeDirs: [] };
  const compiler = new Compiler({ ...settings, ...places }, folder, reporter, () => frontEnd);
  const source = { path, kind: 'c', bytes: readFileSync(join(folder, path)) } as const;
  const { ir, pragmas } = await compiler.toIr(source);
  const mvasm = compiler.toAssembly(ir, source, pragmas);
  const assembled = assemble(mvasm, {
    path: basename(path).replace(/\.c$/, '.mvasm'),
    isa: SAMPLE_LEVEL,
    listing: true,
  });
  if (reportAll(assembled.diagnostics, reporter)) throw new BuildFailed();
  return { mvasm, listing: writeListingText(assembled.listing) };
}

const README = `# HSX SDK

What C programs for HSX are built with, apart from the tools themselves:

    hsx cc --sdk hsx-sdk -O2 -o hello.hxe hsx-sdk/samples/hello/hello.c
    hsx run hello.hxe

HSX_SDK=/path/of/hsx-sdk does the same for every command.

    include/        headers
    lib/            start-up code, C library and runtime, compiled for the levels core and ext
    samples/        programs, what they print, and what the compiler (.mvasm) and the assembler (.lst) make of them at -Os
    docs/           the guide, docs/sdk.md, and the reference
    MANIFEST.json   every file with its size and SHA-256
`;
