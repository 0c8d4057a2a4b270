#include <fmt/format.h>
#include <array>
#include <cmath>

#include "resource/readers/lines.h"
#include "resource/readers/weather_of_year.h"

namespace gaiku {
namespace {

// Header: site (5), name (22), degrees (4) and minutes (6) north, degrees (4) and minutes (6) east, altitude (6).
constexpr std::size_t site_width = 5, place_width = 26;
// Row: element (6), month (2), day (2), the anemometer's height (5), 24 values (5 each), then sums that are not read.
constexpr std::size_t values_begin = 15, value_width = 5;
constexpr std::size_t row_needed = values_begin + 24 * value_width;
constexpr int none = 8888;

struct MetpvElement {
    int number;
    Element element;
    double unit;  ///< of the value without its mark, in the element's unit
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
    /// Read from its end: the name may be Shift_JIS or UTF-8, and so of another length in bytes.
    bool read_header(std::string_view line) {
        const auto end = line.find_last_not_of(' ');
        line = line.substr(0, end == std::string_view::npos ? 0 : end + 1);
        std::array<std::optional<double>, 5> numbers;
        if (line.size() >= site_width + place_width) {
            std::string_view place = line.substr(line.size() - place_width);
            constexpr std::array<std::size_t, 5> widths{4, 6, 4, 6, 6};
            for (std::size_t i = 0; i < widths.size(); ++i) {
                numbers[i] = plain_number(place.substr(0, widths[i]));
                place.remove_prefix(widths[i]);
            }
        }
        const auto& [north, north_minutes, east, east_minutes, altitude] = numbers;
        const bool good = north && north_minutes && east && east_minutes && altitude && *north >= -90 && *north <= 90 &&
                          *east >= -180 && *east <= 180 && *north_minutes >= 0 && *north_minutes < 60 &&
                          *east_minutes >= 0 && *east_minutes < 60 && std::abs(*altitude) < 9000;
        if (!good) {
            findings_.error("csv-syntax", 1, std::string(line.substr(0, 60)),
                            {"site, name, latitude, longitude and altitude in columns 1 to 53",
                             "地点番号・地点名・緯度・経度・標高（1〜53桁）"},
                            {"take a whole METPV file", "完全なMETPVファイルを使ってください"});
            return false;
        }
        facts_.name = file_.name;
        const std::string site(line.substr(0, site_width));
        facts_.place = {"METPV " + site, "METPV " + site};
        facts_.source = {"METPV, NEDO", "METPV（NEDO）"};
        facts_.latitude_deg = *north + *north_minutes / 60;
        facts_.longitude_deg = *east + *east_minutes / 60;
        facts_.altitude_m = *altitude;
        return true;
    }

    void read_row(std::string_view line, int number) {
        const auto element = plain_count(line.substr(0, 6));
        if (!element || *element < 1 || *element > 9 || line.size() < row_needed) {
            findings_.error(
                "csv-syntax", number, std::string(line.substr(0, 40)),
                {fmt::format("an element from 1 to 9 in columns 1 to 6, and {} columns or more", row_needed),
                 fmt::format("1〜6桁に要素番号1〜9、全体で{}桁以上", row_needed)},
                {"the row is cut off or of another format", "行が途中で切れているか、別の形式です"});
            return;
        }
        const auto month = plain_count(line.substr(6, 2)), day = plain_count(line.substr(8, 2));
        if (month == 2 && day == 29) return year_.leap_day_row(number);
        const auto first = month && day ? hour_of_year(*month, *day, 0) : std::nullopt;
        if (!first) {
            findings_.error("not-a-time", number, std::string(line.substr(0, 15)),
                            {"month and day in columns 7 to 10", "7〜10桁に月と日"},
                            {"correct the row", "行を直してください"});
            return;
        }
        for (const MetpvElement& read : read_elements) {
            if (read.number == *element) read_values(read, line, *first, number);
        }
    }

    void read_values(const MetpvElement& read, std::string_view line, std::size_t first, int number) {
        // The first of the elements stands for the rows of a day.
        for (std::size_t i = 0; i < 24; ++i) {
            if (read.element == Element::global && !year_.begin_row(first + i, number)) return;
        }
        for (std::size_t i = 0; i < 24; ++i) {
            const std::string_view text = line.substr(values_begin + i * value_width, value_width);
            const auto value = plain_count(text);
            if (!value) {
                findings_.error(
                    "not-a-number", number, std::string(text),
                    {fmt::format("a whole number for {} o'clock", i + 1), fmt::format("{}時の整数値", i + 1)},
                    {"correct the row", "行を直してください"});
            } else if (*value != none && *value / 10 != none) {
                const int without_mark = *value / 10;
                year_.set(read.element, first + i, without_mark * read.unit, number);
            }
        }
    }

    const WeatherFile& file_;
    FileFindings& findings_;
    HourlyYear year_;
    WeatherFacts facts_;
};

}  // namespace

WeatherRead read_metpv(const WeatherFile& file, Findings& all) {
    FileFindings findings(file.name, all);
    WeatherRead weather = Metpv(file, findings).read();
    findings.close();
    return weather;
}

}  // namespace gaiku
