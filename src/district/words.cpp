#include "district/words.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gaiku {
namespace {

/// "office" of "office/small", all of a word without parts.
std::string_view first_part(std::string_view word) {
    return word.substr(0, word.find('/'));
}

std::string_view last_part(std::string_view word) {
    return word.substr(word.rfind('/') + 1);
}

bool has_parts(std::string_view word) {
    return word.find('/') != std::string_view::npos;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + shortened(words[i]);
    if (words.size() > most) out += ", ...";
    return out;
}

Text one_of(const std::vector<std::string>& words) {
    const std::string all = joined(words);
    return {"one of: " + all, "次のいずれか: " + all};
}

std::vector<std::string> near_first(std::string_view text, std::vector<std::string> words) {
    const auto same_first = [&](const std::string& word) {
        return has_parts(word) && first_part(word) == first_part(text);
    };
    const auto same_last = [&](const std::string& word) {
        return has_parts(word) && last_part(word) == last_part(text);
    };
    const auto others = std::stable_partition(words.begin(), words.end(), same_first);
    std::stable_partition(others, words.end(), same_last);
    return words;
}

std::vector<std::string> of_same_kind(std::string_view text, const std::vector<std::string>& words) {
    std::vector<std::string> same;
    std::copy_if(words.begin(), words.end(), std::back_inserter(same),
                 [&](const std::string& word) { return has_parts(word) && first_part(word) == first_part(text); });
    return same.empty() ? words : same;
}

bool is_id(std::string_view text) {
    constexpr std::size_t longest = 64;
    if (text.empty() || text.size() > longest) return false;
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

Unit unit_of(const Field& field) {
    if (const auto unit = parse_unit(field.unit)) return *unit;
    return *parse_unit("-");
}

Text range_of(const Field& field) {
    const std::string unit = field.unit.empty() || field.unit == "-" ? "" : " " + field.unit;
    const std::string low = std::isfinite(field.minimum) ? print_number(field.minimum) + unit : "";
    // A limit that prints as 0 only keeps 0 itself out.
    const bool above_zero = field.minimum > 0 && print_number(field.minimum) == "0";
    const std::string high = std::isfinite(field.maximum) ? print_number(field.maximum) + unit : "";
    if (above_zero && high.empty()) return {"more than " + low, low + " より大きい値"};
    if (above_zero) return {"more than " + low + ", at most " + high, low + " より大きく " + high + " 以下"};
    if (high.empty()) return {"at least " + low, low + " 以上"};
    if (low.empty()) return {"at most " + high, high + " 以下"};
    return {low + " to " + high, low + " から " + high};
}

bool in_range(const Field& field, double number) {
    return in_range(field, unit_of(field), number);
}

bool in_range(const Field& field, const Unit& unit, double number) {
    const double shown = number / unit.factor;
    constexpr double slack = 1e-12;  // 100 % written as 100/100 is still 100 %
    return shown >= field.minimum - slack * std::abs(field.minimum) &&
           shown <= field.maximum + slack * std::abs(field.maximum);
}

}  // namespace gaiku
