/** What an input file is: by `-x`, else by its name, else by how it begins. */

export type InputKind =
  | 'c'
  | 'preprocessed'
  | 'ir'
  | 'bitcode'
  | 'assembly'
  | 'assembly-with-cpp'
  | 'object'
  | 'archive'
  | 'image';

const BY_ENDING: Readonly<Record<string, InputKind>> = {
  c: 'c',
  i: 'preprocessed',
  ll: 'ir',
  bc: 'bitcode',
  mvasm: 'assembly',
  s: 'assembly',
  S: 'assembly-with-cpp',
  hxo: 'object',
  hxa: 'archive',
  hxe: 'image',
};

/** Names for `-x`, as gcc and clang have them. */
export const LANGUAGES: Readonly<Record<string, InputKind>> = {
  c: 'c',
  'cpp-output': 'preprocessed',
  ir: 'ir',
  assembler: 'assembly',
  'assembler-with-cpp': 'assembly-with-cpp',
};

/** File name endings of languages that a user may try and that HSX does not compile. */
export const FOREIGN_ENDINGS: Readonly<Record<string, string>> = {
  cpp: 'C++',
  cc: 'C++',
  cxx: 'C++',
  C: 'C++',
  rs: 'Rust',
  m: 'Objective-C',
  o: 'native object',
  a: 'native archive',
  h: 'C header',
};

/** The ending of a path's last part, without the dot; '' when there is none. */
export function endingOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1) : '';
}

/** What the name says. */
export function kindByName(path: string): InputKind | undefined {
  const ending = endingOf(path);
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}

/** What the contents say: images, bitcode, objects and archives are known by how they begin. */
export function kindByContents(bytes: Uint8Array): InputKind | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (head.startsWith('HSXE')) return 'image';
  if (head.startsWith('BC\xc0\xde')) return 'bitcode';
  // The JSON of symbol files and source lists begins with other keys.
  if (/^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"(?:hxe_path|project_root)"/.test(head)) return undefined;
  if (/^\s*\{/.test(head)) return /^\s*\{\s*("version"\s*:\s*\d+\s*,\s*)?"members"/.test(head) ? 'archive' : 'object';
  if (/^\s*(; ModuleID|source_filename =|target (datalayout|triple) =)/.test(head)) return 'ir';
  return undefined;
}
