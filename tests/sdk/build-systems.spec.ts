/** docs/build-systems.md: its Makefile and CMakeLists.txt build a program from several files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const document = readFileSync(join(root, 'docs/build-systems.md'), 'utf8');
const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-build-'));
  write('motor.h', '#define SPEED 40\nint motor_speed(void);\n');
  write('motor.c', '#include "motor.h"\nint motor_speed(void) { return SPEED; }\n');
  write('sensor.c', 'int sensor_offset(void) { return 2; }\n');
  write(
    'main.c',
    '#include <stdio.h>\n#include "motor.h"\nint sensor_offset(void);\nint main(void) { return printf("%d\\n", motor_speed() + sensor_offset()) != 3; }\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** The document's only block of a language. */
function block(language: string): string {
  const blocks = [...document.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[1] ?? '';
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const has = (command: string) => spawnSync(command, ['--version']).status === 0;

it.skipIf(!has('make'))(
  'make',
  () => {
    write('Makefile', block('make'));
    expect(run('make', '-s', '-j2', 'test')).toBe('42\n');
    expect(run('make', 'app.hxe')).toContain('up to date');
    write('motor.h', '#define SPEED 50\nint motor_speed(void);\n');
    expect(run('make', '-s', 'test')).toBe('52\n');
  },
  120_000,
);

it.skipIf(!has('cmake') || !has('make'))(
  'CMake',
  () => {
    write('CMakeLists.txt', block('cmake'));
    run('cmake', '-B', 'build', '-DCMAKE_BUILD_TYPE=MinSizeRel', `-DCMAKE_TOOLCHAIN_FILE=${root}sdk/cmake/hsx.cmake`);
    run('cmake', '--build', 'build');
    expect(run('hsx', 'run', 'build/app.hxe')).toBe('42\n');
    expect(run('hsx', 'info', 'build/app.hxe')).toMatch(/\n {2}stack .* 2048 /);
    expect(run('cmake', '-E', 'chdir', 'build', 'ctest')).toContain('100% tests passed');
  },
  120_000,
);
