import { existsSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sandbox } from '../testing/command-line.js';

const box = sandbox();

beforeAll(async () => {
  box.write(
    'prog.mvasm',
    `        .entry start
        .export start, table
start:  LI      R1, table
        LD      R0, [R1+4]
        CALL    twice
        SVC     TASK_EXIT
twice:  ADD     R0, R0, R0
        RET
        .rodata
table:  .word 1, 21
        .bss
buffer: .space 16
`,
  );
  expect(await box.hsx('asm prog.mvasm')).toEqual({ status: 0, out: '', err: '' });
  expect(await box.hsx('ld -o prog.hxe --emit-sym --map prog.map prog.hxo')).toMatchObject({ status: 0, err: '' });
});

it('builds what runs', async () => {
  expect(await box.hsx('run prog.hxe')).toMatchObject({ status: 42 });
  expect(await box.hsx('run prog.hxo')).toMatchObject({ status: 42 });
  expect(readFileSync('prog.map', 'utf8')).toContain('start');
});

describe('hsx asm', () => {
  it('prints bytes and JSON without writing an object', async () => {
    box.write('one.mvasm', 'LDI R0, 1\n');
    expect((await box.hsx('asm --dump-bytes one.mvasm')).out).toBe('text: 01000001\n');
    const { out } = await box.hsx('asm --dump-json one.mvasm');
    expect(JSON.parse(out)).toMatchObject({ instructions: [{ pc: 0, mnemonic: 'LDI', rd: 0 }] });
    expect(existsSync('one.hxo')).toBe(false);
  });

  it('writes a listing and, through the linker, an image', async () => {
    expect(await box.hsx('asm --listing --emit-hxe direct.hxe prog.mvasm')).toMatchObject({ status: 0 });
    expect(readFileSync('prog.lst', 'utf8')).toContain('LD      R0, [R1+4]');
    expect(await box.hsx('run direct.hxe')).toMatchObject({ status: 42 });
  });

  it('takes the name of a listing behind = only', async () => {
    expect(await box.hsx('asm --listing prog.mvasm')).toMatchObject({ status: 0, err: '' });
    expect(await box.hsx('asm --listing=other.lst prog.mvasm')).toMatchObject({ status: 0, err: '' });
    expect(readFileSync('other.lst', 'utf8')).toBe(readFileSync('prog.lst', 'utf8'));
  });

  it('reports every error and leaves no file', async () => {
    box.write('wrong.mvasm', 'LDI R0, 1\nFROB\nLDI R0, 99999\n');
    const outcome = await box.hsx('asm wrong.mvasm');
    expect(outcome.status).toBe(1);
    expect(outcome.err).toMatch(/wrong\.mvasm:2:1: error:[\s\S]*wrong\.mvasm:3:\d+: error:/);
    expect(existsSync('wrong.hxo')).toBe(false);
  });

  it('refuses extended instructions at level core', async () => {
    box.write('ext.mvasm', 'CMPI R0, 1\n');
    expect(await box.hsx('asm --isa core ext.mvasm')).toMatchObject({ status: 1 });
    expect(await box.hsx('asm -misa=core ext.mvasm')).toMatchObject({ status: 1 });
    expect(await box.hsx('asm ext.mvasm')).toMatchObject({ status: 0 });
  });
});

describe('hsx llc', () => {
  it('traces one pass or all, and knows what is none', async () => {
    box.write('one.ll', 'define i32 @one(i32 %a) {\n %b = add i32 %a, 1\n ret i32 %b\n}\n');
    const select = await box.hsx('llc --trace select -o - one.ll');
    expect(select).toMatchObject({ status: 0, err: expect.stringMatching(/^; after select\n/) });
    expect(select.err.match(/; after /g)).toHaveLength(1);
    expect((await box.hsx('llc --trace all -o - one.ll')).err.match(/; after /g)?.length).toBeGreaterThan(3);
    const slip = await box.hsx('llc --trace selekt -o slip.mvasm one.ll');
    expect(slip).toMatchObject({ status: 1, err: expect.stringContaining("did you mean 'select'?") });
    expect(existsSync('slip.mvasm')).toBe(false);
  });
});

describe('hsx objdump', () => {
  it('disassembles with names', async () => {
    const { status, out } = await box.hsx('objdump -d prog.hxe');
    expect(status).toBe(0);
    expect(out).toMatch(/<start>:[\s\S]*CALL twice[\s\S]*SVC TASK_EXIT[\s\S]*<twice>:\n.*ADD R0, R0, R0\n.*RET/);
  });

  it('shows sections, symbols, relocations and bytes of an object', async () => {
    const { out } = await box.hsx('objdump -h -t -r -s prog.hxo');
    expect(out).toMatch(/text +0000001[0-9a-f]/);
    expect(out).toMatch(/T [0-9a-f]{8} start/);
    expect(out).toContain('ABS32 table (relaxable)');
    expect(out).toContain('01000000 15000000');
  });

  it('gives JSON', async () => {
    const [unit] = JSON.parse((await box.hsx('objdump -d --json prog.hxe')).out);
    expect(unit.code[0].instructions.map(({ text }: { text: string }) => text)).toContain('SVC TASK_EXIT');
  });

  it('wants to know what to show', async () => {
    expect(await box.hsx('objdump prog.hxe')).toMatchObject({ status: 2 });
  });
});

describe('hsx nm, size, info', () => {
  it('list symbols with letters', async () => {
    const { out } = await box.hsx('nm prog.hxo');
    expect(out).toMatch(/^[0-9a-f]{8} b buffer$/m);
    expect(out).toMatch(/^[0-9a-f]{8} T start$/m);
    expect(out).toMatch(/^[0-9a-f]{8} R table$/m);
    expect((await box.hsx('nm prog.hxe')).out).toMatch(/[Tt] start/);
    box.write('labels.mvasm', 'f: JMP .L1\n.L1: JMP f\n');
    await box.hsx('asm labels.mvasm');
    expect((await box.hsx('nm labels.hxo')).out).not.toContain('.L1');
    expect((await box.hsx('nm -a labels.hxo')).out).toContain('.L1');
  });

  it('sum sizes', async () => {
    const [row] = JSON.parse((await box.hsx('size --json prog.hxo')).out);
    expect(row).toMatchObject({ data: 0, bss: 16 });
    expect((await box.hsx('size -t prog.hxe prog.hxe')).out).toMatch(/\(TOTALS\)\n$/);
  });

  it('describe an image', async () => {
    const { out } = await box.hsx('info prog.hxe');
    expect(out).toMatch(/app name: +prog\n/);
    expect(out).toMatch(/stack +0x0/);
    const [json] = JSON.parse((await box.hsx('info --json prog.hxe')).out);
    expect(json.facts).toMatchObject({ app_name: 'prog', version: 3 });
  });
});

describe('hsx ar', () => {
  it('makes, lists, links and unpacks', async () => {
    box.write('lib.mvasm', '.export helper_fn\nhelper_fn: LDI R0, 5\nRET\n');
    box.write('main.mvasm', '.entry go\n.import helper_fn\n.export go\ngo: CALL helper_fn\nSVC TASK_EXIT\n');
    await box.hsx('asm lib.mvasm');
    expect(await box.hsx('ar rcs libh.hxa lib.hxo')).toEqual({ status: 0, out: '', err: '' });
    expect((await box.hsx('ar t libh.hxa')).out).toBe('lib.hxo\n');
    expect(await box.hsx('cc -o lib.hxe main.mvasm -L. -lh')).toMatchObject({ status: 0, err: '' });
    expect(await box.hsx('run lib.hxe')).toMatchObject({ status: 5 });
    expect(await box.hsx('ar x libh.hxa')).toMatchObject({ status: 0 });
    expect((await box.hsx('ar t libh.hxa nothing')).err).toContain('there is no member nothing');
    expect(await box.hsx('ar d libh.hxa lib.hx')).toMatchObject({ status: 1 });
    expect(await box.hsx('ar z libh.hxa')).toMatchObject({ status: 2 });
  });

  it('says which library is missing', async () => {
    const outcome = await box.hsx('cc -o x.hxe main.mvasm -L. -lnone');
    expect(outcome.status).toBe(1);
    expect(outcome.err).toContain('cannot find the library -lnone');
  });
});

describe('a source is never lost', () => {
  it.each([
    'asm -o prog.mvasm prog.mvasm',
    'asm --listing=prog.mvasm prog.mvasm',
    'asm --emit-hxe prog.mvasm prog.mvasm',
    'cc -c -o prog.mvasm prog.mvasm',
    'cc -o ./prog.mvasm prog.mvasm',
    'cc -o keep.hxe --map=prog.mvasm prog.mvasm',
    'ld -o prog.hxo prog.hxo',
  ])('%s', async (line) => {
    const files = ['prog.mvasm', 'prog.hxo'];
    const before = files.map((file) => readFileSync(file, 'utf8'));
    const outcome = await box.hsx(line);
    expect(outcome).toMatchObject({ status: 1, err: expect.stringContaining('the output would overwrite an input') });
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });
});

describe('hsx ld', () => {
  it('takes objects, not sources', async () => {
    expect(await box.hsx('ld prog.mvasm')).toEqual({
      status: 1,
      out: '',
      err: 'prog.mvasm: error: this is a source, and hsx ld takes objects\n  hint: compile it first: hsx cc -c prog.mvasm\n',
    });
  });

  it('names the manifest that is wrong', async () => {
    box.write('wrong.json', '');
    expect((await box.hsx('ld --manifest wrong.json -o x.hxe prog.hxo')).err).toContain('wrong.json: not JSON');
    box.write('wrong.json', '{ "version": 2 }');
    expect((await box.hsx('ld --manifest wrong.json -o x.hxe prog.hxo')).err).toContain(
      'wrong.json: error: unsupported_version:2',
    );
  });

  it('takes no empty file for an image', async () => {
    box.write('empty.hxe', '');
    expect((await box.hsx('ld -o x.hxe prog.hxo empty.hxe')).err).toContain('empty.hxe: error: the file is empty');
  });

  it('passes a single image through, but does not change it', async () => {
    expect(await box.hsx('ld -o copy.hxe prog.hxe')).toMatchObject({ status: 0 });
    expect(readFileSync('copy.hxe')).toEqual(readFileSync('prog.hxe'));
    expect(await box.hsx('ld -o copy.hxe --heap=4K prog.hxe')).toMatchObject({ status: 1 });
  });
});

describe('hsx', () => {
  it('helps', async () => {
    for (const line of ['--help', 'help', 'run --help', 'cc --help', 'ld --help', 'help asm', 'objdump --help']) {
      const outcome = await box.hsx(line);
      expect({ line, status: outcome.status, err: outcome.err }).toEqual({ line, status: 0, err: '' });
    }
    expect((await box.hsx('--version')).out).toMatch(/^hsx \d+\.\d+\.\d+\n$/);
  });

  it('suggests', async () => {
    expect((await box.hsx('objdmp x')).err).toContain("did you mean 'hsx objdump'?");
    expect((await box.hsx('hello.c')).err).toContain('hsx run hello.c');
    expect((await box.hsx('nm --jsn x')).err).toContain('--json');
  });

  it.each(['nm', 'size', 'info', 'objdump -d', 'asm', 'llc', 'ld', 'cc', 'ar t'])(
    '%s on a missing or foreign file is one clear error',
    async (command) => {
      box.write('foreign.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0x1b, 0x5b, 0x41]));
      for (const file of ['missing.hxo', 'foreign.bin']) {
        const outcome = await box.hsx(`${command} ${file}`);
        expect({ file, status: outcome.status }).toEqual({ file, status: 1 });
        expect(outcome.err).toContain(file);
        expect(outcome.err).not.toMatch(/\n\s+at .*\.[jt]s|internal error/);
        expect(outcome.err).not.toContain('\u001b');
      }
    },
  );
});

describe('as GNU binutils have it', () => {
  beforeAll(async () => {
    box.write(
      'src/two.c',
      'int table[4] = { 1 };\nint twice(int a)\n{\n  return a + a;\n}\nint thrice(int a)\n{\n  return table[0] * twice(a);\n}\n',
    );
    box.write(
      'go.mvasm',
      '.entry go\n.export go\n.import thrice\ngo: CALL thrice\nSVC TASK_EXIT\n.type go, func\n.size go, . - go\n',
    );
    expect(await box.hsx('cc -g -O1 -fno-inline -nostdlib -o two.hxe src/two.c go.mvasm')).toMatchObject({
      status: 0,
      err: '',
    });
    expect(await box.hsx('cc -g -O1 -fno-inline -c -o two.hxo src/two.c')).toMatchObject({ status: 0, err: '' });
  });

  it('objdump -S shows the source above its instructions', async () => {
    const { out, err } = await box.hsx('objdump -S two.hxe');
    expect(err).toBe('');
    expect(out).toMatch(/<twice>:\n(?:; int twice\(int a\)\n.*\n)?; {3}return a \+ a;\n +[0-9a-f]+: /);
    expect((await box.hsx('objdump -S -l two.hxo')).out).toContain('; src/two.c:8\n;   return table[0] * twice(a);\n');
    // A source that is gone is named.
    box.write('src/two.c.kept', readFileSync('src/two.c', 'utf8'));
    rmSync('src/two.c');
    expect((await box.hsx('objdump -S two.hxe')).out).toContain('; src/two.c:4\n');
    box.write('src/two.c', readFileSync('src/two.c.kept', 'utf8'));
  });

  it('says what is lacking where an image has no symbols or lines', async () => {
    await box.hsx('cc -O1 -nostdlib -o bare.hxe src/two.c go.mvasm');
    expect((await box.hsx('nm bare.hxe')).err).toContain(
      'bare.hxe: no symbols; an image has some when it is linked with -g',
    );
    expect(await box.hsx('objdump -S bare.hxe')).toMatchObject({
      status: 0,
      err: 'hsx objdump: warning: bare.hxe: there are no source lines: they come with -g\n',
    });
  });

  it('objdump shows what is asked for only', async () => {
    const { out } = await box.hsx('objdump --disassemble=twice --no-show-raw-insn two.hxe');
    expect(out).toMatch(/<twice>:\n +[0-9a-f]+: {2}[A-Z]/);
    expect(out).not.toContain('<thrice>');
    expect(await box.hsx('objdump -d -j text.thrice two.hxo')).toMatchObject({
      out: expect.not.stringContaining('<twice>:'),
    });
    expect(await box.hsx('objdump --disassemble=twise two.hxe')).toMatchObject({
      status: 1,
      err: expect.stringContaining("did you mean 'twice'?"),
    });
    expect((await box.hsx('objdump -j none -d two.hxe')).err).toContain("there is no section 'none'");
    const withRelocations = (await box.hsx('objdump -dr two.hxo')).out;
    expect(withRelocations.match(/PCREL12W twice/g)).toHaveLength(1);
  });

  it('nm sorts and filters', async () => {
    const names = async (line: string) =>
      (await box.hsx(`nm ${line}`)).out.split('\n').flatMap((row) => row.split(' ').at(-1) || []);
    expect(await names('-n two.hxe')).toEqual((await names('-nr two.hxe')).reverse());
    const sized = (await box.hsx('nm --size-sort two.hxe')).out.split('\n').filter((row) => row !== '');
    const sizes = sized.map((row) => Number.parseInt(row, 16));
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sized.some((row) => row === '00000010 D table')).toBe(true);
    expect((await box.hsx('nm -A --defined-only go.hxo two.hxo')).status).toBe(1);
    expect(await names('--defined-only two.hxo')).toEqual(['table', 'thrice', 'twice']);
    expect((await box.hsx('nm -A two.hxo')).out).toContain('two.hxo:00000000 T twice\n');
  });

  it('size -A lists sections', async () => {
    const { out } = await box.hsx('size -A two.hxo');
    expect(out).toMatch(/^two\.hxo {2}:\nsection +size +addr\n[\s\S]*\ndata\.table +16 +0\n[\s\S]*Total +\d+\n/);
    expect((await box.hsx('size --format=sysv two.hxe')).out).toMatch(/\ndata +16 +\d+\n/);
  });

  it('ar says what it does, and takes objects only', async () => {
    expect(await box.hsx('ar rcv two.hxa two.hxo')).toMatchObject({ status: 0, out: 'a - two.hxo\n' });
    expect(await box.hsx('ar rv two.hxa two.hxo')).toMatchObject({ status: 0, out: 'r - two.hxo\n' });
    expect((await box.hsx('ar tv two.hxa')).out).toMatch(/^ +\d+ two\.hxo\n$/);
    expect((await box.hsx('ar p two.hxa two.hxo')).out).toBe(readFileSync('two.hxo', 'utf8'));
    expect((await box.hsx('ar r two.hxa src/two.c')).err).toContain('no HSX image, object or archive');
    expect((await box.hsx('ar r two.hxa two.hxe')).err).toContain('an archive holds objects, and this is an image');
    expect(await box.hsx('ar dv two.hxa two.hxo')).toMatchObject({ status: 0, out: 'd - two.hxo\n' });
  });

  it('a symbol file is no object', async () => {
    for (const name of ['two.sym', 'two.sources.json'])
      expect(await box.hsx(`info ${name}`)).toMatchObject({ status: 1, err: expect.stringContaining('no HSX image') });
  });
});
