int main(void)
{
  volatile unsigned long long n = 1000000000000, d = 23809523809;
  return (int)(n / d);
}
