#include "resource/readers/lines.h"

#include <charconv>
#include <cmath>

#include "base/normal.h"

namespace gaiku {
namespace {

template <class Number>
std::optional<Number> whole_text(std::string_view text) {
    text = trim(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
}

}  // namespace

Lines::Lines(std::string_view text) : rest_(text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
}

std::optional<std::string_view> Lines::next() {
    if (rest_.empty()) return std::nullopt;
    ++number_;
    const auto end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> split(std::string_view line, char sign, std::size_t most) {
    std::vector<std::string_view> fields;
    while (fields.size() < most) {
        const auto end = line.find(sign);
        fields.push_back(line.substr(0, end));
        if (end == std::string_view::npos) break;
        line.remove_prefix(end + 1);
    }
    return fields;
}

std::optional<double> plain_number(std::string_view text) {
    const auto value = whole_text<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<int> plain_count(std::string_view text) {
    return whole_text<int>(text);
}

}  // namespace gaiku
