/* Streams that read and write: switching, pushed back bytes, positions across the buffer, appending. */
#include "errno-names.h"

static void show(const char *path)
{
  FILE *file = fopen(path, "rb");
  int c;
  printf("%s: ", path);
  while ((c = fgetc(file)) != EOF)
    putchar(c < ' ' || c > '~' ? '.' : c);
  putchar('\n');
  fclose(file);
}

static void switching(void)
{
  char text[16] = "";
  FILE *file = fopen("f", "w+");
  fputs("0123456789", file);
  rewind(file);
  printf("%d", fgetc(file));
  printf(" %d", fgetc(file));
  fseek(file, 0, SEEK_CUR);
  fputs("ab", file);
  fseek(file, 0, SEEK_CUR);
  printf(" %d", fgetc(file));
  printf(" at %ld", ftell(file));
  fseek(file, -3, SEEK_CUR);
  fputc('!', file);
  fflush(file);
  printf(" then %d", fgetc(file));
  /* At the end of the file, writing may follow reading at once. */
  while (fgetc(file) != EOF)
    ;
  fputs("end", file);
  printf(" at %ld\n", ftell(file));
  rewind(file);
  printf("%s\n", fgets(text, sizeof text, file));
  printf("%d", fgets(text, sizeof text, file) == NULL);
  printf(" %d\n", feof(file) != 0);
  fclose(file);
  show("f");
}

static void pushing_back(void)
{
  FILE *file = fopen("f", "r+");
  int c = fgetc(file);
  ungetc('Z', file);
  printf("at %ld", ftell(file));
  printf(" %c", fgetc(file));
  printf("%c", fgetc(file));
  ungetc('Y', file);
  fseek(file, 0, SEEK_CUR);
  printf(" %c", fgetc(file));
  ungetc('W', file);
  rewind(file);
  printf(" %d\n", fgetc(file) == c);
  fseek(file, 0, SEEK_END);
  printf("%d", fgetc(file));
  printf(" %d", feof(file) != 0);
  ungetc('V', file);
  printf(" %d", feof(file) != 0);
  printf(" %c", fgetc(file));
  printf(" %d", fgetc(file));
  printf(" %d\n", feof(file) != 0);
  fclose(file);
  file = fopen("f", "r");
  c = fgetc(file);
  printf("%d", ungetc(EOF, file));
  ungetc(c, file);
  /* What cannot be written leaves the pushed back byte alone. */
  printf(" %d", fputc('x', file));
  printf(" %d", ferror(file) != 0);
  printf(" %d\n", fgetc(file) == c);
  fclose(file);
}

static void appending(void)
{
  char text[8] = "";
  FILE *file = fopen("log", "w");
  fputs("one", file);
  fclose(file);
  file = fopen("log", "a+");
  printf("reads %d", fgetc(file));
  fseek(file, 0, SEEK_SET);
  fputs("two", file);
  printf(" at %ld", ftell(file));
  fseek(file, 2, SEEK_SET);
  fread(text, 1, 3, file);
  printf(" %s", text);
  fseek(file, 0, SEEK_CUR);
  fputs("three", file);
  fseek(file, -2, SEEK_END);
  printf(" %c", fgetc(file));
  printf(" at %ld\n", ftell(file));
  fclose(file);
  FILE *first = fopen("log", "a");
  FILE *second = fopen("log", "a");
  fputs("A", first);
  fputs("B", second);
  fflush(second);
  fflush(first);
  fputs("b", second);
  fclose(second);
  fclose(first);
  show("log");
}

static void blocks(void)
{
  static unsigned char out[700], in[700];
  for (unsigned i = 0; i < sizeof out; ++i)
    out[i] = (unsigned char)(i * 7 + i / 256);
  for (unsigned size = 1; size <= 300; size = size * 2 + size % 3) {
    FILE *file = fopen("blocks", "wb+");
    unsigned written = 0, got = 0;
    fputc('<', file);
    while (written + size <= sizeof out)
      written += (unsigned)fwrite(out + written, 1, size, file);
    printf("%u: %ld", size, ftell(file));
    rewind(file);
    int begin = fgetc(file);
    while (got < written) {
      size_t count = fread(in + got, 1, size, file);
      if (count == 0)
        break;
      got += (unsigned)count;
    }
    printf(" %d %d", begin, memcmp(in, out, written));
    fseek(file, (long)(written / 2), SEEK_SET);
    printf(" %d", fgetc(file) == out[written / 2 - 1]);
    fseek(file, -1, SEEK_CUR);
    fputc('!', file);
    fseek(file, (long)(written / 2) - 2, SEEK_SET);
    memset(in, 0, 4);
    fread(in, 1, 4, file);
    printf(" %d %d\n", in[2], in[3] == out[written / 2]);
    fclose(file);
  }
  FILE *file = fopen("blocks", "wb");
  printf("%u %u %u", (unsigned)fwrite(out, 0, 5, file), (unsigned)fwrite(out, 5, 0, file), (unsigned)fwrite(out, 3, 5, file));
  fclose(file);
  file = fopen("blocks", "rb");
  printf(" %u", (unsigned)fread(in, 4, 5, file));
  printf(" %u", (unsigned)fread(in, 4, 5, file));
  printf(" %d %d", feof(file) != 0, ferror(file) != 0);
  printf(" %u\n", (unsigned)fread(in, 0, 5, file));
  fclose(file);
}

/* A buffer of the program's is its own again once the stream is closed, by freopen as well. */
static void lending(void)
{
  char buffer[64];
  char text[64] = "";
  FILE *file = fopen("lent", "w");
  setvbuf(file, buffer, _IOFBF, sizeof buffer);
  fputs("first", file);
  file = freopen("lent2", "w", file);
  memset(buffer, '!', sizeof buffer);
  fputs("second", file);
  memset(buffer, '?', sizeof buffer);
  file = freopen("lent", "r", file);
  printf("%s ", fgets(text, sizeof text, file));
  file = freopen("lent2", "r", file);
  printf("%s ", fgets(text, sizeof text, file));
  fclose(file);
  printf("%d\n", buffer[0] == '?' && buffer[63] == '?');
}

int main(void)
{
  switching();
  pushing_back();
  appending();
  blocks();
  lending();
  remove("f");
  remove("log");
  remove("blocks");
  remove("lent");
  remove("lent2");
  return 0;
}
