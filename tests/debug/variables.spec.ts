/**
 * Variables are read at chosen places and compared with what the program itself says (it passes value and name to `show`), and all
 * others with what the unoptimised program has there.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleText, compileIr } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../differential/front-end.js';
import { Debugger } from './debugger.js';

const path = fileURLToPath(new URL('programs/variables.c', import.meta.url));
const SHOW = '.export show\n.type show, func\nshow: .cfi sp + 4\n RET\n .cfi end\n';

/** What was seen at one call of `show`. */
interface Stop {
  /** The name and value that the program gives. */
  name: string;
  value: number;
  /** The function's own variables that were known, by name and line; not those of inlined calls. */
  known: Map<string, string>;
  /** The value that was found for the name, if any. */
  found: number | undefined;
  where: string;
}

function textAt(debug: Debugger, address: number): string {
  const bytes = debug.vm.memRead(address, 16);
  return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString();
}

/** Type of a variable without names and qualifiers. */
function kindOf(debug: Debugger, id: number | undefined): string | undefined {
  let at = id;
  for (let step = 0; at !== undefined && step < 20; step++) {
    const type = debug.sym.types?.[at];
    if (type?.kind !== 'typedef' && type?.kind !== 'const' && type?.kind !== 'volatile') return type?.kind;
    at = type.of;
  }
  return undefined;
}

function observe(debug: Debugger): Stop[] {
  const show = debug.sym.symbols.functions.find(({ name }) => name === 'show')?.address ?? -1;
  const stops: Stop[] = [];
  for (;;) {
    const { pc } = debug;
    const row = debug.sym.instructions.find((entry) => entry.pc === pc);
    const mayCall = /^(CALL|CALLA|JMP)$/.test(debug.mnemonic(pc));
    // Everything is looked at before the call: then all registers still belong to the caller.
    let seen: Map<string, string> | undefined;
    const inlines = (debug.sym.inlines ?? []).filter(({ start, end }) => start <= pc && pc < end);
    const instance = inlines.at(-1)?.instance;
    const here = (debug.sym.locals ?? []).filter((local) => local.function === row?.function);
    let values: Map<string, { value: number | undefined; depth: number }> | undefined;
    if (mayCall) {
      seen = new Map();
      values = new Map();
      for (const local of here) {
        const locations = local.locations.filter(({ start, end }) => start <= pc && pc < end);
        const kind = kindOf(debug, local.type_id);
        const size = debug.sizeOf(local.type_id);
        const bytes = locations.length === 0 ? undefined : debug.read(locations, size);
        if (local.inline === instance && bytes !== undefined && kind === 'base') {
          const word = Buffer.from(bytes.subarray(0, 4));
          const signed =
            debug.sym.types?.[local.type_id ?? 0]?.encoding !== 'unsigned' &&
            !/unsigned/.test(debug.sym.types?.[local.type_id ?? 0]?.name ?? '');
          const value = size >= 4 ? word.readInt32LE() : signed ? word.readIntLE(0, size) : word.readUIntLE(0, size);
          const old = values.get(local.name);
          if (old === undefined || old.depth < (local.depth ?? 0))
            values.set(local.name, { value, depth: local.depth ?? 0 });
        }
        // Addresses differ from one build to the other; what is declared further down has no value yet.
        const declared = local.line <= (row?.line ?? 0);
        if (local.inline === undefined && declared && bytes !== undefined && (kind === 'base' || kind === 'array'))
          seen.set(`${local.name}:${local.line}`, Buffer.from(bytes).toString('hex'));
      }
    }
    if (!debug.step()) return stops;
    if (debug.pc !== show || seen === undefined) continue;
    const name = textAt(debug, debug.register(1));
    stops.push({
      name,
      value: debug.register(0) | 0,
      known: seen,
      found: values?.get(name)?.value,
      where: `${name} at line ${row?.line} in ${row?.function}, pc ${pc.toString(16)}`,
    });
  }
}

const objects = async (ir: string, level: 'core' | 'ext') => [
  compileIr(ir, level, 'variables.c'),
  assembleText(SHOW, 'show.mvasm', level),
  ...(await runtimeObjects(level)),
];

describe('variables', () => {
  let reference: Stop[];
  beforeAll(async () => {
    reference = observe(Debugger.link(await objects(await compileToIr(path, '-O0', '-g'), 'ext'), 'ext'));
  });

  it('are all known in unoptimised code', () => {
    expect(reference.length).toBeGreaterThan(60);
    for (const { name, value, found, where } of reference) {
      // Members of structs have no location of their own.
      if (!name.includes('.')) expect(found, where).toBe(value);
    }
  });

  describe.each(['-O0', '-O1', '-O2', '-Os'])('%s', (optimisation) => {
    let ir: string;
    beforeAll(async () => {
      ir = await compileToIr(path, optimisation, '-g');
    });
    it.each(['core', 'ext'] as const)('have the values that the program shows at %s', async (level) => {
      const stops = observe(Debugger.link(await objects(ir, level), level));
      expect(stops.map(({ name, value }) => [name, value])).toEqual(reference.map(({ name, value }) => [name, value]));
      let shown = 0;
      let compared = 0;
      stops.forEach((stop, i) => {
        if (stop.found !== undefined) {
          shown++;
          expect(stop.found, stop.where).toBe(stop.value);
        }
        for (const [key, bytes] of stop.known) {
          const expected = reference[i]?.known.get(key);
          if (expected === undefined) continue;
          compared++;
          expect(`${key} = ${bytes}`, stop.where).toBe(`${key} = ${expected}`);
        }
      });
      // Most of what is shown is known, and much of the rest.
      expect(shown).toBeGreaterThan(0.9 * stops.filter(({ name }) => !name.includes('.')).length);
      expect(compared).toBeGreaterThan(stops.length);
    });
  });
});
