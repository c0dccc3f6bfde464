import { expect, it } from 'vitest';
import { compileModule } from '../compile.js';

/** The symbols that a module calls or refers to. */
function symbolsOf(ir: string): string {
  const { mvasm, diagnostics } = compileModule(ir, { path: 't.ll', level: 'ext', verify: true });
  expect(diagnostics).toEqual([]);
  return [...(mvasm ?? '').matchAll(/^ {2}\.(?:import|weak) (\S*(?:printf|scanf)\S*)$/gm)]
    .map(([, name]) => name)
    .join(' ');
}

/** A call with a constant format, as front-ends with opaque pointers write it. */
function callWith(text: string, name = 'printf', before = ''): string {
  return `
@.str = private unnamed_addr constant [${text.length + 1} x i8] c"${text.replaceAll('\n', '\\0A')}\\00", align 1
declare i32 @${name}(${before === '' ? '' : 'ptr, '}ptr, ...)
define void @f(ptr %p) {
  %r = call i32 (${before === '' ? '' : 'ptr, '}ptr, ...) @${name}(${before}ptr @.str, i32 1)
  ret void
}`;
}

it.each([
  '',
  'plain',
  '%d',
  '%5d %-5i %+u % o %#x %08X',
  '%*.*lld %hhd %hd %ld %jd %zu %td',
  '100%% %c %s %.3s %p\n',
  '%%f %%',
])('%j has an integer form of printf', (text) => {
  expect(symbolsOf(callWith(text))).toBe('__hsx_printf_int');
});

it.each(['%f', '%d %.2f', '%Lf', '%a', '%G', '%lc', '%ls', '%n', '%hhn', '%', '%5', '%y', '%d %', '%5.2lq', '%%%f'])(
  '%j needs the complete printf',
  (text) => {
    expect(symbolsOf(callWith(text))).toBe('printf');
  },
);

it.each(['', '%d%i', '%*d %5s', '%[^]%f]%d', '%[]%lf] %n', '%hhx%lld%zu%td%jd', '%c%p%%', '%[^\n]'])(
  '%j has an integer form of sscanf',
  (text) => {
    expect(symbolsOf(callWith(text, 'sscanf', 'ptr %p, '))).toBe('__hsx_sscanf_int');
  },
);

it.each(['%f', '%lg', '%[^]f', '%[abc', '%lc', '%ls', '%l[a]', '%', '%3', '%d%a'])(
  '%j needs the complete sscanf',
  (text) => {
    expect(symbolsOf(callWith(text, 'sscanf', 'ptr %p, '))).toBe('sscanf');
  },
);

it('knows where each function has its format', () => {
  const declared = { printf: 0, fprintf: 1, sprintf: 1, snprintf: 2, scanf: 0, fscanf: 1, sscanf: 1 };
  const lists = { vprintf: 0, vfprintf: 1, vsprintf: 1, vsnprintf: 2, vscanf: 0, vfscanf: 1, vsscanf: 1 };
  const argument = (i: number) => `ptr ${['@.str', '%p', '%p'][i]}`;
  for (const [name, index] of [...Object.entries(declared), ...Object.entries(lists)]) {
    const types = [...Array(index).fill('ptr'), 'ptr', ...(name in lists ? ['ptr'] : ['...'])].join(', ');
    const args = (at: number) =>
      [...Array(index + 1).keys()].map((i) => argument(i === at ? 0 : 1)).join(', ') +
      (name in lists ? ', ptr %p' : '');
    const ir = (at: number) => `
@.str = private constant [3 x i8] c"%d\\00"
declare i32 @${name}(${types})
define void @f(ptr %p) {
  %r = call i32 (${types}) @${name}(${args(at)})
  ret void
}`;
    expect(symbolsOf(ir(index)), name).toBe(`__hsx_${name}_int`);
    if (index > 0) expect(symbolsOf(ir(0)), name).toBe(name);
  }
});

const MODULE = (format: string, body: string, more = '') => `
@.str = private constant [3 x i8] c"%d\\00"
@.int = private constant [3 x i8] c"%x\\00"
@.float = private constant [3 x i8] c"%f\\00"
@changes = global [3 x i8] c"%d\\00"
@elsewhere = external constant [3 x i8]
@replaced = weak constant [3 x i8] c"%d\\00"
@open = private constant [2 x i8] c"%d"
declare i32 @printf(ptr, ...)
${more}
define void @f(i1 %c, ptr %p) {
${body}
  %r = call i32 (ptr, ...) @printf(ptr ${format}, i32 1)
  ret void
}`;

it('looks through choices between constants', () => {
  const select = (a: string, b: string) => MODULE('%s', `  %s = select i1 %c, ptr ${a}, ptr ${b}`);
  expect(symbolsOf(select('@.str', '@.int'))).toBe('__hsx_printf_int');
  expect(symbolsOf(select('@.str', '@.float'))).toBe('printf');
  expect(symbolsOf(select('@.str', '%p'))).toBe('printf');
  const phi = (a: string, b: string) =>
    MODULE(
      '%s',
      `  br i1 %c, label %one, label %two
one:
  br label %two
two:
  %s = phi ptr [ ${a}, %one ], [ ${b}, %0 ]`,
    );
  expect(symbolsOf(phi('@.str', '@.int'))).toBe('__hsx_printf_int');
  expect(symbolsOf(phi('@.float', '@.int'))).toBe('printf');
});

it('takes only what cannot change', () => {
  for (const format of ['@changes', '@elsewhere', '@replaced', '@open', '%p', 'getelementptr (i8, ptr @.str, i32 1)'])
    expect(symbolsOf(MODULE(format, '')), format).toBe('printf');
});

it('reads the form with typed pointers', () => {
  const ir = (last: number) => `
@.str = private unnamed_addr constant [3 x i8] c"%d\\00", align 1
declare i32 @printf(i8*, ...)
define void @f() {
  %r = call i32 (i8*, ...) @printf(i8* getelementptr inbounds ([3 x i8], [3 x i8]* @.str, i32 0, i32 ${last}), i32 1)
  ret void
}`;
  expect(symbolsOf(ir(0))).toBe('__hsx_printf_int');
  expect(symbolsOf(ir(1))).toBe('printf');
});

it("leaves a program's own printf alone, and gives it the other name too", () => {
  const own = (linkage: string) => `
@.str = private constant [3 x i8] c"%d\\00"
define ${linkage} i32 @printf(ptr %f, ...) {
  ret i32 0
}
define void @f() {
  %r = call i32 (ptr, ...) @printf(ptr @.str, i32 1)
  ret void
}`;
  const text = (linkage: string) => compileModule(own(linkage), { path: 't.ll', level: 'ext' }).mvasm ?? '';
  expect(text('')).toMatch(/\.export __hsx_printf_int\n {2}\.type __hsx_printf_int, func, variadic/);
  expect(text('')).toMatch(/^__hsx_printf_int:\nprintf:/m);
  expect(text('')).not.toContain('.import');
  expect(text('weak')).toContain('  .weak __hsx_printf_int');
  expect(text('internal')).not.toContain('__hsx_printf_int');
});

it('a weak declaration may be missing, and is called by its name', () => {
  expect(symbolsOf(MODULE('@.str', '').replace('declare i32 @printf', 'declare extern_weak i32 @printf'))).toBe(
    'printf',
  );
});

it('an address of printf is the complete one', () => {
  const ir = 'declare i32 @printf(ptr, ...)\n@table = global ptr @printf';
  expect(symbolsOf(ir)).toBe('printf');
});
