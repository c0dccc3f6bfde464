/** @file wide-gamma-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_WIDE_GAMMA_TABLES_H
#define HSX_MATH_WIDE_GAMMA_TABLES_H

#include <stdint.h>

/* (log(gamma(2 + u)) / u - (1 - gamma)) / u, u from -1/2 to 1/2; error below 2^-64. */
static const uint64_t GAMMA[] = {
    0x000000829e6c396dull, 0x00000111fa5e7c87ull, 0x0000019ccd7c02d9ull, 0x0000036815b61344ull,
    0x0000078f1a7e0d60ull, 0x00001012012be390ull, 0x000022355a8987c8ull, 0x00004963cc15dcc4ull,
    0x00009e5e67e13287ull, 0x0001580e0afa5585ull, 0x0002f1bcb5bf4825ull, 0x0006849ebfb94f9full,
    0x000e9fea63c9c3b4ull, 0x002166d5f0ef3940ull, 0x004e2b170afdd800ull, 0x00bd6eb756da98b9ull,
    0x01e404fc218f5fd3ull, 0x0544c8ab1f612261ull, 0x113e001a55760681ull, 0x528d3312983e9918ull,
};

/* x (log(gamma(x)) - (x - 1/2) (log(x) - 1) - (log(2 pi) - 1) / 2) by 1/x^2, x from 8 on; error below 2^-65. */
static const uint64_t STIRLING[] = {
    0xb7aef85f5d1fe445ull, 0x2919e68db65c40d2ull, 0x077b5d559d57a8b9ull, 0x01a3e06dc7cf61f9ull,
    0x007daa606d492433ull, 0x00372a3bee0ec430ull, 0x0027027026c31942ull, 0x0034034034032c8cull,
    0x00b60b60b60b60b4ull, 0x1555555555555555ull,
};

#endif
