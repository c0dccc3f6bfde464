/** Symbols inside an image: the `.sym` JSON in zlib form as the section of type 4 (formats.md §2, `ld --embed-sym`). */
import { HsxError } from '@hsx/isa';
import { Unzlib, zlibSync } from 'fflate';
import { hex } from './bad-image.js';
import { SECTION_SIZE_MAX } from './hxe-header.js';
import { type HxeSection, SECTION_TYPES, type SectionContent } from './sections.js';
import { readSym, type SymFile, writeSym } from './sym.js';

/** The most that embedded symbols may inflate to, in bytes; JSON of this kind shrinks to a tenth, hardly to a hundredth. */
const INFLATED_MAX = 8 << 20;

/** Input is inflated in steps of this many bytes, so that the bound on the output is looked at often. */
const STEP = 1024;

/**
 * Encodes a symbol section. The CRC inside (`hxe_crc`) cannot be that of the image the section becomes part of; write 0.
 * @throws HsxError EINVAL when it is over 8 MiB, or over 65,535 bytes compressed.
 */
export function encodeSym(sym: SymFile): SectionContent {
  const json = new TextEncoder().encode(writeSym(sym));
  const bytes = zlibSync(json, { level: 9 });
  if (bytes.length > SECTION_SIZE_MAX || json.length > INFLATED_MAX) {
    throw new HsxError(
      'EINVAL',
      `the symbols need ${json.length} bytes, ${bytes.length} compressed; a section holds at most ${INFLATED_MAX} and ${SECTION_SIZE_MAX}`,
      'write them beside the image with --emit-sym',
    );
  }
  return { type: SECTION_TYPES.symbols, count: 1, bytes };
}

/** Inflates at most INFLATED_MAX bytes. */
function inflate(section: HxeSection): Uint8Array {
  const what = `bad HXE image: .symbols section at offset ${hex(section.offset)}`;
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Unzlib((part, final) => {
    size += part.length;
    if (size > INFLATED_MAX) throw new HsxError('EBADMSG', `${what}: it inflates to more than ${INFLATED_MAX} bytes`);
    parts.push(part);
    ended ||= final;
  });
  try {
    for (let at = 0; at < section.bytes.length; at += STEP) {
      stream.push(section.bytes.slice(at, at + STEP), at + STEP >= section.bytes.length);
    }
  } catch (error) {
    if (error instanceof HsxError) throw error;
    throw new HsxError(
      'EBADMSG',
      `${what}: it is no zlib data (${error instanceof Error ? error.message : 'unknown error'})`,
    );
  }
  if (!ended) throw new HsxError('EBADMSG', `${what}: its zlib data breaks off`);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The symbols embedded in an image, or `undefined` when it has none.
 * @throws HsxError EBADMSG when they are damaged.
 */
export function readEmbeddedSym(image: { sections: readonly HxeSection[] }): SymFile | undefined {
  const section = image.sections.find(({ type }) => type === SECTION_TYPES.symbols);
  return section && readSym(inflate(section), `HXE image: .symbols section at offset ${hex(section.offset)}`);
}
