#include "plan/network/names.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/constants.h"
#include "base/unit.h"
#include "technology/asset_input.h"

namespace gaiku {
namespace {

const Record* find_in(const std::vector<std::pair<std::string, std::shared_ptr<const Record>>>& records,
                      const std::string& id) {
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.first == id; });
    return found == records.end() ? nullptr : found->second.get();
}

Text filled(Text text) {
    if (text.ja.empty()) text.ja = text.en;
    return text;
}

std::string clock(double hour) {
    const int whole = static_cast<int>(hour);
    return fmt::format("{}:{:02}", whole, static_cast<int>((hour - whole) * 60));
}

}  // namespace

Text carrier_name(const District& district, const std::string& id) {
    static const std::map<std::string, Text> built_in{{"electricity", {"electricity", "電力"}},
                                                      {"chilled_water", {"chilled water", "冷水"}},
                                                      {"hot_water", {"hot water", "温水"}},
                                                      {"steam", {"steam", "蒸気"}},
                                                      {"gas", {"gas", "ガス"}}};
    if (const auto found = built_in.find(id); found != built_in.end()) return found->second;
    const Record* own = find_in(district.root->records("carriers"), id);
    return own == nullptr ? Text{id, id} : filled(own->name());
}

Text place_name(const District& district, const std::string& id) {
    if (id == only_place || district.blocks().size() < 2) return {};
    const Record* block = find_in(district.blocks(), id);
    return block == nullptr ? Text{id, id} : filled(block->name());
}

const Record* find_asset(const District& district, const std::string& id) {
    return find_in(district.assets(), id);
}

Text asset_name(const District& district, const std::string& id) {
    const Record* asset = find_asset(district, id);
    return asset == nullptr ? Text{id, id} : filled(asset->name());
}

Text time_span(double begin, double hours) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    constexpr std::array<const char*, 12> names{"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
    constexpr double half_a_minute = 1.0 / 120;
    begin = std::fmod(begin + half_a_minute, hours_a_year);
    int day = static_cast<int>(begin / 24);
    const double from = begin - day * 24;
    std::size_t month = 0;
    while (day >= days[month]) day -= days[month++];
    return {fmt::format("{} {}, {}-{}", day + 1, names[month], clock(from), clock(from + hours)),
            fmt::format("{}月{}日{}～{}", month + 1, day + 1, clock(from), clock(from + hours))};
}

Text time_of(double hours) {
    Text span = time_span(hours, 0);
    span.en.resize(span.en.rfind('-'));
    span.ja.resize(span.ja.rfind("～"));
    return span;
}

Text list_of(const std::vector<Text>& words) {
    constexpr std::size_t most = 5;
    Text list;
    const std::size_t shown = std::min(words.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == words.size();
        list.en += (i == 0 ? "" : last ? " and " : ", ") + words[i].en;
        list.ja += (i == 0 ? "" : "、") + words[i].ja;
    }
    if (words.size() > most) {
        list.en += fmt::format(" and {} more", words.size() - most);
        list.ja += fmt::format(" ほか{}件", words.size() - most);
    }
    return list;
}

Text in_place(const District& district, const std::string& id) {
    const Text place = place_name(district, id);
    if (place.en.empty()) return {};
    return {" in " + place.en, place.ja + "の"};
}

Text currency_name(const std::string& currency) {
    return {currency, currency == "yen" ? "円" : currency};
}

std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

Text operator+(const Text& a, const Text& b) {
    return {a.en + b.en, a.ja + b.ja};
}

std::string said(double value) {
    const double size = std::abs(value);
    constexpr int most = 6;
    if (size < 1 && size > 0)
        return print_number(value, std::min(most, 2 - static_cast<int>(std::floor(std::log10(size)))));
    return print_number(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

std::string said_enough(double value, bool up) {
    if (value == 0) return "0";
    constexpr int digits = 4;
    // What a solver leaves behind the last digit that counts must not raise it.
    constexpr double noise = 1e-3;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - (digits - 1));
    const double rounded = unit * (up ? std::ceil(value / unit - noise) : std::floor(value / unit + noise));
    return print_number(rounded, 4);
}

}  // namespace gaiku
