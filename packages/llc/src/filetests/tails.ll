; Blocks that end alike, for size and for speed; a step after which its variable is read; long comparisons in a loop.
; run: forSize(0, 3) == 1010
; run: forSize(1, 3) == 1016
; run: forSize(2, 3) == 9
; run: forSize(3, 3) == 1027
; run: forSize(9, 3) == -1
; run: forSpeed(0, 3) == 1010
; run: forSpeed(1, 3) == 1016
; run: forSpeed(2, 3) == 9
; run: forSpeed(3, 3) == 1027
; run: forSpeed(9, 3) == -1
; run: copies(0) == 0
; run: copies(5) == 3141
; run: copies(99) == 3141
; run: copies(300) == 1100

@cell = global [4 x i32] zeroinitializer

define i32 @forSize(i32 %which, i32 %x) optsize {
  switch i32 %which, label %none [
    i32 0, label %a
    i32 1, label %b
    i32 2, label %c
    i32 3, label %d
  ]
a:
  %a1 = add i32 %x, 7
  store i32 %a1, ptr @cell
  %a2 = add i32 %a1, 1000
  ret i32 %a2
b:
  %b1 = add i32 %x, 13
  store i32 %b1, ptr @cell
  %b2 = add i32 %b1, 1000
  ret i32 %b2
c:
  %c1 = mul i32 %x, 3
  store i32 %c1, ptr @cell
  ret i32 %c1
d:
  %d1 = mul i32 %x, 9
  store i32 %d1, ptr @cell
  %d2 = add i32 %d1, 1000
  ret i32 %d2
none:
  ret i32 -1
}

define i32 @forSpeed(i32 %which, i32 %x) {
  switch i32 %which, label %none [
    i32 0, label %a
    i32 1, label %b
    i32 2, label %c
    i32 3, label %d
  ]
a:
  %a1 = add i32 %x, 7
  store i32 %a1, ptr @cell
  %a2 = add i32 %a1, 1000
  ret i32 %a2
b:
  %b1 = add i32 %x, 13
  store i32 %b1, ptr @cell
  %b2 = add i32 %b1, 1000
  ret i32 %b2
c:
  %c1 = mul i32 %x, 3
  store i32 %c1, ptr @cell
  ret i32 %c1
d:
  %d1 = mul i32 %x, 9
  store i32 %d1, ptr @cell
  %d2 = add i32 %d1, 1000
  ret i32 %d2
none:
  ret i32 -1
}

; Counts up to n in steps of one or, from 100 on, of three; the old count is stored behind the step.
define i32 @copies(i32 %n) {
entry:
  %some = icmp sgt i32 %n, 0
  br i1 %some, label %loop, label %end
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %step ]
  %sum = phi i32 [ 0, %entry ], [ %more, %step ]
  %slow = icmp slt i32 %i, 100
  br i1 %slow, label %one, label %three
one:
  %i1 = add i32 %i, 1
  store i32 %i, ptr @cell
  %odd = and i32 %i, 1
  br label %step
three:
  %i3 = add i32 %i, 3
  store i32 %i, ptr @cell
  br label %step
step:
  %next = phi i32 [ %i1, %one ], [ %i3, %three ]
  %by = phi i32 [ %odd, %one ], [ 100, %three ]
  %old = load i32, ptr @cell
  %twice = shl i32 %sum, 0
  %t = add i32 %twice, %by
  %u = add i32 %t, %old
  %more = sub i32 %u, %i
  %on = icmp slt i32 %next, 130
  br i1 %on, label %loop, label %out
out:
  %big = icmp sgt i32 %n, 200
  br i1 %big, label %other, label %pi
other:
  %h = add i32 %more, 50
  br label %end
pi:
  %p = add i32 %more, 2091
  br label %end
end:
  %r = phi i32 [ 0, %entry ], [ %h, %other ], [ %p, %pi ]
  ret i32 %r
}
