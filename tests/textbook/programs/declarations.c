/* dcl: C declarations in words, by recursive descent. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NAME, PARENS, BRACKETS };

static int type;
static char token[64], name[64], base[64], out[512];
static const char *at;

static int get_token(void)
{
  while (*at == ' ' || *at == '\t') at++;
  char *p = token;
  if (*at == '(') {
    if (at[1] == ')') {
      at += 2;
      strcpy(token, "()");
      return type = PARENS;
    }
    return type = *at++;
  }
  if (*at == '[') {
    while ((*p++ = *at++) != ']') continue;
    *p = '\0';
    return type = BRACKETS;
  }
  if (isalpha((unsigned char)*at)) {
    while (isalnum((unsigned char)*at) || *at == '_') *p++ = *at++;
    *p = '\0';
    return type = NAME;
  }
  return type = *at ? *at++ : 0;
}

static void declarator(void);

static void direct(void)
{
  if (type == '(') {
    declarator();
    if (type != ')') strcat(out, " (error: missing ')')");
  } else if (type == NAME) {
    strcpy(name, token);
  } else {
    strcat(out, " (error: name or (declarator) expected)");
  }
  while (get_token() == PARENS || type == BRACKETS)
    if (type == PARENS) strcat(out, " function returning");
    else sprintf(out + strlen(out), " array%s of", token);
}

static void declarator(void)
{
  int stars = 0;
  while (get_token() == '*') stars++;
  direct();
  while (stars-- > 0) strcat(out, " pointer to");
}

int main(void)
{
  char line[128];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    at = line;
    get_token();
    strcpy(base, token);
    out[0] = name[0] = '\0';
    declarator();
    printf("%s:\n  %s:%s %s\n", line, name, out, base);
  }
  return 0;
}
