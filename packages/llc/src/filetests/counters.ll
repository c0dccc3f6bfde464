; Atomic counters that wrap, and subtraction that does not go below zero.
; run: up(4, 5) == 5
; run: up(5, 5) == 0
; run: up(9, 5) == 0
; run: down(4, 5) == 3
; run: down(0, 5) == 5
; run: down(9, 5) == 5
; run: conditional(7, 5) == 2
; run: conditional(4, 5) == 4
; run: saturating(7, 5) == 2
; run: saturating(4, 5) == 0
define i8 @up(i8 %old, i8 %limit) {
  %p = alloca i8
  store i8 %old, ptr %p
  %was = atomicrmw uinc_wrap ptr %p, i8 %limit monotonic
  %now = load i8, ptr %p
  ret i8 %now
}
define i32 @down(i32 %old, i32 %limit) {
  %p = alloca i32
  store i32 %old, ptr %p
  %was = atomicrmw udec_wrap ptr %p, i32 %limit monotonic
  %now = load i32, ptr %p
  ret i32 %now
}
define i64 @conditional(i32 %a, i32 %b) {
  %old = zext i32 %a to i64
  %by = zext i32 %b to i64
  %p = alloca i64
  store i64 %old, ptr %p
  %was = atomicrmw usub_cond ptr %p, i64 %by monotonic
  %now = load i64, ptr %p
  ret i64 %now
}
define i16 @saturating(i16 %old, i16 %by) {
  %p = alloca i16
  store i16 %old, ptr %p
  %was = atomicrmw usub_sat ptr %p, i16 %by monotonic
  %now = load i16, ptr %p
  ret i16 %now
}
