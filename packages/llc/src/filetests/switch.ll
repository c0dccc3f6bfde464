; Switches by comparison, by jump table and by bit test, and mixtures of them.
; run: space(8) == 0
; run: space(9) == 1
; run: space(10) == 1
; run: space(11) == 0
; run: space(12) == 0
; run: space(13) == 1
; run: space(31) == 0
; run: space(32) == 1
; run: space(33) == 0
; run: space(0) == 0
; run: space(-1) == 0
; run: space(41) == 0
; run: space(64) == 0
; run: spaceOfBytes(9) == 1
; run: spaceOfBytes(12) == 0
; run: spaceOfBytes(13) == 1
; run: spaceOfBytes(32) == 1
; run: spaceOfBytes(40) == 0
; run: letters(96) == 0
; run: letters(97) == 1
; run: letters(98) == 2
; run: letters(99) == 0
; run: letters(100) == 2
; run: letters(101) == 1
; run: letters(102) == 0
; run: letters(103) == 2
; run: letters(111) == 1
; run: letters(112) == 2
; run: letters(113) == 0
; run: letters(116) == 2
; run: letters(117) == 1
; run: letters(118) == 0
; run: letters(122) == 0
; run: letters(-1) == 0
; run: letters(129) == 0
; run: threeMasks(-10) == 4
; run: threeMasks(-9) == 1
; run: threeMasks(-8) == 2
; run: threeMasks(-7) == 3
; run: threeMasks(-6) == 1
; run: threeMasks(-5) == 2
; run: threeMasks(-4) == 3
; run: threeMasks(-3) == 1
; run: threeMasks(-2) == 2
; run: threeMasks(-1) == 3
; run: threeMasks(0) == 1
; run: threeMasks(1) == 2
; run: threeMasks(2) == 3
; run: threeMasks(3) == 1
; run: threeMasks(4) == 2
; run: threeMasks(5) == 3
; run: threeMasks(6) == 1
; run: threeMasks(7) == 2
; run: threeMasks(8) == 3
; run: threeMasks(9) == 1
; run: threeMasks(10) == 2
; run: threeMasks(11) == 3
; run: threeMasks(12) == 1
; run: threeMasks(13) == 2
; run: threeMasks(14) == 3
; run: threeMasks(15) == 4
; run: whole(-16) == 2
; run: whole(-15) == 0
; run: whole(-1) == 2
; run: whole(0) == 0
; run: whole(1) == 1
; run: whole(7) == 1
; run: whole(15) == 0
; run: mixed(-2000000000) == 62
; run: mixed(-8) == 0
; run: mixed(-7) == 61
; run: mixed(-6) == 0
; run: mixed(0) == 1
; run: mixed(1) == 2
; run: mixed(11) == 12
; run: mixed(12) == 0
; run: mixed(99) == 0
; run: mixed(100) == 50
; run: mixed(101) == 0
; run: mixed(103) == 50
; run: mixed(105) == 50
; run: mixed(107) == 0
; run: mixed(108) == 50
; run: mixed(111) == 50
; run: mixed(130) == 50
; run: mixed(131) == 0
; run: mixed(5000) == 60
; run: mixed(5001) == 0
; run: mixed(2147483647) == 63
; run: mixed(-2147483648) == 0
; run: mixedForSize(-7) == 61
; run: mixedForSize(0) == 1
; run: mixedForSize(5) == 6
; run: mixedForSize(11) == 12
; run: mixedForSize(12) == 0
; run: mixedForSize(100) == 50
; run: mixedForSize(101) == 0
; run: mixedForSize(130) == 50
; run: mixedForSize(131) == 0
; run: mixedForSize(5000) == 60
; run: mixedForSize(2147483647) == 63
; run: highBytes(-128) == 1
; run: highBytes(-127) == 1
; run: highBytes(-126) == 0
; run: highBytes(-100) == 1
; run: highBytes(-1) == 1
; run: highBytes(0) == 2
; run: highBytes(1) == 2
; run: highBytes(2) == 2
; run: highBytes(3) == 0
; run: highBytes(100) == 2
; run: highBytes(127) == 2
; run: masked(16) == 1
; run: masked(3) == 4
; run: masked(255) == 4
; run: masked(6) == 9

define i32 @space(i32 %x) {
  switch i32 %x, label %other [
    i32 9, label %t1
    i32 10, label %t1
    i32 13, label %t1
    i32 32, label %t1
  ]
t1:
  ret i32 1
other:
  ret i32 0
}

define i32 @spaceOfBytes(i8 %x) optsize {
  switch i8 %x, label %other [
    i8 9, label %t1
    i8 10, label %t1
    i8 13, label %t1
    i8 32, label %t1
  ]
t1:
  ret i32 1
other:
  ret i32 0
}

define i32 @letters(i32 %x) {
  switch i32 %x, label %other [
    i32 97, label %t1
    i32 101, label %t1
    i32 105, label %t1
    i32 111, label %t1
    i32 117, label %t1
    i32 98, label %t2
    i32 100, label %t2
    i32 103, label %t2
    i32 112, label %t2
    i32 116, label %t2
  ]
t1:
  ret i32 1
t2:
  ret i32 2
other:
  ret i32 0
}

define i32 @threeMasks(i32 %x) optsize {
  switch i32 %x, label %other [
    i32 -9, label %t1
    i32 -8, label %t2
    i32 -7, label %t3
    i32 -6, label %t1
    i32 -5, label %t2
    i32 -4, label %t3
    i32 -3, label %t1
    i32 -2, label %t2
    i32 -1, label %t3
    i32 0, label %t1
    i32 1, label %t2
    i32 2, label %t3
    i32 3, label %t1
    i32 4, label %t2
    i32 5, label %t3
    i32 6, label %t1
    i32 7, label %t2
    i32 8, label %t3
    i32 9, label %t1
    i32 10, label %t2
    i32 11, label %t3
    i32 12, label %t1
    i32 13, label %t2
    i32 14, label %t3
  ]
t1:
  ret i32 1
t2:
  ret i32 2
t3:
  ret i32 3
other:
  ret i32 4
}

define i32 @whole(i5 %x) {
  switch i5 %x, label %other [
    i5 -16, label %t2
    i5 -15, label %t0
    i5 -14, label %t1
    i5 -13, label %t2
    i5 -12, label %t0
    i5 -11, label %t1
    i5 -10, label %t2
    i5 -9, label %t0
    i5 -8, label %t1
    i5 -7, label %t2
    i5 -6, label %t0
    i5 -5, label %t1
    i5 -4, label %t2
    i5 -3, label %t0
    i5 -2, label %t1
    i5 -1, label %t2
    i5 0, label %t0
    i5 1, label %t1
    i5 2, label %t2
    i5 3, label %t0
    i5 4, label %t1
    i5 5, label %t2
    i5 6, label %t0
    i5 7, label %t1
    i5 8, label %t2
    i5 9, label %t0
    i5 10, label %t1
    i5 11, label %t2
    i5 12, label %t0
    i5 13, label %t1
    i5 14, label %t2
    i5 15, label %t0
  ]
t0:
  ret i32 0
t1:
  ret i32 1
t2:
  ret i32 2
other:
  ret i32 9
}

define i32 @mixed(i32 %x) {
  switch i32 %x, label %other [
    i32 0, label %t1
    i32 1, label %t2
    i32 2, label %t3
    i32 3, label %t4
    i32 4, label %t5
    i32 5, label %t6
    i32 6, label %t7
    i32 7, label %t8
    i32 8, label %t9
    i32 9, label %t10
    i32 10, label %t11
    i32 11, label %t12
    i32 100, label %t50
    i32 103, label %t50
    i32 105, label %t50
    i32 108, label %t50
    i32 111, label %t50
    i32 130, label %t50
    i32 5000, label %t60
    i32 -7, label %t61
    i32 -2000000000, label %t62
    i32 2147483647, label %t63
  ]
t1:
  ret i32 1
t2:
  ret i32 2
t3:
  ret i32 3
t4:
  ret i32 4
t5:
  ret i32 5
t6:
  ret i32 6
t7:
  ret i32 7
t8:
  ret i32 8
t9:
  ret i32 9
t10:
  ret i32 10
t11:
  ret i32 11
t12:
  ret i32 12
t50:
  ret i32 50
t60:
  ret i32 60
t61:
  ret i32 61
t62:
  ret i32 62
t63:
  ret i32 63
other:
  ret i32 0
}

define i32 @mixedForSize(i32 %x) optsize {
  switch i32 %x, label %other [
    i32 0, label %t1
    i32 1, label %t2
    i32 2, label %t3
    i32 3, label %t4
    i32 4, label %t5
    i32 5, label %t6
    i32 6, label %t7
    i32 7, label %t8
    i32 8, label %t9
    i32 9, label %t10
    i32 10, label %t11
    i32 11, label %t12
    i32 100, label %t50
    i32 103, label %t50
    i32 105, label %t50
    i32 108, label %t50
    i32 111, label %t50
    i32 130, label %t50
    i32 5000, label %t60
    i32 -7, label %t61
    i32 -2000000000, label %t62
    i32 2147483647, label %t63
  ]
t1:
  ret i32 1
t2:
  ret i32 2
t3:
  ret i32 3
t4:
  ret i32 4
t5:
  ret i32 5
t6:
  ret i32 6
t7:
  ret i32 7
t8:
  ret i32 8
t9:
  ret i32 9
t10:
  ret i32 10
t11:
  ret i32 11
t12:
  ret i32 12
t50:
  ret i32 50
t60:
  ret i32 60
t61:
  ret i32 61
t62:
  ret i32 62
t63:
  ret i32 63
other:
  ret i32 0
}

define i32 @highBytes(i8 %x) {
  switch i8 %x, label %other [
    i8 -128, label %t1
    i8 -127, label %t1
    i8 -100, label %t1
    i8 -1, label %t1
    i8 0, label %t2
    i8 1, label %t2
    i8 2, label %t2
    i8 100, label %t2
    i8 127, label %t2
  ]
t1:
  ret i32 1
t2:
  ret i32 2
other:
  ret i32 0
}

define i32 @masked(i32 %x) {
  %low = and i32 %x, 7
  switch i32 %low, label %other [
    i32 0, label %t1
    i32 1, label %t4
    i32 2, label %t1
    i32 3, label %t4
    i32 4, label %t1
    i32 5, label %t4
    i32 7, label %t4
    i32 77, label %never
  ]
t1:
  ret i32 1
t4:
  ret i32 4
never:
  ret i32 5
other:
  ret i32 9
}
