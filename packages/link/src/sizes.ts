/** How large everything came out (`--print-size`). */

/** Sizes of an image in bytes. */
export interface LinkSizes {
  code: number;
  rodata: number;
  data: number;
  bss: number;
  heap: number;
  stack: number;
  /** What a task of it occupies in RAM: data to the end of the stack (abi-and-memory.md §4). */
  ram: number;
  /** Highest data address in use and the limit. */
  dataSpace: number;
  dataLimit: number;
  codeLimit: number;
  /** The whole file. */
  file: number;
}

/** A table for people, with a final newline. */
export function formatSizes(sizes: LinkSizes): string {
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const rows: [string, number, string][] = [
    ['code', sizes.code, `${percent(sizes.code, sizes.codeLimit)} of ${sizes.codeLimit}`],
    ['rodata', sizes.rodata, ''],
    ['data', sizes.data, ''],
    ['bss', sizes.bss, ''],
    ['heap', sizes.heap, ''],
    ['stack', sizes.stack, ''],
    ['ram', sizes.ram, 'data + bss + heap + stack'],
    ['data space', sizes.dataSpace, `${percent(sizes.dataSpace, sizes.dataLimit)} of ${sizes.dataLimit}`],
    ['file', sizes.file, ''],
  ];
  const lines = rows.map(([name, size, more]) => `${name.padEnd(10)} ${String(size).padStart(8)}  ${more}`.trimEnd());
  return `${lines.join('\n')}\n`;
}
