/** A clang installed on this machine, versions 14 to 22, named by `HSX_CLANG` or `--clang`. */
import { spawn, spawnSync } from 'node:child_process';
import { HsxError } from '@hsx/isa';
import type { ClangRequest, ClangResult, FrontEnd } from './front-end.js';

/** The oldest version that this driver is tested with. */
export const OLDEST_CLANG = 14;

class NativeClang implements FrontEnd {
  readonly baseArgs: readonly string[] = [];

  constructor(
    readonly name: string,
    readonly major: number,
    readonly identity: string,
  ) {}

  async run({ args, cwd, stdin }: ClangRequest): Promise<ClangResult> {
    return await new Promise<ClangResult>((resolve, reject) => {
      const child = spawn(this.name, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.stdin.on('error', () => {});
      child.stdin.end(stdin ?? '');
      child.once('error', (error) => reject(cannotStart(this.name, error)));
      child.once('close', (code, signal) => {
        const said = Buffer.concat(stderr).toString('utf8');
        resolve({
          status: code ?? 1,
          stdout: Buffer.concat(stdout),
          stderr: signal === null ? said : `${said}${this.name}: ended by ${signal}\n`,
          files: new Map(),
        });
      });
    });
  }
}

function cannotStart(path: string, error: Error): HsxError {
  const { code } = error as NodeJS.ErrnoException;
  const missing = code === 'ENOENT';
  const why = missing ? 'no such program' : code === 'EACCES' ? 'it is not an executable file' : error.message;
  return new HsxError(
    missing ? 'ENOENT' : 'EIO',
    `cannot start clang '${path}': ${why}`,
    'HSX_CLANG and --clang name a clang executable; without them the bundled one is used',
  );
}

/** Asks the program for its version. Throws when it cannot be started, is no clang or is too old. */
export function nativeClang(path: string): FrontEnd {
  const probe = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (probe.error !== undefined) throw cannotStart(path, probe.error);
  const match = /clang version (\d+)\.[^\s]*/.exec(probe.stdout);
  if (match === null) throw new HsxError('EINVAL', `'${path}' is not clang: it says '${firstLine(probe.stdout)}'`);
  const major = Number(match[1]);
  if (major < OLDEST_CLANG) {
    throw new HsxError('EINVAL', `'${path}' is clang ${major}; version ${OLDEST_CLANG} or newer is needed`);
  }
  return new NativeClang(path, major, `native ${firstLine(probe.stdout)}`);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}
