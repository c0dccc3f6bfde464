/** Addresses of everything outside code: rodata, init and fini arrays, data, bss, heap and stack (abi-and-memory.md §4). */
import {
  ADDRESS_SPACE_MAX,
  align8,
  DEFAULT_STACK_SIZE,
  type LayoutInput,
  layoutOf,
  type MemoryLayout,
  RO_BASE_MIN,
} from '@hsx/image';
import { HsxError } from '@hsx/isa';
import type { DataSpace } from './linker-symbols.js';
import { type Messages, note, type Place, unitPlace } from './places.js';
import { type LinkSection, type LinkUnit, liveSections, sectionLabel } from './program.js';

/** What the image reserves when `malloc` is linked and nobody says otherwise, in bytes (toolchain.md). */
export const DEFAULT_HEAP_WITH_MALLOC = 16_384;

/** The largest contributors that a message about an overflow names. */
const CONTRIBUTORS = 5;

const LINKER: Place = { file: 'ld', line: 0, column: 0 };

/** `value` rounded up to a multiple of the power of two `align`. */
export function alignUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** The laid out data space. */
export interface DataPlacement {
  space: DataSpace;
  layout: MemoryLayout;
  /** Bytes in the image. */
  roLen: number;
  dataLen: number;
  bssSize: number;
  heapSize: number;
  stackSize: number;
}

export interface DataOptions {
  /** Bytes asked for by `--stack` and `--heap`. */
  stack: number | undefined;
  heap: number | undefined;
  /** Whether `malloc` is in the image. */
  malloc: boolean;
  /** Limit of the data space in bytes. */
  limit: number;
}

/** Places sections one after the other from `start`; gives the end. */
function placeRun(sections: readonly LinkSection[], start: number): number {
  let address = start;
  for (const section of sections) {
    section.address = alignUp(address, section.align);
    address = section.address + section.size;
  }
  return address;
}

/** Gives every live section outside code its address. Reports an image that does not fit; `undefined` then. */
export function placeData(
  units: readonly LinkUnit[],
  options: DataOptions,
  messages: Messages,
): DataPlacement | undefined {
  const rodata = liveSections(units, 'rodata');
  const init = liveSections(units, 'init_array');
  const fini = liveSections(units, 'fini_array');
  const data = liveSections(units, 'data');
  const bss = liveSections(units, 'bss');

  let roEnd = placeRun(rodata, RO_BASE_MIN);
  const initArrayStart = init.length === 0 && fini.length === 0 ? roEnd : alignUp(roEnd, 4);
  roEnd = placeRun(init, initArrayStart);
  const initArrayEnd = roEnd;
  roEnd = placeRun(fini, roEnd);
  const finiArrayEnd = roEnd;
  const dataBase = align8(roEnd);
  const dataEnd = placeRun(data, dataBase);
  const bssBase = align8(dataEnd);
  const bssEnd = placeRun(bss, bssBase);

  const input: LayoutInput = {
    version: 3,
    roBase: RO_BASE_MIN,
    roLen: roEnd - RO_BASE_MIN,
    dataLen: dataEnd - dataBase,
    bssSize: bssEnd - bssBase,
    heapSize: align8(options.heap ?? (options.malloc ? DEFAULT_HEAP_WITH_MALLOC : 0)),
    stackSize: align8(options.stack ?? DEFAULT_STACK_SIZE),
  };
  let layout: MemoryLayout;
  try {
    layout = layoutOf(input, { dataMax: ADDRESS_SPACE_MAX });
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
    messages.error(LINKER, error.message, { notes: contributors([...rodata, ...data, ...bss]) });
    return undefined;
  }
  if (layout.stackLimit > options.limit) {
    reportDataTooBig(input, layout, options.limit, { rodata, data, bss }, messages);
    return undefined;
  }
  return {
    space: {
      roStart: layout.roBase,
      roEnd: layout.roEnd,
      initArrayStart,
      initArrayEnd,
      finiArrayStart: initArrayEnd,
      finiArrayEnd,
      dataStart: layout.dataBase,
      dataEnd: layout.dataEnd,
      bssStart: layout.bssBase,
      bssEnd: layout.bssEnd,
      heapStart: layout.heapBase,
      heapEnd: layout.heapEnd,
      stackBase: layout.stackBase,
      stackLimit: layout.stackLimit,
    },
    layout,
    roLen: input.roLen,
    dataLen: input.dataLen,
    bssSize: input.bssSize,
    heapSize: input.heapSize,
    stackSize: input.stackSize,
  };
}

/** Notes that name the largest sections. */
export function contributors(sections: readonly LinkSection[]) {
  return [...sections]
    .sort((a, b) => b.size - a.size)
    .slice(0, CONTRIBUTORS)
    .filter((section) => section.size > 0)
    .map((section) => note(unitPlace(section.unit), `${sectionLabel(section)}: ${section.size} bytes`));
}

function reportDataTooBig(
  input: LayoutInput,
  layout: MemoryLayout,
  limit: number,
  sections: Record<'rodata' | 'data' | 'bss', LinkSection[]>,
  messages: Messages,
): void {
  const parts: { name: string; size: number; hint: string; sections: LinkSection[] }[] = [
    { name: 'rodata', size: input.roLen, hint: 'make constant tables smaller', sections: sections.rodata },
    { name: 'data', size: input.dataLen, hint: 'make initialised variables smaller', sections: sections.data },
    { name: 'bss', size: input.bssSize, hint: 'make static arrays smaller', sections: sections.bss },
    { name: 'the heap', size: input.heapSize, hint: 'ask for a smaller --heap', sections: [] },
    { name: 'the stack', size: input.stackSize, hint: 'ask for a smaller --stack', sections: [] },
  ];
  const largest = parts.reduce((a, b) => (b.size > a.size ? b : a));
  const list = parts.map((part) => `${part.name.replace('the ', '')} ${part.size}`).join(', ');
  messages.error(
    LINKER,
    `${largest.name} is too big: the data space needs ${layout.stackLimit} bytes, ${layout.stackLimit - limit} more than the ${limit} there are (${list})`,
    { hint: largest.hint, notes: contributors(largest.sections) },
  );
}
