/**
 * Where everything of a task lies in its data space (abi-and-memory.md §4). Linker and machine both take it from here, so that an
 * address the linker hands out is the address the machine maps.
 */
import { HsxError } from '@hsx/isa';

/** The largest code and data space that a 24-bit address reaches, in bytes. */
export const ADDRESS_SPACE_MAX = 1 << 24;
/** Code and data space of a task unless the host raises the limit, in bytes. */
export const DEFAULT_SPACE_LIMIT = 1 << 16;
/** The stack of an image that names none, in bytes. */
export const DEFAULT_STACK_SIZE = 4096;
/** Below this address nothing is ever mapped in a v3 image: the null guard. */
export const RO_BASE_MIN = 0x100;
/** Every region starts at a multiple of this. */
export const REGION_ALIGN = 8;
/** The smallest stack: one aligned unit, which holds the exit word. */
export const STACK_SIZE_MIN = REGION_ALIGN;
/** The flat map of v1 and v2 images: how much data space there is, and where rodata is copied to. */
export const LEGACY_MAP = { size: 0x10000, roBase: 0x4000 } as const;

/** `value` rounded up to the next multiple of 8. */
export function align8(value: number): number {
  return Math.ceil(value / REGION_ALIGN) * REGION_ALIGN;
}

/** What of a header decides the layout; all sizes in bytes. */
export interface LayoutInput {
  version: 1 | 2 | 3;
  roBase: number;
  roLen: number;
  dataLen: number;
  bssSize: number;
  heapSize: number;
  /** 0 = the host's default. */
  stackSize: number;
}

/** The regions of a task's data space: byte addresses, each end exclusive. */
export interface MemoryLayout {
  /** `legacy` is the flat map of v1 and v2 images. */
  profile: 'v3' | 'legacy';
  roBase: number;
  roEnd: number;
  dataBase: number;
  dataEnd: number;
  bssBase: number;
  bssEnd: number;
  heapBase: number;
  heapEnd: number;
  stackBase: number;
  stackLimit: number;
  /** A read must lie in [readBase, stackLimit). */
  readBase: number;
  /** A write must lie in [writeBase, stackLimit). */
  writeBase: number;
}

export interface LayoutOptions {
  /** Overrides the image's stack size, in bytes; rounded up to a multiple of 8. */
  stackSize?: number;
  /** What an image without a stack size gets, in bytes (default 4096). */
  defaultStackSize?: number;
  /** The host's limit of the data space, in bytes (default 64 KiB, at most 16 MiB). */
  dataMax?: number;
}

/** The stack that an image gets under these options, in bytes, a multiple of 8. */
function effectiveStackSize(input: LayoutInput, options: LayoutOptions): number {
  const asked = options.stackSize ?? (input.stackSize || (options.defaultStackSize ?? DEFAULT_STACK_SIZE));
  return Math.max(align8(asked), STACK_SIZE_MIN);
}

/** The layout without any check against a limit. */
function place(input: LayoutInput, stackSize: number): MemoryLayout {
  const legacy = input.version !== 3;
  const roBase = legacy ? LEGACY_MAP.roBase : input.roBase;
  const roEnd = roBase + input.roLen;
  const dataBase = align8(roEnd);
  const dataEnd = dataBase + (legacy ? 0 : input.dataLen);
  const bssBase = align8(dataEnd);
  const bssEnd = bssBase + input.bssSize;
  const heapBase = align8(bssEnd);
  const heapEnd = heapBase + (legacy ? 0 : input.heapSize);
  const stackBase = legacy ? LEGACY_MAP.size - stackSize : align8(heapEnd);
  return {
    profile: legacy ? 'legacy' : 'v3',
    roBase,
    roEnd,
    dataBase,
    dataEnd,
    bssBase,
    bssEnd,
    heapBase,
    heapEnd,
    stackBase,
    stackLimit: stackBase + stackSize,
    readBase: legacy ? 0 : roBase,
    writeBase: legacy ? 0 : dataBase,
  };
}

/** The parts of a layout by size, largest first, for the message about an image that does not fit. */
function biggestParts(input: LayoutInput, stackSize: number): string {
  const parts: [string, number][] = [
    ['rodata', input.roLen],
    ['data', input.dataLen],
    ['bss', input.bssSize],
    ['heap', input.heapSize],
    ['stack', stackSize],
  ];
  return parts
    .filter(([, size]) => size > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name, size]) => `${name} ${size}`)
    .join(', ');
}

/**
 * Lays out the data space of an image.
 * @throws HsxError ENOSPC when it does not fit the data space, with the sizes, the biggest first; EINVAL for a bad option.
 */
export function layoutOf(input: LayoutInput, options: LayoutOptions = {}): MemoryLayout {
  const dataMax = options.dataMax ?? DEFAULT_SPACE_LIMIT;
  for (const size of [dataMax, options.stackSize ?? 0, options.defaultStackSize ?? 0]) {
    if (!Number.isInteger(size) || size < 0 || size > ADDRESS_SPACE_MAX) {
      throw new HsxError(
        'EINVAL',
        `a stack size and a data limit must be whole numbers from 0 to ${ADDRESS_SPACE_MAX}, not ${size}`,
      );
    }
  }
  const stackSize = effectiveStackSize(input, options);
  const layout = place(input, stackSize);
  if (layout.profile === 'legacy' && dataMax < LEGACY_MAP.size) {
    throw new HsxError(
      'ENOSPC',
      `an image of version ${input.version} needs ${LEGACY_MAP.size} bytes of data space and ${dataMax} are allowed`,
      'raise the data limit, or link the program again with this tool chain',
    );
  }
  const limit = layout.profile === 'legacy' ? LEGACY_MAP.size : dataMax;
  if (layout.stackLimit > limit || layout.heapEnd > layout.stackBase) {
    const needed = layout.profile === 'legacy' ? align8(layout.heapEnd) + stackSize : layout.stackLimit;
    throw new HsxError(
      'ENOSPC',
      `the image needs ${needed} bytes of data space and ${limit} are allowed (${biggestParts(input, stackSize)})`,
      layout.profile === 'legacy'
        ? 'ask for a smaller stack'
        : 'make the biggest part smaller, or raise the data limit (up to 16 MiB)',
    );
  }
  return layout;
}

/** The largest stack, in bytes, that still fits the data space behind everything else; 0 when nothing is left. */
export function largestStack(input: LayoutInput, dataMax: number = DEFAULT_SPACE_LIMIT): number {
  const { heapEnd, profile } = place(input, STACK_SIZE_MIN);
  const limit = profile === 'legacy' ? LEGACY_MAP.size : dataMax;
  return Math.max(0, Math.floor((limit - align8(heapEnd)) / REGION_ALIGN) * REGION_ALIGN);
}
