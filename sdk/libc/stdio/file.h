/* What is there only in programs with files. The rest of the library reaches it through weak references. */
#ifndef HSX_LIBC_FILE_H
#define HSX_LIBC_FILE_H

#include "stream.h"

/* Opens a file on a stream that is closed and has a buffer; the stream, or NULL and errno. */
FILE *__hsx_open_file(FILE *stream, const char *path, const char *mode);

/* Makes a file read (STREAM_READ) or write (STREAM_WRITE) from its position on; 0, or EOF and errno. */
int __hsx_turn(FILE *stream, unsigned direction);

/* Sends what waits, or gives back what was read ahead: the buffer is empty, the handle's position is the stream's. 0 or EOF. */
int __hsx_settle(FILE *stream);

/* Sends what the streams of fopen hold; 0 or EOF. */
int __hsx_flush_files(void);

/* Closes the handle; 0, or EOF and errno. */
int __hsx_close_file(FILE *stream);

#endif
