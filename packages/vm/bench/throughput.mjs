/**
 * How fast the VM is here: million guest instructions per second of CPU time on three small programs, and nanoseconds of
 * `clock(1)` with and without a context switch. Run `npm run build`, then `node packages/vm/bench/throughput.mjs`.
 */
import { writeHxe } from '@hsx/image';
import { BY_MNEMONIC, capabilityBit, encode } from '@hsx/isa';
import { MiniVM } from '@hsx/vm';

const op = (mnemonic, operands = {}) => encode(BY_MNEMONIC.get(mnemonic), operands);

/** Sums, xors, compares and branches for ever. */
const arithmetic = [
  ...op('ADD', { rd: 3, rs1: 3, rs2: 1 }),
  ...op('XOR', { rd: 4, rs1: 4, rs2: 3 }),
  ...op('ADDI', { rd: 1, rs1: 1, imm: -1 }),
  ...op('CMP', { rs1: 1, rs2: 5 }),
  ...op('JNZ', { imm: 4 }),
  ...op('JMP', { imm: 4 }),
];

/** Loads, adds and stores for ever. */
const memory = [
  ...op('LDI20', { rd: 2, imm: 0x100 }),
  ...op('LD', { rd: 3, rs1: 2, imm: 4 }),
  ...op('ADDI', { rd: 3, rs1: 3, imm: 1 }),
  ...op('ST', { rs1: 2, rs2: 3, imm: 4 }),
  ...op('LSLI', { rd: 5, rs1: 3, imm: 3 }),
  ...op('CBI', { cc: 1, rs1: 2, k: 0, imm: -4 }),
  ...op('JMP', { imm: 4 }),
];

/** The naive fib(25), again and again. */
const fib = [
  ...op('LDI', { rd: 0, imm: 25 }),
  ...op('CALL', { rs1: 0, imm: 2 }),
  ...op('JMP', { imm: 4 }),
  ...op('CMPI', { rs1: 0, imm: 2 }),
  ...op('JLT', { imm: 60 }),
  ...op('PUSH', { rs1: 0 }),
  ...op('ADDI', { rd: 0, rs1: 0, imm: -1 }),
  ...op('CALL', { rs1: 0, imm: -4 }),
  ...op('POP', { rd: 1 }),
  ...op('PUSH', { rs1: 0 }),
  ...op('ADDI', { rd: 0, rs1: 1, imm: -2 }),
  ...op('CALL', { rs1: 0, imm: -8 }),
  ...op('POP', { rd: 1 }),
  ...op('ADD', { rd: 0, rs1: 0, rs2: 1 }),
  ...op('RET'),
];

function image(program) {
  const words = [0, ...program];
  const code = new Uint8Array(4 * words.length);
  const view = new DataView(code.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word);
  return writeHxe({ entry: 4, code, bssSize: 64, stackSize: 4096, reqCaps: capabilityBit('ext'), appName: 'bench' });
}

/** CPU milliseconds of an action. */
function cpu(action) {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

const INSTRUCTIONS = 30_000_000;
const vm = new MiniVM({ version: 1 });
const programs = Object.entries({ arithmetic, memory, fib }).map(([name, program]) => ({
  name,
  pid: vm.loadHxe(image(program)),
  mips: [],
}));
// Two rounds to compile, five to measure; the programs take turns, so that each runs in code that knows all of them.
for (let round = 0; round < 7; round++) {
  for (const { pid, mips } of programs) {
    vm.setContext(pid);
    const ms = cpu(() => vm.clock(INSTRUCTIONS));
    if (round >= 2) mips.push(INSTRUCTIONS / ms / 1000);
  }
}
for (const { name, mips } of programs) console.log(`${name.padEnd(12)} ${median(mips).toFixed(0)} MIPS`);

const CALLS = 2_000_000;
const single = () => {
  for (let i = 0; i < CALLS; i++) vm.clock(1);
};
const pids = [programs[0].pid, ...Array.from({ length: 199 }, () => vm.loadInstance(programs[0].pid))];
const switching = (tasks) => () => {
  for (let i = 0; i < CALLS; i++) {
    vm.setContext(pids[i % tasks]);
    vm.clock(1);
  }
};
for (const [name, action] of [
  ['clock(1)', single],
  ['2 tasks', switching(2)],
  ['200 tasks', switching(200)],
]) {
  action();
  const ns = median(Array.from({ length: 5 }, () => (cpu(action) * 1e6) / CALLS));
  console.log(`${name.padEnd(12)} ${ns.toFixed(0)} ns`);
}
