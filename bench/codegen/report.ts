/** The benchmark's table for one level of optimisation, and whether anything in it got worse. */
import type { Baseline, Optimisation } from './baseline.js';
import { TOLERANCE } from './baseline.js';
import type { Kernel, Measurement } from './kernels.js';
import { formatTable, geometricMean, ratioText } from './table.js';

export interface Line {
  kernel: Kernel;
  hsx: Measurement;
  /** Absent where there is no native clang. */
  rv32: Measurement | undefined;
}

/** What the generated code is to reach against rv32im at -Os, in geometric mean over the integer kernels. */
export const REACH = { bytes: 1.15, retired: 1.1 } as const;

const FIGURES = ['bytes', 'retired'] as const;

/** The table, then remarks. `worse` names what is above the baseline by more than the tolerance. */
export function report(
  optimisation: Optimisation,
  lines: readonly Line[],
  baseline: Baseline,
): { text: string; worse: string[] } {
  const native = lines.some(({ rv32 }) => rv32 !== undefined);
  const head = ['bytes', 'baseline', 'ratio', 'retired', 'baseline', 'ratio'];
  const rows: string[][] = [
    [optimisation, ...head, ...(native ? ['rv32 bytes', 'ratio', 'rv32 retired', 'ratio'] : []), ''],
  ];
  const worse: string[] = [];
  const old: Record<(typeof FIGURES)[number], number[]> = { bytes: [], retired: [] };
  const other: { kernel: Kernel; bytes: number; retired: number }[] = [];
  for (const { kernel, hsx, rv32 } of lines) {
    const before = baseline[kernel.name]?.[optimisation];
    const row: string[] = [kernel.name];
    const marks: string[] = [];
    for (const figure of FIGURES) {
      const ratio = before === undefined ? undefined : hsx[figure] / before[figure];
      if (ratio !== undefined) old[figure].push(ratio);
      if (ratio !== undefined && ratio > TOLERANCE) marks.push(figure);
      row.push(String(hsx[figure]), before === undefined ? '-' : String(before[figure]), ratioText(ratio));
    }
    if (native && rv32 !== undefined) {
      row.push(String(rv32.bytes), ratioText(hsx.bytes / rv32.bytes));
      row.push(String(rv32.retired), ratioText(hsx.retired / rv32.retired));
      other.push({ kernel, bytes: hsx.bytes / rv32.bytes, retired: hsx.retired / rv32.retired });
    } else if (native) row.push('-', '-', '-', '-');
    if (marks.length > 0) worse.push(...marks.map((figure) => `${kernel.name} ${optimisation} ${figure}`));
    row.push(marks.length > 0 ? `<-- WORSE: ${marks.join(', ')}` : '');
    rows.push(row);
  }
  const mean = (values: readonly number[]) => ratioText(geometricMean(values));
  const means = (title: string, chosen: typeof other) => {
    const ratios = FIGURES.flatMap((figure) => ['', mean(chosen.map((line) => line[figure]))]);
    if (chosen.length > 0) rows.push([title, ...new Array<string>(6).fill(''), ...ratios]);
  };
  rows.push(['geometric mean', '', '', mean(old.bytes), '', '', mean(old.retired)]);
  const integer = other.filter(({ kernel }) => kernel.arithmetic === 'integer');
  means('  integer kernels', integer);
  if (other.length > integer.length) means('  all kernels', other);
  let text = formatTable(rows);
  if (optimisation === '-Os' && integer.length > 0) {
    const reached = FIGURES.map((figure) => {
      const value = geometricMean(integer.map((line) => line[figure]));
      return `${figure} ${ratioText(value)} (reach ${REACH[figure]}: ${value <= REACH[figure] ? 'met' : 'not met'})`;
    });
    text += `\nagainst rv32im -Os, integer kernels: ${reached.join(', ')}`;
  }
  return { text, worse };
}
