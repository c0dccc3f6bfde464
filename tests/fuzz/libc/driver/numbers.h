/* A part of driver.c. Numbers: of text, and divided. */
static void integers(void)
{
  unsigned function = take8();
  int base = (int)take8();
  const char *s = take_text();
  char *end = NULL;
  errno = 0;
  switch (function) {
  case 0: out_number(strtoll(s, &end, base)); break;
  case 1: out_number((long long)strtoull(s, &end, base)); break;
  case 2: out_number(strtoimax(s, &end, base)); break;
  case 3: out_number((long long)strtoumax(s, &end, base)); break;
  case 4:
    if (ON_HSX) {
      out_number(strtol(s, &end, base));
    } else {
      long long n = strtoll(s, &end, base);
      if (n > INT32_MAX || n < INT32_MIN) {
        n = n < 0 ? INT32_MIN : INT32_MAX;
        errno = ERANGE;
      }
      out_number(n);
    }
    break;
  case 5:
    if (ON_HSX) {
      out_number((uint32_t)strtoul(s, &end, base));
    } else {
      const char *sign = s + strspn(s, " \t\n\v\f\r");
      unsigned long long n = strtoull(s, &end, base);
      if (*sign == '-')
        n = 0 - n;
      if (n > UINT32_MAX || errno == ERANGE) {
        n = UINT32_MAX;
        errno = ERANGE;
      } else if (*sign == '-') {
        n = 0 - n;
      }
      out_number((uint32_t)n);
    }
    break;
  case 6: out_number(atoll(s)); break;
  }
  if (end != NULL)
    out_number(end - s);
  out_errno();
}

static void floats(void)
{
  unsigned function = take8();
  const char *s = take_text();
  char *end = NULL;
  union {
    double number;
    float single;
    uint64_t bits;
  } result = {.bits = 0};
  errno = 0;
  switch (function) {
  case 0: result.number = strtod(s, &end); break;
  case 1: result.single = strtof(s, &end); break;
  case 2: result.number = atof(s); break;
  }
  if (result.number != result.number || (function == 1 && result.single != result.single))
    out_text("nan");
  else
    out_bytes(&result, 8);
  if (end != NULL)
    out_number(end - s);
  out_errno();
}

static void arithmetic(void)
{
  unsigned function = take8();
  long long a = (long long)take64(), b = (long long)take64();
  int small_a = (int)a, small_b = (int)b;
  switch (function) {
  case 0: {
    div_t r = div(small_a, small_b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 1: {
    ldiv_t r = ldiv(small_a, small_b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 2: {
    lldiv_t r = lldiv(a, b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 3: {
    imaxdiv_t r = imaxdiv(a, b);
    out_number(r.quot);
    out_number(r.rem);
    break;
  }
  case 4: out_number(abs(small_a)); out_number(labs(small_a)); break;
  case 5: out_number(llabs(a)); out_number(imaxabs(a)); break;
  case 6: {
    double d = difftime(a, b);
    out_bytes(&d, sizeof d);
    break;
  }
  }
}
