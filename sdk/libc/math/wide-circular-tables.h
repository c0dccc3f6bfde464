/** @file wide-circular-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_WIDE_CIRCULAR_TABLES_H
#define HSX_MATH_WIDE_CIRCULAR_TABLES_H

#include <stdint.h>

/* 2/pi; what the largest double needs. */
static const uint32_t TWO_OVER_PI[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
    0xa9e39161,
};

/* sin(pi/2 * r) / r by r^2 up to 1/4, one bit before the point; error below 2^-65. */
static const uint64_t SINE[] = {
    0x00000000034ef117ull, 0x000000016faa7e92ull, 0x0000007a3d0c6303ull, 0x00001e3074fdc9bfull,
    0x000541e0d21fb737ull, 0x009969667315ec0dull, 0x0a335e33bad570e8ull, 0x52aef39896f94afbull,
    0xc90fdaa22168c235ull,
};

/* (1 - cos(pi/2 * r)) / r^2 by r^2 up to 1/4, one bit before the point; error below 2^-64. */
static const uint64_t COSINE[] = {
    0x000000000049f83cull, 0x0000000024188483ull, 0x0000000db71269b9ull, 0x000003f3a7146c5cull,
    0x0000d368f951021full, 0x001e1f506891bab8ull, 0x02aba78fc797ff3full, 0x20783e1036b58767ull,
    0x9de9e64df22ef2d2ull,
};

#endif
