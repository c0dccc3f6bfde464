; 64-bit integers as pairs.
; run: add64(1, 0, -1, 0) == 0x100000000
; run: sub64(0, 1, 1, 0) == 0xffffffff
; run: shl5(1, 1) == 0x2000000020
; run: lshr40(0, 0x12345678) == 0x123456
; run: ashr40(0, 0x80000000) == 0xffffffffff800000
; run: slt64(0, 1, 1, 1) == 1
; run: slt64(0, -1, 0, 0) == 1
; run: ult64(0, -1, 0, 0) == 0
; run: sgt64(5, 0, 4, 0) == 1
; run: eq64(5, 6, 5, 6) == 1
; run: eq64(5, 6, 5, 7) == 0
; run: sext64(-2) == -2
; run: pick(1, 2, 3, 4) == 0x400000003
; run: ovf(0x7fffffff, 1) == 1
; run: ovf(0x7ffffffe, 1) == 0
; run: uovf(-1, 1) == 1
; run: sat(0x7fffffff, 5) == 0x7fffffff
; run: sat(0x80000000, -5) == 0x80000000
define i64 @add64(i64 %a, i64 %b) {
  %r = add i64 %a, %b
  ret i64 %r
}
define i64 @sub64(i64 %a, i64 %b) {
  %r = sub i64 %a, %b
  ret i64 %r
}
define i64 @shl5(i64 %a) {
  %r = shl i64 %a, 5
  ret i64 %r
}
define i64 @lshr40(i64 %a) {
  %r = lshr i64 %a, 40
  ret i64 %r
}
define i64 @ashr40(i64 %a) {
  %r = ashr i64 %a, 40
  ret i64 %r
}
define i1 @slt64(i64 %a, i64 %b) {
  %r = icmp slt i64 %a, %b
  ret i1 %r
}
define i32 @ult64(i64 %a, i64 %b) {
  %r = icmp ult i64 %a, %b
  br i1 %r, label %x, label %y
x:
  ret i32 1
y:
  ret i32 0
}
define i32 @sgt64(i64 %a, i64 %b) {
  %r = icmp sgt i64 %a, %b
  br i1 %r, label %x, label %y
x:
  ret i32 1
y:
  ret i32 0
}
define i1 @eq64(i64 %a, i64 %b) {
  %r = icmp eq i64 %a, %b
  ret i1 %r
}
define i64 @sext64(i32 %a) {
  %r = sext i32 %a to i64
  ret i64 %r
}
define i64 @pick(i64 %a, i64 %b) {
  %c = icmp ult i64 %b, %a
  %r = select i1 %c, i64 %a, i64 %b
  ret i64 %r
}
declare { i32, i1 } @llvm.sadd.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.uadd.with.overflow.i32(i32, i32)
declare i32 @llvm.sadd.sat.i32(i32, i32)
define i1 @ovf(i32 %a, i32 %b) {
  %p = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %a, i32 %b)
  %r = extractvalue { i32, i1 } %p, 1
  ret i1 %r
}
define i1 @uovf(i32 %a, i32 %b) {
  %p = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %a, i32 %b)
  %r = extractvalue { i32, i1 } %p, 1
  ret i1 %r
}
define i32 @sat(i32 %a, i32 %b) {
  %r = call i32 @llvm.sadd.sat.i32(i32 %a, i32 %b)
  ret i32 %r
}
