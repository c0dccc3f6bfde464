/** @file divdc3.c _Complex double divided by _Complex double, by their parts. */
#define REAL double
#define DIVIDE __divdc3
#define LOGB logb
#define SCALBN scalbn
#include "divide.h"
