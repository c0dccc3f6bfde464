/** The names that the linker itself defines (abi-and-memory.md §4); an object's own definition of one wins. */

/** Addresses in data space that the linker symbols stand for. */
export interface DataSpace {
  roStart: number;
  roEnd: number;
  initArrayStart: number;
  initArrayEnd: number;
  finiArrayStart: number;
  finiArrayEnd: number;
  dataStart: number;
  dataEnd: number;
  bssStart: number;
  bssEnd: number;
  heapStart: number;
  heapEnd: number;
  stackBase: number;
  stackLimit: number;
}

const NAMES: ReadonlyMap<string, keyof DataSpace> = new Map([
  ['__ro_start', 'roStart'],
  ['__ro_end', 'roEnd'],
  ['__init_array_start', 'initArrayStart'],
  ['__init_array_end', 'initArrayEnd'],
  ['__fini_array_start', 'finiArrayStart'],
  ['__fini_array_end', 'finiArrayEnd'],
  ['__data_start', 'dataStart'],
  ['__data_end', 'dataEnd'],
  ['__bss_start', 'bssStart'],
  ['__bss_end', 'bssEnd'],
  ['__heap_start', 'heapStart'],
  ['__heap_end', 'heapEnd'],
  ['__stack_base', 'stackBase'],
  ['__stack_limit', 'stackLimit'],
]);

/** All names, in the order of their addresses. */
export const LINKER_SYMBOLS: readonly string[] = [...NAMES.keys()];

/** Whether the linker defines `name`. */
export function isLinkerSymbol(name: string): boolean {
  return NAMES.has(name);
}

/** The address of a linker symbol; 0 for another name. */
export function linkerSymbolAddress(name: string, space: DataSpace): number {
  const key = NAMES.get(name);
  return key === undefined ? 0 : space[key];
}
