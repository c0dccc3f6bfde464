; Blocks are dropped (a 64-bit switch whose cases cannot be) before a cycle with two ways in gets a block in front: numbers of
; blocks stay unique. That every value is defined is what the verifier sees.
; run: compiled() == 1
define i32 @compiled() {
  ret i32 1
}
@u0_g3 = internal global [1 x [4 x i32]] zeroinitializer, align 4
@u0_g2 = internal global i32 1805111699, align 4
@u0_g1 = internal constant [2 x i8] c"\1F\00", align 1
define i32 @tangle(i32 %0) {
  %2 = alloca i32, align 4
  %3 = alloca i32, align 4
  %4 = alloca i32, align 4
  %5 = alloca i32, align 4
  %6 = alloca i32, align 4
  %7 = alloca i32, align 4
  %8 = alloca i32, align 4
  %9 = alloca i32, align 4
  store i32 %0, ptr %3, align 4
  %10 = load i32, ptr %3, align 4
  %11 = and i32 %10, 0
  %12 = getelementptr inbounds [1 x [4 x i32]], ptr @u0_g3, i32 0, i32 %11
  %13 = load i32, ptr @u0_g2, align 4
  %14 = and i32 %13, 3
  %15 = getelementptr inbounds [4 x i32], ptr %12, i32 0, i32 %14
  %16 = load i32, ptr %15, align 4
  %17 = load i32, ptr %3, align 4
  %18 = and i32 %17, 0
  %19 = getelementptr inbounds [1 x [4 x i32]], ptr @u0_g3, i32 0, i32 %18
  %20 = load i32, ptr @u0_g2, align 4
  %21 = and i32 %20, 3
  %22 = getelementptr inbounds [4 x i32], ptr %19, i32 0, i32 %21
  %23 = load i32, ptr %22, align 4
  %24 = or i32 %16, %23
  store i32 %24, ptr %4, align 4
  %25 = load i32, ptr %4, align 4
  %26 = and i32 %25, 1
  %27 = getelementptr inbounds [2 x i8], ptr @u0_g1, i32 0, i32 %26
  %28 = load i8, ptr %27, align 1
  %29 = sext i8 %28 to i16
  %30 = sext i16 %29 to i32
  %31 = xor i32 0, %30
  store i32 %31, ptr %5, align 4
  store i32 -6, ptr %6, align 4
  store i32 -5, ptr %7, align 4
  %32 = load i32, ptr %6, align 4
  %33 = trunc i32 %32 to i16
  %34 = zext i16 %33 to i32
  %35 = icmp eq i32 %34, 9983
  br i1 %35, label %36, label %37

36:
  br label %41

37:
  %38 = load i32, ptr %6, align 4
  %39 = trunc i32 %38 to i16
  %40 = zext i16 %39 to i32
  br label %41

41:
  %42 = phi i32 [ 8191, %36 ], [ %40, %37 ]
  store i32 %42, ptr %8, align 4
  store i32 8, ptr %9, align 4
  %43 = load i32, ptr %8, align 4
  %44 = and i32 %43, 0
  %45 = getelementptr inbounds [1 x [4 x i32]], ptr @u0_g3, i32 0, i32 %44
  %46 = load i32, ptr @u0_g2, align 4
  %47 = and i32 %46, 3
  %48 = getelementptr inbounds [4 x i32], ptr %45, i32 0, i32 %47
  %49 = load i32, ptr %48, align 4
  %50 = or i32 %49, -2147483648
  %51 = call i32 @llvm.cttz.i32(i32 %50, i1 true)
  %52 = load i32, ptr %8, align 4
  %53 = trunc i32 %52 to i8
  %54 = zext i8 %53 to i32
  %55 = icmp sgt i32 %54, 6
  br i1 %55, label %56, label %58

56:
  %57 = load i32, ptr %6, align 4
  br label %60

58:
  %59 = load i32, ptr %6, align 4
  br label %60

60:
  %61 = phi i32 [ %57, %56 ], [ %59, %58 ]
  %62 = icmp ugt i32 %51, %61
  br i1 %62, label %63, label %64

63:
  br label %100

64:
  br label %65

65:
  br label %66

66:
  %67 = load i32, ptr %8, align 4
  %68 = zext i32 %67 to i64
  %69 = or i64 14, %68
  switch i64 %69, label %93 [
    i64 0, label %70
    i64 -4, label %86
  ]

70:
  %71 = load i32, ptr %4, align 4
  %72 = trunc i32 %71 to i16
  %73 = sext i16 %72 to i64
  %74 = load i32, ptr %8, align 4
  %75 = zext i32 %74 to i64
  %76 = icmp ule i64 %75, -2105787847169684415
  br i1 %76, label %77, label %80

77:
  %78 = load i32, ptr %7, align 4
  %79 = zext i32 %78 to i64
  br label %81

80:
  br label %81

81:
  %82 = phi i64 [ %79, %77 ], [ 67108863, %80 ]
  %83 = icmp eq i64 %73, %82
  br i1 %83, label %84, label %85

84:
  br label %85

85:
  br label %93

86:
  %87 = load i32, ptr %8, align 4
  %88 = add i32 %87, -33554432
  switch i32 %88, label %90 [
    i32 253, label %89
    i32 3, label %91
  ]

89:
  br label %90

90:
  br label %91

91:
  br label %92

92:
  br label %93

93:
  %94 = load i32, ptr %3, align 4
  %95 = lshr i32 %94, 28
  switch i32 %95, label %98 [
    i32 0, label %96
    i32 3, label %96
    i32 7, label %97
  ]

96:
  br label %66

97:
  br label %65

98:
  br label %99

99:
  br label %100

100:
  %101 = load i32, ptr %9, align 4
  %102 = add nsw i32 %101, -1
  store i32 %102, ptr %9, align 4
  %103 = icmp sle i32 %102, 0
  br i1 %103, label %104, label %105

104:
  br label %106

105:
  br label %65

106:
  %107 = load i32, ptr %2, align 4
  ret i32 %107
}
declare i32 @llvm.cttz.i32(i32, i1 immarg)
