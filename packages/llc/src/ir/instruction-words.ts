/** The words that begin an instruction; they also end a call's attribute list. */
import { BINARY_OPS, CAST_OPS } from './constants.js';

export const FAST_MATH_FLAGS: ReadonlySet<string> = new Set([
  'fast',
  'nnan',
  'ninf',
  'nsz',
  'arcp',
  'contract',
  'afn',
  'reassoc',
]);

const OPCODES: readonly string[] = [
  ...BINARY_OPS,
  ...CAST_OPS,
  'fneg',
  'freeze',
  'icmp',
  'fcmp',
  'select',
  'phi',
  'alloca',
  'load',
  'store',
  'getelementptr',
  'extractvalue',
  'insertvalue',
  'extractelement',
  'insertelement',
  'shufflevector',
  'call',
  'tail',
  'musttail',
  'notail',
  'va_arg',
  'fence',
  'cmpxchg',
  'atomicrmw',
  'br',
  'switch',
  'indirectbr',
  'ret',
  'unreachable',
  'invoke',
  'callbr',
  'landingpad',
  'resume',
  'catchswitch',
  'catchpad',
  'cleanuppad',
  'catchret',
  'cleanupret',
];

/** Opcodes by their text: these strings compare with those of the program by identity, those of a source do not. */
const BY_TEXT: ReadonlyMap<string, string> = new Map(OPCODES.map((word) => [word, word]));

/** The opcode that a word is. */
export function opcode(word: string): string | undefined {
  return BY_TEXT.get(word);
}

/** Words that cannot be attributes after an argument list: `to` belongs to invoke, the last two stand in bodies only. */
export const CALL_STOP: ReadonlySet<string> = new Set([...OPCODES, 'to', 'uselistorder', 'uselistorder_bb']);
