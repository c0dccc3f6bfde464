/** Values, commands and mailboxes of all objects in one list each, with the handlers' addresses (formats.md §2). */
import {
  type CommandDeclaration,
  commandProblem,
  type ImageMetadata,
  type MailboxDeclaration,
  mailboxProblem,
  type ValueDeclaration,
  valueProblem,
} from '@hsx/image';
import { VALUE_FLAGS } from '@hsx/isa';
import type { CodeSpace } from './code-space.js';
import { type Messages, note, unitPlace } from './places.js';
import { type LinkUnit, WORD } from './program.js';
import type { SymbolTable } from './resolve.js';

/** A declaration and the unit that makes it. */
export interface Declared<T> {
  readonly entry: T;
  readonly unit: LinkUnit;
}

/** The declarations of a link that passed the checks. */
export interface DeclaredMetadata {
  readonly values: Declared<ValueDeclaration>[];
  readonly commands: Declared<CommandDeclaration>[];
  readonly mailboxes: Declared<MailboxDeclaration>[];
}

/**
 * Collects the declarations and reports wrong ones, ids that are declared twice, FRAM keys that two values share, and handlers that
 * are no code. The same mailbox declared alike in several objects is one mailbox.
 */
export function collectMetadata(table: SymbolTable, messages: Messages): DeclaredMetadata {
  const values = gather(
    table.units,
    'value',
    (unit) => unit.object.metadata.values,
    valueProblem,
    oid,
    never,
    messages,
  );
  checkPersistKeys(values, messages);
  const commands = gather(
    table.units,
    'command',
    (unit) => unit.object.metadata.commands,
    commandProblem,
    oid,
    never,
    messages,
  );
  for (const { entry, unit } of commands) checkHandler(table, unit, entry, messages);
  const mailboxes = gather(
    table.units,
    'mailbox',
    (unit) => unit.object.metadata.mailboxes,
    mailboxProblem,
    (mailbox) => mailbox.target,
    sameMailbox,
    messages,
  );
  return { values, commands, mailboxes };
}

function oid({ group, id }: { group: number; id: number }): string {
  return `${group}:${id}`;
}

function never(): boolean {
  return false;
}

function sameMailbox(a: MailboxDeclaration, b: MailboxDeclaration): boolean {
  return (
    a.capacity === b.capacity &&
    a.mode_mask === b.mode_mask &&
    a.owner_pid === b.owner_pid &&
    JSON.stringify(a.bindings ?? []) === JSON.stringify(b.bindings ?? [])
  );
}

function gather<T>(
  units: readonly LinkUnit[],
  what: string,
  entriesOf: (unit: LinkUnit) => readonly T[],
  problem: (entry: T) => string | undefined,
  key: (entry: T) => string,
  mayRepeat: (a: T, b: T) => boolean,
  messages: Messages,
): Declared<T>[] {
  const byKey = new Map<string, Declared<T>>();
  for (const unit of units) {
    for (const entry of entriesOf(unit)) {
      const wrong = problem(entry);
      if (wrong !== undefined) {
        messages.error(unitPlace(unit), `${what} ${key(entry)}: ${wrong}`);
        continue;
      }
      const earlier = byKey.get(key(entry));
      if (earlier === undefined) byKey.set(key(entry), { entry, unit });
      else if (!mayRepeat(earlier.entry, entry)) {
        messages.error(
          unitPlace(unit),
          `${what} ${key(entry)} is declared twice: in ${earlier.unit.name} and in ${unit.name}`,
          { notes: [note(unitPlace(earlier.unit), `first declaration of ${what} ${key(entry)}`)] },
        );
      }
    }
  }
  return [...byKey.values()];
}

/** The FRAM key under which a value is kept, 0 for none. */
export function persistKey(value: ValueDeclaration): number {
  return (value.flags & VALUE_FLAGS.PERSIST) === 0 ? 0 : value.persist_key;
}

function checkPersistKeys(values: readonly Declared<ValueDeclaration>[], messages: Messages): void {
  const byKey = new Map<number, Declared<ValueDeclaration>>();
  for (const value of values) {
    const key = persistKey(value.entry);
    if (key === 0) continue;
    const earlier = byKey.get(key);
    if (earlier === undefined) {
      byKey.set(key, value);
      continue;
    }
    messages.error(
      unitPlace(value.unit),
      `FRAM key ${key} is used twice: by value ${oid(earlier.entry)} of ${earlier.unit.name} and by value ${oid(value.entry)} of ${value.unit.name}`,
      { notes: [note(unitPlace(earlier.unit), `first use of FRAM key ${key}`)] },
    );
  }
}

/** Reports a handler that is no code; one that nothing defines is reported as an undefined symbol. */
function checkHandler(table: SymbolTable, unit: LinkUnit, command: CommandDeclaration, messages: Messages): void {
  const { handler } = command;
  if (typeof handler !== 'string') return;
  const target = table.resolve(unit, handler);
  if (target === undefined) return;
  const definition = target.kind === 'defined' ? target.definition : undefined;
  let wrong: string | undefined;
  if (target.kind === 'zero') wrong = 'is weak and not defined';
  else if (definition?.section?.kind !== 'text') wrong = 'is not code';
  else if (definition.symbol.value % WORD !== 0) wrong = `is not at a multiple of ${WORD}`;
  if (wrong !== undefined)
    messages.error(unitPlace(unit), `command ${oid(command)}: its handler '${handler}' ${wrong}`);
}

/** The declarations as the image holds them, once code is placed. */
export function placeMetadata(declared: DeclaredMetadata, space: CodeSpace, messages: Messages): ImageMetadata {
  return {
    values: declared.values.map(({ entry }) => entry),
    commands: declared.commands.map(({ entry, unit }) => ({
      ...entry,
      handler: handlerAddress(entry, unit, space, messages),
    })),
    mailboxes: declared.mailboxes.map(({ entry }) => entry),
  };
}

function handlerAddress(command: CommandDeclaration, unit: LinkUnit, space: CodeSpace, messages: Messages): number {
  const { handler } = command;
  if (typeof handler === 'string') {
    const target = space.table.resolve(unit, handler);
    return target === undefined ? 0 : space.addressOfTarget(target, 0);
  }
  if (!Number.isInteger(handler) || handler % WORD !== 0 || handler < WORD || handler >= space.end) {
    messages.error(
      unitPlace(unit),
      `command ${oid(command)}: its handler ${handler} is no address of code, a multiple of ${WORD} from ${WORD} to ${space.end - WORD}`,
      { hint: 'name the handler by its symbol' },
    );
  }
  return handler;
}
