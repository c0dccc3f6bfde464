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
; run: rows(1, 1) == 13
; run: rows(3, 4) == 57188
; run: rows(5, 12) == 1107118600
; run: picks(1) == 3
; run: picks(4) == 8556
; run: picks(10) == 1009932080
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

@bytes = internal constant [64 x i8] c"\03\0A\1F\42\73\B2\FF\5A\C3\3A\BF\52\F3\A2\5F\2A\03\EA\DF\E2\F3\12\3F\7A\C3\1A\7F\F2\73\02\9F\4A\03\CA\9F\82\73\72\7F\9A\C3\FA\3F\92\F3\62\DF\6A\03\AA\5F\22\F3\D2\BF\BA\C3\DA\FF\32\73\C2\1F\8A"

; Rows of a table: the inner loop starts where the outer one's pointer is.
define i32 @rows(i32 %n, i32 %m) {
entry:
  br label %outer
outer:
  %i = phi i32 [ 0, %entry ], [ %i1, %after ]
  %t = phi i32 [ 0, %entry ], [ %t2, %after ]
  %off = mul i32 %i, 12
  %row = getelementptr i8, ptr @bytes, i32 %off
  br label %inner
inner:
  %p = phi ptr [ %row, %outer ], [ %p1, %inner ]
  %k = phi i32 [ 0, %outer ], [ %k1, %inner ]
  %r = phi i32 [ 0, %outer ], [ %r2, %inner ]
  %b = load i8, ptr %p
  %z = zext i8 %b to i32
  %r1 = mul i32 %r, 3
  %r2 = add i32 %r1, %z
  %p1 = getelementptr i8, ptr %p, i32 1
  %k1 = add i32 %k, 1
  %full = icmp eq i32 %k1, %m
  br i1 %full, label %after, label %inner
after:
  %second = getelementptr i8, ptr %row, i32 1
  %c = load i8, ptr %second
  %cz = zext i8 %c to i32
  %t1 = mul i32 %t, 5
  %s = add i32 %r2, %cz
  %t2 = add i32 %t1, %s
  %i1 = add i32 %i, 1
  %done = icmp eq i32 %i1, %n
  br i1 %done, label %end, label %outer
end:
  ret i32 %t2
}

; Of two places that move along one is looked at.
define i32 @picks(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %both ]
  %t = phi i32 [ 0, %entry ], [ %t2, %both ]
  %q = getelementptr i8, ptr @bytes, i32 %i
  %b = load i8, ptr %q
  %odd = trunc i8 %b to i1
  %six = mul i32 %i, 6
  %up = getelementptr i8, ptr @bytes, i32 %six
  br i1 %odd, label %both, label %other
other:
  %three = mul i32 %i, -3
  %down0 = getelementptr i8, ptr @bytes, i32 %three
  %down = getelementptr i8, ptr %down0, i32 63
  br label %both
both:
  %at = phi ptr [ %up, %loop ], [ %down, %other ]
  %c = load i8, ptr %at
  %z = zext i8 %c to i32
  %t1 = mul i32 %t, 7
  %t2 = add i32 %t1, %z
  %i1 = add i32 %i, 1
  %done = icmp eq i32 %i1, %n
  br i1 %done, label %end, label %loop
end:
  ret i32 %t2
}
