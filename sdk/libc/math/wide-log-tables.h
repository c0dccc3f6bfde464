/** @file wide-log-tables.h Constants, calculated: npm run math:tables */
#ifndef HSX_MATH_WIDE_LOG_TABLES_H
#define HSX_MATH_WIDE_LOG_TABLES_H

#include <stdint.h>

/* log2(e), one bit before the point. */
#define LOG2_E_HIGH 0xb8aa3b29u
#define LOG2_E_MIDDLE 0x5c17f0bbu
#define LOG2_E_LOW 0xbe87fed0u

/* -log2(c / 1024) for the c of i = 17 to 31, three words each, the lowest first. */
static const uint32_t LOGARITHMS[] = {
    0x3e42925b, 0x067156b4, 0x164ce26c, 0x39ad03d8, 0x0ec5da6a, 0x2b974a74, 0x72eda08e, 0xb59039b7,
    0x3f9acefc, 0x1e46bbc1, 0x4b86f724, 0x5280f72f, 0xc46af572, 0x9374edfd, 0x64860024, 0x1674f2cf,
    0x18f5f785, 0x757ab135, 0xb987b42e, 0x62acb7ce, 0x86365578, 0x8a209c63, 0x9ce3d819, 0x9591f28d,
    0x1aada185, 0x41f7ca90, 0xa507b5e6, 0x7070fc4b, 0x535f2994, 0xb3671a72, 0x57458d74, 0x3003554e,
    0xc1237535, 0x245fe368, 0x979e665e, 0xcec5e5ea, 0x0ee74ef2, 0x5ad0dd83, 0xdb9edf34, 0xbe51cdcb,
    0x475d7ec3, 0xe8411169, 0xda8ad64a, 0x9c559a77, 0xf3efaff2,
};

/* (log2(e) - log2(1 + u) / u) / u, u from -0.0313 to 0.0314; error below 2^-65. */
static const uint64_t LOGARITHM[] = {
    0x1ed54f152c916120ull, 0x21a6ff9242a87542ull, 0x24eed64cf13e8329ull, 0x29095d86b4c9227aull,
    0x2e2a8eca670600d8ull, 0x34c2ec55815c2919ull, 0x3d8e13b8740b173dull, 0x49ddb143be69b406ull,
    0x5c551d94ae0bf833ull, 0x7b1c2770e80ff5e7ull, 0xb8aa3b295c17f0bcull,
};

#endif
