; Loops, phis that swap, switches, indirect branches, recursion, irreducible control flow.
; run: sum(10) == 55
; run: fibswap(10) == 55
; run: fib(15) == 610
; run: sw(1) == 11
; run: sw(100) == 22
; run: sw(-7) == 33
; run: sw(5) == 0
; run: dense(0) == 100
; run: dense(7) == 107
; run: dense(9) == 109
; run: dense(10) == -1
; run: dense(-1) == -1
; run: range(5) == 1
; run: range(12) == 2
; run: range(50) == 0
; run: wide(1, 2) == 7
; run: wide(1, 3) == 0
; run: jump(0) == 5
; run: jump(1) == 6
; run: irreducible(0, 10) == 20
; run: irreducible(1, 10) == 21
define i32 @sum(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %s = phi i32 [ 0, %entry ], [ %s1, %loop ]
  %i1 = add i32 %i, 1
  %s1 = add i32 %s, %i1
  %c = icmp slt i32 %i1, %n
  br i1 %c, label %loop, label %done
done:
  ret i32 %s1
}
define i32 @fibswap(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i1, %loop ]
  %a = phi i32 [ 0, %entry ], [ %b, %loop ]
  %b = phi i32 [ 1, %entry ], [ %t, %loop ]
  %t = add i32 %a, %b
  %i1 = add i32 %i, 1
  %c = icmp slt i32 %i1, %n
  br i1 %c, label %loop, label %done
done:
  ret i32 %b
}
define i32 @fib(i32 %n) {
  %c = icmp slt i32 %n, 2
  br i1 %c, label %base, label %rec
base:
  ret i32 %n
rec:
  %n1 = sub i32 %n, 1
  %n2 = sub i32 %n, 2
  %a = call i32 @fib(i32 %n1)
  %b = call i32 @fib(i32 %n2)
  %r = add i32 %a, %b
  ret i32 %r
}
define i32 @sw(i32 %x) {
  switch i32 %x, label %d [
    i32 1, label %a
    i32 100, label %b
    i32 -7, label %c
  ]
a:
  ret i32 11
b:
  ret i32 22
c:
  ret i32 33
d:
  ret i32 0
}
define i32 @dense(i32 %x) {
  switch i32 %x, label %d [
    i32 0, label %e
    i32 1, label %e
    i32 2, label %f
    i32 3, label %e
    i32 4, label %f
    i32 5, label %e
    i32 6, label %f
    i32 7, label %e
    i32 8, label %f
    i32 9, label %e
  ]
e:
  %p = add i32 %x, 100
  ret i32 %p
f:
  %q = add i32 %x, 200
  ret i32 %q
d:
  ret i32 -1
}
define i32 @range(i32 %x) {
  switch i32 %x, label %d [
    i32 3, label %a
    i32 4, label %a
    i32 5, label %a
    i32 11, label %b
    i32 12, label %b
  ]
a:
  ret i32 1
b:
  ret i32 2
d:
  ret i32 0
}
define i32 @wide(i64 %x) {
  switch i64 %x, label %d [
    i64 8589934593, label %a
    i64 5, label %b
  ]
a:
  ret i32 7
b:
  ret i32 8
d:
  ret i32 0
}
@targets = internal constant [2 x ptr] [ptr blockaddress(@jump, %a), ptr blockaddress(@jump, %b)]
define i32 @jump(i32 %i) {
  %p = getelementptr [2 x ptr], ptr @targets, i32 0, i32 %i
  %t = load ptr, ptr %p
  indirectbr ptr %t, [label %a, label %b]
a:
  ret i32 5
b:
  ret i32 6
}
define i32 @irreducible(i32 %which, i32 %n) {
entry:
  %c = icmp eq i32 %which, 0
  br i1 %c, label %x, label %y
x:
  %i = phi i32 [ %n, %entry ], [ %j1, %y ]
  %s = phi i32 [ 0, %entry ], [ %t1, %y ]
  %i1 = sub i32 %i, 1
  %s1 = add i32 %s, 2
  %d = icmp sgt i32 %i1, 0
  br i1 %d, label %y, label %out
y:
  %j = phi i32 [ %n, %entry ], [ %i1, %x ]
  %t = phi i32 [ 1, %entry ], [ %s1, %x ]
  %j1 = sub i32 %j, 1
  %t1 = add i32 %t, 2
  %e = icmp sgt i32 %j1, 0
  br i1 %e, label %x, label %out
out:
  %r = phi i32 [ %s1, %x ], [ %t1, %y ]
  ret i32 %r
}
