; error: unsupported inline assembly constraint "m" in function 'value'
define i32 @value(i32 %x) {
  %r = call i32 asm "LD $0, $1", "=r,m"(i32 %x)
  ret i32 %r
}
