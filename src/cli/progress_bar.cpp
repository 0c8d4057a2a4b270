#include "cli/progress_bar.h"

#include <fmt/format.h>
#include <cmath>

namespace gaiku {
namespace {

/// "window 3 of 52"; once there is a plan, "improving: window 3 of 12".
std::string window_words(const solve::Progress& progress, bool ja) {
    const std::string text =
        fmt::format(fmt::runtime(ja ? "期間 {}/{}" : "window {} of {}"), progress.window, progress.windows);
    return std::isfinite(progress.objective) ? (ja ? "改善中：" : "improving: ") + text : text;
}

/// "iteration 23, gap 1.2e-03, 3 s"; with a bound where there are integers: "best 1.2e+08, bound 1.1e+08, ...".
std::string words(const solve::Progress& progress, bool ja) {
    std::string text = progress.windows > 0
                           ? window_words(progress, ja)
                           : fmt::format(fmt::runtime(ja ? "反復 {}" : "iteration {}"), progress.iterations);
    if (std::isfinite(progress.bound)) {
        const bool found = std::isfinite(progress.objective);
        text += fmt::format(fmt::runtime(ja ? "、最良 {}、下界 {:.6g}" : ", best {}, bound {:.6g}"),
                            found ? fmt::format("{:.6g}", progress.objective) : "-", progress.bound);
    }
    if (std::isfinite(progress.gap))
        text += fmt::format(fmt::runtime(ja ? "、ギャップ {:.1e}" : ", gap {:.1e}"), progress.gap);
    return text + fmt::format(fmt::runtime(ja ? "、{:.0f} 秒" : ", {:.0f} s"), progress.seconds);
}

}  // namespace

void ProgressBar::show(std::size_t done, std::size_t all, const Text& what) {
    done_ = done;
    all_ = all;
    what_ = what;
    print("");
}

void ProgressBar::show(const solve::Progress& progress) {
    constexpr std::chrono::milliseconds pause{100};
    const auto now = std::chrono::steady_clock::now();
    if (!context_.terminal || now - last_ < pause) return;
    last_ = now;
    print("  " + words(progress, language_ == Language::ja));
}

void ProgressBar::print(const std::string& more) const {
    if (!context_.terminal) return;
    constexpr std::size_t width = 30;
    const std::size_t filled = all_ == 0 ? width : width * done_ / all_;
    fmt::print(context_.err, "\r\x1b[K{}{} {}/{} {}{}", std::string(filled, '#'), std::string(width - filled, '.'),
               done_, all_, language_ == Language::ja ? what_.ja : what_.en, more);
    std::fflush(context_.err);
}

void ProgressBar::clear() const {
    if (context_.terminal) fmt::print(context_.err, "\r\x1b[K");
}

}  // namespace gaiku
