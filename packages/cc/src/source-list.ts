/** `sources.json` of a debug build: where the files that its debug data names lie on this machine (formats.md, sources.json). */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { buildTime, type Sources, type SymFile } from '@hsx/image';

export interface SourceListJob {
  sym: SymFile;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What stands for a folder in debug data, without its final `/`: its name there, and the folder. */
  folders: readonly { from: string; to: string }[];
  includeDirs: readonly string[];
}

/** What `sources.json` says of a build; the current folder is the project's root. */
export function sourceList({ sym, cwd, env, folders, includeDirs }: SourceListJob): Sources {
  const files = new Set<string>();
  for (const { file } of sym.instructions) files.add(file);
  for (const { call_file } of sym.inlines ?? []) files.add(call_file);
  files.delete('');
  const pathOf = (file: string): string => {
    const folder = folders.find(({ to }) => to !== '' && file.startsWith(to));
    return folder === undefined ? resolve(cwd, file) : join(folder.from, file.slice(folder.to.length));
  };
  const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
  return {
    version: 1,
    project_root: cwd,
    build_time: buildTime(env.SOURCE_DATE_EPOCH),
    prefix_map: Object.fromEntries(folders.map(({ from, to }) => [to, from])),
    sources: [...files].map((file) => {
      const path = pathOf(file);
      return { file, path, relative: slashes(relative(cwd, path)) };
    }),
    include_paths: includeDirs.map((folder) => resolve(cwd, folder)),
  };
}

/** The folders that the user's own options for clang rename in debug data, the last one first, as clang takes them. */
export function renamedFolders(clangArgs: readonly string[], cwd: string): { from: string; to: string }[] {
  const renamed: { from: string; to: string }[] = [];
  for (const arg of clangArgs) {
    const [, from, to] = /^-f(?:debug|file)-prefix-map=(.*)=(.*)$/.exec(arg) ?? [];
    if (from !== undefined && to !== undefined)
      renamed.unshift({ from: isAbsolute(from) ? from : resolve(cwd, from), to });
  }
  return renamed;
}
