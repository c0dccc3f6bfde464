/**
 * Many C sources to IR in one run of clang. Starting clang costs more than compiling a page of C, and its compiler proper, `clang -cc1`,
 * takes any number of sources; only the driver above it starts anew for each.
 */
import type { ClangRequest, ClangResult, FrontEnd } from './front-end.js';

/**
 * @param args a command line of the driver that compiles the first of `paths`, named last, to IR on standard output.
 * @returns the IR of every source by its path, and what clang said; `undefined` when it did not work out: then compile each by itself,
 *   which also says what is wrong.
 */
export async function batchToIr(
  frontEnd: FrontEnd,
  args: string[],
  paths: readonly string[],
  request: Omit<ClangRequest, 'args'>,
): Promise<{ ir: Map<string, string>; said: string } | undefined> {
  const command = compilerCommand(await frontEnd.run({ ...request, args: [...args, '-###'] }), paths[0] ?? '');
  if (command === undefined) return undefined;
  const { status, stdout, stderr } = await frontEnd.run({ ...request, args: [...command, ...paths] });
  if (status !== 0) return undefined;
  const ir = splitModules(Buffer.from(stdout).toString('utf8'));
  return ir.size === paths.length && paths.every((path) => ir.has(path)) ? { ir, said: stderr } : undefined;
}

/** The arguments of the compiler proper, its source left out, from what the driver prints for `-###`. */
function compilerCommand({ status, stderr }: ClangResult, source: string): string[] | undefined {
  const lines = stderr.split('\n').filter((line) => line.includes('"-cc1"'));
  if (status !== 0 || lines.length !== 1) return undefined;
  const words = [...(lines[0] as string).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) =>
    word.replace(/\\(.)/g, '$1'),
  );
  const command = words.slice(words.indexOf('-cc1'));
  return command.pop() === source ? command : undefined;
}

/** Modules one behind the other, as clang prints them, by the name of their source. */
function splitModules(text: string): Map<string, string> {
  const modules = new Map<string, string>();
  const starts = [...text.matchAll(/^; ModuleID = '(.*)'$/gm)];
  for (const [i, { index, 1: name = '' }] of starts.entries()) {
    modules.set(name, text.slice(index, starts[i + 1]?.index ?? text.length));
  }
  return modules;
}
