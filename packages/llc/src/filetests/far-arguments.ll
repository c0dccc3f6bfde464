; Arguments on the stack so far up that sp does not reach them.
; run: pass(7) == 12
; run: several(7, 3) == 10
define i32 @last(i32 %x, ptr byval([1200 x i32]) %block) noinline {
  %p = getelementptr [1200 x i32], ptr %block, i32 0, i32 1199
  %v = load i32, ptr %p
  %r = add i32 %v, %x
  ret i32 %r
}
@block = global [1200 x i32] zeroinitializer
define i32 @pass(i32 %x) {
  store i32 5, ptr getelementptr ([1200 x i32], ptr @block, i32 0, i32 1199)
  %r = call i32 @last(i32 %x, ptr byval([1200 x i32]) @block)
  ret i32 %r
}
define i32 @both(i32 %x, ptr byval([1200 x i32]) %block, i32 %a, i32 %b, i32 %c, i32 %d) noinline {
  %r = add i32 %d, %x
  ret i32 %r
}
define i32 @several(i32 %x, i32 %y) {
  %r = call i32 @both(i32 %x, ptr byval([1200 x i32]) @block, i32 1, i32 2, i32 3, i32 %y)
  ret i32 %r
}
define void @memcpy(ptr %to, ptr %from, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %s = getelementptr i8, ptr %from, i32 %i
  %d = getelementptr i8, ptr %to, i32 %i
  %b = load volatile i8, ptr %s
  store volatile i8 %b, ptr %d
  %j = add i32 %i, 1
  %c = icmp ult i32 %j, %n
  br i1 %c, label %loop, label %done
done:
  ret void
}
