/** The committed launchers as a user starts them: real processes, real streams. They need the built files. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sandbox } from './testing/command-line.js';

const box = sandbox();

interface Ended {
  status: number | null;
  signal: string | null;
  out: string;
  err: string;
}

interface Started {
  child: ReturnType<typeof spawn>;
  ended: Promise<Ended>;
}

function start(
  launcher: string,
  args: string[],
  env: Record<string, string> = {},
  out: 'pipe' | number = 'pipe',
): Started {
  const path = fileURLToPath(new URL(`../bin/${launcher}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    cwd: box.folder,
    env: { ...process.env, ...env },
    stdio: ['pipe', out, 'pipe'],
  });
  const ended = new Promise<Ended>((resolve) => {
    const outcome = { out: '', err: '' };
    child.stdout?.on('data', (chunk: Buffer) => {
      outcome.out += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      outcome.err += chunk.toString();
    });
    child.on('close', (status, signal) => resolve({ ...outcome, status, signal }));
  });
  return { child, ended };
}

/** Copies standard input to standard output; the status is what READ said at the end. */
const ECHO = `.entry start
.export start
start:  LDI32 R0, buffer
        LI R1, 64
        LDI R2, -1
        SVC TASK_READ
        LDI R3, 1
        CMP R0, R3
        JLT done
        MOV R1, R0
        LDI32 R0, buffer
        SVC TASK_WRITE
        JMP start
done:   SVC TASK_EXIT
        .bss
buffer: .space 64
`;

const ENDLESS = `.entry start
.export start
start:  LDI32 R0, text
        LDI R1, 4
        SVC TASK_WRITE
        JMP start
        .rodata
text:   .ascii "spam"
`;

describe('hsx run', () => {
  it('hands the streams through', async () => {
    box.write('echo.mvasm', ECHO);
    const { child, ended } = start('hsx', ['run', 'echo.mvasm']);
    child.stdin?.write('one ');
    setTimeout(() => child.stdin?.end('two\n'), 100);
    expect(await ended).toEqual({ status: 0, signal: null, out: 'one two\n', err: '' });
  });

  it('ends quietly when nobody reads its output', async () => {
    box.write('endless.mvasm', ENDLESS);
    const { child, ended } = start('hsx', ['run', 'endless.mvasm']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toMatchObject({ status: 141, err: '' });
  });

  it('runs an image or an object from standard input', async () => {
    box.write('echo.mvasm', ECHO);
    for (const build of [
      ['asm', '-o', 'program', 'echo.mvasm'],
      ['cc', '-o', 'program', 'echo.mvasm'],
    ]) {
      expect(await start('hsx', build).ended).toMatchObject({ status: 0, err: '' });
      const { child, ended } = start('hsx', ['run', '-']);
      child.stdin?.end(readFileSync(join(box.folder, 'program')));
      expect(await ended).toEqual({ status: 0, signal: null, out: '', err: '' });
    }
  });

  it.skipIf(!existsSync('/dev/full'))('says when its output cannot be written', async () => {
    box.write('endless.mvasm', ENDLESS);
    const full = openSync('/dev/full', 'w');
    const { ended } = start('hsx', ['run', 'endless.mvasm'], {}, full);
    closeSync(full);
    expect(await ended).toMatchObject({
      status: 125,
      err: 'hsx run: error: standard output: cannot write: no space left on the device\n',
    });
  });

  it('ends on Ctrl-C with 130', async () => {
    box.write('endless.mvasm', ENDLESS);
    const { child, ended } = start('hsx', ['run', 'endless.mvasm']);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await ended).toMatchObject({ status: 130, err: '' });
  });

  it('compiles C and links the library', async () => {
    box.write(
      'hello.c',
      '#include <stdio.h>\nint main(int argc, char **argv) { printf("hello %d %s\\n", argc, argv[1]); return 3; }\n',
    );
    const { ended } = start('hsx', ['run', 'hello.c', '--', 'you']);
    expect(await ended).toEqual({ status: 3, signal: null, out: 'hello 2 you\n', err: '' });
  });

  it('compiles sources that are nested deeper than the main stack allows', async () => {
    const sum = Array.from({ length: 3000 }, (_, index) => `argc * ${index}`).join(' + ');
    box.write('deep.c', `int main(int argc, char **argv) { (void)argv; return (${sum}) & 63; }\n`);
    const { ended } = start('hsx', ['run', '-O0', 'deep.c']);
    expect(await ended).toEqual({ status: ((3000 * 2999) / 2) & 63, signal: null, out: '', err: '' });
  });

  it("shows clang's errors as they are", async () => {
    box.write('wrong.c', 'int main(void) { return nope; }\n');
    const { status, err } = await start('hsx', ['run', 'wrong.c']).ended;
    expect(status).toBe(125);
    expect(err).toMatch(/^wrong\.c:1:25: error: use of undeclared identifier 'nope'\n/);
  });
});

it("gives clang's messages colours where its own have them", async () => {
  box.write('pale.c', 'int main(void) { return nope; }\n');
  const said = async (env: Record<string, string>, ...args: string[]) =>
    (await start('hsx-cc', ['-c', 'pale.c', ...args], env).ended).err;
  expect(await said({ FORCE_COLOR: '1', NO_COLOR: '' })).toContain('\x1b[0;1;31merror: ');
  expect(await said({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\x1b');
  expect(await said({ FORCE_COLOR: '1', NO_COLOR: '' }, '-fno-color-diagnostics')).not.toContain('\x1b');
  expect(await said({ FORCE_COLOR: '', NO_COLOR: '' })).not.toContain('\x1b');
});

describe('traditional names', () => {
  it.each(['hsx-cc', 'hsx-llc', 'hsx-asm', 'hsx-ld', 'hsx-ar', 'hsx-nm', 'hsx-objdump', 'hsx-size'])(
    '%s',
    async (launcher) => {
      const { status, out, err } = await start(launcher, ['--help']).ended;
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain(`Usage: ${launcher}`);
    },
  );
});

it('shows a stack trace only with HSX_DEBUG=1', async () => {
  const plain = await start('hsx', ['info', 'missing']).ended;
  expect(plain.err).toMatch(/^hsx info: error: missing: cannot read: no such file or directory\n$/);
  const debug = await start('hsx', ['info', 'missing'], { HSX_DEBUG: '1' }).ended;
  expect(debug.err).toMatch(/\n\s+at /);
});
