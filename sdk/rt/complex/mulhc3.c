/** @file mulhc3.c _Complex _Float16 times _Complex _Float16, calculated in float. */
_Complex float __mulsc3(float a, float b, float c, float d);

_Complex _Float16 __mulhc3(_Float16 a, _Float16 b, _Float16 c, _Float16 d) {
  return (_Complex _Float16)__mulsc3(a, b, c, d);
}
