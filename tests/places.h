#pragma once
// Where the sources lie and the program that is tested. The compiler reads this before each source of a test
// (cmake/gaiku.cmake).

namespace gaiku::test {

[[nodiscard]] const char* source_dir();
[[nodiscard]] const char* program();

}  // namespace gaiku::test

#define GAIKU_SOURCE_DIR ::gaiku::test::source_dir()
#define GAIKU_PROGRAM ::gaiku::test::program()
