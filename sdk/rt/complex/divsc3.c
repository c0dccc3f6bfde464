/** @file divsc3.c _Complex float divided by _Complex float, by their parts. */
#define REAL float
#define DIVIDE __divsc3
#define LOGB logbf
#define SCALBN scalbnf
#include "divide.h"
