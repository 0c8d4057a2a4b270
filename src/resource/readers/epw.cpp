#include <fmt/format.h>
#include <array>
#include <cmath>

#include "resource/readers/lines.h"
#include "resource/readers/weather_of_year.h"

namespace gaiku {
namespace {

constexpr int header_lines = 8;
/// The fields up to the wind's speed; what comes after it is not read.
constexpr std::size_t fields_needed = 22;

/// A field of a row: where it stands, what it is, and the least number that means it is missing.
struct EpwField {
    std::size_t index;
    Element element;
    double missing_from;
    const char* name;
};
constexpr std::array<EpwField, 7> epw_fields{{{6, Element::temperature, 99.9, "dry bulb temperature"},
                                              {7, Element::dew_point, 99.9, "dew point temperature"},
                                              {8, Element::relative_humidity, 999, "relative humidity"},
                                              {13, Element::global, 9999, "global horizontal radiation"},
                                              {14, Element::direct_normal, 9999, "direct normal radiation"},
                                              {15, Element::diffuse, 9999, "diffuse horizontal radiation"},
                                              {21, Element::wind, 999, "wind speed"}}};

class Epw {
public:
    Epw(const WeatherFile& file, FileFindings& findings) : file_(file), findings_(findings), year_(findings) {}

    WeatherRead read() {
        Lines lines(file_.bytes);
        while (const auto line = lines.next()) {
            if (lines.number() == 1 && !read_location(*line)) return nullptr;
            if (lines.number() > header_lines && !line->empty()) read_row(*line, lines.number());
        }
        if (lines.number() == 0) (void)read_location("");
        if (findings_.has_errors()) return nullptr;
        return weather_of_year(facts_, year_, findings_);
    }

private:
    /// LOCATION,city,state,country,source,WMO number,latitude,longitude,hours from Greenwich,elevation
    bool read_location(std::string_view line) {
        const auto parts = split(line, ',');
        const auto number = [&](std::size_t i) { return i < parts.size() ? plain_number(parts[i]) : std::nullopt; };
        const auto latitude = number(6), longitude = number(7), offset = number(8), altitude = number(9);
        const bool good = parts[0] == "LOCATION" && latitude && longitude && offset && altitude &&
                          std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180 && std::abs(*offset) <= 14 &&
                          *altitude > -500 && *altitude < 9000;
        if (!good) {
            findings_.error("csv-syntax", 1, std::string(line.substr(0, 60)),
                            {"LOCATION,city,...: latitude, longitude, time zone and elevation in fields 7 to 10",
                             "LOCATION 行（7〜10番目に緯度・経度・時差・標高）"},
                            {"take a whole EPW file", "完全なEPWファイルを使ってください"});
            return false;
        }
        facts_.name = file_.name;
        facts_.place = {std::string(parts[1]), std::string(parts[1])};
        facts_.source = {fmt::format("EPW, {}", parts[4]), ""};
        facts_.latitude_deg = *latitude;
        facts_.longitude_deg = *longitude;
        facts_.utc_offset_h = *offset;
        facts_.altitude_m = *altitude;
        return true;
    }

    void read_row(std::string_view line, int number) {
        const auto parts = split(line, ',');
        if (parts.size() < fields_needed) {
            findings_.error("csv-syntax", number, std::string(line.substr(0, 60)),
                            {fmt::format("{} fields or more; here are {}", fields_needed, parts.size()),
                             fmt::format("{}項目以上（今は{}項目）", fields_needed, parts.size())},
                            {"the row is cut off or of another format", "行が途中で切れているか、別の形式です"});
            return;
        }
        const auto month = plain_count(parts[1]), day = plain_count(parts[2]), hour = plain_count(parts[3]);
        if (month == 2 && day == 29) return year_.leap_day_row(number);
        // EPW counts the hours by their ends, 1 to 24.
        const auto at = month && day && hour ? hour_of_year(*month, *day, *hour - 1) : std::nullopt;
        if (!at) {
            findings_.error("not-a-time", number, std::string(line.substr(0, 20)),
                            {"year,month,day,hour, the hour from 1 to 24", "年,月,日,時（時は1〜24）"},
                            {"correct the row", "行を直してください"});
            return;
        }
        if (!year_.begin_row(*at, number)) return;
        for (const EpwField& field : epw_fields) read_field(field, parts[field.index], *at, number);
    }

    void read_field(const EpwField& field, std::string_view text, std::size_t hour, int line) {
        const auto value = plain_number(text);
        if (!value) {
            const Text name = name_of(field.element);
            findings_.error("not-a-number", line, std::string(text.substr(0, 60)),
                            {fmt::format("a number in field {} ({})", field.index + 1, field.name),
                             fmt::format("{}番目の項目（{}）の数値", field.index + 1, name.ja)},
                            {"correct the row", "行を直してください"});
        } else if (*value < field.missing_from) {
            year_.set(field.element, hour, *value, line);
        }
    }

    const WeatherFile& file_;
    FileFindings& findings_;
    HourlyYear year_;
    WeatherFacts facts_;
};

}  // namespace

WeatherRead read_epw(const WeatherFile& file, Findings& all) {
    FileFindings findings(file.name, all);
    WeatherRead weather = Epw(file, findings).read();
    findings.close();
    return weather;
}

}  // namespace gaiku
