/* The functions of string.h and strings.h that are not in C11. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int main(void)
{
  char room[8];
  printf("%d %s ", (int)strlcpy(room, "short", sizeof room), room);
  printf("%d %s ", (int)strlcpy(room, "much too long", sizeof room), room);
  printf("%d ", (int)strlcpy(NULL, "abc", 0));
  strcpy(room, "ab");
  printf("%d %s ", (int)strlcat(room, "cd", sizeof room), room);
  printf("%d %s ", (int)strlcat(room, "efghij", sizeof room), room);
  printf("%d\n", (int)strlcat(room, "x", 3));
  memset(room, 'x', sizeof room);
  printf("%d ", (int)(stpncpy(room, "ab", 4) - room));
  printf("%d%d%c ", room[2], room[3], room[4]);
  printf("%d\n", (int)(stpncpy(room, "abcdef", 4) - room));
  char *copy = strdup("a copy"), *part = strndup("a part", 3);
  printf("%s|%s|%d\n", copy, part, strndup("", 5)[0]);
  char fields[] = "a,,b;", *rest = fields, *field;
  while ((field = strsep(&rest, ",;")) != NULL)
    printf("<%s>", field);
  printf(" %d\n", rest == NULL);
  const char *text = "hello world";
  printf("%s %s ", strchrnul(text, 'w'), strchrnul(text, 'x') + 0);
  printf("%s %d ", strcasestr(text, "WOR"), strcasestr(text, "worm") == NULL);
  printf("%s %d ", (char *)memrchr(text, 'o', 11), memrchr(text, 'q', 11) == NULL);
  printf("%s %d ", (char *)memmem(text, 11, "o w", 3), memmem(text, 7, "wor", 3) == NULL);
  printf("%d\n", memmem(text, 3, "", 0) == text);
  char *end = memccpy(room, "abc", 'b', 8);
  printf("%d %d ", (int)(end - room), memccpy(room, "abc", 'z', 3) == NULL);
  printf("%d ", (int)((char *)mempcpy(room, "abcd", 5) - room));
  memset_explicit(room, 0, 2);
  printf("%d%d%c ", room[0], room[1], room[2]);
  bcopy(room + 2, room, 3);
  printf("%s ", room);
  bzero(room, 8);
  printf("%d %s %s ", room[1], index(text, 'o'), rindex(text, 'o'));
  printf("%d %d %d ", ffs(0), ffs(1), ffs(-0x7fffffff - 1));
  printf("%d %d %d\n", ffsl(8), ffsll(1LL << 40), ffsll(6));
  free(copy);
  free(part);
  return 0;
}
