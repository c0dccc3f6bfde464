import { describe, expect, it } from 'vitest';
import { convertDoubleBits, floatLiteralBits } from './float-literals.js';
import type { Constant } from './model.js';
import { messagesOf, moduleOf } from './testing/one-function.js';

/** The initializer of a global of this text. */
function constant(text: string): Constant {
  const { globals } = moduleOf(`%T = type { i32, ptr }
@x = global ${text}
@g = global [4 x i32] zeroinitializer
declare void @h()
define void @k() {
 b:
  br label %c
 c:
  ret void
}`);
  const initializer = globals[0]?.initializer;
  if (initializer === undefined) throw new Error('no initializer');
  return initializer;
}

describe('constants', () => {
  it('reads integers modulo their width', () => {
    expect(constant('i8 -1')).toMatchObject({ kind: 'int', value: 255n });
    expect(constant('i33 8589934591')).toMatchObject({ value: 8589934591n });
    expect(constant('i128 -170141183460469231731687303715884105728')).toMatchObject({ value: 1n << 127n });
    expect(constant('i16 s0xFF')).toMatchObject({ value: 0xffffn });
    expect(constant('i16 u0xFF')).toMatchObject({ value: 0xffn });
    expect(constant('i1 true')).toMatchObject({ value: 1n });
  });

  it.each([
    ['half', '1.0', 0x3c00n],
    ['half', '0xH3C00', 0x3c00n],
    ['half', '0x3FF0000000000000', 0x3c00n],
    ['half', '6.103515625e-05', 0x0400n],
    ['half', '5.9604644775390625e-08', 0x0001n],
    ['half', '65536.0', 0x7c00n],
    ['bfloat', '0xR3F80', 0x3f80n],
    ['float', '1.5', 0x3fc00000n],
    ['float', '0x7FF8000000000000', 0x7fc00000n],
    ['float', '0xFFF0000000000000', 0xff800000n],
    ['float', '0x36A0000000000000', 1n],
    ['float', '0x3FB99999A0000000', 0x3dcccccdn],
    ['float', 'f0x7FA00000', 0x7fa00000n],
    ['double', '-2.5e+00', 0xc004000000000000n],
    ['double', '0x1.8p3', 0x4028000000000000n],
    ['double', '+inf', 0x7ff0000000000000n],
    ['double', '-qnan', 0xfff8000000000000n],
    ['double', '+nan(0x5)', 0x7ff8000000000005n],
    ['double', '-snan(0x5)', 0xfff0000000000005n],
    ['x86_fp80', '0xK3FFF8000000000000000', 0x3fff8000000000000000n],
    ['x86_fp80', '1.0', 0x3fff8000000000000000n],
    ['fp128', '0xL00000000000000013FFF000000000000', 0x3fff0000000000000000000000000001n],
    ['fp128', '-1.0', 0xbfff0000000000000000000000000000n],
    ['ppc_fp128', '0xM00000000000000013FF0000000000000', 0x3ff00000000000000000000000000001n],
  ] as const)('reads %s %s', (type, text, bits) => {
    expect(constant(`${type} ${text}`)).toMatchObject({ kind: 'fp', bits });
  });

  it('rounds every double to float as the host does', () => {
    const view = new DataView(new ArrayBuffer(8));
    let state = 12345n;
    for (let i = 0; i < 3000; i++) {
      state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
      // Exponents around float's whole range, subnormals included.
      const bits = (state & 0x800fffffffffffffn) | ((870n + ((state >> 52n) % 290n)) << 52n);
      view.setBigUint64(0, bits);
      const value = view.getFloat64(0);
      view.setFloat32(0, value);
      const expected = BigInt(view.getUint32(0));
      expect(convertDoubleBits(bits, 'float').bits).toBe(expected);
      expect(convertDoubleBits(bits, 'float').exact).toBe(Math.fround(value) === value);
    }
  });

  it('refuses literals that the type cannot hold', () => {
    expect(floatLiteralBits('0x3FB999999999999A', 'float')).toMatch('cannot be represented');
    expect(floatLiteralBits('0xH3C00', 'float')).toMatch('of type half');
    expect(floatLiteralBits('f0x123456789', 'float')).toMatch('more bits');
  });

  it('reads aggregates, strings, splats and simple constants', () => {
    expect(constant('[4 x i8] c"a\\00\\FFé"'.replace('[4', '[5'))).toMatchObject({
      kind: 'bytes',
      bytes: Uint8Array.of(97, 0, 255, 0xc3, 0xa9),
    });
    expect(constant('<{ i8, i32 }> <{ i8 1, i32 undef }>')).toMatchObject({
      elements: [{ value: 1n }, { kind: 'undef' }],
    });
    expect(constant('[2 x %T] [%T { i32 7, ptr @g }, %T zeroinitializer]')).toMatchObject({
      elements: [{ elements: [{}, { kind: 'global', name: 'g' }] }, { kind: 'zero' }],
    });
    expect(constant('<3 x i16> splat (i16 5)')).toMatchObject({
      elements: [{ value: 5n }, { value: 5n }, { value: 5n }],
    });
    expect(constant('<2 x float> <float 1.0, float poison>')).toMatchObject({ elements: [{}, { kind: 'poison' }] });
    expect(constant('ptr null')).toMatchObject({ kind: 'null' });
    expect(constant('[0 x i8] []')).toMatchObject({ elements: [] });
  });

  it.each([
    ['ptr getelementptr inbounds nuw (%T, ptr @g, i32 1, i32 1)', { op: 'getelementptr', elementType: { name: 'T' } }],
    ['ptr getelementptr inbounds inrange(-4, 8) ([4 x i32], ptr @g, i32 0, i64 2)', { op: 'getelementptr' }],
    ['ptr getelementptr ([4 x i32], ptr @g, i32 0, inrange i64 2)', { op: 'getelementptr' }],
    ['i32 ptrtoint (ptr @h to i32)', { op: 'ptrtoint', operands: [{ name: 'h' }] }],
    ['i32 sub nuw nsw (i32 ptrtoint (ptr @h to i32), i32 ptrtoint (ptr @x to i32))', { op: 'sub' }],
    ['i1 icmp ne (ptr @g, ptr null)', { op: 'icmp', predicate: 'ne' }],
    ['i32 select (i1 icmp eq (ptr @g, ptr null), i32 1, i32 2)', { op: 'select' }],
    ['i8 extractvalue ({ i32, [2 x i8] } { i32 1, [2 x i8] c"ab" }, 1, 0)', { op: 'extractvalue', indices: [1, 0] }],
    ['i32 extractelement (<2 x i32> <i32 1, i32 2>, i32 0)', { op: 'extractelement' }],
    ['ptr addrspacecast (ptr addrspace(1) null to ptr)', { op: 'addrspacecast' }],
    ['ptr bitcast (ptr @h to ptr)', { kind: 'function' }],
    ['ptr dso_local_equivalent @h', { kind: 'function' }],
    ['ptr no_cfi @h', { kind: 'function' }],
    ['ptr ptrauth (ptr @h, i32 0, i64 5)', { op: 'ptrauth' }],
    ['ptr blockaddress(@k, %c)', { kind: 'blockaddress', functionName: 'k', blockName: 'c' }],
  ])('reads %s', (text, expected) => {
    expect(constant(text)).toMatchObject(expected);
  });

  it('shares equal types and equal integers', () => {
    const { globals } = moduleOf(
      '@a = global { i32, [3 x i64] } zeroinitializer\n@b = global { i32, [3 x i64] } undef\n@c = global [2 x i8] [i8 1, i8 1]',
    );
    expect(globals[0]?.valueType).toBe(globals[1]?.valueType);
    const c = globals[2]?.initializer;
    expect(c?.kind === 'aggregate' && c.elements[0] === c.elements[1]).toBe(true);
  });

  it.each([
    ['i32 1.0', 'a floating-point literal cannot be of type i32'],
    ['float 1', 'an integer cannot be of type float'],
    ['[2 x i8] c"abc"', 'the string has type [3 x i8], not [2 x i8]'],
    ['[2 x i32] [i32 1]', '[2 x i32] has 2 elements, the constant has 1'],
    ['{ i32 } { i64 1 }', 'element 0 of { i32 } is a i32, not a i64'],
    ['ptr @nowhere', '@nowhere is not defined or declared'],
    ['ptr blockaddress(@x, %b)', '@x is not a function'],
    ['ptr getelementptr ({ i32 }, ptr @x, i32 0, i32 5)', "@x: getelementptr's indices do not fit { i32 }"],
    ['i32 ptrtoint (i32 5 to i32)', '@x: ptrtoint cannot make a i32 of a i32'],
    ['<99999999 x i8> splat (i8 1)', 'a splat of more than 65536 lanes'],
    ['i32 add (i32 1, i8 1)', 'the operands of add are of different types'],
  ])('refuses %s', (text, message) => {
    expect(messagesOf(`@x = global ${text}`).join('\n')).toContain(message);
  });
});
