/**
 * Runs the IR files of this folder. A line `; run: f(1, -2) == 3` calls f on the machine, at both levels; the result is
 * compared as the function's own integer type. `; levels: ext` limits a file to one level.
 * `; error: text` instead: compiling must fail with a message that contains the text. The routines of the SDK that are written
 * in assembly are there; a file defines others itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Archive } from '@hsx/image';
import { INSTRUCTIONS } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../compile.js';
import { assembleText, compileIr, Guest } from '../testing/guest.js';

const folder = new URL('.', import.meta.url);
const RUN = /^; run: ([\w.$]+)\(([^)]*)\) == (\S+)$/gm;

const runtimes = new Map<'core' | 'ext', Archive>();

/** The assembly sources of the SDK's runtime, and setjmp. */
function runtime(level: 'core' | 'ext'): Archive {
  let archive = runtimes.get(level);
  if (archive === undefined) {
    const members = ['rt/', 'libc/setjmp/'].flatMap((folder) => {
      const sources = new URL(`../../../../sdk/${folder}`, import.meta.url);
      return readdirSync(sources)
        .filter((name) => name.endsWith('.mvasm'))
        .map((name) => ({ name, object: assembleText(readFileSync(new URL(name, sources), 'utf8'), name, level) }));
    });
    archive = { version: 1, members };
    runtimes.set(level, archive);
  }
  return archive;
}

function guestOf(text: string, level: 'core' | 'ext', path: string, without?: ReadonlySet<string>): Guest {
  return new Guest([compileIr(text, level, path, without)], { libraries: [runtime(level)] });
}

function resultBits(text: string, name: string): number {
  const match = new RegExp(
    `^define [^@]*?\\b(i\\d+|ptr|half|float|double) @${name.replace(/[.$]/g, '\\$&')}\\(`,
    'm',
  ).exec(text);
  const type = match?.[1];
  if (type === undefined) throw new Error(`no function @${name} with a scalar result`);
  return type.startsWith('i') ? Number(type.slice(1)) : type === 'double' ? 64 : type === 'half' ? 16 : 32;
}

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.ll'))
  .sort()) {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const expected = /^; error: (.*)$/m.exec(text)?.[1];
  describe(file, () => {
    for (const level of (/^; levels: (.*)$/m.exec(text)?.[1] ?? 'core ext').split(' ') as ('core' | 'ext')[]) {
      if (expected !== undefined) {
        it(`is refused at ${level}`, () => {
          const { mvasm, diagnostics } = compileModule(text, { path: file, level });
          expect(mvasm).toBeUndefined();
          expect(diagnostics.map(({ message }) => message).join('\n')).toContain(expected);
        });
        continue;
      }
      it(`runs at ${level}`, () => check(text, guestOf(text, level, file)));
      // A compiler that may not use an instruction must find the way around it (instruction-set.ts).
      if (level === 'core') continue;
      const used = extendedInstructions(text, file);
      for (const [which, without] of [
        ['every other', used.filter((_, i) => i % 2 === 0)],
        ['the rest', used.filter((_, i) => i % 2 === 1)],
        ['all', used],
      ] as const)
        it(`runs at ext without ${which} of its extended instructions`, () => {
          const off = new Set(without);
          const left = extendedInstructions(text, file, off).filter((mnemonic) => off.has(mnemonic));
          expect(left).toEqual([]);
          check(text, guestOf(text, level, file, off));
        });
    }
  });
}

/** Calls what the `run` lines call. */
function check(text: string, guest: Guest): void {
  const runs = [...text.matchAll(RUN)];
  expect(runs.length).toBeGreaterThan(0);
  for (const [line, name, args, want] of runs as unknown as [string, string, string, string][]) {
    const words = args.trim() === '' ? [] : args.split(',').map((arg) => Number(arg) | 0);
    const { r0, r1 } = guest.call(name, words);
    const bits = resultBits(text, name);
    const got = BigInt.asUintN(bits, (BigInt(r1) << 32n) | BigInt(r0));
    expect(`${line.slice(7)}: ${BigInt.asUintN(bits, got)}`).toBe(
      `${line.slice(7)}: ${BigInt.asUintN(bits, BigInt(want))}`,
    );
  }
}

/** Mnemonics of level ext in the code; those for binary32 need the runtime library to be done without, so they stay. */
function extendedInstructions(text: string, path: string, without: ReadonlySet<string> = new Set()): string[] {
  const { mvasm = '' } = compileModule(text, { path, level: 'ext', without });
  const found = new Set([...mvasm.matchAll(/^ {2}([A-Z][A-Z0-9]*)\b/gm)].map((match) => match[1] as string));
  return INSTRUCTIONS.filter(({ mnemonic, level, op }) => level === 'ext' && op < 0x50 && found.has(mnemonic)).map(
    ({ mnemonic }) => mnemonic,
  );
}
