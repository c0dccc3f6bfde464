/**
 * C programs of any size, the same on every run: what embedded engineers write in the large. Structures, tables, state
 * machines, buffers, checksums, fixed-point and 64-bit arithmetic, calls among the functions of the file.
 */

/** A small generator of numbers (xorshift32); `seed` must not be 0. */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const HEAD = `typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
struct item {
  u32 key, count;
  int level;
  u16 flags, port;
  u8 name[24];
  struct item *next;
};
struct state {
  struct item items[16];
  u32 ring[64];
  u64 total;
  int mode, error;
  u8 buffer[256];
};
extern struct state *current_state(void);
extern void report(const char *what, u32 value);
extern volatile u32 device[32];
`;

const FIELDS = ['key', 'count', 'flags', 'port'];

/** Writes functions statement by statement. */
class Writer {
  lines = [];
  functions = 0;
  depth = 0;

  constructor(seed) {
    this.pick = numbers(seed);
  }

  line(text) {
    this.lines.push('  '.repeat(this.depth) + text);
  }

  oneOf(list) {
    return list[this.pick(list.length)];
  }

  /** Adds a function of about `statements` statements. */
  function(statements) {
    this.line(`u32 step${this.functions}(struct state *s, u8 *p, u32 n, int k)`);
    this.line('{');
    this.depth++;
    this.line(`u32 a = n * ${2 * this.pick(500) + 1}u, b = ${this.pick(4000)}u, c = (u32)k;`);
    this.line(`struct item *it = &s->items[n & 15];`);
    this.line(`u64 w = s->total;`);
    this.budget = statements;
    this.block(0);
    this.line('s->total = w + a;');
    this.line('return a ^ b ^ c;');
    this.depth--;
    this.line('}');
    this.line('');
    this.functions++;
  }

  /** Statements until the budget is used, or a few of them when nested. */
  block(nesting) {
    const most = nesting === 0 ? this.budget : 2 + this.pick(5);
    for (let i = 0; i < most && this.budget > 0; i++) this.statement(nesting);
  }

  braces(head, nesting, tail = '}') {
    this.line(`${head} {`);
    this.depth++;
    this.block(nesting + 1);
    this.depth--;
    this.line(tail);
  }

  statement(nesting) {
    this.budget--;
    const v = this.oneOf(['a', 'b', 'c']);
    const kind = this.pick(nesting < 3 ? 20 : 13);
    switch (kind) {
      case 0:
      case 1:
      case 2:
        return this.line(`${v} ${this.oneOf(['+=', '^=', '-=', '|='])} ${this.expression(2)};`);
      case 3:
      case 4:
        return this.line(`${v} = ${this.expression(3)};`);
      case 5:
        return this.line(`it->${this.oneOf(FIELDS)} ${this.oneOf(['=', '+='])} ${this.expression(1)};`);
      case 6:
        return this.line(`p[${this.expression(0)} & 63] = (u8)(${this.expression(1)});`);
      case 7:
        return this.line(`s->ring[${v} & 63] ${this.oneOf(['=', '^='])} ${this.expression(1)};`);
      case 8:
        return this.line(`w = w * ${this.pick(1000) + 3}u + ${this.expression(1)};`);
      case 9:
        return this.line(`device[${this.pick(32)}] = ${this.expression(1)};`);
      case 10:
        if (this.functions === 0) return this.line(`report("start", ${v});`);
        return this.line(`${v} += step${this.pick(this.functions)}(s, p, ${this.expression(1)}, (int)b);`);
      case 11:
        return this.line(`report("value ${this.pick(100)}", ${this.expression(1)});`);
      case 12:
        return this.line(`if (it->next) it = it->next;`);
      case 13:
      case 14:
        return this.braces(`if (${this.condition()})`, nesting);
      case 15:
        this.braces(`if (${this.condition()})`, nesting, '} else {');
        this.depth++;
        this.block(nesting + 1);
        this.depth--;
        return this.line('}');
      case 16:
        return this.braces(`for (u32 i = 0; i < ${this.oneOf(['n', '16', '64', 'it->count'])}; i++)`, nesting);
      case 17:
        return this.braces(`while ((${v} & ${this.pick(60) + 3}) && --n)`, nesting);
      case 18:
        return this.line(`for (u32 j = 0; j < 64; j++) ${v} = (${v} << 1 | ${v} >> 31) ^ p[j] ^ s->ring[j & 31];`);
      default:
        return this.switch(nesting);
    }
  }

  switch(nesting) {
    this.line(`switch (${this.oneOf(['s->mode', 'it->level', 'k & 15'])}) {`);
    for (let i = 0, n = 3 + this.pick(8); i < n; i++) {
      this.line(`case ${i}:`);
      this.depth++;
      this.statement(nesting + 1);
      if (this.pick(5) > 0) this.line('break;');
      this.depth--;
    }
    this.line('default:');
    this.depth++;
    this.line(`s->error = ${this.pick(100)};`);
    this.depth--;
    this.line('}');
  }

  condition() {
    const relation = this.oneOf(['<', '>', '==', '!=', '<=']);
    const both = `${this.expression(1)} ${relation} ${this.expression(0)}`;
    return this.pick(4) === 0 ? `${both} && s->mode != ${this.pick(9)}` : both;
  }

  expression(depth) {
    if (depth === 0 || this.pick(4) === 0)
      return this.oneOf([
        'a',
        'b',
        'c',
        'n',
        '(u32)k',
        `${this.pick(100)}u`,
        `${this.pick(2000000000)}u`,
        `it->${this.oneOf(FIELDS)}`,
        's->ring[a & 63]',
        'p[b & 63]',
        '(u32)(w >> 16)',
      ]);
    const left = this.expression(depth - 1);
    if (this.pick(6) === 0) return `(${left} ${this.oneOf(['<<', '>>'])} ${this.pick(31) + 1})`;
    if (this.pick(12) === 0) return `(${left} ${this.oneOf(['/', '%'])} ${this.pick(90) + 2}u)`;
    return `(${left} ${this.oneOf(['+', '-', '*', '&', '|', '^'])} ${this.expression(depth - 1)})`;
  }
}

/** A program of at least `lines` lines: mostly functions of some 10 to 60 lines, now and then one of some hundred. */
export function program(lines, seed = 1) {
  const writer = new Writer(seed);
  while (writer.lines.length < lines) writer.function(writer.pick(12) === 0 ? 120 : 6 + writer.pick(24));
  return `${HEAD}${writer.lines.join('\n')}\n`;
}

/** A program of `count` functions of a few lines each. */
export function smallFunctions(count, seed = 2) {
  const writer = new Writer(seed);
  for (let i = 0; i < count; i++) writer.function(2);
  return `${HEAD}${writer.lines.join('\n')}\n`;
}

/** One function of about `statements` statements, loops and branches among them. */
export function oneFunction(statements, seed = 3) {
  const writer = new Writer(seed);
  writer.function(statements);
  return `${HEAD}${writer.lines.join('\n')}\n`;
}

/** One function that is a switch of `cases` cases, dense values with gaps. */
export function bigSwitch(cases, seed = 4) {
  const writer = new Writer(seed);
  const { pick } = writer;
  const lines = ['u32 dispatch(struct state *s, u8 *p, u32 n, int k)', '{', '  u32 a = n, b = s->ring[0], c = (u32)k;'];
  lines.push('  struct item *it = &s->items[k & 15];', '  u64 w = s->total;', '  switch (n) {');
  for (let i = 0, value = 0; i < cases; i++, value += pick(40) === 0 ? 1 + pick(500) : 1) {
    lines.push(`  case ${value}:`);
    lines.push(`    a += ${writer.expression(2)};`, `    s->ring[${pick(64)}] = a ^ ${writer.expression(1)};`);
    if (pick(8) > 0) lines.push('    break;');
  }
  lines.push(
    '  default:',
    '    report("no such case", n);',
    '  }',
    '  it->key = b;',
    '  return a + c + (u32)w;',
    '}',
    '',
  );
  return `${HEAD}${lines.join('\n')}\n`;
}
