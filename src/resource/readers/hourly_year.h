#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "resource/readers/file_findings.h"
#include "resource/weather.h"

namespace gaiku {

/// What a weather file can hold, each with its unit.
enum class Element {
    temperature,        ///< degC
    dew_point,          ///< degC
    relative_humidity,  ///< %
    humidity,           ///< kg/kg
    global,             ///< W/m2, as the others of radiation
    direct_normal,
    diffuse,
    wind,  ///< m/s
};
inline constexpr std::size_t elements = 8;

[[nodiscard]] Text name_of(Element element);

/// The hour of the planning year that begins at `hour` (0 to 23) of a day; nothing for 29 February and for what is no
/// day or hour.
[[nodiscard]] std::optional<std::size_t> hour_of_year(int month, int day, int hour);
/// "2/3 04:00": when the hour begins.
[[nodiscard]] std::string hour_name(std::size_t hour);

/// The hours of a year as the rows of a file give them. Keeps the line of each, so that what is amiss can be found.
class HourlyYear {
public:
    explicit HourlyYear(FileFindings& findings);

    /// A row for an hour that had none yet; false, and a finding, for one that had.
    bool begin_row(std::size_t hour, int line);
    /// A row of 29 February, which the planning year has not.
    void leap_day_row(int line);
    /// A value of a row. One out of its element's range is a finding.
    void set(Element element, std::size_t hour, double value, int line);

    /// A value that is known although the file does not write it.
    void set_where_missing(Element element, std::size_t hour, double value);

    [[nodiscard]] bool has(Element element) const { return !values_[index(element)].empty(); }
    /// As they were read, NaN where there is none; empty of an element that the file has not.
    [[nodiscard]] const std::vector<double>& values(Element element) const { return values_[index(element)]; }
    /// Rows that are missing: more than three hours one after the other, or 5 % of the year in shorter gaps, are an
    /// error, fewer a warning.
    void check_rows();
    /// Every hour's value, short gaps filled. Empty where a gap is too long: an error if it is `needed`, else a warning
    /// that the element is left out.
    [[nodiscard]] std::vector<double> take(Element element, bool needed);

private:
    struct Gap {
        std::size_t begin = 0, length = 0;
    };
    static std::size_t index(Element element) { return static_cast<std::size_t>(element); }
    template <class Missing>
    [[nodiscard]] static std::vector<Gap> gaps(const Missing& missing);
    [[nodiscard]] bool check_filled(const std::vector<Gap>& missing, const Text& what);
    [[nodiscard]] int line_before(std::size_t hour) const;
    static Text describe(const Gap& gap, const Text& what);

    FileFindings& findings_;
    std::vector<int> lines_;  ///< of each hour, 0 for none
    int leap_line_ = 0;
    std::array<std::vector<double>, elements> values_;  ///< empty, or with NaN where there is none
};

}  // namespace gaiku
