; Loads and stores of every width, globals, structs, frames, block copies, variadic arguments.
; run: locals(3, 4) == 25
; run: bytes(0x180) == -128
; run: table(2) == 30
; run: field(1) == 8
; run: store_global(77) == 77
; run: string(1) == 98
; run: copy() == 10
; run: fill() == 0x01010101
; run: dyn(5) == 10
; run: through(20) == 22
; run: many() == 36
; run: vsum() == 60
; run: vwide() == 0x200000005
; run: aligned() == 0
@tab = internal constant [4 x i32] [i32 10, i32 20, i32 30, i32 40]
%pair = type { i8, i16, i32 }
@pairs = global [2 x %pair] [%pair { i8 1, i16 2, i32 3 }, %pair { i8 4, i16 5, i32 8 }]
@g = global i32 0
@s = private constant [4 x i8] c"abc\00"
@fp = global ptr @addtwo
define i32 @locals(i32 %a, i32 %b) {
  %p = alloca i32
  %q = alloca i32
  store i32 %a, ptr %p
  store i32 %b, ptr %q
  %x = load i32, ptr %p
  %y = load i32, ptr %q
  %xx = mul i32 %x, %x
  %yy = mul i32 %y, %y
  %r = add i32 %xx, %yy
  ret i32 %r
}
define i32 @bytes(i32 %v) {
  %p = alloca i8
  %t = trunc i32 %v to i8
  store i8 %t, ptr %p
  %l = load i8, ptr %p
  %r = sext i8 %l to i32
  ret i32 %r
}
define i32 @table(i32 %i) {
  %p = getelementptr [4 x i32], ptr @tab, i32 0, i32 %i
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @field(i32 %i) {
  %p = getelementptr [2 x %pair], ptr @pairs, i32 0, i32 %i, i32 2
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @store_global(i32 %v) {
  store i32 %v, ptr @g
  %r = load i32, ptr @g
  ret i32 %r
}
define i32 @string(i32 %i) {
  %p = getelementptr i8, ptr @s, i32 %i
  %c = load i8, ptr %p
  %r = zext i8 %c to i32
  ret i32 %r
}
declare void @llvm.memcpy.p0.p0.i32(ptr, ptr, i32, i1)
declare void @llvm.memset.p0.i32(ptr, i8, i32, i1)
define i32 @copy() {
  %p = alloca [4 x i32]
  call void @llvm.memcpy.p0.p0.i32(ptr align 4 %p, ptr align 4 @tab, i32 16, i1 false)
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @fill() {
  %p = alloca [2 x i32]
  call void @llvm.memset.p0.i32(ptr align 4 %p, i8 1, i32 8, i1 false)
  %q = getelementptr i32, ptr %p, i32 1
  %r = load i32, ptr %q
  ret i32 %r
}
define i32 @dyn(i32 %n) {
entry:
  %p = alloca i32, i32 %n
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %q = getelementptr i32, ptr %p, i32 %i
  store i32 %i, ptr %q
  %i1 = add i32 %i, 1
  %c = icmp slt i32 %i1, %n
  br i1 %c, label %loop, label %sum
sum:
  %j = phi i32 [ 0, %loop ], [ %j1, %sum ]
  %s = phi i32 [ 0, %loop ], [ %s1, %sum ]
  %k = getelementptr i32, ptr %p, i32 %j
  %v = load i32, ptr %k
  %s1 = add i32 %s, %v
  %j1 = add i32 %j, 1
  %d = icmp slt i32 %j1, %n
  br i1 %d, label %sum, label %done
done:
  ret i32 %s1
}
define internal i32 @addtwo(i32 %x) {
  %r = add i32 %x, 2
  ret i32 %r
}
define i32 @through(i32 %x) {
  %f = load ptr, ptr @fp
  %r = call i32 %f(i32 %x)
  ret i32 %r
}
define internal i32 @eight(i32 %a, i32 %b, i32 %c, i32 %d, i32 %e, i32 %f, i32 %g, i32 %h) noinline {
  %1 = add i32 %a, %b
  %2 = add i32 %1, %c
  %3 = add i32 %2, %d
  %4 = add i32 %3, %e
  %5 = add i32 %4, %f
  %6 = add i32 %5, %g
  %7 = add i32 %6, %h
  ret i32 %7
}
define i32 @many() {
  %r = call i32 @eight(i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8)
  ret i32 %r
}
declare void @llvm.va_start(ptr)
declare void @llvm.va_end(ptr)
define internal i32 @sum(i32 %n, ...) {
entry:
  %ap = alloca ptr
  call void @llvm.va_start(ptr %ap)
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %s = phi i32 [ 0, %entry ], [ %s1, %loop ]
  %p = load ptr, ptr %ap
  %q = getelementptr i8, ptr %p, i32 4
  store ptr %q, ptr %ap
  %v = load i32, ptr %p
  %s1 = add i32 %s, %v
  %i1 = add i32 %i, 1
  %c = icmp slt i32 %i1, %n
  br i1 %c, label %loop, label %done
done:
  call void @llvm.va_end(ptr %ap)
  ret i32 %s1
}
define i32 @vsum() {
  %r = call i32 (i32, ...) @sum(i32 3, i32 10, i32 20, i32 30)
  ret i32 %r
}
define internal i64 @second(i32 %n, ...) {
  %ap = alloca ptr
  call void @llvm.va_start(ptr %ap)
  %a = va_arg ptr %ap, i32
  %b = va_arg ptr %ap, i64
  ret i64 %b
}
define i64 @vwide() {
  %r = call i64 (i32, ...) @second(i32 1, i32 9, i64 8589934597)
  ret i64 %r
}
declare void @llvm.donothing()
define i32 @aligned() {
  %p = alloca i32, align 64
  store volatile i32 1, ptr %p
  %a = ptrtoint ptr %p to i32
  %r = and i32 %a, 63
  ret i32 %r
}
