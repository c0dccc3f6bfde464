; Addresses of blocks that control never reaches are in data all the same.
; run: unreached(3) == 4
; run: folded(5) == 5
; run: far_block(0) == 1
; run: far_block(1) == 2
; run: far_block(2) == 3
@table = internal constant [2 x ptr] [ptr blockaddress(@unreached, %never), ptr blockaddress(@folded, %skipped)]
define i32 @unreached(i32 %x) {
entry:
  %r = add i32 %x, 1
  ret i32 %r
never:
  %s = mul i32 %x, 3
  br label %after
after:
  %p = phi i32 [ %s, %never ]
  ret i32 %p
}
define i32 @folded(i32 %x) {
entry:
  %t = add i32 %x, 7
  br i1 false, label %skipped, label %done
skipped:
  %p = phi i32 [ %t, %entry ]
  br label %done
done:
  %r = phi i32 [ %x, %entry ], [ %p, %skipped ]
  ret i32 %r
}
; Distances of blocks fit into less than a word, as tables of `&&b - &&a` use it.
@near = internal constant [3 x i16] [i16 0, i16 trunc (i32 sub (i32 ptrtoint (ptr blockaddress(@far_block, %b) to i32), i32 ptrtoint (ptr blockaddress(@far_block, %a) to i32)) to i16), i16 7]
@nearer = internal constant [3 x i8] [i8 0, i8 1, i8 trunc (i32 sub (i32 ptrtoint (ptr blockaddress(@far_block, %c) to i32), i32 ptrtoint (ptr blockaddress(@far_block, %a) to i32)) to i8)]
define i32 @far_block(i32 %i) {
  %last = icmp eq i32 %i, 2
  %p = getelementptr [3 x i16], ptr @near, i32 0, i32 %i
  %h = load i16, ptr %p
  %q = getelementptr [3 x i8], ptr @nearer, i32 0, i32 %i
  %l = load i8, ptr %q
  %ld = sext i8 %l to i32
  %hd = sext i16 %h to i32
  %d = select i1 %last, i32 %ld, i32 %hd
  %t = getelementptr i8, ptr blockaddress(@far_block, %a), i32 %d
  indirectbr ptr %t, [label %a, label %b, label %c]
a:
  ret i32 1
b:
  ret i32 2
c:
  ret i32 3
}
