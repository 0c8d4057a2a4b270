#include <unistd.h>
#include <cstdio>

#include "base/clock.h"
#include "cli/cli.h"

int main(int argc, char** argv) {
    const gaiku::SystemClock clock;
    return gaiku::run_cli(argc, argv, {stdout, stderr, ::isatty(STDERR_FILENO) == 1, clock});
}
