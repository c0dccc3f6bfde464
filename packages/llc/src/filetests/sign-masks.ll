; Choices by one bit of a word, and amounts of shifts of which only the low five bits count.
; run: negative(5, 77) == 0
; run: negative(-5, 77) == 77
; run: negative(0, 77) == 0
; run: negative(-2147483648, -9) == -9
; run: negative(2147483647, 1) == 0
; run: notNegative(5, 77) == 0
; run: notNegative(-5, 77) == 77
; run: notNegative(0, 77) == 0
; run: notNegative(-2147483648, -9) == -9
; run: notNegative(2147483647, 1) == 0
; run: keepsPositive(5, 77) == 77
; run: keepsPositive(-5, 77) == 0
; run: keepsPositive(0, 77) == 77
; run: keepsPositive(-2147483648, -9) == 0
; run: keepsPositive(2147483647, 1) == 1
; run: ones(5, 77) == 77
; run: ones(-5, 77) == -1
; run: ones(0, 77) == 77
; run: ones(-2147483648, -9) == -1
; run: ones(2147483647, 1) == 1
; run: onesElse(5, 77) == 77
; run: onesElse(-5, 77) == -1
; run: onesElse(0, 77) == 77
; run: onesElse(-2147483648, -9) == -1
; run: onesElse(2147483647, 1) == 1
; run: number(5, 77) == 0
; run: number(-5, 77) == 27
; run: number(0, 77) == 0
; run: number(-2147483648, -9) == 27
; run: number(2147483647, 1) == 0
; run: largeNumber(5, 77) == 0
; run: largeNumber(-5, 77) == -1640531527
; run: largeNumber(0, 77) == 0
; run: largeNumber(-2147483648, -9) == -1640531527
; run: largeNumber(2147483647, 1) == 0
; run: byte(127, 0) == 0
; run: byte(128, 0) == 27
; run: byte(-1, 0) == 27
; run: byte(256, 0) == 0
; run: byte(4296, 0) == 27
; run: bit(8, 77) == 77
; run: bit(7, 77) == 0
; run: bit(-1, -4) == -4
; run: bit(0, 5) == 0
; run: bit(-9, 3) == 0
; run: noBit(8, 77) == 0
; run: noBit(7, 77) == 77
; run: noBit(-1, -4) == 0
; run: noBit(0, 5) == 5
; run: noBit(-9, 3) == 3
; run: noBitElse(8, 77) == 77
; run: noBitElse(7, 77) == 0
; run: noBitElse(-1, -4) == -4
; run: noBitElse(0, 5) == 0
; run: noBitElse(-9, 3) == 0
; run: topBit(5, 77) == 0
; run: topBit(-5, 77) == 77
; run: topBit(0, 77) == 0
; run: topBit(-2147483648, -9) == -9
; run: topBit(2147483647, 1) == 0
; run: twoBits(8, 77) == 77
; run: twoBits(7, 77) == 77
; run: twoBits(-1, -4) == -4
; run: twoBits(0, 5) == 0
; run: twoBits(-9, 3) == 3
; run: shiftMasked(-1698898192, 4) == -1412567296
; run: shiftMasked(-1698898192, 36) == -1412567296
; run: shiftMasked(305419896, 31) == 0
; run: shiftMasked(305419896, 95) == 0
; run: shiftMasked(305419896, -1) == 0
; run: shiftBits(-1698898192, 4) == 1
; run: shiftBits(-1698898192, 36) == 1
; run: shiftBits(305419896, 31) == 0
; run: shiftBits(305419896, 95) == 0
; run: shiftBits(305419896, -1) == 0
; run: shiftLow(-1698898192, 4) == -106181137
; run: shiftLow(-1698898192, 36) == -106181137
; run: shiftLow(305419896, 31) == 9320
; run: shiftLow(305419896, 95) == 9320
; run: shiftLow(305419896, -1) == 9320
; run: shiftEven(-1698898192, 4) == -1412567296
; run: shiftEven(-1698898192, 36) == -1412567296
; run: shiftEven(305419896, 31) == 0
; run: shiftEven(305419896, 95) == 0
; run: shiftEven(305419896, -1) == 0
; run: shiftByte(-1698898192, 4) == 162254319
; run: shiftByte(-1698898192, 36) == 162254319
; run: shiftByte(305419896, 31) == 0
; run: shiftByte(305419896, 95) == 0
; run: shiftByte(305419896, -1) == 0
; run: shiftSigned(-1698898192, 4) == -106181137
; run: shiftSigned(-1698898192, 36) == -106181137
; run: shiftSigned(305419896, 31) == 0
; run: shiftSigned(305419896, 95) == 0
; run: shiftSigned(305419896, -1) == 0
; run: absolute(5, 77) == 5
; run: absolute(-5, 77) == 5
; run: absolute(0, -77) == 0
; run: absolute(-2147483648, -9) == -2147483648
; run: absolute(2147483647, 1) == 2147483647
; run: absoluteCalled(5, 77) == 5
; run: absoluteCalled(-5, 77) == 5
; run: absoluteCalled(0, -77) == 0
; run: absoluteCalled(-2147483648, -9) == -2147483648
; run: absoluteCalled(2147483647, 1) == 2147483647
; run: notAbsolute(5, 77) == -5
; run: notAbsolute(-5, 77) == -5
; run: notAbsolute(0, -77) == 0
; run: notAbsolute(-2147483648, -9) == -2147483648
; run: notAbsolute(2147483647, 1) == -2147483647
; run: signOf(5, 77) == 77
; run: signOf(-5, 77) == -77
; run: signOf(0, -77) == -77
; run: signOf(-2147483648, -9) == 9
; run: signOf(2147483647, 1) == 1
; run: oppositeSignOf(5, 77) == -77
; run: oppositeSignOf(-5, 77) == 77
; run: oppositeSignOf(0, -77) == 77
; run: oppositeSignOf(-2147483648, -9) == -9
; run: oppositeSignOf(2147483647, 1) == -1
; run: negatedByBit(5, 77) == -77
; run: negatedByBit(-5, 77) == 77
; run: negatedByBit(0, -77) == -77
; run: negatedByBit(-2147483648, -9) == -9
; run: negatedByBit(2147483647, 1) == -1
; run: negatedUnless(5, 77) == 77
; run: negatedUnless(-5, 77) == 77
; run: negatedUnless(0, -77) == 77
; run: negatedUnless(-2147483648, -9) == 9
; run: negatedUnless(2147483647, 1) == 1
; run: negatedWhere(5, 77) == -77
; run: negatedWhere(-5, 77) == -77
; run: negatedWhere(0, -77) == -77
; run: negatedWhere(-2147483648, -9) == -9
; run: negatedWhere(2147483647, 1) == -1
; run: negatedUnlessBoth(5, 77) == 77
; run: negatedUnlessBoth(-5, 77) == 77
; run: negatedUnlessBoth(0, -77) == 77
; run: negatedUnlessBoth(-2147483648, -9) == 9
; run: negatedUnlessBoth(2147483647, 1) == 1
; run: absoluteByte(5, 0) == 5
; run: absoluteByte(-5, 0) == 5
; run: absoluteByte(128, 0) == 128
; run: absoluteByte(300, 0) == 44

define i32 @negative(i32 %x, i32 %y) {
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @notNegative(i32 %x, i32 %y) {
  %c = icmp sgt i32 %x, -1
  %r = select i1 %c, i32 0, i32 %y
  ret i32 %r
}

define i32 @keepsPositive(i32 %x, i32 %y) {
  %c = icmp sgt i32 %x, -1
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @ones(i32 %x, i32 %y) {
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 -1, i32 %y
  ret i32 %r
}

define i32 @onesElse(i32 %x, i32 %y) {
  %c = icmp sgt i32 %x, -1
  %r = select i1 %c, i32 %y, i32 -1
  ret i32 %r
}

define i32 @number(i32 %x, i32 %y) {
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 27, i32 0
  ret i32 %r
}

define i32 @largeNumber(i32 %x, i32 %y) {
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 -1640531527, i32 0
  ret i32 %r
}

define i32 @byte(i32 %x, i32 %y) {
  %b = trunc i32 %x to i8
  %c = icmp slt i8 %b, 0
  %r = select i1 %c, i32 27, i32 0
  ret i32 %r
}

define i32 @bit(i32 %x, i32 %y) {
  %b = and i32 %x, 8
  %c = icmp ne i32 %b, 0
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @noBit(i32 %x, i32 %y) {
  %b = and i32 %x, 8
  %c = icmp eq i32 %b, 0
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @noBitElse(i32 %x, i32 %y) {
  %b = and i32 %x, 8
  %c = icmp eq i32 %b, 0
  %r = select i1 %c, i32 0, i32 %y
  ret i32 %r
}

define i32 @topBit(i32 %x, i32 %y) {
  %b = and i32 %x, -2147483648
  %c = icmp ne i32 %b, 0
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @twoBits(i32 %x, i32 %y) {
  %b = and i32 %x, 12
  %c = icmp ne i32 %b, 0
  %r = select i1 %c, i32 %y, i32 0
  ret i32 %r
}

define i32 @shiftMasked(i32 %x, i32 %y) {
  %m = and i32 %y, 31
  %r = shl i32 %x, %m
  ret i32 %r
}

define i32 @shiftBits(i32 %x, i32 %y) {
  %m = and i32 %y, 31
  %t = lshr i32 %x, %m
  %r = and i32 %t, 1
  ret i32 %r
}

define i32 @shiftLow(i32 %x, i32 %y) {
  %m = and i32 %y, 15
  %r = ashr i32 %x, %m
  ret i32 %r
}

define i32 @shiftEven(i32 %x, i32 %y) {
  %m = and i32 %y, 30
  %r = shl i32 %x, %m
  ret i32 %r
}

define i32 @shiftByte(i32 %x, i32 %y) {
  %b = trunc i32 %y to i8
  %k = and i8 %b, 31
  %m = zext i8 %k to i32
  %r = lshr i32 %x, %m
  ret i32 %r
}

define i32 @shiftSigned(i32 %x, i32 %y) {
  %b = trunc i32 %y to i8
  %k = and i8 %b, 31
  %m = sext i8 %k to i32
  %r = ashr i32 %x, %m
  ret i32 %r
}

define i32 @absolute(i32 %x, i32 %y) {
  %n = sub i32 0, %x
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 %n, i32 %x
  ret i32 %r
}

define i32 @absoluteCalled(i32 %x, i32 %y) {
  %r = call i32 @llvm.abs.i32(i32 %x, i1 false)
  ret i32 %r
}

define i32 @notAbsolute(i32 %x, i32 %y) {
  %n = sub i32 0, %x
  %c = icmp sgt i32 %x, -1
  %r = select i1 %c, i32 %n, i32 %x
  ret i32 %r
}

define i32 @signOf(i32 %x, i32 %y) {
  %n = sub i32 0, %y
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 %n, i32 %y
  ret i32 %r
}

define i32 @oppositeSignOf(i32 %x, i32 %y) {
  %n = sub i32 0, %y
  %c = icmp slt i32 %x, 0
  %r = select i1 %c, i32 %y, i32 %n
  ret i32 %r
}

define i32 @negatedByBit(i32 %x, i32 %y) {
  %n = sub i32 0, %y
  %b = and i32 %x, 4
  %c = icmp eq i32 %b, 0
  %r = select i1 %c, i32 %y, i32 %n
  ret i32 %r
}

define i32 @negatedUnless(i32 %x, i32 %y) {
  %b = trunc i32 %x to i1
  %n = sub i32 0, %y
  %r = select i1 %b, i32 %y, i32 %n
  ret i32 %r
}

define i32 @negatedWhere(i32 %x, i32 %y) {
  %b = trunc i32 %x to i1
  %n = sub i32 0, %y
  %r = select i1 %b, i32 %n, i32 %y
  ret i32 %r
}

define i32 @negatedUnlessBoth(i32 %x, i32 %y) {
  %a = icmp ugt i32 %x, 4
  %d = icmp sgt i32 %y, 0
  %b = and i1 %a, %d
  %n = sub i32 0, %y
  %r = select i1 %b, i32 %y, i32 %n
  ret i32 %r
}

define i32 @absoluteByte(i32 %x, i32 %y) {
  %b = trunc i32 %x to i8
  %r = call i8 @llvm.abs.i8(i8 %b, i1 false)
  %z = zext i8 %r to i32
  ret i32 %z
}

declare i32 @llvm.abs.i32(i32, i1)
declare i8 @llvm.abs.i8(i8, i1)
