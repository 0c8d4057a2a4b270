#include "district/calendar.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gaiku {
namespace {

constexpr const char* table_name = "holidays";

/// The day of a key "2026-05-06".
std::optional<std::chrono::sys_days> day_of_key(const std::string& key) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto part = [&](std::size_t from, std::size_t length, auto& number) {
        const char* begin = key.data() + from;
        return std::from_chars(begin, begin + length, number).ptr == begin + length;
    };
    if (key.size() != 10 || !part(0, 4, year) || !part(5, 2, month) || !part(8, 2, day)) return std::nullopt;
    const auto date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

}  // namespace

Calendar::Calendar(const District& district, const Tables& tables) {
    const Table& table = *tables.find(table_name);
    const std::size_t column = *table.column("day_off");
    const auto add = [&](const std::string& key, std::optional<double> off) {
        const auto* own = district.overrides->find(table_name, key, "day_off");
        const auto day = day_of_key(key);
        if (day && (own != nullptr ? own->number : off.value_or(0)) != 0) holidays_.push_back(*day);
    };
    for (std::size_t row = 0; row < table.rows().size(); ++row) add(table.keys()[row], table.number(row, column));
    for (const auto& key : district.overrides->rows(table_name)) {
        if (!table.row(key)) add(key, std::nullopt);
    }
    std::sort(holidays_.begin(), holidays_.end());
}

void check_days_off(const Overrides& overrides, Findings& findings) {
    for (const auto& key : overrides.rows(table_name)) {
        const auto* cell = overrides.find(table_name, key, "day_off");
        const std::string path = std::string("data.") + table_name + "." + key;
        if (cell == nullptr) continue;
        if (!day_of_key(key)) {
            findings.add({"not-a-date",
                          cell->position,
                          path,
                          key,
                          {"a day, such as 2026-08-13", "日付（例: 2026-08-13）"},
                          {"write year, month and day with hyphens", "年-月-日 の形で書いてください"},
                          "",
                          Severity::error});
        } else if (cell->number != 0 && cell->number != 1) {
            findings.add({"out-of-range",
                          cell->position,
                          path + ".day_off",
                          cell->written,
                          {"1 (a day off) or 0 (a working day)", "1（休日）か 0（平日）"},
                          {"write 1 or 0", "1 か 0 を書いてください"},
                          "",
                          Severity::error});
        }
    }
}

bool Calendar::is_holiday(std::chrono::year_month_day date) const {
    return std::binary_search(holidays_.begin(), holidays_.end(), std::chrono::sys_days(date));
}

bool Calendar::is_day_off(std::chrono::year_month_day date) const {
    const std::chrono::weekday weekday{std::chrono::sys_days(date)};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday || is_holiday(date);
}

}  // namespace gaiku
