#include "tariff/read_times.h"

#include <date/tz.h>
#include <algorithm>
#include <stdexcept>

#include "base/suggest.h"
#include "district/words.h"

namespace gaiku {
namespace {

void complain(const Record& record, const char* key, Text expected, Text fix, Findings& findings) {
    findings.add(record.finding("not-a-time", key, std::move(expected), std::move(fix)));
}

MonthDay read_date(const Record& record, const char* key, Findings& findings) {
    const auto day = parse_month_day(record.text(key));
    if (day) return *day;
    complain(record, key, {"month-day, such as 07-01", "月-日（例: 07-01）"},
             {"write the date without a year", "年を付けずに書いてください"}, findings);
    return {};
}

void read_zone(const Record& record, Tariff& tariff, Findings& findings) {
    tariff.time_zone = record.text("time_zone");
    if (is_time_zone(tariff.time_zone)) return;
    Finding finding = record.finding(
        "unknown-reference", "time_zone",
        {"a time zone of the IANA database, such as Asia/Tokyo", "IANA の時間帯の名前（例: Asia/Tokyo）"},
        {"correct the name; UTC has no daylight saving", "名前を直してください（夏時間がなければ UTC も可）"});
    try {
        std::vector<std::string> names;
        for (const auto& zone : date::get_tzdb().zones) names.push_back(zone.name());
        finding.suggestion = suggest(tariff.time_zone, names);
    } catch (const std::runtime_error&) {
        finding.fix = {"install the time zone database (package tzdata)",
                       "時間帯のデータ（パッケージ tzdata）を入れてください"};
    }
    findings.add(std::move(finding));
    tariff.time_zone = "UTC";
}

Period read_period(const Record& record, const Tariff& tariff, Findings& findings) {
    Period period;
    period.id = record.id();
    period.name = record.name();
    period.season = index_of(record, "season", season_names(tariff), findings);
    period.otherwise = record.yes("otherwise");
    const auto days = parse_days(record.text_or("days", "all"));
    if (days) {
        period.days = *days;
    } else {
        Finding finding =
            record.finding("not-a-time", "days", one_of(day_words()),
                           {"write these words, with commas", "これらの語をカンマ区切りで書いてください"});
        for (const auto& word : split_words(record.text("days"))) {
            if (!parse_days(word)) finding.suggestion = suggest(word, day_words());
        }
        findings.add(std::move(finding));
    }
    const auto hours = parse_hours(record.text_or("hours", "0-24"));
    if (hours) {
        period.hours = *hours;
    } else {
        complain(record, "hours",
                 {"spans such as 8:00-22:00, that do not overlap", "8:00-22:00 のような重ならない時刻の範囲"},
                 {"correct the hours; 22-8 goes over midnight", "時刻を直してください（22-8 は翌朝まで）"}, findings);
    }
    if (period.otherwise && (record.has("days") || record.has("hours"))) {
        findings.add(record.finding(
            "contradiction", record.has("hours") ? "hours" : "days",
            {"no days and hours where it is otherwise: yes", "otherwise: yes なら days と hours は書かない"},
            {"remove one of the two", "どちらかを消してください"}));
    }
    return period;
}

}  // namespace

int index_of(const Record& record, const char* key, const std::vector<std::string>& names, Findings& findings) {
    if (!record.has(key)) return -1;
    const auto found = std::find(names.begin(), names.end(), record.text(key));
    if (found != names.end()) return static_cast<int>(found - names.begin());
    Finding finding = record.finding(
        "unknown-reference", key,
        names.empty() ? Text{"a name of this tariff, which has none yet", "この料金表の名前（まだありません）"}
                      : one_of(names),
        {"correct the name, or add what it names", "名前を直すか、その名前の項目を加えてください"});
    finding.suggestion = suggest(record.text(key), names);
    findings.add(std::move(finding));
    return -1;
}

std::vector<std::string> season_names(const Tariff& tariff) {
    std::vector<std::string> names;
    for (const auto& season : tariff.seasons) names.push_back(season.id);
    return names;
}

std::vector<std::string> period_names(const Tariff& tariff) {
    std::vector<std::string> names;
    for (const auto& period : tariff.periods) names.push_back(period.id);
    return names;
}

void read_times(const Record& record, Tariff& tariff, Findings& findings) {
    read_zone(record, tariff, findings);
    tariff.japanese_holidays = record.text("holidays") == "japan";
    if (record.has("days_off")) {
        const auto days = parse_month_days(record.text("days_off"));
        if (days) {
            tariff.days_off = *days;
        } else {
            complain(record, "days_off",
                     {"month-day, with commas: 12-30, 01-02", "月-日をカンマ区切りで（例: 12-30, 01-02）"},
                     {"write dates without a year", "年を付けずに書いてください"}, findings);
        }
    }
    for (const auto& [id, season] : record.records("seasons"))
        tariff.seasons.push_back(
            {id, season->name(), read_date(*season, "from", findings), read_date(*season, "to", findings)});
    for (const auto& [id, period] : record.records("periods"))
        tariff.periods.push_back(read_period(*period, tariff, findings));
}

}  // namespace gaiku
