; Vectors whose elements fill no whole bytes lie in memory as one integer: in initialisers and inside aggregates too.
; run: bits(0) == 1
; run: bits(1) == 0
; run: bits(3) == 1
; run: sevens(6) == 118
; run: wide() == -134217729
; run: threes() == 0x030201
; run: inside(5) == 3
; run: stored(2) == 66
; run: neighbour() == 77
@b = global <4 x i1> <i1 true, i1 false, i1 false, i1 true>
@s = global <8 x i7> <i7 -3, i7 2, i7 -29, i7 -23, i7 -17, i7 -3, i7 -10, i7 -64>
@w = global <2 x i33> <i33 16, i33 -134217729>
@t = global <2 x i24> <i24 197121, i24 2>
@a = global { i8, [2 x <3 x i5>], i8 } { i8 1, [2 x <3 x i5>] [<3 x i5> <i5 1, i5 2, i5 3>, <3 x i5> <i5 4, i5 5, i5 6>], i8 77 }
define i32 @bits(i32 %i) {
  %v = load <4 x i1>, ptr @b
  %e = extractelement <4 x i1> %v, i32 %i
  %r = zext i1 %e to i32
  ret i32 %r
}
define i32 @sevens(i32 %i) {
  %v = load <8 x i7>, ptr @s
  %e = extractelement <8 x i7> %v, i32 %i
  %r = zext i7 %e to i32
  ret i32 %r
}
define i32 @wide() {
  %v = load <2 x i33>, ptr @w
  %e = extractelement <2 x i33> %v, i32 1
  %r = trunc i33 %e to i32
  ret i32 %r
}
; The second element starts behind the three bytes of the first one.
define i32 @threes() {
  %p = load i32, ptr @t
  %q = and i32 %p, 16777215
  %h = getelementptr i8, ptr @t, i32 3
  %l = load i8, ptr %h
  %two = icmp eq i8 %l, 2
  %r = select i1 %two, i32 %q, i32 0
  ret i32 %r
}
define i32 @inside(i32 %x) {
  %all = load { i8, [2 x <3 x i5>], i8 }, ptr @a
  %second = extractvalue { i8, [2 x <3 x i5>], i8 } %all, 1, 1
  %e = extractelement <3 x i5> %second, i32 2
  %n = trunc i32 %x to i5
  %d = xor i5 %e, %n
  %r = zext i5 %d to i32
  ret i32 %r
}
define i32 @stored(i32 %x) {
  %p = alloca { i8, <3 x i5>, i8 }
  %n = trunc i32 %x to i5
  %v = insertelement <3 x i5> zeroinitializer, i5 %n, i32 1
  %s = insertvalue { i8, <3 x i5>, i8 } { i8 1, <3 x i5> <i5 0, i5 0, i5 0>, i8 1 }, <3 x i5> %v, 1
  store { i8, <3 x i5>, i8 } %s, ptr %p
  %m = getelementptr { i8, <3 x i5>, i8 }, ptr %p, i32 0, i32 1
  %word = load i16, ptr %m
  %bits = zext i16 %word to i32
  %t = add i32 %bits, %x
  ret i32 %t
}
define i32 @neighbour() {
  %all = load { i8, [2 x <3 x i5>], i8 }, ptr @a
  %last = extractvalue { i8, [2 x <3 x i5>], i8 } %all, 2
  %r = zext i8 %last to i32
  ret i32 %r
}
