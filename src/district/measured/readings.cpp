#include "district/measured/readings.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <limits>

#include "base/csv.h"
#include "base/normal.h"
#include "base/series_port.h"
#include "base/suggest.h"
#include "base/unit.h"
#include "district/measured/decode.h"

namespace gaiku {
namespace {

constexpr std::array intervals{15, 30, 60};

bool is_missing(std::string_view text) {
    static constexpr std::array<std::string_view, 12> signs{"",    "-",    "--",   "---", "*",    "欠測",
                                                            "NaN", "null", "NULL", "N/A", "#N/A", "×"};
    return std::find(signs.begin(), signs.end(), trim(text)) != signs.end();
}

/// Where a field begins in its line, counted in characters.
int column_of(const Csv::Row& row, std::size_t field) {
    std::size_t column = 1;
    for (std::size_t i = 0; i < field && i < row.fields.size(); ++i) {
        const std::string written = csv_field(row.fields[i]);
        column += 1 + static_cast<std::size_t>(std::count_if(written.begin(), written.end(), [](char c) {
                      return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                  }));
    }
    return static_cast<int>(std::min<std::size_t>(column, std::numeric_limits<int>::max()));
}

class RowReader {
public:
    RowReader(const Csv& csv, const MeasuredOptions& options, Complaints& complaints)
        : csv_(csv), options_(options), complaints_(complaints) {}

    std::optional<Readings> read() {
        value_ = heading(options_.column);
        time_ = heading(options_.time);
        date_ = options_.date.empty() ? no_column : heading(options_.date);
        if (complaints_.has_errors()) return std::nullopt;
        check_heading();
        for (const auto& row : csv_.rows) read_row(row);
        // Where hardly a time could be read, the interval says nothing more.
        if (complaints_.has_errors() && readings_.rows.size() * 2 < csv_.rows.size()) return std::nullopt;
        if (!find_interval() || !check_grid()) return std::nullopt;
        check_ends();
        turn_to_power();
        return std::move(readings_);
    }

private:
    static constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();

    std::size_t heading(const std::string& name) {
        const auto& fields = csv_.header.fields;
        const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return trim(f) == name; });
        if (found != fields.end()) {
            check_once(name, found);
            return static_cast<std::size_t>(found - fields.begin());
        }
        if (fields.size() == 1 && fields.front().find_first_of(";\t") != std::string::npos) {
            complaints_.error("csv-syntax", csv_.header.line, 1, fields.front(),
                              {"headings separated by commas", "コンマで区切られた見出し"},
                              {"save the file with commas between the columns (CSV)",
                               "列をコンマで区切って（CSV形式で）保存し直してください"});
            return no_column;
        }
        Finding finding{"unknown-reference",
                        {options_.file, csv_.header.line, 1},
                        "",
                        name,
                        {"one of the headings of this line", "この行の見出しのいずれか"},
                        {"correct the heading in the district file; skip_lines passes over lines above the headings",
                         "街区ファイルの見出しを直してください（見出しより上の行は skip_lines で飛ばせます）"},
                        suggest(name, fields),
                        Severity::error};
        complaints_.add(std::move(finding));
        return no_column;
    }

    /// Two columns of one name: which of them is meant?
    void check_once(const std::string& name, std::vector<std::string>::const_iterator first) {
        const auto& fields = csv_.header.fields;
        const auto again = std::find_if(first + 1, fields.end(), [&](const auto& f) { return trim(f) == name; });
        if (again == fields.end()) return;
        complaints_.error("duplicate-key", csv_.header.line,
                          column_of(csv_.header, static_cast<std::size_t>(again - fields.begin())), name,
                          {"headings that differ", "互いに異なる見出し"},
                          {"rename one of the two columns", "どちらかの列の見出しを変えてください"});
    }

    void check_heading() {
        const std::string& heading = csv_.header.fields[value_];
        const std::string named = unit_in_heading(heading);
        const int column = column_of(csv_.header, value_);
        if (!named.empty() && named != options_.unit) {
            complaints_.error(
                "wrong-unit", csv_.header.line, column, heading,
                {fmt::format("values in {}, as the district file says; the heading says {}", options_.unit, named),
                 fmt::format("街区ファイルの単位は {}、見出しの単位は {}", options_.unit, named)},
                {fmt::format("write \"unit: {}\", or correct the heading", named),
                 fmt::format("「unit: {}」とするか、見出しを直してください", named)});
        } else if (named.empty() && heading.find("電力量") != std::string::npos && !is_energy()) {
            complaints_.warning("wrong-unit", csv_.header.line, column, heading,
                                {fmt::format("a power in {}; the heading speaks of an energy", options_.unit),
                                 fmt::format("電力（{}）。見出しは電力量です", options_.unit)},
                                {"write \"unit: kWh\" if the values are the energy of each interval",
                                 "値が時限ごとの電力量なら「unit: kWh」としてください"});
        }
    }

    [[nodiscard]] bool is_energy() const { return parse_unit(options_.unit)->dimension == dimension::energy; }

    void read_row(const Csv::Row& row) {
        Reading reading;
        reading.line = row.line;
        const auto time = time_of(row);
        if (!time) {
            const std::string text = (date_ == no_column ? "" : row.fields[date_] + " ") + row.fields[time_];
            complaints_.error("not-a-time", row.line, column_of(row, date_ == no_column ? time_ : date_), text,
                              {"a local date and time such as 2023-04-01 00:30, without an offset",
                               "2023-04-01 00:30 のような日時（時差の表記なし）"},
                              {"correct the time, or name other columns", "日時を直すか、列の指定を直してください"});
            return;
        }
        reading.begin = *time;
        const std::string& text = row.fields[value_];
        if (!is_missing(text)) reading.kw = value_of(row, text);
        readings_.rows.push_back(reading);
    }

    [[nodiscard]] std::optional<LocalMinutes> time_of(const Csv::Row& row) const {
        if (date_ == no_column) return parse_local_time(row.fields[time_]);
        const auto date = parse_local_date(row.fields[date_]);
        const auto of_day = parse_time_of_day(row.fields[time_]);
        if (!date || !of_day) return std::nullopt;
        return minutes_of(*date) + *of_day;
    }

    std::optional<double> value_of(const Csv::Row& row, const std::string& text) {
        const auto read = parse_number(text);
        const double* number = std::get_if<double>(&read);
        if (number == nullptr) {
            complaints_.error(
                "not-a-number", row.line, column_of(row, value_), text,
                {"a number, or nothing where it is missing", "数値（欠測なら空欄）"},
                {"correct the value; a missing one is not 0", "値を直してください（欠測は0ではありません）"});
            return std::nullopt;
        }
        const double value = *number * options_.factor * parse_unit(options_.unit)->factor;
        if (value >= 0 && value <= largest_kw) return value;
        complaints_.error("out-of-range", row.line, column_of(row, value_), text,
                          {"a demand of 0 or more, and at most 1,000,000,000 kW", "0以上、1,000,000,000 kW以下の需要"},
                          {"check the meter's direction, the unit and the factor; leave the cell empty where "
                           "nothing was measured",
                           "計量の向き・単位・係数を確かめてください。計測されていないなら空欄にしてください"});
        return std::nullopt;
    }

    /// The difference of most neighbouring rows.
    bool find_interval() {
        std::map<LocalMinutes, std::size_t> counts;
        for (std::size_t i = 1; i < readings_.rows.size(); ++i)
            ++counts[readings_.rows[i].begin - readings_.rows[i - 1].begin];
        const int stated = options_.interval_min;
        const auto most = std::max_element(counts.begin(), counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        const LocalMinutes found = most == counts.end() ? 0 : most->first;
        const bool known = std::find(intervals.begin(), intervals.end(), found) != intervals.end();
        if (known && (stated == 0 || stated == found)) {
            readings_.interval_min = static_cast<int>(found);
            return true;
        }
        const int line = readings_.rows.empty() ? csv_.header.line : readings_.rows.front().line;
        const std::string value = most == counts.end() ? "" : fmt::format("{} min", found);
        const std::string wanted = stated == 0 ? "15, 30, 60" : fmt::format("{}", stated);
        complaints_.error(
            stated == 0 || !known ? "out-of-range" : "contradiction", line, 1, value,
            {fmt::format("rows that follow each other by {} minutes", wanted), fmt::format("{}分ごとの行", wanted)},
            {"correct the times or \"interval:\"", "時刻か interval を直してください"});
        return false;
    }

    /// Every time has to stand on the grid of the intervals.
    bool check_grid() {
        bool good = true;
        for (const auto& row : readings_.rows) {
            if (row.begin % readings_.interval_min == 0) continue;
            good = false;
            complaints_.error("not-a-time", row.line, 1, print_local_time(row.begin),
                              {fmt::format("a time on the full {} minutes", readings_.interval_min),
                               fmt::format("{}分刻みの時刻", readings_.interval_min)},
                              {"correct the time, or leave the row out", "時刻を直すか、行を除いてください"});
        }
        return good;
    }

    /// A year from 0:30 to 0:00 is one of ends, a year from 0:00 to 23:30 one of begins, whatever the file says.
    void check_ends() {
        if (readings_.rows.empty()) return;
        const auto of_day = [](const Reading& row) {
            return (row.begin % minutes_a_day + minutes_a_day) % minutes_a_day;
        };
        const auto first = of_day(readings_.rows.front()), last = of_day(readings_.rows.back());
        const int step = readings_.interval_min;
        const bool ends = first == step && last == 0;
        const bool begins = first == 0 && last == minutes_a_day - step;
        if (options_.time_is_end ? !begins : !ends) return;
        const std::string word = ends ? "end" : "begin";
        complaints_.error(
            "contradiction", readings_.rows.front().line, 1, print_local_time(readings_.rows.front().begin),
            {fmt::format("times that are the {} of their interval; from the first row to the last they "
                         "make whole days only as its {}",
                         ends ? "begin" : "end", word),
             ends ? "時限の開始時刻。最初と最後の行からは終了時刻と見られます"
                  : "時限の終了時刻。最初と最後の行からは開始時刻と見られます"},
            {fmt::format("write \"time_is: {}\"", word), fmt::format("「time_is: {}」としてください", word)});
    }

    void turn_to_power() {
        const double hours = readings_.interval_min / 60.0;
        for (auto& row : readings_.rows) {
            if (options_.time_is_end) row.begin -= readings_.interval_min;
            if (row.kw && is_energy()) *row.kw /= hours;
        }
    }

    const Csv& csv_;
    const MeasuredOptions& options_;
    Complaints& complaints_;
    Readings readings_;
    std::size_t value_ = no_column, time_ = no_column, date_ = no_column;
};

/// Empties the lines above the headings, so that those below keep their numbers.
std::string without_lines(const std::string& text, int lines) {
    std::size_t at = 0;
    int passed = 0;
    for (; passed < lines && at < text.size(); ++passed) at = std::min(text.find('\n', at), text.size() - 1) + 1;
    return std::string(static_cast<std::size_t>(passed), '\n') + text.substr(at);
}

}  // namespace

std::optional<Readings> read_readings(std::string bytes, const MeasuredOptions& options, Complaints& complaints) {
    if (!decode(bytes, options, complaints)) return std::nullopt;
    Findings of_csv;
    const Csv csv = read_csv(without_lines(bytes, options.skip_lines), options.file, of_csv);
    for (const auto& finding : of_csv.all()) complaints.add(finding);
    if (csv.header.fields.empty()) return std::nullopt;
    return RowReader(csv, options, complaints).read();
}

}  // namespace gaiku
