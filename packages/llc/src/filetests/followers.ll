; Loop variables that are what others were a round before.
; run: follows(1) == 1
; run: follows(2) == 11
; run: follows(3) == 61
; run: follows(6) == 7811
; run: followsBackwards(1) == 43
; run: followsBackwards(2) == 173
; run: followsBackwards(3) == 823
; run: followsBackwards(6) == 101573
; run: startsElsewhere(1) == 21
; run: startsElsewhere(2) == 86
; run: startsElsewhere(3) == 436
; run: startsElsewhere(6) == 54686
; run: staysBehind(1) == 20
; run: staysBehind(2) == 102
; run: staysBehind(3) == 514
; run: staysBehind(6) == 64450
; run: row(1) == 17
; run: row(2) == 147
; run: row(3) == 451
; run: row(5) == 2631

define i32 @follows(i32 %n) {
entry:
  br label %loop
loop:
  %x = phi i32 [ 0, %entry ], [ %y, %loop ]
  %y = phi i32 [ 1, %entry ], [ %y1, %loop ]
  %k = phi i32 [ 0, %entry ], [ %k1, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum1, %loop ]
  %m = mul i32 %x, 3
  %t = add i32 %m, %y
  %s2 = mul i32 %sum, 5
  %sum1 = add i32 %s2, %t
  %y1 = add i32 %y, 1
  %k1 = add i32 %k, 1
  %on = icmp ult i32 %k1, %n
  br i1 %on, label %loop, label %end
end:
  %r = add i32 %sum1, %x
  ret i32 %r
}

define i32 @followsBackwards(i32 %n) {
entry:
  br label %loop
loop:
  %y = phi i32 [ 3, %entry ], [ %y1, %loop ]
  %x = phi i32 [ 10, %entry ], [ %y, %loop ]
  %k = phi i32 [ 0, %entry ], [ %k1, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum1, %loop ]
  %m = mul i32 %x, 3
  %t = add i32 %m, %y
  %s2 = mul i32 %sum, 5
  %sum1 = add i32 %s2, %t
  %y1 = add i32 %y, -7
  %k1 = add i32 %k, 1
  %on = icmp ult i32 %k1, %n
  br i1 %on, label %loop, label %end
end:
  %r = add i32 %sum1, %x
  ret i32 %r
}

define i32 @startsElsewhere(i32 %n) {
entry:
  br label %loop
loop:
  %x = phi i32 [ 5, %entry ], [ %y, %loop ]
  %y = phi i32 [ 1, %entry ], [ %y1, %loop ]
  %k = phi i32 [ 0, %entry ], [ %k1, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum1, %loop ]
  %m = mul i32 %x, 3
  %t = add i32 %m, %y
  %s2 = mul i32 %sum, 5
  %sum1 = add i32 %s2, %t
  %y1 = add i32 %y, 1
  %k1 = add i32 %k, 1
  %on = icmp ult i32 %k1, %n
  br i1 %on, label %loop, label %end
end:
  %r = add i32 %sum1, %x
  ret i32 %r
}

define i32 @staysBehind(i32 %n) {
entry:
  br label %loop
loop:
  %x = phi i32 [ 4, %entry ], [ %x, %loop ]
  %y = phi i32 [ 4, %entry ], [ %y1, %loop ]
  %k = phi i32 [ 0, %entry ], [ %k1, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum1, %loop ]
  %m = mul i32 %x, 3
  %t = add i32 %m, %y
  %s2 = mul i32 %sum, 5
  %sum1 = add i32 %s2, %t
  %y1 = add i32 %y, 2
  %k1 = add i32 %k, 1
  %on = icmp ult i32 %k1, %n
  br i1 %on, label %loop, label %end
end:
  %r = add i32 %sum1, %x
  ret i32 %r
}

; Three in a row, and two that change places.
define i32 @row(i32 %n) {
entry:
  br label %loop
loop:
  %a = phi i32 [ 1, %entry ], [ %b, %loop ]
  %b = phi i32 [ 3, %entry ], [ %c, %loop ]
  %c = phi i32 [ 5, %entry ], [ %c1, %loop ]
  %p = phi i32 [ 7, %entry ], [ %q, %loop ]
  %q = phi i32 [ 9, %entry ], [ %p, %loop ]
  %k = phi i32 [ 0, %entry ], [ %k1, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %sum1, %loop ]
  %ab = mul i32 %a, %b
  %abc = mul i32 %ab, %c
  %pq = shl i32 %p, %k
  %x = xor i32 %abc, %pq
  %y = add i32 %x, %q
  %sum1 = add i32 %sum, %y
  %c1 = add i32 %c, 2
  %k1 = add i32 %k, 1
  %on = icmp ult i32 %k1, %n
  br i1 %on, label %loop, label %end
end:
  ret i32 %sum1
}
