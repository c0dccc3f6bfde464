/**
 * The driver behind the conformance suite: what a machine must offer so that its instructions, stops and loaders can be
 * checked. `createTestVm` is the MiniVM; another engine, or a machine on a device, is another factory of the same interface.
 */
import { writeHxe } from '@hsx/image';
import { BY_MNEMONIC, capabilityBit, encode, type FaultName, HsxError, type Operands } from '@hsx/isa';
import { type EngineName, MiniVM, REG_PC, REG_PSW, REG_R0, REG_SP } from '../index.js';

/** Where test programs begin: room before it for targets, behind it the rest of the code space. */
export const START = 0x40;
/** Bytes of code of a test image unless its program is longer. */
export const CODE_LENGTH = 0x100;
/** The data space of a test image: read-only data, initialised data, the end of everything. */
export const RO_BASE = 0x100;
export const DATA_BASE = 0x110;
export const STACK_SIZE = 0x40;
export const STACK_BASE = 0x160;
export const STACK_LIMIT = 0x1a0;
/** sp after a load: on the exit word. */
export const LOADED_SP = STACK_LIMIT - 4;

/** What the image's memory holds at the start: read-only bytes 80 81 82 …, data bytes 90 91 92 …. */
const RODATA = Uint8Array.from({ length: 16 }, (_, i) => 0x80 + i);
const DATA = Uint8Array.from({ length: 16 }, (_, i) => 0x90 + i);
const BSS_SIZE = 0x40;

/** How an image gets into the machine: at once, or in chunks of so many bytes. */
export type LoadPath = 'whole' | number;

/** A task's state, all numbers unsigned. */
export interface MachineState {
  pc: number;
  sp: number;
  psw: number;
  regs: number[];
}

/** A stop as the suite compares it. */
export interface Stop {
  reason: 'ok' | 'step' | 'break' | 'fault' | 'svc';
  retired: number;
  svcId?: number;
  breakCode?: number;
  fault?: FaultName;
}

/** A machine with one task of the test layout above. */
export interface TestVm {
  /** Loads code words placed from address 0 on, in place of whatever was loaded before. */
  load(words: readonly number[], ext: boolean, path: LoadPath): void;
  clock(n: number): Stop;
  state(): MachineState;
  /** Sets what is given. */
  setState(state: { pc?: number; sp?: number; psw?: number; regs?: Readonly<Record<number, number>> }): void;
  read(address: number, length: number): Uint8Array;
  write(address: number, bytes: Uint8Array): void;
}

export type TestVmFactory = () => TestVm;

/** The words of one instruction. */
export function op(mnemonic: string, operands: Operands = {}): number[] {
  const insn = BY_MNEMONIC.get(mnemonic);
  if (insn === undefined) throw new HsxError('EINVAL', `no instruction ${mnemonic}`);
  return encode(insn, operands);
}

/** Code words as image bytes. */
export function codeBytes(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word);
  return bytes;
}

/** A version 3 image of the test layout around code words; `entry` defaults to START. */
export function testImage(words: readonly number[], ext: boolean, entry = START): Uint8Array {
  return writeHxe({
    entry,
    code: codeBytes(words),
    rodata: RODATA,
    data: DATA,
    bssSize: BSS_SIZE,
    stackSize: STACK_SIZE,
    roBase: RO_BASE,
    reqCaps: ext ? capabilityBit('ext') : 0,
    appName: 'conformance',
  });
}

/** A program at START in a code space of CODE_LENGTH bytes, or longer when the program is. What is not set is illegal. */
export function programAt(program: readonly number[], start = START, length = CODE_LENGTH): number[] {
  const words = new Array<number>(Math.max(length / 4, start / 4 + program.length)).fill(0);
  for (const [i, word] of program.entries()) words[start / 4 + i] = word;
  return words;
}

/** Loads an image along a path. */
export function loadAlong(vm: MiniVM, image: Uint8Array, path: LoadPath): number {
  if (path === 'whole') return vm.loadHxe(image);
  const pid = vm.loadBegin();
  for (let at = 0; at < image.length; at += path) vm.loadWrite(pid, image.subarray(at, at + path));
  vm.loadEnd(pid);
  return pid;
}

/** The MiniVM as a test machine. */
export function createTestVm(engine: EngineName = 'auto'): TestVm {
  const vm = new MiniVM({ version: 1, engine, policyFlags: { debug: true } });
  let pid = 0;
  return {
    load(words, ext, path) {
      if (pid !== 0) vm.unload(pid);
      pid = loadAlong(vm, testImage(words, ext), path);
      vm.setContext(pid);
    },
    clock(n) {
      const { reason, retired, svcId, breakCode, faultCode } = vm.clock(n);
      const stop: Stop = { reason, retired };
      if (svcId !== undefined) stop.svcId = svcId;
      if (breakCode !== undefined) stop.breakCode = breakCode;
      const { faultName } = vm.taskInfo(pid);
      if (faultCode !== undefined && faultName !== undefined) stop.fault = faultName;
      return stop;
    },
    state: () => ({
      pc: vm.regGet(REG_PC),
      sp: vm.regGet(REG_SP),
      psw: vm.regGet(REG_PSW),
      regs: Array.from({ length: 16 }, (_, i) => vm.regGet(REG_R0 + i)),
    }),
    setState({ pc, sp, psw, regs }) {
      if (pc !== undefined) vm.regSet(REG_PC, pc);
      if (sp !== undefined) vm.regSet(REG_SP, sp);
      if (psw !== undefined) vm.regSet(REG_PSW, psw);
      for (const [index, value] of Object.entries(regs ?? {})) vm.regSet(REG_R0 + Number(index), value);
    },
    read: (address, length) => vm.memRead(address, length),
    write: (address, bytes) => vm.memWrite(address, bytes),
  };
}
