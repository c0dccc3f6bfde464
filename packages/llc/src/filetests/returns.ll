; Ways that meet only to return.
; run: classes(5) == 50
; run: classes(-5) == -1
; run: classes(0) == 7
; run: classes(100) == 7
; run: classes(101) == 10100
; run: wide(1) == 4294967297
; run: wide(0) == 12884901892
; run: wide(2) == 25769803781
; run: cases(0) == 5
; run: cases(1) == 5
; run: cases(2) == 9
; run: cases(3) == 12
; run: cases(4) == -1
; run: search(3) == 1
; run: search(8) == 0
; run: search(1000) == -1
; run: early(7, 3) == 1044

define i32 @classes(i32 %x) {
entry:
  %neg = icmp slt i32 %x, 0
  br i1 %neg, label %end, label %more
more:
  %zero = icmp eq i32 %x, 0
  br i1 %zero, label %seven, label %other
seven:
  br label %end
other:
  %large = icmp sgt i32 %x, 100
  br i1 %large, label %squares, label %small
small:
  %hundred = icmp eq i32 %x, 100
  %t = mul i32 %x, 10
  br i1 %hundred, label %seven, label %end
squares:
  %s = mul i32 %x, 100
  br label %end
end:
  %r = phi i32 [ -1, %entry ], [ 7, %seven ], [ %s, %squares ], [ %t, %small ]
  ret i32 %r
}

define i64 @wide(i32 %x) {
entry:
  switch i32 %x, label %end [ i32 0, label %a
    i32 1, label %b ]
a:
  br label %end
b:
  br label %end
end:
  %r = phi i64 [ 12884901892, %a ], [ 4294967297, %b ], [ 25769803781, %entry ]
  ret i64 %r
}

define i32 @cases(i32 %x) {
entry:
  switch i32 %x, label %end [ i32 0, label %five
    i32 1, label %five
    i32 2, label %nine
    i32 3, label %called ]
five:
  br label %end
nine:
  br label %end
called:
  %c = tail call i32 @twelve()
  br label %end
end:
  %r = phi i32 [ -1, %entry ], [ 5, %five ], [ 9, %nine ], [ %c, %called ]
  ret i32 %r
}

define i32 @twelve() noinline {
  ret i32 12
}

define i32 @search(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %next ]
  %k = phi i32 [ 1, %entry ], [ %k2, %next ]
  %k2 = mul i32 %k, 3
  %same = icmp eq i32 %k, %n
  br i1 %same, label %end, label %test
test:
  %less = icmp ugt i32 %k, %n
  br i1 %less, label %zero, label %next
next:
  %i1 = add i32 %i, 1
  %out = icmp eq i32 %i1, 5
  br i1 %out, label %end, label %loop
zero:
  br label %end
end:
  %r = phi i32 [ %i, %loop ], [ 0, %zero ], [ -1, %next ]
  ret i32 %r
}

; Sums in another order than the values they need.
define i32 @early(i32 %x, i32 %y) {
  %a = mul i32 %x, 3
  %b = mul i32 %y, 5
  %c = mul i32 %x, %y
  %d = xor i32 %x, %y
  %e = shl i32 %y, 4
  %f = sub i32 %x, %y
  call void @touch()
  %ab = add i32 %a, %b
  %cd = mul i32 %c, %d
  %ef = sub i32 %e, %f
  %t = add i32 %ab, %cd
  %u = mul i32 %ef, 21
  %v = add i32 %t, %u
  ret i32 %v
}

define void @touch() noinline {
  ret void
}
