/* Searching text: straightforward, Horspool and Knuth-Morris-Pratt; and matching with * and ?. */
#include "kernel.h"

static char text[2000];
static uint8_t skip[256], border[32];

static size_t length_of(const char *s) {
  size_t n = 0;
  while (s[n] != 0) n++;
  return n;
}

KERNEL const char *search_plain(const char *hay, const char *needle) {
  for (; *hay != 0; hay++) {
    const char *a = hay, *b = needle;
    while (*b != 0 && *a == *b) a++, b++;
    if (*b == 0) return hay;
  }
  return 0;
}

KERNEL int search_horspool(const char *hay, size_t length, const char *needle) {
  size_t m = length_of(needle);
  if (m == 0 || m > length) return -1;
  for (int i = 0; i < 256; i++) skip[i] = (uint8_t)m;
  for (size_t i = 0; i + 1 < m; i++) skip[(uint8_t)needle[i]] = (uint8_t)(m - 1 - i);
  for (size_t at = 0; at <= length - m; at += skip[(uint8_t)hay[at + m - 1]]) {
    size_t k = m;
    while (k > 0 && hay[at + k - 1] == needle[k - 1]) k--;
    if (k == 0) return (int)at;
  }
  return -1;
}

KERNEL int search_kmp(const char *hay, const char *needle) {
  int m = (int)length_of(needle), k = 0, count = 0;
  border[0] = 0;
  for (int i = 1; i < m; i++) {
    while (k > 0 && needle[k] != needle[i]) k = border[k - 1];
    if (needle[k] == needle[i]) k++;
    border[i] = (uint8_t)k;
  }
  k = 0;
  for (int i = 0; hay[i] != 0; i++) {
    while (k > 0 && needle[k] != hay[i]) k = border[k - 1];
    if (needle[k] == hay[i]) k++;
    if (k == m) {
      count++;
      k = border[k - 1];
    }
  }
  return count;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

KERNEL int match_glob(const char *s, const char *pattern) {
  const char *star = 0, *retry = 0;
  while (*s != 0) {
    if (*pattern == '*') {
      star = pattern++;
      retry = s;
    } else if (*pattern == '?' || lower(*pattern) == lower(*s)) {
      pattern++;
      s++;
    } else if (star != 0) {
      pattern = star + 1;
      s = ++retry;
    } else
      return 0;
  }
  while (*pattern == '*') pattern++;
  return *pattern == 0;
}

unsigned run(void) {
  static const char *const needles[] = {"abcab", "bbbba", "acacacab", "ccc", "zz", "abacabad"};
  unsigned seed = 11, hash = 0;
  for (unsigned i = 0; i + 1 < sizeof text; i++) text[i] = (char)('a' + (NEXT(seed) >> 16) % 3);
  for (int i = 0; i < 6; i++) {
    const char *found = search_plain(text, needles[i]);
    hash = MIX(hash, found == 0 ? -1 : found - text);
    hash = MIX(hash, search_horspool(text, sizeof text - 1, needles[i]));
    hash = MIX(hash, search_kmp(text, needles[i]));
  }
  hash = MIX(hash, match_glob(text, "*ABC*c?a*aaaa*b*"));
  return MIX(hash, match_glob("sensor/kitchen/temperature", "SENSOR/*/temp*re?"));
}
