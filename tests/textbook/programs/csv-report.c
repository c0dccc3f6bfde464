/* Comma separated values with quotes: fields, totals, a formatted table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 4

static int split(char *line, char *fields[FIELDS])
{
  int n = 0;
  char *in = line, *out = line;
  while (n < FIELDS) {
    fields[n++] = out;
    if (*in == '"') {
      for (in++; *in; in++) {
        if (*in == '"' && *++in != '"') break;
        *out++ = *in;
      }
    }
    while (*in && *in != ',' && *in != '\n') *out++ = *in++;
    int more = *in == ',';
    in++;
    *out++ = '\0';
    if (!more) break;
  }
  return n;
}

int main(void)
{
  char line[128], *fields[FIELDS];
  double total = 0;
  long pieces = 0;
  for (int row = 0; fgets(line, sizeof line, stdin); row++) {
    int n = split(line, fields);
    if (row == 0) {
      for (int i = 0; i < n; i++) printf("%-*s", i == 0 ? 18 : 10, fields[i]);
      printf("\n");
      continue;
    }
    if (n != 4) {
      printf("row %d has %d fields\n", row, n);
      continue;
    }
    long count = strtol(fields[1], NULL, 10);
    double price = strtod(fields[2], NULL);
    printf("%-18.18s%-10ld%-10.2f%s\n", fields[0], count, price, fields[3]);
    total += (double)count * price;
    pieces += count;
  }
  printf("%ld pieces, %.2f\n", pieces, total);
  return 0;
}
