/*
 * What every kernel shares. A kernel file has the measured functions and a driver, `unsigned run(void)`, that makes the
 * input, calls them and gives a hash of the results. Code bytes are those of all functions but `run`; instructions are
 * counted over the whole call of `run`, so the driver does little.
 */
#ifndef KERNEL_H
#define KERNEL_H
#include <stddef.h>
#include <stdint.h>

/* Not inlined into the driver: its code is measured. */
#define KERNEL __attribute__((noinline))

/* One step of a hash over words. */
#define MIX(hash, word) (((hash) ^ (unsigned)(word)) * 16777619u)

/* Numerical Recipes' generator: input data. */
#define NEXT(seed) ((seed) = (seed) * 1664525u + 1013904223u)
#endif
