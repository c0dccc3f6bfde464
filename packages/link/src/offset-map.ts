/** Where an offset of a section as read lies after relaxation took literal words out. */
import { type LinkSection, WORD } from './program.js';

/** How many of the ascending `removed` offsets are below `offset`. */
function countBelow(removed: readonly number[], offset: number): number {
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((removed[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The new offset of `offset` (0..size, as read). An offset inside a word that was taken out goes to the word's place;
 * the end of the section stays its end. Never decreasing.
 */
export function mapOffset(section: LinkSection, offset: number): number {
  const { removed } = section;
  const count = countBelow(removed, offset);
  if (count === 0) return offset;
  const last = removed[count - 1] as number;
  // Within the last word taken out only the bytes before `offset` are gone so far.
  return offset - WORD * (count - 1) - Math.min(WORD, offset - last);
}

/** Size in bytes after relaxation. */
export function relaxedSize(section: LinkSection): number {
  return section.size - WORD * section.removed.length;
}

/** Address of an offset as read, once placement is done; offsets outside the section keep their distance from its start or end. */
export function addressOf(section: LinkSection, offset: number): number {
  if (offset < 0) return section.address + offset;
  if (offset > section.size) return section.address + relaxedSize(section) + (offset - section.size);
  return section.address + mapOffset(section, offset);
}
