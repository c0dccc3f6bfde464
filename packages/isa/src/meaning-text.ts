/** A meaning as lines of text, for the reference. */
import { CONDITIONS } from './conditions.js';
import type { BinaryOperator, Expr, Flags, Meaning, Step } from './semantics.js';

const INFIX: Readonly<Partial<Record<BinaryOperator, string>>> = {
  add: '+',
  sub: '-',
  mul: '*',
  divs: '/s',
  rems: '%s',
  divu: '/u',
  remu: '%u',
  and: '&',
  or: '|',
  xor: '^',
  shl: '<<',
  shr: '>>u',
  sar: '>>s',
  eq: '==',
  ne: '!=',
  ltu: '<u',
  geu: '>=u',
};

function number(value: number): string {
  return Math.abs(value) < 256 ? String(value) : `0x${(value >>> 0).toString(16).toUpperCase()}`;
}

function flagList(flags: Flags): string {
  return (['z', 'n', 'c', 'v'] as const).map((name) => `${name.toUpperCase()} = ${expression(flags[name])}`).join(', ');
}

/** An expression; every nested operation is in parentheses, so no precedence has to be known. */
export function expression(expr: Expr, nested = false): string {
  switch (expr.kind) {
    case 'const':
      return number(expr.value);
    case 'operand':
      return expr.name === 'rs1' ? 'field(rs1)' : expr.name;
    case 'register':
      return expr.field;
    case 'machine':
    case 'local':
      return expr.name;
    case 'flag':
      return expr.name.toUpperCase();
    case 'binary': {
      const sign = INFIX[expr.op];
      if (sign === undefined) return `${expr.op}(${expression(expr.a)}, ${expression(expr.b)})`;
      const text = `${expression(expr.a, true)} ${sign} ${expression(expr.b, true)}`;
      return nested ? `(${text})` : text;
    }
    case 'unary':
      return expr.op === 'not' ? `~${expression(expr.a, true)}` : `${expr.op}(${expression(expr.a)})`;
    case 'select': {
      const parts = [expr.when, expr.then, expr.otherwise].map((part) => expression(part, true));
      const text = `${parts[0]} ? ${parts[1]} : ${parts[2]}`;
      return nested ? `(${text})` : text;
    }
    case 'holds': {
      const cc = expr.cc === 'operand' ? 'cc' : CONDITIONS[expr.cc];
      return expr.flags.rule === 'psw' ? `holds(${cc})` : `holds(${cc}; ${flagList(expr.flags)})`;
    }
    case 'load':
      return `mem${expr.bytes * 8}${expr.signed ? 's' : ''}[${expression(expr.address)}]`;
  }
}

function line(step: Step): string {
  switch (step.kind) {
    case 'let':
      return `let ${step.name} = ${expression(step.value)}`;
    case 'fault':
      return `fault ${step.fault} if ${expression(step.when)}`;
    case 'flags':
      return flagList(step.flags);
    case 'register':
      return `${step.register} = ${expression(step.value)}`;
    case 'store':
      return `mem${step.bytes * 8}[${expression(step.address)}] = ${expression(step.value)}`;
    case 'sp':
    case 'pc':
      return `${step.kind} = ${expression(step.value)}`;
    case 'stop': {
      const when = step.when.kind === 'const' ? '' : ` if ${expression(step.when)}`;
      return `stop ${step.reason} ${expression(step.code, true)}${when}`;
    }
  }
}

/** One line for each step. */
export function meaningLines(meaning: Meaning): string[] {
  return meaning.map(line);
}
