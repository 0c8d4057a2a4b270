#pragma once

#include <cstdio>
#include <functional>
#include <stop_token>

#include "base/clock.h"

namespace gaiku {

/// What a command line talks to.
struct CliContext {
    std::FILE* out;
    std::FILE* err;
    bool terminal;  ///< err is a terminal: show progress
    const Clock& clock;
    std::stop_token stop{};  ///< requested: the person wants no more of it
    /// Ends the process without waiting for its threads: work that was told to stop and does not. Absent: it is waited
    /// for.
    std::function<void()> leave{};
};

/// What a command that was stopped returns, unless the signal says otherwise: 128 + SIGINT.
inline constexpr int exit_stopped = 130;

/// Runs one command line. Returns 0 when it did what was asked, 2 for bad input (findings on err), 130 when it was
/// stopped, 1 for other failures.
int run_cli(int argc, const char* const* argv, const CliContext& context);

}  // namespace gaiku
