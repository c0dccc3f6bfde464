/** @file narrow-atan-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_NARROW_ATAN_TABLES_H
#define HSX_MATH_NARROW_ATAN_TABLES_H

#include <stdint.h>

/* atan(k/8), k from 1 to 8, two bits before the point. */
static const uint64_t EIGHTHS[] = {
    0x07f56ea6ab0bdb72ull, 0x0fadbafc96406eb1ull, 0x16f61941e4def08eull, 0x1dac670561bb4f69ull,
    0x23c01757bdfd67e7ull, 0x292f1f464d3dc249ull, 0x2e014f8af08c679dull, 0x3243f6a8885a308dull,
};

/* (1 - atan(t) / t) / t^2 by t^2 up to 1/256; error below 2^-31. */
static const uint32_t ARC[] = {
    0x2466c15f, 0x33332280, 0x55555554,
};

#endif
