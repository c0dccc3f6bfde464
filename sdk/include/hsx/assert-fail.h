/** @file hsx/assert-fail.h What assert.h calls. */
#ifndef __HSX_ASSERT_FAIL_H
#define __HSX_ASSERT_FAIL_H

#ifdef __cplusplus
extern "C" {
#endif

/** Reports a failed assertion on stderr and aborts. */
__attribute__((__noreturn__, __cold__)) void __hsx_assert_fail(const char *__condition, const char *__file, int __line,
                                                               const char *__function);

#ifdef __cplusplus
}
#endif

#endif
