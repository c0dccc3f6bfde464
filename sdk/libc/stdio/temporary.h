/* Names for temporary files. */
#ifndef HSX_LIBC_TEMPORARY_H
#define HSX_LIBC_TEMPORARY_H

/* Writes the next name, /tmp-0001 to /tmp-9999 and again from the first; `to` has L_tmpnam bytes. */
void __hsx_next_temporary(char *to);

#endif
