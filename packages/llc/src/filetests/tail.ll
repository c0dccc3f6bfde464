; Calls in tail position become jumps.
; run: sum(100000, 0) == 705082704
; run: pass(5) == 12
; run: wide(1, 2) == 0x200000002
; run: through(1, 20) == 22
; run: keep(3) == 24
; run: five(1) == 16
define i32 @sum(i32 %n, i32 %acc) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %done, label %more
done:
  ret i32 %acc
more:
  %a = add i32 %acc, %n
  %m = sub i32 %n, 1
  %r = tail call i32 @sum(i32 %m, i32 %a)
  ret i32 %r
}
define i32 @pass(i32 %x) {
  %y = add i32 %x, 1
  %r = tail call i32 @double(i32 %y)
  ret i32 %r
}
define internal i32 @double(i32 %x) {
  %r = mul i32 %x, 2
  ret i32 %r
}
define i64 @wide(i32 %lo, i32 %hi) {
  %r = tail call i64 @pair(i32 %lo, i32 %hi)
  ret i64 %r
}
define internal i64 @pair(i32 %lo, i32 %hi) {
  %l = zext i32 %lo to i64
  %h = zext i32 %hi to i64
  %s = shl i64 %h, 32
  %o = or i64 %s, %l
  %r = add i64 %o, 1
  ret i64 %r
}
@table = internal constant [2 x ptr] [ptr @double, ptr @inc]
define internal i32 @inc(i32 %x) {
  %r = add i32 %x, 2
  ret i32 %r
}
define i32 @through(i32 %i, i32 %x) {
  %p = getelementptr [2 x ptr], ptr @table, i32 0, i32 %i
  %f = load ptr, ptr %p
  %r = tail call i32 %f(i32 %x)
  ret i32 %r
}
define i32 @keep(i32 %x) {
  %a = call i32 @double(i32 %x)
  %b = call i32 @double(i32 %a)
  %c = add i32 %b, %a
  %d = sub i32 %c, %a
  %r = tail call i32 @double(i32 %d)
  ret i32 %r
}
define i32 @five(i32 %x) {
  %r = tail call i32 @add5(i32 %x, i32 2, i32 3, i32 4, i32 6)
  ret i32 %r
}
define internal i32 @add5(i32 %a, i32 %b, i32 %c, i32 %d, i32 %e) {
  %1 = add i32 %a, %b
  %2 = add i32 %1, %c
  %3 = add i32 %2, %d
  %4 = add i32 %3, %e
  ret i32 %4
}
