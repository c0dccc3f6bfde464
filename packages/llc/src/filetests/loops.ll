; Loops over arrays: counters become pointers, and must still end where the counter did.
; run: fill(10) == 45
; run: fill(1) == 0
; run: down(8) == 36
; run: stride(4) == 12
; run: two(5) == 110
; run: conditional(6, 3) == 3
; run: after(5) == 5
; run: nested(3) == 36
; run: shorts(6) == 21
; run: never(0) == 7
; run: wrap() == 3
@a = internal global [64 x i32] zeroinitializer
@b = internal global [64 x i32] zeroinitializer
@s = internal global [64 x i16] zeroinitializer
define i32 @fill(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %i
  store i32 %i, ptr %p
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %sum, label %loop
sum:
  %j = phi i32 [ 0, %loop ], [ %j1, %sum ]
  %t = phi i32 [ 0, %loop ], [ %t1, %sum ]
  %q = getelementptr [64 x i32], ptr @a, i32 0, i32 %j
  %v = load i32, ptr %q
  %t1 = add i32 %t, %v
  %j1 = add i32 %j, 1
  %d = icmp ne i32 %j1, %n
  br i1 %d, label %sum, label %done
done:
  ret i32 %t1
}
define i32 @down(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ %n, %entry ], [ %i1, %loop ]
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %i
  store i32 %i, ptr %p
  %i1 = add i32 %i, -1
  %c = icmp eq i32 %i1, 0
  br i1 %c, label %sum, label %loop
sum:
  %j = phi i32 [ %n, %loop ], [ %j1, %sum ]
  %t = phi i32 [ 0, %loop ], [ %t1, %sum ]
  %q = getelementptr [64 x i32], ptr @a, i32 0, i32 %j
  %v = load i32, ptr %q
  %t1 = add i32 %t, %v
  %j1 = sub i32 %j, 1
  %d = icmp eq i32 %j1, 0
  br i1 %d, label %done, label %sum
done:
  ret i32 %t1
}
define i32 @stride(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %t = phi i32 [ 0, %entry ], [ %t1, %loop ]
  %m = mul i32 %i, %n
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %m
  store i32 3, ptr %p
  %v = load i32, ptr %p
  %t1 = add i32 %t, %v
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %done, label %loop
done:
  ret i32 %t1
}
define i32 @two(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %t = phi i32 [ 0, %entry ], [ %t1, %loop ]
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %i
  %q = getelementptr [64 x i32], ptr @b, i32 0, i32 %i
  %k = add i32 %i, 1
  %r = getelementptr [64 x i32], ptr @a, i32 0, i32 %k
  %x = mul i32 %i, 10
  store i32 %i, ptr %p
  store i32 %x, ptr %q
  store i32 77, ptr %r
  %v = load i32, ptr %p
  %w = load i32, ptr %q
  %vw = add i32 %v, %w
  %t1 = add i32 %t, %vw
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %done, label %loop
done:
  ret i32 %t1
}
define i32 @conditional(i32 %n, i32 %limit) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %next ]
  %t = phi i32 [ 0, %entry ], [ %t1, %next ]
  %c = icmp ult i32 %i, %limit
  br i1 %c, label %touch, label %next
touch:
  %p = getelementptr [64 x i32], ptr @b, i32 0, i32 %i
  store i32 1, ptr %p
  %v = load i32, ptr %p
  br label %next
next:
  %x = phi i32 [ 0, %loop ], [ %v, %touch ]
  %t1 = add i32 %t, %x
  %i1 = add i32 %i, 1
  %d = icmp eq i32 %i1, %n
  br i1 %d, label %done, label %loop
done:
  ret i32 %t1
}
define i32 @after(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %i
  store i32 %i, ptr %p
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %done, label %loop
done:
  ret i32 %i1
}
define i32 @nested(i32 %n) {
entry:
  br label %outer
outer:
  %i = phi i32 [ 0, %entry ], [ %i1, %outer.end ]
  %t = phi i32 [ 0, %entry ], [ %t2, %outer.end ]
  br label %inner
inner:
  %j = phi i32 [ 0, %outer ], [ %j1, %inner ]
  %s = phi i32 [ %t, %outer ], [ %s1, %inner ]
  %row = mul i32 %i, %n
  %at = add i32 %row, %j
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %at
  store i32 %at, ptr %p
  %v = load i32, ptr %p
  %s1 = add i32 %s, %v
  %j1 = add i32 %j, 1
  %c = icmp eq i32 %j1, %n
  br i1 %c, label %outer.end, label %inner
outer.end:
  %t2 = phi i32 [ %s1, %inner ]
  %i1 = add i32 %i, 1
  %d = icmp eq i32 %i1, %n
  br i1 %d, label %done, label %outer
done:
  ret i32 %t2
}
define i32 @shorts(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %t = phi i32 [ 0, %entry ], [ %t1, %loop ]
  %p = getelementptr [64 x i16], ptr @s, i32 0, i32 %i
  %h = trunc i32 %i to i16
  %h1 = add i16 %h, 1
  store i16 %h1, ptr %p
  %v = load i16, ptr %p
  %w = sext i16 %v to i32
  %t1 = add i32 %t, %w
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %done, label %loop
done:
  ret i32 %t1
}
define i32 @never(i32 %n) {
entry:
  %z = icmp eq i32 %n, 0
  br i1 %z, label %out, label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %p = getelementptr [64 x i32], ptr @a, i32 0, i32 %i
  store i32 %i, ptr %p
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, %n
  br i1 %c, label %out, label %loop
out:
  ret i32 7
}
define i32 @wrap() {
entry:
  br label %loop
loop:
  %i = phi i32 [ -1, %entry ], [ %i1, %loop ]
  %t = phi i32 [ 0, %entry ], [ %t1, %loop ]
  %p = getelementptr [64 x i32], ptr getelementptr (i8, ptr @a, i32 4), i32 0, i32 %i
  store i32 1, ptr %p
  %v = load i32, ptr %p
  %t1 = add i32 %t, %v
  %i1 = add i32 %i, 1
  %c = icmp eq i32 %i1, 2
  br i1 %c, label %done, label %loop
done:
  ret i32 %t1
}
