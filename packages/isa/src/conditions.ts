/** Condition codes (isa.md §4): tests of the psw's Z, C, N and V. */

/** psw bits (isa.md §1). */
export const PSW_Z = 1;
export const PSW_C = 2;
export const PSW_N = 4;
export const PSW_V = 8;
/** The error latch: set by a failed system call and by a fault. */
export const PSW_E = 16;
/** Z C N V together: what SETPSW writes. */
export const PSW_FLAGS = 15;
/** Every bit a psw may hold: flags, E and the interrupt mask in bits 8–15. */
export const PSW_MASK = 0xff1f;

/** Condition names in the order of their codes 0..13. */
export const CONDITIONS = ['EQ', 'NE', 'HS', 'LO', 'MI', 'PL', 'VS', 'VC', 'HI', 'LS', 'GE', 'LT', 'GT', 'LE'] as const;

export type Condition = (typeof CONDITIONS)[number];

/** The code of a condition's name (upper case), or `undefined`. */
export function conditionCode(name: string): number | undefined {
  const code = CONDITIONS.indexOf(name as Condition);
  return code < 0 ? undefined : code;
}

/** The code that holds exactly when `cc` does not: conditions come in pairs. */
export function invertCondition(cc: number): number {
  return cc ^ 1;
}

/** Whether condition `cc` (0..13) holds for the flags in `psw`. */
export function conditionHolds(cc: number, psw: number): boolean {
  const z = (psw & PSW_Z) !== 0;
  const c = (psw & PSW_C) !== 0;
  const n = (psw & PSW_N) !== 0;
  const v = (psw & PSW_V) !== 0;
  let holds: boolean;
  switch (cc >> 1) {
    case 0:
      holds = z;
      break;
    case 1:
      holds = c;
      break;
    case 2:
      holds = n;
      break;
    case 3:
      holds = v;
      break;
    case 4:
      holds = c && !z;
      break;
    case 5:
      holds = n === v;
      break;
    case 6:
      holds = !z && n === v;
      break;
    default:
      throw new RangeError(`condition code ${cc} is not in 0..13`);
  }
  return (cc & 1) !== 0 ? !holds : holds;
}
