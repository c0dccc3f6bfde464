import { renderDiagnostic } from '@hsx/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourcePragmas } from './source-pragmas.js';

const HANDLER = '\nint go(void);\n';

/** The lines of MVASM that a source's pragmas become. The source is its own preprocessed text unless that is given. */
function lines(source: string, printed = source): string[] {
  const pragmas = new SourcePragmas(printed + HANDLER, 'a.c', () => source);
  expect(pragmas.diagnostics('warning')).toEqual([]);
  const { mvasm, diagnostics } = pragmas.appendTo('go:\n');
  expect(diagnostics).toEqual([]);
  return mvasm.split('\n').slice(1, -1);
}

/** Everything that is wrong, one line each: `line:column: severity: message (hint)`. */
function wrong(source: string, original = source): string[] {
  return new SourcePragmas(source + HANDLER, 'a.c', () => original)
    .diagnostics('warning')
    .map(
      ({ line, column, severity, message, hint }) =>
        `${line}:${column}: ${severity}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
    );
}

/** The JSON that `value` becomes as a value's `init` or, for texts, `name`. */
function json(value: string, key = 'init', before = ''): string {
  const [line = ''] = lines(`${before}#pragma hsx_value(group=1, id=1, ${key}=${value})`);
  return line.replace(/^.*?"id":1,"\w+":/, '').slice(0, -1);
}

describe('what is written', () => {
  it('takes every key', () => {
    expect(
      lines(`#pragma hsx_value(group=1, id=2, name="temperature", unit="C", flags="PERSIST|PIN", auth="USER", init=20.5, min=-40, max=125, epsilon=0.1, persist_key=7, rate_ms=100, debounce_ms=500, group_name="env")
#pragma hsx_command(group_id=1, cmd=3, handler=go, name="reset", help="…", flags=PIN, auth=ADMIN)
#pragma hsx_mailbox(target="app:telemetry", capacity=128, mode="RDWR|FANOUT", owner_pid=null, bindings=[{"pid": 1, flags = 2}])`),
    ).toEqual([
      '  .value {"group":1,"id":2,"name":"temperature","unit":"C","flags":"PERSIST|PIN","auth":"USER","init":20.5,"min":-40,"max":125,"epsilon":0.1,"persist_key":7,"rate_ms":100,"debounce_ms":500,"group_name":"env"}',
      '  .cmd {"group_id":1,"cmd":3,"handler":"go","name":"reset","help":"…","flags":"PIN","auth":"ADMIN"}',
      '  .mailbox {"target":"app:telemetry","capacity":128,"mode":"RDWR|FANOUT","owner_pid":null,"bindings":[{"pid":1,"flags":2}]}',
    ]);
  });

  it('takes a name in front, a trailing comma, comments, and any spacing', () => {
    const value = '  # pragma /* x */ hsx_value ( speed ,group= 1,id =2, ) // the speed';
    expect(lines(value, '#pragma hsx_value ( speed ,group= 1,id =2, )')).toEqual([
      '  .value {"name":"speed","group":1,"id":2}',
    ]);
    const command = 'pragma hsx_command("a b", group=1, id=2, handler="go")';
    expect(lines(`%:${command}`, `#${command}`)).toEqual(['  .cmd {"name":"a b","group":1,"id":2,"handler":"go"}']);
  });

  it.each([
    ['0x2A', '42'],
    ['052', '42'],
    ['0b101010u', '42'],
    ["'*'", '42'],
    ["'\\x2a'", '42'],
    ["1'000", '1000'],
    ['-40', '-40'],
    ['20.5f', '20.5'],
    ['.5', '0.5'],
    ['1e3', '1000'],
    ['-0.0', '-0'],
    ['0x1.8p1', '3'],
    ['(1 << 4) | 3', '19'],
    ['7 / 2 * 2', '6'],
    ['7 / 2.0', '3.5'],
    ['~0 & 0xff', '255'],
    ['1 + 2 == 3 && !0', '1'],
    ['true', 'true'],
  ])('number %s', (text, expected) => {
    expect(json(text)).toBe(expected);
  });

  it.each([
    ['"a" "b"\t"c"', '"abc"'],
    ['"\\u00b0C\\n\\"\\\\"', '"°C\\n\\"\\\\"'],
    ['"\\xc2\\xb0" "C"', '"°C"'],
    ['u8"°"', '"°"'],
    ['"a, b) // c"', '"a, b) // c"'],
    ['plain', '"plain"'],
  ])('text %s', (text, expected) => {
    expect(json(text, 'name')).toBe(expected);
  });
});

describe('macros', () => {
  it('are replaced as they stand at the pragma', () => {
    const before = '#define BASE 16\n#define ID (BASE + 1)\n#define NAME "x" UNIT\n#define UNIT "y"\n';
    expect(json('ID', 'init', before)).toBe('17');
    expect(json('NAME', 'name', before)).toBe('"xy"');
    expect(json('ID', 'init', `${before}#undef BASE\n#define BASE 1\n`)).toBe('2');
    expect(wrong(`${before}#undef BASE\n#pragma hsx_value(group=1, id=ID)`)).toEqual([
      expect.stringMatching(/^6:31: error: 'BASE' has no value here \(only macros/),
    ]);
  });

  it('do not hide the names of flags', () => {
    expect(json('PERSIST|PIN', 'flags', '#define PIN 13\n')).toBe('"PERSIST|PIN"');
    expect(json('MY_FLAGS', 'flags', '#define MY_FLAGS PERSIST|PIN\n')).toBe('"PERSIST|PIN"');
    expect(json('A|B', 'flags', '#define A 1\n#define B 8\n')).toBe('9');
  });

  it('end', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `#define M${i} M${i + 1} M${i + 1}\n`).join('');
    expect(wrong(`${chain}#define M60\n#pragma hsx_value(group=1, id=M0)`)).toEqual([
      '62:31: error: the macros in this value become too long',
    ]);
    expect(wrong('#define A B\n#define B A\n#pragma hsx_value(group=1, id=A)')).toEqual([
      expect.stringContaining("3:31: error: id must be an integer, found the name 'A'"),
    ]);
  });

  it('with parameters are not replaced, and that is said', () => {
    expect(wrong('#define F(x) x\n#pragma hsx_value(group=1, id=F(1))')).toEqual([
      "2:31: error: 'F' has no value here (macros with parameters are not replaced in a #pragma; write the whole pragma with _Pragma)",
    ]);
  });
});

describe('places', () => {
  it('are those of the source, over joined lines and comments', () => {
    const source = '/* a */ #pragma hsx_value(group=300, /* b\n */ \\\n\tidd=1)\nint x;';
    const printed = '#pragma hsx_value(group=300, idd=1)\n\n\nint x;';
    expect(wrong(printed, source)).toEqual([
      '1:33: error: group is 300, expected 0 to 255',
      "3:2: error: hsx_value has no key 'idd' (did you mean 'id'?)",
    ]);
  });

  it('follow line markers', () => {
    const printed =
      '# 1 "a.c"\n# 1 "<built-in>" 1\n#define X 1\n# 1 "a.c" 2\n# 1 "./sub dir/b\\\\c.h" 1\n\n#pragma hsx_value(group=1, id=1)\n# 2 "a.c" 2\n#pragma hsx_value(group=X, id=1)\n';
    const files: Record<string, string> = {
      'a.c': '#include "b.h"\n  #pragma hsx_value(group=X, id=1)\n',
      './sub dir/b\\c.h': '\n#pragma hsx_value(group=1, id=1)\n',
    };
    const [diagnostic] = new SourcePragmas(printed, 'a.c', (file) => files[file]).diagnostics('warning');
    expect(diagnostic && renderDiagnostic(diagnostic)).toBe(
      `a.c:2:33: error: value 1:1 is declared twice
    #pragma hsx_value(group=X, id=1)
                                  ^
./sub dir/b\\c.h:2:31: note: it is first declared here
  #pragma hsx_value(group=1, id=1)
                                ^`,
    );
  });

  it('are the macro where one made the pragma, with the pragma in a note', () => {
    const printed = 'int a;\n#pragma hsx_value(group=1, id=999)\n';
    const [diagnostic] = new SourcePragmas(printed, 'a.c', () => 'int a;\n  VALUE(999)\n').diagnostics('warning');
    expect(diagnostic && renderDiagnostic(diagnostic)).toBe(
      `a.c:2:3: error: id is 999, expected 0 to 255
    VALUE(999)
    ^
<_Pragma>: note: the pragma as the preprocessor gives it
  #pragma hsx_value(group=1, id=999)
                                ^`,
    );
    const [unreadable] = new SourcePragmas(printed, 'a.c', () => undefined).diagnostics('warning');
    expect(unreadable).toMatchObject({ file: 'a.c', line: 2, column: 0, notes: [{ column: 31 }] });
  });
});

describe('mistakes', () => {
  it.each<[string, ...string[]]>([
    ['hsx_value', "1:18: error: expected '(' after hsx_value, found the end of the line"],
    ['hsx_value(group=1', "1:18: error: this '(' is not closed"],
    ['hsx_value(group=1, id=2) x', "1:34: error: expected the end of the line after ')', found 'x'"],
    ['hsx_value(group=1 id=2)', "1:27: error: unexpected 'id' after the value"],
    ['hsx_value(group=, id=2)', "1:25: error: expected a value, found ','"],
    ['hsx_value(group=1, id)', "1:30: error: expected '=' after 'id', found ')'"],
    ['hsx_value(group=1, 5)', "1:28: error: expected a key, found '5'"],
    ['hsx_mailbox(tele)', "1:25: error: expected '=' after 'tele', found ')'"],
    ['hsx_value(group=1, name="x)', '1:33: error: this " is not closed'],
    ['hsx_value(group=08, id=1)', "1:25: error: '08' is no number"],
    ['hsx_value(group=1e999, id=1)', '1:25: error: the number is too large'],
    ['hsx_value(group=1<<64, id=1)', '1:26: error: a shift by 64 is outside 0..63'],
    ['hsx_value(group=(1, id=1)', "1:25: error: this '(' is not closed"],
    ["hsx_value(group='ab', id=1)", '1:25: error: a character constant must hold one character of ASCII'],
    ['hsx_value(group=1, id=1, name="\\q")', "1:39: error: unknown escape sequence '\\q'"],
    ['hsx_value(group=1, id=1, name="\\xff")', '1:39: error: the text is no valid UTF-8'],
    ['hsx_value(group=1, id=1, name=L"a")', '1:39: error: a text must be a plain or u8 string'],
    ['hsx_value(id=1)', "1:9: error: hsx_value needs the key 'group'"],
    ['hsx_value(group=1, id=1, group_id=1)', "1:34: error: 'group_id' says again what another key has said"],
    ['hsx_value(group=1, id=1, id=1)', "1:34: error: the key 'id' appears twice"],
    ['hsx_value(group=1, id=1.5)', '1:31: error: id must be an integer'],
    ['hsx_value(group=1, id=1, init=70000)', '1:39: error: init is 70000, beyond the ±65504 of a 16-bit float'],
    [
      'hsx_value(group=1, id=1, flags=PRESIST)',
      "1:40: error: unknown name 'PRESIST' in flags (did you mean 'PERSIST'?)",
    ],
    ['hsx_command(group=1, id=1)', "1:9: error: hsx_command needs the key 'handler'"],
    ['hsx_command(group=1, id=1, handler=goo)', "1:44: error: 'goo' is not declared (did you mean 'go'?)"],
    ['hsx_command(group=1, id=1, handler="a b")', '1:44: error: handler must be the name of a function'],
    ['hsx_mailbox(target="log")', '1:28: error: target "log" is no app:, shared:, svc: or pid: name'],
    ['hsx_valeu(x)', "1:9: warning: unknown pragma 'hsx_valeu' (did you mean 'hsx_value'?)"],
    [`hsx_mailbox(target="app:x", bindings=${'['.repeat(40)})`, '1:76: error: this is nested too deeply'],
  ])('%s', (pragma, ...expected) => {
    expect(wrong(`#pragma ${pragma}`)).toEqual(expected);
  });

  it('are all shown, in the order of the source', () => {
    expect(
      wrong(
        '#pragma hsx_value(group=1, idd=2, rate_ms=-1)\n#pragma hsx_foo\n#pragma hsx_value(\n#pragma hsx_mailbox(capacity=1)',
      ),
    ).toEqual([
      "1:28: error: hsx_value has no key 'idd' (did you mean 'id'?)",
      '1:43: error: rate_ms is -1, expected 0 to 65535',
      "2:9: warning: unknown pragma 'hsx_foo' (pragmas are hsx_value, hsx_command, hsx_mailbox)",
      "3:18: error: this '(' is not closed",
      "4:9: error: hsx_mailbox needs the key 'target'",
    ]);
  });
});

describe('handlers', () => {
  const command = '#pragma hsx_command(group=1, id=1, handler=f)\n';
  const append = (code: string, mvasm: string) =>
    new SourcePragmas(command + code, 'a.c', () => command).appendTo(mvasm);

  it('of another file are imported', () => {
    expect(append('int f(void);\n', 'main:\n').mvasm).toBe(
      'main:\n  .import "f"\n  .cmd {"group":1,"id":1,"handler":"f"}\n',
    );
    expect(append('int f(void) {}\n', '"f":\n').mvasm).not.toContain('.import');
  });

  it('that the compiler has left out are errors', () => {
    const code = 'extern int g;\nstatic __attribute__((noinline))\nint f(void) {}\n';
    expect(append(code, 'main:\n').diagnostics).toMatchObject([
      {
        line: 1,
        column: 44,
        message: expect.stringContaining("static function 'f'"),
        hint: expect.stringContaining('used'),
      },
    ]);
    expect(append('static int g; int f(void);\n', 'main:\n').diagnostics).toEqual([]);
  });
});

it('takes any text, in bounded time', () => {
  const part = fc.constantFrom(
    ...[
      '(',
      ')',
      ',',
      '=',
      '"',
      "'",
      '\\',
      '\n',
      '/*',
      '*/',
      '[',
      '{',
      '}',
      ']',
      '|',
      '-',
      '1',
      '0x',
      'group',
      'id',
      'A',
      'handler',
      '#pragma hsx_value(',
      '#define A ',
      '# 3 "a.c"\n',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = `#pragma hsx_command(${parts.join('')}\n#pragma hsx_value(group=1, id=1)`;
      new SourcePragmas(text, 'a.c', () => text).appendTo('');
    }),
    { numRuns: 300, seed: 7 },
  );
  const many = '#pragma hsx_value(group=1, id=999)\n'.repeat(5000);
  expect(wrong(many)).toHaveLength(1001);
});
