/* The functions of string.h, each in the way it is usually met. */
#include <stdio.h>
#include <string.h>

static void show(const char *what, const char *text) { printf("%-10s [%s]\n", what, text ? text : "NULL"); }

int main(void)
{
  char buffer[64];
  show("strcpy", strcpy(buffer, "hello"));
  show("strcat", strcat(buffer, ", world"));
  show("strncat", strncat(buffer, "!!!!", 2));
  printf("strlen     %zu\n", strlen(buffer));
  show("strchr", strchr(buffer, 'o'));
  show("strrchr", strrchr(buffer, 'o'));
  show("strchr", strchr(buffer, 'z'));
  show("strstr", strstr(buffer, "wor"));
  show("strpbrk", strpbrk(buffer, ",!"));
  printf("strspn     %zu, strcspn %zu\n", strspn(buffer, "leh"), strcspn(buffer, "ow"));
  memset(buffer, '-', 10);
  show("memset", buffer);
  memmove(buffer + 2, "0123456789", 5);
  memmove(buffer + 4, buffer + 2, 5);
  show("memmove", buffer);
  show("memchr", memchr(buffer, '3', sizeof buffer));
  strncpy(buffer, "ab", 5);
  printf("strncpy    %d %d %d %d\n", buffer[1], buffer[2], buffer[4], buffer[5]);
  printf("strcmp     %d %d %d\n", strcmp("abc", "abd") < 0, strcmp("abc", "abc"), strcmp("abcd", "abc") > 0);
  printf("strncmp    %d %d\n", strncmp("abcdef", "abcxyz", 3), strncmp("abcdef", "abcxyz", 4) < 0);
  printf("memcmp     %d %d\n", memcmp("\200", "\1", 1) > 0, memcmp("same", "same", 4));
  printf("strcoll    %d\n", strcoll("a", "b") < 0);
  printf("strxfrm    %zu", strxfrm(buffer, "transform", sizeof buffer));
  printf(" [%s]\n", buffer);
  char list[] = "red,green;;blue , black";
  for (char *word = strtok(list, ",; "); word; word = strtok(NULL, ",; ")) show("strtok", word);
  return 0;
}
