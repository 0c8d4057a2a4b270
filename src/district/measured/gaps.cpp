#include "district/measured/gaps.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/unit.h"

namespace gaiku {
namespace {

struct Run {
    std::size_t begin, end;
};

std::vector<Run> runs_of(const Grid& grid) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < grid.values.size(); ++i) {
        if (grid.values[i].kw) continue;
        if (runs.empty() || runs.back().end != i) runs.push_back({i, i});
        runs.back().end = i + 1;
    }
    return runs;
}

/// The row of the gap, or the one before it, or the first one behind it.
int line_of(const Grid& grid, const Run& run) {
    for (std::size_t i = run.begin + 1; i-- > 0;) {
        if (grid.values[i].line != 0) return grid.values[i].line;
    }
    const auto behind =
        std::find_if(grid.values.begin(), grid.values.end(), [](const IntervalValue& one) { return one.line != 0; });
    return behind == grid.values.end() ? 0 : behind->line;
}

class Filler {
public:
    Filler(Grid& grid, const DayTypes& day_type)
        : grid_(grid), per_day_(static_cast<std::size_t>(minutes_a_day / grid.interval_min)) {
        for (std::size_t day = 0; day < grid.values.size() / per_day_; ++day)
            types_.push_back(day_type(grid.first + std::chrono::days(day)));
    }

    /// Nothing where no day of the type has that time.
    [[nodiscard]] std::optional<double> value(std::size_t at) const {
        const std::size_t day = at / per_day_, of_day = at % per_day_;
        std::optional<double> before, after;
        for (std::size_t d = day; d-- > 0 && !before;) before = measured(d, of_day, types_[day]);
        for (std::size_t d = day + 1; d < types_.size() && !after; ++d) after = measured(d, of_day, types_[day]);
        if (before && after) return (*before + *after) / 2;
        return before ? before : after;
    }

private:
    [[nodiscard]] std::optional<double> measured(std::size_t day, std::size_t of_day, DayType type) const {
        const std::size_t at = day * per_day_ + of_day;
        if (types_[day] != type || grid_.filled[at]) return std::nullopt;
        return grid_.values[at].kw;
    }

    Grid& grid_;
    std::size_t per_day_;
    std::vector<DayType> types_;
};

}  // namespace

void fill_gaps(Grid& grid, const Filling& filling, Complaints& complaints) {
    grid.filled.assign(grid.values.size(), false);
    const std::vector<Run> runs = runs_of(grid);
    std::size_t missing = 0;
    for (const Run& run : runs) missing += run.end - run.begin;
    const double share =
        grid.values.empty() ? 0 : static_cast<double>(missing) / static_cast<double>(grid.values.size());
    const bool fill = share <= filling.up_to;
    const std::string of_year = print_number(share * 100, 2) + " %";
    const std::string limit = print_number(filling.up_to * 100, 2) + " %";
    const Filler filler(grid, filling.day_type);
    for (const Run& run : runs) {
        const double hours = static_cast<double>(run.end - run.begin) * grid.interval_min / 60;
        const std::string value =
            fmt::format("{} - {} ({} h)", grid.time(run.begin), grid.time(run.end), print_number(hours, 2));
        bool filled = fill;
        for (std::size_t at = run.begin; fill && at < run.end; ++at) {
            grid.values[at].kw = filler.value(at);
            grid.filled[at] = true;
            filled = filled && grid.values[at].kw.has_value();
        }
        if (filled) {
            complaints.warning("series-filled", line_of(grid, run), 1, value,
                               {fmt::format("measured values; {} of the year is missing", of_year),
                                fmt::format("計測値（年間の{}が欠測）", of_year)},
                               {"nothing, or add what was measured: these are the mean of the same time on the nearest "
                                "days of their type (weekday, Saturday, day off)",
                                "そのままで構いません。同種の日（平日・土曜・休日）の直近前後の同時刻の平均を使います。"
                                "計測値があれば補ってください"});
        } else {
            complaints.error("series-gap", line_of(grid, run), 1, value,
                             {fmt::format("at most {} of the year missing; here is {}", limit, of_year),
                              fmt::format("年間の欠測が{}以下（今は{}）", limit, of_year)},
                             {"add what is missing (it is not 0), or raise fill_up_to",
                              "欠けた値を補うか（0ではありません）、fill_up_to を上げてください"});
        }
    }
}

}  // namespace gaiku
