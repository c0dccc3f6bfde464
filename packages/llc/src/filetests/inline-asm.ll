; Inline assembly: what constraints and the template's special characters become.
; run: either(7) == 7
; run: general(8) == 8
; run: alternatives() == 3
; run: memory(5) == 15
; run: early(6) == -72
; run: fixed(9) == 18
; run: tied(3) == 19
; run: unchanged(1, 2, 3) == 321
; run: spared(3, 4) == 7
; run: changed(5) == 6
; run: changed_byte(257) == 2
; run: changed_wide(4294967295, 0) == 4294967296
; run: in_memory(5) == 6
; run: moved(7) == 7
; run: blocks(3) == 4
; run: first_alternative(4) == 9
; run: pair(5, 1) == 8589934592
; run: pair_in(5, 1) == 8589934602
; run: constants() == 12
define i32 @either(i32 %x) {
  %r = call i32 asm "MOV $0, $1", "=r,rm"(i32 %x)
  ret i32 %r
}
define i32 @general(i32 %x) {
  %r = call i32 asm "MOV $0, $1", "=r,imr"(i32 %x)
  ret i32 %r
}
define i32 @alternatives() {
  %r = call i32 asm "LI $0, (1$|2) ; $( $)", "=r"()
  ret i32 %r
}
define i32 @memory(i32 %x) {
  %p = alloca i32
  %q = alloca i32
  store i32 %x, ptr %p
  %t = call i32 asm sideeffect "LD $0, $2\0AADD $0, $0, $0\0AST $1, $0", "=&r,=*m,*m"(ptr elementtype(i32) %q, ptr elementtype(i32) %p)
  %a = load i32, ptr %q
  %b = load i32, ptr %p
  %r = add i32 %a, %b
  ret i32 %r
}
define i32 @early(i32 %x) {
  %p = call { i32, i32 } asm "ADD $0, $2, $2\0ASUB $1, $2, $0", "=&r,=r,r"(i32 %x)
  %a = extractvalue { i32, i32 } %p, 0
  %b = extractvalue { i32, i32 } %p, 1
  %r = mul i32 %a, %b
  ret i32 %r
}
define i32 @fixed(i32 %x) {
  %r = call i32 asm "ADD $0, R5, R5", "={x6},{x5}"(i32 %x)
  ret i32 %r
}
define i32 @tied(i32 %x) {
  %p = call { i32, i32 } asm "ADD $0, $0, $0\0AADD $0, $0, ${2}\0ALDI $1, ${3:c}\0AADD $0, $0, $1", "=&r,=&r,0,n"(i32 %x, i32 7)
  %r = extractvalue { i32, i32 } %p, 0
  ret i32 %r
}
; What is clobbered holds nothing that is needed.
define i32 @unchanged(i32 %a, i32 %b, i32 %c) {
  call void asm sideeffect "LDI R0, 0\0ALDI R1, 0\0ALDI R2, 0\0ALDI R8, 0", "~{x0},~{x1},~{x2},~{x8},~{memory},~{cc}"()
  %x = mul i32 %c, 100
  %y = mul i32 %b, 10
  %z = add i32 %x, %y
  %r = add i32 %z, %a
  ret i32 %r
}
; A clobbered register holds no input: the text may write it first.
define i32 @spared(i32 %x, i32 %y) {
  %r = call i32 asm sideeffect "LDI R0, 9\0ALDI R1, 9\0ALDI R4, 9\0AADD $0, $1, $2", "=r,r,r,~{x0},~{x1},~{x4}"(i32 %x, i32 %y)
  ret i32 %r
}
; An output whose address is given is a register where one is allowed; the value tied to it comes in the same register.
define i32 @changed(i32 %x) {
  %p = alloca i32
  call void asm sideeffect "ADD $0, $0, $2", "=*imr,0,r"(ptr elementtype(i32) %p, i32 %x, i32 1)
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @changed_byte(i32 %x) {
  %p = alloca i32
  store i32 0, ptr %p
  %b = trunc i32 %x to i8
  call void asm sideeffect "ADD $0, $0, $2", "=*rm,0,r"(ptr elementtype(i8) %p, i8 %b, i32 1)
  %r = load i32, ptr %p
  ret i32 %r
}
define i64 @changed_wide(i64 %x) {
  %p = alloca i64
  call void asm sideeffect "ADD $0, $0, $2\0AADC ${0:H}, ${0:H}, $3", "=*r|m,0|0,r|r,r|r"(ptr elementtype(i64) %p, i64 %x, i32 1, i32 0)
  %r = load i64, ptr %p
  ret i64 %r
}
; One in memory holds what is tied to it before the assembly is reached.
define i32 @in_memory(i32 %x) {
  %p = alloca i32
  call void asm sideeffect "LD R4, $0\0AADD R4, R4, $2\0AST $0, R4", "=*o,0,r,~{x4}"(ptr elementtype(i32) %p, i32 %x, i32 1)
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @moved(i32 %x) {
  %p = alloca [3 x i32]
  store i32 %x, ptr %p
  %q = getelementptr i8, ptr %p, i32 8
  call void asm sideeffect "LD R4, $0\0AST $1, R4", "=*imr,=*m,*0,~{x4}"(ptr elementtype([3 x i32]) %p, ptr elementtype(i32) %q, ptr elementtype([3 x i32]) %p)
  %r = load i32, ptr %q
  ret i32 %r
}
define i32 @blocks(i32 %x) {
  %p = alloca { i32, i32 }
  store i32 %x, ptr %p
  call void asm sideeffect "LD R4, $1\0AADD R4, R4, $2\0AST $0, R4", "=*m,*imr,r,~{x4}"(ptr elementtype({ i32, i32 }) %p, ptr elementtype({ i32, i32 }) %p, i32 1)
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @first_alternative(i32 %x) {
  %r = call i32 asm "LI $0, $2\0AADD $0, $0, $1", "=&r|&r,m|r,r|i,~{memory}"(i32 %x, i32 5)
  ret i32 %r
}
; 64 bits are in two registers, of which H names the high one.
define i64 @pair(i64 %x) {
  %p = call { i32, i64 } asm "MOV $0, ${1:H}\0ALDI $1, 0\0AADD ${1:H}, $0, $0", "=&r,=&r,1"(i64 %x)
  %r = extractvalue { i32, i64 } %p, 1
  ret i64 %r
}
define i64 @pair_in(i64 %x) {
  %d = bitcast i64 %x to double
  %r = call i64 asm "ADD R4, $1, $1\0AADD R5, ${1:H}, ${1:H}", "={x4},r"(double %d)
  ret i64 %r
}
define i32 @constants() {
  %r = call i32 asm "LI $0, $1 + $2", "=r,i,i"(i32 5, i64 7)
  ret i32 %r
}
