/**
 * The interpreter: one function that runs a task's instructions, written from isa.md by hand and the definition of the machine.
 * It is one long `switch` with literal opcodes on purpose: V8 turns exactly that into a jump table and keeps the state in
 * machine registers. `as number` follows typed-array reads whose index is in range by construction. `case` comments name
 * the instruction; a test walks the instruction table and fails when an opcode is missing here.
 */
import { ERROR_CODES, PSW_FLAGS, SVC } from '@hsx/isa';
import type { Task } from '../task.js';
import { CALL_RETURN_WORD, type Engine, EXIT_WORD, STOP_BREAK, STOP_FAULT, STOP_OK, STOP_SVC } from './engine.js';
import { ADD, compareMeets, conditionInFlags, EXPLICIT, flagsOf, MUL, SUB } from './lazy-flags.js';
import { seldomValue } from './seldom.js';

const { STACK_UNDERFLOW, STACK_OVERFLOW, MEM_FAULT, DIV_ZERO, ALIGN, ILLEGAL, PC_RANGE } = ERROR_CODES;

export class Interpreter implements Engine {
  readonly name = 'interpreter';
  retired = 0;
  detail = 0;
  lastPc = -1;

  run(task: Task, budget: number): number {
    if (budget <= 0) {
      this.retired = 0;
      return STOP_OK;
    }
    // The last instruction of the budget runs by itself: so its address is known, and none of the others pays for a note.
    if (budget > 1) {
      const stop = this.execute(task, budget - 1);
      if (stop !== STOP_OK) {
        // SVC and BRK are one word long, a fault leaves pc, and RET to an exit address has made its own note.
        if (stop === STOP_FAULT) this.lastPc = task.pc;
        else if (task.pc >= 0) this.lastPc = task.pc - 4;
        return stop;
      }
    }
    const pc = task.pc;
    const stop = this.execute(task, 1);
    this.lastPc = pc;
    this.retired += budget - 1;
    return stop;
  }

  /** Runs up to `budget` instructions, at least 1. */
  private execute(task: Task, budget: number): number {
    const insns = task.code.insns;
    const count = insns.length - 1;
    const codeLength = task.code.length;
    const R = task.regs;
    const m8 = task.data.u8;
    const m16 = task.data.u16;
    const m32 = task.data.i32;
    // Spaces have at most 24 bits, so a signed comparison with these finds every 32-bit address that lies outside.
    const readable = task.layout.readBase;
    const writable = task.layout.writeBase;
    const end = task.layout.stackLimit;
    const stackBase = task.layout.stackBase;

    const psw = task.psw;
    const latches = psw & ~PSW_FLAGS;
    let fr = (psw & 1) !== 0 ? 0 : (psw & 4) !== 0 ? -1 : 1;
    let kind = EXPLICIT;
    let fa = psw & 14;
    let fb = 0;

    let sp = task.sp;
    let left = budget;
    let stop = STOP_OK;
    let detail = 0;
    let target = 0;
    // A fetch from outside faults like one from the word after the code, which `insns` ends with.
    const fetchable = (task.pc & 3) === 0 && task.pc >>> 0 < codeLength;
    let i = fetchable ? task.pc >>> 2 : count;
    // Where pc is when it is no index: it was outside before, or became an exit address.
    let outside = fetchable ? 0 : task.pc;

    run: while (left > 0) {
      const w = insns[i] as number;
      left--;
      switch (w >>> 24) {
        case 0x01: // LDI
          R[(w >>> 20) & 15] = (w << 20) >> 20;
          i++;
          continue;
        case 0x02: {
          // LD
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if ((a & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a < readable || a > end - 4) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = m32[a >> 2] as number;
          i++;
          continue;
        }
        case 0x03: {
          // ST
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if ((a & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a < writable || a > end - 4) {
            detail = MEM_FAULT;
            break run;
          }
          m32[a >> 2] = R[(w >>> 12) & 15] as number;
          i++;
          continue;
        }
        case 0x04: // MOV
          R[(w >>> 20) & 15] = R[(w >>> 16) & 15] as number;
          i++;
          continue;
        case 0x06: {
          // LDB
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if (a < readable || a >= end) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = m8[a] as number;
          i++;
          continue;
        }
        case 0x07: {
          // LDH
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if ((a & 1) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a < readable || a > end - 2) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = m16[a >> 1] as number;
          i++;
          continue;
        }
        case 0x08: {
          // STB
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if (a < writable || a >= end) {
            detail = MEM_FAULT;
            break run;
          }
          m8[a] = R[(w >>> 12) & 15] as number;
          i++;
          continue;
        }
        case 0x09: {
          // STH
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if ((a & 1) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a < writable || a > end - 2) {
            detail = MEM_FAULT;
            break run;
          }
          m16[a >> 1] = R[(w >>> 12) & 15] as number;
          i++;
          continue;
        }
        case 0x0a: {
          // LDBS
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if (a < readable || a >= end) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = ((m8[a] as number) << 24) >> 24;
          i++;
          continue;
        }
        case 0x0b: {
          // LDHS
          const a = ((R[(w >>> 16) & 15] as number) + ((w << 20) >> 20)) | 0;
          if ((a & 1) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a < readable || a > end - 2) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = ((m16[a >> 1] as number) << 16) >> 16;
          i++;
          continue;
        }
        case 0x0c: {
          // LDSP: sp is aligned and never below the stack, so an address in range needs no other check.
          const a = sp + (w & 0xfff);
          if ((a & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a > end - 4) {
            detail = MEM_FAULT;
            break run;
          }
          R[(w >>> 20) & 15] = m32[a >> 2] as number;
          i++;
          continue;
        }
        case 0x0d: {
          // STSP
          const a = sp + (w & 0xfff);
          if ((a & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (a > end - 4) {
            detail = MEM_FAULT;
            break run;
          }
          m32[a >> 2] = R[(w >>> 12) & 15] as number;
          i++;
          continue;
        }
        case 0x0e: // LDI20
          R[(w >>> 20) & 15] = (w << 12) >> 12;
          i++;
          continue;
        case 0x10: // ADD
          fa = R[(w >>> 16) & 15] as number;
          fr = (fa + (R[(w >>> 12) & 15] as number)) | 0;
          kind = ADD;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x11: // SUB
          fa = R[(w >>> 16) & 15] as number;
          fr = (fa - (R[(w >>> 12) & 15] as number)) | 0;
          kind = SUB;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x12: // MUL
          fa = R[(w >>> 16) & 15] as number;
          fb = R[(w >>> 12) & 15] as number;
          fr = Math.imul(fa, fb);
          kind = MUL;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x13: {
          // DIV
          const b = R[(w >>> 12) & 15] as number;
          if (b === 0) {
            detail = DIV_ZERO;
            break run;
          }
          fr = ((R[(w >>> 16) & 15] as number) / b) | 0;
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x14: // AND
          fr = (R[(w >>> 16) & 15] as number) & (R[(w >>> 12) & 15] as number);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x15: // OR
          fr = (R[(w >>> 16) & 15] as number) | (R[(w >>> 12) & 15] as number);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x16: // XOR
          fr = (R[(w >>> 16) & 15] as number) ^ (R[(w >>> 12) & 15] as number);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x17: // NOT
          fr = ~(R[(w >>> 16) & 15] as number);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x18: // ADDI
          fa = R[(w >>> 16) & 15] as number;
          fr = (fa + ((w << 20) >> 20)) | 0;
          kind = ADD;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x19: // ANDI
          fr = (R[(w >>> 16) & 15] as number) & ((w << 20) >> 20);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x1a: // ORI
          fr = (R[(w >>> 16) & 15] as number) | ((w << 20) >> 20);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x1b: // XORI
          fr = (R[(w >>> 16) & 15] as number) ^ ((w << 20) >> 20);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x1c: {
          // DIVU
          const b = R[(w >>> 12) & 15] as number;
          if (b === 0) {
            detail = DIV_ZERO;
            break run;
          }
          fr = (((R[(w >>> 16) & 15] as number) >>> 0) / (b >>> 0)) | 0;
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x1d: {
          // REM
          const b = R[(w >>> 12) & 15] as number;
          if (b === 0) {
            detail = DIV_ZERO;
            break run;
          }
          fr = ((R[(w >>> 16) & 15] as number) % b) | 0;
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x1e: {
          // REMU
          const b = R[(w >>> 12) & 15] as number;
          if (b === 0) {
            detail = DIV_ZERO;
            break run;
          }
          fr = (((R[(w >>> 16) & 15] as number) >>> 0) % (b >>> 0)) | 0;
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x1f: // MULHU
          fr = seldomValue(0x1f, R[(w >>> 16) & 15] as number, R[(w >>> 12) & 15] as number, 0);
          fa = 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        case 0x20: // CMP
          fa = R[(w >>> 16) & 15] as number;
          fr = (fa - (R[(w >>> 12) & 15] as number)) | 0;
          kind = SUB;
          i++;
          continue;
        case 0x21: // JMP
          target = w & 0xffffff;
          break;
        case 0x22: // JZ
          if (fr !== 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x23: // JNZ
          if (fr === 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x24: {
          // CALL
          const base = (w >>> 16) & 15;
          target = ((base === 0 ? i << 2 : (R[base] as number)) + ((w << 20) >> 18)) | 0;
          if ((target & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (target >>> 0 >= codeLength) {
            detail = PC_RANGE;
            break run;
          }
          if (sp - 4 < stackBase) {
            detail = STACK_OVERFLOW;
            break run;
          }
          sp -= 4;
          m32[sp >> 2] = R[15] = (i + 1) << 2;
          i = target >> 2;
          continue;
        }
        case 0x25: {
          // RET
          if (sp === end) {
            detail = STACK_UNDERFLOW;
            break run;
          }
          target = m32[sp >> 2] as number;
          if (target === EXIT_WORD || target === CALL_RETURN_WORD) {
            sp += 4;
            this.lastPc = i << 2;
            outside = target;
            i = count;
            detail = target === EXIT_WORD ? SVC.TASK_EXIT : SVC.COMMAND_RETURN;
            stop = STOP_SVC;
            break run;
          }
          if ((target & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (target >>> 0 >= codeLength) {
            detail = PC_RANGE;
            break run;
          }
          sp += 4;
          i = target >> 2;
          continue;
        }
        case 0x26: // CMPI
          fa = R[(w >>> 16) & 15] as number;
          fr = (fa - ((w << 20) >> 20)) | 0;
          kind = SUB;
          i++;
          continue;
        case 0x27: // JLO
          if (kind === SUB ? fa >>> 0 >= (fa - fr) >>> 0 : !conditionInFlags(3, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x28: // JHS
          if (kind === SUB ? fa >>> 0 < (fa - fr) >>> 0 : !conditionInFlags(2, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x29: // JLT
          if (kind === SUB ? fa >= ((fa - fr) | 0) : !conditionInFlags(11, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2a: // JGE
          if (kind === SUB ? fa < ((fa - fr) | 0) : !conditionInFlags(10, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2b: // JGT
          if (kind === SUB ? fa <= ((fa - fr) | 0) : !conditionInFlags(12, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2c: // JLE
          if (kind === SUB ? fa > ((fa - fr) | 0) : !conditionInFlags(13, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2d: // JHI
          if (kind === SUB ? fa >>> 0 <= (fa - fr) >>> 0 : !conditionInFlags(8, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2e: // JLS
          if (kind === SUB ? fa >>> 0 > (fa - fr) >>> 0 : !conditionInFlags(9, flagsOf(fr, kind, fa, fb))) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x2f: // JR
          target = R[(w >>> 16) & 15] as number;
          break;
        case 0x30: // SVC
          i++;
          detail = w & 0xfff;
          stop = STOP_SVC;
          break run;
        case 0x31: // LSL
        case 0x36: {
          // LSLI
          const a = R[(w >>> 16) & 15] as number;
          const amount = (w >>> 24 === 0x36 ? w : (R[(w >>> 12) & 15] as number)) & 31;
          fa = amount !== 0 ? ((a >>> (32 - amount)) & 1) << 1 : flagsOf(fr, kind, fa, fb) & 2;
          fr = a << amount;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x32: // LSR
        case 0x37: {
          // LSRI
          const a = R[(w >>> 16) & 15] as number;
          const amount = (w >>> 24 === 0x37 ? w : (R[(w >>> 12) & 15] as number)) & 31;
          fa = amount !== 0 ? ((a >>> (amount - 1)) & 1) << 1 : flagsOf(fr, kind, fa, fb) & 2;
          fr = (a >>> amount) | 0;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x33: // ASR
        case 0x38: {
          // ASRI
          const a = R[(w >>> 16) & 15] as number;
          const amount = (w >>> 24 === 0x38 ? w : (R[(w >>> 12) & 15] as number)) & 31;
          fa = amount !== 0 ? ((a >>> (amount - 1)) & 1) << 1 : flagsOf(fr, kind, fa, fb) & 2;
          fr = a >> amount;
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x34: {
          // ADC
          const a = R[(w >>> 16) & 15] as number;
          const b = R[(w >>> 12) & 15] as number;
          const carry = (flagsOf(fr, kind, fa, fb) >> 1) & 1;
          const sum = a + b + carry;
          fr = sum | 0;
          fa = ((a >>> 0) + (b >>> 0) + carry > 0xffffffff ? 2 : 0) | (sum !== fr ? 8 : 0);
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x35: {
          // SBC
          const a = R[(w >>> 16) & 15] as number;
          const b = R[(w >>> 12) & 15] as number;
          const borrow = 1 - ((flagsOf(fr, kind, fa, fb) >> 1) & 1);
          const difference = a - b - borrow;
          fr = difference | 0;
          fa = ((a >>> 0) - (b >>> 0) - borrow >= 0 ? 2 : 0) | (difference !== fr ? 8 : 0);
          kind = EXPLICIT;
          R[(w >>> 20) & 15] = fr;
          i++;
          continue;
        }
        case 0x39: {
          // SET
          const cc = (w >>> 16) & 15;
          if (cc > 13) {
            detail = ILLEGAL;
            break run;
          }
          R[(w >>> 20) & 15] = conditionInFlags(cc, flagsOf(fr, kind, fa, fb)) ? 1 : 0;
          i++;
          continue;
        }
        case 0x3a: {
          // MOVC
          const cc = (w >>> 12) & 15;
          if (cc > 13) {
            detail = ILLEGAL;
            break run;
          }
          if (conditionInFlags(cc, flagsOf(fr, kind, fa, fb))) R[(w >>> 20) & 15] = R[(w >>> 16) & 15] as number;
          i++;
          continue;
        }
        case 0x3b: // SXB
          R[(w >>> 20) & 15] = ((R[(w >>> 16) & 15] as number) << 24) >> 24;
          i++;
          continue;
        case 0x3c: // SXH
          R[(w >>> 20) & 15] = ((R[(w >>> 16) & 15] as number) << 16) >> 16;
          i++;
          continue;
        case 0x3d: // ZXH
          R[(w >>> 20) & 15] = (R[(w >>> 16) & 15] as number) & 0xffff;
          i++;
          continue;
        case 0x3e: // CALLA
          target = w & 0xffffff;
          if ((target & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (target >= codeLength) {
            detail = PC_RANGE;
            break run;
          }
          if (sp - 4 < stackBase) {
            detail = STACK_OVERFLOW;
            break run;
          }
          sp -= 4;
          m32[sp >> 2] = R[15] = (i + 1) << 2;
          i = target >> 2;
          continue;
        case 0x40: // PUSH
          if (sp - 4 < stackBase) {
            detail = STACK_OVERFLOW;
            break run;
          }
          sp -= 4;
          m32[sp >> 2] = R[(w >>> 16) & 15] as number;
          i++;
          continue;
        case 0x41: // POP
          if (sp === end) {
            detail = STACK_UNDERFLOW;
            break run;
          }
          R[(w >>> 20) & 15] = m32[sp >> 2] as number;
          sp += 4;
          i++;
          continue;
        case 0x42: // ADDSP
        case 0x73: {
          // SETSP
          const base = w >>> 24 === 0x42 ? sp : (R[(w >>> 16) & 15] as number);
          const moved = (base + ((w << 20) >> 20)) >>> 0;
          if ((moved & 3) !== 0) {
            detail = ALIGN;
            break run;
          }
          if (moved > end) {
            detail = STACK_UNDERFLOW;
            break run;
          }
          if (moved < stackBase) {
            detail = STACK_OVERFLOW;
            break run;
          }
          sp = moved | 0;
          i++;
          continue;
        }
        case 0x43: {
          // CB
          const cc = (w >>> 20) & 15;
          if (cc > 13) {
            detail = ILLEGAL;
            break run;
          }
          if (!compareMeets(cc, R[(w >>> 16) & 15] as number, R[(w >>> 12) & 15] as number)) {
            i++;
            continue;
          }
          target = (i << 2) + ((w << 20) >> 18);
          break;
        }
        case 0x44: {
          // CBI
          const cc = (w >>> 20) & 15;
          if (cc > 13) {
            detail = ILLEGAL;
            break run;
          }
          if (!compareMeets(cc, R[(w >>> 16) & 15] as number, (w << 16) >> 28)) {
            i++;
            continue;
          }
          target = (i << 2) + ((w << 20) >> 18);
          break;
        }
        case 0x45: // JMI
          if ((flagsOf(fr, kind, fa, fb) & 4) === 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x46: // JPL
          if ((flagsOf(fr, kind, fa, fb) & 4) !== 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x47: // JVS
          if ((flagsOf(fr, kind, fa, fb) & 8) === 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x48: // JVC
          if ((flagsOf(fr, kind, fa, fb) & 8) !== 0) {
            i++;
            continue;
          }
          target = w & 0xffffff;
          break;
        case 0x50: // FADD
        case 0x51: // FSUB
        case 0x52: // FMUL
        case 0x53: // FDIV
        case 0x54: // I2F
        case 0x55: // F2I
        case 0x61: // FADDS
        case 0x62: // FSUBS
        case 0x63: // FMULS
        case 0x64: // FDIVS
        case 0x65: // FSQRTS
        case 0x67: // I2FS
        case 0x68: // U2FS
        case 0x69: // FS2I
        case 0x6a: // FS2U
        case 0x6b: // FS2H
        case 0x6c: {
          // H2FS
          const rd = (w >>> 20) & 15;
          R[rd] = seldomValue(w >>> 24, R[(w >>> 16) & 15] as number, R[(w >>> 12) & 15] as number, R[rd] as number);
          i++;
          continue;
        }
        case 0x56: // FCMP
        case 0x66: // FCMPS
          fa = seldomValue(w >>> 24, R[(w >>> 16) & 15] as number, R[(w >>> 12) & 15] as number, 0);
          fr = (fa & 1) !== 0 ? 0 : 1;
          kind = EXPLICIT;
          i++;
          continue;
        case 0x60: // LDI32
          if (i + 1 >= count) {
            detail = PC_RANGE;
            break run;
          }
          // The literal is data: it comes from the image's own words, in which nothing is hidden.
          R[(w >>> 20) & 15] = task.code.words[i + 1] as number;
          i += 2;
          continue;
        case 0x70: // GETPSW
          R[(w >>> 20) & 15] = latches | flagsOf(fr, kind, fa, fb);
          i++;
          continue;
        case 0x71: // SETPSW
          fa = (R[(w >>> 16) & 15] as number) & PSW_FLAGS;
          fr = (fa & 1) !== 0 ? 0 : 1;
          kind = EXPLICIT;
          i++;
          continue;
        case 0x72: // GETSP
          R[(w >>> 20) & 15] = (sp + ((w << 20) >> 20)) | 0;
          i++;
          continue;
        case 0x7f: // BRK
          i++;
          detail = w & 0xff;
          stop = STOP_BREAK;
          break run;
        default:
          detail = i >= count ? PC_RANGE : ILLEGAL;
          break run;
      }
      // A taken branch.
      if ((target & 3) !== 0) {
        detail = ALIGN;
        break;
      }
      if (target >>> 0 >= codeLength) {
        detail = PC_RANGE;
        break;
      }
      i = target >> 2;
    }

    if (stop === STOP_OK && detail !== 0) {
      stop = STOP_FAULT;
      left++;
    }
    task.pc = i === count && outside !== 0 ? outside : i << 2;
    task.sp = sp;
    task.psw = latches | flagsOf(fr, kind, fa, fb);
    this.retired = budget - left;
    this.detail = detail;
    return stop;
  }
}
