/** A C program as `hsx cc -g` builds it, under the debugger of these tests. */
import { dirname } from 'node:path';
import { Build, CollectingReporter, parseCommandLine } from '@hsx/cc';
import { renderDiagnostic } from '@hsx/image';
import { Debugger } from './debugger.js';

/** Compiles and links with options of `hsx cc`; throws with everything that was reported. */
export async function buildForDebugger(path: string, ...options: string[]): Promise<Debugger> {
  const parsed = parseCommandLine([...options, path]);
  if (parsed.errors.length > 0) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  const reporter = new CollectingReporter();
  const build = new Build(parsed.options, { cwd: dirname(path), env: process.env, reporter });
  const said = () => reporter.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n');
  const { image, sym } = await build.link(await build.linkItems(), 'program.hxe').catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said()}`);
  });
  if (sym === undefined) throw new Error('no symbols');
  return new Debugger(image, sym);
}
