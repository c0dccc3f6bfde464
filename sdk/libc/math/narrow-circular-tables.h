/** @file narrow-circular-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_NARROW_CIRCULAR_TABLES_H
#define HSX_MATH_NARROW_CIRCULAR_TABLES_H

#include <stdint.h>

/* 2/pi; what the largest float needs. */
static const uint32_t TWO_OVER_PI[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
};

/* sin(pi/2 * r) / r by r^2 up to 1/4, one bit before the point; error below 2^-33. */
static const uint32_t SINE[] = {
    0x00001dd5, 0x000541c7, 0x00996963, 0x0a335e34, 0x52aef399, 0xc90fdaa2,
};

/* (1 - cos(pi/2 * r)) / r^2 by r^2 up to 1/4, one bit before the point; error below 2^-35. */
static const uint32_t COSINE[] = {
    0x0000d0f4, 0x001e1ec7, 0x02aba784, 0x20783e10, 0x9de9e64e,
};

#endif
