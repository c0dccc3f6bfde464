/*
 * A calculator for whole numbers. Each line is an expression, or a name and `=` in front of one:
 *
 *     line    = [ name "=" ] sum
 *     sum     = product { ("+" | "-") product }
 *     product = power { ("*" | "/" | "%") power }
 *     power   = unary [ "^" power ]
 *     unary   = { "-" } atom
 *     atom    = number | name | "(" sum ")"
 *
 * Names are single letters; `_` is the result before. What is wrong is shown with its place. The exit status is the number of
 * lines that had an error, at most 100.
 */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINE 120
#define MAX_DEPTH 32

static const char *line;
static const char *at;
static const char *error;
static const char *error_at;
static int depth;
static int variables[26];
static int last;

static int sum(void);

static void fail(const char *message, const char *place)
{
  if (error == NULL) {
    error = message;
    error_at = place;
  }
}

static char peek(void)
{
  while (isspace((unsigned char)*at))
    ++at;
  return *at;
}

static int accept(char c)
{
  if (peek() != c)
    return 0;
  ++at;
  return 1;
}

static int number(void)
{
  const char *start = at;
  int value = 0;
  for (; isdigit((unsigned char)*at); ++at) {
    int digit = *at - '0';
    if (value > (INT_MAX - digit) / 10)
      fail("the number is too large", start);
    else
      value = value * 10 + digit;
  }
  return value;
}

static int atom(void)
{
  char c = peek();
  const char *start = at;
  if (isdigit((unsigned char)c))
    return number();
  if (islower((unsigned char)c)) {
    ++at;
    return variables[c - 'a'];
  }
  if (accept('_'))
    return last;
  if (accept('(')) {
    int value = 0;
    if (++depth > MAX_DEPTH)
      fail("too many parentheses", start);
    else
      value = sum();
    --depth;
    if (!accept(')'))
      fail("a ) is missing", at);
    return value;
  }
  fail(c == '\0' ? "something is missing at the end" : "a number is expected here", at);
  return 0;
}

static int checked(long long value, const char *place)
{
  if (value < INT_MIN || value > INT_MAX) {
    fail("the result is too large", place);
    return 0;
  }
  return (int)value;
}

static int unary(void)
{
  int negative = 0;
  const char *start = at;
  while (accept('-'))
    negative = !negative;
  int value = atom();
  return negative ? checked(-(long long)value, start) : value;
}

static int power(void)
{
  int base = unary();
  peek();
  const char *place = at;
  if (!accept('^'))
    return base;
  if (++depth > MAX_DEPTH) {
    fail("too many powers", place);
    --depth;
    return 0;
  }
  int exponent = power();
  --depth;
  if (exponent < 0) {
    fail("a negative power is no whole number", place);
    return 0;
  }
  int value = 1;
  /* Powers of 0, 1 and -1 stay small; all others soon fail. */
  if (base >= -1 && base <= 1 && exponent > 1)
    exponent = 2 - exponent % 2;
  for (; exponent > 0 && error == NULL; --exponent)
    value = checked((long long)value * base, place);
  return value;
}

static int product(void)
{
  int value = power();
  for (;;) {
    char operator = peek();
    const char *place = at;
    if (operator != '*' && operator != '/' && operator != '%')
      return value;
    ++at;
    int right = power();
    if (operator == '*') {
      value = checked((long long)value * right, place);
    } else if (right == 0) {
      fail("division by zero", place);
    } else if (right == -1) {
      value = operator == '/' ? checked(-(long long)value, place) : 0;
    } else {
      value = operator == '/' ? value / right : value % right;
    }
  }
}

static int sum(void)
{
  int value = product();
  for (;;) {
    char operator = peek();
    const char *place = at;
    if (operator != '+' && operator != '-')
      return value;
    ++at;
    int right = product();
    value = checked(operator == '+' ? (long long)value + right : (long long)value - right, place);
  }
}

/* Evaluates `line`; returns whether it had no error. */
static int evaluate(void)
{
  int *target = NULL;
  at = line;
  error = NULL;
  depth = 0;
  if (islower((unsigned char)peek())) {
    const char *start = at++;
    if (accept('='))
      target = &variables[*start - 'a'];
    else
      at = start;
  }
  int value = sum();
  if (peek() != '\0')
    fail("this is not understood", at);
  if (error != NULL) {
    printf("%s\n%*s %s\n", line, (int)(error_at - line) + 1, "^", error);
    return 0;
  }
  last = value;
  if (target != NULL)
    *target = value;
  printf("%d\n", value);
  return 1;
}

int main(void)
{
  char text[MAX_LINE];
  int errors = 0;
  while (fgets(text, sizeof text, stdin) != NULL) {
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == '\n') {
      text[length - 1] = '\0';
    } else if (length == sizeof text - 1) {
      int c;
      while ((c = getchar()) != EOF && c != '\n') {
      }
      puts("the line is too long");
      ++errors;
      continue;
    }
    line = text;
    at = text;
    if (peek() == '\0' || *at == '#')
      continue;
    if (!evaluate())
      ++errors;
  }
  return errors < 100 ? errors : 100;
}
