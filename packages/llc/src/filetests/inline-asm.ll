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
