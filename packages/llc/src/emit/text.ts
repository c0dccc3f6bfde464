/** Prints finished machine functions as MVASM. */
import { BY_MNEMONIC, CONDITIONS, HsxError } from '@hsx/isa';
import { hasInstruction } from '../instruction-set.js';
import type { MachineFunction, MBlock, MInst, SourceLocation } from '../mir/machine.js';
import { blockLabel, symbolText } from './names.js';

/**
 * The whole text of a function: label, body with `.loc`, size, jump tables.
 * @param facts lines of debug data that follow the body; with them the rows of `.cfi` in it are ended
 */
export function functionText(fn: MachineFunction, facts?: readonly string[]): string[] {
  const lines: string[] = [`${symbolText(fn.name)}:`];
  const targets = new Set<MBlock>();
  const tables = new Map<string, readonly MBlock[]>();
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      for (const target of inst.targets ?? []) targets.add(target);
      if ((inst.op === 'JR' || inst.op === 'RET') && typeof inst.imm === 'object')
        tables.set(inst.imm.symbol, inst.targets ?? []);
    }
  const labels: (string | undefined)[] = [];
  const label = (block: MBlock): string => {
    let text = labels[block.id];
    if (text === undefined) {
      text = symbolText(blockLabel(fn.name, block.id));
      labels[block.id] = text;
    }
    return text;
  };
  let loc: SourceLocation | undefined;
  for (const block of fn.blocks) {
    if (block.addressLabel !== undefined) lines.push(`${symbolText(block.addressLabel)}:`);
    if (targets.has(block)) lines.push(`${label(block)}:`);
    for (const inst of block.insts) {
      const at = inst.loc;
      if (at !== undefined && (at.line !== loc?.line || at.column !== loc.column || at.file !== loc.file)) {
        lines.push(`  .loc ${at.file + 1} ${at.line} ${at.column}`);
        loc = at;
      }
      if (inst.before !== undefined) lines.push(...inst.before);
      if (inst.op === 'ASM') lines.push(...asmLines(inst));
      else lines.push(instructionLine(fn, inst, label));
    }
  }
  const name = symbolText(fn.name);
  const end = symbolText(`.L${fn.name}$end`);
  lines.push(`${end}:`, `  .size ${name}, ${end} - ${name}`);
  if (facts !== undefined) {
    lines.push('  .cfi end');
    // One by one: there may be more of them than a call takes arguments.
    for (const line of facts) lines.push(line);
  }
  if (tables.size > 0) {
    lines.push(`  .section ${symbolText(`rodata.${fn.name}.jt`)}`, '  .align 4');
    for (const [table, list] of tables)
      lines.push(`${symbolText(table)}:`, ...list.map((block) => `  .word ${label(block)}`));
  }
  return lines;
}

function immediateText(inst: MInst): string {
  const { imm } = inst;
  if (imm === undefined) return '0';
  if (typeof imm === 'number') return String(imm);
  const { symbol, addend } = imm;
  if (addend === 0) return symbolText(symbol);
  return `${symbolText(symbol)}${addend < 0 ? '' : '+'}${addend}`;
}

function address(base: string, inst: MInst): string {
  const { imm } = inst;
  if (imm === undefined || imm === 0) return `[${base}]`;
  const text = immediateText(inst);
  return `[${base}${text.startsWith('-') ? '' : '+'}${text}]`;
}

const REGISTERS: readonly string[] = Array.from({ length: 16 }, (_, reg) => `R${reg}`);

function registerText(reg: number | undefined): string {
  return REGISTERS[reg ?? -1] ?? `R${reg}`;
}

function instructionLine(fn: MachineFunction, inst: MInst, label: (block: MBlock) => string): string {
  const rd = registerText(inst.defs[0]);
  switch (inst.op) {
    case 'COPY':
      return `  MOV ${rd}, ${registerText(inst.uses[0])}`;
    case 'CONST':
      return `  ${constantText(fn, inst, rd)}`;
    case 'CALL':
      return typeof inst.imm === 'object' ? `  CALL ${immediateText(inst)}` : `  CALL R${inst.uses[0]}`;
  }
  const row = BY_MNEMONIC.get(inst.op);
  if (row === undefined) throw new HsxError('EINVAL', `internal: ${inst.op} cannot be emitted (in ${fn.name})`);
  const target = inst.targets?.[0];
  const uses = inst.tied ? inst.uses.slice(1) : inst.uses;
  const r = (i: number) => registerText(uses[i]);
  const cc = CONDITIONS[inst.cc ?? 0] as string;
  let operands: string;
  switch (row.form) {
    case 'none':
      operands = '';
      break;
    case 'rd':
      operands = rd;
      break;
    case 'rs1':
      operands = r(0);
      break;
    case 'rd,rs1':
      operands = `${rd}, ${r(0)}`;
      break;
    case 'rs1,rs2':
      operands = `${r(0)}, ${r(1)}`;
      break;
    case 'rd,rs1,rs2':
      operands = `${rd}, ${r(0)}, ${r(1)}`;
      break;
    case 'rd,simm12':
    case 'rd,simm20':
    case 'rd,imm32':
      operands = `${rd}, ${immediateText(inst)}`;
      break;
    case 'rs1,simm12':
      operands = `${r(0)}, ${immediateText(inst)}`;
      break;
    case 'rd,rs1,simm12':
    case 'rd,rs1,imm5':
      operands = `${rd}, ${r(0)}, ${immediateText(inst)}`;
      break;
    case 'rd,[rs1+simm12]':
      operands = `${rd}, ${address(r(0), inst)}`;
      break;
    case '[rs1+simm12],rs2':
      operands = `${address(r(0), inst)}, ${r(1)}`;
      break;
    case 'rd,[sp+uimm12]':
      operands = `${rd}, ${address('SP', inst)}`;
      break;
    case '[sp+uimm12],rs2':
      operands = `${address('SP', inst)}, ${r(0)}`;
      break;
    case 'simm12':
    case 'code8':
      operands = immediateText(inst);
      break;
    case 'target24':
      operands = target === undefined ? immediateText(inst) : label(target);
      break;
    case 'svc': {
      const id = typeof inst.imm === 'number' ? inst.imm : 0;
      operands = `${id >>> 8}, ${id & 0xff}`;
      break;
    }
    case 'rd,cc':
      operands = `${rd}, ${cc}`;
      break;
    case 'rd,rs1,cc':
      operands = `${rd}, ${r(0)}, ${cc}`;
      break;
    case 'cc,rs1,rs2,rel12':
      operands = `${cc}, ${r(0)}, ${r(1)}, ${target === undefined ? '' : label(target)}`;
      break;
    case 'cc,rs1,simm4,rel12':
      operands = `${cc}, ${r(0)}, ${immediateText(inst)}, ${target === undefined ? '' : label(target)}`;
      break;
    default:
      throw new HsxError('EINVAL', `internal: ${inst.op} is not printed in the form ${row.form}`);
  }
  return operands === '' ? `  ${inst.op}` : `  ${inst.op} ${operands}`;
}

/** The shortest load of a constant. */
function constantText(fn: MachineFunction, inst: MInst, rd: string): string {
  if (typeof inst.imm === 'object')
    return `${fn.level === 'ext' && !hasInstruction(fn, 'LDI20') ? 'LDI32' : 'LI'} ${rd}, ${immediateText(inst)}`;
  const value = (inst.imm ?? 0) | 0;
  if (value >= -2048 && value <= 2047) return `LDI ${rd}, ${value}`;
  if (hasInstruction(fn, 'LDI20') && value >= -524288 && value <= 524287) return `LDI20 ${rd}, ${value}`;
  return `LDI32 ${rd}, ${value}`;
}

/** Inline assembly with its operands: `$0` is the first; `$$` a dollar sign. */
function asmLines(inst: MInst): string[] {
  const operands = [...inst.defs, ...inst.uses].map((reg) => `R${reg}`);
  const text = (inst.asm ?? '').replace(/\$(\$|\d+|\{(\d+)(?::\w+)?\})/g, (whole, body: string, braced?: string) => {
    if (body === '$') return '$';
    return operands[Number(braced ?? body)] ?? whole;
  });
  return text.split('\n').map((line) => `  ${line.trim()}`);
}
