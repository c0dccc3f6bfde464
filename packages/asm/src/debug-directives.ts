/**
 * Directives for debuggers beside `.file` and `.loc` (mvasm.md, Directives): `.cfi` says how the stack is walked from here on,
 * `.debug` carries what a compiler knows about types and variables.
 */
import {
  CONTINUED_LISTS,
  type DebugDirective,
  type DebugFacts,
  type DebugType,
  type DirectiveInline,
  type DirectiveLocal,
  debugDirectiveSchemas,
  didYouMean,
  FACT_PARTS_MAX,
  FACTS_MAX,
  jsonPath,
  parseFast,
} from '@hsx/image';
import type { Assembly } from './assembly.js';
import type { Directive } from './directives.js';
import { readRegister, registerNumber } from './operands.js';
import type { Scanner } from './scanner.js';
import type { Place } from './source.js';
import type { Position } from './symbols.js';

/** How a stack is walked from a place on; absent `rule`: nothing is known any more. */
export interface CfiRow {
  readonly position: Position;
  readonly rule: Omit<NonNullable<DebugFacts['frames']>[number], 'section' | 'start' | 'end'> | undefined;
}

/** A `.debug` whose labels are still names. */
interface Pending<T> {
  readonly fact: T;
  readonly place: Place;
}

/** What `.cfi` and `.debug` of a source have said. */
export class DebugStore {
  readonly rows: CfiRow[] = [];
  readonly facts: Required<
    Pick<{ [K in keyof DebugFacts]: NonNullable<DebugFacts[K]> }, 'types' | 'functions' | 'variables'>
  > = {
    types: [],
    functions: [],
    variables: [],
  };
  readonly locals: Pending<DirectiveLocal>[] = [];
  readonly inlines: Pending<DirectiveInline>[] = [];
  /** The last fact with lists, which `.debug more` adds to. */
  last: DirectiveLocal | DebugType | undefined;
  /** Places of types and of what refers to them, for messages at the end. */
  readonly places = new Map<object, Place>();
}

/** Bytes of the return address, which lies right below the frame address. */
const RETURN_ADDRESS = 4;
const REACH = 0x7fff_ffff;
/** What `registerNumber` says of SP. */
const STACK_POINTER = 16;

function readOffset(assembly: Assembly, scanner: Scanner, what: string): number {
  return assembly.constantIn(scanner, what, -REACH, REACH);
}

/**
 * `.cfi sp + 8, R8 @ -8, R14 @ -12`: from here on the frame address (sp before the CALL) is sp + 8, and the caller's R8 was saved at
 * the frame address - 8. `.cfi end`: nothing is known from here on.
 */
const walk: Directive = (assembly, scanner: Scanner) => {
  const position = assembly.section.here;
  if (assembly.section.kind !== 'text') scanner.fail('.cfi belongs into a text section');
  scanner.peek();
  const at = scanner.pos;
  const word = scanner.identifier();
  if (word === undefined) scanner.fail(`expected sp, a register or end, found ${scanner.found()}`);
  if (word.toLowerCase() === 'end') {
    scanner.end('end');
    assembly.debug.rows.push({ position, rule: undefined });
    return;
  }
  const number = registerNumber(word);
  if (number < 0) scanner.fail(`expected sp, a register or end, found '${word}'`, undefined, at);
  const cfa = number === STACK_POINTER ? ('sp' as const) : number;
  let offset = 0;
  const sign = scanner.peek();
  if (sign === 0x2b || sign === 0x2d) offset = readOffset(assembly, scanner, 'the distance');
  const saved: { register: number; offset: number }[] = [];
  while (scanner.accept(',')) {
    scanner.peek();
    const from = scanner.pos;
    const which = readRegister(scanner);
    if (saved.some((entry) => entry.register === which)) scanner.fail(`R${which} is named twice`, undefined, from);
    scanner.expect('@', 'after the register');
    saved.push({ register: which, offset: readOffset(assembly, scanner, 'the place') });
  }
  scanner.end('the rule');
  saved.sort((a, b) => a.register - b.register);
  const rule = { cfa, cfa_offset: offset, return_offset: -RETURN_ADDRESS, saved };
  assembly.debug.rows.push({ position, rule });
};

function parseFact(scanner: Scanner): { kind: DebugDirective; value: unknown } {
  scanner.peek();
  const at = scanner.pos;
  const word = scanner.identifier() ?? '';
  const kinds = Object.keys(debugDirectiveSchemas);
  if (!Object.hasOwn(debugDirectiveSchemas, word))
    scanner.fail(
      `there is no .debug ${word.slice(0, 60)}`,
      didYouMean(word, kinds) ?? `there are ${kinds.join(', ')}`,
      at,
    );
  scanner.peek();
  const text = scanner.text.slice(scanner.pos);
  try {
    return { kind: word as DebugDirective, value: JSON.parse(text) as unknown };
  } catch {
    return scanner.fail('this is no JSON', `the fact stands behind the word as one JSON object, on the same line`);
  }
}

type Lists = { [K in (typeof CONTINUED_LISTS)[number]]?: object[] | number[] | undefined };

/** `.debug more {"locations": […]}` */
function continueFact({ debug }: Assembly, more: Lists, scanner: Scanner, from: number): void {
  const last: Lists | undefined = debug.last;
  for (const key of CONTINUED_LISTS) {
    const items: unknown[] | undefined = more[key];
    if (items === undefined) continue;
    const list: unknown[] | undefined = last?.[key];
    if (list === undefined)
      return scanner.fail(
        `.debug more: the fact before it has no ${key}`,
        'it continues the .debug type or local before it',
        from,
      );
    if (list.length + items.length > FACT_PARTS_MAX)
      return scanner.fail(`.debug more: there are more than ${FACT_PARTS_MAX} ${key}`, undefined, from);
    list.push(...items);
  }
}

/** `.debug kind {…}`: one fact as JSON. */
const fact: Directive = (assembly, scanner: Scanner, place) => {
  const from = scanner.pos;
  const { kind, value } = parseFact(scanner);
  const parsed = parseFast<object>(debugDirectiveSchemas[kind], value);
  if ('problem' in parsed) {
    const { path, message } = parsed.problem;
    return scanner.fail(`bad .debug ${kind}: ${jsonPath(path)}: ${message.slice(0, 200)}`, undefined, from);
  }
  const { debug } = assembly;
  // The schema that checked it is the one of its kind.
  const data = parsed.data as never;
  if (kind === 'more') return continueFact(assembly, data, scanner, from);
  debug.last = kind === 'local' || kind === 'type' ? data : undefined;
  const list: object[] =
    kind === 'local' ? debug.locals : kind === 'inline' ? debug.inlines : debug.facts[`${kind}s` as const];
  if (list.length >= FACTS_MAX) assembly.report.fatal(place, `there are more than ${FACTS_MAX} facts of one kind`);
  if (kind === 'local' || kind === 'inline') list.push({ fact: data, place });
  else {
    const made: object = data;
    list.push(made);
    debug.places.set(made, place);
  }
};

export const DEBUG_DIRECTIVES: Readonly<Record<string, Directive>> = {
  '.cfi': walk,
  '.debug': fact,
};
