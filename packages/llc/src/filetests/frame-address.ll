; Frame and return addresses.
; run: same_frame() == 1
; run: back() == 1
; The frame above a callee's is the caller's own.
define ptr @above() noinline {
  %p = call ptr @llvm.frameaddress.p0(i32 1)
  ret ptr %p
}
define i1 @same_frame() {
  %p = call ptr @llvm.frameaddress.p0(i32 0)
  %q = call ptr @above()
  %r = icmp eq ptr %p, %q
  ret i1 %r
}
define ptr @return_place() noinline {
  %p = call ptr @llvm.returnaddress(i32 0)
  ret ptr %p
}
; Two calls in a row return to places that lie a little apart.
define i1 @back() {
  %p = call ptr @return_place()
  %q = call ptr @return_place()
  %a = ptrtoint ptr %p to i32
  %b = ptrtoint ptr %q to i32
  %d = sub i32 %b, %a
  %r = icmp ult i32 %d, 32
  %n = icmp ne i32 %d, 0
  %s = and i1 %r, %n
  ret i1 %s
}
declare ptr @llvm.frameaddress.p0(i32)
declare ptr @llvm.returnaddress(i32)
