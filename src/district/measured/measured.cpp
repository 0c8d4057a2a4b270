#include "district/measured/measured.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/constants.h"
#include "base/unit.h"
#include "district/measured/csv_series.h"
#include "district/measured/gaps.h"
#include "reference/holidays_table.h"

namespace gaiku {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

std::string print_day(sys_days day) {
    return print_local_time(minutes_of(day)).substr(0, 10);
}

/// The same day a year later; 1 March of 29 February.
sys_days a_year_later(sys_days day) {
    const year_month_day date = year_month_day(day) + std::chrono::years(1);
    return date.ok() ? sys_days(date) : sys_days(date.year() / std::chrono::March / 1);
}

class YearReader {
public:
    YearReader(SeriesPort& port, const MeasuredOptions& options, const DayTypes& day_type, Complaints& complaints)
        : port_(port), options_(options), day_type_(day_type), complaints_(complaints) {}

    std::optional<MeasuredYear> read() {
        const auto extent = port_.extent();
        if (!extent || !find_window(*extent)) return std::nullopt;
        const LocalMinutes first = minutes_of(grid_.first);
        grid_.values = port_.between(first, first + LocalMinutes{grid_.days} * minutes_a_day);
        check_range();
        if (complaints_.has_errors()) return std::nullopt;
        tell_estimates();
        fill_gaps(grid_, {options_.fill_up_to, day_type_}, complaints_);
        if (complaints_.has_errors()) return std::nullopt;
        MeasuredYear year{grid_.first, grid_.interval_min, {}, std::move(grid_.filled)};
        for (const auto& value : grid_.values) year.kw.push_back(*value.kw);
        return year;
    }

private:
    /// The days that are read: 365, or 366 with a 29 February.
    bool find_window(const SeriesExtent& extent) {
        const LocalMinutes midday = minutes_a_day / 2;
        const sys_days first = options_.from ? *options_.from : day_of(extent.begin + midday);
        const int line = extent.line;
        const std::string whole = fmt::format("{} - {}", print_local_time(extent.begin), print_local_time(extent.end));
        const year_month_day date(first);
        if (date.year() < std::chrono::year(first_table_year) || date.year() >= std::chrono::year(last_table_year)) {
            complaints_.error(
                "not-a-time", line, 1, print_day(first),
                {fmt::format("a year from {} to {}, whose holidays are known", first_table_year, last_table_year - 1),
                 fmt::format("祝日の分かる{}～{}年の日時", first_table_year, last_table_year - 1)},
                {"correct the times", "日時を直してください"});
            return false;
        }
        const auto given = (day_of(extent.end - 1) - first).count() + 1;
        if (given < days_a_year) {
            complaints_.error(
                "series-too-short", line, 1, whole,
                {fmt::format("365 days from {} on; here are {}", print_day(first), std::max(0L, given)),
                 fmt::format("{} から365日（今は{}日）", print_day(first), std::max(0L, given))},
                {"add the missing months; they cannot be guessed", "欠けている月を補ってください（推定はできません）"});
            return false;
        }
        const sys_days end = a_year_later(first);
        if (!options_.from && extent.end >= minutes_of(end + days(1))) {
            complaints_.error("contradiction", line, 1, whole,
                              {"one year; these are more days", "1年分（これは1年を超えています）"},
                              {fmt::format("say from which day on: \"from: {}\"", print_day(end)),
                               fmt::format("読み始める日を書いてください（例: from: {}）", print_day(first))});
            return false;
        }
        const int count = static_cast<int>(std::min(given, (end - first).count()));
        grid_ = {first, count, extent.interval_min, {}, {}};
        return true;
    }

    void check_range() {
        for (std::size_t at = 0; at < grid_.values.size(); ++at) {
            const IntervalValue& value = grid_.values[at];
            if (!value.kw || (*value.kw >= 0 && *value.kw <= largest_kw)) continue;
            complaints_.error(
                "out-of-range", value.line, 1, fmt::format("{} kW, {}", *value.kw, grid_.time(at)),
                {"a demand of 0 or more, and at most 1,000,000,000 kW", "0以上、1,000,000,000 kW以下の需要"},
                {"name a series that is a demand, or correct the readings",
                 "需要の系列を指定するか、計測値を訂正してください"});
        }
    }

    /// What a store has marked is taken as it is, and told once.
    void tell_estimates() {
        std::size_t estimated = 0, incomplete = 0;
        for (const auto& value : grid_.values) {
            estimated += value.kw && value.quality == Quality::estimated ? 1 : 0;
            incomplete += value.kw && value.quality == Quality::incomplete ? 1 : 0;
        }
        if (estimated + incomplete == 0) return;
        const auto hours = [&](std::size_t intervals) {
            return print_number(static_cast<double>(intervals) * grid_.interval_min / 60, 1) + " h";
        };
        complaints_.warning("series-estimated", 0, 0, hours(estimated + incomplete),
                            {fmt::format("hours that were measured whole; {} are estimated or corrected, {} lack a "
                                         "meter that the year has",
                                         hours(estimated), hours(incomplete)),
                             fmt::format("すべて計測された値（推定・訂正を含むもの {}、一部の計器が欠けるもの {}）",
                                         hours(estimated), hours(incomplete))},
                            {"nothing, or let the missing readings be sent again; the values are taken as they are",
                             "そのままで構いません（値はそのまま使います）。欠けた計測値は送り直してください"});
    }

    SeriesPort& port_;
    const MeasuredOptions& options_;
    const DayTypes& day_type_;
    Complaints& complaints_;
    Grid grid_;
};

}  // namespace

std::optional<MeasuredYear> read_measured(SeriesPort& port, const MeasuredOptions& options, const DayTypes& day_type,
                                          Complaints& complaints) {
    auto year = YearReader(port, options, day_type, complaints).read();
    complaints.finish();
    return year;
}

std::optional<MeasuredYear> read_measured(std::string bytes, const MeasuredOptions& options, const DayTypes& day_type,
                                          Findings& findings) {
    Complaints complaints({options.file, 0, 0}, options.path, findings);
    CsvSeries csv(std::move(bytes), options, complaints);
    return read_measured(csv, options, day_type, complaints);
}

}  // namespace gaiku
