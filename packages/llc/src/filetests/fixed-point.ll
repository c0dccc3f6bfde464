; The middle word of 64-bit products: signed, unsigned, mixed, by constants, with words shared among products.
; run: signed16(0, 0) == 0
; run: signed16(1, -1) == -1
; run: signed16(-1, -1) == 0
; run: signed16(65536, 65536) == 65536
; run: signed16(-65536, 98304) == -98304
; run: signed16(2147483647, -2147483648) == 32768
; run: signed16(-2147483648, -2147483648) == 0
; run: signed16(123456789, -987654321) == -823458816
; run: signed16(-5, 7) == -1
; run: signed16(2147450880, 3) == 98302
; run: signed16(-1619624891, 1097127993) == 239897135
; run: signed16(-1109016423, 1539898300) == -973827305
; run: signed16(-879636937, -1329520674) == -504072224
; run: signed16(-247174166, -680705232) == -1057251916
; run: signed1(0, 0) == 0
; run: signed1(1, -1) == -1
; run: signed1(-1, -1) == 0
; run: signed1(65536, 65536) == -2147483648
; run: signed1(-65536, 98304) == 1073741824
; run: signed1(2147483647, -2147483648) == 1073741824
; run: signed1(-2147483648, -2147483648) == 0
; run: signed1(123456789, -987654321) == -2113907139
; run: signed1(-5, 7) == -18
; run: signed1(2147450880, 3) == -1073790976
; run: signed1(-1619624891, 1097127993) == 1159197102
; run: signed1(-1109016423, 1539898300) == 1233893806
; run: signed1(-879636937, -1329520674) == 1005600345
; run: signed1(-247174166, -680705232) == -824558352
; run: signed31(0, 0) == 0
; run: signed31(1, -1) == -1
; run: signed31(-1, -1) == 0
; run: signed31(65536, 65536) == 2
; run: signed31(-65536, 98304) == -3
; run: signed31(2147483647, -2147483648) == -2147483647
; run: signed31(-2147483648, -2147483648) == -2147483648
; run: signed31(123456789, -987654321) == -56779306
; run: signed31(-5, 7) == -1
; run: signed31(2147450880, 3) == 2
; run: signed31(-1619624891, 1097127993) == -827450215
; run: signed31(-1109016423, 1539898300) == -795243543
; run: signed31(-879636937, -1329520674) == 544588776
; run: signed31(-247174166, -680705232) == 78348791
; run: mixed15(0, 0) == 0
; run: mixed15(1, -1) == 131071
; run: mixed15(-1, -1) == -131072
; run: mixed15(65536, 65536) == 131072
; run: mixed15(-65536, 98304) == -196608
; run: mixed15(2147483647, -2147483648) == -65536
; run: mixed15(-2147483648, -2147483648) == 0
; run: mixed15(123456789, -987654321) == 939526145
; run: mixed15(-5, 7) == -1
; run: mixed15(2147450880, 3) == 196605
; run: mixed15(-1619624891, 1097127993) == 479794271
; run: mixed15(-1109016423, 1539898300) == -1947654610
; run: mixed15(-879636937, -1329520674) == 1616310208
; run: mixed15(-247174166, -680705232) == 1506491240
; run: mixed20(0, 0) == 0
; run: mixed20(1, -1) == -1
; run: mixed20(-1, -1) == -4096
; run: mixed20(65536, 65536) == 4096
; run: mixed20(-65536, 98304) == 402647040
; run: mixed20(2147483647, -2147483648) == 2048
; run: mixed20(-2147483648, -2147483648) == 0
; run: mixed20(123456789, -987654321) == -319901632
; run: mixed20(-5, 7) == 28671
; run: mixed20(2147450880, 3) == 6143
; run: mixed20(-1619624891, 1097127993) == -1100457822
; run: mixed20(-1109016423, 1539898300) == 1545275697
; run: mixed20(-879636937, -1329520674) == -1071831170
; run: mixed20(-247174166, -680705232) == 809679323
; run: unsigned8(0, 0) == 0
; run: unsigned8(1, -1) == 16777215
; run: unsigned8(-1, -1) == -33554432
; run: unsigned8(65536, 65536) == 16777216
; run: unsigned8(-65536, 98304) == -25165824
; run: unsigned8(2147483647, -2147483648) == -8388608
; run: unsigned8(-2147483648, -2147483648) == 0
; run: unsigned8(123456789, -987654321) == 262316
; run: unsigned8(-5, 7) == 117440511
; run: unsigned8(2147450880, 3) == 25165440
; run: unsigned8(-1619624891, 1097127993) == -2054541341
; run: unsigned8(-1109016423, 1539898300) == -1332537485
; run: unsigned8(-879636937, -1329520674) == 158851196
; run: unsigned8(-247174166, -680705232) == 362656889
; run: high(0, 0) == 0
; run: high(1, -1) == -1
; run: high(-1, -1) == 0
; run: high(65536, 65536) == 1
; run: high(-65536, 98304) == -2
; run: high(2147483647, -2147483648) == -1073741824
; run: high(-2147483648, -2147483648) == 1073741824
; run: high(123456789, -987654321) == -28389653
; run: high(-5, 7) == -1
; run: high(2147450880, 3) == 1
; run: high(-1619624891, 1097127993) == -413725108
; run: high(-1109016423, 1539898300) == -397621772
; run: high(-879636937, -1329520674) == 272294388
; run: high(-247174166, -680705232) == 39174395
; run: byPositive(0) == 0
; run: byPositive(1) == 0
; run: byPositive(-1) == -1
; run: byPositive(65536) == 19661
; run: byPositive(-65536) == -19661
; run: byPositive(2147483647) == 644251647
; run: byPositive(-2147483648) == -644251648
; run: byPositive(123456789) == 37037413
; run: byPositive(-5) == -2
; run: byPositive(2147450880) == 644241817
; run: byPositive(-1619624891) == -485892411
; run: byPositive(-1109016423) == -332708312
; run: byPositive(-879636937) == -263893766
; run: byPositive(-247174166) == -74153005
; run: byNegative(0) == 0
; run: byNegative(1) == -1
; run: byNegative(-1) == 0
; run: byNegative(65536) == -24000
; run: byNegative(-65536) == 24000
; run: byNegative(2147483647) == -786432000
; run: byNegative(-2147483648) == 786432000
; run: byNegative(123456789) == -45211227
; run: byNegative(-5) == 1
; run: byNegative(2147450880) == -786420000
; run: byNegative(-1619624891) == 593124349
; run: byNegative(-1109016423) == 406133943
; run: byNegative(-879636937) == 322132667
; run: byNegative(-247174166) == 90517883
; run: byLarge(0) == 0
; run: byLarge(1) == -32768
; run: byLarge(-1) == 32768
; run: byLarge(65536) == -2147483648
; run: byLarge(-65536) == -2147483648
; run: byLarge(2147483647) == 32768
; run: byLarge(-2147483648) == 0
; run: byLarge(123456789) == 427130880
; run: byLarge(-5) == 163840
; run: byLarge(2147450880) == 1073741824
; run: byLarge(-1619624891) == -1042448384
; run: byLarge(-1109016423) == 531857408
; run: byLarge(-879636937) == 417628160
; run: byLarge(-247174166) == -905248768
; run: byOne(0) == 0
; run: byOne(1) == -1
; run: byOne(-1) == 0
; run: byOne(65536) == -1
; run: byOne(-65536) == 1
; run: byOne(2147483647) == -32768
; run: byOne(-2147483648) == 32768
; run: byOne(123456789) == -1884
; run: byOne(-5) == 0
; run: byOne(2147450880) == -32768
; run: byOne(-1619624891) == 24713
; run: byOne(-1109016423) == 16922
; run: byOne(-879636937) == 13422
; run: byOne(-247174166) == 3771
; run: square(0) == 0
; run: square(1) == 0
; run: square(-1) == 0
; run: square(65536) == 65536
; run: square(-65536) == 65536
; run: square(2147483647) == -65536
; run: square(-2147483648) == 0
; run: square(123456789) == 639801144
; run: square(-5) == 0
; run: square(2147450880) == -2147467264
; run: square(-1619624891) == 1823113710
; run: square(-1109016423) == -1956508513
; run: square(-879636937) == -207062422
; run: square(-247174166) == 228857293
; run: shared(0, 0, 12345) == 0
; run: shared(1, -1, -12345) == 0
; run: shared(-1, -1, 12345) == 4
; run: shared(65536, 65536, 12345) == 106382
; run: shared(-65536, 98304, -85959) == -368526
; run: shared(2147483647, -2147483648, -12346) == 809631741
; run: shared(-2147483648, -2147483648, 12345) == 809041920
; run: shared(123456789, -987654321, -1032164765) == 193915552
; run: shared(-5, 7, -12347) == -4
; run: shared(2147450880, 3, 2147463226) == -808931273
; run: shared(-1619624891, 1097127993, -569207739) == -1732175897
; run: shared(-1109016423, 1539898300, -433255652) == 2046709853
; run: shared(-879636937, -1329520674, 2068898256) == -920048174
; run: shared(-247174166, -680705232, 640227555) == -320751151
; run: wholeToo(0, 0) == 0
; run: wholeToo(1, -1) == -1
; run: wholeToo(-1, -1) == 0
; run: wholeToo(65536, 65536) == 65536
; run: wholeToo(-65536, 98304) == -98304
; run: wholeToo(2147483647, -2147483648) == -70368744144896
; run: wholeToo(-2147483648, -2147483648) == 70368744177664
; run: wholeToo(123456789, -987654321) == -1860544297984
; run: wholeToo(-5, 7) == -1
; run: wholeToo(2147450880, 3) == 98302
; run: wholeToo(-1619624891, 1097127993) == -27113888642513
; run: wholeToo(-1109016423, 1539898300) == -26058540412137
; run: wholeToo(-879636937, -1329520674) == 17845085042656
; run: wholeToo(-247174166, -680705232) == 2567333191092

define i32 @signed16(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = ashr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @signed1(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = lshr i64 %p, 1
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @signed31(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = ashr i64 %p, 31
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @mixed15(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = zext i32 %b to i64
  %p = mul i64 %x, %y
  %s = ashr i64 %p, 15
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @mixed20(i32 %a, i32 %b) {
  %x = zext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = lshr i64 %p, 20
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @unsigned8(i32 %a, i32 %b) {
  %x = zext i32 %a to i64
  %y = zext i32 %b to i64
  %p = mul i64 %x, %y
  %s = lshr i64 %p, 8
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @high(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = ashr i64 %p, 32
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @byPositive(i32 %a) {
  %x = sext i32 %a to i64
  %p = mul nsw i64 %x, 19661
  %s = ashr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @byNegative(i32 %a) {
  %x = sext i32 %a to i64
  %p = mul nsw i64 %x, -24000
  %s = ashr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @byLarge(i32 %a) {
  %x = sext i32 %a to i64
  %p = mul nsw i64 %x, -2147483648
  %s = ashr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @byOne(i32 %a) {
  %x = sext i32 %a to i64
  %p = mul nsw i64 %x, -1
  %s = ashr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @square(i32 %a) {
  %x = sext i32 %a to i64
  %p = mul i64 %x, %x
  %s = lshr i64 %p, 16
  %r = trunc i64 %s to i32
  ret i32 %r
}

define i32 @shared(i32 %a, i32 %b, i32 %c) {
  %m = ashr i32 %a, 3
  %x = sext i32 %m to i64
  %y = sext i32 %b to i64
  %z = sext i32 %c to i64
  %p = mul i64 %x, %y
  %q = mul i64 %z, %x
  %t = ashr i64 %p, 12
  %u = ashr i64 %q, 12
  %v = trunc i64 %t to i32
  %w = trunc i64 %u to i32
  %r = sub i32 %v, %w
  ret i32 %r
}

define i64 @wholeToo(i32 %a, i32 %b) {
  %x = sext i32 %a to i64
  %y = sext i32 %b to i64
  %p = mul i64 %x, %y
  %s = ashr i64 %p, 16
  ret i64 %s
}

; Where there is no MULHU.
define i64 @__muldi3(i64 %a, i64 %b) {
entry:
  br label %loop
loop:
  %sum = phi i64 [ 0, %entry ], [ %next, %loop ]
  %x = phi i64 [ %a, %entry ], [ %twice, %loop ]
  %y = phi i64 [ %b, %entry ], [ %rest, %loop ]
  %bit = and i64 %y, 1
  %mask = sub i64 0, %bit
  %part = and i64 %x, %mask
  %next = add i64 %sum, %part
  %twice = shl i64 %x, 1
  %rest = lshr i64 %y, 1
  %done = icmp eq i64 %rest, 0
  br i1 %done, label %end, label %loop
end:
  ret i64 %next
}
