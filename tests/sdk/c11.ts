/** What ISO C11 (7.2 to 7.30) says that each header has, as far as HSX offers it, and what HSX leaves out. */

export interface Header {
  /** Prototypes, as the standard writes them. */
  functions?: string;
  /** Types, and members of structures that are complete. */
  types?: string;
  members?: string;
  /** Macros that #if understands. */
  constants?: string;
  /** Other macros that stand for a value, with its type. */
  values?: Readonly<Record<string, string>>;
  /** Macros of any other kind. */
  macros?: string;
  /** Headers all of whose names this one has, too. */
  includes?: readonly string[];
  /** What there is beyond C11, unless the program asks for the standard alone. */
  extensions?: string;
  /** Functions, macros and types of C11 that there are not. */
  absent?: string;
}

const INT_TYPES = ['', '_least', '_fast'].flatMap((kind) =>
  [8, 16, 32, 64].flatMap((bits) => [`int${kind}${bits}_t`, `uint${kind}${bits}_t`]),
);
const INT_LIMITS = INT_TYPES.flatMap((type) => {
  const name = type.replace('_t', '').toUpperCase();
  return name.startsWith('U') ? [`${name}_MAX`] : [`${name}_MIN`, `${name}_MAX`];
});
const FORMATS = ['8', '16', '32', '64'].flatMap((bits) => ['', 'LEAST', 'FAST'].map((kind) => kind + bits));

/** The three functions for double, float and long double. */
const reals = (...prototypes: string[]) =>
  prototypes
    .flatMap((prototype) => [
      prototype,
      prototype.replace(/(\w+)\(/, '$1f(').replaceAll('double', 'float'),
      prototype.replace(/(\w+)\(/, '$1l(').replaceAll('double', 'long double'),
    ])
    .join('\n');
const oneReal = (names: string) => reals(...names.split(' ').map((name) => `double ${name}(double);`));
const twoReals = (names: string) => reals(...names.split(' ').map((name) => `double ${name}(double, double);`));

const FLOAT_LIMITS = ['FLT', 'DBL', 'LDBL'].flatMap((type) =>
  ['MANT_DIG', 'DECIMAL_DIG', 'DIG', 'MIN_EXP', 'MIN_10_EXP', 'MAX_EXP', 'MAX_10_EXP', 'HAS_SUBNORM'].map(
    (name) => `${type}_${name}`,
  ),
);

export const C11: Readonly<Record<string, Header>> = {
  'assert.h': { macros: 'assert static_assert' },
  'complex.h': { absent: 'all: `__STDC_NO_COMPLEX__` is 1' },
  'ctype.h': {
    functions: [
      ...'isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit'.split(' '),
      ...['tolower', 'toupper'],
    ]
      .map((name) => `int ${name}(int);`)
      .join('\n'),
  },
  'errno.h': {
    constants: 'EDOM EILSEQ ERANGE',
    values: { errno: 'int' },
    extensions: `EPERM ENOENT ESRCH EIO EBADF EAGAIN ENOMEM EBUSY EEXIST EINVAL ENOSPC EROFS EBADMSG ETIMEDOUT EFAULT ENODEV ENOSYS
      EOVERFLOW EACCES ENOTDIR EISDIR ENOTEMPTY EMFILE EFBIG ENAMETOOLONG ESPIPE`,
  },
  'fenv.h': {
    functions: `int feclearexcept(int); int fegetexceptflag(fexcept_t *, int); int feraiseexcept(int);
      int fesetexceptflag(const fexcept_t *, int); int fetestexcept(int); int fegetround(void); int fesetround(int);
      int fegetenv(fenv_t *); int feholdexcept(fenv_t *); int fesetenv(const fenv_t *); int feupdateenv(const fenv_t *);`,
    types: 'fenv_t fexcept_t',
    constants: 'FE_ALL_EXCEPT FE_TONEAREST',
    values: { FE_DFL_ENV: 'const fenv_t *' },
    absent: 'FE_DIVBYZERO FE_INEXACT FE_INVALID FE_OVERFLOW FE_UNDERFLOW FE_DOWNWARD FE_TOWARDZERO FE_UPWARD',
  },
  'float.h': {
    constants: `FLT_RADIX FLT_EVAL_METHOD DECIMAL_DIG ${FLOAT_LIMITS.join(' ')}`,
    values: Object.fromEntries(
      (['FLT', 'DBL', 'LDBL'] as const).flatMap((prefix, i) =>
        ['MAX', 'MIN', 'EPSILON', 'TRUE_MIN'].map((name) => [
          `${prefix}_${name}`,
          ['float', 'double', 'long double'][i] as string,
        ]),
      ),
    ),
    macros: 'FLT_ROUNDS',
  },
  'inttypes.h': {
    includes: ['stdint.h'],
    functions: `intmax_t imaxabs(intmax_t); imaxdiv_t imaxdiv(intmax_t, intmax_t);
      intmax_t strtoimax(const char * restrict, char ** restrict, int);
      uintmax_t strtoumax(const char * restrict, char ** restrict, int);`,
    types: 'imaxdiv_t',
    members: 'quot rem',
    macros: [...FORMATS, 'MAX', 'PTR']
      .flatMap((size) => [
        ...[...'diouxX'].map((letter) => `PRI${letter}${size}`),
        ...[...'dioux'].map((letter) => `SCN${letter}${size}`),
      ])
      .join(' '),
    absent: 'wcstoimax wcstoumax',
  },
  'iso646.h': { macros: 'and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq' },
  'limits.h': {
    constants: `CHAR_BIT SCHAR_MIN SCHAR_MAX UCHAR_MAX CHAR_MIN CHAR_MAX MB_LEN_MAX SHRT_MIN SHRT_MAX USHRT_MAX INT_MIN INT_MAX
      UINT_MAX LONG_MIN LONG_MAX ULONG_MAX LLONG_MIN LLONG_MAX ULLONG_MAX`,
    extensions: 'LONG_LONG_MAX LONG_LONG_MIN ULONG_LONG_MAX',
  },
  'locale.h': {
    functions: 'char *setlocale(int, const char *); struct lconv *localeconv(void);',
    types: 'struct lconv',
    members: `decimal_point thousands_sep grouping mon_decimal_point mon_thousands_sep mon_grouping positive_sign negative_sign
      currency_symbol frac_digits p_cs_precedes n_cs_precedes p_sep_by_space n_sep_by_space p_sign_posn n_sign_posn int_curr_symbol
      int_frac_digits int_p_cs_precedes int_n_cs_precedes int_p_sep_by_space int_n_sep_by_space int_p_sign_posn int_n_sign_posn`,
    constants: 'LC_ALL LC_COLLATE LC_CTYPE LC_MONETARY LC_NUMERIC LC_TIME',
    macros: 'NULL',
  },
  'math.h': {
    functions: [
      oneReal(
        'acos asin atan cos sin tan acosh asinh atanh cosh sinh tanh exp exp2 expm1 log log10 log1p log2 logb cbrt fabs sqrt erf erfc lgamma tgamma ceil floor nearbyint rint round trunc',
      ),
      twoReals('atan2 hypot pow fmod remainder copysign nextafter fdim fmax fmin'),
      reals(
        'double frexp(double, int *);',
        'double ldexp(double, int);',
        'double modf(double, double *);',
        'double scalbn(double, int);',
        'double scalbln(double, long int);',
        'double remquo(double, double, int *);',
        'double fma(double, double, double);',
        'int ilogb(double);',
        'long int lrint(double);',
        'long long int llrint(double);',
        'long int lround(double);',
        'long long int llround(double);',
        'double nan(const char *);',
      ),
      'double nexttoward(double, long double); float nexttowardf(float, long double); long double nexttowardl(long double, long double);',
    ].join('\n'),
    types: 'float_t double_t',
    constants:
      'FP_INFINITE FP_NAN FP_NORMAL FP_SUBNORMAL FP_ZERO FP_ILOGB0 FP_ILOGBNAN MATH_ERRNO MATH_ERREXCEPT math_errhandling',
    values: { HUGE_VAL: 'double', HUGE_VALF: 'float', HUGE_VALL: 'long double', INFINITY: 'float', NAN: 'float' },
    macros:
      'fpclassify isfinite isinf isnan isnormal signbit isgreater isgreaterequal isless islessequal islessgreater isunordered',
    extensions: `exp10 exp10f exp10l sincos sincosf sincosl roundeven roundevenf roundevenl signgam M_E M_LOG2E M_LOG10E M_LN2 M_LN10
      M_PI M_PI_2 M_PI_4 M_1_PI M_2_PI M_2_SQRTPI M_SQRT2 M_SQRT1_2`,
    absent: 'FP_FAST_FMA FP_FAST_FMAF FP_FAST_FMAL',
  },
  'setjmp.h': {
    functions: '_Noreturn void longjmp(jmp_buf, int);',
    types: 'jmp_buf',
    macros: 'setjmp',
  },
  'signal.h': {
    functions: 'void (*signal(int, void (*)(int)))(int); int raise(int);',
    types: 'sig_atomic_t',
    constants: 'SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM',
    values: { SIG_DFL: 'void (*)(int)', SIG_ERR: 'void (*)(int)', SIG_IGN: 'void (*)(int)' },
  },
  'stdalign.h': { constants: '__alignas_is_defined __alignof_is_defined', macros: 'alignas alignof' },
  'stdarg.h': { types: 'va_list', macros: 'va_arg va_copy va_end va_start' },
  'stdatomic.h': {
    types: `memory_order atomic_flag atomic_bool atomic_char atomic_schar atomic_uchar atomic_short atomic_ushort atomic_int atomic_uint
      atomic_long atomic_ulong atomic_llong atomic_ullong atomic_char16_t atomic_char32_t atomic_wchar_t atomic_intptr_t
      atomic_uintptr_t atomic_size_t atomic_ptrdiff_t atomic_intmax_t atomic_uintmax_t`,
    functions: `void atomic_thread_fence(memory_order); void atomic_signal_fence(memory_order);
      _Bool atomic_flag_test_and_set(volatile atomic_flag *);
      _Bool atomic_flag_test_and_set_explicit(volatile atomic_flag *, memory_order);
      void atomic_flag_clear(volatile atomic_flag *); void atomic_flag_clear_explicit(volatile atomic_flag *, memory_order);`,
    constants: `ATOMIC_BOOL_LOCK_FREE ATOMIC_CHAR_LOCK_FREE ATOMIC_CHAR16_T_LOCK_FREE ATOMIC_CHAR32_T_LOCK_FREE
      ATOMIC_WCHAR_T_LOCK_FREE ATOMIC_SHORT_LOCK_FREE ATOMIC_INT_LOCK_FREE ATOMIC_LONG_LOCK_FREE ATOMIC_LLONG_LOCK_FREE
      ATOMIC_POINTER_LOCK_FREE`,
    macros: `ATOMIC_FLAG_INIT ATOMIC_VAR_INIT kill_dependency atomic_init atomic_is_lock_free atomic_store atomic_store_explicit
      atomic_load atomic_load_explicit atomic_exchange atomic_exchange_explicit atomic_compare_exchange_strong
      atomic_compare_exchange_strong_explicit atomic_compare_exchange_weak atomic_compare_exchange_weak_explicit atomic_fetch_add
      atomic_fetch_add_explicit atomic_fetch_sub atomic_fetch_sub_explicit atomic_fetch_or atomic_fetch_or_explicit
      atomic_fetch_xor atomic_fetch_xor_explicit atomic_fetch_and atomic_fetch_and_explicit`,
  },
  'stdbool.h': { constants: '__bool_true_false_are_defined true false', macros: 'bool' },
  'stddef.h': { types: 'ptrdiff_t size_t max_align_t wchar_t', macros: 'NULL offsetof' },
  'stdint.h': {
    types: `${INT_TYPES.join(' ')} intptr_t uintptr_t intmax_t uintmax_t`,
    constants: `${INT_LIMITS.join(' ')} INTPTR_MIN INTPTR_MAX UINTPTR_MAX INTMAX_MIN INTMAX_MAX UINTMAX_MAX PTRDIFF_MIN PTRDIFF_MAX
      SIG_ATOMIC_MIN SIG_ATOMIC_MAX SIZE_MAX WCHAR_MIN WCHAR_MAX WINT_MIN WINT_MAX`,
    macros: 'INT8_C INT16_C INT32_C INT64_C UINT8_C UINT16_C UINT32_C UINT64_C INTMAX_C UINTMAX_C',
  },
  'stdio.h': {
    functions: `int remove(const char *); int rename(const char *, const char *); FILE *tmpfile(void); char *tmpnam(char *);
      int fclose(FILE *); int fflush(FILE *); FILE *fopen(const char * restrict, const char * restrict);
      FILE *freopen(const char * restrict, const char * restrict, FILE * restrict);
      void setbuf(FILE * restrict, char * restrict); int setvbuf(FILE * restrict, char * restrict, int, size_t);
      int fprintf(FILE * restrict, const char * restrict, ...); int fscanf(FILE * restrict, const char * restrict, ...);
      int printf(const char * restrict, ...); int scanf(const char * restrict, ...);
      int snprintf(char * restrict, size_t, const char * restrict, ...); int sprintf(char * restrict, const char * restrict, ...);
      int sscanf(const char * restrict, const char * restrict, ...);
      int vfprintf(FILE * restrict, const char * restrict, va_list); int vfscanf(FILE * restrict, const char * restrict, va_list);
      int vprintf(const char * restrict, va_list); int vscanf(const char * restrict, va_list);
      int vsnprintf(char * restrict, size_t, const char * restrict, va_list);
      int vsprintf(char * restrict, const char * restrict, va_list);
      int vsscanf(const char * restrict, const char * restrict, va_list);
      int fgetc(FILE *); char *fgets(char * restrict, int, FILE * restrict); int fputc(int, FILE *);
      int fputs(const char * restrict, FILE * restrict); int getc(FILE *); int getchar(void); int putc(int, FILE *);
      int putchar(int); int puts(const char *); int ungetc(int, FILE *);
      size_t fread(void * restrict, size_t, size_t, FILE * restrict);
      size_t fwrite(const void * restrict, size_t, size_t, FILE * restrict);
      int fgetpos(FILE * restrict, fpos_t * restrict); int fseek(FILE *, long int, int); int fsetpos(FILE *, const fpos_t *);
      long int ftell(FILE *); void rewind(FILE *); void clearerr(FILE *); int feof(FILE *); int ferror(FILE *);
      void perror(const char *);`,
    types: 'size_t FILE fpos_t',
    constants: '_IOFBF _IOLBF _IONBF BUFSIZ EOF FOPEN_MAX FILENAME_MAX L_tmpnam SEEK_CUR SEEK_END SEEK_SET TMP_MAX',
    values: { stderr: 'FILE *', stdin: 'FILE *', stdout: 'FILE *' },
    macros: 'NULL',
    extensions: 'va_list',
  },
  'stdlib.h': {
    functions: `double atof(const char *); int atoi(const char *); long int atol(const char *); long long int atoll(const char *);
      double strtod(const char * restrict, char ** restrict); float strtof(const char * restrict, char ** restrict);
      long double strtold(const char * restrict, char ** restrict); long int strtol(const char * restrict, char ** restrict, int);
      long long int strtoll(const char * restrict, char ** restrict, int);
      unsigned long int strtoul(const char * restrict, char ** restrict, int);
      unsigned long long int strtoull(const char * restrict, char ** restrict, int);
      int rand(void); void srand(unsigned int); void *aligned_alloc(size_t, size_t); void *calloc(size_t, size_t);
      void free(void *); void *malloc(size_t); void *realloc(void *, size_t); _Noreturn void abort(void);
      int atexit(void (*)(void)); int at_quick_exit(void (*)(void)); _Noreturn void exit(int); _Noreturn void _Exit(int);
      char *getenv(const char *); _Noreturn void quick_exit(int); int system(const char *);
      void *bsearch(const void *, const void *, size_t, size_t, int (*)(const void *, const void *));
      void qsort(void *, size_t, size_t, int (*)(const void *, const void *)); int abs(int); long int labs(long int);
      long long int llabs(long long int); div_t div(int, int); ldiv_t ldiv(long int, long int);
      lldiv_t lldiv(long long int, long long int); int mblen(const char *, size_t);
      int mbtowc(wchar_t * restrict, const char * restrict, size_t); int wctomb(char *, wchar_t);
      size_t mbstowcs(wchar_t * restrict, const char * restrict, size_t);
      size_t wcstombs(char * restrict, const wchar_t * restrict, size_t);`,
    types: 'size_t wchar_t div_t ldiv_t lldiv_t',
    members: 'quot rem',
    constants: 'EXIT_FAILURE EXIT_SUCCESS RAND_MAX',
    values: { MB_CUR_MAX: 'size_t' },
    macros: 'NULL',
  },
  'stdnoreturn.h': { macros: 'noreturn' },
  'string.h': {
    functions: `void *memcpy(void * restrict, const void * restrict, size_t); void *memmove(void *, const void *, size_t);
      char *strcpy(char * restrict, const char * restrict); char *strncpy(char * restrict, const char * restrict, size_t);
      char *strcat(char * restrict, const char * restrict); char *strncat(char * restrict, const char * restrict, size_t);
      int memcmp(const void *, const void *, size_t); int strcmp(const char *, const char *);
      int strcoll(const char *, const char *); int strncmp(const char *, const char *, size_t);
      size_t strxfrm(char * restrict, const char * restrict, size_t); void *memchr(const void *, int, size_t);
      char *strchr(const char *, int); size_t strcspn(const char *, const char *); char *strpbrk(const char *, const char *);
      char *strrchr(const char *, int); size_t strspn(const char *, const char *); char *strstr(const char *, const char *);
      char *strtok(char * restrict, const char * restrict); void *memset(void *, int, size_t); char *strerror(int);
      size_t strlen(const char *);`,
    types: 'size_t',
    macros: 'NULL',
    extensions: `memccpy memmem mempcpy memrchr memset_explicit stpcpy stpncpy strcasestr strchrnul strdup strlcat strlcpy strndup
      strnlen strsep strtok_r`,
  },
  'tgmath.h': {
    includes: ['math.h'],
    macros: `acos asin atan acosh asinh atanh cos sin tan cosh sinh tanh exp log pow sqrt fabs atan2 cbrt ceil copysign erf erfc exp2
      expm1 fdim floor fma fmax fmin fmod frexp hypot ilogb ldexp lgamma llrint llround log10 log1p log2 logb lrint lround nearbyint
      nextafter nexttoward remainder remquo rint round scalbn scalbln tgamma trunc`,
    absent: 'carg cimag conj cproj creal',
  },
  'threads.h': { absent: 'all: `__STDC_NO_THREADS__` is 1' },
  'time.h': {
    functions: `clock_t clock(void); double difftime(time_t, time_t); time_t mktime(struct tm *); time_t time(time_t *);
      int timespec_get(struct timespec *, int); char *asctime(const struct tm *); char *ctime(const time_t *);
      struct tm *gmtime(const time_t *); struct tm *localtime(const time_t *);
      size_t strftime(char * restrict, size_t, const char * restrict, const struct tm * restrict);`,
    types: 'size_t clock_t time_t struct timespec struct tm',
    members: 'tv_sec tv_nsec tm_sec tm_min tm_hour tm_mday tm_mon tm_year tm_wday tm_yday tm_isdst',
    constants: 'TIME_UTC',
    values: { CLOCKS_PER_SEC: 'clock_t' },
    macros: 'NULL',
    extensions: 'gmtime_r localtime_r',
  },
  'uchar.h': {
    functions: `size_t mbrtoc16(char16_t * restrict, const char * restrict, size_t, mbstate_t * restrict);
      size_t c16rtomb(char * restrict, char16_t, mbstate_t * restrict);
      size_t mbrtoc32(char32_t * restrict, const char * restrict, size_t, mbstate_t * restrict);
      size_t c32rtomb(char * restrict, char32_t, mbstate_t * restrict);`,
    types: 'mbstate_t size_t char16_t char32_t',
  },
  'wchar.h': {
    functions: `wchar_t *wcscpy(wchar_t * restrict, const wchar_t * restrict);
      wchar_t *wcsncpy(wchar_t * restrict, const wchar_t * restrict, size_t);
      wchar_t *wmemcpy(wchar_t * restrict, const wchar_t * restrict, size_t); wchar_t *wmemmove(wchar_t *, const wchar_t *, size_t);
      wchar_t *wcscat(wchar_t * restrict, const wchar_t * restrict);
      wchar_t *wcsncat(wchar_t * restrict, const wchar_t * restrict, size_t); int wcscmp(const wchar_t *, const wchar_t *);
      int wcscoll(const wchar_t *, const wchar_t *); int wcsncmp(const wchar_t *, const wchar_t *, size_t);
      size_t wcsxfrm(wchar_t * restrict, const wchar_t * restrict, size_t); int wmemcmp(const wchar_t *, const wchar_t *, size_t);
      wchar_t *wcschr(const wchar_t *, wchar_t); size_t wcscspn(const wchar_t *, const wchar_t *);
      wchar_t *wcspbrk(const wchar_t *, const wchar_t *); wchar_t *wcsrchr(const wchar_t *, wchar_t);
      size_t wcsspn(const wchar_t *, const wchar_t *); wchar_t *wcsstr(const wchar_t *, const wchar_t *);
      wchar_t *wcstok(wchar_t * restrict, const wchar_t * restrict, wchar_t ** restrict);
      wchar_t *wmemchr(const wchar_t *, wchar_t, size_t); size_t wcslen(const wchar_t *);
      wchar_t *wmemset(wchar_t *, wchar_t, size_t); wint_t btowc(int); int wctob(wint_t); int mbsinit(const mbstate_t *);
      size_t mbrlen(const char * restrict, size_t, mbstate_t * restrict);
      size_t mbrtowc(wchar_t * restrict, const char * restrict, size_t, mbstate_t * restrict);
      size_t wcrtomb(char * restrict, wchar_t, mbstate_t * restrict);
      size_t mbsrtowcs(wchar_t * restrict, const char ** restrict, size_t, mbstate_t * restrict);
      size_t wcsrtombs(char * restrict, const wchar_t ** restrict, size_t, mbstate_t * restrict);`,
    types: 'wchar_t size_t mbstate_t wint_t',
    members: 'tm',
    constants: 'WCHAR_MIN WCHAR_MAX',
    values: { WEOF: 'wint_t' },
    macros: 'NULL',
    absent: `fwprintf fwscanf swprintf swscanf vfwprintf vfwscanf vswprintf vswscanf vwprintf vwscanf wprintf wscanf fgetwc fgetws fputwc
      fputws fwide getwc getwchar putwc putwchar ungetwc wcstod wcstof wcstold wcstol wcstoll wcstoul wcstoull wcsftime`,
  },
  'wctype.h': {
    functions: [
      ...'alnum alpha blank cntrl digit graph lower print punct space upper xdigit'
        .split(' ')
        .map((name) => `int isw${name}(wint_t);`),
      'int iswctype(wint_t, wctype_t); wctype_t wctype(const char *); wint_t towlower(wint_t); wint_t towupper(wint_t);',
      'wint_t towctrans(wint_t, wctrans_t); wctrans_t wctrans(const char *);',
    ].join('\n'),
    types: 'wint_t wctrans_t wctype_t',
    values: { WEOF: 'wint_t' },
  },
};

/** Reserved at file scope at least (7.1.3), so that no program can mind them. */
export const isReserved = (name: string) => name.startsWith('_');

export const words = (text: string | undefined) => (text ?? '').split(/\s+/).filter((word) => word !== '');

/** The prototypes of a header, by the function's name. */
export function prototypes({ functions = '' }: Header): Map<string, string> {
  const list = functions.split(';').map((text) => text.replaceAll(/\s+/g, ' ').trim());
  return new Map(
    list
      .filter((text) => text !== '')
      .map((text) => [(/^[\w\s*]*?\(?\*?\s*?(\w+)\(/.exec(text) as RegExpExecArray)[1] as string, text]),
  );
}
