; Saturating shifts and conversions, classes of floating numbers.
; levels: ext
; run: sshl(1, 30) == 0x40000000
; run: sshl(1, 31) == 0x7fffffff
; run: sshl(-3, 31) == 0x80000000
; run: sshl(-1, 31) == 0x80000000
; run: ushl(3, 30) == 0xc0000000
; run: ushl(3, 31) == 0xffffffff
; run: sshl8(3, 5) == 96
; run: sshl8(3, 6) == 127
; run: sshl8(-3, 6) == -128
; run: to8(0x43000000) == 127
; run: to8(0xc3010000) == -128
; run: to8(0x42c90000) == 100
; run: to8(0x7fc00000) == 0
; run: tou8(0xc0000000) == 0
; run: tou8(0x43808000) == 255
; run: to32(0x4f000000) == 0x7fffffff
; run: to32(0x7fc00000) == 0
; run: tou32(0x4f800000) == 0xffffffff
; run: tou32(0xbf800000) == 0
; run: half_to_8(0x7c00) == 127
; run: half_to_8(0xfc00) == -128
; run: kind(0x7f800000) == 512
; run: kind(0x00000001) == 128
; run: kind(0x80000000) == 32
; run: kind(0x7fc00000) == 2
define i32 @sshl(i32 %a, i32 %b) {
  %r = call i32 @llvm.sshl.sat.i32(i32 %a, i32 %b)
  ret i32 %r
}
define i32 @ushl(i32 %a, i32 %b) {
  %r = call i32 @llvm.ushl.sat.i32(i32 %a, i32 %b)
  ret i32 %r
}
define i8 @sshl8(i8 %a, i8 %b) {
  %r = call i8 @llvm.sshl.sat.i8(i8 %a, i8 %b)
  ret i8 %r
}
define i8 @to8(i32 %x) {
  %f = bitcast i32 %x to float
  %r = call i8 @llvm.fptosi.sat.i8.f32(float %f)
  ret i8 %r
}
define i8 @tou8(i32 %x) {
  %f = bitcast i32 %x to float
  %r = call i8 @llvm.fptoui.sat.i8.f32(float %f)
  ret i8 %r
}
define i32 @to32(i32 %x) {
  %f = bitcast i32 %x to float
  %r = call i32 @llvm.fptosi.sat.i32.f32(float %f)
  ret i32 %r
}
define i32 @tou32(i32 %x) {
  %f = bitcast i32 %x to float
  %r = call i32 @llvm.fptoui.sat.i32.f32(float %f)
  ret i32 %r
}
define i8 @half_to_8(i16 %x) {
  %f = bitcast i16 %x to half
  %r = call i8 @llvm.fptosi.sat.i8.f16(half %f)
  ret i8 %r
}
; The bit of the number's class.
define i32 @kind(i32 %x) {
  %f = bitcast i32 %x to float
  %c1 = call i1 @llvm.is.fpclass.f32(float %f, i32 2)
  %c5 = call i1 @llvm.is.fpclass.f32(float %f, i32 32)
  %c7 = call i1 @llvm.is.fpclass.f32(float %f, i32 128)
  %c9 = call i1 @llvm.is.fpclass.f32(float %f, i32 512)
  %s1 = select i1 %c1, i32 2, i32 0
  %s5 = select i1 %c5, i32 32, i32 0
  %s7 = select i1 %c7, i32 128, i32 0
  %s9 = select i1 %c9, i32 512, i32 0
  %a = or i32 %s1, %s5
  %b = or i32 %s7, %s9
  %r = or i32 %a, %b
  ret i32 %r
}
declare i32 @llvm.sshl.sat.i32(i32, i32)
declare i32 @llvm.ushl.sat.i32(i32, i32)
declare i8 @llvm.sshl.sat.i8(i8, i8)
declare i8 @llvm.fptosi.sat.i8.f32(float)
declare i8 @llvm.fptoui.sat.i8.f32(float)
declare i32 @llvm.fptosi.sat.i32.f32(float)
declare i32 @llvm.fptoui.sat.i32.f32(float)
declare i8 @llvm.fptosi.sat.i8.f16(half)
declare i1 @llvm.is.fpclass.f32(float, i32)
