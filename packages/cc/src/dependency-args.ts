/** `-MD` and its kin: what clang is told about the rule for make. */
import type { Source } from './compiler.js';
import type { DriverOptions } from './options.js';

/**
 * Arguments that make clang write the rule. Clang sees `-o -`, so the file and the target that it would derive from the
 * output are given explicitly. `object` is the name of the object that the rule is about.
 */
export function dependencyArgs(options: DriverOptions, source: Source, object: string): string[] {
  const { flag, file, targets, phony } = options.dependencies;
  if (flag === undefined || (source.kind !== 'c' && source.kind !== 'assembly-with-cpp')) return [];
  const target = targets.length > 0 ? targets : ['-MQ', object === '-' ? 'stdin.hxo' : object];
  const rule = [...target, ...(phony ? ['-MP'] : [])];
  // `-M` and `-MM` print the rule instead of compiling; the driver puts it where it belongs.
  if (flag === '-M' || flag === '-MM') return ['-E', flag, ...rule];
  return [flag, '-MF', file ?? `${object.replace(/(?<=[^/])\.[^./]*$/, '')}.d`, ...rule];
}
