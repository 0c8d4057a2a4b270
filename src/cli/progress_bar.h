#pragma once

#include <chrono>
#include <string>

#include "base/text.h"
#include "cli/cli.h"
#include "solve/solver.h"

namespace gaiku {

/// A bar on a terminal, behind it what the solver is at; nothing where err is a file.
class ProgressBar {
public:
    ProgressBar(const CliContext& context, Language language) : context_(context), language_(language) {}

    void show(std::size_t done, std::size_t all, const Text& what);
    /// Within the scenario that is under way; at most some times a second.
    void show(const solve::Progress& progress);
    void clear() const;

private:
    void print(const std::string& more) const;

    const CliContext& context_;
    Language language_;
    std::size_t done_ = 0, all_ = 0;
    Text what_{};
    std::chrono::steady_clock::time_point last_{};
};

}  // namespace gaiku
