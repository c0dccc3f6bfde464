/* A part of driver.c. Characters, classified, narrow and wide. */
static void characters(void)
{
  int c = (int)take16() - 1;
  out_number(!!isalnum(c) | !!isalpha(c) << 1 | !!isblank(c) << 2 | !!iscntrl(c) << 3 | !!isdigit(c) << 4 |
             !!isgraph(c) << 5 | !!islower(c) << 6 | !!isprint(c) << 7 | !!ispunct(c) << 8 | !!isspace(c) << 9 |
             !!isupper(c) << 10 | !!isxdigit(c) << 11);
  out_number(tolower(c));
  out_number(toupper(c));
  /* Of characters beyond ASCII, HSX knows no classes. */
  wint_t w = c < 0 ? WEOF : (wint_t)c & 0x7f;
  static const char names[][7] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower",
                                  "print", "punct", "space", "upper", "xdigit", "none"};
  for (unsigned i = 0; i != sizeof names / sizeof *names; ++i)
    out_number(iswctype(w, wctype(names[i])) != 0);
  out_number(!!iswalnum(w) | !!iswalpha(w) << 1 | !!iswblank(w) << 2 | !!iswcntrl(w) << 3 | !!iswdigit(w) << 4 |
             !!iswgraph(w) << 5 | !!iswlower(w) << 6 | !!iswprint(w) << 7 | !!iswpunct(w) << 8 | !!iswspace(w) << 9 |
             !!iswupper(w) << 10 | !!iswxdigit(w) << 11);
  out_number((int)towlower(w));
  out_number((int)towupper(w));
  out_number((int)towctrans(w, wctrans("tolower")));
  out_number((int)towctrans(w, wctrans("toupper")));
  out_number((int)btowc(c));
  out_number(wctob(w));
}

static void out_state(const mbstate_t *state)
{
  out_number(mbsinit(state) != 0);
}

static void multibyte(void)
{
  unsigned function = take8();
  unsigned piece = take8();
  unsigned limit = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  const char *s = (const char *)content;
  mbstate_t state;
  static wchar_t wide[256];
  memset(&state, 0, sizeof state);
  memset(wide, 0x23, sizeof wide);
  errno = 0;
  switch (function) {
  case 0:
  case 1:
  case 2: {
    /* The string in pieces; it ends at the first error. */
    unsigned at = 0;
    while (at < bytes) {
      unsigned n = bytes - at < piece ? bytes - at : piece;
      wchar_t c = 0x2323;
      char16_t c16 = 0x2323;
      char32_t c32 = 0x2323;
      size_t r = function == 0   ? mbrtowc(&c, s + at, n, &state)
                 : function == 1 ? mbrtoc16(&c16, s + at, n, &state)
                                 : mbrtoc32(&c32, s + at, n, &state);
      out_size(r);
      if (r == (size_t)-1)
        break;
      if (r != (size_t)-2)
        out_number(function == 0 ? (long long)c : function == 1 ? c16 : c32);
      out_state(&state);
      at += r == (size_t)-2 ? n : r == (size_t)-3 ? 0 : r == 0 ? 1 : (unsigned)r;
    }
    break;
  }
  case 3: {
    const char *from = s;
    out_size(mbsrtowcs(NULL, &from, 0, &state));
    errno = 0;
    size_t r = mbsrtowcs(wide, &from, limit, &state);
    out_size(r);
    /* glibc leaves another place behind after an error. */
    if (r <= 255) {
      out_number(from == NULL ? -1 : from - s);
      out_bytes(wide, (r + 2) * 4);
    }
    break;
  }
  case 4: {
    size_t r = mbstowcs(wide, s, limit);
    out_size(r);
    if (r <= 255)
      out_bytes(wide, (r + 2) * 4);
    break;
  }
  case 5: {
    wchar_t c = 0x2323;
    mbtowc(NULL, NULL, 0);
    mblen(NULL, 0);
    int r = mbtowc(&c, s, piece < bytes + 1 ? piece : bytes + 1);
    out_number(r);
    if (r >= 0)
      out_number(c);
    out_number(mblen(s, piece < bytes + 1 ? piece : bytes + 1));
    break;
  }
  }
  out_errno();
}

static void from_wide(void)
{
  unsigned function = take8();
  unsigned limit = take8();
  unsigned bytes;
  const unsigned char *content = take_block(&bytes);
  static wchar_t wide[64];
  static char to[256];
  unsigned count = bytes / 4;
  memcpy(wide, content, bytes);
  wide[count] = 0;
  memset(to, '#', sizeof to);
  mbstate_t state;
  memset(&state, 0, sizeof state);
  errno = 0;
  switch (function) {
  case 0:
  case 1:
    for (unsigned i = 0; i != count; ++i) {
      size_t r = function == 0 ? wcrtomb(to, wide[i], &state) : c32rtomb(to, (char32_t)wide[i], &state);
      out_size(r);
      if (r > 4)
        break;
      out_bytes(to, r + 1);
    }
    break;
  case 2: {
    const wchar_t *from = wide;
    size_t r = wcsrtombs(to, &from, limit, &state);
    out_size(r);
    out_number(from == NULL ? -1 : from - wide);
    if (r <= 250)
      out_bytes(to, r + 2);
    from = wide;
    out_size(wcsrtombs(NULL, &from, 0, &state));
    break;
  }
  case 3: {
    size_t r = wcstombs(to, wide, limit);
    out_size(r);
    if (r <= 250)
      out_bytes(to, r + 2);
    break;
  }
  case 4: {
    int r = wctomb(to, wide[0]);
    out_number(r);
    if (r >= 0)
      out_bytes(to, (unsigned)r + 1);
    break;
  }
  }
  out_errno();
}
