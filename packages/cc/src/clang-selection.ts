/** Which clang is used: the one that is named, else the bundled one. */
import { bundledClang } from './clang/bundled-clang.js';
import type { FrontEnd } from './clang/front-end.js';
import { nativeClang } from './clang/native-clang.js';

/** `path` is the value of `--clang`; `HSX_CLANG` comes next. */
export function selectClang(path: string | undefined, env: NodeJS.ProcessEnv): FrontEnd {
  const named = path ?? (env.HSX_CLANG === '' ? undefined : env.HSX_CLANG);
  return named === undefined ? bundledClang() : nativeClang(named);
}
