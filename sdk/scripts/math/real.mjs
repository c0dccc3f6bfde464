// Real numbers n * 2^e with n of any length: what the library's constants and the tests' references are calculated with. Sums and
// products are cut at PRECISION bits, far below what a double shows.

/** Bits that results keep. */
export const PRECISION = 320;

export function bitLength(n) {
  if (n < 0n) n = -n;
  if (n === 0n) return 0;
  const digits = n.toString(16);
  return 4 * digits.length + 28 - Math.clz32(Number.parseInt(digits[0], 16));
}

export class Real {
  constructor(n, e = 0) {
    const excess = bitLength(n) - PRECISION;
    if (excess > 0) {
      n >>= BigInt(excess);
      e += excess;
    }
    this.n = n;
    this.e = n === 0n ? 0 : e;
  }

  static of(x) {
    if (x instanceof Real) return x;
    if (typeof x === 'bigint') return new Real(x);
    if (Number.isInteger(x)) return new Real(BigInt(x));
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, x);
    const pattern = bits.getBigUint64(0);
    const field = Number((pattern >> 52n) & 0x7ffn);
    if (field === 0x7ff) throw new RangeError(`${x} is no real number`);
    const fraction = pattern & 0xf_ffff_ffff_ffffn;
    const n = field === 0 ? fraction : fraction | (1n << 52n);
    return new Real(x < 0 ? -n : n, Math.max(field, 1) - 1075);
  }

  /** Exponent of the leading bit; -Infinity of 0. */
  get exponent() {
    return this.n === 0n ? Number.NEGATIVE_INFINITY : bitLength(this.n) + this.e - 1;
  }

  get sign() {
    return this.n < 0n ? -1 : this.n > 0n ? 1 : 0;
  }

  neg() {
    return new Real(-this.n, this.e);
  }

  abs() {
    return this.n < 0n ? this.neg() : this;
  }

  add(other) {
    const o = Real.of(other);
    if (o.n === 0n) return this;
    if (this.n === 0n) return o;
    const [big, small] = this.e >= o.e ? [this, o] : [o, this];
    // A number far below the other's last bit still has to keep its sign there.
    if (big.exponent - small.exponent > 2 * PRECISION) return big.exponent > small.exponent ? big : small;
    return new Real((big.n << BigInt(big.e - small.e)) + small.n, small.e);
  }

  sub(other) {
    return this.add(Real.of(other).neg());
  }

  mul(other) {
    const o = Real.of(other);
    return new Real(this.n * o.n, this.e + o.e);
  }

  div(other) {
    const o = Real.of(other);
    const places = Math.max(0, PRECISION + 2 + bitLength(o.n) - bitLength(this.n));
    return new Real((this.n << BigInt(places)) / o.n, this.e - places - o.e);
  }

  /** this * 2^power */
  scale(power) {
    return new Real(this.n, this.e + power);
  }

  sqrt() {
    if (this.n === 0n) return this;
    let places = Math.max(0, 2 * PRECISION + 2 - bitLength(this.n));
    if ((this.e - places) % 2 !== 0) places++;
    return new Real(rootOf(this.n << BigInt(places), 2), (this.e - places) / 2);
  }

  cbrt() {
    if (this.n < 0n) return this.neg().cbrt().neg();
    if (this.n === 0n) return this;
    let places = Math.max(0, 3 * PRECISION + 3 - bitLength(this.n));
    while ((this.e - places) % 3 !== 0) places++;
    return new Real(rootOf(this.n << BigInt(places), 3), (this.e - places) / 3);
  }

  compare(other) {
    return this.sub(other).sign;
  }

  lessThan(other) {
    return this.compare(other) < 0;
  }

  /** The largest integer not above. */
  floor() {
    return this.e >= 0 ? this.n << BigInt(this.e) : this.n >> BigInt(-this.e);
  }

  /** The nearest integer. */
  round() {
    return this.add(HALF).floor();
  }

  /** A double near to it: no more than two units of its last place away; infinite or 0 out of range. */
  toNumber() {
    if (this.n === 0n) return 0;
    const places = bitLength(this.n) - 60;
    const head = places > 0 ? this.n >> BigInt(places) : this.n << BigInt(-places);
    // In two steps: 2^-1074 is the least power.
    const power = this.e + places;
    const half = Math.trunc(power / 2);
    return Number(head) * 2 ** half * 2 ** (power - half);
  }
}

const HALF = new Real(1n, -1);

/** The integer root of n, by Newton's iteration from above. */
function rootOf(n, degree) {
  const d = BigInt(degree);
  let x = 1n << BigInt(Math.floor(bitLength(n) / degree) + 1);
  for (;;) {
    const next = ((d - 1n) * x + n / x ** (d - 1n)) / d;
    if (next >= x) return x;
    x = next;
  }
}

/** Adds term(0), term(1), … until one is below the last bit of the sum. */
export function sum(term, least = -PRECISION) {
  let total = Real.of(0);
  for (let k = 0; ; k++) {
    const t = term(k);
    if (t.n === 0n || t.exponent < total.exponent + least) return total;
    total = total.add(t);
  }
}
