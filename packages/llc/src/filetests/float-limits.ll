; Minima, maxima, reductions and constrained operations of floating numbers. Bit patterns go in and out.
; levels: ext
; run: least(0x3f800000, 0x40000000) == 0x3f800000
; run: least(0, 0x80000000) == 0x80000000
; run: least(0x80000000, 0) == 0x80000000
; run: least(0x7fc00001, 0x40000000) == 0x7fc00000
; run: most(0x80000000, 0) == 0
; run: most(0xbf800000, 0xc0000000) == 0xbf800000
; run: number(0x7fc00000, 0x40000000) == 0x40000000
; run: number(0x40000000, 0x7fc00000) == 0x40000000
; run: number(0, 0x80000000) == 0x80000000
; run: half_least(0x3c00, 0x4000) == 0x3c00
; run: half_least(0x7e01, 0x4000) == 0x7e00
; run: sum(0x3f800000, 0x40000000) == 0x40e00000
; run: biggest(0x3f800000, 0x40000000) == 0x40000000
; run: plain(0x3f800000, 0x40000000) == 0x40400000
; run: before(0x3f800000, 0x40000000) == 1
; run: before(0x40000000, 0x3f800000) == 0
; run: before(0x7fc00000, 0x3f800000) == 0
; run: toward(0xc0200000) == -2
; run: canonical(0xbf800000) == 0xbf800000
; run: rounding() == 1
define i32 @least(i32 %x, i32 %y) {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %c = call float @llvm.minimum.f32(float %a, float %b)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i32 @most(i32 %x, i32 %y) {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %c = call float @llvm.maximum.f32(float %a, float %b)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i32 @number(i32 %x, i32 %y) {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %c = call float @llvm.minimumnum.f32(float %a, float %b)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i16 @half_least(i16 %x, i16 %y) {
  %a = bitcast i16 %x to half
  %b = bitcast i16 %y to half
  %c = call half @llvm.minimum.f16(half %a, half %b)
  %r = bitcast half %c to i16
  ret i16 %r
}
define i32 @sum(i32 %x, i32 %y) {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %v0 = insertelement <2 x float> poison, float %a, i32 0
  %v1 = insertelement <2 x float> %v0, float %b, i32 1
  %c = call float @llvm.vector.reduce.fadd.v2f32(float 4.0, <2 x float> %v1)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i32 @biggest(i32 %x, i32 %y) {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %v0 = insertelement <2 x float> poison, float %a, i32 0
  %v1 = insertelement <2 x float> %v0, float %b, i32 1
  %c = call float @llvm.vector.reduce.fmax.v2f32(<2 x float> %v1)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i32 @plain(i32 %x, i32 %y) strictfp {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %c = call float @llvm.experimental.constrained.fadd.f32(float %a, float %b, metadata !"round.dynamic", metadata !"fpexcept.strict")
  %r = bitcast float %c to i32
  ret i32 %r
}
define i1 @before(i32 %x, i32 %y) strictfp {
  %a = bitcast i32 %x to float
  %b = bitcast i32 %y to float
  %c = call i1 @llvm.experimental.constrained.fcmps.f32(float %a, float %b, metadata !"olt", metadata !"fpexcept.strict")
  ret i1 %c
}
define i32 @toward(i32 %x) strictfp {
  %a = bitcast i32 %x to float
  %c = call i32 @llvm.experimental.constrained.fptosi.i32.f32(float %a, metadata !"fpexcept.strict")
  ret i32 %c
}
define i32 @canonical(i32 %x) {
  %a = bitcast i32 %x to float
  %c = call float @llvm.canonicalize.f32(float %a)
  %r = bitcast float %c to i32
  ret i32 %r
}
define i32 @rounding() {
  call void @llvm.clear_cache(ptr null, ptr null)
  %r = call i32 @llvm.get.rounding()
  ret i32 %r
}
declare float @llvm.minimum.f32(float, float)
declare float @llvm.maximum.f32(float, float)
declare float @llvm.minimumnum.f32(float, float)
declare half @llvm.minimum.f16(half, half)
declare float @llvm.vector.reduce.fadd.v2f32(float, <2 x float>)
declare float @llvm.vector.reduce.fmax.v2f32(<2 x float>)
declare float @llvm.experimental.constrained.fadd.f32(float, float, metadata, metadata)
declare i1 @llvm.experimental.constrained.fcmps.f32(float, float, metadata, metadata)
declare i32 @llvm.experimental.constrained.fptosi.i32.f32(float, metadata)
declare float @llvm.canonicalize.f32(float)
declare void @llvm.clear_cache(ptr, ptr)
declare i32 @llvm.get.rounding()
; For the code that may not use FCMPS: -1, 0, 1, or 2 for a NaN.
define i32 @__hsx_cmpsf(i32 %x, i32 %y) {
  %mx = and i32 %x, 2147483647
  %my = and i32 %y, 2147483647
  %nx = sub i32 0, %mx
  %ny = sub i32 0, %my
  %sx = icmp slt i32 %x, 0
  %sy = icmp slt i32 %y, 0
  %vx = select i1 %sx, i32 %nx, i32 %mx
  %vy = select i1 %sy, i32 %ny, i32 %my
  %less = icmp slt i32 %vx, %vy
  %more = icmp sgt i32 %vx, %vy
  %one = zext i1 %more to i32
  %order = select i1 %less, i32 -1, i32 %one
  %qx = icmp ugt i32 %mx, 2139095040
  %qy = icmp ugt i32 %my, 2139095040
  %q = or i1 %qx, %qy
  %r = select i1 %q, i32 2, i32 %order
  ret i32 %r
}
