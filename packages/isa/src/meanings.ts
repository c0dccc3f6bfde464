/** The meanings of the table's rows (isa.md §3–§5), one constructor for each kind of instruction. */
import {
  adcFlags,
  addFlags,
  type BinaryOperator,
  binary,
  bind,
  constant,
  type Expr,
  type Flags,
  faultWhen,
  flag,
  holds,
  load,
  local,
  logicFlags,
  type Meaning,
  machine,
  mulFlags,
  operand,
  PSW,
  register,
  type Step,
  sbcFlags,
  select,
  setFlags,
  setPc,
  setRegister,
  setSp,
  shiftFlags,
  stop,
  store,
  subFlags,
  type UnaryOperator,
  unary,
  wordFlags,
} from './semantics.js';
import { SVC } from './svc.js';

/** The first word of every stack: RET to it is reported as SVC TASK_EXIT (isa.md §6). */
export const EXIT_ADDRESS = 0xfffffffc;
/** The return address of a handler that the machine was told to call: RET to it is reported as SVC COMMAND_RETURN. */
export const CALL_RETURN_ADDRESS = 0xfffffff8;

const RS1 = register('rs1');
const RS2 = register('rs2');
const RD = register('rd');
const IMM = operand('imm');
const PC = machine('pc');
const NEXT = machine('next');
const SP = machine('sp');
const FOUR = constant(4);
const R = local('r');
const TARGET = local('target');
const ADDRESS = local('address');

const misaligned = (address: Expr, bytes: number): Expr =>
  binary('ne', binary('and', address, constant(bytes - 1)), constant(0));

/** rd = value, no flags. */
export const move = (value: Expr): Meaning => [setRegister('rd', value)];
export const moveRegister = move(RS1);
export const moveImmediate = move(IMM);
export const convert = (op: UnaryOperator): Meaning => move(unary(op, RS1));
export const zeroExtendHalf = move(binary('and', RS1, constant(0xffff)));

/** LDI32: the literal must lie in code. */
export const moveLiteral: Meaning = [
  faultWhen('PC_RANGE', binary('geu', binary('add', PC, FOUR), machine('code_len'))),
  setRegister('rd', IMM),
];

const withResult = (value: Expr, flags: Flags): Meaning => [bind('r', value), setFlags(flags), setRegister('rd', R)];

export const add = (b: Expr): Meaning => withResult(binary('add', RS1, b), addFlags(RS1, b, R));
export const subtract = (b: Expr): Meaning => withResult(binary('sub', RS1, b), subFlags(RS1, b, R));
export const compare = (b: Expr): Meaning => [bind('r', binary('sub', RS1, b)), setFlags(subFlags(RS1, b, R))];
export const addWithCarry = withResult(binary('add', binary('add', RS1, RS2), flag('c')), adcFlags(RS1, RS2, R));
export const subtractWithCarry = withResult(
  binary('sub', binary('sub', RS1, RS2), binary('xor', flag('c'), constant(1))),
  sbcFlags(RS1, RS2, R),
);
export const multiply = withResult(binary('mul', RS1, RS2), mulFlags(RS1, RS2, R));

/** rd = rs1 op b, flags Z N, C = V = 0. */
export const logic = (op: BinaryOperator, b: Expr): Meaning => withResult(binary(op, RS1, b), logicFlags(R));
export const complement = withResult(unary('not', RS1), logicFlags(R));

/** rd = rs1 op rs2 with rs2 other than 0. */
export const divide = (op: 'divs' | 'rems' | 'divu' | 'remu'): Meaning => [
  faultWhen('DIV_ZERO', binary('eq', RS2, constant(0))),
  ...logic(op, RS2),
];

/** A shift by `by` modulo 32. The last bit out of a left shift by n is bit 32 - n, of a right shift bit n - 1. */
export function shift(op: 'shl' | 'shr' | 'sar', by: Expr): Meaning {
  const amount = local('amount');
  const position = op === 'shl' ? binary('sub', constant(32), amount) : binary('sub', amount, constant(1));
  const lastOut = binary('and', binary('shr', RS1, position), constant(1));
  return [
    bind('amount', binary('and', by, constant(31))),
    ...withResult(binary(op, RS1, amount), shiftFlags(R, amount, lastOut)),
  ];
}

/** rd = rs1 op rs2, no flags. */
export const float = (op: BinaryOperator): Meaning => move(binary(op, RS1, RS2));
/** rd[15:0] = a binary16 result; rd[31:16] is kept. */
const lowHalf = (value: Expr): Meaning => move(binary('or', binary('and', RD, constant(0xffff0000)), value));
export const halfFloat = (op: BinaryOperator): Meaning => lowHalf(binary(op, RS1, RS2));
export const intToHalf = lowHalf(unary('i32_f16', RS1));
export const floatCompare = (op: 'f16cmp' | 'f32cmp'): Meaning => [
  bind('r', binary(op, RS1, RS2)),
  setFlags(wordFlags('fcmp', R)),
];

/** Data accesses: ALIGN, then the whole access within [low bound, stack_limit). */
function access(address: Expr, bytes: 1 | 2 | 4, lowBound: 'ro_base' | 'data_base'): Step[] {
  const steps = [bind('address', address)];
  if (bytes > 1) steps.push(faultWhen('ALIGN', misaligned(ADDRESS, bytes)));
  const tooLow = binary('ltu', ADDRESS, machine(lowBound));
  const last = binary('sub', machine('stack_limit'), constant(bytes));
  steps.push(faultWhen('MEM_FAULT', binary('or', tooLow, binary('ltu', last, ADDRESS))));
  return steps;
}

const BASED = binary('add', RS1, IMM);
const STACKED = binary('add', SP, IMM);

const loadFrom = (address: Expr, bytes: 1 | 2 | 4, signed: boolean): Meaning => [
  ...access(address, bytes, 'ro_base'),
  setRegister('rd', load(bytes, signed, ADDRESS)),
];
const storeTo = (address: Expr, bytes: 1 | 2 | 4): Meaning => [
  ...access(address, bytes, 'data_base'),
  store(bytes, ADDRESS, RS2),
];

export const loadMemory = (bytes: 1 | 2 | 4, signed = false): Meaning => loadFrom(BASED, bytes, signed);
export const storeMemory = (bytes: 1 | 2 | 4): Meaning => storeTo(BASED, bytes);
export const loadStack = loadFrom(STACKED, 4, false);
export const storeStack = storeTo(STACKED, 4);

/** Faults of going to `TARGET`: always, or when `taken` is not 0. */
function checkTarget(taken?: Expr): Step[] {
  const when = (bad: Expr): Expr => (taken === undefined ? bad : binary('and', taken, bad));
  return [
    faultWhen('ALIGN', when(misaligned(TARGET, 4))),
    faultWhen('PC_RANGE', when(binary('geu', TARGET, machine('code_len')))),
  ];
}

/** pc = target. */
export const jump = (target: Expr): Meaning => [bind('target', target), ...checkTarget(), setPc(TARGET)];

/** pc = target when `taken` is not 0. A branch that is not taken cannot fault. */
const branch = (taken: Expr, target: Expr): Meaning => [
  bind('taken', taken),
  bind('target', target),
  ...checkTarget(local('taken')),
  setPc(select(local('taken'), TARGET, NEXT)),
];

/** Branch to the absolute target when condition `cc` holds for the psw. */
export const branchOn = (cc: number): Meaning => branch(holds(cc, PSW), IMM);

const wordsFrom = (base: Expr): Expr => binary('add', base, binary('mul', IMM, FOUR));

/** CB and CBI: branch on the comparison of rs1 with b, which is not kept. */
export const compareAndBranch = (b: Expr): Meaning => [
  bind('r', binary('sub', RS1, b)),
  ...branch(holds('operand', subFlags(RS1, b, R)), wordsFrom(PC)),
];

const noRoom: Step = faultWhen('STACK_OVERFLOW', binary('ltu', binary('sub', SP, machine('stack_base')), FOUR));
const nothingThere: Step = faultWhen('STACK_UNDERFLOW', binary('geu', SP, machine('stack_limit')));
const pushed = binary('sub', SP, FOUR);
const popped = binary('add', SP, FOUR);

const callTo = (target: Expr): Meaning => [
  bind('target', target),
  ...checkTarget(),
  noRoom,
  store(4, pushed, NEXT),
  setSp(pushed),
  setRegister('R15', NEXT),
  setPc(TARGET),
];

/** CALL: rs1 field 0 stands for this instruction's own address. */
export const call = callTo(wordsFrom(select(binary('eq', operand('rs1'), constant(0)), PC, RS1)));
export const callAbsolute = callTo(IMM);

const isExit = binary('eq', TARGET, constant(EXIT_ADDRESS));
const isCallReturn = binary('eq', TARGET, constant(CALL_RETURN_ADDRESS));

export const ret: Meaning = [
  nothingThere,
  bind('target', load(4, false, SP)),
  bind('goes', binary('eq', binary('or', isExit, isCallReturn), constant(0))),
  ...checkTarget(local('goes')),
  setSp(popped),
  setPc(TARGET),
  stop('svc', constant(SVC.TASK_EXIT), isExit),
  stop('svc', constant(SVC.COMMAND_RETURN), isCallReturn),
];

export const push: Meaning = [noRoom, store(4, pushed, RS1), setSp(pushed)];
export const pop: Meaning = [nothingThere, setRegister('rd', load(4, false, SP)), setSp(popped)];

/** sp = value: ALIGN, then the stack's bounds. */
const moveSp = (value: Expr): Meaning => [
  bind('r', value),
  faultWhen('ALIGN', misaligned(R, 4)),
  faultWhen('STACK_UNDERFLOW', binary('ltu', machine('stack_limit'), R)),
  faultWhen('STACK_OVERFLOW', binary('ltu', R, machine('stack_base'))),
  setSp(R),
];
export const setStackPointer = moveSp(BASED);
export const addToStackPointer = moveSp(STACKED);
export const getStackPointer = move(STACKED);

export const getPsw = move(machine('psw'));
export const setPsw: Meaning = [setFlags(wordFlags('bits', RS1))];

export const setOnCondition = move(holds('operand', PSW));
export const moveOnCondition = move(select(holds('operand', PSW), RS1, RD));

export const systemCall: Meaning = [stop('svc', IMM)];
export const breakpoint: Meaning = [stop('break', IMM)];
