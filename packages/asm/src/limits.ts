import { ADDRESS_SPACE_MAX, ALIGN_MAX } from '@hsx/image';

/** Bounds that keep hostile sources from taking unbounded time, memory or recursion. Each one ends in a clear error. */
export const LIMITS = {
  /** Levels of `.include`, of macro calls and of repetitions together. */
  nesting: 100,
  /** Levels of parentheses and unary operators in an expression. */
  expressionDepth: 100,
  /** Operators in one expression that are not folded at once. */
  expressionNodes: 1000,
  /** Levels, and steps, of evaluating an expression whose `.equ` names refer to each other. */
  evaluationDepth: 1500,
  evaluationSteps: 10_000,
  /** Characters of one line, after macro arguments were put in. */
  lineLength: 65_536,
  /** Lines that a source may become when its includes, macros and repetitions are expanded. */
  lines: 1_000_000,
  /** Characters of text that macro expansion may make. */
  expandedText: 64 * 1024 * 1024,
  /** Bytes of one section (abi-and-memory.md §4). */
  sectionBytes: ADDRESS_SPACE_MAX,
  /** Bytes of all sections that have contents. */
  totalBytes: 1 << 26,
  sections: 65_536,
  /** Largest argument of `.align`: what the linker honours. */
  align: ALIGN_MAX,
  /** Messages after which the assembler gives up. */
  diagnostics: 1000,
  /** Levels of brackets in a metadata declaration. */
  jsonDepth: 32,
} as const;
