#pragma once

#include <cstdio>

#include "base/clock.h"

namespace gaiku {

/// What a command line talks to.
struct CliContext {
    std::FILE* out;
    std::FILE* err;
    bool terminal;  ///< err is a terminal: show progress
    const Clock& clock;
};

/// Runs one command line. Returns 0 when it did what was asked, 2 for bad input (findings on err), 1 for other
/// failures.
int run_cli(int argc, const char* const* argv, const CliContext& context);

}  // namespace gaiku
