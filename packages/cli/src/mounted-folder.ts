/** The folder that a program may use (`hsx run --dir`, `--dir-ro`). */
import { type FileSystem, readOnly } from '@hsx/exec';
import { HostFolder } from '@hsx/exec/host-folder';
import { HsxError } from '@hsx/isa';
import { InvalidArgumentError, Option } from 'commander';

export interface FolderOptions {
  dir?: string;
  dirRo?: string;
}

export function folderOptions(): [Option, Option] {
  const once = (value: string, before: string | undefined) => {
    if (before !== undefined) throw new InvalidArgumentError('A program has one folder.');
    return value;
  };
  return [
    new Option('--dir <dir>', 'let the program use the files in a folder (default: no files)').argParser(once),
    new Option('--dir-ro <dir>', 'the same, to read only').argParser(once).conflicts('dir'),
  ];
}

/** @throws HsxError when there is no such folder. */
export function mountedFolder({ dir, dirRo }: FolderOptions): FileSystem | undefined {
  const folder = dir ?? dirRo;
  if (folder === undefined) return undefined;
  const option = dir === undefined ? '--dir-ro' : '--dir';
  try {
    const files = new HostFolder(folder);
    return dir === undefined ? readOnly(files) : files;
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
    throw new HsxError(error.code, `${option} ${error.message}`, 'it takes the folder whose files the program may use');
  }
}
