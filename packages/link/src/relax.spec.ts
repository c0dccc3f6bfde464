import { describe, expect, it } from 'vitest';
import { linkErrors, linked } from './testing/linked.js';
import { asm, bigEndian, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

const LI = (rd: number) => asm('LDI32', { rd, imm: 0 });

/** A relaxable load of each symbol, in registers 1, 2, …, at the start of `_start`. */
function loads(isa: 'core' | 'ext', ...symbols: [name: string, addend?: number][]): ObjectBuilder {
  const main = new ObjectBuilder('main.mvasm', isa).define('_start', 'text');
  main.text('text', [...symbols.flatMap((_, i) => LI(i + 1)), ...asm('RET')]);
  for (const [i, [name, addend = 0]] of symbols.entries())
    main.reloc('text', 8 * i + 4, 'ABS32', name, { relax: true, addend });
  return main;
}

describe('LDI32', () => {
  it.each([
    [2047, asm('LDI', { rd: 1, imm: 2047 })],
    [2048, asm('LDI20', { rd: 1, imm: 2048 })],
    [-2048, asm('LDI', { rd: 1, imm: -2048 })],
    [-2049, asm('LDI20', { rd: 1, imm: -2049 })],
    [0xffffffff, asm('LDI', { rd: 1, imm: -1 })],
    [524287, asm('LDI20', { rd: 1, imm: 524287 })],
    [524288, asm('LDI32', { rd: 1, imm: 524288 })],
    [-524288, asm('LDI20', { rd: 1, imm: -524288 })],
    [-524289, asm('LDI32', { rd: 1, imm: -524289 })],
  ])('of %i takes the shortest form of ext', (value, words) => {
    const { hxe, word } = linked([loads('ext', ['x']).define('x', 'abs', value).input()]);
    expect(hxe.header.codeLen).toBe(4 + 4 * words.length + 4);
    expect(words).toEqual(words.map((_, i) => word(4 + 4 * i)));
    expect(word(hxe.header.codeLen - 4)).toBe(asm('RET')[0]);
  });

  it('takes LDI or stays as it is at core, and stays with relax off or unmarked', () => {
    const core = loads('core', ['x'], ['y']).define('x', 'abs', 2047).define('y', 'abs', 2048);
    const { word, hxe } = linked([core.input()]);
    expect(hxe.header.codeLen).toBe(20);
    expect([word(4), word(8), word(12)]).toEqual([
      ...asm('LDI', { rd: 1, imm: 2047 }),
      ...asm('LDI32', { rd: 2, imm: 2048 }),
    ]);
    expect(hxe.header.reqCaps).toBe(0);
    expect(linked([core.input()], { relax: false }).hxe.header.codeLen).toBe(24);
    for (const reloc of core.object.relocs) delete reloc.relax;
    expect(linked([core.input()]).hxe.header.codeLen).toBe(24);
  });

  it('uses ext in an object of level core when the image has ext anyway, or is asked for it', () => {
    const core = loads('core', ['x']).define('x', 'abs', 5000);
    const other = new ObjectBuilder('b.mvasm', 'ext').text('text', asm('ADDSP', { imm: 0 }));
    expect(linked([core.input(), other.input()]).word(4)).toBe(asm('LDI20', { rd: 1, imm: 5000 })[0]);
    expect(linked([core.input()], { isa: 'ext' }).word(4)).toBe(asm('LDI20', { rd: 1, imm: 5000 })[0]);
    expect(linkErrors([core.input(), other.input()], { isa: 'core' })).toEqual([
      'b.hxo: error: b.hxo needs level ext, but the image is to be core\n  hint: build it with -misa=core',
    ]);
  });

  it('does not touch a marked word that is no LDI32', () => {
    const main = tiny()
      .text('text.t', [...asm('PUSH', { rs1: 1 }), 0])
      .define('x', 'abs', 5)
      .reloc('text.t', 4, 'ABS32', 'x', { relax: true });
    expect(linked([main.input()]).word(12)).toBe(5);
  });

  it('checks the reach of the address before it cuts it', () => {
    expect(
      linkErrors([
        loads('ext', ['x', 2 ** 40])
          .define('x', 'abs', 5)
          .input(),
      ])[0],
    ).toContain('overflows');
  });
});

describe('moving', () => {
  /** text: LDI32 a; L1: JMP L2; LDI32 b; L2: RET; and data that names the labels. */
  function moved(): ObjectBuilder {
    const main = new ObjectBuilder('main.mvasm').define('_start', 'text', 0, { size: 24 });
    main.text('text', [...LI(1), ...asm('JMP', { imm: 0 }), ...LI(2), ...asm('RET')]);
    const local = { bind: 'local' as const };
    return main
      .define('a', 'abs', 100)
      .define('b', 'abs', 200)
      .define('L1', 'text', 8, local)
      .define('L2', 'text', 20, local)
      .define('end', 'text', 24, local)
      .reloc('text', 4, 'ABS32', 'a', { relax: true })
      .reloc('text', 16, 'ABS32', 'b', { relax: true })
      .reloc('text', 8, 'ABS24', 'L2');
  }

  it('moves symbols, relocations, offsets by addend and differences', () => {
    const main = moved().section('rodata', new Array(24).fill(0));
    main
      .reloc('rodata', 0, 'DIFF32', 'L2', { minus: 'L1' })
      .reloc('rodata', 4, 'DIFF32', 'end', { minus: '_start' })
      .reloc('rodata', 8, 'ABS32', 'L2')
      // A label said as another label plus a distance in the object's own offsets.
      .reloc('rodata', 12, 'ABS32', '_start', { addend: 20 })
      .reloc('rodata', 16, 'ABS32', 'end', { addend: 100 })
      .reloc('rodata', 20, 'ABS32', '_start', { addend: -3 });
    const { hxe, word } = linked([main.input()]);
    const words = new Uint32Array(hxe.rodata.slice().buffer);
    expect([...words]).toEqual([8, 16, 16, 16, 120, 1]);
    expect(word(8)).toBe(asm('JMP', { imm: 16 })[0]);
    expect(word(16)).toBe(asm('RET')[0]);
    const plain = linked([main.input()], { relax: false });
    expect([...new Uint32Array(plain.hxe.rodata.slice().buffer)]).toEqual([12, 24, 24, 24, 128, 1]);
  });

  it('moves sections behind, so that their addresses relax too', () => {
    // f lies at 2052 when everything is long, and at 2044 once two literals are gone.
    const main = loads('ext', ['f'], ['f']).text('text.pad', nops(507));
    main.text('text.f', asm('RET')).define('f', 'text.f');
    const { word, address } = linked([main.input()]);
    expect(address('f')).toBe(2044);
    expect(word(4)).toBe(asm('LDI', { rd: 1, imm: 2044 })[0]);
  });

  it('lengthens again what its neighbours push out of reach', () => {
    // Each load of f is an LDI only while all others are.
    const main = loads('core', ['g'], ['f'], ['f']).text('text.pad', nops(506)).define('g', 'abs', 99999);
    main.text('text.f', asm('RET')).define('f', 'text.f');
    const { word, address } = linked([main.input()]);
    expect(address('f')).toBe(4 + 24 + 4 + 506 * 4);
    expect([word(12), word(16)]).toEqual(asm('LDI32', { rd: 2, imm: address('f') }));
  });

  it('keeps the alignment of sections', () => {
    const main = loads('ext', ['f'], ['f']).text('text.f', asm('RET'), 64).define('f', 'text.f');
    expect(linked([main.input()]).address('f')).toBe(64);
  });
});

describe('branches out of reach', () => {
  const CALL = asm('CALL', { rs1: 0, imm: 0 });

  /** `_start` calls `far`, which lies `words` words behind it. */
  function far(words: number, isa: 'core' | 'ext', calls = 1): ObjectBuilder {
    const main = new ObjectBuilder('main.mvasm', isa).define('_start', 'text');
    main.text('text', [...Array.from({ length: calls }, () => CALL).flat(), ...asm('RET')]);
    for (let i = 0; i < calls; i++) main.reloc('text', 4 * i, 'PCREL12W', 'far');
    return main.text('text.pad', nops(words)).text('text.far', asm('RET')).define('far', 'text.far');
  }

  it('stay CALLs at the very end of their reach', () => {
    // From 4 to 4 + 4 * 2047.
    const { word } = linked([far(2045, 'core').input()]);
    expect(word(4)).toBe(asm('CALL', { rs1: 0, imm: 2047 })[0]);
  });

  it('become CALLA in place at ext', () => {
    const { word, address, hxe } = linked([far(2046, 'ext').input()]);
    expect(word(4)).toBe(asm('CALLA', { imm: address('far') })[0]);
    expect(hxe.header.codeLen).toBe(4 + 8 + 2046 * 4 + 4);
  });

  it('go through one shared island at core', () => {
    const { word, address, hxe, map } = linked([far(2046, 'core', 3).input()]);
    const island = 4 + 16;
    expect(map).toContain('island to far');
    expect([4, 8, 12].map(word)).toEqual([4, 3, 2].map((imm) => asm('CALL', { rs1: 0, imm })[0]));
    expect([0, 4, 8, 12].map((i) => word(island + i))).toEqual([
      ...asm('LDI32', { rd: 15, imm: address('far') }),
      ...asm('PUSH', { rs1: 15 }),
      ...asm('RET'),
    ]);
    expect(hxe.header.reqCaps).toBe(0);
  });

  it('backwards as well, by an island before a section whose end is too far', () => {
    const main = new ObjectBuilder('main.mvasm', 'core')
      .text('text.far', asm('RET'))
      .define('far', 'text.far')
      .text('text.pad', nops(3000))
      .text('text.long', [...asm('PUSH', { rs1: 0 }), ...CALL, ...nops(2500), ...asm('RET')])
      .define('_start', 'text.long')
      .reloc('text.long', 4, 'PCREL12W', 'far');
    const { word, address } = linked([main.input()]);
    expect(address('far')).toBe(4);
    const site = address('_start') + 4;
    // The island of 16 bytes stands right before the section.
    expect(word(site)).toBe(asm('CALL', { rs1: 0, imm: -5 })[0]);
    expect(word(site - 16)).toBe(4);
  });

  it('many callers over a large image share islands', () => {
    const main = new ObjectBuilder('main.mvasm', 'core').define('_start', 'text.f0');
    const count = 100;
    for (let i = 0; i < count; i++) {
      main
        .text(`text.f${i}`, [...CALL, ...nops(149)])
        .reloc(`text.f${i}`, 0, 'PCREL12W', i % 2 === 0 ? 'far' : '_start');
    }
    main.text('text.far', asm('RET')).define('far', 'text.far');
    const { map, hxe, word } = linked([main.input()]);
    const islands = map.match(/island to/g)?.length ?? 0;
    expect(islands).toBeGreaterThan(4);
    expect(islands).toBeLessThan(30);
    // Every call arrives, directly or by an island.
    for (const [, text] of map.matchAll(/^ {2}0x(\w+) +600 {2}/gm)) {
      const site = Number.parseInt(text ?? '', 16);
      const target = site + ((word(site) << 20) >> 20) * 4;
      const arrives = word(target) >>> 24 === 0x60 ? word(target + 4) : target;
      expect([hxe.header.entry, hxe.header.codeLen - 4]).toContain(arrives);
    }
  });

  it('compare-and-branch goes through an island with a jump', () => {
    const compare = asm('CB', { cc: 3, rs1: 1, rs2: 2, imm: 0 });
    const main = new ObjectBuilder('main.mvasm')
      .text('text', [...compare, ...asm('RET')])
      .define('_start', 'text')
      .reloc('text', 0, 'PCREL12B', 'far')
      .text('text.pad', nops(2100))
      .text('text.far', asm('RET'))
      .define('far', 'text.far');
    const { word, address } = linked([main.input()]);
    expect(word(4)).toBe(asm('CB', { cc: 3, rs1: 1, rs2: 2, imm: 2 })[0]);
    expect(word(12)).toBe(asm('JMP', { imm: address('far') })[0]);
  });

  it('reach 0 for a weak name that nobody defines', () => {
    const main = (isa: 'core' | 'ext') =>
      new ObjectBuilder('main.mvasm', isa)
        .text('text.pad', nops(2100))
        .text('text', [...CALL, ...asm('RET')])
        .define('_start', 'text')
        .need('w', 'weak')
        .reloc('text', 0, 'PCREL12W', 'w');
    const ext = linked([main('ext').input()]);
    expect(ext.word(ext.address('_start'))).toBe(asm('CALLA', { imm: 0 })[0]);
    const core = linked([main('core').input()]);
    expect(core.word(core.address('_start'))).toBe(asm('CALL', { rs1: 0, imm: 2 })[0]);
    expect(core.word(core.address('_start') + 12)).toBe(0);
  });

  it('are an error when no island can be in reach', () => {
    const main = new ObjectBuilder('main.mvasm', 'core')
      .text('text', [...nops(2100), ...CALL, ...nops(2100)])
      .define('_start', 'text')
      .reloc('text', 2100 * 4, 'PCREL12W', 'far', { line: 33 })
      .text('text.pad', nops(10))
      .text('text.far', asm('RET'))
      .define('far', 'text.far');
    const [error] = linkErrors([main.input()]);
    expect(error).toContain(
      "main.mvasm:33: error: relocation PCREL12W against 'far' overflows: the distance 8444 is outside -8192..8188",
    );
    expect(error).toContain('hint: the section is too long for an island in reach');
  });

  it('at core a branch beyond 4 KiB asks for far', () => {
    const main = (words: number) =>
      new ObjectBuilder('main.mvasm', 'core')
        .text('text', [...asm('JZ', { imm: 0 }), ...nops(words), ...asm('RET')])
        .define('_start', 'text')
        .define('l', 'text', 4 + 4 * words, { bind: 'local' })
        .reloc('text', 0, 'ABS24', 'l')
        .input();
    expect(linked([main(1021)]).hxe.header.reqCaps).toBe(0);
    expect(linked([main(1022)]).hxe.header.reqCaps).toBe(1 << 19);
  });
});

describe('too big', () => {
  it('says which space, by how much and who is to blame', () => {
    const code = tiny().text('text.small', nops(100)).text('text.huge', nops(16_400));
    const [text] = linkErrors([code.input()]);
    expect(text).toContain('text is too big: code needs at least 66008 bytes, 472 more than the 65536 there are');
    expect(text).toMatch(/main\.hxo\(text\.huge\): 65600 bytes\n.*main\.hxo\(text\.small\): 400 bytes/);
    const [bss] = linkErrors([
      tiny()
        .bss('bss.a', 60_000)
        .bss('bss.b', 10_000)
        .section('data', bigEndian([1]))
        .input(),
    ]);
    expect(bss).toContain('bss is too big: the data space needs 74360 bytes, 8824 more than the 65536 there are');
    expect(bss).toContain('main.hxo(bss.a): 60000 bytes');
    expect(linkErrors([tiny().input()], { stack: 65_536 })[0]).toContain('the stack is too big');
    expect(linkErrors([tiny().input()], { heap: 2 ** 40 })[0]).toContain('bytes of data space');
    expect(
      linkErrors([
        tiny()
          .bss('bss', 2 ** 50)
          .input(),
      ])[0],
    ).toContain('bytes of data space');
  });

  it('links more when the limits allow it', () => {
    const big = tiny().text('text.huge', nops(16_400)).bss('bss', 100_000);
    expect(linkErrors([big.input()])).toHaveLength(2);
    expect(linked([big.input()], { codeLimit: 1 << 20, dataLimit: 1 << 20 }).hxe.header.codeLen).toBe(65_608);
  });
});
