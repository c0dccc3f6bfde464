/** @file assert.h Checks in programs (C11 7.2). Without include guard: each inclusion looks at NDEBUG again. */
#include <hsx/assert-fail.h>

#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
/** Says file, line, function and condition on stderr and aborts when the condition is 0. */
#define assert(condition) ((condition) ? (void)0 : __hsx_assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#if !defined(__cplusplus) && !defined(static_assert)
#define static_assert _Static_assert
#endif
