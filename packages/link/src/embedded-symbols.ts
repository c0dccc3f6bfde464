/** The `.sym` JSON inside an image: section type 4, deflated (formats.md §2, RFC 1951 without a wrapper). */
import { readSym, SECTION_SIZE_MAX, SECTION_TYPES, type SectionContent, type SymFile, writeSym } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { deflateSync, inflateSync } from 'fflate';

/** Written with everything the format has, so that the bytes depend on the text alone. */
const LEVEL = 9;

/**
 * The section that holds `sym`. Its `hxe_crc` is left 0: the CRC of an image covers its symbols.
 * @throws HsxError ENOSPC when it is larger than a section may be.
 */
export function encodeSymbols(sym: SymFile): SectionContent {
  const text = writeSym({ ...sym, hxe_crc: 0 });
  const bytes = deflateSync(new TextEncoder().encode(text), { level: LEVEL });
  if (bytes.length > SECTION_SIZE_MAX) {
    throw new HsxError(
      'ENOSPC',
      `the symbols have ${bytes.length} bytes when deflated, and a section of an image holds ${SECTION_SIZE_MAX}`,
      'write them beside the image with --emit-sym',
    );
  }
  return { type: SECTION_TYPES.symbols, count: 1, bytes };
}

/**
 * The symbols in a section of type 4.
 * @throws HsxError EBADMSG for bytes that are no deflated symbol file.
 */
export function decodeSymbols(section: SectionContent, what = 'embedded .sym'): SymFile {
  let text: Uint8Array;
  try {
    text = inflateSync(section.bytes);
  } catch (error) {
    throw new HsxError('EBADMSG', `bad ${what}: ${error instanceof Error ? error.message : 'cannot be inflated'}`);
  }
  return readSym(text, what);
}
