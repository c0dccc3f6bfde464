/**
 * The text form of machine functions, for traces and tests:
 *
 * ```
 * function max ext
 * block 0 entry freq 1:
 *   v16 = COPY R0
 *   BRCC LT v16, v17 -> 1, 2
 * block 1 a freq 0.5 after 0:
 *   v19 = PHI v16 from 0, v18 from 2
 *   R0 = COPY v19
 *   CALL @puts uses R0 defs R0 clobbers R1 R2
 *   RET R0
 * ```
 *
 * Beside operands an instruction may carry `imm N`, `imm @symbol+N`, `cc XX`, `frame N|incoming|outgoing`, `tied`,
 * `early N`, `volatile`, `clobbers R…` and `asm "…"`.
 */
import { CONDITIONS, conditionCode, HsxError } from '@hsx/isa';
import {
  type FrameRef,
  isPhysical,
  type MachineFunction,
  type MBlock,
  type MInst,
  machineBlock,
  machineInst,
  type Reg,
  type SymbolRef,
} from './machine.js';

export function registerText(reg: Reg): string {
  return isPhysical(reg) ? `R${reg}` : `v${reg}`;
}

function immediateText(imm: number | SymbolRef): string {
  if (typeof imm === 'number') return String(imm);
  return `@${JSON.stringify(imm.symbol)}${imm.addend < 0 ? '' : '+'}${imm.addend}`;
}

/** One instruction. */
export function instructionText(inst: MInst): string {
  const parts: string[] = [];
  if (inst.defs.length > 0) parts.push(inst.defs.map(registerText).join(', '), '=');
  parts.push(inst.op);
  if (inst.cc !== undefined) parts.push(`cc ${CONDITIONS[inst.cc] ?? inst.cc}`);
  if (inst.op === 'PHI')
    parts.push(inst.uses.map((use, i) => `${registerText(use)} from ${inst.targets?.[i]?.id ?? '?'}`).join(', '));
  else if (inst.uses.length > 0) parts.push(inst.uses.map(registerText).join(', '));
  if (inst.imm !== undefined) parts.push(`imm ${immediateText(inst.imm)}`);
  if (inst.frame !== undefined) parts.push(`frame ${inst.frame}`);
  if (inst.tied) parts.push('tied');
  if (inst.early !== undefined) parts.push(`early ${inst.early}`);
  if (inst.volatile) parts.push('volatile');
  if (inst.clobbers !== undefined && inst.clobbers.length > 0)
    parts.push(`clobbers ${inst.clobbers.map(registerText).join(' ')}`);
  if (inst.asm !== undefined) parts.push(`asm ${JSON.stringify(inst.asm)}`);
  if (inst.op !== 'PHI' && inst.targets !== undefined) parts.push(`-> ${inst.targets.map(({ id }) => id).join(', ')}`);
  return parts.join(' ');
}

/** A whole function. */
export function machineText(fn: MachineFunction): string {
  const lines = [
    `function ${JSON.stringify(fn.name)} ${fn.level}${fn.hasCalls ? ' calls' : ''}${fn.returnsTwice ? ' twice' : ''}`,
  ];
  const { frame } = fn;
  frame.objects.forEach((object, i) => {
    lines.push(
      `object ${i} size ${object.size} align ${object.align} ${JSON.stringify(object.name)}${object.spill ? ' spill' : ''}`,
    );
  });
  if (frame.hasOutgoing) lines.push(`outgoing ${frame.outgoingBytes}`);
  if (frame.dynamic) lines.push('dynamic');
  if (frame.framePointer) lines.push('framepointer');
  for (const block of fn.blocks) {
    const after = block.preds.length > 0 ? ` after ${block.preds.map(({ id }) => id).join(', ')}` : '';
    const label = block.addressLabel === undefined ? '' : ` label ${JSON.stringify(block.addressLabel)}`;
    lines.push(`block ${block.id} ${JSON.stringify(block.name)} freq ${block.frequency}${label}${after}:`);
    for (const inst of block.insts) lines.push(`  ${instructionText(inst)}`);
  }
  return lines.join('\n');
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|->|[A-Za-z_.$][\w.$]*|-?\d+(?:\.\d+)?(?:e-?\d+)?|[@=,:+])/y;

function tokens(line: string): string[] {
  const list: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const match = TOKEN.exec(line);
    if (match === null) throw new HsxError('EINVAL', `machine text: cannot read '${line}'`);
    list.push(match[1] as string);
  }
  return list;
}

function unquote(token: string): string {
  return token.startsWith('"') ? (JSON.parse(token) as string) : token;
}

class LineReader {
  private at = 0;
  constructor(
    private readonly list: readonly string[],
    private readonly line: string,
  ) {}
  peek(ahead = 0): string | undefined {
    return this.list[this.at + ahead];
  }
  next(): string {
    const token = this.list[this.at++];
    if (token === undefined) throw this.error('ends too early');
    return token;
  }
  accept(token: string): boolean {
    if (this.list[this.at] !== token) return false;
    this.at++;
    return true;
  }
  number(): number {
    const token = this.next();
    const value = Number(token);
    if (!Number.isFinite(value)) throw this.error(`'${token}' is no number`);
    return value;
  }
  register(): Reg {
    const token = this.next();
    if (!/^[Rv]\d+$/.test(token)) throw this.error(`'${token}' is no register`);
    return Number(token.slice(1));
  }
  isRegister(): boolean {
    return /^[Rv]\d+$/.test(this.peek() ?? '');
  }
  registers(): Reg[] {
    const list: Reg[] = [];
    while (this.isRegister()) {
      list.push(this.register());
      this.accept(',');
    }
    return list;
  }
  error(what: string): HsxError {
    return new HsxError('EINVAL', `machine text: ${what} in '${this.line.trim()}'`);
  }
}

/**
 * Reads the form that `machineText` prints. Successors follow from terminators; `after` gives the order of predecessors.
 * @throws HsxError EINVAL for anything malformed.
 */
export function parseMachineText(text: string): MachineFunction {
  const fn: MachineFunction = {
    name: 'f',
    level: 'ext',
    blocks: [],
    nextVirtual: 16,
    frame: { objects: [], outgoingBytes: 0, hasOutgoing: false, dynamic: false, framePointer: false },
    hasCalls: false,
    returnsTwice: false,
  };
  const byId = new Map<number, MBlock>();
  const blockOf = (id: number): MBlock => {
    let block = byId.get(id);
    if (block === undefined) {
      block = machineBlock(id, `b${id}`, 1);
      byId.set(id, block);
    }
    return block;
  };
  let current: MBlock | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\s*;.*$/, '');
    if (line.trim() === '') continue;
    const reader = new LineReader(tokens(line), line);
    switch (reader.peek()) {
      case 'function':
        reader.next();
        fn.name = unquote(reader.next());
        fn.level = reader.next() === 'core' ? 'core' : 'ext';
        fn.hasCalls = reader.accept('calls');
        fn.returnsTwice = reader.accept('twice');
        continue;
      case 'object': {
        reader.next();
        reader.number();
        reader.next();
        const size = reader.number();
        reader.next();
        fn.frame.objects.push({ size, align: reader.number(), name: unquote(reader.peek() ?? 'x') });
        continue;
      }
      case 'outgoing':
        reader.next();
        fn.frame.hasOutgoing = true;
        fn.frame.outgoingBytes = reader.number();
        continue;
      case 'dynamic':
        fn.frame.dynamic = true;
        continue;
      case 'framepointer':
        fn.frame.framePointer = true;
        continue;
      case 'block': {
        reader.next();
        current = blockOf(reader.number());
        fn.blocks.push(current);
        if (reader.peek() !== 'freq') current.name = unquote(reader.next());
        if (reader.accept('freq')) current.frequency = reader.number();
        if (reader.accept('label')) current.addressLabel = unquote(reader.next());
        if (reader.accept('after'))
          while (reader.peek() !== ':') {
            current.preds.push(blockOf(reader.number()));
            reader.accept(',');
          }
        continue;
      }
    }
    if (current === undefined) throw reader.error('an instruction outside a block');
    const inst = readInstruction(reader, blockOf);
    for (const reg of [...inst.defs, ...inst.uses]) fn.nextVirtual = Math.max(fn.nextVirtual, reg + 1);
    current.insts.push(inst);
  }
  for (const block of fn.blocks) {
    const targets = block.insts.at(-1)?.targets ?? [];
    block.succs = [...new Set(targets)];
    for (const succ of block.succs) if (!succ.preds.includes(block)) succ.preds.push(block);
  }
  return fn;
}

function readInstruction(reader: LineReader, blockOf: (id: number) => MBlock): MInst {
  const inst: MInst = machineInst('', [], []);
  if (reader.isRegister()) {
    inst.defs = reader.registers();
    if (!reader.accept('=')) throw reader.error("'=' is missing");
  }
  inst.op = reader.next();
  if (inst.op === 'PHI') {
    inst.targets = [];
    while (reader.isRegister()) {
      inst.uses.push(reader.register());
      reader.accept('from');
      inst.targets.push(blockOf(reader.number()));
      reader.accept(',');
    }
    return inst;
  }
  while (reader.peek() !== undefined) {
    if (reader.isRegister()) {
      inst.uses.push(...reader.registers());
      continue;
    }
    const word = reader.next();
    switch (word) {
      case 'cc': {
        const cc = conditionCode(reader.next());
        if (cc === undefined) throw reader.error('no such condition');
        inst.cc = cc;
        break;
      }
      case 'imm':
        inst.imm = reader.accept('@') ? readSymbol(reader) : reader.number();
        break;
      case 'frame': {
        const frame = reader.next();
        inst.frame = (/^\d+$/.test(frame) ? Number(frame) : frame) as FrameRef;
        break;
      }
      case 'tied':
        inst.tied = true;
        break;
      case 'volatile':
        inst.volatile = true;
        break;
      case 'early':
        inst.early = reader.number();
        break;
      case 'clobbers':
        inst.clobbers = reader.registers();
        break;
      case 'asm':
        inst.asm = unquote(reader.next());
        break;
      case '->':
        inst.targets = [];
        while (reader.peek() !== undefined) {
          inst.targets.push(blockOf(reader.number()));
          reader.accept(',');
        }
        break;
      default:
        throw reader.error(`'${word}' is not understood`);
    }
  }
  return inst;
}

function readSymbol(reader: LineReader): SymbolRef {
  const symbol = unquote(reader.next());
  reader.accept('+');
  return { symbol, addend: reader.peek() !== undefined && /^-?\d/.test(reader.peek() ?? '') ? reader.number() : 0 };
}
