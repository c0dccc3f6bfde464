/* A part of driver.c. Streams on files. */
/* One stream: what to do with it is in the record, with the seeks that C asks for between reading and writing. */
static void files(void)
{
  static const char modes[][5] = {"w+", "r+", "a+", "r", "w", "a", "w+b", "r+b", "ab", "w+x"};
  static const char path[] = "fuzz-file";
  static char buffer[600];
  FILE *file = NULL;
  fpos_t place;
  int has_place = 0;
  unsigned steps = take16();
  for (unsigned step = 0; step != steps; ++step) {
    unsigned action = take8();
    unsigned n = take16();
    char bytes[2100];
    memset(bytes, '#', sizeof bytes);
    out_char(';');
    if (file == NULL && action >= 2)
      continue;
    switch (action) {
    case 0: /* open */
    case 1: /* the same, on a stream that may be open */
      has_place = 0;
      file = file == NULL ? fopen(path, modes[n % 16]) : freopen(path, modes[n % 16], file);
      out_number(file != NULL);
      if (file != NULL && n >= 16) {
        static const int ways[] = {_IOFBF, _IOLBF, _IONBF};
        unsigned way = n >> 4 & 3;
        out_number(way == 3 ? setvbuf(file, NULL, _IOFBF, 0x40) : setvbuf(file, buffer, ways[way], n >> 6));
      }
      break;
    case 2:
      out_number(fclose(file));
      file = NULL;
      break;
    case 3: out_number(fgetc(file)); break;
    case 4:
      if (fgets(bytes, (int)n + 1, file) != NULL)
        out_text(bytes);
      else
        out_text("nothing");
      break;
    case 5: {
      size_t count = fread(bytes, n & 7, n >> 3, file);
      out_size(count);
      out_bytes(bytes, count * (n & 7));
      break;
    }
    case 6: {
      /* A character put back, which need not be the one that was read. */
      int c = fgetc(file);
      out_number(c);
      if (c != EOF) {
        out_number(ungetc((int)(n & 0xff), file));
        out_number(feof(file) != 0);
      }
      break;
    }
    case 7: {
      int number = -1;
      char word[20] = "";
      out_number(n & 1 ? fscanf(file, "%5d", &number) : fscanf(file, "%9[a-m]", word));
      out_number(number);
      out_text(word);
      break;
    }
    case 8: out_number(fputc((int)(n & 0xff), file)); break;
    case 9:
    case 10:
      for (unsigned i = 0; i != n; ++i)
        bytes[i] = (char)(i * 7 % 11 == 3 ? '\n' : 'a' + (i + step) % 26);
      bytes[n] = '\0';
      if (action == 9)
        out_size(fwrite(bytes, 1, n, file));
      else
        out_number(fputs(bytes, file) >= 0);
      break;
    case 11: out_number(fprintf(file, "%d %.*s\n", (int)n, (int)(n % 40), "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")); break;
    case 12: out_number(fflush(file)); break;
    case 13:
    case 14:
    case 15: {
      int whence = action == 13 ? SEEK_SET : action == 14 ? SEEK_CUR : SEEK_END;
      out_number(fseek(file, (short)n, whence));
      out_number(ftell(file));
      break;
    }
    case 16: rewind(file); break;
    case 17: out_number(ftell(file)); break;
    case 18:
      out_number(fgetpos(file, &place));
      has_place = 1;
      break;
    case 19:
      if (has_place)
        out_number(fsetpos(file, &place));
      break;
    case 20:
      out_number(feof(file) != 0);
      out_number(ferror(file) != 0);
      if (n & 1)
        clearerr(file);
      break;
    }
  }
  if (file != NULL)
    out_number(fclose(file));
  out_number(remove(path) == 0);
}
