#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace gaiku {

/// The lines of a text one by one, without their ends (LF or CR LF) and without a byte order mark before the first.
class Lines {
public:
    explicit Lines(std::string_view text);
    /// Nothing at the end.
    [[nodiscard]] std::optional<std::string_view> next();
    [[nodiscard]] int number() const { return number_; }  ///< of the line given last, from 1

private:
    std::string_view rest_;
    int number_ = 0;
};

/// The fields of a line without quotes in it; at most `most`, what is behind them is left out.
[[nodiscard]] std::vector<std::string_view> split(std::string_view line, char sign, std::size_t most = 4096);

/// A finite number that fills the text but for blanks around it.
[[nodiscard]] std::optional<double> plain_number(std::string_view text);
[[nodiscard]] std::optional<int> plain_count(std::string_view text);  ///< a whole number, may be negative

}  // namespace gaiku
