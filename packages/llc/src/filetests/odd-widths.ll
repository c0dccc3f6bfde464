; Integers of unusual widths: layout, rotation, checked multiplication.
; run: rotated_by_many() == 2033864
; run: rotated_by_negative(83) == 105
; run: stride() == 24
; run: place() == 8
; run: alignment() == 8
; run: rotate33(1, 0, 5) == 0x20
; run: rotate33(0, 1, 1) == 1
; run: rotate33(0x80000001, 1, 34) == 0x100000003
; run: rotate_right17(3, 1) == 0x10001
; run: rotate_right17(3, 18) == 0x10001
; run: rotate20by3(0x80001) == 0xc
; run: rotate128(1, 0) == 1
; run: rotate128(1, 1) == 2
; run: rotate128(1, 65) == 0
; run: rotate128(0x80000000, 97) == 1
; run: mulo100(0x10000, 0) == 0
; run: mulo100(0x10000, 1) == 1
; run: umulo100(0x20000, 1) == 0
; run: umulo100(0x80000, 1) == 1
%wide = type { i8, i128, i8 }
@array = global [3 x %wide] zeroinitializer
define i32 @stride() {
  %p = getelementptr [3 x %wide], ptr @array, i32 0, i32 1
  %a = ptrtoint ptr %p to i32
  %b = ptrtoint ptr @array to i32
  %d = sub i32 %a, %b
  %e = getelementptr %wide, ptr null, i32 0, i32 2
  %f = ptrtoint ptr %e to i32
  %g = icmp eq i32 %f, 24
  %h = icmp eq i32 %d, 32
  %i = and i1 %g, %h
  %r = select i1 %i, i32 24, i32 %d
  ret i32 %r
}
define i32 @place() {
  %p = getelementptr %wide, ptr null, i32 0, i32 1
  %r = ptrtoint ptr %p to i32
  ret i32 %r
}
define i32 @alignment() {
  %p = getelementptr { i8, i65 }, ptr null, i32 0, i32 1
  %r = ptrtoint ptr %p to i32
  ret i32 %r
}
define i64 @rotate33(i64 %x, i32 %n) {
  %a = trunc i64 %x to i33
  %b = zext i32 %n to i33
  %c = call i33 @llvm.fshl.i33(i33 %a, i33 %a, i33 %b)
  %r = zext i33 %c to i64
  ret i64 %r
}
define i32 @rotate_right17(i32 %x, i32 %n) {
  %a = trunc i32 %x to i17
  %b = trunc i32 %n to i17
  %c = call i17 @llvm.fshr.i17(i17 %a, i17 %a, i17 %b)
  %r = zext i17 %c to i32
  ret i32 %r
}
define i32 @rotate20by3(i32 %x) {
  %a = trunc i32 %x to i20
  %c = call i20 @llvm.fshl.i20(i20 %a, i20 %a, i20 23)
  %r = zext i20 %c to i32
  ret i32 %r
}
define i32 @rotate128(i32 %x, i32 %n) {
  %a = zext i32 %x to i128
  %b = zext i32 %n to i128
  %c = call i128 @llvm.fshl.i128(i128 %a, i128 %a, i128 %b)
  %r = trunc i128 %c to i32
  ret i32 %r
}
define i32 @mulo100(i32 %x, i32 %n) {
  %a = zext i32 %x to i100
  %b = shl i100 %a, 33
  %m = zext i32 %n to i100
  %k = shl i100 %m, 50
  %p = call { i100, i1 } @llvm.smul.with.overflow.i100(i100 %b, i100 %k)
  %o = extractvalue { i100, i1 } %p, 1
  %r = zext i1 %o to i32
  ret i32 %r
}
define i32 @umulo100(i32 %x, i32 %n) {
  %a = zext i32 %x to i100
  %b = shl i100 %a, 32
  %m = zext i32 %n to i100
  %k = shl i100 %m, 50
  %p = call { i100, i1 } @llvm.umul.with.overflow.i100(i100 %b, i100 %k)
  %o = extractvalue { i100, i1 } %p, 1
  %r = zext i1 %o to i32
  ret i32 %r
}
declare i33 @llvm.fshl.i33(i33, i33, i33)
declare i17 @llvm.fshr.i17(i17, i17, i17)
declare i20 @llvm.fshl.i20(i20, i20, i20)
declare i128 @llvm.fshl.i128(i128, i128, i128)
declare { i100, i1 } @llvm.smul.with.overflow.i100(i100, i100)
declare { i100, i1 } @llvm.umul.with.overflow.i100(i100, i100)
define i64 @__umoddi3(i64 %a, i64 %b) {
entry:
  br label %loop
loop:
  %x = phi i64 [ %a, %entry ], [ %y, %again ]
  %less = icmp ult i64 %x, %b
  br i1 %less, label %done, label %again
again:
  %y = sub i64 %x, %b
  br label %loop
done:
  ret i64 %x
}
; All words of a constant amount count, and no bits above its width.
define i32 @rotated_by_many() {
  %x = call i65 @llvm.fshr.i65(i65 0, i65 2236257907344738182, i65 -13855070611127772707)
  %r = trunc i65 %x to i32
  ret i32 %r
}
define i32 @rotated_by_negative(i32 %a) {
  %t = trunc i32 %a to i7
  %x = call i7 @llvm.fshl.i7(i7 %t, i7 %t, i7 -3)
  %r = zext i7 %x to i32
  ret i32 %r
}
declare i65 @llvm.fshr.i65(i65, i65, i65)
declare i7 @llvm.fshl.i7(i7, i7, i7)
