#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/file.h"
#include "base/unit.h"
#include "resource/readers/lines.h"
#include "resource/readers/weather_of_year.h"

namespace gaiku {
namespace {

constexpr std::size_t hours_of_leap_year = 8784, leap_day_begin = (31UL + 28UL) * 24,
                      leap_day_end = leap_day_begin + 24;

struct Heading {
    const char* name = "";
    Element element = Element::temperature;
    const char* unit = "";  ///< that the element is in
    const char* also = "";  ///< a unit of another kind that will do: what falls in an hour
};
constexpr std::array<Heading, 7> headings{{{"temperature", Element::temperature, "degC"},
                                           {"humidity", Element::humidity, "-"},
                                           {"relative_humidity", Element::relative_humidity, "%"},
                                           {"global", Element::global, "W/m2", "Wh/m2"},
                                           {"direct_normal", Element::direct_normal, "W/m2", "Wh/m2"},
                                           {"diffuse", Element::diffuse, "W/m2", "Wh/m2"},
                                           {"wind", Element::wind, "m/s"}}};

struct Column {
    std::size_t index = 0;
    Element element{};
    double factor = 1;
};

class WeatherCsv {
public:
    WeatherCsv(const WeatherFile& file, FileFindings& findings) : file_(file), findings_(findings), year_(findings) {}

    WeatherRead read(const Csv& csv) {
        if (!take_place(file_, facts_, findings_)) return nullptr;
        for (std::size_t c = 0; c < csv.header.fields.size(); ++c)
            find_column(csv.header.fields[c], c, csv.header.line);
        const std::size_t rows = csv.rows.size();
        if (rows > hours_of_year && rows != hours_of_leap_year) {
            findings_.error("csv-syntax", csv.rows.back().line, fmt::format("{}", rows),
                            {"8,760 rows, or 8,784 of a leap year", "8,760行（うるう年は8,784行）"},
                            {"take one year", "1年分にしてください"});
        }
        if (findings_.has_errors()) return nullptr;
        for (std::size_t i = 0; i < rows; ++i) read_row(csv.rows[i], i, rows == hours_of_leap_year);
        if (findings_.has_errors()) return nullptr;
        for (const auto& comment : csv.comments) {
            if (comment.name == "source") facts_.source = {comment.value, ""};
        }
        facts_.states = facts_.radiation = file_.timing;
        return weather_of_year(facts_, year_, findings_);
    }

private:
    void find_column(const std::string& heading, std::size_t index, int line) {
        const auto open = heading.find(" (");
        const std::string name = heading.substr(0, open);
        const auto known =
            std::find_if(headings.begin(), headings.end(), [&](const Heading& h) { return name == h.name; });
        if (known == headings.end()) return;  // a column of something else
        const auto unit = open == std::string::npos || heading.back() != ')'
                              ? std::nullopt
                              : parse_unit(heading.substr(open + 2, heading.size() - open - 3));
        for (const char* wanted : {known->unit, known->also}) {
            const auto right = parse_unit(wanted);
            if (!unit || !right || unit->dimension != right->dimension) continue;
            columns_.push_back({index, known->element, unit->factor / right->factor});
            return;
        }
        findings_.error(
            "wrong-unit", line, heading,
            {fmt::format("{} ({})", known->name, known->unit), fmt::format("{} ({})", known->name, known->unit)},
            {"write the column's unit behind its name", "列名の後に単位を書いてください"});
    }

    void read_row(const Csv::Row& row, std::size_t index, bool leap) {
        if (leap && index >= leap_day_begin && index < leap_day_end) return year_.leap_day_row(row.line);
        const std::size_t hour = leap && index >= leap_day_end ? index - 24 : index;
        if (!year_.begin_row(hour, row.line)) return;
        for (const Column& column : columns_) {
            const std::string& text = row.fields[column.index];
            if (text.empty()) continue;
            const auto value = plain_number(text);
            if (value) {
                year_.set(column.element, hour, *value * column.factor, row.line);
                continue;
            }
            const Text name = name_of(column.element);
            findings_.error("not-a-number", row.line, text, {"a number: " + name.en, name.ja + "の数値"},
                            {"correct the row", "行を直してください"});
        }
    }

    const WeatherFile& file_;
    FileFindings& findings_;
    HourlyYear year_;
    WeatherFacts facts_;
    std::vector<Column> columns_;
};

}  // namespace

WeatherRead read_weather_csv(const WeatherFile& file, Findings& all) {
    std::string text(file.bytes);
    if (!check_text(text, file.name, all)) return nullptr;
    FileFindings findings(file.name, all);
    Findings of_csv;
    const Csv csv = read_csv(text, file.name, of_csv);
    for (const Finding& finding : of_csv.all())
        findings.error(finding.code.c_str(), finding.position.line, finding.value, finding.expected, finding.fix);
    WeatherRead weather = findings.has_errors() ? nullptr : WeatherCsv(file, findings).read(csv);
    findings.close();
    return weather;
}

}  // namespace gaiku
