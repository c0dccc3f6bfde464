/**
 * The headers that belong to the compiler itself (stddef.h, stdarg.h, limits.h …), taken from the tar file that comes
 * with the bundled clang. The file is indexed by reading its entry headers only, and only when a builtin is looked up.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { MemoryFiles } from './file-view.js';

/** The folder in which clang finds them: its `-resource-dir`. */
export const RESOURCE_DIR = '/@clang';

const BLOCK = 512;

/** Name, offset and size of each file directly in the archive's `include/`. */
function* indexTar(path: string): Generator<{ name: string; offset: number; size: number }> {
  const fd = openSync(path, 'r');
  try {
    const header = Buffer.alloc(BLOCK);
    let offset = 0;
    while (readSync(fd, header, 0, BLOCK, offset) === BLOCK && header[0] !== 0) {
      const field = (start: number, length: number) =>
        header.toString('latin1', start, start + length).split('\0', 1)[0] as string;
      const size = Number.parseInt(field(124, 12), 8) || 0;
      const name = field(0, 100);
      if (/^include\/[^/]+\.h$/.test(name)) yield { name, offset: offset + BLOCK, size };
      offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
  } finally {
    closeSync(fd);
  }
}

/** Mounts the builtin headers of `tarPath` at RESOURCE_DIR. */
export function builtinHeaders(tarPath: string): MemoryFiles {
  return new (class extends MemoryFiles {
    #indexed = false;

    #index(): void {
      if (this.#indexed) return;
      this.#indexed = true;
      for (const { name, offset, size } of indexTar(tarPath)) {
        let contents: Uint8Array | undefined;
        this.add(name, size, () => {
          contents ??= readPart(tarPath, offset, size);
          return contents;
        });
      }
    }

    override stat(path: string) {
      this.#index();
      return super.stat(path);
    }
  })(RESOURCE_DIR);
}

function readPart(path: string, offset: number, size: number): Uint8Array {
  const fd = openSync(path, 'r');
  try {
    const data = new Uint8Array(size);
    readSync(fd, data, 0, size, offset);
    return data;
  } finally {
    closeSync(fd);
  }
}
