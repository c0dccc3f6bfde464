/** Real numbers n * 2^e, to some 300 bits. */
export const PRECISION: number;
export function bitLength(n: bigint): number;
export type Like = Real | number | bigint;
export class Real {
  readonly n: bigint;
  readonly e: number;
  constructor(n: bigint, e?: number);
  /** The value of a finite number. */
  static of(x: Like): Real;
  /** Exponent of the leading bit; -Infinity of 0. */
  readonly exponent: number;
  readonly sign: -1 | 0 | 1;
  neg(): Real;
  abs(): Real;
  add(other: Like): Real;
  sub(other: Like): Real;
  mul(other: Like): Real;
  div(other: Like): Real;
  scale(power: number): Real;
  sqrt(): Real;
  cbrt(): Real;
  compare(other: Like): -1 | 0 | 1;
  lessThan(other: Like): boolean;
  floor(): bigint;
  round(): bigint;
  toNumber(): number;
}
