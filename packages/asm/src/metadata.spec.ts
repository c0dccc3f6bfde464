import { readHxo, writeHxo } from '@hsx/image';
import { describe, expect, test } from 'vitest';
import { messages, objectOf } from './testing/assembled.js';

describe('declarations', () => {
  test('over several lines, lists, both spellings, names of flags', () => {
    const object = objectOf(`.value { "group": 1, "id": 0x2,   ; the speed
  "name": "speed", "unit": "rpm", "flags": "PERSIST|pin", "auth": "ADMIN",
  "init": 1.5, "epsilon": 0.25, "min": -100, "max": 100,
  "persist_key": 7, "rate_ms": 50, "group_name": "motor" }
.value [{"group_id": 1, "value": 3}, {"group": 1, "id": 4, "max": 10}]
.cmd {"group": 2, "cmd": 1, "handler": "stop", "help": "stops", "flags": 1}
.cmd {"group": 2, "id": 2, "handler": 8}
.mailbox [
  {"target": "app:log", "capacity": 128, "mode": "RDWR|FANOUT"},
  {"target": "shared:x", "mode_mask": 1, "owner_pid": null, "bindings": [{"pid": 1, "flags": 2}]}
]
stop: RET`);
    const plain = {
      flags: 0,
      auth: 0,
      init: 0,
      name: '',
      unit: '',
      group_name: '',
      epsilon: 0,
      min: 0,
      max: 0,
      persist_key: 0,
      rate_ms: 0,
      debounce_ms: 0,
    };
    expect(object.metadata).toEqual({
      values: [
        {
          ...plain,
          group: 1,
          id: 2,
          name: 'speed',
          unit: 'rpm',
          flags: 10,
          auth: 2,
          init: 1.5,
          epsilon: 0.25,
          min: -100,
          max: 100,
          persist_key: 7,
          rate_ms: 50,
          group_name: 'motor',
        },
        { ...plain, group: 1, id: 3 },
        { ...plain, group: 1, id: 4, min: -65504, max: 10 },
      ],
      commands: [
        { group: 2, id: 1, flags: 1, auth: 0, handler: 'stop', name: '', help: 'stops', group_name: '' },
        { group: 2, id: 2, flags: 0, auth: 0, handler: 8, name: '', help: '', group_name: '' },
      ],
      mailboxes: [
        { target: 'app:log', capacity: 128, mode_mask: 11 },
        { target: 'shared:x', mode_mask: 1, bindings: [{ pid: 1, flags: 2 }] },
      ],
    });
    expect(object.symbols.map((s) => s.name)).toEqual(['stop']);
    expect(readHxo(writeHxo(object)).metadata).toEqual(object.metadata);
  });

  test('a handler of another file becomes a reference', () => {
    const { symbols } = objectOf('.cmd {"group": 1, "id": 1, "handler": "far"}\n.import far');
    expect(symbols).toMatchObject([{ name: 'far', section: 'undef' }]);
  });
});

describe('mistakes', () => {
  test.each<[string, ...string[]]>([
    ['.value', "1:7: expected '{' or '[' after .value, found the end of the line"],
    ['.value 5', "1:8: expected '{' or '[' after .value, found '5'"],
    ['.value {"id": 1}', "1:8: .value needs the key 'group'"],
    ['.value {"group": 1, "id": 256}', '1:27: id is 256, expected 0 to 255'],
    ['.value {"group": 1,\n  "id": -1}', '2:9: id is -1, expected 0 to 255'],
    ['.value {"group": 1, "id": 1.5}', '1:27: id must be an integer'],
    ['.value {"group": 1, "id": 1,\n "nmae": "x"}', "2:2: .value has no key 'nmae' (did you mean 'name'?)"],
    ['.value {"group": 1, "id": 1, "group_id": 1}', "1:30: 'group_id' says again what another key has said"],
    ['.value {"group": 1, "id": 1, "id": 2}', "1:30: the key 'id' appears twice"],
    ['.value {"group": 1, "id": 1, "name": 5}', '1:38: name must be a text'],
    [`.value {"group": 1, "id": 1, "name": "${'x'.repeat(33)}"}`, '1:38: name has 33 bytes, expected at most 32'],
    [
      '.value {"group": 1, "id": 1, "flags": "PRESIST"}',
      "1:39: unknown name 'PRESIST' in flags (did you mean 'PERSIST'?)",
    ],
    ['.value {"group": 1, "id": 1, "flags": 64}', '1:39: flags is 64, expected only bits of 0x1f'],
    ['.value {"group": 1, "id": 1, "auth": "USER|ADMIN"}', '1:38: auth takes one name'],
    ['.value {"group": 1, "id": 1, "init": 70000}', '1:38: init is 70000, beyond the ±65504 of a 16-bit float'],
    ['.value {"group": 1, "id": 1, "min": 2, "max": 1}', '1:37: min 2 is above max 1'],
    ['.value {"group": 1, "id": 1, "epsilon": -1}', '1:41: epsilon must not be negative'],
    ['.value [{"group": 1, "id": 1},\n {"group": 1, "id": 1}]', '2:21: value 1:1 is declared twice'],
    ['.value {"group": 1, "id": 1} x', "1:30: unexpected 'x' after the declaration"],
    ['.value {"group": 1, "id": 1,}', "1:29: expected a key in double quotes, found '}'"],
    [
      '.value {"group": oops, "id": 1}',
      "1:18: expected a value, found 'oops' (texts and names stand in double quotes)",
    ],
    [
      '.value {"__proto__": 1}',
      "1:9: .value has no key '__proto__' (keys are group, group_id, id, value, name, group_name, unit, flags, auth, init, epsilon, min, max, persist_key, rate_ms, debounce_ms)",
    ],
    ['.value {"group": 1\nRET', '1:8: the brackets of this declaration do not close'],
    [
      '.value {"group": 1\n.text\nFOO',
      '1:8: the brackets of this declaration do not close before the next directive',
      "3:1: unknown instruction 'FOO'",
    ],
    ['.cmd {"group": 1, "id": 1}', "1:6: .cmd needs the key 'handler'"],
    [
      '.cmd {"group": 1, "id": 1, "handler": "nix"}',
      "1:39: 'nix' is not defined (when another file defines it, write .import nix)",
    ],
    ['.cmd {"group": 1, "id": 1, "handler": 2}', '1:39: handler is 2, expected the byte offset of an instruction'],
    ['.mailbox {"capacity": 1}', "1:10: .mailbox needs the key 'target'"],
    ['.mailbox {"target": "log"}', '1:21: target "log" is no app:, shared:, svc: or pid: name'],
    ['.mailbox {"target": "app:x", "capacity": 70000}', '1:42: capacity is 70000, expected 0 to 65535'],
    [
      '.mailbox {"target": "app:x", "mode": "RW"}',
      '1:38: unknown mode (modes are RDONLY, WRONLY, RDWR, TAP, FANOUT, FANOUT_DROP, FANOUT_BLOCK, joined by |)',
    ],
    ['.mailbox {"target": "app:x"}\n.mailbox {"target": "app:x"}', '2:21: mailbox app:x is declared twice'],
    ['.mailbox {"target": "app:x", "bindings": [{"id": 1}]}', "1:44: a binding has no key 'id'"],
  ])('%s', (text, ...expected) => {
    expect(messages(text)).toEqual(expected);
  });

  test('every key of a declaration is checked', () => {
    expect(
      messages('.value {"id": 256, "name": 5, "init": "x", "flags": "NO", "rate_ms": -1, "min": 3, "max": 2}'),
    ).toEqual([
      "1:8: .value needs the key 'group'",
      "1:53: unknown name 'NO' in flags (did you mean 'RO'?)",
      '1:39: init must be a number',
      '1:28: name must be a text',
      '1:15: id is 256, expected 0 to 255',
      '1:70: rate_ms is -1, expected 0 to 65535',
      '1:81: min 3 is above max 2',
    ]);
    expect(messages('.cmd {"grup": 1, "id": 2, "handler": true, "bogus": 1}')).toEqual([
      "1:7: .cmd has no key 'grup' (did you mean 'group'?)",
      expect.stringContaining("1:44: .cmd has no key 'bogus'"),
      '1:38: handler must be a symbol in quotes or a byte offset',
    ]);
  });

  test('every declaration of a list is checked', () => {
    expect(messages('.value [{"group": 1}, {"id": 2}]')).toEqual([
      "1:9: .value needs the key 'id'",
      "1:23: .value needs the key 'group'",
    ]);
  });
});
