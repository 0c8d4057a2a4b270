#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/cli.h"
#include "cli/progress_bar.h"
#include "solve/solver.h"

/// What the commands that plan share.
namespace gaiku {

/// From --time-limit and --gap; prints what is wrong with them.
[[nodiscard]] std::optional<solve::Options> solve_options(const std::string& time_limit, const std::string& gap,
                                                          Language language, const CliContext& context);

/// False, and told, where the folder cannot be made.
[[nodiscard]] bool make_folder(const std::filesystem::path& folder, const CliContext& context);

/// Says that it was stopped, and returns the exit code.
int say_stopped(const ProgressBar& bar, Language language, const CliContext& context);

}  // namespace gaiku
