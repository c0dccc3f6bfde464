; The start of every C program. The loader leaves a zeroed bss, zero in all registers and sp on the exit word, 4 below a
; multiple of 8 (abi-and-memory.md §2, isa.md §6); nothing of that is done again here.
;
; What a program may do without is reached through weak symbols, which are 0 unless something brings the routine in:
;   __hsx_init_array   runs the constructors           wanted by every object that has some
;   __hsx_main_args    gives R0 = argc, R1 = argv      wanted by every object whose main takes parameters
;   exit               runs the exit hooks and ends    wanted by atexit, by output streams, by destructors

; Calls `routine` unless it is 0. Nothing is passed; R4 and, at level core, the flags are changed.
        .macro  call_if_there routine
        LI      R4, \routine
#ifdef __HSX_EXT__
        CBI     EQ, R4, 0, .Labsent\@
#else
        OR      R4, R4, R4
        JZ      .Labsent\@
#endif
        CALL    R4
.Labsent\@:
        .endm

        .section text._start
        .export _start
        .type   _start, func
        .import main
        .weak   __hsx_init_array, __hsx_main_args, exit

_start: PUSH    R15                     ; from here on sp is a multiple of 8 at every CALL
        call_if_there __hsx_init_array
        call_if_there __hsx_main_args
        CALL    main
        call_if_there exit              ; R0 is the status for it, and for the SVC where there is no exit
        SVC     TASK_EXIT
        .size   _start, . - _start
