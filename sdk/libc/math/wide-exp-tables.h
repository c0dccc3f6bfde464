/** @file wide-exp-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_WIDE_EXP_TABLES_H
#define HSX_MATH_WIDE_EXP_TABLES_H

#include <stdint.h>

/* 2^(j/8), j from -4 to 4, one bit before the point. */
static const uint64_t EIGHTHS[] = {
    0x5a827999fcef3242ull, 0x62b39508aa836d6full, 0x6ba27e656b4eb57aull, 0x75606373ee921c97ull,
    0x8000000000000000ull, 0x8b95c1e3ea8bd6e7ull, 0x9837f0518db8a96full, 0xa5fed6a9b15138eaull,
    0xb504f333f9de6484ull,
};

/* (2^g - 1) / g, g from -1/16 to 1/16; error below 2^-66. */
static const uint64_t POWER[] = {
    0x000001b5298906b3ull, 0x0000162c46512c83ull, 0x0000ffe5fe290cabull, 0x000a184897904188ull,
    0x005761ff9e299da9ull, 0x0276556df749dd19ull, 0x0e35846b82505fc6ull, 0x3d7f7bff058b1d50ull,
    0xb17217f7d1cf79acull,
};

#endif
