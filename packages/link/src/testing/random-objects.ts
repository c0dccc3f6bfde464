/** Random programs of several objects whose relocations can all be satisfied. */
import type { RelocationType } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { asm, bigEndian, nops, ObjectBuilder } from './object-builder.js';

/** A small generator of numbers (mulberry32): the same seed gives the same program. */
export class Random {
  constructor(private state: number) {}

  /** 0..n-1. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** What a relocation may name. */
interface Names {
  text: string[];
  data: string[];
}

const TEXT_SITES = ['CALL', 'CB', 'JMP', 'JZ', 'LI', 'LI', 'LDI32', 'LDI20', 'word', 'lo16'] as const;
const CORE_SITES = TEXT_SITES.filter((site) => site !== 'CB' && site !== 'LDI20');
const DATA_SITES: readonly RelocationType[] = ['ABS32', 'ABS16', 'LO16', 'HI16', 'OFF16', 'DIFF32', 'DIFF16'];

/** Objects o0, o1, …; `_start` is the first symbol. */
export function randomObjects(seed: number): ObjectBuilder[] {
  const random = new Random(seed);
  const isa: Level = random.pick(['core', 'ext']);
  const count = 1 + random.below(4);
  const names: Names[] = Array.from({ length: count }, () => ({ text: [], data: [] }));
  const objects = names.map((own, i) => frame(random, new ObjectBuilder(`o${i}.mvasm`, isa), i, own));
  const all: Names = { text: names.flatMap((n) => n.text), data: names.flatMap((n) => n.data) };
  for (const object of objects) fill(random, object, all, isa);
  return objects;
}

/** Sections with room for sites, symbols at instruction boundaries. */
function frame(random: Random, object: ObjectBuilder, index: number, own: Names): ObjectBuilder {
  const sections = 1 + random.below(5);
  for (let s = 0; s < sections; s++) {
    const name = `text.${s}`;
    // Twenty places of two words each, then padding: long enough that some calls do not reach.
    object.text(name, nops(40 + random.below(900)), random.pick([4, 4, 8, 64]));
    const symbols = 1 + random.below(4);
    for (let k = 0; k < symbols; k++) {
      const symbol = index + s + k === 0 ? '_start' : `t${index}_${s}_${k}`;
      own.text.push(symbol);
      object.define(symbol, name, 8 * random.below(20));
    }
  }
  for (const kind of ['rodata', 'data', 'bss']) {
    if (random.below(3) === 0) continue;
    const size = 1 + random.below(3000);
    const align = random.pick([1, 2, 4, 16]);
    if (kind === 'bss') object.bss(kind, size, align);
    else object.section(kind, new Uint8Array(size).fill(0xa5), align);
    const symbol = `d${index}_${kind}`;
    own.data.push(symbol);
    object.define(symbol, kind, random.below(size + 1));
  }
  return object;
}

function fill(random: Random, builder: ObjectBuilder, names: Names, isa: Level): void {
  const any = () => random.pick([...names.text, ...names.data]);
  const { object } = builder;
  for (const section of [...object.sections.values()]) {
    const { name, bytes } = section;
    if (name.startsWith('text')) {
      for (let place = 0; place < 20; place++) {
        if (random.below(3) === 0) continue;
        textSite(random, builder, name, place * 8, isa, names, any);
      }
    } else if (!name.startsWith('bss')) {
      for (let offset = 0; offset + 4 <= bytes.length && offset < 80; offset += 4 + random.below(4)) {
        const type = random.pick(DATA_SITES);
        // A difference of two places in one space fits 17 bits at most; keep the order that gives a value that is stored.
        const target = type === 'DIFF16' ? '_start' : any();
        const more = type.startsWith('DIFF') ? { minus: type === 'DIFF16' ? '_start' : any() } : {};
        builder.reloc(name, offset, type, target, { addend: random.below(50), ...more });
      }
    }
  }
}

function textSite(
  random: Random,
  builder: ObjectBuilder,
  name: string,
  offset: number,
  isa: Level,
  names: Names,
  any: () => string,
): void {
  const site = random.pick<(typeof TEXT_SITES)[number]>(isa === 'core' ? CORE_SITES : TEXT_SITES);
  const bytes = builder.object.sections.get(name)?.bytes;
  const put = (words: number[]) => bytes?.set(bigEndian(words), offset);
  const text = random.pick(names.text);
  const rd = random.below(16);
  const addend = random.below(3) === 0 ? random.below(200) : 0;
  if (site === 'CALL') {
    put(asm('CALL', { rs1: 0, imm: 0 }));
    builder.reloc(name, offset, 'PCREL12W', text);
  } else if (site === 'CB') {
    put(asm('CB', { cc: random.below(14), rs1: rd, rs2: 3, imm: 0 }));
    builder.reloc(name, offset, 'PCREL12B', text);
  } else if (site === 'JMP' || site === 'JZ') {
    put(asm(site, { imm: 0 }));
    builder.reloc(name, offset, 'ABS24', text);
  } else if (site === 'LDI20') {
    put(asm('LDI20', { rd, imm: 0 }));
    builder.reloc(name, offset, 'SIMM20', any(), { addend });
  } else if (site === 'LI' || site === 'LDI32') {
    put(asm('LDI32', { rd, imm: 0 }));
    builder.reloc(name, offset + 4, 'ABS32', any(), { addend, ...(site === 'LI' ? { relax: true } : {}) });
  } else {
    put([0xa5a5a5a5]);
    builder.reloc(name, offset, site === 'word' ? 'ABS32' : 'LO16', any(), { addend });
  }
}
