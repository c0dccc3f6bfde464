import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sandbox } from '../testing/command-line.js';

const box = sandbox();

/** A guest that is nothing but its code. */
function guest(name: string, code: string): string {
  box.write(`${name}.mvasm`, `.entry start\n.export start\nstart:\n${code}\n.type start, func\n`);
  return `${name}.mvasm`;
}

describe('exit status', () => {
  it.each([
    ['zero', 'LDI R0, 0\nRET', 0],
    ['answer', 'LDI R0, 42\nRET', 42],
    ['wide', 'LDI R0, 0x12C\nRET', 0x2c],
    ['negative', 'LDI R0, -1\nSVC TASK_EXIT', 255],
  ])('%s is the low byte of what the guest gives', async (name, code, status) => {
    expect(await box.hsx(`run ${guest(name, code)}`)).toEqual({ status, out: '', err: '' });
  });

  it.each([
    ['illegal', '.word 0xFF000000', 132, 'fault ILLEGAL'],
    ['brk', 'BRK 3', 133, 'stopped at BRK 3'],
    ['abort', 'LDI R0, 9\nSVC TASK_ABORT', 134, 'aborted with code 9'],
    ['align', 'LDI R1, 0x102\nLD R0, [R1]', 135, 'fault ALIGN'],
    ['divide', 'LDI R1, 1\nLDI R2, 0\nDIV R0, R1, R2', 136, 'fault DIV_ZERO'],
    ['null', 'LDI R1, 0\nLD R0, [R1+4]', 139, 'fault MEM_FAULT'],
    ['overflow', '1: PUSH R0\nJMP 1b', 139, 'fault STACK_OVERFLOW'],
    ['underflow', 'POP R0\nPOP R0', 139, 'fault STACK_UNDERFLOW'],
    ['outside', 'LDI R0, 0x400\nPUSH R0\nRET', 139, 'fault PC_RANGE'],
  ])('%s', async (name, code, status, text) => {
    const outcome = await box.hsx(`run ${guest(name, code)}`);
    expect(outcome).toMatchObject({ status, out: '' });
    expect(outcome.err).toContain(`${name}.mvasm: ${text}`);
    expect(outcome.err).toMatch(/\n {2}at pc 0x[0-9A-F]{4}, start/);
  });

  it('says where Ctrl-C ended a loop, and nothing of a program that waits', async () => {
    const interrupted = async (file: string) => {
      const timer = setTimeout(() => process.emit('SIGINT'), 300);
      const outcome = await box.hsx(`run ${file}`);
      clearTimeout(timer);
      return outcome;
    };
    const loop = await interrupted(guest('endless', '1: JMP 1b'));
    expect(loop).toEqual({ status: 130, out: '', err: 'endless.mvasm: interrupted\n  at pc 0x0004, start\n' });
    const sleeper = await interrupted(guest('sleeper', 'LI R0, 60000\nSVC EXEC_SLEEP_MS\nRET'));
    expect(sleeper).toEqual({ status: 130, out: '', err: '' });
  });

  it('ends a loop with --max-steps', async () => {
    const outcome = await box.hsx(`run --max-steps 1000 ${guest('loop', '1: JMP 1b')}`);
    expect(outcome.status).toBe(152);
    expect(outcome.err).toContain('stopped after 1000 instructions');
  });
});

describe('fault report', () => {
  it('shows the instruction, its operands and a hint', async () => {
    const { err } = await box.hsx(`run ${guest('report', 'LDI R3, 0\nLDI R4, 7\nST [R3+8], R4')}`);
    expect(err).toContain('ST [R3+8], R4    R3=0x00000000 R4=0x00000007 address=0x00000008');
    expect(err).toContain('hint: the address is in the guard around 0');
  });

  it('tells how large the stack is, which is all that is left unless --stack says otherwise', async () => {
    const file = guest('deep', '1: PUSH R0\nJMP 1b');
    expect((await box.hsx(`run ${file}`)).err).toContain('the stack has 65280 bytes');
    expect((await box.hsx(`run --stack 512 ${file}`)).err).toContain('the stack has 512 bytes');
  });

  it('refuses a stack that cannot be, and says what can', async () => {
    const file = guest('small', 'LDI R0, 0\nRET');
    const large = await box.hsx(`run --stack 64K ${file}`);
    expect(large.status).toBe(125);
    expect(large.err).toBe(
      'hsx run: error: --stack 65536 is too large: the program leaves 65280 bytes for the stack\n' +
        '  hint: without --stack it gets all of them\n',
    );
    expect(await box.hsx(`run --stack 65280 ${file}`)).toMatchObject({ status: 0, err: '' });
    const none = await box.hsx(`run --stack 0 ${file}`);
    expect(none).toMatchObject({ status: 125, out: '' });
    expect(none.err).toContain('--stack 0 is too small: a task needs 8 bytes to end');
  });

  it('says when the symbols beside an image are not of use', async () => {
    await box.hsx(`asm ${guest('one', 'LDI R1, 0\nLD R0, [R1]')}`);
    await box.hsx(`asm ${guest('two', 'LDI R0, 0\nRET')}`);
    await box.hsx('ld -o two.hxe --emit-sym two.hxo');
    await box.hsx('ld -o one.hxe --emit-sym one.hxo');
    expect((await box.hsx('run one.hxe')).err).toContain('at pc 0x0008, start+0x4');
    box.write('one.sym', readFileSync('two.sym', 'utf8'));
    const foreign = await box.hsx('run one.hxe');
    expect(foreign.status).toBe(139);
    expect(foreign.err).toMatch(
      /^hsx run: warning: one\.sym: .*another.*; going on without it\none\.hxe: fault MEM_FAULT/,
    );
    box.write('one.sym', '{ "version": ');
    expect((await box.hsx('nm one.hxe')).err).toMatch(/^hsx nm: warning: one\.sym: .*; going on without it\n/);
  });

  it('says where a null pointer was called', async () => {
    const { status, err } = await box.hsx(`run ${guest('nothing', 'NOP\nLDI R4, 0\nCALL R4')}`);
    expect(status).toBe(132);
    expect(err).toContain('  at pc 0x0000\n  .word 0x00000000\n  called from pc 0x000C, start+0x8\n');
    expect(err).toContain('hint: code address 0 was called');
    // What lies on the stack need not be an address.
    const jump = await box.hsx(`run ${guest('jumped', 'LDI R0, 3\nPUSH R0\nLDI R1, 0\nPUSH R1\nRET')}`);
    expect(jump.status).toBe(132);
    expect(jump.err).toContain('called from 0x0003, which is no return address: the stack was overwritten');
    const bare = await box.hsx(`run ${guest('bare', 'LDI R1, 0\nPUSH R1\nRET')}`);
    expect(bare).toMatchObject({ status: 132, err: expect.not.stringContaining('called from') });
  });

  /** `start` calls `outer`, which keeps R8 in its frame and calls `inner`. */
  const CALLS = `.entry start
.export start
start:  PUSH R8
        CALL outer
        RET
        .type start, func
        .size start, . - start
outer:  PUSH R8
        ADDSP -8
        CALL inner
        ADDSP 8
        POP R8
        RET
        .type outer, func
        .size outer, . - outer
`;

  it('names the callers, also in programs without debug data', async () => {
    box.write('calls.mvasm', `${CALLS}inner: LD R0, [R8]\n.type inner, func\n.size inner, . - inner\n`);
    const chain =
      /at pc 0x0028, inner\n.*\n {2}called from pc 0x0018, outer\+0x8\n {2}called from pc 0x0008, start\+0x4\n {2}hint/;
    expect((await box.hsx('run calls.mvasm')).err).toMatch(chain);
    await box.hsx('cc -nostdlib --emit-sym -o calls.hxe calls.mvasm');
    expect((await box.hsx('run calls.hxe')).err).toMatch(chain);
    rmSync('calls.sym');
    const bare = (await box.hsx('run calls.hxe')).err;
    expect(bare).not.toContain('called from');
    expect(bare).toContain('hint: the program has no symbols');
  });

  it('shows both ends of a long chain', async () => {
    box.write('deep.mvasm', `${CALLS}inner: PUSH R8\nCALL inner\n.type inner, func\n.size inner, . - inner\n`);
    const { err } = await box.hsx('run --stack 400 deep.mvasm');
    expect(err).toMatch(/hint: the stack has 400 bytes/);
    const callers = err.split('\n').filter((line) => /^ {2}(called|…)/.test(line));
    expect(callers).toHaveLength(12);
    expect(callers[8]).toMatch(/^ {2}… \d+ more calls$/);
    expect(callers.slice(9)).toEqual([
      expect.stringContaining(', inner+0x4'),
      expect.stringContaining(', outer+0x8'),
      expect.stringContaining(', start+0x4'),
    ]);
  });

  it('says when a return address was overwritten', async () => {
    box.write(
      'smash.mvasm',
      `${CALLS}inner: LI R0, 0x1235\nGETSP R1, 16\nST [R1], R0\nBRK 1\n.type inner, func\n.size inner, . - inner\n`,
    );
    const { err } = await box.hsx('run smash.mvasm');
    expect(err).toContain('called from 0x1235, which is no return address: the stack was overwritten');
  });

  it('tells an index that is too large from the register of a device', async () => {
    const far = await box.hsx(`run ${guest('far', 'LI R1, 0x12340\nLD R0, [R1]')}`);
    expect(far.err).toContain('hint: the data space ends at 0x10000');
    const device = await box.hsx(`run ${guest('device', 'LI R1, 0x40020014\nLD R0, [R1]')}`);
    expect(device.err).toContain('programs reach devices by system calls');
  });

  it('knows a frame that would reach below address 0', async () => {
    const { err } = await box.hsx(`run ${guest('huge', 'LI R1, -4096\nSETSP R1, 0')}`);
    expect(err).toContain('hint: sp would go below 0: local arrays that are too large for the stack of 65280 bytes');
  });

  it('names what was inlined, and where', async () => {
    box.write(
      'inlined.c',
      'static int twice(int *p) {\n  return *p * 2;\n}\nint main(void) {\n  int *volatile p = 0;\n  return twice(p);\n}\n',
    );
    box.write(
      'start.mvasm',
      '.entry _start\n.export _start\n.import main\n_start: CALL main\nBRK 1\n.type _start, func\n.size _start, . - _start\n',
    );
    await box.hsx('cc -O2 -g -nostdlib -o inlined.hxe inlined.c start.mvasm');
    const { err } = await box.hsx('run inlined.hxe');
    expect(err).toMatch(/at pc 0x[0-9A-F]+, main\+0x[0-9A-F]+, inlined twice \(inlined\.c:2:10\)/);
    expect(err).toMatch(/\n {2}called from main\+0x[0-9A-F]+ \(inlined\.c:6:10\)\n {2}hint/);
  });

  it('uses the symbols beside an image', async () => {
    const file = guest('named', 'BRK 1');
    await box.hsx(`cc -g -o named.hxe ${file}`);
    expect((await box.hsx('run named.hxe')).err).toMatch(/at pc 0x[0-9A-F]{4}, start/);
  });
});

describe('--dir', () => {
  /** Copies `in.txt` to `out.txt`; ends with the failed call's error code, low 8 bits. */
  const copy = () => {
    box.write(
      'copy.mvasm',
      `.entry start
.export start
start:  LI      R0, in
        LDI     R1, 1
        SVC     FS_OPEN
        CBI     LT, R0, 0, fail
        LI      R1, buffer
        LDI     R2, 100
        SVC     FS_READ
        MOV     R8, R0
        LI      R0, out
        LDI     R1, 14
        SVC     FS_OPEN
        CBI     LT, R0, 0, fail
        LI      R1, buffer
        MOV     R2, R8
        SVC     FS_WRITE
        LDI     R0, 0
        RET
fail:   LSRI    R0, R0, 16
        RET
        .type start, func
        .section rodata
in:     .asciz "in.txt"
out:    .asciz "out.txt"
        .section bss
buffer: .space  100
`,
    );
    return 'copy.mvasm';
  };

  it('gives a program the files of a folder, to read and write', async () => {
    box.write('data/in.txt', 'from a file');
    box.write('in.txt', 'not this one');
    expect(await box.hsx(`run --dir data ${copy()}`)).toEqual({ status: 0, out: '', err: '' });
    expect(readFileSync('data/out.txt', 'utf8')).toBe('from a file');
    expect(existsSync('out.txt')).toBe(false);
    expect((await box.hsx(`run --dir . ${copy()}`)).status).toBe(0);
    expect(readFileSync('out.txt', 'utf8')).toBe('not this one');
  });

  it('--dir-ro to read only', async () => {
    box.write('ro/in.txt', 'text');
    expect(await box.hsx(`run --dir-ro ro ${copy()}`)).toEqual({ status: 0x14, out: '', err: '' });
    expect(readdirSync('ro')).toEqual(['in.txt']);
  });

  it('without it there are no files, and who looks for them is told', async () => {
    box.write('in.txt', 'not for you');
    expect(await box.hsx(`run ${copy()}`)).toEqual({
      status: 0x01,
      out: '',
      err: 'copy.mvasm: it looked for files and has none: --dir DIR lets it use those in a folder\n',
    });
  });

  it.each([
    ['--dir nowhere', '--dir nowhere: no such folder'],
    ['--dir in.txt', '--dir in.txt: is not a folder'],
    ['--dir-ro in.txt/x', '--dir-ro in.txt/x: '],
    ['--dir . --dir-ro .', "cannot be used with option '--dir <dir>'"],
    ['--dir . --dir .', 'A program has one folder.'],
    ['--dir', 'argument missing'],
  ])('%s', async (option, text) => {
    box.write('in.txt', '');
    const outcome = await box.hsx(`run ${option} ${option === '--dir' ? '' : copy()}`);
    expect(outcome).toMatchObject({ status: 125, out: '' });
    expect(outcome.err).toContain(text);
  });
});

describe('the executive', () => {
  it('shows the log, and says what a program lacked that did not end well', async () => {
    const gpio = '.cap gpio\nLDI R0, 1\nSVC GPIO_READ\nLI R1, text\nLDI R0, 2\nSVC EXEC_LOG\n';
    const text = '\n.rodata\ntext: .asciz "pin\\e"\n.text\n';
    const bad = await box.hsx(`run ${guest('pins', `${gpio}LDI R0, 1\nRET${text}`)}`);
    expect(bad).toEqual({
      status: 1,
      out: '',
      err: 'pins.mvasm: info: pin\\x1b\npins.mvasm: it called modules that hsx run does not have: GPIO\n',
    });
    expect((await box.hsx(`run ${guest('fine', `${gpio}LDI R0, 0\nRET${text}`)}`)).err).not.toContain('GPIO');
  });
});

describe('--trace and --stats', () => {
  it('print instructions and totals', async () => {
    const { err } = await box.hsx(`run --trace --stats ${guest('steps', 'LDI R1, 5\nMOV R0, R1\nRET')}`);
    expect(err).toMatch(/1 {2}00000[0-9A-F] {2}start\+0x4 +MOV R0, R1 +R1=0x00000005/);
    expect(err).toMatch(/instructions +3\n/);
  });
});

describe('options of hsx cc', () => {
  it('build the program, and leave those of hsx run alone', async () => {
    box.write(
      'lang.c',
      '#ifdef GONE\n#error defined\n#endif\n#include "forced.h"\nint main(void) { int unused; return VALUE + (__STDC_VERSION__ == 199901L); }\n',
    );
    box.write('forced.h', '');
    box.write('value.h', '#define VALUE 41\n');
    box.write('start.mvasm', '.entry go\n.export go\n.import main\ngo: CALL main\nSVC TASK_EXIT\n');
    const files = 'lang.c start.mvasm';
    const outcome = await box.hsx(
      `run -std=c99 -DGONE -UGONE -include value.h -Wall -nostdlib --max-steps 99 ${files}`,
    );
    expect(outcome.status).toBe(42);
    expect(outcome.err).toContain("warning: unused variable 'unused'");
    const strict = await box.hsx(`run -Wall -Werror -include value.h ${files}`);
    expect(strict).toMatchObject({ status: 125, err: expect.stringContaining('-Wunused-variable') });
    const lacking = await box.hsx(`run -L. -lnone -include value.h ${files}`);
    expect(lacking).toMatchObject({ status: 125, err: expect.stringContaining('-lnone') });
    expect((await box.hsx('run -c lang.c')).err).toContain("unknown option '-c'");
  });

  it('-fsanitize names what was checked, and its line', async () => {
    box.write(
      'add.c',
      'int add(int a, int b) {\n  return a + b;\n}\nint main(void) {\n  return add(0x7fffffff, 1);\n}\n',
    );
    box.write('start.mvasm', '.entry go\n.export go\n.import main\ngo: CALL main\nSVC TASK_EXIT\n');
    const { status, err } = await box.hsx('run -O0 -nostdlib -fsanitize=undefined add.c start.mvasm');
    expect(status).toBe(133);
    const optimised = await box.hsx('run -nostdlib -fsanitize=undefined add.c start.mvasm');
    expect(optimised.err).toMatch(
      /^add\.c: stopped at BRK 254: Undefined Behavior Sanitizer: signed .*\n.*add\.c:2:12\)/,
    );
    expect(err).toMatch(
      /^add\.c: stopped at BRK 254: Undefined Behavior Sanitizer: signed integer addition overflow in 'a \+ b'\n {2}at pc 0x[0-9A-F]+, add\+0x[0-9A-F]+ \(add\.c:2:12\)\n {2}called from pc 0x[0-9A-F]+, main\+0x[0-9A-F]+ \(add\.c:5:10\)\n/,
    );
    const address = await box.hsx('run -fsanitize=undefined,address add.c start.mvasm');
    expect(address).toMatchObject({ status: 125, err: expect.stringContaining('-fsanitize=address needs a library') });
  });
});

describe('what cannot be run gives 125', () => {
  it.each([
    ['run', 'missing required argument'],
    ['run nothing.c', 'nothing.c: error: cannot read: no such file'],
    ['run nothing.hxe', 'nothing.hxe: cannot read: no such file'],
    ['run .', 'cannot read: is a directory'],
    ['run --stak 4 x.c', 'unknown option'],
    ['run --max-steps none x.c', 'A whole number from 1 on'],
    ['run --isa mips x.c', 'it is core or ext'],
    ['run -O9 x.c', "unknown optimisation level '-O9'"],
    ['run -O nothing.c', 'nothing.c: error: cannot read'],
  ])('%s', async (line, text) => {
    const outcome = await box.hsx(line);
    expect(outcome.status).toBe(125);
    expect(outcome.err).toContain(text);
    expect(outcome.err).not.toMatch(/\n\s+at .*\.[jt]s/);
  });

  it('damaged and foreign files', async () => {
    await box.hsx(`cc -o good.hxe ${guest('good', 'RET')}`);
    const good = readFileSync('good.hxe');
    const flipped = Buffer.from(good);
    flipped[good.length - 1] = (flipped[good.length - 1] as number) ^ 1;
    const files: [string, Uint8Array | string, RegExp][] = [
      ['cut.hxe', good.subarray(0, 50), /cut\.hxe: truncated HXE image/],
      ['flip.hxe', flipped, /flip\.hxe: .*crc/i],
      ['empty.hxe', '', /empty/],
      ['text.hxe', 'hello', /no HSX image/],
      ['bad.hxo', '{"version":1', /bad\.hxo: /],
      ['noise.hxo', Buffer.from([0, 255, 3, 9]), /noise\.hxo: /],
      ['noise.hxa', '{"version":1,"members":{}}', /noise\.hxa: /],
      ['bad.mvasm', 'FROB R1\nLDI R99, 1\n', /bad\.mvasm:1:.*error[\s\S]*bad\.mvasm:2:.*error/],
      ['bad.ll', 'define i32 @main( {', /bad\.ll:1/],
      ['prog.rs', 'fn main() {}', /Rust/],
    ];
    for (const [name, contents, message] of files) {
      box.write(name, contents);
      const outcome = await box.hsx(`run ${name}`);
      expect({ name, status: outcome.status }).toEqual({ name, status: 125 });
      expect(outcome.err).toMatch(message);
      expect(outcome.err).not.toMatch(/\n\s+at .*\.[jt]s|internal error/);
    }
  });

  it('undefined symbols name the file that needs them', async () => {
    const outcome = await box.hsx(['run', guest('needs', '.import helper_fn\nCALL helper_fn\nRET')]);
    expect(outcome.status).toBe(125);
    expect(outcome.err).toContain("'helper_fn'");
  });

  it('--heap on a linked image', async () => {
    await box.hsx(`cc -o linked.hxe ${guest('linked', 'RET')}`);
    const outcome = await box.hsx('run --heap 4K linked.hxe');
    expect(outcome).toMatchObject({ status: 125 });
    expect(outcome.err).toContain('--heap cannot change a linked image');
  });
});
