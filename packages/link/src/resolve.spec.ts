import { describe, expect, it } from 'vitest';
import { type LinkInput, link } from './link.js';
import { linkErrors, linked } from './testing/linked.js';
import { archive, asm, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

/** A function in its own section. */
function func(source: string, name: string, words = 1): ObjectBuilder {
  return new ObjectBuilder(source).text(`text.${name}`, nops(words)).define(name, `text.${name}`);
}

/** `_start` that calls `names`. */
function calling(...names: string[]): ObjectBuilder {
  const main = new ObjectBuilder('main.mvasm').define('_start', 'text');
  main.text(
    'text',
    names.flatMap(() => asm('CALL', { rs1: 0, imm: 0 })),
  );
  for (const [i, name] of names.entries()) main.need(name).reloc('text', 4 * i, 'PCREL12W', name, { line: 10 + i });
  return main;
}

/** The section lines of the map: what is in the image, in order. */
function sections(map: string): string[] {
  return [...map.matchAll(/^ {2}0x\w+ +\d+ {2}(\S+)$/gm)].map((match) => match[1] ?? '');
}

describe('archives', () => {
  const lib = () => [
    func('a.mvasm', 'a').need('b').reloc('text.a', 0, 'PCREL12W', 'b'),
    func('b.mvasm', 'b').need('a').reloc('text.b', 0, 'PCREL12W', 'a'),
    func('c.mvasm', 'c'),
  ];

  it('takes only members that resolve something, cycles included', () => {
    const { map } = linked([calling('a').input(), archive('lib.hxa', ...lib())]);
    expect(sections(map)).toEqual(['main.hxo(text)', 'lib.hxa(a.hxo)(text.a)', 'lib.hxa(b.hxo)(text.b)']);
    expect(map).toContain('lib.hxa(b.hxo) for b');
  });

  it('does not depend on where the archive stands, nor on the order of two that need each other', () => {
    const [a, b, c] = lib() as [ObjectBuilder, ObjectBuilder, ObjectBuilder];
    const one = archive('one.hxa', a);
    const two = archive('two.hxa', b, c);
    for (const inputs of [
      [one, two, calling('a').input()],
      [two, calling('a').input(), one],
      [calling('a').input(), two, one],
    ]) {
      expect(sections(linked(inputs).map).sort()).toEqual([
        'main.hxo(text)',
        'one.hxa(a.hxo)(text.a)',
        'two.hxa(b.hxo)(text.b)',
      ]);
    }
  });

  it('takes the first of several members that define a name, and none that an object defines', () => {
    const first = archive('one.hxa', func('x1.mvasm', 'x', 1));
    const second = archive('two.hxa', func('x2.mvasm', 'x', 2));
    expect(sections(linked([calling('x').input(), first, second]).map)).toContain('one.hxa(x1.hxo)(text.x)');
    expect(sections(linked([calling('x').input(), func('own.mvasm', 'x').input(), first, second]).map)).toEqual([
      'main.hxo(text)',
      'own.hxo(text.x)',
    ]);
  });

  it('is not pulled by a weak reference, but the weak reference uses what is there', () => {
    const main = () =>
      tiny()
        .text('text.t', asm('CALL', { rs1: 0, imm: 0 }))
        .need('w', 'weak')
        .reloc('text.t', 0, 'PCREL12W', 'w');
    const alone = linked([main().input(), archive('lib.hxa', func('w.mvasm', 'w'))]);
    expect(sections(alone.map)).toEqual(['main.hxo(text.start)', 'main.hxo(text.t)']);
    // Nobody defines it: the call goes to 0, from 8.
    expect(alone.word(8)).toBe(asm('CALL', { rs1: 0, imm: -2 })[0]);
    const other = func('other.mvasm', 'o').need('w').reloc('text.o', 0, 'PCREL12W', 'w');
    const both = linked([main().input(), other.input(), archive('lib.hxa', func('w.mvasm', 'w'))]);
    expect(both.word(8)).toBe(asm('CALL', { rs1: 0, imm: 2 })[0]);
  });

  it('takes a member for a name that is declared and never used, and ignores one that nobody has', () => {
    const main = tiny().need('a').need('nobody');
    const taken = sections(linked([main.input(), archive('lib.hxa', ...lib())]).map);
    expect(taken[0]).toBe('main.hxo(text.start)');
    expect(taken.length).toBeGreaterThan(1);
  });
});

describe('weak and common symbols', () => {
  it('lets a strong definition win over weak ones wherever it stands', () => {
    const makeWeak = () => {
      const builder = new ObjectBuilder('weak.mvasm')
        .text('text.w', nops(1))
        .define('f', 'text.w', 0, { bind: 'weak' });
      return builder.input();
    };
    for (const inputs of [
      [calling('f').input(), makeWeak(), func('s.mvasm', 'f').input()],
      [func('s.mvasm', 'f').input(), calling('f').input(), makeWeak()],
    ]) {
      const { map } = linked(inputs, { gcSections: true });
      expect(sections(map)).toContain('s.hxo(text.f)');
      expect(sections(map)).not.toContain('weak.hxo(text.w)');
    }
  });

  it('takes the first of several weak definitions', () => {
    const weak = (source: string) =>
      new ObjectBuilder(source).text('text.w', nops(1)).define('f', 'text.w', 0, { bind: 'weak' });
    const { map } = linked([calling('f').input(), weak('a.mvasm').input(), weak('b.mvasm').input()], {
      gcSections: true,
    });
    expect(sections(map)).toEqual(['main.hxo(text)', 'a.hxo(text.w)']);
  });

  it('takes the largest of common symbols, and a strong definition before any', () => {
    const common = (source: string, size: number) =>
      new ObjectBuilder(source).bss('bss.c', size).define('c', 'bss.c', 0, { bind: 'weak', size });
    const main = () => tiny().section('data.p', [0, 0, 0, 0]).need('c').reloc('data.p', 0, 'ABS32', 'c').input();
    const options = { gcSections: true };
    const keep = () => {
      const input = tiny().section('data.p', [0, 0, 0, 0]).need('c').reloc('data.p', 0, 'ABS32', 'c');
      input.object.keep.push('data.p');
      return input.input();
    };
    const commons = [common('s.mvasm', 4).input(), common('l.mvasm', 64).input(), common('m.mvasm', 16).input()];
    expect(linked([keep(), ...commons], options).sizes?.bss).toBe(64);
    const strong = new ObjectBuilder('d.mvasm').section('data.c', [1, 2, 3, 4]).define('c', 'data.c', 0, { size: 4 });
    expect(linked([keep(), ...commons, strong.input()], options).sizes?.bss).toBe(0);
    expect(linked([main(), ...commons], {}).sizes?.bss).toBe(84);
  });

  it('keeps local names apart', () => {
    const a = tiny()
      .section('rodata', [1, 0, 0, 0])
      .define('n', 'rodata', 0, { bind: 'local' })
      .section('data', [0, 0, 0, 0])
      .reloc('data', 0, 'ABS32', 'n');
    const b = new ObjectBuilder('b.mvasm')
      .section('rodata', [2, 0, 0, 0])
      .define('n', 'rodata')
      .section('data', [0, 0, 0, 0])
      .reloc('data', 0, 'ABS32', 'n');
    expect([...linked([a.input(), b.input()]).hxe.data]).toEqual([0, 1, 0, 0, 4, 1, 0, 0]);
  });
});

describe('errors', () => {
  it('names every undefined and every duplicate symbol with its places in one run', () => {
    const main = calling('prinft', 'ghost', 'ghost', 'twice', 'hidden');
    const lib = func('lib.mvasm', 'printf').text('text.h', nops(1)).define('hidden', 'text.h', 0, { bind: 'local' });
    const t1 = new ObjectBuilder('t1.mvasm').text('text', nops(1)).define('twice', 'text', 0, { line: 3 });
    const t2 = new ObjectBuilder('t2.mvasm').text('text', nops(1)).define('twice', 'text', 0, { line: 5 });
    const errors = linkErrors([main.input(), lib.input(), t1.input(), t2.input()]);
    expect(errors).toHaveLength(4);
    expect(errors[0]).toContain("t2.mvasm:5: error: duplicate symbol 'twice': defined in t1.hxo and in t2.hxo");
    expect(errors[0]).toContain("t1.mvasm:3: note: first definition of 'twice'");
    expect(errors[1]).toContain(
      "main.mvasm:10: error: undefined symbol 'prinft', used in function '_start' of main.hxo",
    );
    expect(errors[1]).toContain("hint: did you mean 'printf', defined in lib.hxo?");
    expect(errors[2]).toContain("main.mvasm:11: error: undefined symbol 'ghost'");
    expect(errors[2]).toContain("main.mvasm:12: note: also used in function '_start' of main.hxo");
    expect(errors[3]).toContain("'hidden' is local to lib.hxo");
  });

  it('tells the function that uses a name, and where a definition is by debug data', () => {
    const user = func('user.c', 'caller').need('ghost').reloc('text.caller', 0, 'PCREL12W', 'ghost');
    const [undefinedName] = linkErrors([tiny().input(), user.input()]);
    expect(undefinedName).toBe("user.c: error: undefined symbol 'ghost', used in function 'caller' of user.c");
    const twin = (source: string, line: number) => {
      const made = func(source, 'twin').section('data', [0, 0, 0, 0]).define('table', 'data');
      made.object.debug = {
        files: [source],
        lines: [{ section: 'text.twin', offset: 0, file: 0, line, column: 1 }],
        mvasm: [],
        variables: [{ symbol: 'table', name: 'table', file: 0, line: line + 1, scope: 'global' }],
      };
      return made.input();
    };
    const [fn, variable] = linkErrors([tiny().input(), twin('a.c', 4), twin('b.c', 8)]);
    expect(fn).toContain("b.c:8:1: error: duplicate symbol 'twin'");
    expect(fn).toContain("a.c:4:1: note: first definition of 'twin'");
    expect(variable).toContain("b.c:9: error: duplicate symbol 'table'");
  });

  it('says that a program lacks main', () => {
    const [error] = linkErrors([calling('main').input()]);
    expect(error).toContain('hint: a C program begins with a function main');
  });

  it('knows names of members that were not taken', () => {
    const [error] = linkErrors([calling('prinft').input(), archive('libc.hxa', func('printf.mvasm', 'printf'))]);
    expect(error).toContain("did you mean 'printf', defined in libc.hxa(printf.hxo)?");
  });

  it('does not miss what a dropped section names', () => {
    const unused = func('u.mvasm', 'u').need('ghost').reloc('text.u', 0, 'PCREL12W', 'ghost');
    expect(linked([tiny().input(), unused.input()], { gcSections: true }).sizes?.code).toBe(8);
    expect(linkErrors([tiny().input(), unused.input()])).toHaveLength(1);
  });

  it('names a member that brings a second definition', () => {
    const member = func('m.mvasm', 'wanted').text('text.s', nops(1)).define('_start', 'text.s');
    const [error] = linkErrors([calling('wanted').input(), archive('lib.hxa', member)]);
    expect(error).toContain("duplicate symbol '_start': defined in main.hxo and in lib.hxa(m.hxo)");
  });

  it('lets definitions of the system library give way to those of the program, whatever brings them in', () => {
    const member = () =>
      func('m.mvasm', 'wanted')
        .reloc('text.wanted', 0, 'PCREL12W', 'twin')
        .text('text.twin', nops(3))
        .define('twin', 'text.twin');
    const system: LinkInput = { ...(archive('lib.hxa', member()) as LinkInput & { kind: 'archive' }), system: true };
    for (const bind of ['global', 'weak'] as const) {
      const own = () =>
        new ObjectBuilder('own.mvasm').text('text.twin', nops(1)).define('twin', 'text.twin', 0, { bind });
      for (const inputs of [
        [calling('wanted', 'twin').input(), own().input(), system],
        [system, own().input(), calling('wanted', 'twin').input()],
      ])
        expect(sections(linked(inputs, { gcSections: true }).map).sort()).toEqual([
          'lib.hxa(m.hxo)(text.wanted)',
          'main.hxo(text)',
          'own.hxo(text.twin)',
        ]);
    }
    const errors = linkErrors([
      calling('wanted').input(),
      func('own.mvasm', 'twin').input(),
      archive('lib.hxa', member()),
    ]);
    expect(errors[0]).toContain("duplicate symbol 'twin'");
  });

  it('refuses calls of the wrong convention', () => {
    const main = tiny()
      .text('text.t', nops(1))
      .need('p', 'global', { convention: 'fixed', line: 9 })
      .reloc('text.t', 0, 'PCREL12W', 'p');
    const lib = new ObjectBuilder('lib.mvasm')
      .text('text.p', nops(1))
      .define('p', 'text.p', 0, { convention: 'variadic', line: 4 });
    const [error] = linkErrors([main.input(), lib.input()]);
    expect(error).toContain(
      "main.mvasm:9: error: main.hxo calls 'p' as a function with fixed parameters, but lib.hxo defines it as a variadic",
    );
    expect(error).toContain('lib.mvasm:4: note: definition');
    for (const symbol of lib.object.symbols) symbol.convention = 'fixed';
    expect(linked([main.input(), lib.input()]).image.length).toBeGreaterThan(0);
  });

  it('ends a flood', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `ghost_number_${i}`);
    const result = link([calling(...names).input()], { appName: 'x' });
    expect(result.image).toBeUndefined();
    expect(result.diagnostics.length).toBeLessThanOrEqual(201);
  });
});

describe('entry', () => {
  const entryOf = (...parameters: Parameters<typeof linked>) => linked(...parameters).hxe.header.entry;
  const two = () => func('f.mvasm', 'first').text('text.second', nops(1)).define('second', 'text.second');

  it('is --entry, then _start, then the declared one', () => {
    expect(entryOf([two().entry('second').input()])).toBe(8);
    expect(entryOf([two().entry('second').input(), tiny().input()])).toBe(12);
    expect(entryOf([two().entry('second').input(), tiny().input()], { entry: 'first' })).toBe(4);
  });

  it('takes start-up code from an archive, unless an object declares its own start', () => {
    const crt = archive('libc.hxa', tiny('crt0.mvasm').need('main').reloc('text.start', 0, 'PCREL12W', 'main'));
    expect(entryOf([func('m.mvasm', 'main').input(), crt])).toBe(8);
    expect(entryOf([func('m.mvasm', 'go').entry('go').input(), crt])).toBe(4);
  });

  it('may be a local name of the object that declares it', () => {
    const own = new ObjectBuilder('o.mvasm')
      .text('text', nops(3))
      .define('here', 'text', 8, { bind: 'local' })
      .entry('here');
    expect(entryOf([own.input()])).toBe(12);
    // A member that happens to have the same name stays out.
    const lib = archive('lib.hxa', func('x.mvasm', 'here'));
    expect(linked([own.input(), lib]).sizes?.code).toBe(16);
  });

  it('is an error when there is none, when it is undefined, and when it is data', () => {
    expect(linkErrors([func('m.mvasm', 'main').input()])[0]).toContain('no entry');
    expect(linkErrors([func('m.mvasm', 'main').input()], { entry: 'mian' })[0]).toContain("did you mean 'main'?");
    const data = new ObjectBuilder('d.mvasm').section('data', [1, 2, 3, 4]).define('d', 'data');
    expect(linkErrors([data.input()], { entry: 'd' })[0]).toContain("is not code but lies in 'data'");
    const local = new ObjectBuilder('l.mvasm').text('text', nops(1)).define('x', 'text', 0, { bind: 'local' });
    expect(linkErrors([local.input()], { entry: 'x' })[0]).toContain("'x' is local to l.hxo");
  });
});
