/** The file systems that the same tests run on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.js';
import { MemoryFiles } from '../files/memory-files.js';
import { HostFolder } from '../host-folder.js';

export interface Backend {
  readonly files: FileSystem;
  /** Removes what it left behind. */
  dispose(): void;
}

/** A temporary folder of the host. */
export function temporaryFolder(): { folder: string; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'hsx-files-'));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Each backend by its name, made empty. */
export const BACKENDS: readonly (readonly [string, () => Backend])[] = [
  ['memory', () => ({ files: new MemoryFiles(), dispose() {} })],
  [
    'host folder',
    () => {
      const { folder, dispose } = temporaryFolder();
      return { files: new HostFolder(folder), dispose };
    },
  ],
];
