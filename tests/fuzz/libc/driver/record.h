/* A part of driver.c. The record of a call, which is read piece by piece, and the line that tells what came of it. */
static unsigned char record[4096];
static const unsigned char *next;

static unsigned take8(void)
{
  return *next++;
}
static unsigned take16(void)
{
  unsigned low = take8();
  return low | take8() << 8;
}
static uint32_t take32(void)
{
  uint32_t low = take16();
  return low | (uint32_t)take16() << 16;
}
static uint64_t take64(void)
{
  uint64_t low = take32();
  return low | (uint64_t)take32() << 32;
}
/* A block that its length precedes; a NUL follows it in the record. */
static const unsigned char *take_block(unsigned *length)
{
  const unsigned char *block;
  *length = take16();
  block = next;
  next += *length + 1;
  return block;
}
static const char *take_text(void)
{
  unsigned length;
  return (const char *)take_block(&length);
}

/* ---- the line ---- */

static char line[16384];
static unsigned length;

static void out_char(char c)
{
  if (length < sizeof line - 1)
    line[length++] = c;
}
static void out_number(long long n)
{
  char digits[20];
  int count = 0;
  unsigned long long magnitude = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
  out_char(' ');
  if (n < 0)
    out_char('-');
  do
    digits[count++] = (char)('0' + magnitude % 10);
  while ((magnitude /= 10) != 0);
  while (count != 0)
    out_char(digits[--count]);
}
static void out_bytes(const void *from, size_t n)
{
  const unsigned char *p = from;
  out_char(' ');
  out_char('"');
  for (; n != 0; --n, ++p) {
    if (*p >= ' ' && *p < 0x7f && *p != '\\' && *p != '"') {
      out_char((char)*p);
    } else {
      out_char('\\');
      out_char("0123456789abcdef"[*p >> 4]);
      out_char("0123456789abcdef"[*p & 15]);
    }
  }
  out_char('"');
}
static void out_text(const char *s)
{
  if (s == NULL)
    out_bytes("NULL", 4);
  else
    out_bytes(s, strlen(s));
}
static void out_sign(int n)
{
  out_number(n > 0 ? 1 : n < 0 ? -1 : 0);
}
static void out_errno(void)
{
  int e = errno;
  out_text(e == 0 ? "0" : e == ERANGE ? "ERANGE" : e == EINVAL ? "EINVAL" : e == EILSEQ ? "EILSEQ" : e == EOVERFLOW ? "EOVERFLOW" : "?");
}
/* -1 and -2 of a size_t of any width. */
static void out_size(size_t n)
{
  out_number(n > SIZE_MAX / 2 ? -(long long)(SIZE_MAX - n) - 1 : (long long)n);
}
