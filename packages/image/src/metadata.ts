/**
 * What an application declares about itself: values, commands, mailboxes (formats.md §2). Limits and rules are here once, for the
 * assembler's directives, object files and the sections of an image alike.
 */
import { AUTH_LEVELS, COMMAND_FLAGS, MAILBOX_LIMITS, MAILBOX_MODES, VALUE_FLAGS } from '@hsx/isa';
import { z } from 'zod';
import type { CommandDeclaration, MailboxDeclaration, ObjectMetadata, ValueDeclaration } from './object.js';

/** Longest texts, in bytes of UTF-8. */
export const METADATA_LIMITS = {
  name: 32,
  group_name: 32,
  unit: 16,
  help: 255,
  target: MAILBOX_LIMITS.NAME_MAX,
} as const;

/** FRAM keys are 1..FRAM_KEY_MAX; 0 in a value means that it is not kept. */
export const FRAM_KEY_MAX = 0xfffe;

/** A command whose handler is known as a byte offset in code. */
export interface ResolvedCommand extends CommandDeclaration {
  handler: number;
}

/** What an image declares. */
export interface ImageMetadata {
  values: ValueDeclaration[];
  commands: ResolvedCommand[];
  mailboxes: MailboxDeclaration[];
}

const allBits = (flags: Readonly<Record<string, number>>): number =>
  Object.values(flags).reduce((mask, bit) => mask | bit, 0);
const VALUE_FLAG_MASK = allBits(VALUE_FLAGS);
const COMMAND_FLAG_MASK = allBits(COMMAND_FLAGS);
const MAILBOX_MODE_MASK = allBits(MAILBOX_MODES);
const AUTH_MAX = Math.max(...Object.values(AUTH_LEVELS));

const u8 = z.int().min(0).max(0xff);
const u16 = z.int().min(0).max(0xffff);

/** Numbers of binary16 in JSON, which has no way to write the special ones. */
const half = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])]);

export const valueSchema = z.strictObject({
  group: u8,
  id: u8,
  flags: u8.default(0),
  auth: u8.default(0),
  init: half.default(0),
  name: z.string().default(''),
  unit: z.string().default(''),
  group_name: z.string().default(''),
  epsilon: half.default(0),
  min: half.default(0),
  max: half.default(0),
  persist_key: u16.default(0),
  rate_ms: u16.default(0),
  debounce_ms: u16.default(0),
});

export const commandSchema = z.strictObject({
  group: u8,
  id: u8,
  flags: u8.default(0),
  auth: u8.default(0),
  handler: z.union([z.string().min(1), z.int().min(0).max(0xffffff)]),
  name: z.string().default(''),
  help: z.string().default(''),
  group_name: z.string().default(''),
});

const bindingSchema = z.strictObject({ pid: u16, flags: u16.optional() });

export const mailboxSchema = z.strictObject({
  target: z.string(),
  capacity: z.int().min(0).max(MAILBOX_LIMITS.CAPACITY_MAX).optional(),
  mode_mask: u16.optional(),
  mode: z.union([z.string(), u16]).optional(),
  owner_pid: u16.nullable().optional(),
  bindings: z.array(bindingSchema).max(256).optional(),
});

/** A binary16 number as it is written in JSON. */
export function halfToJson(value: number): number | 'NaN' | 'Infinity' | '-Infinity' | '-0' {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity');
}

/** Turns the checked JSON of a value into its declaration. */
export function valueFromJson(json: z.output<typeof valueSchema>): ValueDeclaration {
  const { init, epsilon, min, max } = json;
  return { ...json, init: Number(init), epsilon: Number(epsilon), min: Number(min), max: Number(max) };
}

/**
 * The bits of a mailbox mode written as names, such as `RDWR|FANOUT`.
 * Returns `undefined` when a name is unknown.
 */
export function mailboxModeFromText(text: string): number | undefined {
  let mask = 0;
  for (const name of text.split('|').map((part) => part.trim().toUpperCase())) {
    if (!Object.hasOwn(MAILBOX_MODES, name)) return undefined;
    mask |= MAILBOX_MODES[name as keyof typeof MAILBOX_MODES];
  }
  return mask;
}

/** Turns the checked JSON of a mailbox into its declaration, or says what is wrong with it. */
export function mailboxFromJson(json: z.output<typeof mailboxSchema>): MailboxDeclaration | string {
  const { target, capacity, mode, mode_mask, owner_pid, bindings } = json;
  if (mode !== undefined && mode_mask !== undefined) return 'both mode and mode_mask are given';
  const mask = typeof mode === 'string' ? mailboxModeFromText(mode) : (mode ?? mode_mask);
  if (typeof mode === 'string' && mask === undefined) {
    return `mode ${JSON.stringify(mode)} is not made of ${Object.keys(MAILBOX_MODES).join(', ')} joined by |`;
  }
  const mailbox: MailboxDeclaration = { target };
  if (capacity !== undefined) mailbox.capacity = capacity;
  if (mask !== undefined) mailbox.mode_mask = mask;
  if (owner_pid !== undefined && owner_pid !== null) mailbox.owner_pid = owner_pid;
  if (bindings !== undefined) mailbox.bindings = bindings;
  return mailboxProblem(mailbox) ?? mailbox;
}

const encoder = new TextEncoder();

function textProblem(label: string, text: string, max: number): string | undefined {
  if (text.includes('\0')) return `${label} contains a NUL character`;
  if (/\p{Surrogate}/u.test(text)) return `${label} is no valid Unicode text`;
  const size = encoder.encode(text).length;
  return size > max ? `${label} has ${size} bytes, expected at most ${max}` : undefined;
}

function intProblem(label: string, value: number, max: number): string | undefined {
  return Number.isInteger(value) && value >= 0 && value <= max
    ? undefined
    : `${label} is ${value}, expected 0 to ${max}`;
}

function maskProblem(label: string, value: number, mask: number): string | undefined {
  if (Number.isInteger(value) && value >= 0 && (value & ~mask) === 0) return undefined;
  return `${label} is ${value}, expected only bits of 0x${mask.toString(16)}`;
}

/** What is wrong with a value's declaration, or `undefined`. `anyLength` lifts the limits of texts (version 2 images had none). */
export function valueProblem(value: ValueDeclaration, anyLength = false): string | undefined {
  const limit = (bytes: number): number => (anyLength ? Number.POSITIVE_INFINITY : bytes);
  return (
    intProblem('group', value.group, 0xff) ??
    intProblem('id', value.id, 0xff) ??
    maskProblem('flags', value.flags, VALUE_FLAG_MASK) ??
    intProblem('auth', value.auth, AUTH_MAX) ??
    intProblem('persist_key', value.persist_key, FRAM_KEY_MAX) ??
    intProblem('rate_ms', value.rate_ms, 0xffff) ??
    intProblem('debounce_ms', value.debounce_ms, 0xffff) ??
    textProblem('name', value.name, limit(METADATA_LIMITS.name)) ??
    textProblem('unit', value.unit, limit(METADATA_LIMITS.unit)) ??
    textProblem('group_name', value.group_name, limit(METADATA_LIMITS.group_name)) ??
    (value.min > value.max ? `min ${value.min} is above max ${value.max}` : undefined)
  );
}

/** What is wrong with a command's declaration (its handler apart), or `undefined`. */
export function commandProblem(command: CommandDeclaration, anyLength = false): string | undefined {
  const limit = (bytes: number): number => (anyLength ? Number.POSITIVE_INFINITY : bytes);
  return (
    intProblem('group', command.group, 0xff) ??
    intProblem('id', command.id, 0xff) ??
    maskProblem('flags', command.flags, COMMAND_FLAG_MASK) ??
    intProblem('auth', command.auth, AUTH_MAX) ??
    textProblem('name', command.name, limit(METADATA_LIMITS.name)) ??
    textProblem('help', command.help, limit(METADATA_LIMITS.help)) ??
    textProblem('group_name', command.group_name, limit(METADATA_LIMITS.group_name))
  );
}

/** `app:` and `shared:` names, or the task's own `svc:` and `pid:` ones: no `@pid`, printable ASCII without spaces. */
const TARGET_PATTERN = /^(?:(?:app|shared|svc):[!-?A-~]+|pid:[!-?A-~]*)$/;

/** What is wrong with a mailbox's declaration, or `undefined`. Whose pid is the task's own is for the executive to check. */
export function mailboxProblem(mailbox: MailboxDeclaration): string | undefined {
  const { target, capacity, mode_mask, owner_pid } = mailbox;
  if (!TARGET_PATTERN.test(target)) {
    const hint = target.includes('@') ? ' (another task’s mailbox cannot be declared)' : '';
    return `target ${JSON.stringify(target.slice(0, 60))} is no app:, shared:, svc: or pid: name${hint}`;
  }
  return (
    textProblem('target', target, METADATA_LIMITS.target) ??
    intProblem('capacity', capacity ?? 0, MAILBOX_LIMITS.CAPACITY_MAX) ??
    maskProblem('mode_mask', mode_mask ?? 0, MAILBOX_MODE_MASK) ??
    intProblem('owner_pid', owner_pid ?? 0, 0xffff)
  );
}

/** A problem with one entry of a list. */
export interface EntryProblem {
  index: number;
  problem: string;
}

function firstProblem<T>(
  entries: readonly T[],
  problem: (entry: T) => string | undefined,
  key: (entry: T) => string,
): EntryProblem | undefined {
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const wrong = problem(entry);
    if (wrong !== undefined) return { index, problem: wrong };
    const first = seen.get(key(entry));
    if (first !== undefined) return { index, problem: `${key(entry)} is declared twice (first as entry ${first})` };
    seen.set(key(entry), index);
  }
  return undefined;
}

/** The first problem of a list of values, duplicates included. */
export function valuesProblem(values: readonly ValueDeclaration[], anyLength = false): EntryProblem | undefined {
  return firstProblem(
    values,
    (v) => valueProblem(v, anyLength),
    (v) => `value ${v.group}:${v.id}`,
  );
}

/** The first problem of a list of commands, duplicates included. */
export function commandsProblem(commands: readonly CommandDeclaration[], anyLength = false): EntryProblem | undefined {
  return firstProblem(
    commands,
    (c) => commandProblem(c, anyLength),
    (c) => `command ${c.group}:${c.id}`,
  );
}

/** The first problem of a list of mailboxes, duplicates included. */
export function mailboxesProblem(mailboxes: readonly MailboxDeclaration[]): EntryProblem | undefined {
  return firstProblem(mailboxes, mailboxProblem, (m) => `mailbox ${m.target}`);
}

/** Metadata with nothing in it. */
export function emptyMetadata(): ImageMetadata & ObjectMetadata {
  return { values: [], commands: [], mailboxes: [] };
}
