#include "district/measured/reader.h"

#include <fmt/format.h>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <set>

#include "base/file.h"
#include "district/measured/complaints.h"
#include "district/measured/each.h"
#include "district/measured/lay.h"
#include "district/measured/local_time.h"

namespace gaiku {
namespace {

constexpr std::size_t largest_bytes = 64U << 20U;
constexpr int minutes_an_hour = 60;

DayTypes day_types(const Calendar& calendar) {
    return [&calendar](std::chrono::sys_days day) {
        const std::chrono::weekday weekday(day);
        if (weekday == std::chrono::Sunday || calendar.is_holiday(day)) return DayType::day_off;
        return weekday == std::chrono::Saturday ? DayType::saturday : DayType::weekday;
    };
}

/// What the days off of the district differ in: a measured year may be filled and laid otherwise then.
std::string own_holidays(const District& district) {
    std::string text;
    for (const auto& date : district.overrides->rows("holidays")) {
        const auto* cell = district.overrides->peek("holidays", date, "day_off");
        text += "|" + date + "=" + (cell == nullptr ? "" : cell->written);
    }
    return text;
}

/// The file, or the folder of the store.
const char* place_key(const Record& entry) {
    return entry.has("store") ? "store" : "file";
}

std::string place_of(const Record& entry) {
    const Value& place = entry.at(place_key(entry));
    const std::filesystem::path name(place.text);
    if (name.is_absolute()) return name.lexically_normal().string();
    return (std::filesystem::path(place.position.file).parent_path() / name).lexically_normal().string();
}

MeasuredOptions options_of(const Record& entry) {
    MeasuredOptions options;
    options.file = place_of(entry);
    options.path = entry.path();
    options.factor = entry.number("factor");
    options.fill_up_to = entry.number("fill_up_to");
    if (entry.has("store")) return options;
    options.column = entry.text("column");
    options.time = entry.text("time");
    options.date = entry.text_or("date", "");
    options.unit = entry.text("unit");
    options.interval_min = static_cast<int>(std::lround(entry.number_or("interval", 0) * minutes_an_hour));
    options.time_is_end = entry.text("time_is") == "end";
    options.daylight_saving = entry.yes("daylight_saving");
    options.shift_jis = entry.text("encoding") == "shift_jis";
    options.skip_lines = static_cast<int>(entry.number("skip_lines"));
    return options;
}

/// Entries whose text has a form of its own.
bool check_entry(const Record& entry, MeasuredOptions& options, Findings& findings) {
    bool good = true;
    if (entry.has("from") && !(options.from = parse_local_date(entry.text("from")))) {
        findings.add(entry.finding("not-a-date", "from", {"a day, such as 2023-04-01", "日付（例: 2023-04-01）"},
                                   {"write year, month and day", "年・月・日を書いてください"}));
        good = false;
    }
    const int interval = options.interval_min;
    if (entry.has("interval") && interval != 15 && interval != 30 && interval != 60) {
        findings.add(entry.finding(
            "out-of-range", "interval", {"15, 30 or 60 min", "15、30、60 min のいずれか"},
            {"correct it, or remove it: the rows say it", "直すか、消してください（行の間隔から分かります）"}));
        good = false;
    }
    return good;
}

std::optional<std::string> read_bytes_of(const Record& entry, const std::string& file, Findings& findings) {
    Findings of_file;
    auto bytes = read_file_bytes(file, file, largest_bytes, of_file);
    for (Finding finding : of_file.all()) {
        finding.position = entry.at("file").position;
        finding.value = file + ": " + finding.value;
        finding.path = entry.path() + ".file";
        findings.add(std::move(finding));
    }
    return bytes;
}

/// Scales the year to the energy that the entry states.
bool scale(std::vector<double>& year_kw, double interval_h, const Record& entry, Findings& findings) {
    const Value* to = entry.find("scale_to");
    if (to == nullptr) return true;
    const double kwh = std::accumulate(year_kw.begin(), year_kw.end(), 0.0) * interval_h;
    if (!(kwh > 0)) {
        findings.add(
            entry.finding("contradiction", "scale_to", {"a measured year with energy to scale", "0ではない計測値"},
                          {"remove scale_to, or name another column", "scale_to を消すか、別の列を指定してください"}));
        return false;
    }
    for (double& kw : year_kw) kw *= to->number / kwh;
    return true;
}

/// What the year that is read depends on; not what is made of it afterwards.
std::string year_key(const Record& entry) {
    static const std::set<std::string, std::less<>> later{"scale_to", "source", "outage", "unserved_price"};
    std::string key = entry.path() + "|" + place_of(entry);
    for (const auto& [name, value] : entry.values()) {
        if (!later.contains(name)) key += fmt::format("|{}={}", name, value.written);
    }
    return key;
}

}  // namespace

MeasuredReader::Year MeasuredReader::read_file(const Record& entry, const MeasuredOptions& options,
                                               const DayTypes& day_type, Findings& findings) const {
    auto bytes = read_bytes_of(entry, options.file, findings);
    if (!bytes) return std::nullopt;
    return read_measured(std::move(*bytes), options, day_type, findings);
}

MeasuredReader::Year MeasuredReader::read_store(const Record& entry, const MeasuredOptions& options,
                                                const DayTypes& day_type, Findings& findings) const {
    StoredSeries what{options.file,
                      entry.text_or("device", {}),
                      entry.text_or("channel", {}),
                      entry.text_or("level", {}),
                      entry.text_or("name", {}),
                      entry.text_or("measurand", {}),
                      options.factor};
    const auto tell = [&](Finding finding) {
        const Value* named = entry.find(finding.path);
        finding.position = (named == nullptr ? entry.at("store") : *named).position;
        finding.path = entry.path() + "." + finding.path;
        findings.add(std::move(finding));
    };
    if (!open_store_) {
        findings.add(entry.finding("file-not-readable", "store",
                                   {"a file: stores are not read here", "file（ここではストアを読めません）"},
                                   {"write it with gaiku store year, and name that file",
                                    "gaiku store year で書き出したファイルを指定してください"}));
        return std::nullopt;
    }
    const auto port = open_store_(what, tell);
    if (port == nullptr) return std::nullopt;
    Complaints complaints(entry.at("store").position, entry.path(), findings);
    return read_measured(*port, options, day_type, complaints);
}

const MeasuredReader::Told<MeasuredReader::Year>& MeasuredReader::year(const Record& entry, const DayTypes& day_type,
                                                                       const std::string& holidays) {
    const auto [known, fresh] = years_.try_emplace(year_key(entry) + holidays);
    if (!fresh) return known->second;
    Findings findings;
    MeasuredOptions options = options_of(entry);
    if (check_entry(entry, options, findings)) {
        known->second.value = entry.has("store") ? read_store(entry, options, day_type, findings)
                                                 : read_file(entry, options, day_type, findings);
    }
    known->second.findings = findings.all();
    return known->second;
}

const MeasuredReader::Told<SeriesPtr>& MeasuredReader::series(const Record& entry, const District& district,
                                                              const DayTypes& day_type, const std::string& holidays) {
    PlanSteps steps{district.steps(), district.plan().number("step")};
    if (district.plan().has("year")) steps.year = static_cast<int>(district.plan().number("year"));
    const std::string plan =
        fmt::format("|{}|{}|{}|{}", steps.count, steps.hours, steps.year.value_or(0), entry.number_or("scale_to", -1));
    const auto [known, fresh] = series_.try_emplace(year_key(entry) + holidays + plan);
    if (!fresh) return known->second;
    const Told<Year>& measured = year(entry, day_type, holidays);
    Findings findings;
    for (const auto& finding : measured.findings) findings.add(finding);
    if (measured.value) {
        const double interval_h = static_cast<double>(measured.value->interval_min) / minutes_an_hour;
        std::vector<double> kw = lay_onto_calendar(*measured.value, steps.year, day_type);
        if (scale(kw, interval_h, entry, findings)) {
            auto series = std::make_shared<Series>();
            series->values = means_of_steps(kw, interval_h, steps);
            series->unit = *parse_unit("kW");
            known->second.value = std::move(series);
        }
    }
    known->second.findings = findings.all();
    return known->second;
}

SeriesMap MeasuredReader::read(const District& district, const Tables& tables, Findings& findings) {
    SeriesMap result;
    std::optional<Calendar> calendar;
    each_measured(district, [&](const std::string& path, const Record& entry) {
        if (!calendar) calendar.emplace(district, tables);
        const auto& told = series(entry, district, day_types(*calendar), own_holidays(district));
        for (const auto& finding : told.findings) findings.add(finding);
        if (told.value) result.emplace(path, told.value);
    });
    return result;
}

void check_measured_demands(const District& district, Findings& findings) {
    const auto check = [&](const auto& demands) {
        for (const auto& [id, demand] : demands) {
            const bool measured = demand->has("measured");
            if (measured != demand->has("power")) continue;
            findings.add(demand->finding(measured ? "contradiction" : "missing-key", measured ? "measured" : "power",
                                         {"either power or measured", "power か measured の一方"},
                                         {"write \"power:\" (a number or the name of a series), or \"measured:\" "
                                          "(a year of measurements)",
                                          "「power:」（数値か時系列の名前）か「measured:」（1年間の計測値）の一方を"
                                          "書いてください"}));
        }
    };
    check(district.root->records("demands"));
    for (const auto& [id, building] : district.buildings()) {
        check(building->records("demands"));
        const Value* measured = building->find("measured");
        if (measured == nullptr) continue;
        for (const auto& [name, demand] : building->records("demands")) {
            if (!measured->record->has(name)) continue;
            findings.add(demand->finding(
                "duplicate-key", "",
                {"another name than that of a measured carrier", "計測値のあるエネルギー種別とは別の名前"},
                {"rename the demand", "需要の名前を変えてください"}));
        }
    }
}

}  // namespace gaiku
