#include "district/measured/measured.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/constants.h"
#include "district/measured/clock_change.h"
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

/// Rows from the first to the last, whatever their order.
struct Span {
    LocalMinutes first, last;  ///< the last one's end
};

Span span_of(const Readings& readings) {
    Span span{readings.rows.front().begin, readings.rows.front().begin};
    for (const auto& row : readings.rows) {
        span.first = std::min(span.first, row.begin);
        span.last = std::max(span.last, row.begin);
    }
    return {span.first, span.last + readings.interval_min};
}

class YearReader {
public:
    YearReader(Readings readings, const MeasuredOptions& options, const DayTypes& day_type, Complaints& complaints)
        : readings_(std::move(readings)), options_(options), day_type_(day_type), complaints_(complaints) {}

    std::optional<MeasuredYear> read() {
        if (!check_clock() || !find_window()) return std::nullopt;
        lay_rows();
        if (complaints_.has_errors()) return std::nullopt;
        fill_gaps(grid_, {options_.fill_up_to, day_type_}, complaints_);
        if (complaints_.has_errors()) return std::nullopt;
        MeasuredYear year{grid_.first, grid_.interval_min, {}, std::move(grid_.filled)};
        for (const auto& kw : grid_.kw) year.kw.push_back(*kw);
        return year;
    }

private:
    bool check_clock() {
        const ClockChanges changes = find_clock_changes(readings_);
        const bool changed = !changes.forward.empty();
        if (changed == options_.daylight_saving) {
            if (changed) to_standard_time(readings_, changes);
            return true;
        }
        if (changed) {
            const Reading& twice = readings_.rows[changes.back.front()];
            const Reading& missing = readings_.rows[changes.forward.front()];
            complaints_.error(
                "clock-change", twice.line, 1, print_local_time(twice.begin),
                {fmt::format("one clock all year; here an hour stands twice, and before {} (line {}) one is missing: "
                             "the clock is that of summer time",
                             print_local_time(missing.begin), missing.line),
                 fmt::format("年間を通じて同じ時計。ここで1時間が重複し、{}（{}行目）の前で1時間欠けています（夏時間）",
                             print_local_time(missing.begin), missing.line)},
                {"write \"daylight_saving: yes\": summer's rows are then read as standard time",
                 "「daylight_saving: yes」とすると、夏時間の行を標準時に直して読みます"});
        } else {
            complaints_.error("contradiction", readings_.rows.front().line, 1, "daylight_saving: yes",
                              {"at night an hour twice in autumn and one missing in spring; here is no such change",
                               "秋の夜に1時間の重複、春に1時間の欠け（この文書にはありません）"},
                              {"remove daylight_saving, or export the measurements again",
                               "daylight_saving を消すか、計測値をもう一度書き出してください"});
        }
        return false;
    }

    /// The days that are read: 365, or 366 with a 29 February.
    bool find_window() {
        const Span span = span_of(readings_);
        const LocalMinutes midday = minutes_a_day / 2;
        const sys_days first = options_.from ? *options_.from : day_of(span.first + midday);
        const int line = readings_.rows.front().line;
        const std::string whole = fmt::format("{} - {}", print_local_time(span.first), print_local_time(span.last));
        const year_month_day date(first);
        if (date.year() < std::chrono::year(first_table_year) || date.year() >= std::chrono::year(last_table_year)) {
            complaints_.error(
                "not-a-time", line, 1, print_day(first),
                {fmt::format("a year from {} to {}, whose holidays are known", first_table_year, last_table_year - 1),
                 fmt::format("祝日の分かる{}～{}年の日時", first_table_year, last_table_year - 1)},
                {"correct the times", "日時を直してください"});
            return false;
        }
        const auto given = (day_of(span.last - 1) - first).count() + 1;
        if (given < days_a_year) {
            complaints_.error(
                "series-too-short", line, 1, whole,
                {fmt::format("365 days from {} on; here are {}", print_day(first), std::max(0L, given)),
                 fmt::format("{} から365日（今は{}日）", print_day(first), std::max(0L, given))},
                {"add the missing months; they cannot be guessed", "欠けている月を補ってください（推定はできません）"});
            return false;
        }
        const sys_days end = a_year_later(first);
        if (!options_.from && span.last >= minutes_of(end + days(1))) {
            complaints_.error("contradiction", line, 1, whole,
                              {"one year; these are more days", "1年分（これは1年を超えています）"},
                              {fmt::format("say from which day on: \"from: {}\"", print_day(end)),
                               fmt::format("読み始める日を書いてください（例: from: {}）", print_day(first))});
            return false;
        }
        const int count = static_cast<int>(std::min(given, (end - first).count()));
        grid_ = Grid(first, count, readings_.interval_min);
        return true;
    }

    void lay_rows() {
        const LocalMinutes first = minutes_of(grid_.first);
        std::optional<LocalMinutes> before;
        for (const auto& row : readings_.rows) {
            const bool back = before && row.begin < *before;
            before = row.begin;
            const LocalMinutes slot = (row.begin - first) / readings_.interval_min;
            if (row.begin < first || slot >= static_cast<LocalMinutes>(grid_.kw.size())) continue;
            const auto at = static_cast<std::size_t>(slot);
            if (grid_.line[at] != 0) {
                repeated(row, at);
                continue;
            }
            grid_.line[at] = row.line;
            grid_.kw[at] = row.kw;
            if (!back) continue;
            complaints_.error("series-order", row.line, 1, print_local_time(row.begin),
                              {"a time behind that of the row before", "前の行より後の日時"},
                              {"sort the rows by time", "行を日時の順に並べてください"});
        }
    }

    void repeated(const Reading& row, std::size_t at) {
        const bool same = !row.kw || !grid_.kw[at] || *row.kw == *grid_.kw[at];
        if (!grid_.kw[at]) grid_.kw[at] = row.kw;
        const std::string time = print_local_time(row.begin);
        const Text first{fmt::format("each time once; it stands in line {} too", grid_.line[at]),
                         fmt::format("各日時は一度だけ（{}行目にもあります）", grid_.line[at])};
        if (same) {
            complaints_.warning(
                "series-repeat", row.line, 1, time, first,
                {"remove one of the rows; it is read once", "一方を消してください（一度だけ読みます）"});
        } else {
            complaints_.error(
                "series-repeat", row.line, 1, time, first,
                {"remove the row that is wrong; their values differ", "値が異なります。誤った行を消してください"});
        }
    }

    Readings readings_;
    const MeasuredOptions& options_;
    const DayTypes& day_type_;
    Complaints& complaints_;
    Grid grid_;
};

}  // namespace

std::optional<MeasuredYear> read_measured(std::string bytes, const MeasuredOptions& options, const DayTypes& day_type,
                                          Findings& findings) {
    Complaints complaints(options.file, options.path, findings);
    std::optional<MeasuredYear> year;
    auto readings = read_readings(std::move(bytes), options, complaints);
    if (readings && !complaints.has_errors())
        year = YearReader(std::move(*readings), options, day_type, complaints).read();
    complaints.finish();
    return year;
}

}  // namespace gaiku
