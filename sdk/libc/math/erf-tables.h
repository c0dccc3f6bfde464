/** @file erf-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_ERF_TABLES_H
#define HSX_MATH_ERF_TABLES_H

#include <stdint.h>

/* erf(x) / x by x^2 up to 1, one bit before the point; error below 2^-63. */
static const uint64_t ERF[] = {
    0x00000000025373e3ull, 0x000000002fe0e431ull, 0x000000029cc0f683ull, 0x0000001fc4356499ull,
    0x0000015f6d925a0cull, 0x00000dcf3284dcc3ull, 0x00007d349586babfull, 0x0003f3464d846629ull,
    0x001c02db3feeb579ull, 0x00ab2de687328166ull, 0x037059c625113746ull, 0x0e71790d0215eedfull,
    0x3024e8d606f3cd7dull, 0x906eba8214db688dull,
};

/* x e^(x^2) erfc(x) by (x - 1) / (x + 3), x from 1 to 28; signed, two bits before the point; error below 2^-64. */
static const uint64_t ERFC[] = {
    0x00008a548a97923aull, 0xfffad883bd8f2ff7ull, 0x0015f719347655fdull, 0xffc8cba8ac727196ull,
    0x005c3cf728c66057ull, 0xff8f82b770dd8746ull, 0x006cd3c75bced2afull, 0xffae242dc44683b6ull,
    0x00283918db1961baull, 0xffe8a49f6de28f8aull, 0x002122d51395e6c9ull, 0x00141c76d92552bcull,
    0xffb46caa4b6b922full, 0xff81ef8702d2f2a3ull, 0x011a5f37f2cd5283ull, 0x020f2f54e6982b29ull,
    0xfa02e7f56392386bull, 0xfb93e2a1a9d1aa27ull, 0x2801dae6598f56caull, 0xab590c161b014bc5ull,
    0x67ed16501fba53c5ull, 0xadd3953423ba9dddull, 0x2784e50786598811ull, 0x1b5d8780f956b218ull,
};

#endif
