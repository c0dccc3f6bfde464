/** The provisioning manifest that an image carries: what it needs and keeps (formats.md §2). */
import { CAPABILITIES, type Capability, HsxError } from '@hsx/isa';
import { z } from 'zod';
import { MANIFEST_SIZE_MAX } from './hxe-header.js';
import { badJson, parseJson, validate } from './json-input.js';
import { FRAM_KEY_MAX, mailboxFromJson, mailboxSchema } from './metadata.js';
import type { ValueDeclaration } from './object.js';

const capabilityNames = Object.keys(CAPABILITIES) as [Capability, ...Capability[]];

/** `group:name`, or the number `group << 8 | id`. */
const valueReference = z.union([z.string().regex(/^[^:]+:.+$/s), z.int().min(0).max(0xffff)]);

export const framKeySchema = z.strictObject({
  key: z.int().min(1).max(FRAM_KEY_MAX),
  mode: z.enum(['load', 'save', 'loadsave']),
  length: z.literal(2),
  value: valueReference.optional(),
});

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  image_name: z.string().max(64).optional(),
  image_version: z.string().max(64).optional(),
  required_caps: z.array(z.enum(capabilityNames)).max(32).optional(),
  fram_bytes: z.int().min(0).max(0xffff_ffff).optional(),
  fram_keys: z.array(framKeySchema).max(FRAM_KEY_MAX).optional(),
  mailboxes: z
    .array(z.union([z.string(), mailboxSchema]))
    .max(256)
    .optional(),
  defaults: z.record(z.string().max(128), z.union([z.number(), z.string(), z.boolean()])).optional(),
});

/** A manifest. `defaults` maps `group:name` to a value's first contents. */
export type Manifest = z.output<typeof manifestSchema>;
export type FramKey = z.output<typeof framKeySchema>;

const WHAT = 'manifest';

/**
 * Checks a parsed manifest, from JSON or TOML.
 * @throws HsxError EBADMSG with the path of what is wrong.
 */
export function checkManifest(value: unknown, what: string = WHAT): Manifest {
  const manifest = validate(manifestSchema, value, what);
  const keys = new Map<number, number>();
  for (const [index, { key }] of (manifest.fram_keys ?? []).entries()) {
    const first = keys.get(key);
    if (first !== undefined)
      throw badJson(what, ['fram_keys', index, 'key'], `FRAM key ${key} is used twice (first in fram_keys[${first}])`);
    keys.set(key, index);
  }
  for (const [index, mailbox] of (manifest.mailboxes ?? []).entries()) {
    const checked = mailboxFromJson(typeof mailbox === 'string' ? { target: mailbox } : mailbox);
    if (typeof checked === 'string') throw badJson(what, ['mailboxes', index], checked);
  }
  return manifest;
}

/**
 * Reads a manifest's JSON.
 * @throws HsxError EBADMSG with place and reason.
 */
export function readManifest(input: string | Uint8Array, what: string = WHAT): Manifest {
  return checkManifest(parseJson(input, what, MANIFEST_SIZE_MAX), what);
}

/**
 * The JSON that an image embeds: one line, keys in a fixed order.
 * @throws HsxError EINVAL when it is over 65,536 bytes; EBADMSG when it is no valid manifest.
 */
export function writeManifest(manifest: Manifest): string {
  const { version, image_name, image_version, required_caps, fram_bytes, fram_keys, mailboxes, defaults } =
    checkManifest(manifest);
  const sorted = defaults && Object.fromEntries(Object.entries(defaults).sort(([a], [b]) => (a < b ? -1 : 1)));
  const keys = fram_keys?.map(({ key, mode, length, value }) => ({ key, mode, length, value }));
  const text = JSON.stringify({
    version,
    image_name,
    image_version,
    required_caps,
    fram_bytes,
    fram_keys: keys,
    mailboxes,
    defaults: sorted,
  });
  const size = new TextEncoder().encode(text).length;
  if (size > MANIFEST_SIZE_MAX)
    throw new HsxError('EINVAL', `the manifest has ${size} bytes, expected at most ${MANIFEST_SIZE_MAX}`);
  return text;
}

/** FRAM keys that name a value the image does not declare: one sentence each, for the linker. */
export function manifestValueProblems(manifest: Manifest, values: readonly ValueDeclaration[]): string[] {
  const names = new Set(values.flatMap((v) => [`${v.group_name}:${v.name}`, `${v.group}:${v.name}`]));
  const oids = new Set(values.map((v) => (v.group << 8) | v.id));
  const problems: string[] = [];
  for (const { key, value } of manifest.fram_keys ?? []) {
    if (value === undefined) continue;
    if (typeof value === 'string' ? names.has(value) : oids.has(value)) continue;
    problems.push(`FRAM key ${key} names the value ${JSON.stringify(value)}, which the image does not declare`);
  }
  return problems;
}
