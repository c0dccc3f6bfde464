/** Branches, calls, conditions, stops and the faults of control flow in their order (isa.md §4, §5, §6). */
import { CONDITIONS } from '@hsx/isa';
import { faults, flags, type InstructionCase, LATCHES } from './instruction-case.js';
import { CODE_LENGTH, LOADED_SP, op, STACK_BASE, STACK_LIMIT, START } from './test-vm.js';

const TARGET = 0x80;

/** Flag letters that make a condition true and false; written out, so that the condition table itself is checked. */
const CONDITION_FLAGS: Readonly<Record<(typeof CONDITIONS)[number], { holds: string[]; fails: string[] }>> = {
  EQ: { holds: ['Z', 'ZCNV'], fails: ['.', 'CNV'] },
  NE: { holds: ['.', 'CNV'], fails: ['Z', 'ZCNV'] },
  HS: { holds: ['C', 'ZCNV'], fails: ['.', 'ZNV'] },
  LO: { holds: ['.', 'ZNV'], fails: ['C', 'ZCNV'] },
  MI: { holds: ['N', 'ZCNV'], fails: ['.', 'ZCV'] },
  PL: { holds: ['.', 'ZCV'], fails: ['N', 'ZCNV'] },
  VS: { holds: ['V', 'ZCNV'], fails: ['.', 'ZCN'] },
  VC: { holds: ['.', 'ZCN'], fails: ['V', 'ZCNV'] },
  HI: { holds: ['C', 'CNV'], fails: ['.', 'Z', 'ZC'] },
  LS: { holds: ['.', 'Z', 'ZC'], fails: ['C', 'CNV'] },
  GE: { holds: ['.', 'NV', 'ZNV'], fails: ['N', 'V', 'ZC' + 'N'] },
  LT: { holds: ['N', 'V', 'ZCN'], fails: ['.', 'NV'] },
  GT: { holds: ['.', 'NV', 'C'], fails: ['Z', 'N', 'V', 'ZNV'] },
  LE: { holds: ['Z', 'N', 'V', 'ZNV'], fails: ['.', 'NV', 'C'] },
};

/** The branch that takes each condition; JZ and JNZ are core. */
const BRANCHES: Readonly<Record<(typeof CONDITIONS)[number], string>> = {
  EQ: 'JZ',
  NE: 'JNZ',
  HS: 'JHS',
  LO: 'JLO',
  MI: 'JMI',
  PL: 'JPL',
  VS: 'JVS',
  VC: 'JVC',
  HI: 'JHI',
  LS: 'JLS',
  GE: 'JGE',
  LT: 'JLT',
  GT: 'JGT',
  LE: 'JLE',
};

/** Pairs on which the conditions of a comparison differ, and those that hold. */
const COMPARED: readonly (readonly [number, number, string])[] = [
  [3, 3, 'EQ HS PL VC LS GE LE'],
  [3, 5, 'NE LO MI VC LS LT LE'],
  [5, 3, 'NE HS PL VC HI GE GT'],
  [0xffffffff, 1, 'NE HS MI VC HI LT LE'],
  [1, 0xffffffff, 'NE LO PL VC LS GE GT'],
  [0x80000000, 1, 'NE HS PL VS HI LT LE'],
  [0x7fffffff, 0xffffffff, 'NE LO MI VS LS GE GT'],
];

function onFlags(cc: (typeof CONDITIONS)[number], letters: string, holds: boolean): InstructionCase[] {
  const psw = LATCHES | flags(letters);
  const code = CONDITIONS.indexOf(cc);
  const branch = BRANCHES[cc];
  const after = `after ${letters}`;
  return [
    {
      name: `${branch} ${after}`,
      covers: [branch],
      program: op(branch, { imm: TARGET }),
      psw,
      expect: { pc: holds ? TARGET : START + 4 },
    },
    {
      name: `SET ${cc} ${after}`,
      covers: ['SET'],
      program: op('SET', { rd: 3, cc: code }),
      regs: { 3: 77 },
      psw,
      expect: { regs: { 3: holds ? 1 : 0 } },
    },
    {
      name: `MOVC ${cc} ${after}`,
      covers: ['MOVC'],
      program: op('MOVC', { rd: 3, rs1: 4, cc: code }),
      regs: { 3: 77, 4: 88 },
      psw,
      expect: { regs: { 3: holds ? 88 : 77 } },
    },
  ];
}

const CONDITION_CASES = CONDITIONS.flatMap((cc) => [
  ...CONDITION_FLAGS[cc].holds.flatMap((letters) => onFlags(cc, letters, true)),
  ...CONDITION_FLAGS[cc].fails.flatMap((letters) => onFlags(cc, letters, false)),
]);

const COMPARE_AND_BRANCH = COMPARED.flatMap(([a, b, holding]) =>
  CONDITIONS.flatMap((cc, code): InstructionCase[] => {
    const taken = holding.split(' ').includes(cc);
    const pc = taken ? START - 8 : START + 4;
    const text = `0x${a.toString(16)}, 0x${b.toString(16)}`;
    const small = (b << 28) >> 28 === (b | 0);
    const cases: InstructionCase[] = [
      {
        name: `CB ${cc} ${text}`,
        covers: ['CB'],
        program: op('CB', { cc: code, rs1: 1, rs2: 2, imm: -2 }),
        regs: { 1: a, 2: b },
        psw: flags('V'),
        expect: { pc },
      },
      {
        // The same condition from CMP's lazily kept flags instead of a psw that was written.
        name: `CMP ${text} then ${BRANCHES[cc]}`,
        covers: ['CMP', BRANCHES[cc]],
        program: [...op('CMP', { rs1: 1, rs2: 2 }), ...op(BRANCHES[cc], { imm: START - 8 })],
        regs: { 1: a, 2: b },
        run: 2,
        expect: { pc: taken ? START - 8 : START + 8, psw: comparedFlags(holding) },
      },
    ];
    if (small)
      cases.push({
        name: `CBI ${cc} ${text}`,
        covers: ['CBI'],
        program: op('CBI', { cc: code, rs1: 1, k: b | 0, imm: -2 }),
        regs: { 1: a },
        psw: flags('V'),
        expect: { pc },
      });
    return cases;
  }),
);

/** The flags that a list of holding conditions means. */
function comparedFlags(holding: string): number {
  const names = holding.split(' ');
  return (
    flags(`${names.includes('EQ') ? 'Z' : '.'}${names.includes('HS') ? 'C' : '.'}`) |
    flags(`${names.includes('MI') ? 'N' : '.'}${names.includes('VS') ? 'V' : '.'}`)
  );
}

const CALL_CASES: InstructionCase[] = [
  {
    name: 'CALL forward, relative to itself',
    covers: ['CALL'],
    program: op('CALL', { rs1: 0, imm: 6 }),
    psw: flags('ZC'),
    expect: { pc: START + 24, sp: LOADED_SP - 4, regs: { 15: START + 4 }, memory: { [LOADED_SP - 4]: START + 4 } },
  },
  {
    name: 'CALL backward',
    covers: ['CALL'],
    program: op('CALL', { rs1: 0, imm: -4 }),
    regs: { 0: 0x1000 },
    expect: { pc: START - 16, sp: LOADED_SP - 4, regs: { 15: START + 4 }, memory: { [LOADED_SP - 4]: START + 4 } },
  },
  {
    name: 'CALL through a register, with an offset',
    covers: ['CALL'],
    program: op('CALL', { rs1: 5, imm: -1 }),
    regs: { 5: TARGET },
    expect: { pc: TARGET - 4, sp: LOADED_SP - 4, regs: { 15: START + 4 }, memory: { [LOADED_SP - 4]: START + 4 } },
  },
  {
    name: 'CALL through R15 reads it before it writes it',
    covers: ['CALL'],
    program: op('CALL', { rs1: 15, imm: 0 }),
    regs: { 15: TARGET },
    expect: { pc: TARGET, sp: LOADED_SP - 4, regs: { 15: START + 4 }, memory: { [LOADED_SP - 4]: START + 4 } },
  },
  {
    name: 'CALLA',
    covers: ['CALLA'],
    program: op('CALLA', { imm: TARGET }),
    expect: { pc: TARGET, sp: LOADED_SP - 4, regs: { 15: START + 4 }, memory: { [LOADED_SP - 4]: START + 4 } },
  },
  {
    name: 'RET leaves R15 alone',
    covers: ['RET'],
    program: op('RET'),
    regs: { 15: 5 },
    sp: LOADED_SP - 4,
    memory: { [LOADED_SP - 4]: TARGET },
    psw: flags('NV'),
    expect: { pc: TARGET, sp: LOADED_SP },
  },
  {
    name: 'RET to the exit address is TASK EXIT with the status in R0',
    covers: ['RET'],
    program: op('RET'),
    regs: { 0: 42 },
    expect: { pc: 0xfffffffc, sp: STACK_LIMIT, stop: { reason: 'svc', retired: 1, svcId: 0x100 } },
  },
  {
    name: 'RET to the return address of a pushed call is COMMAND RETURN',
    covers: ['RET'],
    program: op('RET'),
    sp: LOADED_SP - 8,
    memory: { [LOADED_SP - 8]: 0xfffffff8 },
    expect: { pc: 0xfffffff8, sp: LOADED_SP - 4, stop: { reason: 'svc', retired: 1, svcId: 0x806 } },
  },
  faults('CALL to a misaligned address', ['CALL'], op('CALL', { rs1: 5, imm: 0 }), 'ALIGN', {
    regs: { 5: 0x10002 },
    sp: STACK_BASE,
  }),
  faults('CALL out of code on a full stack', ['CALL'], op('CALL', { rs1: 5, imm: 0 }), 'PC_RANGE', {
    regs: { 5: CODE_LENGTH },
    sp: STACK_BASE,
  }),
  faults('CALL below 0', ['CALL'], op('CALL', { rs1: 0, imm: -2048 }), 'PC_RANGE'),
  faults('CALL on a full stack', ['CALL'], op('CALL', { rs1: 0, imm: 2 }), 'STACK_OVERFLOW', { sp: STACK_BASE }),
  faults('CALLA to a misaligned address', ['CALLA'], op('CALLA', { imm: 0xfffffd }), 'ALIGN', { sp: STACK_BASE }),
  faults('CALLA out of code', ['CALLA'], op('CALLA', { imm: CODE_LENGTH }), 'PC_RANGE', { sp: STACK_BASE }),
  faults('CALLA on a full stack', ['CALLA'], op('CALLA', { imm: TARGET }), 'STACK_OVERFLOW', { sp: STACK_BASE }),
  faults('RET on the empty stack', ['RET'], op('RET'), 'STACK_UNDERFLOW', { sp: STACK_LIMIT }),
  faults('RET to a misaligned address', ['RET'], op('RET'), 'ALIGN', {
    sp: LOADED_SP - 4,
    memory: { [LOADED_SP - 4]: 0xfffffffd },
  }),
  faults('RET out of code', ['RET'], op('RET'), 'PC_RANGE', {
    sp: LOADED_SP - 4,
    memory: { [LOADED_SP - 4]: CODE_LENGTH },
  }),
];

const BRANCH_FAULTS: InstructionCase[] = [
  ...Object.entries(BRANCHES).flatMap(([cc, branch]): InstructionCase[] => {
    const { holds, fails } = CONDITION_FLAGS[cc as (typeof CONDITIONS)[number]];
    const psw = flags(holds[0] ?? '.');
    return [
      faults(`${branch} to a misaligned address`, [branch], op(branch, { imm: 0xfffffe }), 'ALIGN', { psw }),
      faults(`${branch} just out of code`, [branch], op(branch, { imm: CODE_LENGTH }), 'PC_RANGE', { psw }),
      {
        name: `${branch} to nowhere, untaken, in the last word`,
        covers: [branch],
        program: op(branch, { imm: 0xffffff }),
        codeLength: START + 4,
        psw: flags(fails[0] ?? '.'),
        expect: {},
      },
    ];
  }),
  faults('JMP to a misaligned address', ['JMP'], op('JMP', { imm: 0x41 }), 'ALIGN'),
  faults('JMP just out of code', ['JMP'], op('JMP', { imm: CODE_LENGTH }), 'PC_RANGE'),
  faults('JMP to the far end', ['JMP'], op('JMP', { imm: 0xfffffc }), 'PC_RANGE'),
  faults('JR to a misaligned address', ['JR'], op('JR', { rs1: 3 }), 'ALIGN', { regs: { 3: 0x80000001 } }),
  faults('JR out of code', ['JR'], op('JR', { rs1: 3 }), 'PC_RANGE', { regs: { 3: 0x80000040 } }),
  faults('JR to the exit address', ['JR'], op('JR', { rs1: 3 }), 'PC_RANGE', { regs: { 3: 0xfffffffc } }),
  faults('CB below 0', ['CB'], op('CB', { cc: 0, rs1: 1, rs2: 1, imm: -2048 }), 'PC_RANGE'),
  faults('CBI out of code', ['CBI'], op('CBI', { cc: 0, rs1: 1, k: 0, imm: 2047 }), 'PC_RANGE'),
  faults('SET with condition 14', ['SET'], [0x393e0000], 'ILLEGAL'),
  faults('MOVC with condition 15', ['MOVC'], [0x3a34f000], 'ILLEGAL'),
  faults('CB with condition 14', ['CB'], [0x43e12002], 'ILLEGAL'),
  faults('CBI with condition 15', ['CBI'], [0x44f12002], 'ILLEGAL'),
  faults('LDI32 in the last word', ['LDI32'], [0x60100000], 'PC_RANGE', { codeLength: START + 4 }),
  faults('DIV by 0', ['DIV'], op('DIV', { rd: 3, rs1: 1, rs2: 2 }), 'DIV_ZERO', { regs: { 1: 5, 3: 9 }, psw: LATCHES }),
  faults('DIVU by 0', ['DIVU'], op('DIVU', { rd: 3, rs1: 1, rs2: 2 }), 'DIV_ZERO', { regs: { 1: 5, 3: 9 } }),
  faults('REM by 0', ['REM'], op('REM', { rd: 3, rs1: 1, rs2: 2 }), 'DIV_ZERO', { regs: { 1: 5, 3: 9 } }),
  faults('REMU by 0', ['REMU'], op('REMU', { rd: 3, rs1: 1, rs2: 2 }), 'DIV_ZERO', { regs: { 1: 5, 3: 9 } }),
  faults('DIVU by 0 in a core image', ['DIVU'], op('DIVU', { rd: 3, rs1: 1, rs2: 2 }), 'ILLEGAL', { ext: false }),
];

const OTHERS: InstructionCase[] = [
  { name: 'JMP', covers: ['JMP'], program: op('JMP', { imm: TARGET }), psw: flags('ZCNV'), expect: { pc: TARGET } },
  { name: 'JMP to address 0', covers: ['JMP'], program: op('JMP', { imm: 0 }), expect: { pc: 0 } },
  { name: 'JR', covers: ['JR'], program: op('JR', { rs1: 3 }), regs: { 3: TARGET }, expect: { pc: TARGET } },
  {
    name: 'JMP uses all 24 bits',
    covers: ['JMP'],
    program: op('JMP', { imm: 0x1040 }),
    codeLength: 0x1044,
    expect: { pc: 0x1040 },
  },
  {
    name: 'SVC retires and tells its id',
    covers: ['SVC'],
    program: op('SVC', { imm: 0xf2a }),
    psw: LATCHES,
    run: 5,
    expect: { pc: START + 4, stop: { reason: 'svc', retired: 1, svcId: 0xf2a } },
  },
  {
    name: 'SVC 0 in the last word of code',
    covers: ['SVC'],
    program: op('SVC', { imm: 0 }),
    codeLength: START + 4,
    expect: { pc: START + 4, stop: { reason: 'svc', retired: 1, svcId: 0 } },
  },
  {
    name: 'BRK retires and tells its code, word[7:0]',
    covers: ['BRK'],
    program: [0x7fffff5a],
    run: 5,
    expect: { pc: START + 4, stop: { reason: 'break', retired: 1, breakCode: 0x5a } },
  },
  {
    name: 'BRK 0',
    covers: ['BRK'],
    program: op('BRK', { imm: 0 }),
    expect: { pc: START + 4, stop: { reason: 'break', retired: 1, breakCode: 0 } },
  },
  {
    name: 'running off the end faults at the end',
    covers: ['LDI'],
    program: op('LDI', { rd: 1, imm: 1 }),
    codeLength: START + 4,
    run: 2,
    expect: {
      pc: START + 4,
      regs: { 1: 1 },
      psw: flags('E'),
      stop: { reason: 'fault', retired: 1, fault: 'PC_RANGE' },
    },
  },
  {
    name: 'unused fields are ignored',
    covers: ['RET', 'POP'],
    program: [0x41fabcde & 0xff0fffff, 0x25ffffff],
    sp: LOADED_SP - 8,
    memory: { [LOADED_SP - 8]: 1, [LOADED_SP - 4]: TARGET },
    run: 2,
    expect: { pc: TARGET, sp: LOADED_SP, regs: { 0: 1 } },
  },
];

export const CONTROL_CASES: readonly InstructionCase[] = [
  ...CONDITION_CASES,
  ...COMPARE_AND_BRANCH,
  ...CALL_CASES,
  ...BRANCH_FAULTS,
  ...OTHERS,
];
