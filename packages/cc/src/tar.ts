/**
 * Files as a tar archive, deflated, the same bytes for the same files on every machine: ustar headers without times, owners or numbers that
 * depend on anything but the files. The format is a page long, and Node brings the compression, so no package is needed for it.
 */
import { gzipSync } from 'node:zlib';
import { HsxError } from '@hsx/isa';

export interface TarFile {
  /** With `/`, relative. */
  path: string;
  data: Uint8Array;
}

const BLOCK = 512;
const NAME_MAX = 100;
const PREFIX_MAX = 155;
const MODE = 0o644;
/** Where gzip says on which system it ran; 255 is unknown. */
const GZIP_SYSTEM = 9;

/** A header; the fields are those of POSIX ustar. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
  const [prefix, name] = splitPath(path);
  block.write(name, 0);
  octal(MODE, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write('        ', 148, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A long path is cut at a `/` into prefix and name. */
function splitPath(path: string): [string, string] {
  if (Buffer.byteLength(path) <= NAME_MAX) return ['', path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(name) <= NAME_MAX && Buffer.byteLength(prefix) <= PREFIX_MAX) return [prefix, name];
  }
  throw new HsxError('EINVAL', `${path}: the path is too long for an archive`);
}

/**
 * The bytes of a `.tgz`, files in the order given.
 * @throws HsxError EINVAL for a path that the format cannot hold.
 */
export function packTgz(files: readonly TarFile[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const { path, data } of files) {
    blocks.push(header(path, data.length), data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK));
  }
  blocks.push(Buffer.alloc(2 * BLOCK));
  const packed = gzipSync(Buffer.concat(blocks), { level: 9 });
  packed[GZIP_SYSTEM] = 255;
  return packed;
}
