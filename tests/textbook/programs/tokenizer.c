/* A lexer for a small language: ungetc, strtod, a table of keywords. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum token { END, NUMBER, STRING, IDENTIFIER, KEYWORD, OPERATOR, ERROR };

static char text[64];
static double number;

static int is_keyword(const char *word)
{
  static const char *const keywords[] = {"else", "for", "if", "return", "while"};
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (strcmp(word, keywords[i]) == 0) return 1;
  return 0;
}

static enum token next(void)
{
  int c;
  size_t n = 0;
again:
  while (isspace(c = getchar())) continue;
  if (c == EOF) return END;
  if (c == '/') {
    int after = getchar();
    if (after == '/') {
      while ((c = getchar()) != '\n' && c != EOF) continue;
      goto again;
    }
    ungetc(after, stdin);
  }
  if (isdigit(c) || c == '.') {
    do {
      if (n < sizeof text - 1) text[n++] = (char)c;
      int previous = c;
      c = getchar();
      if ((c == '+' || c == '-') && tolower(previous) == 'e') continue;
      if (!isalnum(c) && c != '.') break;
    } while (1);
    ungetc(c, stdin);
    text[n] = '\0';
    char *end;
    number = strtod(text, &end);
    return *end ? ERROR : NUMBER;
  }
  if (isalpha(c) || c == '_') {
    do
      if (n < sizeof text - 1) text[n++] = (char)c;
    while (isalnum(c = getchar()) || c == '_');
    ungetc(c, stdin);
    text[n] = '\0';
    return is_keyword(text) ? KEYWORD : IDENTIFIER;
  }
  if (c == '"') {
    while ((c = getchar()) != '"' && c != EOF && c != '\n') {
      if (c == '\\') c = (c = getchar()) == 'n' ? '\n' : c == 't' ? '\t' : c;
      if (n < sizeof text - 1) text[n++] = (char)c;
    }
    text[n] = '\0';
    return c == '"' ? STRING : ERROR;
  }
  text[n++] = (char)c;
  if (strchr("=<>!", c)) {
    if ((c = getchar()) == '=') text[n++] = (char)c;
    else ungetc(c, stdin);
  }
  text[n] = '\0';
  return OPERATOR;
}

int main(void)
{
  static const char *const names[] = {"end", "number", "string", "identifier", "keyword", "operator", "error"};
  enum token token;
  while ((token = next()) != END)
    if (token == NUMBER) printf("%s %g\n", names[token], number);
    else printf("%s <%s>\n", names[token], text);
  return 0;
}
