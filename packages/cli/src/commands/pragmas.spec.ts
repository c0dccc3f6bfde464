import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sandbox } from '../testing/command-line.js';

const box = sandbox();

it('shows in an image what its C source declares', async () => {
  box.write(
    'motor.c',
    `#define MOTOR 4
#pragma hsx_value(group=MOTOR, id=1, name="speed", unit="rpm", flags="PERSIST|PIN", auth="USER", \\
                  init=20.5, min=-40, max=125, epsilon=0.5, persist_key=7, rate_ms=100, debounce_ms=500, group_name="motor")
#pragma hsx_command(group=MOTOR, id=3, handler=reset, name="reset", help="stops the motor", auth="ADMIN")
#pragma hsx_mailbox(target="app:telemetry", capacity=128, mode="RDWR|FANOUT")
__attribute__((used)) static int reset(void) { return 1; }
int start(void) { return 0; }
`,
  );
  const args = '-nostdlib --entry start -Wall -O1 -o motor.hxe --emit-sym motor.c';
  expect(await box.hsx(`cc ${args}`)).toEqual({ status: 0, out: '', err: '' });
  const [info] = JSON.parse((await box.hsx('info --json motor.hxe')).out);
  expect(info.tables).toMatchObject({
    values: [
      { oid: '4:1', name: 'speed', group: 'motor', unit: 'rpm', init: 20.5, range: '-40..125', flags: 10, auth: 1 },
    ],
    commands: [{ oid: '4:3', name: 'reset', help: 'stops the motor', auth: 2 }],
    mailboxes: [{ target: 'app:telemetry', capacity: 128 }],
  });
  // The handler is a local symbol of the object; the image holds its address.
  const sym = JSON.parse(readFileSync('motor.sym', 'utf8'));
  const { address } = sym.symbols.functions.find(({ name }: { name: string }) => name === 'reset');
  expect(address).toBeGreaterThan(0);
  expect(Number(info.tables.commands[0].handler)).toBe(address);
});
