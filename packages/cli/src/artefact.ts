/** Any artefact by what is in it: images, objects, archives, with the symbols that belong to an image. */
import { existsSync } from 'node:fs';
import { besideImage, kindByContents, readInput } from '@hsx/cc';
import {
  type Archive,
  checkSymMatches,
  FORMAT_LIMITS,
  type HxeImage,
  type ObjectFile,
  readArchive,
  readEmbeddedSym,
  readHxe,
  readHxo,
  readSym,
  type SymFile,
} from '@hsx/image';
import { HsxError } from '@hsx/isa';
import type { CommandContext } from './context.js';
import { showWarning } from './messages.js';

export type Artefact =
  | { kind: 'image'; path: string; size: number; image: HxeImage; sym: SymFile | undefined }
  | { kind: 'object'; path: string; size: number; object: ObjectFile }
  | { kind: 'archive'; path: string; size: number; archive: Archive };

/**
 * Reads a file.
 * @param warn is told when the symbols beside an image cannot be used.
 * @throws HsxError when it cannot be read, is of another kind or is damaged; messages begin with its name.
 */
export function readArtefact(path: string, warn: (message: string) => void): Artefact {
  const bytes = readInput(path);
  const size = bytes.length;
  return withName(path, (): Artefact => {
    switch (kindByContents(bytes)) {
      case 'image': {
        const image = readHxe(bytes, FORMAT_LIMITS);
        return { kind: 'image', path, size, image, sym: readEmbeddedSym(image) ?? symBeside(path, image, warn) };
      }
      case 'object':
        return { kind: 'object', path, size, object: readHxo(bytes) };
      case 'archive':
        return { kind: 'archive', path, size, archive: readArchive(bytes) };
      default:
        throw new HsxError(
          'EINVAL',
          size === 0 ? 'the file is empty' : 'this is no HSX image, object or archive',
          'images are .hxe, objects .hxo, archives .hxa; sources are built with `hsx cc`',
        );
    }
  });
}

/** The `.sym` beside an image; one that is damaged or belongs to another build is not used. */
function symBeside(path: string, image: HxeImage, warn: (message: string) => void): SymFile | undefined {
  const symPath = besideImage(path, '.sym');
  if (path === '-' || !existsSync(symPath)) return undefined;
  try {
    const sym = readSym(readInput(symPath));
    checkSymMatches(sym, image.header.crc32);
    return sym;
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
    const { message } = error;
    warn(`${message.startsWith(symPath) ? '' : `${symPath}: `}${message}; going on without it`);
    return undefined;
  }
}

/** The warnings of a command. */
export function warnings({ terminal, program }: CommandContext): (message: string) => void {
  return (message) => showWarning(terminal, program, message);
}

/** Puts the file's name in front of what a reader says about it. */
export function withName<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HsxError) || error.message.startsWith(`${path}:`)) throw error;
    throw new HsxError(error.code, `${path}: ${error.message}`, error.hint);
  }
}
