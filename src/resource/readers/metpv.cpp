#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "resource/readers/lines.h"
#include "resource/readers/weather_of_year.h"

namespace gaiku {
namespace {

// METPV-11, fixed width. Header: site (5), name (22), degrees (4) and minutes (6) north, degrees (4) and minutes (6)
// east, altitude (6).
constexpr std::size_t site_width = 5, place_width = 26;
// Row: element (6), month (2), day (2), the anemometer's height (5), 24 values (4 and a mark each), then sums that are
// not read.
constexpr std::size_t values_begin = 15, value_width = 4, marked_width = 5;
constexpr std::size_t row_needed = values_begin + 24 * marked_width;
// METPV-20, fields between commas (files hmNNNNNyear.csv). Header: site, name, degrees and minutes north, degrees and
// minutes east, altitude. Row: element, month, day, the year that the month was taken from, 24 values without a mark,
// then sums that are not read.
constexpr std::size_t csv_values_begin = 4;
constexpr std::size_t csv_needed = csv_values_begin + 24;

/// What a row says before anything is read as a number; an empty hour has no value.
struct MetpvRow {
    std::string_view element, month, day;
    std::array<std::string_view, 24> hours;
};

bool is_none(std::string_view value) {
    const auto number = plain_number(value);
    return number && (*number == 8888 || *number == 88888);  // without and with a mark
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(' ') == std::string_view::npos;
}

std::optional<MetpvRow> fixed_row(std::string_view line) {
    if (line.size() < row_needed) return std::nullopt;
    MetpvRow row{line.substr(0, 6), line.substr(6, 2), line.substr(8, 2), {}};
    for (std::size_t i = 0; i < 24; ++i) {
        const std::string_view marked = line.substr(values_begin + i * marked_width, marked_width);
        if (!is_none(marked)) row.hours.at(i) = marked.substr(0, value_width);
    }
    return row;
}

std::optional<MetpvRow> csv_row(std::string_view line) {
    const auto fields = split(line, ',', csv_needed + 1);
    if (fields.size() < csv_needed) return std::nullopt;
    MetpvRow row{fields[0], fields[1], fields[2], {}};
    for (std::size_t i = 0; i < 24; ++i) {
        const std::string_view value = fields[csv_values_begin + i];
        if (!is_none(value) && !is_blank(value)) row.hours.at(i) = value;
    }
    return row;
}

struct MetpvElement {
    int number;
    Element element;
    double unit;  ///< of the value without its mark, in the element's unit; a decimal point does not change it
};
constexpr double w_m2_of_hundredth_mj = 0.01e6 / 3600;
constexpr std::array<MetpvElement, 4> read_elements{{{1, Element::global, w_m2_of_hundredth_mj},
                                                     {3, Element::diffuse, w_m2_of_hundredth_mj},
                                                     {5, Element::temperature, 0.1},
                                                     {7, Element::wind, 0.1}}};

class Metpv {
public:
    Metpv(const WeatherFile& file, FileFindings& findings) : file_(file), findings_(findings), year_(findings) {}

    WeatherRead read() {
        Lines lines(file_.bytes);
        while (const auto line = lines.next()) {
            if (lines.number() == 1) {
                csv_ = line->find(',') != std::string_view::npos;
                if (!read_header(*line)) return nullptr;
            } else if (!line->empty()) {
                read_row(*line, lines.number());
            }
        }
        if (lines.number() == 0) (void)read_header("");
        if (findings_.has_errors()) return nullptr;
        return weather_of_year(facts_, year_, findings_);
    }

private:
    using Place = std::array<std::optional<double>, 5>;  ///< degrees, minutes north; the same east; altitude

    /// Read from its end: the name may be Shift_JIS or UTF-8, and so of another length in bytes.
    static Place fixed_place(std::string_view line) {
        const auto end = line.find_last_not_of(' ');
        line = line.substr(0, end == std::string_view::npos ? 0 : end + 1);
        Place numbers;
        if (line.size() < site_width + place_width) return numbers;
        std::string_view place = line.substr(line.size() - place_width);
        constexpr std::array<std::size_t, 5> widths{4, 6, 4, 6, 6};
        for (std::size_t i = 0; i < widths.size(); ++i) {
            numbers.at(i) = plain_number(place.substr(0, widths.at(i)));
            place.remove_prefix(widths.at(i));
        }
        return numbers;
    }

    static Place csv_place(std::string_view line) {
        Place numbers;
        const auto fields = split(line, ',');
        constexpr std::size_t first = 2;
        for (std::size_t i = 0; i < numbers.size() && first + i < fields.size(); ++i)
            numbers.at(i) = plain_number(fields[first + i]);
        return numbers;
    }

    bool read_header(std::string_view line) {
        const Place numbers = csv_ ? csv_place(line) : fixed_place(line);
        const auto& [north, north_minutes, east, east_minutes, altitude] = numbers;
        const bool good = north && north_minutes && east && east_minutes && altitude && *north >= -90 && *north <= 90 &&
                          *east >= -180 && *east <= 180 && *north_minutes >= 0 && *north_minutes < 60 &&
                          *east_minutes >= 0 && *east_minutes < 60 && std::abs(*altitude) < 9000;
        if (!good) {
            findings_.error(
                "csv-syntax", 1, std::string(line.substr(0, 60)),
                {"site, name, latitude, longitude and altitude: in columns 1 to 53, or between commas (METPV-20)",
                 "地点番号・地点名・緯度・経度・標高（1〜53桁、METPV-20ではコンマ区切り）"},
                {"take a whole METPV file", "完全なMETPVファイルを使ってください"});
            return false;
        }
        facts_.name = file_.name;
        const std::string site(csv_ ? line.substr(0, std::min(line.find(','), site_width))
                                    : line.substr(0, site_width));
        facts_.place = {"METPV " + site, "METPV " + site};
        facts_.source = {"METPV, NEDO", "METPV（NEDO）"};
        facts_.latitude_deg = *north + *north_minutes / 60;
        facts_.longitude_deg = *east + *east_minutes / 60;
        facts_.altitude_m = *altitude;
        return true;
    }

    void read_row(std::string_view line, int number) {
        const auto row = csv_ ? csv_row(line) : fixed_row(line);
        const auto element = row ? plain_count(row->element) : std::nullopt;
        if (!element || *element < 1 || *element > 9) return wrong_row(line, number);
        const auto month = plain_count(row->month), day = plain_count(row->day);
        if (month == 2 && day == 29) return year_.leap_day_row(number);
        const auto first = month && day ? hour_of_year(*month, *day, 0) : std::nullopt;
        if (!first) {
            findings_.error("not-a-time", number, std::string(line.substr(0, 15)),
                            {"month and day behind the element's number", "要素番号の次に月と日"},
                            {"correct the row", "行を直してください"});
            return;
        }
        for (const MetpvElement& read : read_elements) {
            if (read.number == *element) read_values(read, *row, *first, number);
        }
    }

    void wrong_row(std::string_view line, int number) {
        const Text expected =
            csv_ ? Text{fmt::format("an element from 1 to 9, month, day, year and 24 hours: {} fields or more",
                                    csv_needed),
                        fmt::format("要素番号1〜9・月・日・年・24時間分（{}項目以上）", csv_needed)}
                 : Text{fmt::format("an element from 1 to 9 in columns 1 to 6, and {} columns or more", row_needed),
                        fmt::format("1〜6桁に要素番号1〜9、全体で{}桁以上", row_needed)};
        findings_.error("csv-syntax", number, std::string(line.substr(0, 40)), expected,
                        {"the row is cut off, or of another format: take the hourly file of the horizontal plane "
                         "(METPV-20: hm...year.csv)",
                         "行が途中で切れているか、別の形式です。水平面の時別値のファイル（METPV-20では "
                         "hm…year.csv）を使ってください"});
    }

    void read_values(const MetpvElement& read, const MetpvRow& row, std::size_t first, int number) {
        // The first of the elements stands for the rows of a day.
        for (std::size_t i = 0; i < 24; ++i) {
            if (read.element == Element::global && !year_.begin_row(first + i, number)) return;
        }
        for (std::size_t i = 0; i < 24; ++i) {
            const std::string_view text = row.hours.at(i);
            if (text.data() == nullptr) continue;  // none
            const auto value = plain_number(text);
            if (value) {
                year_.set(read.element, first + i, *value * read.unit, number);
            } else {
                findings_.error("not-a-number", number, std::string(text),
                                {fmt::format("a number for {} o'clock", i + 1), fmt::format("{}時の数値", i + 1)},
                                {"correct the row", "行を直してください"});
            }
        }
    }

    const WeatherFile& file_;
    FileFindings& findings_;
    HourlyYear year_;
    WeatherFacts facts_;
    bool csv_ = false;
};

}  // namespace

WeatherRead read_metpv(const WeatherFile& file, Findings& all) {
    FileFindings findings(file.name, all);
    WeatherRead weather = Metpv(file, findings).read();
    findings.close();
    return weather;
}

}  // namespace gaiku
