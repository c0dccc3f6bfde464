/* Structures, unions, enumerations and tables of functions. */
#include <math.h>
#include <stdio.h>

enum kind { CIRCLE, RECTANGLE, TRIANGLE, KINDS };

struct point { double x, y; };

struct shape {
  enum kind kind;
  struct point at;
  union {
    double radius;
    struct { double width, height; };
    struct point corner[2];
  };
};

static double circle(const struct shape *s) { return acos(-1) * s->radius * s->radius; }
static double rectangle(const struct shape *s) { return s->width * s->height; }

static double triangle(const struct shape *s)
{
  struct point a = {s->corner[0].x - s->at.x, s->corner[0].y - s->at.y};
  struct point b = {s->corner[1].x - s->at.x, s->corner[1].y - s->at.y};
  return fabs(a.x * b.y - a.y * b.x) / 2;
}

static double (*const area[KINDS])(const struct shape *) = {[CIRCLE] = circle, [RECTANGLE] = rectangle, [TRIANGLE] = triangle};
static const char *const name[KINDS] = {"circle", "rectangle", "triangle"};

static struct shape moved(struct shape s, struct point by)
{
  s.at.x += by.x;
  s.at.y += by.y;
  if (s.kind == TRIANGLE)
    for (int i = 0; i < 2; i++) s.corner[i].x += by.x, s.corner[i].y += by.y;
  return s;
}

int main(void)
{
  const struct shape shapes[] = {
      {CIRCLE, {1, 2}, .radius = 1.5},
      {RECTANGLE, {0, 0}, {.width = 3, .height = 4.5}},
      {TRIANGLE, {1, 1}, .corner = {{4, 1}, {1, 5}}},
  };
  double sum = 0;
  for (const struct shape *s = shapes; s < shapes + sizeof shapes / sizeof *shapes; s++) {
    struct shape there = moved(*s, (struct point){10, -10});
    printf("%-9s at (%g, %g) area %.3f, moved to (%g, %g) area %.3f\n", name[s->kind], s->at.x, s->at.y, area[s->kind](s),
           there.at.x, there.at.y, area[there.kind](&there));
    sum += area[s->kind](s);
  }
  printf("together %.2f\n", sum);
  return 0;
}
