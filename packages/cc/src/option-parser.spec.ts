import { describe, expect, it } from 'vitest';
import { parseCommandLine, parseLinkerCommandLine } from './option-parser.js';

function options(line: string) {
  const { options, errors } = parseCommandLine(line.split(' '));
  expect(errors).toEqual([]);
  return options;
}

function errors(line: string): string[] {
  return parseCommandLine(line === '' ? [] : line.split(' ')).errors.map(
    ({ message, hint }) => `${message} | ${hint ?? ''}`,
  );
}

describe('stages and outputs', () => {
  it.each([
    ['-c x.c', 'object'],
    ['-S x.c', 'assembly'],
    ['-E x.c', 'preprocess'],
    ['-fsyntax-only x.c', 'syntax'],
    ['-M x.c', 'dependencies'],
    ['x.c', 'link'],
  ])('%s', (line, stage) => {
    expect(options(line).stage).toBe(stage);
  });

  it('takes -o joined and separate', () => {
    expect(options('-o a x.c').output).toBe('a');
    expect(options('-oa x.c').output).toBe('a');
  });

  it('refuses one -o for several objects, and -emit-llvm when linking', () => {
    expect(errors('-c -o a x.c y.c')[0]).toContain('-o names one file, but 2 inputs');
    expect(errors('-emit-llvm x.c')[0]).toContain('-emit-llvm needs -S');
    expect(errors('-S -emit-llvm x.c')).toEqual([]);
  });
});

describe('options for clang', () => {
  it('passes them on in their order, joined or separate as they were meant', () => {
    expect(options('-Iinc -DX=1 -I inc2 -include a.h -Wall -fno-inline -std=c11 -isystem d x.c').clangArgs).toEqual([
      '-Iinc',
      '-DX=1',
      '-Iinc2',
      '-include',
      'a.h',
      '-Wall',
      '-fno-inline',
      '-std=c11',
      '-isystem',
      'd',
    ]);
  });

  it.each([
    ['-O', '-O1'],
    ['-O2', '-O2'],
    ['-Os', '-Os'],
    ['-Oz', '-Oz'],
  ])('%s is %s', (given, taken) => {
    expect(options(`${given} x.c`).optimisation).toBe(taken);
  });

  it('starts at -O0 without debug data', () => {
    expect(options('x.c')).toMatchObject({ optimisation: '-O0', debug: false, level: 'ext' });
    expect(options('-g x.c').debug).toBe(true);
    expect(options('-g0 x.c').debug).toBe(false);
  });

  it('refuses levels that do not exist', () => {
    expect(errors('-O7 x.c')[0]).toContain("unknown optimisation level '-O7'");
    expect(errors('-misa=arm x.c')[0]).toContain('core or ext');
  });
});

describe('options for the linker', () => {
  it('takes sizes with units', () => {
    expect(options('--stack=2K --heap 0x100 x.c').linker).toMatchObject({ stack: 2048, heap: 256, gcSections: true });
    expect(errors('--stack=lots x.c')[0]).toContain("'lots' is no size for --stack");
    expect(errors('--stack=17M x.c')).toHaveLength(1);
  });

  it('reads -Wl lists', () => {
    expect(options('-Wl,--no-gc-sections,-Map,x.map,--entry=go x.c').linker).toMatchObject({
      gcSections: false,
      map: 'x.map',
      entry: 'go',
    });
    expect(errors('-Wl,-O2 x.c')[0]).toContain("unknown linker option '-O2'");
  });

  it('keeps libraries where they stand among the inputs', () => {
    expect(options('a.c -lfoo b.hxo -L dir -l bar').inputs).toEqual([
      { kind: 'file', path: 'a.c', language: undefined },
      { kind: 'library', name: 'foo' },
      { kind: 'file', path: 'b.hxo', language: undefined },
      { kind: 'library', name: 'bar' },
    ]);
  });

  it('is all that hsx ld knows', () => {
    expect(parseLinkerCommandLine(['-o', 'x', 'a.hxo']).options.linker.gcSections).toBe(false);
    expect(parseLinkerCommandLine(['-Iinc', 'a.hxo']).errors[0]?.message).toContain('-Iinc');
  });
});

describe('inputs', () => {
  it('gives -x to what follows it', () => {
    const { inputs } = options('a.c -x ir b.txt -x none c.c');
    expect(inputs.map((input) => input.kind === 'file' && input.language)).toEqual([undefined, 'ir', undefined]);
    expect(errors('-x fortran a.f')[0]).toContain("unknown language 'fortran'");
  });

  it('wants a language for standard input', () => {
    expect(errors('-c -')[0]).toContain('add -x c');
    expect(errors('-x c -c -')).toEqual([]);
  });

  it('takes everything after -- as a file', () => {
    expect(options('-- -odd.c').inputs).toEqual([{ kind: 'file', path: '-odd.c', language: undefined }]);
  });
});

describe('what other compilers have and HSX has not', () => {
  it.each([
    ['-m32 x.c', 'chosen by -misa=core'],
    ['-march=rv32 x.c', 'chosen by -misa=core'],
    ['-shared x.c', 'one image with one thread'],
    ['-T x.ld x.c', 'no linker scripts'],
    ['-fsanitize=undefined,address x.c', '-fsanitize=address needs a library'],
  ])('%s', (line, text) => {
    expect(errors(line)).toEqual([expect.stringContaining(text)]);
  });

  it('one letter is near to nothing', () => {
    expect(parseCommandLine(['-Q', 'x.c']).errors).toEqual([{ message: "unknown option '-Q'" }]);
  });
});

describe('mistakes', () => {
  it.each([
    ['', 'no input files'],
    ['--gc-section x.c', "did you mean '--gc-sections'?"],
    ['--hep=4 x.c', "did you mean '--heap'?"],
    ['-o', "option '-o' needs a value"],
  ])('%s', (line, text) => {
    expect(errors(line).join('\n')).toContain(text);
  });

  it('are all reported at once', () => {
    expect(errors('--nope --nada x.c')).toHaveLength(2);
  });
});
