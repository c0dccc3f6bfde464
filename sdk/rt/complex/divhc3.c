/** @file divhc3.c _Complex _Float16 divided by _Complex _Float16, calculated in float. */
_Complex float __divsc3(float a, float b, float c, float d);

_Complex _Float16 __divhc3(_Float16 a, _Float16 b, _Float16 c, _Float16 d) {
  return (_Complex _Float16)__divsc3(a, b, c, d);
}
