/* A part of driver.c. Dates. */
static void out_parts(const struct tm *parts)
{
  out_number(parts->tm_sec);
  out_number(parts->tm_min);
  out_number(parts->tm_hour);
  out_number(parts->tm_mday);
  out_number(parts->tm_mon);
  out_number(parts->tm_year);
  out_number(parts->tm_wday);
  out_number(parts->tm_yday);
  out_number(parts->tm_isdst);
}

static void dates(void)
{
  unsigned function = take8();
  struct tm parts;
  memset(&parts, 0, sizeof parts);
  switch (function) {
  case 0: {
    time_t when = (time_t)take64();
    out_parts(gmtime(&when));
    out_parts(localtime_r(&when, &parts));
    out_text(ctime(&when));
    break;
  }
  case 1: {
    parts.tm_sec = (int)take32();
    parts.tm_min = (int)take32();
    parts.tm_hour = (int)take32();
    parts.tm_mday = (int)take32();
    parts.tm_mon = (int)take32();
    parts.tm_year = (int)take32();
    out_number(mktime(&parts));
    out_parts(&parts);
    out_text(asctime(&parts));
    break;
  }
  case 2: {
    static char to[600];
    time_t when = (time_t)take64();
    unsigned size = take16();
    const char *format = take_text();
    gmtime_r(&when, &parts);
    memset(to, '#', sizeof to);
    size_t n = strftime(to, size, format, &parts);
    out_size(n);
    if (n != 0)
      out_bytes(to, n + 2);
    break;
  }
  }
}
