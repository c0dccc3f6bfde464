/** @file narrow-exp-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_NARROW_EXP_TABLES_H
#define HSX_MATH_NARROW_EXP_TABLES_H

#include <stdint.h>

/* (2^f - 1) / f, f from 0 to 1; error below 2^-32. */
static const uint32_t POWER[] = {
    0x00001e45, 0x0000f206, 0x000a2454, 0x00575c45, 0x027656e6, 0x0e35843c, 0x3d7f7c01, 0xb17217f8,
};

#endif
