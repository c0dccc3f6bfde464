/* A calculator in reverse Polish notation: numbers by scanf and strtod, a stack, the usual operators. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 32

static double stack[DEPTH];
static int depth;

static void push(double value)
{
  if (depth < DEPTH) stack[depth++] = value;
  else fputs("error: stack full\n", stdout);
}

static double pop(void)
{
  if (depth > 0) return stack[--depth];
  puts("error: stack empty");
  return 0.0;
}

static void operate(const char *word)
{
  double right;
  if (strcmp(word, "sqrt") == 0) push(sqrt(pop()));
  else if (strcmp(word, "sin") == 0) push(sin(pop()));
  else if (strcmp(word, "pow") == 0) right = pop(), push(pow(pop(), right));
  else if (word[1] != '\0') printf("error: unknown command %s\n", word);
  else switch (word[0]) {
    case '+': push(pop() + pop()); break;
    case '*': push(pop() * pop()); break;
    case '-': right = pop(); push(pop() - right); break;
    case '/':
      right = pop();
      if (right != 0.0) push(pop() / right);
      else puts("error: division by zero");
      break;
    case '%': right = pop(); push(fmod(pop(), right)); break;
    default: printf("error: unknown command %s\n", word);
  }
}

int main(void)
{
  char word[64];
  while (scanf("%63s", word) == 1) {
    char *end;
    double value = strtod(word, &end);
    if (end != word && *end == '\0') push(value);
    else if (strcmp(word, "=") == 0) printf("\t%.8g\n", pop());
    else operate(word);
  }
  return 0;
}
