/**
 * @file hsx/fs.h Folders and files beyond stdio.h. What fails returns -1 and sets errno.
 *
 * A listing, with names that need no freeing:
 *
 *     char names[512];
 *     int count = hsx_listdir("/logs", names, sizeof names);
 *     for (const char *name = names; count > 0; --count, name = hsx_next_name(name))
 *       puts(name);
 */
#ifndef HSX_FS_H
#define HSX_FS_H

#include <hsx/svc.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a folder. */
int hsx_mkdir(const char *path);

/** Size, time of the last change and type (HSX_FS_TYPE_FILE or HSX_FS_TYPE_FOLDER) of what is at `path`. */
int hsx_stat(const char *path, struct hsx_fs_stat *stat);

/**
 * The names in a folder, sorted, one behind the other, each with its NUL. Returns how many; ERANGE when they need more than `size`
 * bytes, and then nothing was written.
 */
int hsx_listdir(const char *path, char *names, size_t size);

/** The name behind `name` in a listing; behind the last one there is none. */
const char *hsx_next_name(const char *name);

/** Writes out what a file's stream holds, and returns when it is on the medium: a loss of power cannot take it any more. */
int hsx_fsync(FILE *stream);

#ifdef __cplusplus
}
#endif

#endif
