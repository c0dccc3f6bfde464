; error: unsupported inline assembly with more operands than registers in function 'crowd'
define void @crowd(i32 %a, i32 %b, i32 %c, ptr %p) {
  %v0 = load volatile i32, ptr %p
  %v1 = load volatile i32, ptr %p
  %v2 = load volatile i32, ptr %p
  %v3 = load volatile i32, ptr %p
  %v4 = load volatile i32, ptr %p
  %v5 = load volatile i32, ptr %p
  %v6 = load volatile i32, ptr %p
  call void asm sideeffect "", "r,r,r,r,r,r,r,r,r,r,~{x0},~{x1},~{x8},~{x9}"(i32 %v0, i32 %v1, i32 %v2, i32 %v3, i32 %v4, i32 %v5, i32 %v6, i32 %a, i32 %b, i32 %c)
  ret void
}
