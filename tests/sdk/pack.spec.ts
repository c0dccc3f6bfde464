/** `hsx sdk pack`: the archive is the same every time, says what is in it, and is enough to build programs. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  Build,
  CollectingReporter,
  cacheFolder,
  findSdk,
  packTgz,
  parseCommandLine,
  sdkArchiveFiles,
  selectClang,
} from '@hsx/cc';
import { runTask } from '@hsx/exec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hsx-pack-'));
const { env } = process;

async function pack(): Promise<Uint8Array> {
  const reporter = new CollectingReporter();
  const files = await sdkArchiveFiles({
    sdk: findSdk(undefined, env),
    reporter,
    cacheFolder: cacheFolder(env),
    frontEnd: selectClang(undefined, env),
    version: '1.2.3',
  });
  expect(reporter.texts).toEqual([]);
  return packTgz(files);
}

/** What a tar archive says, field by field as POSIX has them. */
function unpack(tgz: Uint8Array): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const tar = gunzipSync(tgz);
  expect(tar.length % 512).toBe(0);
  for (let at = 0; tar[at] !== 0; ) {
    const field = (start: number, length: number) =>
      tar.toString('utf8', at + start, at + start + length).split('\0', 1)[0] ?? '';
    const sum = tar.subarray(at, at + 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    expect(Number.parseInt(field(148, 8), 8)).toBe(sum);
    expect(field(257, 6)).toBe('ustar');
    expect([field(108, 8), field(116, 8), field(136, 12)].every((text) => /^0+$/.test(text))).toBe(true);
    const size = Number.parseInt(field(124, 12), 8);
    const prefix = field(345, 155);
    files.set(prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`, tar.subarray(at + 512, at + 512 + size));
    at += 512 + 512 * Math.ceil(size / 512);
  }
  return files;
}

async function build(source: string, ...options: string[]): Promise<Uint8Array> {
  const reporter = new CollectingReporter();
  const parsed = parseCommandLine(['-O2', ...options, source]);
  const host = { cwd: dirname(source), env: { ...env, HSX_CACHE: join(folder, 'no-cache') }, reporter };
  const own = options.some((option) => option.startsWith('--sdk')) ? host : { ...host, env };
  const built = new Build(parsed.options, own);
  return (await built.link(await built.linkItems(), 'program.hxe')).image;
}

describe('a packed SDK', () => {
  let archive: Uint8Array;
  let files: Map<string, Buffer>;

  beforeAll(async () => {
    archive = await pack();
    files = unpack(archive);
    for (const [path, data] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), data);
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has the same bytes when it is packed again', async () => {
    expect(Buffer.compare(await pack(), archive)).toBe(0);
  });

  it('lists every file with its digest', () => {
    const manifest = JSON.parse(String(files.get('hsx-sdk/MANIFEST.json'))) as {
      version: string;
      files: { path: string; size: number; sha256: string }[];
    };
    expect(manifest.version).toBe('1.2.3');
    expect(manifest.files.map(({ path }) => `hsx-sdk/${path}`)).toEqual([...files.keys()].slice(1));
    for (const { path, size, sha256 } of manifest.files) {
      const data = files.get(`hsx-sdk/${path}`) as Buffer;
      expect([data.length, createHash('sha256').update(data).digest('hex')], path).toEqual([size, sha256]);
    }
  });

  it('has headers, libraries, samples with listings and documentation', () => {
    const paths = [...files.keys()].map((path) => path.replace('hsx-sdk/', ''));
    for (const path of ['include/stdio.h', 'include/hsx/svc.h', 'lib/core/crt.hxa', 'lib/ext/libc.hxa', 'LICENSE'])
      expect(paths).toContain(path);
    for (const path of [
      'docs/sdk.md',
      'samples/hello/hello.c',
      'samples/hello/expected.txt',
      'samples/hello/hello.lst',
    ])
      expect(paths).toContain(path);
    expect(paths.filter((path) => /\.ts$|\.hxo$|(^|\/)\./.test(path))).toEqual([]);
    expect(String(files.get('hsx-sdk/samples/hello/hello.lst'))).toMatch(/^000000 +[0-9A-F]{8} .*PUSH R15$/m);
    expect(String(files.get('hsx-sdk/samples/hello/hello.mvasm'))).toContain('CALL puts');
    // Nothing of this machine.
    const text = gunzipSync(archive).toString('latin1');
    expect(text.includes(`${dirname(examples)}/`)).toBe(false);
  });

  it.each(['core', 'ext'])(
    'builds programs by itself, without a cache, the same as from the sources: %s',
    async (level) => {
      const sdk = join(folder, 'hsx-sdk');
      const isa = `-misa=${level}`;
      const image = await build(join(sdk, 'samples/quicksort/quicksort.c'), isa, `--sdk=${sdk}`);
      expect(existsSync(join(folder, 'no-cache'))).toBe(false);
      expect(Buffer.compare(image, await build(`${examples}quicksort/quicksort.c`, isa))).toBe(0);
      const out: Uint8Array[] = [];
      await runTask(image, { stdio: { write: (_fd, bytes) => void out.push(bytes), read: () => new Uint8Array() } });
      expect(Buffer.concat(out).toString()).toBe(readFileSync(`${examples}quicksort/expected.txt`, 'utf8'));
    },
  );

  it('is not packed once more, and is missed where it is not whole', async () => {
    const sdk = join(folder, 'hsx-sdk');
    const options = { reporter: new CollectingReporter(), cacheFolder: folder, frontEnd: selectClang(undefined, env) };
    await expect(sdkArchiveFiles({ ...options, sdk: findSdk(sdk, env), version: '1' })).rejects.toThrow(/packed SDK/);
    rmSync(join(sdk, 'lib/core/rt.hxa'));
    await expect(build(`${examples}hello/hello.c`, '-misa=core', `--sdk=${sdk}`)).rejects.toThrow(
      /the SDK lacks .*rt\.hxa/,
    );
  });
});

it('a path that fits no header is refused', () => {
  const long = `${'a/'.repeat(70)}${'b'.repeat(90)}`;
  expect([...unpack(packTgz([{ path: long, data: Buffer.from('x') }])).keys()]).toEqual([long]);
  expect(() => packTgz([{ path: 'c'.repeat(101), data: Buffer.of() }])).toThrow(/too long for an archive/);
});
