; Comparisons of a narrow sum with a constant, at and around their limits.
; run: digitOf(0) == 0
; run: digitOf(1) == 0
; run: digitOf(47) == 0
; run: digitOf(48) == 1
; run: digitOf(49) == 1
; run: digitOf(50) == 1
; run: digitOf(57) == 1
; run: digitOf(58) == 0
; run: digitOf(59) == 0
; run: digitOf(60) == 0
; run: digitOf(127) == 0
; run: digitOf(128) == 0
; run: digitOf(254) == 0
; run: digitOf(255) == 0
; run: notDigitOf(0) == 1
; run: notDigitOf(1) == 1
; run: notDigitOf(47) == 1
; run: notDigitOf(48) == 0
; run: notDigitOf(49) == 0
; run: notDigitOf(50) == 0
; run: notDigitOf(57) == 0
; run: notDigitOf(58) == 1
; run: notDigitOf(59) == 1
; run: notDigitOf(60) == 1
; run: notDigitOf(127) == 1
; run: notDigitOf(128) == 1
; run: notDigitOf(254) == 1
; run: notDigitOf(255) == 1
; run: upperOf(0) == 0
; run: upperOf(1) == 0
; run: upperOf(64) == 0
; run: upperOf(65) == 1
; run: upperOf(66) == 1
; run: upperOf(67) == 1
; run: upperOf(89) == 1
; run: upperOf(90) == 1
; run: upperOf(91) == 0
; run: upperOf(92) == 0
; run: upperOf(127) == 0
; run: upperOf(128) == 0
; run: upperOf(254) == 0
; run: upperOf(255) == 0
; run: aboveOf(0) == 1
; run: aboveOf(1) == 1
; run: aboveOf(127) == 1
; run: aboveOf(128) == 1
; run: aboveOf(199) == 1
; run: aboveOf(200) == 0
; run: aboveOf(201) == 0
; run: aboveOf(202) == 0
; run: aboveOf(219) == 0
; run: aboveOf(220) == 0
; run: aboveOf(221) == 1
; run: aboveOf(222) == 1
; run: aboveOf(254) == 1
; run: aboveOf(255) == 1
; run: wrapsOf(0) == 1
; run: wrapsOf(1) == 1
; run: wrapsOf(19) == 1
; run: wrapsOf(20) == 0
; run: wrapsOf(21) == 0
; run: wrapsOf(22) == 0
; run: wrapsOf(127) == 0
; run: wrapsOf(128) == 0
; run: wrapsOf(155) == 0
; run: wrapsOf(156) == 1
; run: wrapsOf(157) == 1
; run: wrapsOf(158) == 1
; run: wrapsOf(254) == 1
; run: wrapsOf(255) == 1
; run: wrapsTooOf(0) == 0
; run: wrapsTooOf(1) == 0
; run: wrapsTooOf(2) == 1
; run: wrapsTooOf(3) == 1
; run: wrapsTooOf(4) == 1
; run: wrapsTooOf(127) == 1
; run: wrapsTooOf(128) == 1
; run: wrapsTooOf(252) == 1
; run: wrapsTooOf(253) == 0
; run: wrapsTooOf(254) == 0
; run: wrapsTooOf(255) == 0
; run: halfOf(0) == 0
; run: halfOf(1) == 0
; run: halfOf(999) == 0
; run: halfOf(1000) == 1
; run: halfOf(1001) == 1
; run: halfOf(1002) == 1
; run: halfOf(5999) == 1
; run: halfOf(6000) == 0
; run: halfOf(6001) == 0
; run: halfOf(6002) == 0
; run: halfOf(32767) == 0
; run: halfOf(32768) == 0
; run: halfOf(65534) == 0
; run: halfOf(65535) == 0
; run: edgeOf(0) == 0
; run: edgeOf(1) == 0
; run: edgeOf(2) == 0
; run: edgeOf(127) == 0
; run: edgeOf(128) == 0
; run: edgeOf(254) == 0
; run: edgeOf(255) == 1
; run: edgeTooOf(0) == 1
; run: edgeTooOf(1) == 0
; run: edgeTooOf(2) == 0
; run: edgeTooOf(3) == 0
; run: edgeTooOf(127) == 0
; run: edgeTooOf(128) == 0
; run: edgeTooOf(254) == 0
; run: edgeTooOf(255) == 0
; run: limitOf(0) == 0
; run: limitOf(1) == 0
; run: limitOf(2) == 0
; run: limitOf(127) == 0
; run: limitOf(128) == 0
; run: limitOf(250) == 0
; run: limitOf(251) == 1
; run: limitOf(252) == 1
; run: limitOf(253) == 1
; run: limitOf(254) == 1
; run: limitOf(255) == 1

define i1 @digit(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, -48
  %r = icmp ult i8 %s, 10
  ret i1 %r
}

define i1 @digitOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @digit(ptr %p)
  ret i1 %r
}

define i1 @notDigit(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, -58
  %r = icmp ult i8 %s, -10
  ret i1 %r
}

define i1 @notDigitOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @notDigit(ptr %p)
  ret i1 %r
}

define i1 @upper(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, -65
  %r = icmp ule i8 %s, 25
  ret i1 %r
}

define i1 @upperOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @upper(ptr %p)
  ret i1 %r
}

define i1 @above(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, -200
  %r = icmp ugt i8 %s, 20
  ret i1 %r
}

define i1 @aboveOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @above(ptr %p)
  ret i1 %r
}

define i1 @wraps(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, 100
  %r = icmp ult i8 %s, 120
  ret i1 %r
}

define i1 @wrapsOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @wraps(ptr %p)
  ret i1 %r
}

define i1 @wrapsToo(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, 3
  %r = icmp uge i8 %s, 5
  ret i1 %r
}

define i1 @wrapsTooOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @wrapsToo(ptr %p)
  ret i1 %r
}

define i1 @half(ptr %p) {
  %x = load i16, ptr %p
  %s = add i16 %x, -1000
  %r = icmp ult i16 %s, 5000
  ret i1 %r
}

define i1 @halfOf(i32 %x) {
  %p = alloca i16
  %t = trunc i32 %x to i16
  store i16 %t, ptr %p
  %r = call i1 @half(ptr %p)
  ret i1 %r
}

define i1 @edge(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, 1
  %r = icmp ult i8 %s, 1
  ret i1 %r
}

define i1 @edgeOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @edge(ptr %p)
  ret i1 %r
}

define i1 @edgeToo(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, -1
  %r = icmp uge i8 %s, -1
  ret i1 %r
}

define i1 @edgeTooOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @edgeToo(ptr %p)
  ret i1 %r
}

define i1 @limit(ptr %p) {
  %x = load i8, ptr %p
  %s = add i8 %x, 5
  %r = icmp ult i8 %s, 5
  ret i1 %r
}

define i1 @limitOf(i32 %x) {
  %p = alloca i8
  %t = trunc i32 %x to i8
  store i8 %t, ptr %p
  %r = call i1 @limit(ptr %p)
  ret i1 %r
}
