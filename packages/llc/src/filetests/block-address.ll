; Addresses of blocks that control never reaches are in data all the same.
; run: unreached(3) == 4
; run: folded(5) == 5
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
