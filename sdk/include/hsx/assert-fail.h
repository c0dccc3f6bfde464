/** @file hsx/assert-fail.h What assert.h calls. */
#ifndef HSX_ASSERT_FAIL_H
#define HSX_ASSERT_FAIL_H

#ifdef __cplusplus
extern "C" {
#endif

/** Reports a failed assertion on stderr and aborts. */
__attribute__((__noreturn__, __cold__)) void __hsx_assert_fail(const char *condition, const char *file, int line,
                                                               const char *function);

#ifdef __cplusplus
}
#endif

#endif
