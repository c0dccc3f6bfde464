/** The whole back-end on input that is damaged or not supported: diagnostics, never an exception, never output that does not assemble. */
import { readdirSync, readFileSync } from 'node:fs';
import { assemble } from '@hsx/asm';
import { describe, expect, it } from 'vitest';
import { compileModule } from './compile.js';

const folder = new URL('ir/fixtures/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.ll'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

function check(text: string, level: 'core' | 'ext'): 'compiled' | 'refused' {
  const { mvasm, diagnostics } = compileModule(text, { path: 'fuzz.ll', level, verify: true });
  if (mvasm === undefined) {
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { message } of diagnostics) expect(message).not.toBe('');
    return 'refused';
  }
  // Inline assembly is the user's own text; everything else must assemble.
  if (!text.includes(' asm ')) expect(assemble(mvasm, { path: 'fuzz.mvasm', isa: level }).diagnostics).toEqual([]);
  return 'compiled';
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('compileModule', () => {
  for (const { name, text } of fixtures) {
    it(`compiles or refuses ${name}`, () => {
      for (const level of ['core', 'ext'] as const) check(text, level);
    });
  }

  it('survives damaged IR', () => {
    const next = random(20261120);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const seen = { compiled: 0, refused: 0 };
    for (const { text } of fixtures) {
      const words = text.split(/(\s+|[,()])/);
      for (let round = 0; round < 12; round++) {
        const damaged = [...words];
        for (let edit = 0; edit < 1 + round / 4; edit++) {
          const at = Math.floor(next() * damaged.length);
          damaged[at] = next() < 0.3 ? '' : pick(words);
        }
        seen[check(damaged.join(''), next() < 0.5 ? 'core' : 'ext')]++;
      }
    }
    expect(seen.refused).toBeGreaterThan(0);
  });

  it('names construct, function and source line of what it does not compile', () => {
    const { diagnostics } = compileModule(
      `define void @f(ptr %p) {
  %v = load <vscale x 4 x i32>, ptr %p
  ret void
}
define fp128 @g(fp128 %a) !dbg !4 {
  %r = fadd fp128 %a, %a, !dbg !7
  ret fp128 %r
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "quad.c", directory: "/src")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = distinct !DISubprogram(name: "g", scope: !1, file: !1, line: 5, unit: !0)
!7 = !DILocation(line: 6, column: 12, scope: !4)
`,
      { path: 'x.ll', level: 'ext' },
    );
    expect(diagnostics.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "x.ll: unsupported scalable vector type <vscale x 4 x i32> in function 'f'",
      "/src/quad.c: unsupported value of type fp128 in function 'g'",
    ]);
  });

  it('names no line of IR that a front-end made', () => {
    const text = 'define void @f(ptr %p) {\n  %v = load <vscale x 4 x i32>, ptr %p\n  ret void\n}\n';
    const places = (options: { fromSource?: boolean }) =>
      compileModule(text, { path: 'f.c', level: 'ext', ...options }).diagnostics.map(({ file, line }) => [file, line]);
    expect(places({})).toEqual([['f.c', 2]]);
    expect(places({ fromSource: true })).toEqual([['f.c', 0]]);
  });

  it('leaves code of different lines apart where nothing is to be optimised', () => {
    const calls = (attributes: string) => {
      const text = `declare void @tick()
define void @f(i32 %a) ${attributes} {
  switch i32 %a, label %none [ i32 1, label %one
                               i32 2, label %two ]
one:
  call void @tick()
  br label %none
two:
  call void @tick()
  br label %none
none:
  ret void
}`;
      const { mvasm = '' } = compileModule(text, { path: 'x.ll', level: 'ext', verify: true });
      return mvasm.match(/CALL +tick/g)?.length;
    };
    expect(calls('')).toBe(1);
    expect(calls('noinline optnone')).toBe(2);
  });

  it('refuses objects larger than any memory without allocating them', () => {
    const { diagnostics } = compileModule(
      '@a = global [4611686018427387904 x i8] zeroinitializer\ndefine void @f() {\n  %p = alloca [1099511627776 x i32]\n  ret void\n}\n',
      { path: 'x.ll', level: 'ext' },
    );
    expect(diagnostics.map(({ message }) => message).join('\n')).toMatch(/bytes/);
  });
});
