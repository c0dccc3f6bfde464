; Vectors, element by element.
; levels: ext core
; run: checked(127, 1) == 0x0280
; run: checked(100, 27) == 0x007f
; run: sum(1, 2, 3, 4) == 110
; run: compare(5, 2) == 2
; run: shuffled(1, 2, 3, 4) == 4321
; run: element(2) == 30
; run: put(1, 9) == 918
; run: bytes(0x04030201) == 0x0a080604
; run: packed(0xa) == 1
; run: reduced() == 10
; run: casts(-1, 200) == 199
; run: mask(1, 0) == 1
define i32 @sum(i32 %a, i32 %b, i32 %c, i32 %d) {
  %v0 = insertelement <4 x i32> poison, i32 %a, i32 0
  %v1 = insertelement <4 x i32> %v0, i32 %b, i32 1
  %v2 = insertelement <4 x i32> %v1, i32 %c, i32 2
  %v3 = insertelement <4 x i32> %v2, i32 %d, i32 3
  %m = mul <4 x i32> %v3, <i32 10, i32 10, i32 10, i32 10>
  %p = alloca <4 x i32>
  store <4 x i32> %m, ptr %p
  %l = load <4 x i32>, ptr %p
  %x = call i32 @llvm.vector.reduce.add.v4i32(<4 x i32> %l)
  %r = add i32 %x, 10
  ret i32 %r
}
define i32 @compare(i32 %a, i32 %b) {
  %v0 = insertelement <2 x i32> poison, i32 %a, i32 0
  %v1 = insertelement <2 x i32> %v0, i32 %b, i32 1
  %c = icmp slt <2 x i32> %v1, <i32 4, i32 4>
  %s = select <2 x i1> %c, <2 x i32> <i32 1, i32 2>, <2 x i32> zeroinitializer
  %x = extractelement <2 x i32> %s, i32 0
  %y = extractelement <2 x i32> %s, i32 1
  %r = add i32 %x, %y
  ret i32 %r
}
define i32 @shuffled(i32 %a, i32 %b, i32 %c, i32 %d) {
  %v0 = insertelement <2 x i32> poison, i32 %a, i32 0
  %v1 = insertelement <2 x i32> %v0, i32 %b, i32 1
  %w0 = insertelement <2 x i32> poison, i32 %c, i32 0
  %w1 = insertelement <2 x i32> %w0, i32 %d, i32 1
  %s = shufflevector <2 x i32> %v1, <2 x i32> %w1, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  %m = mul <4 x i32> %s, <i32 1, i32 10, i32 100, i32 1000>
  %r = call i32 @llvm.vector.reduce.add.v4i32(<4 x i32> %m)
  ret i32 %r
}
define i32 @element(i32 %i) {
  %r = extractelement <4 x i32> <i32 10, i32 20, i32 30, i32 40>, i32 %i
  ret i32 %r
}
define i32 @put(i32 %i, i32 %x) {
  %w = insertelement <3 x i32> <i32 900, i32 40, i32 9>, i32 %x, i32 %i
  %r = call i32 @llvm.vector.reduce.add.v3i32(<3 x i32> %w)
  ret i32 %r
}
define i32 @bytes(i32 %a) {
  %v = bitcast i32 %a to <4 x i8>
  %w = add <4 x i8> %v, %v
  %x = add <4 x i8> %w, <i8 2, i8 2, i8 2, i8 2>
  %r = bitcast <4 x i8> %x to i32
  ret i32 %r
}
define i32 @packed(i4 %a) {
  %v = bitcast i4 %a to <4 x i1>
  %p = alloca <4 x i1>
  store <4 x i1> %v, ptr %p
  %l = load <4 x i1>, ptr %p
  %e = extractelement <4 x i1> %l, i32 3
  %r = zext i1 %e to i32
  ret i32 %r
}
define i32 @reduced() {
  %r = call i32 @llvm.vector.reduce.smax.v3i32(<3 x i32> <i32 -3, i32 10, i32 4>)
  ret i32 %r
}
define i32 @casts(i32 %a, i32 %b) {
  %v0 = insertelement <2 x i32> poison, i32 %a, i32 0
  %v1 = insertelement <2 x i32> %v0, i32 %b, i32 1
  %t = trunc <2 x i32> %v1 to <2 x i8>
  %x = extractelement <2 x i8> %t, i32 0
  %y = extractelement <2 x i8> %t, i32 1
  %sx = sext i8 %x to i32
  %zy = zext i8 %y to i32
  %r = add i32 %sx, %zy
  ret i32 %r
}
define i32 @mask(i32 %a, i32 %b) {
  %v0 = insertelement <2 x i32> poison, i32 %a, i32 0
  %v1 = insertelement <2 x i32> %v0, i32 %b, i32 1
  %c = icmp ne <2 x i32> %v1, zeroinitializer
  %m = bitcast <2 x i1> %c to i2
  %r = zext i2 %m to i32
  ret i32 %r
}
declare i32 @llvm.vector.reduce.add.v4i32(<4 x i32>)
declare i32 @llvm.vector.reduce.add.v3i32(<3 x i32>)
declare i32 @llvm.vector.reduce.smax.v3i32(<3 x i32>)
; The sum of the second lane, and the flags of both above it.
define i32 @checked(i8 %a, i8 %b) {
  %v = insertelement <2 x i8> zeroinitializer, i8 %a, i32 1
  %w = insertelement <2 x i8> zeroinitializer, i8 %b, i32 1
  %p = call { <2 x i8>, <2 x i1> } @llvm.sadd.with.overflow.v2i8(<2 x i8> %v, <2 x i8> %w)
  %s = extractvalue { <2 x i8>, <2 x i1> } %p, 0
  %o = extractvalue { <2 x i8>, <2 x i1> } %p, 1
  %e = extractelement <2 x i8> %s, i32 1
  %z = zext i8 %e to i32
  %m = bitcast <2 x i1> %o to i2
  %f = zext i2 %m to i32
  %h = shl i32 %f, 8
  %r = or i32 %z, %h
  ret i32 %r
}
declare { <2 x i8>, <2 x i1> } @llvm.sadd.with.overflow.v2i8(<2 x i8>, <2 x i8>)
