/* A part of driver.c. Formatted text: print and scan. */
/* In a format, 1, 2 and 3 stand for l, z and t: an int's worth of bytes on HSX, which is no length elsewhere. */
static const char *take_format(void)
{
  static char format[512];
  char *to = format;
  for (const char *from = take_text(); *from != '\0'; ++from) {
    if (*from > 3)
      *to++ = *from;
    else if (ON_HSX)
      *to++ = "\0lzt"[(int)*from];
  }
  *to = '\0';
  return format;
}

union argument {
  uint64_t bits;
  double number;
  char *text;
};

#ifdef __HSX__
/* A va_list is the place of the next word, and what has 8 bytes is aligned to them: that is shorter than 64 calls. */
static int print_with(int is_plain, char *to, size_t size, const char *format, unsigned kinds,
                      const union argument *arguments)
{
  uint64_t memory[3];
  uint32_t *word = (uint32_t *)(void *)memory;
  for (int i = 0; i != 3; ++i) {
    unsigned kind = kinds >> (4 - 2 * i) & 3;
    if (kind == 1 || kind == 2) {
      word += (uintptr_t)word / 4 & 1;
      memcpy(word, &arguments[i].bits, 8);
      word += 2;
    } else {
      *word++ = (uint32_t)arguments[i].bits;
    }
  }
  va_list list = (va_list)memory;
  return is_plain ? __hsx_vsnprintf_int(to, size, format, list) : vsnprintf(to, size, format, list);
}
#else
#define I(n) (int)arguments[n].bits
#define L(n) (long long)arguments[n].bits
#define D(n) arguments[n].number
#define S(n) arguments[n].text
#define KIND(x, y, z) ((x) * 16 + (y) * 4 + (z))
#define CASE(x, kx, y, ky, z, kz)                                                                                      \
  case KIND(kx, ky, kz):                                                                                               \
    return snprintf(to, size, format, x(0), y(1), z(2));
#define THIRD(x, kx, y, ky)                                                                                            \
  CASE(x, kx, y, ky, I, 0) CASE(x, kx, y, ky, L, 1) CASE(x, kx, y, ky, D, 2) CASE(x, kx, y, ky, S, 3)
#define SECOND(x, kx) THIRD(x, kx, I, 0) THIRD(x, kx, L, 1) THIRD(x, kx, D, 2) THIRD(x, kx, S, 3)

static int print_with(int is_plain, char *to, size_t size, const char *format, unsigned kinds,
                      const union argument *arguments)
{
  (void)is_plain;
  switch (kinds) {
    SECOND(I, 0)
    SECOND(L, 1)
    SECOND(D, 2)
    SECOND(S, 3)
  }
  return 0;
}
#endif

static void print_text(void)
{
  static char to[3000];
  static uint64_t memory[3][16];
  unsigned is_plain = take8();
  unsigned size = take16();
  const char *format = take_format();
  unsigned kinds = 0;
  union argument arguments[3];
  for (int i = 0; i != 3; ++i) {
    unsigned kind = take8();
    kinds = kinds * 4 + kind;
    if (kind == 3) {
      unsigned bytes;
      const unsigned char *content = take_block(&bytes);
      memset(memory[i], 0, sizeof memory[i]);
      memcpy(memory[i], content, bytes);
      arguments[i].text = (char *)memory[i];
    } else {
      arguments[i].bits = take64();
    }
  }
  memset(to, '#', sizeof to);
  errno = 0;
  int count = print_with((int)is_plain, to, size, format, kinds, arguments);
  out_number(count < 0 ? -1 : count);
  /* The text after a failure is anybody's guess. */
  if (count >= 0) {
    unsigned shown = (unsigned)count + 2;
    out_bytes(to, shown < size + 2 ? shown : size + 2);
  }
  for (int i = 0; i != 3; ++i)
    if ((kinds >> (4 - 2 * i) & 3) == 3)
      out_bytes(memory[i], 16);
}

static void scan_text(void)
{
  static uint64_t to[3][16];
  unsigned is_plain = take8();
  const char *format = take_format();
  const char *text = take_text();
  memset(to, 0xa5, sizeof to);
  int count = (is_plain ? __hsx_sscanf_int : sscanf)(text, format, to[0], to[1], to[2]);
  out_number(count);
  for (int i = 0; i != 3; ++i)
    out_bytes(to[i], 24);
}
