/** @file wide-atan-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_WIDE_ATAN_TABLES_H
#define HSX_MATH_WIDE_ATAN_TABLES_H

#include <stdint.h>

/* atan(k/8), k from 1 to 8. */
static const uint64_t EIGHTHS[] = {
    0x1fd5ba9aac2f6dc6ull, 0x3eb6ebf25901bac5ull, 0x5bd86507937bc23aull, 0x76b19c1586ed3da3ull,
    0x8f005d5ef7f59f9bull, 0xa4bc7d1934f70924ull, 0xb8053e2bc2319e74ull, 0xc90fdaa22168c235ull,
};

/* (1 - atan(t) / t) / t^2 by t^2 up to 1/256; error below 2^-65. */
static const uint64_t ARC[] = {
    0x10db80fae3f3b73dull, 0x13b0efd8e75abe01ull, 0x1745d13fe6e9c551ull, 0x1c71c71c5efce46aull,
    0x249249249245efefull, 0x33333333333332ffull, 0x5555555555555555ull,
};

#endif
