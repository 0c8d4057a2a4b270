#include <unistd.h>
#include <cstdio>
#include <cstdlib>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/signals.h"

int main(int argc, char** argv) {
    const gaiku::Signals signals;
    const gaiku::SystemClock clock;
    const auto leave = [&] { std::_Exit(128 + signals.caught()); };
    const int code =
        gaiku::run_cli(argc, argv, {stdout, stderr, ::isatty(STDERR_FILENO) == 1, clock, signals.stop(), leave});
    return code == gaiku::exit_stopped && signals.caught() != 0 ? 128 + signals.caught() : code;
}
