/** LIR as text, for `--trace lower`. */
import { CONDITIONS } from '@hsx/isa';
import type { LirFunction, LirValue } from './lir.js';

function operand(value: LirValue): string {
  switch (value.op) {
    case 'const':
      return String(value.imm);
    case 'sym':
      return `@${value.sym}${value.imm === 0 ? '' : `+${value.imm}`}`;
    case 'frame':
      return `frame(${value.frame}+${value.imm})`;
    case 'undef':
      return 'undef';
    default:
      return `%${value.id}`;
  }
}

function line(value: LirValue): string {
  const words: string[] = [value.op];
  if (value.mnemonic !== undefined) words.push(value.mnemonic);
  if (value.op === 'icmp' || value.op === 'icmpw' || value.op === 'fcmp') words.push(String(CONDITIONS[value.imm]));
  if (value.op === 'load' || value.op === 'store') words.push(`${value.width}${value.volatile ? ' volatile' : ''}`);
  if (value.call?.symbol !== undefined) words.push(`@${value.call.symbol}`);
  if (value.asm !== undefined) words.push(JSON.stringify(value.asm.template));
  const args = value.args.map((arg, i) => {
    const from = value.op === 'phi' ? value.blocks?.[i] : undefined;
    return from === undefined ? operand(arg) : `[${operand(arg)}, b${from.id}]`;
  });
  if (args.length > 0) words.push(args.join(', '));
  if (['arg', 'proj', 'trap'].includes(value.op)) words.push(String(value.imm));
  if ((value.op === 'load' || value.op === 'store') && value.imm !== 0) words.push(`+ ${value.imm}`);
  if (value.op !== 'phi' && value.blocks !== undefined && value.blocks.length > 0)
    words.push(`-> ${value.blocks.map((block) => `b${block.id}`).join(', ')}`);
  return `  %${value.id} = ${words.join(' ')}`;
}

/** The function, a line for each value. */
export function lirText(fn: LirFunction): string {
  const lines = [`lir ${fn.name} (${fn.level})`];
  for (const block of fn.blocks) {
    lines.push(`b${block.id}: ; ${block.name}`);
    for (const value of block.insts) lines.push(line(value));
  }
  return lines.join('\n');
}
