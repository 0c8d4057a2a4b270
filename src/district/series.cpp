#include "district/series.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/file.h"
#include "base/suggest.h"
#include "district/weather_series.h"
#include "district/words.h"

namespace gaiku {
namespace {

constexpr std::size_t largest_series_bytes = 256U << 20U;

std::filesystem::path beside(const Position& district_file, const std::string& name) {
    const std::filesystem::path path(name);
    return path.is_absolute() ? path : std::filesystem::path(district_file.file).parent_path() / path;
}

/// A value as the CSV has it: a plain number, no unit, no thousands separators.
std::optional<double> plain_number(const std::string& text) {
    const auto read = parse_number(text);
    const double* number = std::get_if<double>(&read);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

Finding at_row(const char* code, const Record& entry, const std::string& file, int line, std::string value,
               Text expected, Text fix) {
    return {code, {file, line, 1}, entry.path(), std::move(value), std::move(expected), std::move(fix),
            "",   Severity::error};
}

/// Rows that follow each other without a step missing, twice or out of order.
bool check_hours(const Record& entry, const Csv& csv, std::size_t column, std::size_t rows, const std::string& file,
                 Findings& findings) {
    std::optional<double> before;
    for (std::size_t i = 0; i < rows; ++i) {
        const auto& row = csv.rows[i];
        const auto hour = plain_number(row.fields[column]);
        if (hour && (!before || *hour == *before + 1)) {
            before = hour;
            continue;
        }
        const std::string expected = before ? print_number(*before + 1) : "0";
        findings.add(
            at_row("series-gap", entry, file, row.line, row.fields[column],
                   {"step " + expected + " in this row", "この行はステップ " + expected},
                   {"add what is missing, or remove what stands twice", "欠けた行を補うか、重複を除いてください"}));
        return false;
    }
    return true;
}

}  // namespace

const SeriesReader::File& SeriesReader::file(const std::string& path) {
    const auto known = files_.find(path);
    if (known != files_.end()) return known->second;
    File& file = files_[path];
    Findings findings;
    if (const auto text = read_text_file(path, path, largest_series_bytes, findings))
        file.csv = std::make_shared<const Csv>(read_csv(*text, path, findings));
    file.findings = findings.all();
    return file;
}

bool SeriesReader::read_file(const Record& entry, std::vector<double>& values, std::size_t steps, Findings& findings) {
    const std::string path = beside(entry.at("file").position, entry.text("file")).lexically_normal().string();
    const File& read = file(path);
    if (!read.csv) {
        for (Finding finding : read.findings) {
            finding.position = entry.at("file").position;
            finding.value = path + (finding.value.empty() ? "" : ": " + finding.value);
            finding.path = entry.path() + ".file";
            findings.add(std::move(finding));
        }
        return false;
    }
    for (const auto& finding : read.findings) findings.add(finding);
    if (!read.findings.empty()) return false;
    const Csv& csv = *read.csv;
    const auto column_of = [&](const char* key) {
        const auto found = std::find(csv.header.fields.begin(), csv.header.fields.end(), entry.text(key));
        if (found != csv.header.fields.end()) return std::optional(found - csv.header.fields.begin());
        Finding finding = entry.finding("unknown-reference", key, {"a column of " + path, path + " の列"},
                                        {"correct the heading", "列の見出しを直してください"});
        finding.suggestion = suggest(entry.text(key), csv.header.fields);
        findings.add(std::move(finding));
        return std::optional<std::ptrdiff_t>();
    };
    const auto column = column_of("column");
    if (!column) return false;
    const std::size_t rows = steps == 0 ? csv.rows.size() : std::min(steps, csv.rows.size());
    if (entry.has("hour_column")) {
        const auto hours = column_of("hour_column");
        if (!hours || !check_hours(entry, csv, static_cast<std::size_t>(*hours), rows, path, findings)) return false;
    }
    bool good = true;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string& text = csv.rows[i].fields[static_cast<std::size_t>(*column)];
        const auto number = plain_number(text);
        if (number) {
            values.push_back(*number);
            continue;
        }
        good = false;
        findings.add(
            at_row(text.empty() ? "series-gap" : "not-a-number", entry, path, csv.rows[i].line, text,
                   {"a number in the column " + entry.text("column"), entry.text("column") + " 列の数値"},
                   {"fill in the value; a missing one is not 0", "値を補ってください（欠測は0ではありません）"}));
    }
    return good;
}

SeriesPtr SeriesReader::read_one(const Record& entry, const Asked& asked, Findings& findings) {
    const std::size_t steps = asked.steps;
    const bool listed = entry.has("values"), of_weather = entry.has("weather"), filed = entry.has("file");
    if (listed + of_weather + filed != 1) {
        const char* key = listed ? "values" : of_weather ? "weather" : "file";
        findings.add(entry.finding(
            listed || of_weather ? "contradiction" : "missing-key", key,
            {"one of: file and column; values; weather", "file と column、values、weather のいずれか一つ"},
            {"name a CSV file, write the numbers, or take them from the weather",
             "CSVファイル・数値・気象のいずれかを書いてください"}));
        return nullptr;
    }
    if (filed && !entry.has("column")) {
        findings.add(entry.finding("missing-key", "column", {"the heading of a column", "列の見出し"},
                                   {"add \"column:\"", "「column:」を加えてください"}));
        return nullptr;
    }
    const auto unit = parse_unit(entry.text("unit"));
    if (!unit) {
        findings.add(entry.finding("unknown-unit", "unit",
                                   {"a unit that gaiku knows, or -", "gaikuが知る単位、または -"},
                                   {"write it like kW or yen/kWh", "kW や yen/kWh のように書いてください"}));
        return nullptr;
    }
    auto series = std::make_shared<Series>();
    series->unit = *unit;
    if (listed) {
        series->values = entry.at("values").numbers;
        const std::size_t given = series->values.size();
        if (entry.yes("repeat")) {
            for (std::size_t i = given; i < steps; ++i) series->values.push_back(series->values[i % given]);
        }
        if (steps != 0 && series->values.size() > steps) series->values.resize(steps);
    } else if (of_weather) {
        if (!read_weather_series(entry, asked.weather, asked.step_h, steps, *series, findings)) return nullptr;
    } else if (!read_file(entry, series->values, steps, findings)) {
        return nullptr;
    }
    if (series->values.size() < steps) {
        findings.add(entry.finding("series-too-short", listed ? "values" : "file",
                                   {fmt::format("{} numbers; here are {}", steps, series->values.size()),
                                    fmt::format("{}個の数値（今は{}個）", steps, series->values.size())},
                                   {"lengthen the series, or plan fewer hours (plan.hours)",
                                    "時系列を長くするか、plan.hours を短くしてください"}));
        return nullptr;
    }
    const double factor = (of_weather ? 1 : unit->factor) * entry.number("factor");
    for (double& value : series->values) value *= factor;
    return series;
}

SeriesMap SeriesReader::read(const Record& root, const Weather* weather, double step_h, std::size_t steps,
                             Findings& findings) {
    SeriesMap result;
    const Asked asked{weather, step_h, steps};
    for (const auto& [id, entry] : root.records("series")) {
        std::string key = fmt::format("{}|{}|{}|{}", steps, step_h, fmt::ptr(weather), entry->position().str());
        for (const auto& [name, value] : entry->values()) key += fmt::format("|{}={}", name, value.written);
        const auto known = read_.find(key);
        if (known == read_.end()) read_[key] = read_one(*entry, asked, findings);
        if (const auto& series = read_[key]) result.emplace(id, series);
    }
    return result;
}

namespace {

/// Visits every name of a series that stands instead of a number.
template <class Visit>
void each_use(const Record& record, const SeriesMap& series, const Visit& visit) {
    for (const auto& [key, value] : record.values()) {
        if (value.record) each_use(*value.record, series, visit);
        for (const auto& [id, inner] : value.records) each_use(*inner, series, visit);
        if (value.field == nullptr || value.field->target != "series" || value.text.empty()) continue;
        const auto named = series.find(value.text);
        const auto wanted = parse_unit(value.field->unit);
        if (named != series.end() && wanted) visit(record, key, value, *named->second, *wanted);
    }
}

}  // namespace

void check_series_units(const Record& root, const SeriesMap& all, Findings& findings) {
    each_use(root, all,
             [&](const Record& record, const std::string& key, const Value& value, const Series& series,
                 const Unit& wanted) {
                 if (series.unit.dimension == wanted.dimension) return;
                 findings.add(record.finding(
                     "wrong-unit", key,
                     {fmt::format("a series that measures the same as {}; {} is in {}", value.field->unit, value.text,
                                  series.unit.text),
                      fmt::format("{} と同じ種類の時系列（{} の単位は {}）", value.field->unit, value.text,
                                  series.unit.text)},
                     {"name another series, or correct its unit", "別の時系列にするか、単位を直してください"}));
             });
}

void check_series_ranges(const Record& root, const SeriesMap& all, Findings& findings) {
    each_use(
        root, all,
        [&](const Record& record, const std::string& key, const Value& value, const Series& series,
            const Unit& wanted) {
            if (series.unit.dimension != wanted.dimension) return;
            const auto outside = std::find_if(series.values.begin(), series.values.end(),
                                              [&](double number) { return !in_range(*value.field, wanted, number); });
            if (outside == series.values.end()) return;
            const Text range = range_of(*value.field);
            const std::string number = print_quantity(*outside, wanted);
            const auto step = outside - series.values.begin();
            findings.add(record.finding("out-of-range", key,
                                        {fmt::format("{} in every step; step {} has {}", range.en, step, number),
                                         fmt::format("全ステップで {}（ステップ {} は {}）", range.ja, step, number)},
                                        {"correct the series", "時系列を直してください"}));
        });
}

}  // namespace gaiku
