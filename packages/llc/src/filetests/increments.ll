; Uses of a loop's variables behind their increment.
; run: lastCounter(0) == 0
; run: lastCounter(1) == 3
; run: lastCounter(50) == 24
; run: lastCounter(1000) == 96
; run: both(101, 0) == 7009
; run: both(0, 50) == 3
; run: both(10, 50) == 6009
; run: both(40, 10) == 12009
; run: both(40, 3) == 6003
; run: both(40, 2) == 3000
; run: below(5) == 1272291824
; run: below(-3) == -41155088
; run: atMost(5) == -1674236688
; run: atMost(-3) == 152770024
; run: down(5) == -2114292052
; run: down(-3) == 830238628
; run: downTo(5) == -877819997
; run: downTo(-3) == 974982555
; run: toTheTop(5) == -33146195
; run: toTheTop(-3) == -40780635
; run: signedTop(5) == -1263213573
; run: signedTop(-3) == -1499881221
; run: signedBottom(5) == 1559048133
; run: signedBottom(-3) == 1322380485
; run: toZero(5) == 1323366600
; run: toZero(-3) == 1086698952
; run: startsHigh(5) == 4
; run: startsHigh(-3) == -4
; run: startsAtTop(5) == -2147483644
; run: startsAtTop(-3) == 2147483644
; run: untilZero(305419896) == 588996
; run: untilZero(-2) == 7849919
; run: addresses(0) == 0
; run: addresses(1) == 40104
; run: addresses(30) == 1202520
; run: addresses(120) == 7910040
; run: twoLoops(0) == 0
; run: twoLoops(10) == 160
; run: twoLoops(700) == 1080
; run: differences(0) == 657
; run: differences(12) == 647
; run: differences(77) == 327
; run: steps(0) == 1709030133
; run: steps(1) == 1860949782
; run: steps(2) == -1562431827
; run: steps(3) == -1281331963
; run: escapes(0) == 3041613
; run: escapes(3) == 604113
; run: escapes(7) == 84613
; run: escapes(10) == 23913
; run: otherWay(1) == 4
; run: otherWay(40) == 121
; run: otherWay(3) == -377405452

define i32 @lastCounter(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %square = mul i32 %i, %i
  %next = add i32 %i, 1
  %on = icmp ult i32 %square, %n
  br i1 %on, label %loop, label %end
end:
  %r = mul i32 %i, 3
  ret i32 %r
}

define i32 @both(i32 %n, i32 %m) {
entry:
  %large = icmp sgt i32 %n, 100
  br i1 %large, label %end, label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %more ]
  %next = add i32 %i, 3
  %twice = shl i32 %i, 1
  %stop = icmp sge i32 %twice, %n
  br i1 %stop, label %end, label %more
more:
  %far = icmp sgt i32 %next, %m
  br i1 %far, label %end, label %loop
end:
  %a = phi i32 [ 7, %entry ], [ %i, %loop ], [ %next, %more ]
  %b = phi i32 [ 9, %entry ], [ %next, %loop ], [ %i, %more ]
  %t = mul i32 %a, 1000
  %r = add i32 %t, %b
  ret i32 %r
}

define i32 @below(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 4
  %on = icmp ult i32 %i, 219
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @atMost(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ -20, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 7
  %on = icmp sle i32 %i, 100
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @down(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 50, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, -3
  %on = icmp sgt i32 %i, -100
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @downTo(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 60, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, -5
  %on = icmp uge i32 %i, 5
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @toTheTop(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ -40, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 8
  %on = icmp ult i32 %i, -8
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @signedTop(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 2147483600, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 9
  %on = icmp sle i32 %i, 2147483640
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @signedBottom(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ -2147483600, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, -9
  %on = icmp sge i32 %i, -2147483640
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @toZero(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 40, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, -8
  %on = icmp ugt i32 %i, 3
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @startsHigh(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ -1, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 2
  %on = icmp ult i32 %i, 40
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @startsAtTop(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 2147483647, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %i
  %c3 = add i32 %c2, %x
  %next = add i32 %i, 1
  %on = icmp slt i32 %i, 40
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @untilZero(i32 %x) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 24, %entry ], [ %next, %loop ]
  %c = phi i32 [ 0, %entry ], [ %c3, %loop ]
  %c1 = mul i32 %c, 31
  %t = lshr i32 %x, %i
  %b = and i32 %t, 255
  %c3 = add i32 %c1, %b
  %next = add i32 %i, -8
  %on = icmp ne i32 %i, 0
  br i1 %on, label %loop, label %end
end:
  ret i32 %c3
}

define i32 @addresses(i32 %n) {
entry:
  %m = alloca [16 x i32]
  br label %fill
fill:
  %k = phi i32 [ 0, %entry ], [ %k1, %fill ]
  %q = getelementptr i32, ptr %m, i32 %k
  %v = mul i32 %k, %k
  store i32 %v, ptr %q
  %k1 = add i32 %k, 1
  %filled = icmp eq i32 %k1, 16
  br i1 %filled, label %front, label %fill
front:
  br label %loop
loop:
  %p = phi ptr [ %m, %front ], [ %p1, %more ]
  %sum = phi i32 [ 0, %front ], [ %sum2, %more ]
  %p1 = getelementptr i8, ptr %p, i32 4
  %a = load i32, ptr %p1
  %stop = icmp sgt i32 %a, %n
  br i1 %stop, label %end, label %more
more:
  %b = load i32, ptr %p
  %p2 = getelementptr i8, ptr %p, i32 8
  %c = load i32, ptr %p2
  %sum1 = add i32 %sum, %b
  %sum2 = add i32 %sum1, %c
  br label %loop
end:
  %d = load i32, ptr %p
  %at = ptrtoint ptr %p to i32
  %base = ptrtoint ptr %m to i32
  %off = sub i32 %at, %base
  %r1 = mul i32 %sum, 100
  %r2 = add i32 %r1, %d
  %r3 = mul i32 %r2, 100
  %r = add i32 %r3, %off
  ret i32 %r
}

define i32 @twoLoops(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %square = mul i32 %i, %i
  %next = add i32 %i, 1
  %stop = icmp uge i32 %square, %n
  br i1 %stop, label %second, label %loop
second:
  %j = phi i32 [ 0, %loop ], [ %j1, %second ]
  %a = phi i32 [ 0, %loop ], [ %a2, %second ]
  %a1 = mul i32 %a, 3
  %a2 = add i32 %a1, %i
  %j1 = add i32 %j, 1
  %done = icmp eq i32 %j1, 4
  br i1 %done, label %end, label %second
end:
  ret i32 %a2
}

define i32 @differences(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 10, %entry ], [ %next, %loop ]
  %next = add i32 %i, 2
  %stop = icmp sgt i32 %next, %n
  br i1 %stop, label %end, label %loop
end:
  %a = sub i32 100, %i
  %b = add i32 %i, 5
  %c = add i32 %i, 2
  %a7 = mul i32 %a, 7
  %r1 = add i32 %a7, %b
  %r = add i32 %r1, %c
  ret i32 %r
}

define i32 @steps(i32 %n) {
entry:
  %n4 = and i32 %n, 3
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %q, %latch ]
  %c = phi i32 [ 0, %entry ], [ %c9, %latch ]
  %next = add i32 %i, 1
  %c1 = mul i32 %c, 31
  %c2 = add i32 %c1, %next
  %m = and i32 %c2, 3
  %is = icmp eq i32 %m, %n4
  br i1 %is, label %three, label %other
three:
  %d = add i32 %i, 3
  %dd = mul i32 %d, %d
  %c3 = add i32 %c2, %dd
  br label %latch
other:
  %one = icmp eq i32 %m, 1
  %two = add i32 %i, 2
  br i1 %one, label %latch, label %rest
rest:
  br label %latch
latch:
  %q = phi i32 [ %d, %three ], [ %two, %other ], [ %next, %rest ]
  %c9 = phi i32 [ %c3, %three ], [ %c2, %other ], [ %c2, %rest ]
  %done = icmp ugt i32 %q, 40
  br i1 %done, label %end, label %loop
end:
  %k = mul i32 %i, 1000
  %r = add i32 %c9, %k
  ret i32 %r
}

@last = global ptr null
@text = internal constant [14 x i8] c"ab,cd,,e,f gh."

define i32 @escapes(i32 %n) {
entry:
  %start = getelementptr i8, ptr @text, i32 %n
  br label %loop
loop:
  %p = phi ptr [ %start, %entry ], [ %q, %latch ]
  %c = phi i32 [ 0, %entry ], [ %c9, %latch ]
  %next = getelementptr i8, ptr %p, i32 1
  %a = load i8, ptr %p
  %stop = icmp eq i8 %a, 46
  br i1 %stop, label %end, label %test
test:
  %comma = icmp eq i8 %a, 44
  br i1 %comma, label %two, label %one
one:
  %a32 = zext i8 %a to i32
  %c1 = add i32 %c, %a32
  br label %latch
two:
  %d = getelementptr i8, ptr %p, i32 2
  store ptr %d, ptr @last
  %b = load i8, ptr %next
  %b32 = zext i8 %b to i32
  %c5 = mul i32 %c, 5
  %c2 = add i32 %c5, %b32
  br label %latch
latch:
  %q = phi ptr [ %next, %one ], [ %d, %two ]
  %c9 = phi i32 [ %c1, %one ], [ %c2, %two ]
  br label %loop
end:
  %at = ptrtoint ptr %p to i32
  %base = ptrtoint ptr @text to i32
  %off = sub i32 %at, %base
  %k = mul i32 %c, 100
  %r = add i32 %k, %off
  ret i32 %r
}

define i32 @otherWay(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %q, %latch ]
  %c = phi i32 [ 0, %entry ], [ %c2, %latch ]
  %c1 = mul i32 %c, 3
  %c2 = add i32 %c1, 1
  %next = add i32 %i, 4
  %on = icmp ult i32 %i, 100
  br i1 %on, label %more, label %end
more:
  %is = icmp eq i32 %c2, %n
  br i1 %is, label %leap, label %latch
leap:
  br label %latch
latch:
  %q = phi i32 [ %next, %more ], [ -2, %leap ]
  br label %loop
end:
  ret i32 %c2
}
