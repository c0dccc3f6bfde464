/** `.value`, `.cmd` and `.mailbox`: declarations as JSON (mvasm.md, Directives). Their rules are those of @hsx/image. */
import {
  type CommandDeclaration,
  commandProblem,
  type Diagnostic,
  didYouMean,
  type MailboxDeclaration,
  mailboxModeFromText,
  mailboxProblem,
  type ValueDeclaration,
  valueProblem,
} from '@hsx/image';
import { AUTH_LEVELS, COMMAND_FLAGS, MAILBOX_MODES, VALUE_FLAGS } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import { type Json, type JsonMember, readJson } from './json-reader.js';
import { type Report, StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import { noteAt, type Place } from './source.js';

/** Largest finite binary16. */
const HALF_MAX = 65504;
/** From here on a number is rounded to infinity. */
const HALF_OVERFLOW = 65520;

type Kind = '.value' | '.cmd' | '.mailbox';

/** The keys of each declaration; some have two spellings. */
const KEYS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  '.value': {
    group: 'group',
    group_id: 'group',
    id: 'id',
    value: 'id',
    name: 'name',
    group_name: 'group_name',
    unit: 'unit',
    flags: 'flags',
    auth: 'auth',
    init: 'init',
    epsilon: 'epsilon',
    min: 'min',
    max: 'max',
    persist_key: 'persist_key',
    rate_ms: 'rate_ms',
    debounce_ms: 'debounce_ms',
  },
  '.cmd': {
    group: 'group',
    group_id: 'group',
    id: 'id',
    cmd: 'id',
    name: 'name',
    group_name: 'group_name',
    flags: 'flags',
    auth: 'auth',
    handler: 'handler',
    help: 'help',
  },
  '.mailbox': {
    target: 'target',
    capacity: 'capacity',
    mode: 'mode',
    mode_mask: 'mode',
    owner_pid: 'owner_pid',
    bindings: 'bindings',
  },
};

/** One declaration's members by their first spelling. What is wrong with a key is reported, and the others are read on. */
class Members {
  private readonly byKey = new Map<string, JsonMember>();
  private unknownKeys = false;
  /** Whether something has been reported. */
  failed = false;

  constructor(
    readonly kind: Kind,
    readonly place: Place,
    members: ReadonlyMap<string, JsonMember>,
    private readonly report: Report,
  ) {
    const keys = KEYS[kind];
    for (const [key, member] of members) {
      const name = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (name === undefined) {
        this.unknownKeys = true;
        this.error(
          member.place,
          `${kind} has no key '${key.slice(0, 60)}'`,
          didYouMean(key, Object.keys(keys)) ?? `keys are ${Object.keys(keys).join(', ')}`,
        );
        continue;
      }
      const before = this.byKey.get(name);
      if (before === undefined) this.byKey.set(name, member);
      else
        this.error(member.place, `'${key}' says again what another key has said`, undefined, [
          noteAt(before.place, 'the other key is here'),
        ]);
    }
  }

  error(place: Place, message: string, hint?: string, notes?: readonly Diagnostic[]): void {
    this.failed = true;
    this.report.error(place, message, hint, notes);
  }

  /** A required key is missing; with an unknown key there, that may be the one. */
  missing(key: string): void {
    if (this.unknownKeys) this.failed = true;
    else this.error(this.place, `${this.kind} needs the key '${key}'`);
  }

  /** Reads one key; what is wrong with it is reported, and `fallback` stands for it. */
  attempt<T>(fallback: T, read: () => T): T {
    try {
      return read();
    } catch (error) {
      this.failed = true;
      this.report.take(error);
      return fallback;
    }
  }

  get(key: string): Json | undefined {
    return this.byKey.get(key)?.value;
  }

  /** The place of a key's value, or of the declaration. */
  placeOf(key: string): Place {
    return this.byKey.get(key)?.value.place ?? this.place;
  }

  text(key: string): string {
    const json = this.get(key);
    if (json === undefined) return '';
    if (json.kind === 'string') return json.value;
    this.error(json.place, `${key} must be a text`);
    return '';
  }

  /** An integer; absent is 0 unless it is required. */
  integer(key: string, required = false): number {
    const json = this.get(key);
    if (json === undefined) {
      if (required) this.missing(key);
      return 0;
    }
    if (json.kind === 'number' && Number.isSafeInteger(json.value)) return json.value;
    this.error(json.place, `${key} must be an integer`);
    return 0;
  }

  /** A number that binary16 can hold. */
  half(key: string): number | undefined {
    const json = this.get(key);
    if (json === undefined) return undefined;
    const value =
      json.kind === 'number'
        ? json.value
        : json.kind === 'word' && json.value !== 'null'
          ? Number(json.value === 'true')
          : undefined;
    if (value === undefined) {
      this.error(json.place, `${key} must be a number`);
      return undefined;
    }
    if (Math.abs(value) < HALF_OVERFLOW || Number.isNaN(value)) return value;
    this.error(json.place, `${key} is ${value}, beyond the ±${HALF_MAX} of a 16-bit float`);
    return undefined;
  }

  /** Bits or a level, as a number or as names joined by `|`. */
  names(key: string, table: Readonly<Record<string, number>>, several: boolean): number {
    const json = this.get(key);
    if (json === undefined) return 0;
    if (json.kind !== 'string') return this.integer(key);
    return this.attempt(0, () => this.namesOf(key, json, table, several));
  }

  private namesOf(
    key: string,
    json: Json & { kind: 'string' },
    table: Readonly<Record<string, number>>,
    several: boolean,
  ): number {
    let mask = 0;
    const parts = json.value.split('|').map((part) => part.trim());
    if (parts.length > 1 && !several) throw new StatementError(json.place, `${key} takes one name`);
    for (const part of parts) {
      const name = part.toUpperCase();
      if (part === '' && parts.length === 1) return 0;
      if (!Object.hasOwn(table, name))
        throw new StatementError(
          json.place,
          `unknown name '${part.slice(0, 60)}' in ${key}`,
          didYouMean(name, Object.keys(table)) ?? `names are ${Object.keys(table).join(', ')}`,
        );
      mask |= table[name] as number;
    }
    return mask;
  }

  /**
   * Reports every problem that @hsx/image finds with a declaration. A problem's first word is its field; that field is then made
   * harmless so that the next one is found.
   */
  complain<T extends object>(
    declaration: T,
    problemOf: (declaration: T) => string | undefined,
    harmless: Partial<T>,
  ): void {
    for (let checked = declaration, problem = problemOf(checked); problem !== undefined; problem = problemOf(checked)) {
      const field = problem.split(' ', 1)[0] ?? '';
      this.error(this.placeOf(field === 'mode_mask' ? 'mode' : field), problem);
      if (!Object.hasOwn(harmless, field)) return;
      checked = { ...checked, [field]: harmless[field as keyof T] };
      if (problemOf(checked) === problem) return;
    }
  }
}

const HARMLESS_TARGET = 'app:x';
const HARMLESS_MAILBOX = { target: HARMLESS_TARGET, capacity: 0, mode_mask: 0, owner_pid: 0 };
const HARMLESS_COMMAND = { group: 0, id: 0, flags: 0, auth: 0, name: '', help: '', group_name: '' };
const HARMLESS_VALUE = {
  ...{ group: 0, id: 0, flags: 0, auth: 0, name: '', unit: '', group_name: '' },
  ...{ persist_key: 0, rate_ms: 0, debounce_ms: 0, min: Number.NEGATIVE_INFINITY },
};

function readValue(members: Members): ValueDeclaration {
  const min = members.half('min');
  const max = members.half('max');
  const ranged = min !== undefined || max !== undefined;
  const declaration: ValueDeclaration = {
    group: members.integer('group', true),
    id: members.integer('id', true),
    flags: members.names('flags', VALUE_FLAGS, true),
    auth: members.names('auth', AUTH_LEVELS, false),
    init: members.half('init') ?? 0,
    name: members.text('name'),
    unit: members.text('unit'),
    group_name: members.text('group_name'),
    epsilon: members.half('epsilon') ?? 0,
    min: min ?? (ranged ? -HALF_MAX : 0),
    max: max ?? (ranged ? HALF_MAX : 0),
    persist_key: members.integer('persist_key'),
    rate_ms: members.integer('rate_ms'),
    debounce_ms: members.integer('debounce_ms'),
  };
  if (declaration.epsilon < 0) members.error(members.placeOf('epsilon'), 'epsilon must not be negative');
  members.complain(declaration, (value) => valueProblem(value), HARMLESS_VALUE);
  return declaration;
}

/** A symbol or a byte offset in code; 0 when there is none that could be used, which then has been reported. */
function readHandler(members: Members): string | number {
  const handler = members.get('handler');
  if (handler === undefined) {
    members.missing('handler');
    return 0;
  }
  const { place } = handler;
  if (handler.kind === 'string') {
    if (handler.value === '') members.error(place, 'handler must name a function');
    return handler.value;
  }
  if (handler.kind !== 'number') {
    members.error(place, 'handler must be a symbol in quotes or a byte offset');
    return 0;
  }
  if (!Number.isInteger(handler.value / 4) || handler.value < 0 || handler.value > 0xff_ffff)
    members.error(place, `handler is ${handler.value}, expected the byte offset of an instruction`);
  return handler.value;
}

function readCommand(assembly: Assembly, members: Members): CommandDeclaration {
  const declaration: CommandDeclaration = {
    group: members.integer('group', true),
    id: members.integer('id', true),
    flags: members.names('flags', COMMAND_FLAGS, true),
    auth: members.names('auth', AUTH_LEVELS, false),
    handler: readHandler(members),
    name: members.text('name'),
    help: members.text('help'),
    group_name: members.text('group_name'),
  };
  members.complain(declaration, (command) => commandProblem(command), HARMLESS_COMMAND);
  const { handler } = declaration;
  if (typeof handler === 'string' && handler !== '')
    assembly.needed.push({ symbol: assembly.symbols.get(handler), place: members.placeOf('handler') });
  return declaration;
}

function readBindings(json: Json): unknown[] {
  if (json.kind !== 'array') throw new StatementError(json.place, 'bindings must be a list');
  return json.items.map((item) => {
    const fields: { pid: number; flags?: number } = { pid: -1 };
    if (item.kind !== 'object') throw new StatementError(item.place, 'a binding is {"pid": …, "flags": …}');
    for (const [key, { place, value }] of item.members) {
      if (key !== 'pid' && key !== 'flags')
        throw new StatementError(place, `a binding has no key '${key.slice(0, 60)}'`);
      if (value.kind !== 'number' || !Number.isInteger(value.value) || value.value < 0 || value.value > 0xffff)
        throw new StatementError(value.place, `${key} must be an integer of 0..65535`);
      fields[key] = value.value;
    }
    if (fields.pid < 0) throw new StatementError(item.place, "a binding needs the key 'pid'");
    return fields;
  });
}

function readMailbox(members: Members): MailboxDeclaration {
  if (members.get('target') === undefined) members.missing('target');
  const text = members.text('target');
  // A target that is missing or no text has been reported.
  const declaration: MailboxDeclaration = { target: members.failed && text === '' ? HARMLESS_TARGET : text };
  if (members.get('capacity') !== undefined) declaration.capacity = members.integer('capacity');
  const mode = members.get('mode');
  if (mode !== undefined) {
    const mask = mode.kind === 'string' ? mailboxModeFromText(mode.value) : members.integer('mode');
    if (mask === undefined)
      members.error(mode.place, 'unknown mode', `modes are ${Object.keys(MAILBOX_MODES).join(', ')}, joined by |`);
    else declaration.mode_mask = mask;
  }
  const owner = members.get('owner_pid');
  if (owner !== undefined && !(owner.kind === 'word' && owner.value === 'null'))
    declaration.owner_pid = members.integer('owner_pid');
  const bindings = members.get('bindings');
  if (bindings !== undefined) declaration.bindings = members.attempt([], () => readBindings(bindings));
  members.complain(declaration, mailboxProblem, HARMLESS_MAILBOX);
  return declaration;
}

/** Refuses what another declaration has declared. */
function claim(assembly: Assembly, key: string, place: Place): void {
  const before = assembly.declared.get(key);
  if (before !== undefined)
    throw new StatementError(place, `${key} is declared twice`, undefined, [
      noteAt(before, 'it is first declared here'),
    ]);
  assembly.declared.set(key, place);
}

function declareOne(assembly: Assembly, kind: Kind, json: Json): void {
  if (json.kind !== 'object') throw new StatementError(json.place, `${kind} takes an object, or a list of objects`);
  const members = new Members(kind, json.place, json.members, assembly.report);
  const { metadata } = assembly;
  if (kind === '.mailbox') {
    const mailbox = readMailbox(members);
    if (members.failed) return;
    claim(assembly, `mailbox ${mailbox.target}`, members.placeOf('target'));
    metadata.mailboxes.push(mailbox);
    return;
  }
  const entry = kind === '.value' ? readValue(members) : readCommand(assembly, members);
  if (members.failed) return;
  claim(assembly, `${kind === '.value' ? 'value' : 'command'} ${entry.group}:${entry.id}`, members.placeOf('id'));
  if ('handler' in entry) metadata.commands.push(entry);
  else metadata.values.push(entry);
}

/** `.value`, `.cmd` or `.mailbox`, with one declaration or a list. */
export function declareMetadata(assembly: Assembly, scanner: Scanner, _place: Place, word: string): void {
  const code = scanner.peek();
  if (code !== 0x7b && code !== 0x5b) scanner.fail(`expected '{' or '[' after ${word}, found ${scanner.found()}`);
  const json = readJson(scanner, assembly.reader);
  const kind = word as Kind;
  for (const item of json.kind === 'array' ? json.items : [json])
    assembly.report.guard(() => declareOne(assembly, kind, item));
}
