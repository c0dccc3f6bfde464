/** What a function costs: instructions of a call, and bytes of a program. */
import { assemble } from '@hsx/asm';
import type { Level } from '@hsx/isa';
import { link } from '@hsx/link';
import type { Machine } from '../softfloat/machine.js';
import { Random } from '../softfloat/operands.js';
import type { MathFunction } from './functions.js';
import { type Format, fraction, type Point } from './points.js';
import { resultsOf } from './results.js';

const COUNT = 512;

/** Operands as programs have them, with results that are not extreme. */
function usualPoints({ arity, from, to, domain }: MathFunction, random: Random): Point[] {
  const [low, high] = [Math.max(from, -10), Math.min(to, 10)];
  const points: Point[] = [];
  while (points.length < COUNT) {
    const x = low + (high - low) * fraction(random);
    const y = arity === 2 ? low + (high - low) * fraction(random) : 0;
    if (domain(x, y)) points.push([x, y]);
  }
  return points;
}

/** Instructions retired by one call, without the loop around it. */
export function instructionsOf(machine: Machine, f: MathFunction, format: Format): number {
  const points = usualPoints(f, new Random(99));
  const { retired } = resultsOf(machine, f.name, format, points);
  // The operands are still in place.
  machine.run(`nothing_${format.repeat(f.arity)}`, [], COUNT);
  return Math.round((retired - machine.retired) / COUNT);
}

/** Bytes of code and of constants in a program that needs the function and nothing else of the library. */
export function bytesOf({ archive }: Machine, level: Level, name: string): { code: number; tables: number } {
  const source = `.export _start\n.import ${name}\n.keep ${name}\n_start: BRK 0\n`;
  const { object } = assemble(source, { path: 'start.mvasm', isa: level });
  if (object === undefined) throw new Error(`no start for ${name}`);
  const { header, diagnostics } = link(
    [
      { kind: 'object', name: 'start', object },
      { kind: 'archive', name: 'library', archive },
    ],
    { appName: 'test', gcSections: true, stack: 4096 },
  );
  if (header === undefined) throw new Error(`${name}: ${diagnostics[0]?.message}`);
  const BREAK = 4;
  return { code: header.codeLen - BREAK, tables: header.roLen };
}
