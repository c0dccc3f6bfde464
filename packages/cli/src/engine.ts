/** How the JavaScript engine treats the process of a command. */
import { setFlagsFromString } from 'node:v8';

/**
 * Commands whose process compiles something and ends. Each part of the compiler runs too shortly there for optimising it
 * to pay off as early as the engine does by default: that costs more time than all compiling together (docs/llc.md,
 * "Speed and memory").
 */
const SHORT_LIVED: ReadonlySet<string> = new Set(['cc', 'llc']);

/**
 * Bytes of bytecode that a function runs before the engine thinks of optimising it, some four times the default of Node
 * 20. With more, processes that compile more than 100,000 IR instructions would become slower.
 */
const PATIENT = '--interrupt-budget=600000';

/** Sets the engine up for a command; before any of it is loaded. Not for commands that run images, which are hot loops. */
export function prepareEngine(command: string): void {
  if (SHORT_LIVED.has(command)) setFlagsFromString(PATIENT);
}
