/** Calls and inline assembly: the physical registers around them. */
import type { AsmInfo, CallInfo, LirValue } from '../lower/lir.js';
import { machineInst, type Reg, type SymbolRef } from '../mir/machine.js';
import type { Selector } from './selector.js';

/** What every call destroys: R0–R7 and R15 (abi-and-memory.md §1). */
const CALLER_SAVED: readonly Reg[] = [0, 1, 2, 3, 4, 5, 6, 7, 15];

/** Copies the argument words to their registers; gives those and the register of an indirect target. */
function passArguments(s: Selector, call: LirValue): { target: Reg | undefined; used: Reg[] } {
  const info = call.call as CallInfo;
  const target = info.symbol === undefined ? s.reg(call.args[info.registerWords] as LirValue) : undefined;
  const used: Reg[] = [];
  call.args.slice(0, info.registerWords).forEach((word, i) => {
    if (word.op === 'undef') return;
    s.emit(machineInst('COPY', [i], [s.reg(word)]));
    used.push(i);
  });
  return { target, used };
}

function callee({ symbol }: CallInfo): SymbolRef | undefined {
  return symbol === undefined ? undefined : { symbol, addend: 0 };
}

export function selectCall(s: Selector, value: LirValue): void {
  const info = value.call as CallInfo;
  const results = s.projections(value);
  const { target, used } = passArguments(s, value);
  const defs = results.flatMap((register, i) => (register === undefined ? [] : [i]));
  s.emit(
    machineInst('CALL', defs, target === undefined ? used : [target, ...used], callee(info), {
      clobbers: CALLER_SAVED.filter((register) => !defs.includes(register)),
      convention: info.convention,
    }),
  );
  results.forEach((register, i) => {
    if (register !== undefined) s.emit(machineInst('COPY', [register], [i]));
  });
}

/**
 * The call that a `ret` may become a jump to: the last thing its block does, its result words returned as they are.
 */
export function tailCallOf(ret: LirValue): LirValue | undefined {
  const insts = ret.block?.insts ?? [];
  let at = insts.length - 2;
  while (insts[at]?.op === 'proj') at--;
  const call = insts[at];
  if (call?.op !== 'call' || call.call?.tail !== true) return undefined;
  const returned = ret.args.every(
    (word, i) => word.op === 'undef' || (word.op === 'proj' && word.args[0] === call && word.imm === i),
  );
  return returned ? call : undefined;
}

/** The jump in place of `call` and RET. */
export function selectTailCall(s: Selector, call: LirValue): void {
  const info = call.call as CallInfo;
  const { target, used } = passArguments(s, call);
  const uses = target === undefined ? used : [target, ...used];
  s.emit(machineInst('TAILCALL', [], uses, callee(info), { convention: info.convention }));
}

export function selectAsm(s: Selector, value: LirValue): void {
  const info = value.asm as AsmInfo;
  const results = s.projections(value);
  const registers = [...info.registers];
  // An input that shares an output's register gets a physical one of its own when it has none.
  const taken = new Set([...registers.filter((register) => register >= 0), ...info.clobbers]);
  const free = [4, 5, 6, 7, 0, 1, 2, 3].filter((register) => !taken.has(register));
  for (const [input, output] of info.tied) {
    const register =
      registers[output] !== undefined && (registers[output] as Reg) >= 0 ? (registers[output] as Reg) : free.shift();
    if (register === undefined) throw new Error('inline assembly with more tied operands than registers');
    registers[output] = register;
    registers[info.outputs + input] = register;
  }
  const uses = value.args.map((arg, i) => {
    const fixed = registers[info.outputs + i] as Reg;
    if (fixed < 0) return s.reg(arg);
    s.emit(machineInst('COPY', [fixed], [s.reg(arg)]));
    return fixed;
  });
  const defs = Array.from({ length: info.outputs }, (_, i) => {
    const fixed = registers[i] as Reg;
    return fixed >= 0 ? fixed : (results[i] ?? s.fresh());
  });
  // Inline text may write an output before it has read every input.
  const early = defs.reduce(
    (mask, _, i) => (info.tied.size > 0 && [...info.tied.values()].includes(i) ? mask : mask | (1 << i)),
    0,
  );
  s.emit(
    machineInst('ASM', defs, uses, undefined, {
      asm: info.template,
      clobbers: info.clobbers,
      early: early === 0 ? undefined : early,
    }),
  );
  defs.forEach((register, i) => {
    const wanted = results[i];
    if (wanted !== undefined && wanted !== register) s.emit(machineInst('COPY', [wanted], [register]));
  });
}
