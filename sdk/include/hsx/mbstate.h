/** @file hsx/mbstate.h The type that wchar.h and uchar.h share. */
#ifndef __HSX_MBSTATE_H
#define __HSX_MBSTATE_H

/** What has been read of a multibyte character that is not complete. All 0: nothing. */
typedef struct {
  unsigned __bits;
  unsigned __more;
} mbstate_t;

#endif
