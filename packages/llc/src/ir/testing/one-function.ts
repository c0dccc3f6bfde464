/** Short cuts for tests of the IR reader. */
import { renderDiagnostic } from '@hsx/image';
import type { Instruction, Function as IRFunction, Module } from '../model.js';
import { readModule } from '../read.js';

/** The module of a text that must be sound. */
export function moduleOf(text: string): Module {
  const { module, diagnostics } = readModule(text, 'test.ll');
  if (module === undefined) throw new Error(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n'));
  return module;
}

/** The function @f of a text that must be sound. */
export function functionOf(text: string): IRFunction {
  const fn = moduleOf(text).functions.find(({ name }) => name === 'f');
  if (fn === undefined) throw new Error('no @f');
  return fn;
}

/** The instructions of @f, all blocks in a row. */
export function instructionsOf(text: string): Instruction[] {
  return functionOf(text).blocks.flatMap((block) => block.instructions);
}

/** The messages of a text, as `line:column: message`. */
export function messagesOf(text: string): string[] {
  const { diagnostics } = readModule(text, 'test.ll');
  return diagnostics.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}
