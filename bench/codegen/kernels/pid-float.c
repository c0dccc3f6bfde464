/* Control in binary32: a PID loop with limits, a second-order filter, a table with interpolation; a motor as the plant. */
#include "kernel.h"

struct pid {
  float kp, ki, kd, integral, last, low, high;
};
struct biquad {
  float b0, b1, b2, a1, a2, x1, x2, y1, y2;
};
struct plant {
  float speed, position, load;
};

static const float curve_x[6] = {-10.0f, -4.0f, -1.0f, 1.0f, 4.0f, 10.0f};
static const float curve_y[6] = {-12.0f, -3.0f, 0.0f, 0.0f, 3.0f, 12.0f};

static float limit(float x, float low, float high) { return x < low ? low : x > high ? high : x; }

KERNEL float pid_step(struct pid *p, float wanted, float measured, float dt) {
  float error = wanted - measured;
  float sum = p->integral + p->ki * error * dt;
  float out = p->kp * error + sum + p->kd * (p->last - measured) / dt;
  float limited = limit(out, p->low, p->high);
  if (out == limited || (out > limited) != (error > 0)) p->integral = limit(sum, p->low, p->high);
  p->last = measured;
  return limited;
}

KERNEL float biquad_step(struct biquad *f, float x) {
  float y = f->b0 * x + f->b1 * f->x1 + f->b2 * f->x2 - f->a1 * f->y1 - f->a2 * f->y2;
  f->x2 = f->x1, f->x1 = x;
  f->y2 = f->y1, f->y1 = y;
  return y;
}

KERNEL float curve(float x, const float *xs, const float *ys, int count) {
  if (x <= xs[0]) return ys[0];
  for (int i = 1; i < count; i++)
    if (x < xs[i]) return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
  return ys[count - 1];
}

KERNEL void plant_step(struct plant *p, float drive, float dt) {
  p->speed += (drive - 0.3f * p->speed - p->load) * dt;
  p->position += p->speed * dt;
}

static unsigned bits(float x) {
  union {
    float f;
    uint32_t u;
  } both = {x};
  return both.u;
}

unsigned run(void) {
  struct pid pid = {1.5f, 0.8f, 0.05f, 0, 0, -12.0f, 12.0f};
  struct biquad filter = {0.2f, 0.4f, 0.2f, -0.36f, 0.16f, 0, 0, 0, 0};
  struct plant motor = {0, 0, 0};
  unsigned seed = 15, hash = 0;
  for (int i = 0; i < 600; i++) {
    motor.load = (float)(NEXT(seed) >> 24) * (1.0f / 256.0f);
    float wanted = i < 200 ? 5.0f : i < 400 ? -3.0f : 8.0f;
    float measured = biquad_step(&filter, motor.speed);
    plant_step(&motor, curve(pid_step(&pid, wanted, measured, 0.05f), curve_x, curve_y, 6), 0.05f);
    hash = MIX(hash, bits(motor.position));
  }
  return MIX(hash, (int)(motor.position * 1000.0f));
}
