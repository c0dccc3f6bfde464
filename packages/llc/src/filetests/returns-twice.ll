; setjmp: a value that was not changed since is what it was, whatever took its place on the other path.
; run: survives(7, 4) == 21
; run: survives(7, 0) == 21
; run: step(3) == 4
; run: chosen(5, 6) == 5
@place = global [8 x i32] zeroinitializer
declare i32 @setjmp(ptr) returns_twice
declare void @longjmp(ptr, i32) noreturn
define void @jump_when(i32 %i, i32 %limit) noinline {
  %z = icmp eq i32 %i, %limit
  br i1 %z, label %go, label %no
go:
  call void @longjmp(ptr @place, i32 1) noreturn
  unreachable
no:
  ret void
}
; The counter starts as %y, which is dead on its path.
define i32 @survives(i32 %a, i32 %n) {
entry:
  %y = mul i32 %a, 3
  %limit = add i32 %y, %n
  %s = call i32 @setjmp(ptr @place) returns_twice
  %z = icmp eq i32 %s, 0
  br i1 %z, label %loop, label %back
loop:
  %i = phi i32 [ %y, %entry ], [ %j, %loop ]
  call void @jump_when(i32 %i, i32 %limit)
  %j = add i32 %i, 1
  br label %loop
back:
  ret i32 %y
}
; The next step is known before the jump.
define i32 @step(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %next ]
  %sum = phi i32 [ 1, %entry ], [ %more, %next ]
  %done = icmp eq i32 %i, %n
  br i1 %done, label %out, label %try
try:
  %s = call i32 @setjmp(ptr @place) returns_twice
  %z = icmp eq i32 %s, 0
  br i1 %z, label %first, label %second
first:
  %j1 = add i32 %i, 7
  call void @jump_when(i32 %j1, i32 %j1)
  br label %next
second:
  %j2 = add i32 %i, 1
  br label %next
next:
  %j = phi i32 [ %j1, %first ], [ %j2, %second ]
  %more = add i32 %sum, 1
  br label %loop
out:
  ret i32 %sum
}
define i32 @chosen(i32 %a, i32 %b) {
entry:
  %s = call i32 @setjmp(ptr @place) returns_twice
  %z = icmp eq i32 %s, 0
  br i1 %z, label %first, label %second
first:
  %c = icmp ult i32 %b, 100
  %k = select i1 %c, i32 %b, i32 %a
  call void @jump_when(i32 1, i32 2)
  call void @jump_when(i32 %k, i32 %b)
  ret i32 %k
second:
  ret i32 %a
}
