/** @file narrow-log-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_NARROW_LOG_TABLES_H
#define HSX_MATH_NARROW_LOG_TABLES_H

#include <stdint.h>

/* log2(1 + u) / u, u from 1 / sqrt(2) - 1 to sqrt(2) - 1, one bit before the point; error below 2^-32. */
static const uint32_t LOGARITHM[] = {
    0x08b707f1, 0x10ca39dd, 0x11411b6e, 0x10b84416, 0x123e1ccc, 0x1480dc01, 0x17186d20, 0x1a61c518,
    0x1ec6f46c, 0x24eed691, 0x2e2a8f0a, 0x3d8e13bd, 0x5c551d94, 0xb8aa3b29,
};

#endif
