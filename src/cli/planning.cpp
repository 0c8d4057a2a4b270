#include "cli/planning.h"

#include <fmt/format.h>
#include <system_error>

#include "base/finding.h"
#include "base/quantity.h"
#include "cli/commands.h"

namespace gaiku {
namespace {

/// The number in an option, in base units; prints what is wrong with it.
std::optional<double> option(const char* name, const std::string& text, const char* unit, double most,
                             Language language, const CliContext& context) {
    const auto number = parse_quantity(text, *parse_unit(unit));
    const auto* error = std::get_if<QuantityError>(&number);
    if (!error && std::get<double>(number) > 0 && std::get<double>(number) <= most) return std::get<double>(number);
    Finding finding;
    finding.code = error ? error->code : "out-of-range";
    finding.position = {name, 0, 0};
    finding.value = text;
    finding.expected = error ? error->expected : Text{"more than 0, and not beyond reason", "0より大きい妥当な値"};
    finding.fix = error ? error->fix : Text{"give another number", "別の値を書いてください"};
    fmt::print(context.err, "{}\n", print_finding(finding, language));
    return std::nullopt;
}

}  // namespace

std::optional<solve::Options> solve_options(const std::string& time_limit, const std::string& gap, Language language,
                                            const CliContext& context) {
    constexpr double longest_h = 8760;
    constexpr double seconds_an_hour = 3600;
    const auto hours = option("--time-limit", time_limit, "min", longest_h, language, context);
    const auto share = option("--gap", gap, "%", 1, language, context);
    if (!hours || !share) return std::nullopt;
    solve::Options options;
    options.time_limit_s = *hours * seconds_an_hour;
    options.integer_gap = *share;
    options.cancel = context.stop;
    return options;
}

bool make_folder(const std::filesystem::path& folder, const CliContext& context) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) fmt::print(context.err, "gaiku: cannot make the folder {}: {}\n", folder.string(), error.message());
    return !error;
}

int say_stopped(const ProgressBar& bar, Language language, const CliContext& context) {
    bar.clear();
    fmt::print(context.err, "{}\n",
               language == Language::ja ? "中断しました。結果は書き換えていません" : "stopped; no result was written");
    std::fflush(context.err);
    return exit_stopped;
}

}  // namespace gaiku
