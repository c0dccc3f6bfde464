/* A part of driver.c. Memory and strings, narrow and wide. */
#define ARENA 256
static union {
  uint64_t aligned;
  unsigned char bytes[ARENA + 8];
} arena;

static void out_place(const void *p)
{
  out_number(p == NULL ? -1 : (const unsigned char *)p - arena.bytes);
}

#ifndef __HSX__
/* Not every C library has these. */
static size_t own_strlcpy(char *to, const char *from, size_t size)
{
  size_t n = strlen(from);
  if (size != 0) {
    size_t copied = n < size ? n : size - 1;
    memcpy(to, from, copied);
    to[copied] = '\0';
  }
  return n;
}
static size_t own_strlcat(char *to, const char *from, size_t size)
{
  size_t n = strnlen(to, size);
  return n + own_strlcpy(to + n, from, size - n);
}
#define strlcpy own_strlcpy
#define strlcat own_strlcat
#define memset_explicit memset
#endif

static void strings(void)
{
  unsigned function = take8();
  unsigned a_at = take8(), b_at = take8();
  unsigned n = take16();
  int c = (int)take32();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  memcpy(arena.bytes, content, ARENA);
  char *a = (char *)arena.bytes + a_at, *b = (char *)arena.bytes + b_at;
  char *rest;
  switch (function) {
  case 0: out_place(memcpy(a, b, n)); break;
  case 1: out_place(memmove(a, b, n)); break;
  case 2: out_place(memset(a, c, n)); break;
  case 3: out_sign(memcmp(a, b, n)); break;
  case 4: out_place(memchr(a, c, n)); break;
  case 5: out_size(strlen(a)); break;
  case 6: out_place(strcpy(a, b)); break;
  case 7: out_place(strncpy(a, b, n)); break;
  case 8: out_place(strcat(a, b)); break;
  case 9: out_place(strncat(a, b, n)); break;
  case 10: out_sign(strcmp(a, b)); break;
  case 11: out_sign(strncmp(a, b, n)); break;
  case 12: out_place(strchr(a, c)); break;
  case 13: out_place(strrchr(a, c)); break;
  case 14: out_place(strstr(a, b)); break;
  case 15: out_size(strspn(a, b)); break;
  case 16: out_size(strcspn(a, b)); break;
  case 17: out_place(strpbrk(a, b)); break;
  case 18: out_sign(strcoll(a, b)); break;
  case 19: out_size(strxfrm(a, b, n)); break;
  case 20: out_place(stpcpy(a, b)); break;
  case 21: out_place(stpncpy(a, b, n)); break;
  case 22: out_size(strnlen(a, n)); break;
  case 23: out_place(strchrnul(a, c)); break;
  case 24: out_place(strcasestr(a, b)); break;
  case 25: out_place(memccpy(a, b, c, n)); break;
  case 26: out_place(mempcpy(a, b, n)); break;
  case 27: out_place(memrchr(a, c, n)); break;
  case 28: out_place(memmem(a, n, b, (unsigned)c % 6)); break;
  case 29: out_sign(strcasecmp(a, b)); break;
  case 30: out_sign(strncasecmp(a, b, n)); break;
  case 31: out_size(strlcpy(a, b, n)); break;
  case 32: out_size(strlcat(a, b, n)); break;
  case 33: out_number(bcmp(a, b, n) != 0); break;
  case 34: bcopy(b, a, n); break;
  case 35: bzero(a, n); break;
  case 36: out_place(index(a, c)); break;
  case 37: out_place(rindex(a, c)); break;
  case 38:
    for (char *word = strtok(a, b); word != NULL; word = strtok(NULL, b))
      out_place(word);
    break;
  case 39:
    for (char *word = strtok_r(a, b, &rest); word != NULL; word = strtok_r(NULL, b, &rest))
      out_place(word);
    break;
  case 40:
    rest = a;
    for (char *word; (word = strsep(&rest, b)) != NULL;)
      out_place(word);
    break;
  case 41:
  case 42: {
    char *copy = function == 41 ? strdup(a) : strndup(a, n);
    out_text(copy);
    free(copy);
    break;
  }
  case 43: out_place(memset_explicit(a, c, n)); break;
  case 44: out_number(ffs(c)); out_number(ffsll((long long)c * ((long long)n << 20))); break;
  }
  out_bytes(arena.bytes, ARENA);
}

static void wide_strings(void)
{
  static wchar_t memory[ARENA / 4];
  unsigned function = take8();
  unsigned a_at = take8(), b_at = take8();
  unsigned n = take16();
  wchar_t c = (wchar_t)take32();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  memcpy(memory, content, ARENA);
  memcpy(arena.bytes, content, ARENA);
  wchar_t *a = (wchar_t *)(void *)arena.bytes + a_at, *b = (wchar_t *)(void *)arena.bytes + b_at;
  wchar_t *rest;
  switch (function) {
  case 0: out_size(wcslen(a)); break;
  case 1: out_place(wcscpy(a, b)); break;
  case 2: out_place(wcsncpy(a, b, n)); break;
  case 3: out_place(wcscat(a, b)); break;
  case 4: out_place(wcsncat(a, b, n)); break;
  case 5: out_sign(wcscmp(a, b)); break;
  case 6: out_sign(wcsncmp(a, b, n)); break;
  case 7: out_place(wcschr(a, c)); break;
  case 8: out_place(wcsrchr(a, c)); break;
  case 9: out_place(wcsstr(a, b)); break;
  case 10: out_size(wcsspn(a, b)); break;
  case 11: out_size(wcscspn(a, b)); break;
  case 12: out_place(wcspbrk(a, b)); break;
  case 13:
    for (wchar_t *word = wcstok(a, b, &rest); word != NULL; word = wcstok(NULL, b, &rest))
      out_place(word);
    break;
  case 14: out_place(wmemcpy(a, b, n)); break;
  case 15: out_place(wmemmove(a, b, n)); break;
  case 16: out_place(wmemset(a, c, n)); break;
  case 17: out_sign(wmemcmp(a, b, n)); break;
  case 18: out_place(wmemchr(a, c, n)); break;
  }
  out_bytes(arena.bytes, ARENA);
}
