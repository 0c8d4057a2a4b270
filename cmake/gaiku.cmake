# How every folder of src/ is built: one static library, its unit tests beside it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

add_library(gaiku_settings INTERFACE)
target_include_directories(gaiku_settings INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(gaiku_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Werror)
target_compile_definitions(gaiku_settings INTERFACE GAIKU_VERSION="${PROJECT_VERSION}")
if(GAIKU_SANITIZE)
  target_compile_options(gaiku_settings INTERFACE
    -fsanitize=${GAIKU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(gaiku_settings INTERFACE -fsanitize=${GAIKU_SANITIZE})
endif()
if(GAIKU_FUZZ)
  target_compile_options(gaiku_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(GAIKU_CCACHE ccache)
if(GAIKU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${GAIKU_CCACHE})
endif()
find_program(GAIKU_MOLD mold)
if(GAIKU_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Tests know where their sources lie. That path stands in this one object: were it in each source, as a macro or as the
# __FILE__ of GoogleTest's messages, another clone would have to compile them all again that it finds in ccache so.
if(GAIKU_TESTS OR GAIKU_BENCH)
  add_library(gaiku_places STATIC ${CMAKE_SOURCE_DIR}/tests/places.cpp)
  target_compile_definitions(gaiku_places PRIVATE
    GAIKU_TREE="${CMAKE_SOURCE_DIR}" GAIKU_BUILT="${CMAKE_BINARY_DIR}/gaiku")
  target_compile_options(gaiku_places INTERFACE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
  target_link_libraries(gaiku_places PRIVATE gaiku_settings)
endif()

# gaiku_library(NAME [DEPENDS target...]): every source of the calling folder and its subfolders; *_test.cpp become
# the test program NAME_test.
function(gaiku_library name)
  cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.S)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(gaiku_${name} STATIC ${sources})
  target_link_libraries(gaiku_${name} PUBLIC gaiku_settings ${arg_DEPENDS})
  if(GAIKU_TESTS AND tests)
    gaiku_test(${name}_test SOURCES ${tests} DEPENDS gaiku_${name})
  endif()
endfunction()

# gaiku_test(NAME SOURCES file... DEPENDS target...): one GoogleTest program; ctest lists its tests one by one.
# The time limit ends a hang; it measures nothing, and slow machines under sanitizers stay well below it.
function(gaiku_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE gaiku_settings gaiku_places ${arg_DEPENDS} GTest::gtest GTest::gmock GTest::gtest_main)
  # g++ 12 sees array bounds in concatenated strings at -O1 where there are none, depending on the length of a path.
  target_compile_options(${name} PRIVATE -O1 $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-stringop-overflow -Wno-restrict>)
  # What is tested is under the sanitizers in full; the tests themselves are compiled in a third of the time.
  if(GAIKU_SANITIZE)
    target_compile_options(${name} PRIVATE -O0 -fno-sanitize=undefined)
  endif()
  if(GAIKU_FUZZ)
    target_compile_options(${name} PRIVATE -fno-sanitize=fuzzer-no-link)
  endif()
  if(CMAKE_UNITY_BUILD)  # it would read them once or twice a program, and write them once
    target_compile_options(${name} PRIVATE "SHELL:-include ${CMAKE_SOURCE_DIR}/tests/places.h")
  else()
    target_precompile_headers(${name} PRIVATE
      ${CMAKE_SOURCE_DIR}/tests/places.h <gtest/gtest.h> <gmock/gmock.h> <string> <vector>)
  endif()
  include(GoogleTest)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 600)
endfunction()
