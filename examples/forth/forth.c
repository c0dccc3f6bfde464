/*
 * A small Forth. It reads a program from its standard input and runs it line by line; after an error the stacks are empty, what
 * was being defined is forgotten, and the next line goes on. The exit status is 1 when there was an error.
 *
 *     + - * / mod negate abs min max and or xor invert lshift rshift = <> < > <= >= 0= 0<
 *     dup drop swap over rot nip tuck 2dup 2drop ?dup depth pick   >r r> r@
 *     . u. .s cr emit space spaces ." text"   @ ! +! , here allot cell
 *     : ; recurse exit if else then begin until again while repeat do loop +loop i j leave
 *     variable constant ' execute   ( comment )  \ comment   words bye
 *
 * A definition is compiled to numbers in `cells`, which also holds variables; an address is an index of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELLS 3000
#define WORDS 160
#define NAME_BYTES 24
#define STACK 64
#define LINE_BYTES 128

/* Primitives, in the order of `primitives`; the ones without a name are made by the compiler alone. */
enum operation {
  ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE, ABSOLUTE, MINIMUM, MAXIMUM,
  AND, OR, XOR, INVERT, SHIFT_LEFT, SHIFT_RIGHT,
  EQUAL, DIFFERENT, LESS, GREATER, LESS_EQUAL, GREATER_EQUAL, IS_ZERO, IS_NEGATIVE,
  DUP, DROP, SWAP, OVER, ROT, NIP, TUCK, TWO_DUP, TWO_DROP, QUESTION_DUP, DEPTH, PICK,
  TO_R, FROM_R, FETCH_R,
  PRINT, PRINT_UNSIGNED, PRINT_STACK, NEW_LINE, EMIT, SPACE, SPACES,
  FETCH, STORE, ADD_STORE, COMMA, HERE, ALLOT, CELL,
  EXIT, INDEX, OUTER_INDEX, EXECUTE, LIST, BYE,
  NAMED,
  LITERAL = NAMED, CALL, BRANCH, BRANCH_IF_ZERO, DO, LOOP, PLUS_LOOP, LEAVE_TO, PRINT_TEXT, STOP
};

static const char primitives[] =
    "+ - * / mod negate abs min max and or xor invert lshift rshift = <> < > <= >= 0= 0< "
    "dup drop swap over rot nip tuck 2dup 2drop ?dup depth pick >r r> r@ "
    ". u. .s cr emit space spaces @ ! +! , here allot cell exit i j execute words bye ";

/* Words that act while a definition is compiled. */
enum directive {
  SEMICOLON, RECURSE, IF, ELSE, THEN, BEGIN, UNTIL, AGAIN, WHILE, REPEAT, START_DO, END_LOOP, END_PLUS_LOOP, LEAVE,
  DIRECTIVES
};

static const char directives[] = "; recurse if else then begin until again while repeat do loop +loop leave ";

struct word {
  char name[NAME_BYTES];
  /* What is compiled: an operation, and for CALL and LITERAL what follows it. */
  int operation;
  int operand;
};

static struct word words[WORDS];
static int word_count;

static int cells[CELLS];
static int here;

static int stack[STACK];
static int sp;
static int returns[STACK];
static int rp;

/* Open ifs and loops of the definition: where to patch or to jump back. */
static struct {
  enum directive kind;
  int place;
} open[16];
static int open_count;
/* Chain of the LEAVEs of the innermost loop, through their operands; 0 ends it. */
static int leaves;

static int defining;
static int definition;
static int bye;
static int line_number;
static const char *error;
static char error_name[NAME_BYTES];

static char line[LINE_BYTES];
static char *next;

static void fail(const char *message, const char *name)
{
  if (error != NULL)
    return;
  error = message;
  error_name[0] = '\0';
  strncat(error_name, name, NAME_BYTES - 1);
}

static void push(int value)
{
  if (sp == STACK)
    fail("the stack is full", "");
  else
    stack[sp++] = value;
}

static int pop(void)
{
  if (sp == 0) {
    fail("the stack is empty", "");
    return 0;
  }
  return stack[--sp];
}

static void push_return(int value)
{
  if (rp == STACK)
    fail("the return stack is full", "");
  else
    returns[rp++] = value;
}

static int pop_return(void)
{
  if (rp == 0) {
    fail("the return stack is empty", "");
    return 0;
  }
  return returns[--rp];
}

static int *cell_at(int address)
{
  if (address < 0 || address >= here) {
    fail("no such address", "");
    return &cells[0];
  }
  return &cells[address];
}

static void compile(int value)
{
  if (here == CELLS)
    fail("the memory is full", "");
  else
    cells[here++] = value;
}

static char *token(void)
{
  return strtok_r(NULL, " \t\r\n", &next);
}

/* Position of `name` in a list of words that each end with a space; -1 when it is not there. */
static int position(const char *list, const char *name)
{
  size_t length = strlen(name);
  for (int n = 0; *list != '\0'; ++n) {
    const char *end = strchr(list, ' ');
    if ((size_t)(end - list) == length && memcmp(list, name, length) == 0)
      return n;
    list = end + 1;
  }
  return -1;
}

static const struct word *find(const char *name)
{
  /* The newest definition holds; the one that is being made is not seen yet. */
  for (int i = word_count; --i >= 0;)
    if (strcmp(words[i].name, name) == 0)
      return &words[i];
  return NULL;
}

static void add_word(const char *name, int operation, int operand)
{
  if (word_count == WORDS || strlen(name) >= NAME_BYTES) {
    fail(word_count == WORDS ? "there are too many words" : "the name is too long:", name);
    return;
  }
  struct word *word = &words[word_count++];
  strcpy(word->name, name);
  word->operation = operation;
  word->operand = operand;
}

static void list_words(void)
{
  for (int i = word_count; --i >= 0;)
    if (words[i].operation >= NAMED)
      printf("%s ", words[i].name);
  putchar('\n');
}

static void divide(int want_rest)
{
  int b = pop(), a = pop();
  if (b == 0)
    fail("division by zero", "");
  else if (b == -1)
    push(want_rest ? 0 : (int)-(unsigned)a);
  else
    push(want_rest ? a % b : a / b);
}

static void operate(enum operation operation);
static void perform(int index);

/* Runs compiled code until its end. */
static void run(int start)
{
  int ip = start;
  push_return(-1);
  while (error == NULL && ip >= 0) {
    int operation = cells[ip++];
    switch (operation) {
    case LITERAL:
      push(cells[ip++]);
      break;
    case CALL:
      push_return(ip + 1);
      ip = cells[ip];
      break;
    case EXIT:
    case STOP:
      ip = pop_return();
      break;
    case BRANCH:
      ip = cells[ip];
      break;
    case BRANCH_IF_ZERO:
      ip = pop() == 0 ? cells[ip] : ip + 1;
      break;
    case DO: {
      int first = pop();
      push_return(pop());
      push_return(first);
      break;
    }
    case LOOP:
    case PLUS_LOOP: {
      int step = operation == LOOP ? 1 : pop();
      if (rp < 2) {
        fail("the return stack is empty", "");
        break;
      }
      /* The loop ends when the index crosses from below the limit to it or the other way. */
      unsigned index = (unsigned)returns[rp - 1];
      int before = (int)(index - (unsigned)returns[rp - 2]);
      int after = (int)(index + (unsigned)step - (unsigned)returns[rp - 2]);
      returns[rp - 1] = (int)(index + (unsigned)step);
      if (step >= 0 ? before < 0 && after >= 0 : before >= 0 && after < 0) {
        rp -= 2;
        ++ip;
      } else {
        ip = cells[ip];
      }
      break;
    }
    case LEAVE_TO:
      pop_return();
      pop_return();
      ip = cells[ip];
      break;
    case PRINT_TEXT:
      for (int left = cells[ip++]; left > 0; --left)
        putchar(cells[ip++]);
      break;
    case EXECUTE: {
      int index = pop();
      if (index >= 0 && index < word_count && words[index].operation == CALL) {
        push_return(ip);
        ip = words[index].operand;
      } else {
        perform(index);
      }
      break;
    }
    default:
      operate((enum operation)operation);
      break;
    }
  }
}

static void operate(enum operation operation)
{
  int a, b;
  switch (operation) {
  case ADD: b = pop(); push((int)((unsigned)pop() + (unsigned)b)); break;
  case SUBTRACT: b = pop(); push((int)((unsigned)pop() - (unsigned)b)); break;
  case MULTIPLY: b = pop(); push((int)((unsigned)pop() * (unsigned)b)); break;
  case DIVIDE: divide(0); break;
  case MODULO: divide(1); break;
  case NEGATE: push((int)-(unsigned)pop()); break;
  case ABSOLUTE: a = pop(); push(a < 0 ? (int)-(unsigned)a : a); break;
  case MINIMUM: b = pop(); a = pop(); push(a < b ? a : b); break;
  case MAXIMUM: b = pop(); a = pop(); push(a > b ? a : b); break;
  case AND: b = pop(); push(pop() & b); break;
  case OR: b = pop(); push(pop() | b); break;
  case XOR: b = pop(); push(pop() ^ b); break;
  case INVERT: push(~pop()); break;
  case SHIFT_LEFT: b = pop(); a = pop(); push(b < 0 || b > 31 ? 0 : (int)((unsigned)a << b)); break;
  case SHIFT_RIGHT: b = pop(); a = pop(); push(b < 0 || b > 31 ? 0 : (int)((unsigned)a >> b)); break;
  case EQUAL: b = pop(); push(-(pop() == b)); break;
  case DIFFERENT: b = pop(); push(-(pop() != b)); break;
  case LESS: b = pop(); push(-(pop() < b)); break;
  case GREATER: b = pop(); push(-(pop() > b)); break;
  case LESS_EQUAL: b = pop(); push(-(pop() <= b)); break;
  case GREATER_EQUAL: b = pop(); push(-(pop() >= b)); break;
  case IS_ZERO: push(-(pop() == 0)); break;
  case IS_NEGATIVE: push(-(pop() < 0)); break;
  case DUP: a = pop(); push(a); push(a); break;
  case DROP: pop(); break;
  case SWAP: b = pop(); a = pop(); push(b); push(a); break;
  case OVER: b = pop(); a = pop(); push(a); push(b); push(a); break;
  case ROT: {
    int c = pop();
    b = pop();
    a = pop();
    push(b);
    push(c);
    push(a);
    break;
  }
  case NIP: b = pop(); pop(); push(b); break;
  case TUCK: b = pop(); a = pop(); push(b); push(a); push(b); break;
  case TWO_DUP: b = pop(); a = pop(); push(a); push(b); push(a); push(b); break;
  case TWO_DROP: pop(); pop(); break;
  case QUESTION_DUP: a = pop(); push(a); if (a != 0) push(a); break;
  case DEPTH: push(sp); break;
  case PICK:
    a = pop();
    if (a < 0 || a >= sp)
      fail("the stack is not that deep", "");
    else
      push(stack[sp - 1 - a]);
    break;
  case TO_R: push_return(pop()); break;
  case FROM_R: push(pop_return()); break;
  case FETCH_R: case INDEX: a = pop_return(); push_return(a); push(a); break;
  case OUTER_INDEX:
    if (rp < 3)
      fail("the return stack is empty", "");
    else
      push(returns[rp - 3]);
    break;
  case PRINT: printf("%d ", pop()); break;
  case PRINT_UNSIGNED: printf("%u ", (unsigned)pop()); break;
  case PRINT_STACK:
    printf("<%d> ", sp);
    for (int i = 0; i < sp; ++i)
      printf("%d ", stack[i]);
    break;
  case NEW_LINE: putchar('\n'); break;
  case EMIT: putchar(pop()); break;
  case SPACE: putchar(' '); break;
  case SPACES: for (a = pop(); a > 0; --a) putchar(' '); break;
  case FETCH: push(*cell_at(pop())); break;
  case STORE: { int *cell = cell_at(pop()); *cell = pop(); break; }
  case ADD_STORE: { int *cell = cell_at(pop()); *cell += pop(); break; }
  case COMMA: compile(pop()); break;
  case HERE: push(here); break;
  case ALLOT:
    a = pop();
    if (a < 0 || a > CELLS - here)
      fail("the memory is full", "");
    else
      here += a;
    break;
  case CELL: push(1); break;
  case LIST: list_words(); break;
  case BYE: bye = 1; break;
  default: fail("bad code", ""); break;
  }
}

/* Does what a word does; the word is given by its number, as ' and execute have it. */
static void perform(int index)
{
  if (index < 0 || index >= word_count)
    fail("no such word to execute", "");
  else if (words[index].operation == CALL)
    run(words[index].operand);
  else if (words[index].operation == LITERAL)
    push(words[index].operand);
  else if (words[index].operation == EXECUTE)
    perform(pop());
  else
    operate((enum operation)words[index].operation);
}

static void open_block(enum directive kind, int place)
{
  if (open_count == (int)(sizeof open / sizeof open[0])) {
    fail("too many open structures", "");
    return;
  }
  open[open_count].kind = kind;
  open[open_count++].place = place;
}

/* Closes the innermost structure, which must be of one of two kinds. */
static int close_block(enum directive kind, enum directive other, const char *name)
{
  if (open_count == 0 || (open[open_count - 1].kind != kind && open[open_count - 1].kind != other)) {
    fail("nothing open for", name);
    return 0;
  }
  return open[--open_count].place;
}

/* Compiles a branch with its target to be filled in; returns the place of the target. */
static int branch(int operation)
{
  compile(operation);
  compile(0);
  return here - 1;
}

static void branch_back(int operation, int target)
{
  compile(operation);
  compile(target);
}

static void end_loop(int operation, const char *name)
{
  int start = close_block(START_DO, START_DO, name);
  if (error != NULL)
    return;
  branch_back(operation, start);
  while (leaves != 0) {
    int place = leaves;
    leaves = cells[place];
    cells[place] = here;
  }
  /* `do` has saved the chain of the loop around it in front of its start. */
  leaves = open[--open_count].place;
}

static void direct(enum directive directive, const char *name)
{
  int place;
  if (!defining) {
    fail("only in a definition:", name);
    return;
  }
  switch (directive) {
  case SEMICOLON:
    if (open_count != 0)
      fail("something is still open in", words[definition].name);
    compile(STOP);
    defining = 0;
    break;
  case RECURSE:
    branch_back(CALL, words[definition].operand);
    break;
  case IF:
    open_block(IF, branch(BRANCH_IF_ZERO));
    break;
  case ELSE:
    place = close_block(IF, IF, name);
    open_block(ELSE, branch(BRANCH));
    cells[place] = here;
    break;
  case THEN:
    place = close_block(IF, ELSE, name);
    cells[place] = here;
    break;
  case BEGIN:
    open_block(BEGIN, here);
    break;
  case UNTIL:
    branch_back(BRANCH_IF_ZERO, close_block(BEGIN, BEGIN, name));
    break;
  case AGAIN:
    branch_back(BRANCH, close_block(BEGIN, BEGIN, name));
    break;
  case WHILE:
    open_block(WHILE, branch(BRANCH_IF_ZERO));
    break;
  case REPEAT:
    place = close_block(WHILE, WHILE, name);
    branch_back(BRANCH, close_block(BEGIN, BEGIN, name));
    cells[place] = here;
    break;
  case START_DO:
    compile(DO);
    open_block(LEAVE, leaves);
    leaves = 0;
    open_block(START_DO, here);
    break;
  case END_LOOP:
    end_loop(LOOP, name);
    break;
  case END_PLUS_LOOP:
    end_loop(PLUS_LOOP, name);
    break;
  case LEAVE:
    compile(LEAVE_TO);
    compile(leaves);
    leaves = here - 1;
    break;
  default:
    break;
  }
}

/* Text up to the quote, printed now or by the definition. */
static void text(void)
{
  char *end = next == NULL ? NULL : strchr(next, '"');
  if (end == NULL) {
    fail("a \" is missing", "");
    return;
  }
  if (defining) {
    compile(PRINT_TEXT);
    compile((int)(end - next));
    for (; next != end; ++next)
      compile((unsigned char)*next);
  } else {
    printf("%.*s", (int)(end - next), next);
  }
  next = end + 1;
}

/* Words that read the name behind them. */
static int named(const char *word)
{
  int is_colon = strcmp(word, ":") == 0;
  if (!is_colon && strcmp(word, "variable") != 0 && strcmp(word, "constant") != 0 && strcmp(word, "'") != 0)
    return 0;
  const char *name = token();
  if (name == NULL) {
    fail("a name is missing after", word);
  } else if (*word == '\'') {
    const struct word *found = find(name);
    if (found == NULL)
      fail("unknown word", name);
    else if (defining)
      branch_back(LITERAL, (int)(found - words));
    else
      push((int)(found - words));
  } else if (defining) {
    fail("not in a definition:", word);
  } else if (is_colon) {
    definition = word_count;
    add_word(name, CALL, here);
    defining = error == NULL;
    open_count = 0;
    leaves = 0;
  } else if (*word == 'v') {
    add_word(name, LITERAL, here);
    compile(0);
  } else {
    add_word(name, LITERAL, pop());
  }
  return 1;
}

static void number(const char *name)
{
  char *end;
  long value = strtol(name, &end, 0);
  if (end == name || *end != '\0')
    fail("unknown word", name);
  else if (defining)
    branch_back(LITERAL, (int)value);
  else
    push((int)value);
}

static void interpret(const char *name)
{
  int directive = position(directives, name);
  const struct word *word;
  if (directive >= 0) {
    direct((enum directive)directive, name);
  } else if (strcmp(name, ".\"") == 0) {
    text();
  } else if (strcmp(name, "(") == 0) {
    char *end = next == NULL ? NULL : strchr(next, ')');
    next = end == NULL ? NULL : end + 1;
  } else if (strcmp(name, "\\") == 0) {
    next = NULL;
  } else if (named(name)) {
    /* Done. */
  } else if ((word = find(name)) == NULL || (defining && word == &words[definition])) {
    number(name);
  } else if (defining) {
    compile(word->operation);
    if (word->operation >= NAMED)
      compile(word->operand);
  } else {
    perform((int)(word - words));
  }
}

static void recover(void)
{
  printf("\nline %d: %s%s%s\n", line_number, error, *error_name == '\0' ? "" : " ", error_name);
  error = NULL;
  sp = 0;
  rp = 0;
  if (defining) {
    word_count = definition;
    here = words[definition].operand;
    defining = 0;
  }
}

int main(void)
{
  int status = 0;
  char name[NAME_BYTES];
  const char *p = primitives;
  compile(STOP);
  for (int operation = 0; operation < NAMED; ++operation) {
    const char *end = strchr(p, ' ');
    memcpy(name, p, (size_t)(end - p));
    name[end - p] = '\0';
    add_word(name, operation, 0);
    p = end + 1;
  }
  while (!bye && fgets(line, sizeof line, stdin) != NULL) {
    ++line_number;
    if (strlen(line) == sizeof line - 1 && strchr(line, '\n') == NULL)
      fail("the line is too long", "");
    next = line;
    for (const char *word; error == NULL && !bye && next != NULL && (word = token()) != NULL;)
      interpret(word);
    if (error != NULL) {
      recover();
      status = 1;
    }
  }
  return status;
}
