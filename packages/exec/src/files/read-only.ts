/** A file system that can only be read. */
import { HsxError } from '@hsx/isa';
import type { FileSystem } from './file-system.js';

/** The same files, and EROFS for whatever would change them. */
export function readOnly(files: FileSystem): FileSystem {
  const refuse = (): never => {
    throw new HsxError('EROFS', 'the file system is read-only');
  };
  return {
    open: (path, mode) => (mode.write || mode.create ? refuse() : files.open(path, mode)),
    stat: (path) => files.stat(path),
    list: (path) => files.list(path),
    remove: refuse,
    rename: refuse,
    mkdir: refuse,
  };
}
