; Bytes and halfwords of which both extensions are wanted.
; run: both8(0) == 0
; run: inLoop8(0, 1) == 0
; run: inLoop8(0, 3) == 3
; run: both8(1) == 1001
; run: inLoop8(1, 1) == 3
; run: inLoop8(1, 3) == 6
; run: both8(127) == 127127
; run: inLoop8(127, 1) == 381
; run: inLoop8(127, 3) == 632
; run: both8(128) == -127872
; run: inLoop8(128, 1) == 128
; run: inLoop8(128, 3) == -125
; run: both8(255) == -745
; run: inLoop8(255, 1) == 509
; run: inLoop8(255, 3) == 504
; run: both8(305419896) == 120120
; run: inLoop8(305419896, 1) == 360
; run: inLoop8(305419896, 3) == 603
; run: both16(0) == 0
; run: inLoop16(0, 1) == 0
; run: inLoop16(0, 3) == 3
; run: both16(1) == 1001
; run: inLoop16(1, 1) == 3
; run: inLoop16(1, 3) == 6
; run: both16(32767) == 32799767
; run: inLoop16(32767, 1) == 98301
; run: inLoop16(32767, 3) == 163832
; run: both16(32768) == -32735232
; run: inLoop16(32768, 1) == 32768
; run: inLoop16(32768, 3) == -32765
; run: both16(65535) == 64535
; run: inLoop16(65535, 1) == 131069
; run: inLoop16(65535, 3) == 131064
; run: both16(305419896) == 22158136
; run: inLoop16(305419896, 1) == 66408
; run: inLoop16(305419896, 3) == 110683

; The sign-extended word is wanted in a loop, the zero-extended one once.
define i32 @inLoop8(i32 %word, i32 %n) {
entry:
  %p = alloca i8
  %t = trunc i32 %word to i8
  store i8 %t, ptr %p
  %x = load i8, ptr %p
  %z = zext i8 %x to i32
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ %z, %entry ], [ %more, %loop ]
  %s = sext i8 %x to i32
  %u = xor i32 %s, %i
  %more = add i32 %sum, %u
  %next = add i32 %i, 1
  %on = icmp slt i32 %next, %n
  br i1 %on, label %loop, label %end
end:
  %out = alloca i8
  store i8 %x, ptr %out
  %back = load i8, ptr %out
  %w = zext i8 %back to i32
  %r = add i32 %more, %w
  ret i32 %r
}

; Both are wanted once.
define i32 @both8(i32 %word) {
  %p = alloca i8
  %t = trunc i32 %word to i8
  store i8 %t, ptr %p
  %x = load i8, ptr %p
  %z = zext i8 %x to i32
  %s = sext i8 %x to i32
  %k = mul i32 %s, 1000
  %r = add i32 %k, %z
  ret i32 %r
}

; The sign-extended word is wanted in a loop, the zero-extended one once.
define i32 @inLoop16(i32 %word, i32 %n) {
entry:
  %p = alloca i16
  %t = trunc i32 %word to i16
  store i16 %t, ptr %p
  %x = load i16, ptr %p
  %z = zext i16 %x to i32
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ %z, %entry ], [ %more, %loop ]
  %s = sext i16 %x to i32
  %u = xor i32 %s, %i
  %more = add i32 %sum, %u
  %next = add i32 %i, 1
  %on = icmp slt i32 %next, %n
  br i1 %on, label %loop, label %end
end:
  %out = alloca i16
  store i16 %x, ptr %out
  %back = load i16, ptr %out
  %w = zext i16 %back to i32
  %r = add i32 %more, %w
  ret i32 %r
}

; Both are wanted once.
define i32 @both16(i32 %word) {
  %p = alloca i16
  %t = trunc i32 %word to i16
  store i16 %t, ptr %p
  %x = load i16, ptr %p
  %z = zext i16 %x to i32
  %s = sext i16 %x to i32
  %k = mul i32 %s, 1000
  %r = add i32 %k, %z
  ret i32 %r
}
