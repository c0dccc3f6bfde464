/* setjmp and longjmp as exceptions: an expression parser that gives up from deep inside. */
#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

enum { SYNTAX = 1, DIVISION, DEPTH };

static jmp_buf failure;
static const char *input;

static int expression(int depth);

static int factor(int depth)
{
  if (depth > 20) longjmp(failure, DEPTH);
  if (*input == '(') {
    input++;
    int value = expression(depth + 1);
    if (*input++ != ')') longjmp(failure, SYNTAX);
    return value;
  }
  if (*input == '-') {
    input++;
    return -factor(depth + 1);
  }
  if (!isdigit((unsigned char)*input)) longjmp(failure, SYNTAX);
  return (int)strtol(input, (char **)&input, 10);
}

static int term(int depth)
{
  int value = factor(depth);
  while (*input == '*' || *input == '/') {
    char operator = *input++;
    int right = factor(depth);
    if (operator == '*') value *= right;
    else if (right == 0) longjmp(failure, DIVISION);
    else value /= right;
  }
  return value;
}

static int expression(int depth)
{
  int value = term(depth);
  while (*input == '+' || *input == '-') value += *input++ == '+' ? term(depth) : -term(depth);
  return value;
}

int main(void)
{
  static const char *const texts[] = {"1+2*3", "(1+2)*3", "10/(5-5)", "2*(3+", "-(4-6)*5", "((((((((((((((((((((((1",  "7)"};
  volatile int good = 0;
  for (volatile unsigned i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    int code = setjmp(failure);
    if (code == 0) {
      input = texts[i];
      int value = expression(0);
      if (*input != '\0') longjmp(failure, SYNTAX);
      printf("%s = %d\n", texts[i], value);
      good++;
    } else {
      static const char *const names[] = {"", "syntax error", "division by zero", "too deep"};
      printf("%s: %s\n", texts[i], names[code]);
    }
  }
  printf("%d good\n", good);
  return 0;
}
