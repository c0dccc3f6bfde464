/**
 * The functions of hsx/*.h are their system calls: the code of each is found to be the SVC instructions expected, in order, and no call
 * of anything else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CollectingReporter, Compiler, findSdk, selectClang } from '@hsx/cc';
import { type SvcName, svcById } from '@hsx/isa';
import { describe, expect, it } from 'vitest';

const include = fileURLToPath(new URL('../../sdk/include/hsx/', import.meta.url));

/** By header, what calls each function, and its system calls. `p` is a pointer, `n` a number, `f` a float. */
const WRAPPERS: Record<string, Record<string, SvcName[]>> = {
  'mailbox.h': {
    'hsx_mailbox_find("app:x", n)': ['MAILBOX_OPEN'],
    'hsx_mailbox_make("app:x", n, n)': ['MAILBOX_BIND'],
    'hsx_mailbox_put(n, p, n, n)': ['MAILBOX_SEND'],
    'hsx_mailbox_wake(n)': ['MAILBOX_SEND'],
    'hsx_mailbox_take(n, p, n, n)': ['MAILBOX_RECV'],
    'hsx_mailbox_take_info(n, p, n, n, p)': ['MAILBOX_RECV'],
    'hsx_mailbox_waiting(n)': ['MAILBOX_PEEK'],
  },
  'value.h': {
    'hsx_value_find(n, n)': ['VALUE_LOOKUP'],
    'hsx_value_read(HSX_VALUE_OID(1, 2), p)': ['VALUE_GET'],
    'hsx_value_write(n, f)': ['VALUE_SET'],
    'hsx_value_watch(n, p)': ['VALUE_SUB'],
  },
  'command.h': {
    'hsx_command_find(n, n)': ['COMMAND_LOOKUP'],
    'hsx_command_run(HSX_COMMAND_OID(1, 2), p)': ['COMMAND_CALL'],
    'hsx_command_next(n)': ['COMMAND_WAIT'],
    'hsx_command_done(n, n)': ['COMMAND_RETURN'],
  },
  'stdio.h': {
    'hsx_out(p, n)': ['TASK_WRITE'],
    'hsx_out_text("x")': ['TASK_WRITE'],
    'hsx_err(p, n)': ['TASK_WRITE_ERR'],
    'hsx_err_text("x")': ['TASK_WRITE_ERR'],
    'hsx_in(p, n, n)': ['TASK_READ'],
    'hsx_log(n, p)': ['EXEC_LOG'],
  },
  'timer.h': {
    'hsx_now_us()': ['TIMER_TICK_US'],
    'hsx_wall_ms()': ['TIMER_WALL_TIME'],
    'hsx_sleep_ms(n)': ['EXEC_SLEEP_MS'],
    'hsx_yield()': ['EXEC_YIELD'],
    'hsx_timer_every(n)': ['TIMER_CREATE'],
    'hsx_timer_after(n)': ['TIMER_CREATE'],
    'hsx_timer_listen()': ['MAILBOX_OPEN'],
    'hsx_timer_next(n, p, n)': ['MAILBOX_RECV'],
  },
  'can.h': {
    'hsx_can_start(n)': ['CAN_CONFIG'],
    'hsx_can_send(p)': ['CAN_TX'],
    'hsx_can_accept(n, n, n)': ['CAN_SET_FILTER'],
    'hsx_can_listen()': ['MAILBOX_OPEN'],
    'hsx_can_receive(n, p, n)': ['MAILBOX_RECV'],
  },
  'uart.h': {
    'hsx_uart_start(n, n)': ['UART_CONFIG'],
    'hsx_uart_text(n, "x")': ['UART_WRITE'],
    'hsx_uart_read(n, p, n)': ['UART_READ_POLL'],
    'hsx_uart_listen(3)': ['MAILBOX_OPEN'],
  },
  'gpio.h': {
    'hsx_gpio_input(n, n)': ['GPIO_CONFIG'],
    'hsx_gpio_output(n)': ['GPIO_CONFIG'],
    'hsx_gpio_high(n)': ['GPIO_WRITE'],
    'hsx_gpio_low(n)': ['GPIO_WRITE'],
    'hsx_gpio_toggle(n)': ['GPIO_READ', 'GPIO_WRITE'],
    'hsx_gpio_watch(n, n)': ['GPIO_SET_INTERRUPT'],
    'hsx_gpio_unwatch(n)': ['GPIO_SET_INTERRUPT'],
    'hsx_gpio_listen()': ['MAILBOX_OPEN'],
    'hsx_gpio_next(n, p, n)': ['MAILBOX_RECV'],
  },
  'fram.h': {
    'HSX_FRAM_LOAD(n, object)': ['FRAM_READ'],
    'HSX_FRAM_STORE(n, object)': ['FRAM_WRITE'],
    'hsx_fram_bytes()': ['FRAM_SIZE'],
    'hsx_fram_writes(n)': ['FRAM_WEAR'],
  },
};

const sdk = findSdk(undefined, process.env);

describe.each(Object.entries(WRAPPERS))('hsx/%s', (name, wrappers) => {
  it('is listed here whole', () => {
    const text = readFileSync(include + name, 'utf8');
    const defined = [...text.matchAll(/^(?:HSX_INLINE .*?\b|#define )(hsx_\w+|HSX_FRAM_(?:LOAD|STORE))\(/gm)];
    const listed = Object.keys(wrappers).map((call) => call.replace(/\(.*/, ''));
    expect(defined.map((match) => match[1])).toEqual(listed);
  });

  it('compiles to its system calls', async () => {
    const reporter = new CollectingReporter();
    const compiler = new Compiler(
      {
        level: 'ext',
        optimisation: '-O2',
        debug: false,
        clangArgs: ['-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter'],
        sdkIncludes: sdk.includes,
        sdkFolder: sdk.folder,
        includeDirs: [],
      },
      sdk.folder,
      reporter,
      () => selectClang(undefined, process.env),
    );
    const calls = Object.entries(wrappers);
    const functions = calls.map(
      ([call], i) => `long long call${i}(void *p, int n, float f, int *more) { return (long long)${call}; }`,
    );
    const text = `#include <hsx/${name}>\nextern struct { int x[5]; } object;\n${functions.join('\n')}\n`;
    const source = { path: '-', kind: 'c', bytes: Buffer.from(text) } as const;
    const { ir } = await compiler.toIr(source);
    const assembly = compiler.toAssembly(ir, source);
    expect(reporter.texts).toEqual([]);
    for (const [i, [call, expected]] of calls.entries()) {
      const start = assembly.indexOf(`\ncall${i}:`);
      const body = assembly.slice(start, assembly.indexOf('.size', start));
      const made = [...body.matchAll(/SVC (\d+), (\d+)/g)].map(
        (m) => svcById((Number(m[1]) << 8) | Number(m[2]))?.name,
      );
      expect(made, call).toEqual(expected);
      // A name that is put together is copied first.
      expect(body.match(/CALLA? (?!memcpy)\w+/g), call).toBeNull();
    }
  });
});

it('every header of a module is here', () => {
  const others = ['asm.h', 'assert-fail.h', 'extensions.h', 'fs.h', 'heap.h', 'mbstate.h', 'svc.h', 'time-types.h'];
  const found = readdirSync(include).filter((name) => !others.includes(name));
  expect(found.sort()).toEqual(Object.keys(WRAPPERS).sort());
});
