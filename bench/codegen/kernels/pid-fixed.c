/* Control in Q16: a PID loop with limits and anti-windup, a biquad filter, a ramp, hysteresis; a motor as the plant. */
#include "kernel.h"

typedef int32_t q16;
#define ONE 65536

struct pid {
  q16 kp, ki, kd, integral, last, low, high;
};
struct biquad {
  q16 b0, b1, b2, a1, a2, x1, x2, y1, y2;
};
struct plant {
  q16 speed, position, load;
};

static q16 multiply(q16 a, q16 b) { return (q16)(((int64_t)a * b) >> 16); }

static q16 limit(q16 x, q16 low, q16 high) { return x < low ? low : x > high ? high : x; }

KERNEL q16 pid_step(struct pid *p, q16 wanted, q16 measured) {
  q16 error = wanted - measured;
  q16 sum = p->integral + multiply(p->ki, error);
  q16 out = multiply(p->kp, error) + sum + multiply(p->kd, p->last - measured);
  q16 limited = limit(out, p->low, p->high);
  if (out == limited || (out > limited) != (error > 0)) p->integral = limit(sum, p->low, p->high);
  p->last = measured;
  return limited;
}

KERNEL q16 biquad_step(struct biquad *f, q16 x) {
  q16 y = multiply(f->b0, x) + multiply(f->b1, f->x1) + multiply(f->b2, f->x2) - multiply(f->a1, f->y1) - multiply(f->a2, f->y2);
  f->x2 = f->x1, f->x1 = x;
  f->y2 = f->y1, f->y1 = y;
  return y;
}

KERNEL q16 ramp_step(q16 now, q16 target, q16 rate) {
  q16 distance = target - now;
  if (distance > rate) return now + rate;
  if (distance < -rate) return now - rate;
  return target;
}

KERNEL int hysteresis(int state, q16 value, q16 low, q16 high) { return state ? value > low : value > high; }

KERNEL void plant_step(struct plant *p, q16 drive) {
  q16 force = drive - multiply(p->speed, 19661) - p->load;
  p->speed += multiply(force, 6554);
  p->position += p->speed >> 4;
}

unsigned run(void) {
  struct pid pid = {98304, 9830, 13107, 0, 0, -12 * ONE, 12 * ONE};
  struct biquad filter = {13107, 26214, 13107, -24000, 10900, 0, 0, 0, 0};
  struct plant motor = {0, 0, 0};
  unsigned seed = 14, hash = 0;
  q16 wanted = 0;
  int alarm = 0;
  for (int i = 0; i < 1200; i++) {
    motor.load = (q16)(NEXT(seed) >> 15);
    wanted = ramp_step(wanted, i < 400 ? 5 * ONE : i < 800 ? -3 * ONE : 20 * ONE, 4000);
    q16 measured = biquad_step(&filter, motor.speed + (q16)(seed >> 20));
    plant_step(&motor, pid_step(&pid, wanted, measured));
    alarm = hysteresis(alarm, motor.speed, 2 << 16, 4 << 16);
    hash = MIX(hash, motor.position + alarm);
  }
  return hash;
}
