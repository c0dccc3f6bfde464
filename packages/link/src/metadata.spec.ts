import type { CommandDeclaration, ValueDeclaration } from '@hsx/image';
import { VALUE_FLAGS } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { linkErrors, linked } from './testing/linked.js';
import { asm, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

function value(group: number, id: number, more: Partial<ValueDeclaration> = {}): ValueDeclaration {
  const numbers = {
    flags: 0,
    auth: 0,
    init: 0,
    epsilon: 0,
    min: 0,
    max: 0,
    persist_key: 0,
    rate_ms: 0,
    debounce_ms: 0,
  };
  return { group, id, name: `v${id}`, unit: '', group_name: `g${group}`, ...numbers, ...more };
}

function command(id: number, handler: string | number): CommandDeclaration {
  return { group: 1, id, flags: 0, auth: 0, handler, name: `c${id}`, help: '', group_name: '' };
}

/** An object that declares these, without code. */
function declaring(source: string, values: ValueDeclaration[], commands: CommandDeclaration[] = []): ObjectBuilder {
  const builder = new ObjectBuilder(source);
  builder.object.metadata.values.push(...values);
  builder.object.metadata.commands.push(...commands);
  return builder;
}

const kept = (key: number) => ({ flags: VALUE_FLAGS.PERSIST, persist_key: key });

describe('declarations', () => {
  it('of all objects come into the image, handlers as addresses behind what relaxation moved', () => {
    const main = declaring('main.mvasm', [value(1, 1)], [command(1, 'local'), command(2, 'shared')])
      .text('text', [...asm('LDI32', { rd: 0, imm: 0 }), ...nops(2)])
      .define('_start', 'text')
      .define('local', 'text', 12, { bind: 'local' })
      .define('zero', 'abs', 0)
      .reloc('text', 4, 'ABS32', 'zero', { relax: true })
      .need('shared');
    const other = declaring('b.mvasm', [value(1, 2)], [command(3, 12)])
      .text('text', nops(1))
      .define('shared', 'text');
    other.object.metadata.mailboxes.push({ target: 'app:x', capacity: 64 });
    main.object.metadata.mailboxes.push({ target: 'app:x', capacity: 64 }, { target: 'svc:stdio.in' });
    const { hxe } = linked([main.input(), other.input()], { gcSections: true });
    expect(hxe.metadata.values.map(({ group, id }) => [group, id])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(hxe.metadata.commands.map(({ id, handler }) => [id, handler])).toEqual([
      [1, 12],
      [2, 16],
      [3, 12],
    ]);
    expect(hxe.metadata.mailboxes.map(({ target }) => target)).toEqual(['app:x', 'svc:stdio.in']);
    expect(hxe.header.mailboxes).toBe(2);
    // Mailboxes and values are used.
    expect(hxe.header.reqCaps).toBe(0b11);
  });

  it('that clash or are wrong are all reported, with both places', () => {
    const a = declaring('a.mvasm', [value(1, 1), value(1, 2, kept(7))], [command(1, '_start')]);
    a.object.metadata.mailboxes.push({ target: 'app:x', capacity: 64 });
    const b = declaring(
      'b.mvasm',
      [value(1, 1), value(300, 0), value(1, 3, kept(7))],
      [command(1, '_start'), command(2, 'ghost'), command(3, 'd'), command(4, 'w')],
    );
    b.object.metadata.mailboxes.push({ target: 'app:x', capacity: 128 });
    b.section('data', [0, 0, 0, 0]).define('d', 'data').need('w', 'weak');
    const errors = linkErrors([tiny().input(), a.input(), b.input()]);
    expect(errors).toHaveLength(8);
    expect(errors.join('\n')).toContain("b.hxo: error: undefined symbol 'ghost', used in b.hxo");
    expect(errors.join('\n')).toContain(
      'b.hxo: error: value 1:1 is declared twice: in a.hxo and in b.hxo\na.hxo: note: first',
    );
    expect(errors.join('\n')).toContain('b.hxo: error: value 300:0: group is 300, expected 0 to 255');
    expect(errors.join('\n')).toContain('FRAM key 7 is used twice: by value 1:2 of a.hxo and by value 1:3 of b.hxo');
    expect(errors.join('\n')).toContain('b.hxo: error: command 1:1 is declared twice: in a.hxo and in b.hxo');
    expect(errors.join('\n')).toContain("command 1:3: its handler 'd' is not code");
    expect(errors.join('\n')).toContain("command 1:4: its handler 'w' is weak and not defined");
    expect(errors.join('\n')).toContain('mailbox app:x is declared twice');
  });

  it('refuses a handler by number that is no code', () => {
    for (const handler of [0, 6, 8, -4, 2 ** 30])
      expect(linkErrors([tiny().input(), declaring('b.mvasm', [], [command(1, handler)]).input()])[0]).toContain(
        'is no address of code, a multiple of 4 from 4 to 4',
      );
  });
});

describe('the manifest', () => {
  const withValues = () => [tiny().input(), declaring('v.mvasm', [value(1, 1, kept(5)), value(1, 2)]).input()];
  const key = (n: number, reference?: string | number) => ({
    key: n,
    mode: 'load',
    length: 2,
    ...(reference === undefined ? {} : { value: reference }),
  });
  const errorsOf = (...fram_keys: unknown[]) => linkErrors(withValues(), { manifest: { version: 1, fram_keys } });

  it('is embedded and asks for its capabilities', () => {
    const manifest = {
      version: 1 as const,
      fram_keys: [key(5, 'g1:v1'), key(6, 0x102), key(7)],
      required_caps: ['can' as const],
      mailboxes: ['app:log'],
    };
    const { hxe } = linked(withValues(), { manifest });
    expect(hxe.manifest).toEqual(manifest);
    expect(hxe.header.reqCaps).toBe(0b1111);
    expect(hxe.header.mailboxes).toBe(1);
  });

  it('is refused when a key names no value, is used twice, or belongs to another value', () => {
    expect(errorsOf(key(6, 'g1:ghost'), key(7, 0x999))).toHaveLength(2);
    expect(errorsOf(key(6, 'g1:ghost'))[0]).toContain(
      'FRAM key 6 names the value "g1:ghost", which the image does not declare',
    );
    expect(errorsOf(key(6), key(6))[0]).toContain('FRAM key 6 is used twice');
    expect(errorsOf(key(5, 'g1:v2'))[0]).toContain(
      'FRAM key 5 is used twice: by the manifest for value "g1:v2" and as the persist_key of value 1:1',
    );
    expect(linkErrors(withValues(), { manifest: { version: 1, frum_keys: [] } })[0]).toContain(
      'manifest: error: bad manifest',
    );
    expect(linkErrors(withValues(), { manifest: null })).toHaveLength(1);
  });
});
