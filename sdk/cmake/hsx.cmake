# Toolchain file for CMake 3.20 and newer:
#
#   cmake -B build -DCMAKE_TOOLCHAIN_FILE="$(hsx sdk path)/cmake/hsx.cmake"
#
# The tools are those that HSX_BIN names, else those in PATH, else those beside this file.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR hsx)

get_filename_component(_hsx_sdk "${CMAKE_CURRENT_LIST_DIR}" DIRECTORY)
set(_hsx_hints "${HSX_BIN}" ENV HSX_BIN "${_hsx_sdk}/../node_modules/.bin" "${_hsx_sdk}/../../.bin")
find_program(HSX_CC hsx-cc REQUIRED HINTS ${_hsx_hints})
find_program(HSX hsx REQUIRED HINTS ${_hsx_hints})

set(CMAKE_C_COMPILER "${HSX_CC}")
set(CMAKE_C_FLAGS_INIT "--sdk=${_hsx_sdk}")
# A probe that links would need start-up code for each language feature that CMake asks about.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Archives are made by a subcommand, and need no index.
set(CMAKE_AR "${HSX}")
set(CMAKE_RANLIB "${HSX}")
set(CMAKE_C_ARCHIVE_CREATE "<CMAKE_AR> ar rcs <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_APPEND "<CMAKE_AR> ar rs <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_FINISH "")

set(CMAKE_STATIC_LIBRARY_SUFFIX_C .hxa)
set(CMAKE_EXECUTABLE_SUFFIX_C .hxe)
set(CMAKE_C_OUTPUT_EXTENSION .hxo)

# ctest and custom commands run programs here.
set(CMAKE_CROSSCOMPILING_EMULATOR "${HSX};run")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
