; Integer arithmetic of the machine's own width and below.
; run: add(1, 2) == 3
; run: add(-1, 1) == 0
; run: sub3(10) == 7
; run: big(1) == 100001
; run: muladd(3, 4, 5) == 17
; run: narrow(200, 100) == 44
; run: narrow_signed(200, 100) == 22
; run: sdiv8(-128, 2) == -64
; run: udiv_pow(1000) == 125
; run: urem_pow(1003) == 3
; run: shifts(0x80000001, 4) == 0x08000001
; run: masks(0x12345678) == 0x5678
; run: lnot(0x0f0f0f0f) == 0xf0f0f0f0
; run: sx(0x80) == -128
; run: sx5(31) == -1
; run: sx5(15) == 15
define i32 @add(i32 %a, i32 %b) {
  %r = add i32 %a, %b
  ret i32 %r
}
define i32 @sub3(i32 %a) {
  %r = sub i32 %a, 3
  ret i32 %r
}
define i32 @big(i32 %a) {
  %r = add i32 %a, 100000
  ret i32 %r
}
define i32 @muladd(i32 %a, i32 %b, i32 %c) {
  %m = mul i32 %a, %b
  %r = add i32 %m, %c
  ret i32 %r
}
define i8 @narrow(i8 %a, i8 %b) {
  %r = add i8 %a, %b
  ret i8 %r
}
define i32 @narrow_signed(i8 %a, i8 %b) {
  %s = add i8 %a, %b
  %h = ashr i8 %s, 1
  %r = sext i8 %h to i32
  ret i32 %r
}
define i8 @sdiv8(i8 %a, i8 %b) {
  %r = sdiv i8 %a, %b
  ret i8 %r
}
define i32 @udiv_pow(i32 %a) {
  %r = udiv i32 %a, 8
  ret i32 %r
}
define i32 @urem_pow(i32 %a) {
  %r = urem i32 %a, 8
  ret i32 %r
}
define i32 @shifts(i32 %a, i32 %n) {
  %l = shl i32 %a, %n
  %r = lshr i32 %a, %n
  %x = shl i32 %l, 4
  %y = lshr i32 %l, 4
  %z = or i32 %r, %y
  ret i32 %z
}
define i32 @masks(i32 %a) {
  %r = and i32 %a, 65535
  ret i32 %r
}
define i32 @lnot(i32 %a) {
  %r = xor i32 %a, -1
  ret i32 %r
}
define i32 @sx(i32 %a) {
  %t = trunc i32 %a to i8
  %r = sext i8 %t to i32
  ret i32 %r
}
define i32 @sx5(i32 %a) {
  %t = trunc i32 %a to i5
  %r = sext i5 %t to i32
  ret i32 %r
}
