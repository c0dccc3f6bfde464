/** @file muldc3.c _Complex double times _Complex double, by their parts. */
#define REAL double
#define MULTIPLY __muldc3
#include "multiply.h"
