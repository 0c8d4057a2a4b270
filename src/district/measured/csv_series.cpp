#include "district/measured/csv_series.h"

#include <fmt/format.h>
#include <algorithm>

#include "district/measured/clock_change.h"

namespace gaiku {

std::optional<SeriesExtent> CsvSeries::extent() {
    auto readings = read_readings(std::move(bytes_), options_, complaints_);
    if (!readings || complaints_.has_errors()) return std::nullopt;
    readings_ = std::move(*readings);
    if (!check_clock()) return std::nullopt;
    const auto [first, last] =
        std::minmax_element(readings_.rows.begin(), readings_.rows.end(),
                            [](const Reading& a, const Reading& b) { return a.begin < b.begin; });
    return SeriesExtent{first->begin, last->begin + readings_.interval_min, readings_.interval_min,
                        readings_.rows.front().line};
}

std::vector<IntervalValue> CsvSeries::between(LocalMinutes begin, LocalMinutes end) {
    std::vector<IntervalValue> values(static_cast<std::size_t>((end - begin) / readings_.interval_min));
    std::optional<LocalMinutes> before;
    for (const auto& row : readings_.rows) {
        const bool back = before && row.begin < *before;
        before = row.begin;
        if (row.begin < begin || row.begin >= end) continue;
        IntervalValue& of = values[static_cast<std::size_t>((row.begin - begin) / readings_.interval_min)];
        if (of.line != 0) {
            repeated(row, of);
            continue;
        }
        of.line = row.line;
        of.kw = row.kw;
        if (!back) continue;
        complaints_.error("series-order", row.line, 1, print_local_time(row.begin),
                          {"a time behind that of the row before", "前の行より後の日時"},
                          {"sort the rows by time", "行を日時の順に並べてください"});
    }
    return values;
}

bool CsvSeries::check_clock() {
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

void CsvSeries::repeated(const Reading& row, IntervalValue& of) {
    const bool same = !row.kw || !of.kw || *row.kw == *of.kw;
    if (!of.kw) of.kw = row.kw;
    const std::string time = print_local_time(row.begin);
    const Text first{fmt::format("each time once; it stands in line {} too", of.line),
                     fmt::format("各日時は一度だけ（{}行目にもあります）", of.line)};
    if (same) {
        complaints_.warning("series-repeat", row.line, 1, time, first,
                            {"remove one of the rows; it is read once", "一方を消してください（一度だけ読みます）"});
    } else {
        complaints_.error(
            "series-repeat", row.line, 1, time, first,
            {"remove the row that is wrong; their values differ", "値が異なります。誤った行を消してください"});
    }
}

}  // namespace gaiku
