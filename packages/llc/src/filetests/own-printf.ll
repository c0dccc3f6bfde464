; A program's own function with the name of a library's variadic one takes its arguments as its type says.
; run: direct(3) == 30
; run: indirect(3) == 30
; run: several(4) == 9
@pointer = global ptr @dprintf
define internal i32 @dprintf(i32 %level) noinline {
  %r = mul i32 %level, 10
  ret i32 %r
}
define i32 @direct(i32 %n) {
  %r = call i32 @dprintf(i32 %n)
  ret i32 %r
}
define i32 @indirect(i32 %n) {
  %f = load volatile ptr, ptr @pointer
  %r = call i32 %f(i32 %n)
  ret i32 %r
}
; A call without a prototype is not variadic in the IR.
define i32 @several(i32 %n) {
  %r = call i32 @printf(i32 %n, i32 5)
  ret i32 %r
}
define i32 @printf(i32 %n, ...) {
  %list = alloca ptr
  call void @llvm.va_start.p0(ptr %list)
  %x = va_arg ptr %list, i32
  %r = add i32 %x, %n
  ret i32 %r
}
declare void @llvm.va_start.p0(ptr)
