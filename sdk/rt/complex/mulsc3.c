/** @file mulsc3.c _Complex float times _Complex float, by their parts. */
#define REAL float
#define MULTIPLY __mulsc3
#include "multiply.h"
