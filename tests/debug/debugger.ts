/** A debugger's view of a linked program: single steps, the stack by `frames`, variables by `locals`. It uses nothing but the .sym file. */
import {
  evaluateExpression,
  type LocationExpression,
  type ObjectFile,
  readSym,
  renderDiagnostic,
  type SymFile,
  type SymFrame,
  type SymFunction,
  type SymLocal,
  type SymLocation,
  writeSym,
} from '@hsx/image';
import { BY_OPCODE, decode, HsxError, svcId } from '@hsx/isa';
import { link } from '@hsx/link';
import { MiniVM, REG_PC, REG_R0, REG_SP } from '@hsx/vm';
import { assembleText } from '../../packages/llc/src/testing/guest.js';

/** What the caller has: where it goes on, its sp, its R8..R12 and R14. */
export interface CallerState {
  pc: number;
  sp: number;
  kept: number[];
}

/** Registers that a callee keeps. */
export const KEPT = [8, 9, 10, 11, 12, 14] as const;
const REGISTERS = 16;
const EXIT_CALL = svcId(1, 0);
const WRITE_CALL = svcId(1, 1);
const LINK = 15;
/** Return addresses from here on end the program (isa.md §6). */
const EXIT = 0xffff_fff8;

const START = `.export _start
.type _start, func
_start: .cfi sp + 4
        PUSH R0
        .cfi sp + 8
        CALL main
        BRK 0
        .cfi end
.import main
`;

function last<T extends { start: number; end: number }>(rows: readonly T[], pc: number): T | undefined {
  return rows.find(({ start, end }) => start <= pc && pc < end);
}

/** One frame of the stack: where it is and what can be read there. */
export interface FrameView {
  /** The instruction that is looked up: the call that the frame is in, or where the machine stands. */
  pc: number;
  cfa: number;
  /** A register's value; undefined where a call may have changed it. */
  register(n: number): number | undefined;
}

export class Debugger {
  readonly sym: SymFile;
  readonly vm: MiniVM;
  private readonly rows = new Map<number, SymFrame | undefined>();
  private readonly functionRows = new Map<number, SymFunction | undefined>();
  private readonly lines: ReadonlyMap<number, number>;
  /** The word at each pc. */
  readonly words: ReadonlyMap<number, number>;

  /** Objects of which one has `main`, without a library. */
  static link(objects: readonly ObjectFile[], level: 'core' | 'ext'): Debugger {
    const start = assembleText(START, 'start.mvasm', 'core');
    const inputs = [start, ...objects].map((object) => ({ kind: 'object' as const, name: object.source, object }));
    const options = { appName: 'test', gcSections: true, stack: 16384, codeLimit: 1 << 20, dataLimit: 1 << 20 };
    const { image, sym, diagnostics } = link(inputs, { ...options, ...(level === 'core' ? { isa: level } : {}) });
    if (image === undefined || sym === undefined)
      throw new Error(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n'));
    return new Debugger(image, sym);
  }

  constructor(image: Uint8Array, sym: SymFile) {
    // As a debugger gets it: through the file.
    this.sym = readSym(writeSym(sym));
    this.words = new Map(this.sym.instructions.map(({ pc, word }) => [pc, word]));
    this.lines = new Map(this.sym.instructions.map(({ pc, line }) => [pc, line]));
    this.vm = new MiniVM({ version: 1, limits: { codeMax: 1 << 20, dataMax: 1 << 20 } });
    this.vm.setContext(this.vm.loadHxe(image));
  }

  get pc(): number {
    return this.vm.regGet(REG_PC);
  }

  get sp(): number {
    return this.vm.regGet(REG_SP);
  }

  register(n: number): number {
    return this.vm.regGet(REG_R0 + n);
  }

  word(address: number): number {
    return new DataView(Uint8Array.from(this.vm.memRead(address, 4)).buffer).getUint32(0, true);
  }

  mnemonic(pc: number): string {
    return BY_OPCODE[(this.words.get(pc) ?? 0) >>> 24]?.mnemonic ?? '';
  }

  /** One instruction; false once the program has stopped. System calls do nothing and succeed. */
  step(): boolean {
    const { reason, svcId: id } = this.vm.clock(1);
    if (reason !== 'svc' || id === EXIT_CALL) return reason === 'ok';
    // What is written is written whole.
    this.vm.regSet(REG_R0, id === WRITE_CALL ? this.register(1) : 0);
    return true;
  }

  /** Runs until pc is at one of the addresses; whether it got there. */
  runTo(addresses: ReadonlySet<number>, most = 1_000_000): boolean {
    for (let i = 0; i < most; i++) {
      if (!this.step()) return false;
      if (addresses.has(this.pc)) return true;
    }
    return false;
  }

  private row(pc: number): SymFrame | undefined {
    if (!this.rows.has(pc)) this.rows.set(pc, last(this.sym.frames ?? [], pc));
    return this.rows.get(pc);
  }

  /** The callers of where the machine is, innermost first. */
  walk(): CallerState[] {
    const callers: CallerState[] = [];
    const registers = Array.from({ length: REGISTERS }, (_, n) => this.register(n));
    let { pc, sp } = this;
    for (let depth = 0; depth < 1000; depth++) {
      // A call may be the last instruction of its function: the address in front of where it returns to is meant.
      const row = this.row(depth === 0 ? pc : pc - 1);
      if (row === undefined) throw new Error(`no frame row for pc ${pc.toString(16)}`);
      const cfa = (row.cfa === 'sp' ? sp : (registers[row.cfa] as number)) + row.cfa_offset;
      pc = this.word(cfa + row.return_offset);
      if (pc >= EXIT) return callers;
      for (const { register, offset } of row.saved) registers[register] = this.word(cfa + offset);
      sp = cfa;
      callers.push({ pc, sp, kept: KEPT.map((n) => registers[n] as number) });
    }
    throw new Error('the stack has no end');
  }

  /** The frame address where the machine is. */
  get cfa(): number {
    const row = this.row(this.pc);
    if (row === undefined) throw new Error(`no frame row for pc ${this.pc.toString(16)}`);
    return (row.cfa === 'sp' ? this.sp : this.register(row.cfa)) + row.cfa_offset;
  }

  /** Variables of a name in the function where the machine is, with the locations that hold now. */
  locals(name: string, fn: string): { local: SymLocal; locations: SymLocation[] }[] {
    const { pc } = this;
    return (this.sym.locals ?? [])
      .filter((local) => local.name === name && local.function === fn)
      .map((local) => ({ local, locations: local.locations.filter(({ start, end }) => start <= pc && pc < end) }));
  }

  /** The bytes of a variable where the machine is, low address first; undefined where something is not known. */
  read(locations: readonly SymLocation[], size: number): Uint8Array | undefined {
    const here = { pc: this.pc, cfa: this.cfa, register: (n: number) => this.register(n) };
    const { bytes, known } = this.readIn(here, locations, size);
    return known.every((flag) => flag === 1) ? bytes : undefined;
  }

  /** The bytes of a variable of a frame, and a 1 for each that is known. */
  readIn(view: FrameView, locations: readonly SymLocation[], size: number): { bytes: Uint8Array; known: Uint8Array } {
    const bytes = new Uint8Array(size);
    const known = new Uint8Array(size);
    for (const location of locations) {
      const { offset, size: length } = location.piece ?? { offset: 0, size };
      const content = this.content(view, location, length);
      if (content === undefined) continue;
      for (let i = 0; i < length && offset + i < size; i++) {
        bytes[offset + i] = content[i] as number;
        known[offset + i] = 1;
      }
    }
    return { bytes, known };
  }

  private content(view: FrameView, location: SymLocation, length: number): Uint8Array | undefined {
    const { kind, register = 0, offset = 0, value = 0, add, deref } = location;
    let memory: number | undefined;
    let word: bigint | undefined;
    if (kind === 'register') {
      const held = view.register(register);
      word = held === undefined ? undefined : BigInt(held);
    } else if (kind === 'expression') word = this.evaluate(view, location.expression ?? []);
    else if (kind === 'constant') word = BigInt(value);
    else if (kind === 'cfa') word = BigInt(view.cfa + offset);
    else memory = kind === 'frame' ? view.cfa + offset : value;
    if (memory !== undefined) {
      if (add === undefined && deref === undefined) return this.bytes(memory, length);
      word = BigInt(this.word(memory));
    }
    if (word === undefined) return undefined;
    if (deref !== undefined) return this.bytes(Number(BigInt.asUintN(32, word + BigInt(deref))), length);
    let rest = word + BigInt(add ?? 0);
    return Uint8Array.from({ length }, () => {
      const byte = Number(BigInt.asUintN(8, rest));
      rest >>= 8n;
      return byte;
    });
  }

  private evaluate(view: FrameView, expression: LocationExpression): bigint | undefined {
    let lost = false;
    const value = evaluateExpression(expression, {
      register: (n) => {
        const held = view.register(n);
        if (held === undefined) lost = true;
        return held ?? 0;
      },
      cfa: view.cfa,
      memory: (address, bytes) => this.bytes(address, bytes),
    });
    return lost ? undefined : value;
  }

  private bytes(address: number, length: number): Uint8Array | undefined {
    try {
      return Uint8Array.from(this.vm.memRead(address, length));
    } catch (error) {
      if (error instanceof HsxError) return undefined;
      throw error;
    }
  }

  /** The callers of a leaf routine in which the machine stands, innermost first. The routine itself has changed no register. */
  frameViews(): FrameView[] {
    const here = this.functionAt(this.pc)?.address;
    return this.walk().map(({ pc, sp, kept }, i) => {
      const call = pc - 4;
      // Only what the routine itself was called from has all its registers: a jump to it leaves those of a frame that is gone.
      const whole = i === 0 && this.calledAt(call) === here;
      const register = (n: number): number | undefined => {
        // The call itself has changed the link register.
        if (whole && n !== LINK) return this.register(n);
        const at = KEPT.indexOf(n as (typeof KEPT)[number]);
        return at < 0 ? undefined : kept[at];
      };
      const row = this.row(call);
      if (row === undefined) throw new Error(`no frame row for pc ${call.toString(16)}`);
      const base = row.cfa === 'sp' ? sp : (register(row.cfa) ?? 0);
      return { pc: call, cfa: base + row.cfa_offset, register };
    });
  }

  /** The target of a call instruction. */
  private calledAt(pc: number): number | undefined {
    const decoded = decode(this.words.get(pc) ?? 0);
    if (decoded?.insn.mnemonic === 'CALL') return pc + 4 * decoded.imm;
    return decoded?.insn.mnemonic === 'CALLA' ? decoded.imm : undefined;
  }

  functionAt(pc: number): SymFunction | undefined {
    if (!this.functionRows.has(pc))
      this.functionRows.set(
        pc,
        this.sym.symbols.functions.find(({ address, size }) => address <= pc && pc < address + size),
      );
    return this.functionRows.get(pc);
  }

  lineAt(pc: number): number {
    return this.lines.get(pc) ?? 0;
  }

  /** A variable as a signed number of up to 4 bytes; undefined where it is not known. */
  value(name: string, fn: string): number | undefined {
    const found = this.locals(name, fn).filter(({ locations }) => locations.length > 0);
    const [{ local, locations } = { local: undefined, locations: [] }] = found.sort(
      (a, b) => (b.local.depth ?? 0) - (a.local.depth ?? 0),
    );
    if (local === undefined) return undefined;
    const size = Math.min(4, this.sizeOf(local.type_id));
    const bytes = this.read(locations, size);
    if (bytes === undefined) return undefined;
    let number = 0;
    for (let i = size - 1; i >= 0; i--) number = (number << 8) | (bytes[i] as number);
    return size < 4 ? (number << (32 - 8 * size)) >> (32 - 8 * size) : number | 0;
  }

  sizeOf(type: number | undefined): number {
    for (let at = type, step = 0; at !== undefined && step < 20; step++) {
      const found = this.sym.types?.[at];
      if (found?.size !== undefined) return found.size;
      at = found?.of;
    }
    return 4;
  }

  /** Addresses where a line of a file begins. */
  addressesOf(line: number, file: string): Set<number> {
    const rows = this.sym.instructions;
    return new Set(
      rows
        .filter((row, i) => row.line === line && row.file.endsWith(file) && rows[i - 1]?.line !== line)
        .map(({ pc }) => pc),
    );
  }
}
