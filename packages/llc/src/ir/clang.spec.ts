import { selectClang } from '@hsx/cc';
import { describe, expect, it } from 'vitest';
import { readModule } from './read.js';

/** A bit of everything that C can say. */
const SOURCE = `
struct P { int x; short y; char z[3]; };
struct B { int a : 3; unsigned b : 7; long long c; };
union U { int i; float f; };
struct N { struct N *next; int v; };
extern struct N n2;
struct N n1 = {&n2, 5}, n2 = {&n1, 6};
static const char *names[] = {"a", "bc", "d\\xc3\\xa9"};
int table[64] = {1, 2, 3}, *mid = &table[7], tentative;
extern int weak_one __attribute__((weak));
_Thread_local int tls;
volatile int vol;
_Atomic int at;
double dbl = 3.14, inf = __builtin_inf();
_Float16 hf = 1.5;
int printf(const char *, ...);
int (*fp)(const char *, ...) = printf;
__attribute__((noinline)) static int sum(int n, ...) {
  __builtin_va_list ap; __builtin_va_start(ap, n); int s = 0; while (n--) s += __builtin_va_arg(ap, int); __builtin_va_end(ap); return s; }
struct P mk(int a) { struct P p = {a, (short)a, "ab"}; return p; }
int use(struct P p, struct B *b) { b->a = p.x; b->b++; b->c *= 3; return b->a + p.y; }
int sw(int x) { switch (x) { case 1: return 5; case 2: return 7; case 3: return 100; case 400: return 3; case -5: return 1; default: return x; } }
long long big(unsigned long long a, unsigned long long b, int s) { return (a * b) >> s | (a / (b | 1)); }
double fl(double a, float b, _Float16 c, int i) { return a * b + c - i + (unsigned)a; }
int gotos(int k) { static void *t[] = {&&a, &&b}; goto *t[k]; a: return 1; b: return k + 1; }
int vla(int n) { int a[n]; for (int i = 0; i < n; i++) a[i] = i; return a[n - 1]; }
int atom(int *p) { int e = 3; __atomic_compare_exchange_n(p, &e, 4, 0, 5, 5); __atomic_fetch_add(p, 1, 5); __sync_synchronize(); at++; return __atomic_load_n(p, 0); }
void text(int x) { int y; __asm__ volatile("add %0, %1, %1" : "=r"(y) : "r"(x) : "memory"); vol = y; }
__attribute__((constructor)) void ctor(void) { vol = 1; }
void also(void) __attribute__((alias("ctor")));
_Bool over(int a, int b, int *r) { return __builtin_add_overflow(a, b, r); }
_BitInt(33) bits(_BitInt(33) a) { return a * 3; }
int call(int (*f)(struct P, ...), int x) { return f(mk(x), 1, 2.0, "x") + sum(3, 1, 2, 3) + fp("%d", x) + names[x][0]; }
int main(int argc, char **argv) {
  union U u; u.f = argc; __builtin_memcpy(table, table + 4, 32); printf("%d %s\\n", u.i, argv[0]);
  if (__builtin_expect(argc > 3, 0)) __builtin_trap();
  int s = 0; for (int i = 0; i < argc; i++) for (int j = 0; j < i; j++) s += table[j] * i;
  return tls + s + (argc ? *mid : weak_one); }
`;

async function compile(options: readonly string[]): Promise<string> {
  const clang = selectClang(undefined, {});
  const { stdout, stderr, status } = await clang.run({
    args: [
      ...clang.baseArgs,
      '--target=riscv32-unknown-elf',
      '-march=rv32ima_zhinx',
      '-mabi=ilp32',
      '-S',
      '-emit-llvm',
      '-o',
      '-',
      ...options,
      '-x',
      'c',
      '-',
    ],
    cwd: '/',
    stdin: new TextEncoder().encode(SOURCE),
  });
  if (status !== 0) throw new Error(stderr);
  return new TextDecoder().decode(stdout);
}

describe('the bundled clang', () => {
  it.each([[['-O0']], [['-O2']], [['-O2', '-g']]])('%j: everything it emits is read and sound', async (options) => {
    const text = await compile(options);
    const { module, diagnostics } = readModule(text, 'a.ll');
    expect(diagnostics).toEqual([]);
    const main = module?.functions.find(({ name }) => name === 'main');
    expect(main?.blocks.length).toBeGreaterThan(2);
    expect(main?.subprogram !== undefined).toBe(options.includes('-g'));
    const words = module?.functions.flatMap((fn) =>
      fn.blocks.flatMap((block) => block.instructions.map(({ op }) => op)),
    );
    expect(words).toEqual(
      expect.arrayContaining(
        ['phi', 'switch', 'indirectbr', 'cmpxchg', 'call', 'store'].filter(
          (op) => op !== 'phi' || options[0] !== '-O0',
        ),
      ),
    );
    if (options.includes('-g')) expect(text).toContain('#dbg_value');
  });
});
