#include "tariff/schedule.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/constants.h"
#include "base/normal.h"

namespace gaiku {
namespace {

/// A whole number without sign, all of the text.
std::optional<int> whole(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 4 || text.front() == '-' || text.front() == '+') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "8", "8:30", "24".
std::optional<int> minute_of(std::string_view text) {
    text = trim(text);
    const auto colon = text.find(':');
    const auto hour = whole(text.substr(0, colon));
    const auto minute = colon == std::string_view::npos ? std::optional(0) : whole(text.substr(colon + 1));
    if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
    const int of_day = *hour * 60 + *minute;
    return of_day <= minutes_a_day ? std::optional(of_day) : std::nullopt;
}

bool add_span(std::string_view text, std::vector<Minutes>& spans) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return false;
    const auto from = minute_of(text.substr(0, dash));
    const auto to = minute_of(text.substr(dash + 1));
    if (!from || !to || *from == *to || *from == minutes_a_day) return false;
    if (*from < *to) {
        spans.push_back({*from, *to});
        return true;
    }
    spans.push_back({*from, minutes_a_day});
    if (*to > 0) spans.push_back({0, *to});
    return true;
}

constexpr std::array<std::pair<std::string_view, DaySet>, 11> words{{{"weekday", 0x1F},
                                                                     {"saturday", 0x20},
                                                                     {"sunday", 0x40},
                                                                     {"holiday", 0x80},
                                                                     {"weekend", 0x60},
                                                                     {"monday", 0x01},
                                                                     {"tuesday", 0x02},
                                                                     {"wednesday", 0x04},
                                                                     {"thursday", 0x08},
                                                                     {"friday", 0x10},
                                                                     {"all", 0xFF}}};

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const auto comma = text.find(',');
        parts.emplace_back(trim(text.substr(0, comma)));
        if (comma == std::string_view::npos) return parts;
        text.remove_prefix(comma + 1);
    }
}

std::optional<MonthDay> parse_month_day(std::string_view text) {
    text = trim(text);
    const auto mark = text.find_first_of("-/");
    if (mark == std::string_view::npos) return std::nullopt;
    const auto month = whole(text.substr(0, mark));
    const auto day = whole(text.substr(mark + 1));
    constexpr std::array days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!month || !day || *month < 1 || *month > 12) return std::nullopt;
    if (*day < 1 || *day > days[static_cast<std::size_t>(*month - 1)]) return std::nullopt;
    return MonthDay{*month, *day};
}

std::optional<std::vector<MonthDay>> parse_month_days(std::string_view text) {
    std::vector<MonthDay> days;
    for (const auto& part : split_words(text)) {
        const auto day = parse_month_day(part);
        if (!day) return std::nullopt;
        days.push_back(*day);
    }
    return days;
}

std::optional<std::vector<Minutes>> parse_hours(std::string_view text) {
    std::vector<Minutes> spans;
    for (const auto& part : split_words(text)) {
        if (!add_span(part, spans)) return std::nullopt;
    }
    std::sort(spans.begin(), spans.end(), [](const Minutes& a, const Minutes& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].from < spans[i - 1].to) return std::nullopt;
    }
    return spans;
}

std::optional<DaySet> parse_days(std::string_view text) {
    DaySet days = 0;
    for (const auto& part : split_words(text)) {
        const auto found = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == part; });
        if (found == words.end()) return std::nullopt;
        days = static_cast<DaySet>(days | found->second);
    }
    return days;
}

const std::vector<std::string>& day_words() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names;
        for (const auto& [word, days] : words) names.emplace_back(word);
        return names;
    }();
    return all;
}

std::string print_minutes(const Minutes& span) {
    return fmt::format("{}:{:02}-{}:{:02}", span.from / 60, span.from % 60, span.to / 60, span.to % 60);
}

}  // namespace gaiku
