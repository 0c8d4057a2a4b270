#include "resource/readers/hourly_year.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/constants.h"

namespace gaiku {
namespace {

constexpr std::size_t longest_filled_gap_h = 3;
constexpr double most_filled = 0.05;  ///< of the year, as with demand that was measured
struct Kind {
    Text name;
    const char* unit = "";
    double least = 0, most = 0;  ///< what no weather on Earth exceeds
};

const Kind& kind_of(Element element) {
    static const std::array<Kind, elements> kinds{{
        {{"temperature", "気温"}, "degC", -70, 60},
        {{"dew point", "露点温度"}, "degC", -90, 45},
        {{"relative humidity", "相対湿度"}, "%", 0, 110},
        {{"humidity", "絶対湿度"}, "kg/kg", 0, 0.1},
        {{"global radiation", "全天日射量"}, "W/m2", 0, 1500},
        {{"direct radiation", "直達日射量"}, "W/m2", 0, 1400},
        {{"diffuse radiation", "散乱日射量"}, "W/m2", 0, 1200},
        {{"wind", "風速"}, "m/s", 0, 100},
    }};
    return kinds[static_cast<std::size_t>(element)];
}

}  // namespace

Text name_of(Element element) {
    return kind_of(element).name;
}

std::optional<std::size_t> hour_of_year(int month, int day, int hour) {
    if (month < 1 || month > 12 || hour < 0 || hour > 23) return std::nullopt;
    if (day < 1 || day > days_of_month[static_cast<std::size_t>(month - 1)]) return std::nullopt;
    int days = day - 1;
    for (int m = 1; m < month; ++m) days += days_of_month[static_cast<std::size_t>(m - 1)];
    return static_cast<std::size_t>(days * 24 + hour);
}

std::string hour_name(std::size_t hour) {
    int day = static_cast<int>(hour / 24 % 365), month = 0;
    while (day >= days_of_month[static_cast<std::size_t>(month)])
        day -= days_of_month[static_cast<std::size_t>(month++)];
    return fmt::format("{}/{} {:02}:00", month + 1, day + 1, hour % 24);
}

HourlyYear::HourlyYear(FileFindings& findings) : findings_(findings), lines_(hours_of_year, 0) {}

bool HourlyYear::begin_row(std::size_t hour, int line) {
    if (lines_[hour] == 0) {
        lines_[hour] = line;
        return true;
    }
    findings_.error("series-gap", line, hour_name(hour),
                    {fmt::format("each hour once; line {} has it already", lines_[hour]),
                     fmt::format("各時刻は一度だけ（{}行にもあります）", lines_[hour])},
                    {"remove the row that is too much", "余分な行を消してください"});
    return false;
}

void HourlyYear::leap_day_row(int line) {
    if (leap_line_ == 0) {
        findings_.warning("unread", line, "2/29",
                          {"a year of 365 days: 29 February is left out", "365日の年（2月29日は使いません）"},
                          {"nothing to do", "対応は不要です"});
    }
    leap_line_ = line;
}

void HourlyYear::set(Element element, std::size_t hour, double value, int line) {
    const Kind& kind = kind_of(element);
    auto& values = values_[index(element)];
    if (values.empty()) values.assign(hours_of_year, std::numeric_limits<double>::quiet_NaN());
    values[hour] = value;
    if (value >= kind.least && value <= kind.most) return;
    findings_.error("out-of-range", line, fmt::format("{:g} {}", value, kind.unit),
                    {fmt::format("{} from {:g} to {:g} {}", kind.name.en, kind.least, kind.most, kind.unit),
                     fmt::format("{}は {:g} から {:g} {}", kind.name.ja, kind.least, kind.most, kind.unit)},
                    {"correct the value or its unit", "値か単位を直してください"});
}

void HourlyYear::set_where_missing(Element element, std::size_t hour, double value) {
    double& known = values_[index(element)].at(hour);
    if (std::isnan(known)) known = value;
}

template <class Missing>
std::vector<HourlyYear::Gap> HourlyYear::gaps(const Missing& missing) {
    std::vector<Gap> all;
    for (std::size_t hour = 0; hour < hours_of_year; ++hour) {
        if (!missing(hour)) continue;
        if (!all.empty() && all.back().begin + all.back().length == hour) {
            ++all.back().length;
        } else {
            all.push_back({hour, 1});
        }
    }
    return all;
}

int HourlyYear::line_before(std::size_t hour) const {
    for (std::size_t h = hour; h-- > 0;) {
        if (lines_[h] != 0) return lines_[h];
    }
    return 0;
}

Text HourlyYear::describe(const Gap& gap, const Text& what) {
    const std::string from = hour_name(gap.begin), last = hour_name(gap.begin + gap.length - 1);
    return {fmt::format("{} for {} h from {} on (the last begins at {})", what.en, gap.length, from, last),
            fmt::format("{}：{} から{}時間（最後は {} からの1時間）", what.ja, from, gap.length, last)};
}

/// Short gaps each may be filled; where they are a large part of the year they are no weather that was observed.
bool HourlyYear::check_filled(const std::vector<Gap>& missing, const Text& what) {
    std::size_t filled = 0;
    for (const Gap& gap : missing) filled += gap.length <= longest_filled_gap_h ? gap.length : 0;
    if (static_cast<double>(filled) <= most_filled * static_cast<double>(hours_of_year)) return true;
    findings_.error("series-gap", line_before(missing.front().begin), fmt::format("{} h", filled),
                    {fmt::format("{}: at most {:g} h of the year in short gaps", what.en, most_filled * hours_of_year),
                     fmt::format("{}：短い欠測は年間 {:g} 時間以下", what.ja, most_filled * hours_of_year)},
                    {"take a file with a row for every hour", "1時間ごとにそろったデータを使ってください"});
    return false;
}

void HourlyYear::check_rows() {
    const auto missing = gaps([&](std::size_t hour) { return lines_[hour] == 0; });
    if (!check_filled(missing, {"missing rows", "欠けた行"})) return;
    for (const Gap& gap : missing) {
        const Text expected = describe(gap, {"a row for every hour; none", "1時間に1行（行なし）"});
        const int line = line_before(gap.begin);
        if (gap.length <= longest_filled_gap_h) {
            findings_.warning("series-gap", line, "", expected,
                              {"filled along a straight line; better put the rows in",
                               "直線で補間しました。できれば行を補ってください"});
        } else {
            findings_.error("series-gap", line, "", expected,
                            {"put the rows in, or take a whole year", "行を補うか、1年そろったデータを使ってください"});
        }
    }
}

std::vector<double> HourlyYear::take(Element element, bool needed) {
    std::vector<double> values = std::move(values_[index(element)]);
    values_[index(element)].clear();
    const auto missing = gaps([&](std::size_t hour) { return std::isnan(values[hour]); });
    bool whole = true;
    // Where rows lack altogether check_rows has told it.
    const bool of_rows =
        std::all_of(missing.begin(), missing.end(), [&](const Gap& gap) { return lines_[gap.begin] == 0; });
    if (needed && !of_rows && !check_filled(missing, name_of(element))) return {};
    for (const Gap& gap : missing) {
        const std::size_t end = gap.begin + gap.length;
        bool has_row = false;  // where rows lack altogether check_rows tells it
        for (std::size_t hour = gap.begin; hour < end; ++hour) has_row = has_row || lines_[hour] != 0;
        const int line = lines_[gap.begin] != 0 ? lines_[gap.begin] : line_before(gap.begin);
        const Text expected =
            describe(gap, {name_of(element).en + " in every hour; none", name_of(element).ja + "が毎時（なし）"});
        if (gap.length <= longest_filled_gap_h) {
            const double before = values[(gap.begin + hours_of_year - 1) % hours_of_year];
            const double after = values[end % hours_of_year];
            // At an end of the year whose other end lacks as well, the nearer value is held.
            const double from = std::isnan(before) ? after : before, to = std::isnan(after) ? before : after;
            for (std::size_t k = 0; k < gap.length; ++k) {
                const double part = static_cast<double>(k + 1) / static_cast<double>(gap.length + 1);
                values[gap.begin + k] = from + (to - from) * part;
            }
            if (has_row)
                findings_.warning("series-gap", line, "", expected,
                                  {"filled along a straight line; better put the values in",
                                   "直線で補間しました。できれば値を補ってください"});
            continue;
        }
        whole = false;
        if (needed && has_row) {
            findings_.error(
                "series-gap", line, "", expected,
                {"put the values in, or take a whole year", "値を補うか、1年そろったデータを使ってください"});
        } else if (!needed) {
            findings_.warning("series-gap", line, "", expected,
                              {name_of(element).en + " is left out of this weather",
                               name_of(element).ja + "はこの気象データでは使いません"});
            break;
        }
    }
    return whole ? values : std::vector<double>{};
}

}  // namespace gaiku
