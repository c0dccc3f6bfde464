; Every comparison as a value, in a select and in a branch.
; run: slt(1, 2) == 1
; run: slt(-1, 0) == 1
; run: slt(0x80000000, 0x7fffffff) == 1
; run: slt(2, 2) == 0
; run: sgt(3, 2) == 1
; run: sle(2, 2) == 1
; run: sge(-5, 2) == 0
; run: ult(1, -1) == 1
; run: ult(-1, 1) == 0
; run: ugt(-1, 1) == 1
; run: ule(7, 7) == 1
; run: uge(6, 7) == 0
; run: eq(5, 5) == 1
; run: eq(5, 6) == 0
; run: ne(5, 6) == 1
; run: isneg(-3) == 1
; run: isneg(3) == 0
; run: smax(-3, 4) == 4
; run: umax(-3, 4) == -3
; run: branch(3, 4) == 10
; run: branch(4, 3) == 20
; run: ubranch(-1, 3) == 20
; run: lt8(7) == 1
; run: lt8(8) == 0
; run: ltbig(99999) == 1
; run: ltbig(100000) == 0
; run: narrow(0x1ff, 0xff) == 1
; run: both(1, 2, 3) == 1
; run: both(1, 0, 3) == 0
define i1 @slt(i32 %a, i32 %b) {
  %c = icmp slt i32 %a, %b
  ret i1 %c
}
define i1 @sgt(i32 %a, i32 %b) {
  %c = icmp sgt i32 %a, %b
  ret i1 %c
}
define i1 @sle(i32 %a, i32 %b) {
  %c = icmp sle i32 %a, %b
  ret i1 %c
}
define i1 @sge(i32 %a, i32 %b) {
  %c = icmp sge i32 %a, %b
  ret i1 %c
}
define i1 @ult(i32 %a, i32 %b) {
  %c = icmp ult i32 %a, %b
  ret i1 %c
}
define i1 @ugt(i32 %a, i32 %b) {
  %c = icmp ugt i32 %a, %b
  ret i1 %c
}
define i1 @ule(i32 %a, i32 %b) {
  %c = icmp ule i32 %a, %b
  ret i1 %c
}
define i1 @uge(i32 %a, i32 %b) {
  %c = icmp uge i32 %a, %b
  ret i1 %c
}
define i1 @eq(i32 %a, i32 %b) {
  %c = icmp eq i32 %a, %b
  ret i1 %c
}
define i1 @ne(i32 %a, i32 %b) {
  %c = icmp ne i32 %a, %b
  ret i1 %c
}
define i32 @isneg(i32 %a) {
  %c = icmp slt i32 %a, 0
  %r = zext i1 %c to i32
  ret i32 %r
}
define i32 @smax(i32 %a, i32 %b) {
  %c = icmp sgt i32 %a, %b
  %r = select i1 %c, i32 %a, i32 %b
  ret i32 %r
}
define i32 @umax(i32 %a, i32 %b) {
  %c = icmp ugt i32 %a, %b
  %r = select i1 %c, i32 %a, i32 %b
  ret i32 %r
}
define i32 @branch(i32 %a, i32 %b) {
  %c = icmp slt i32 %a, %b
  br i1 %c, label %x, label %y
x:
  ret i32 10
y:
  ret i32 20
}
define i32 @ubranch(i32 %a, i32 %b) {
  %c = icmp ult i32 %a, %b
  br i1 %c, label %x, label %y
x:
  ret i32 10
y:
  ret i32 20
}
define i32 @lt8(i32 %a) {
  %c = icmp slt i32 %a, 8
  br i1 %c, label %x, label %y
x:
  ret i32 1
y:
  ret i32 0
}
define i32 @ltbig(i32 %a) {
  %c = icmp slt i32 %a, 100000
  br i1 %c, label %x, label %y
x:
  ret i32 1
y:
  ret i32 0
}
define i32 @narrow(i8 %a, i8 %b) {
  %c = icmp eq i8 %a, %b
  %r = zext i1 %c to i32
  ret i32 %r
}
define i32 @both(i32 %a, i32 %b, i32 %c) {
  %x = icmp slt i32 %a, %b
  %y = icmp slt i32 %b, %c
  %z = and i1 %x, %y
  br i1 %z, label %t, label %f
t:
  ret i32 1
f:
  ret i32 0
}
