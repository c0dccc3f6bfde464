/** Loads, stores, the stack, and the faults of both in their order (isa.md §5, abi-and-memory.md §4). */
import { faults, flags, type InstructionCase } from './instruction-case.js';
import { DATA_BASE, LOADED_SP, op, RO_BASE, STACK_BASE, STACK_LIMIT } from './test-vm.js';

const ANY = flags('CV');

/** mnemonic, address, what it loads: read-only bytes are 80 81 …, data bytes 90 91 …. */
const LOADS: readonly (readonly [string, number, number])[] = [
  ['LD', RO_BASE, 0x83828180],
  ['LD', DATA_BASE + 4, 0x97969594],
  ['LD', LOADED_SP, 0xfffffffc],
  ['LDB', RO_BASE, 0x80],
  ['LDB', STACK_LIMIT - 1, 0xff],
  ['LDBS', RO_BASE + 1, 0xffffff81],
  ['LDBS', STACK_BASE, 0],
  ['LDH', RO_BASE + 2, 0x8382],
  ['LDH', STACK_LIMIT - 2, 0xffff],
  ['LDHS', RO_BASE + 2, 0xffff8382],
  ['LDHS', STACK_BASE, 0],
];

/** mnemonic, address, word of memory after storing 0x11223344 there, and the word's address. */
const STORES: readonly (readonly [string, number, number, number])[] = [
  ['ST', DATA_BASE, 0x11223344, DATA_BASE],
  ['ST', STACK_LIMIT - 4, 0x11223344, STACK_LIMIT - 4],
  ['STB', DATA_BASE + 1, 0x93924490, DATA_BASE],
  ['STH', DATA_BASE + 2, 0x33449190, DATA_BASE],
];

const WIDTHS: Readonly<Record<string, number>> = { LD: 4, LDB: 1, LDBS: 1, LDH: 2, LDHS: 2, ST: 4, STB: 1, STH: 2 };

function load(mnemonic: string, offset = 0): number[] {
  return op(mnemonic, { rd: 3, rs1: 1, imm: offset });
}

function store(mnemonic: string, offset = 0): number[] {
  return op(mnemonic, { rs1: 1, rs2: 2, imm: offset });
}

function access(mnemonic: string): number[] {
  return mnemonic.startsWith('L') ? load(mnemonic) : store(mnemonic);
}

const LOAD_CASES = LOADS.flatMap(([mnemonic, address, value]) =>
  [0, 8, -2048].map(
    (offset): InstructionCase => ({
      name: `${mnemonic} [R1${offset < 0 ? '' : '+'}${offset}] at 0x${address.toString(16)}`,
      covers: [mnemonic],
      program: load(mnemonic, offset),
      regs: { 1: address - offset },
      psw: ANY,
      expect: { regs: { 3: value } },
    }),
  ),
);

const STORE_CASES = STORES.map(
  ([mnemonic, address, word, at]): InstructionCase => ({
    name: `${mnemonic} at 0x${address.toString(16)}`,
    covers: [mnemonic],
    program: store(mnemonic, 4),
    regs: { 1: address - 4, 2: 0x11223344 },
    psw: ANY,
    expect: { memory: { [at]: word } },
  }),
);

/** Every access at both ends of its range, and one step outside. */
const EDGE_CASES = Object.entries(WIDTHS).flatMap(([mnemonic, width]): InstructionCase[] => {
  const low = mnemonic.startsWith('L') ? RO_BASE : DATA_BASE;
  const bad = [low - width, STACK_LIMIT, 0x100000000 - width, 0x10000 + DATA_BASE, 0x80000000 + DATA_BASE];
  const cases = bad.map((address) =>
    faults(`${mnemonic} at 0x${address.toString(16)}`, [mnemonic], access(mnemonic), 'MEM_FAULT', {
      regs: { 1: address },
      psw: ANY,
    }),
  );
  if (width > 1) {
    for (const address of [DATA_BASE + 1, 0xffffffff, STACK_LIMIT - 1, 1])
      cases.push(
        faults(`${mnemonic} at 0x${address.toString(16)}`, [mnemonic], access(mnemonic), 'ALIGN', {
          regs: { 1: address },
        }),
      );
  }
  return cases;
});

const STACK_CASES: InstructionCase[] = [
  {
    name: 'PUSH',
    covers: ['PUSH'],
    program: op('PUSH', { rs1: 7 }),
    regs: { 7: 0xcafef00d },
    psw: ANY,
    expect: { sp: LOADED_SP - 4, memory: { [LOADED_SP - 4]: 0xcafef00d } },
  },
  {
    name: 'PUSH down to stack_base',
    covers: ['PUSH'],
    program: op('PUSH', { rs1: 7 }),
    regs: { 7: 1 },
    sp: STACK_BASE + 4,
    expect: { sp: STACK_BASE, memory: { [STACK_BASE]: 1 } },
  },
  faults('PUSH at stack_base', ['PUSH'], op('PUSH', { rs1: 7 }), 'STACK_OVERFLOW', { sp: STACK_BASE, regs: { 7: 1 } }),
  {
    name: 'POP',
    covers: ['POP'],
    program: op('POP', { rd: 7 }),
    sp: LOADED_SP - 8,
    memory: { [LOADED_SP - 8]: 0x12345678 },
    psw: ANY,
    expect: { sp: LOADED_SP - 4, regs: { 7: 0x12345678 } },
  },
  {
    name: 'POP of the exit word',
    covers: ['POP'],
    program: op('POP', { rd: 7 }),
    expect: { sp: STACK_LIMIT, regs: { 7: 0xfffffffc } },
  },
  faults('POP of the empty stack', ['POP'], op('POP', { rd: 7 }), 'STACK_UNDERFLOW', { sp: STACK_LIMIT }),
  {
    name: 'LDSP',
    covers: ['LDSP'],
    program: op('LDSP', { rd: 7, imm: 8 }),
    sp: STACK_BASE,
    memory: { [STACK_BASE + 8]: 77 },
    psw: ANY,
    expect: { regs: { 7: 77 } },
  },
  {
    name: 'STSP',
    covers: ['STSP'],
    program: op('STSP', { rs2: 7, imm: 12 }),
    sp: STACK_BASE,
    regs: { 7: 78 },
    psw: ANY,
    expect: { memory: { [STACK_BASE + 12]: 78 } },
  },
  faults('LDSP at an odd offset', ['LDSP'], op('LDSP', { rd: 7, imm: 0xffe }), 'ALIGN'),
  faults('LDSP over the end', ['LDSP'], op('LDSP', { rd: 7, imm: 4 }), 'MEM_FAULT'),
  faults('LDSP at the end', ['LDSP'], op('LDSP', { rd: 7, imm: 0 }), 'MEM_FAULT', { sp: STACK_LIMIT }),
  faults('STSP at an odd offset', ['STSP'], op('STSP', { rs2: 7, imm: 0xffd }), 'ALIGN'),
  faults('STSP over the end', ['STSP'], op('STSP', { rs2: 7, imm: 0xffc }), 'MEM_FAULT'),
  {
    name: 'GETSP',
    covers: ['GETSP'],
    program: [...op('GETSP', { rd: 7, imm: -4 }), ...op('GETSP', { rd: 8, imm: 2047 })],
    psw: ANY,
    run: 2,
    expect: { regs: { 7: LOADED_SP - 4, 8: LOADED_SP + 2047 } },
  },
  {
    name: 'SETSP to both ends',
    covers: ['SETSP'],
    program: [
      ...op('SETSP', { rs1: 1, imm: 0 }),
      ...op('GETSP', { rd: 3, imm: 0 }),
      ...op('SETSP', { rs1: 1, imm: 64 }),
    ],
    regs: { 1: STACK_BASE },
    psw: ANY,
    run: 3,
    expect: { regs: { 3: STACK_BASE }, sp: STACK_LIMIT },
  },
  {
    name: 'ADDSP both ways',
    covers: ['ADDSP'],
    program: [...op('ADDSP', { imm: -16 }), ...op('ADDSP', { imm: 4 })],
    psw: ANY,
    run: 2,
    expect: { sp: LOADED_SP - 12 },
  },
  ...(
    [
      ['SETSP', 'ALIGN', { 1: STACK_BASE + 2 }],
      ['SETSP', 'ALIGN', { 1: 0xfffffffe }],
      ['SETSP', 'STACK_OVERFLOW', { 1: STACK_BASE - 4 }],
      ['SETSP', 'STACK_OVERFLOW', { 1: 0 }],
      ['SETSP', 'STACK_UNDERFLOW', { 1: STACK_LIMIT + 4 }],
      ['SETSP', 'STACK_UNDERFLOW', { 1: 0xfffffff0 }],
    ] as const
  ).map(([mnemonic, fault, regs]) =>
    faults(`SETSP to 0x${regs[1].toString(16)}`, [mnemonic], op('SETSP', { rs1: 1, imm: 0 }), fault, {
      regs,
      psw: ANY,
    }),
  ),
  faults('ADDSP by 2', ['ADDSP'], op('ADDSP', { imm: 2 }), 'ALIGN'),
  faults('ADDSP above the stack', ['ADDSP'], op('ADDSP', { imm: 8 }), 'STACK_UNDERFLOW'),
  faults('ADDSP below the stack', ['ADDSP'], op('ADDSP', { imm: -64 }), 'STACK_OVERFLOW'),
];

/** Code cannot be read or written: code addresses are data addresses of something else. */
const HARVARD: InstructionCase[] = [
  faults('a load from address 0', ['LD'], load('LD'), 'MEM_FAULT', { regs: { 1: 0 } }),
  {
    name: 'a store to an address that is code elsewhere leaves the code alone',
    covers: ['ST'],
    program: [...op('ST', { rs1: 1, rs2: 2, imm: 0 }), ...op('LDI', { rd: 0, imm: 5 })],
    codeLength: 0x200,
    regs: { 1: DATA_BASE, 2: 0 },
    code: { [DATA_BASE]: 0x01000007 },
    run: 2,
    expect: { regs: { 0: 5 }, memory: { [DATA_BASE]: 0 } },
  },
];

export const MEMORY_CASES: readonly InstructionCase[] = [
  ...LOAD_CASES,
  ...STORE_CASES,
  ...EDGE_CASES,
  ...STACK_CASES,
  ...HARVARD,
];
