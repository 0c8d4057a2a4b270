#include <gtest/gtest.h>

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "base/csv.h"
#include "base/file.h"
#include "cli/commands.h"
#include "plan/network/demands.h"

/// cases/measured: a year of measurements ends up in the plan as its rules say, and what was amiss in it was told.
namespace gaiku::measured_cases_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "measured";

const Workshop& workshop() {
    static const Workshop one;
    return one;
}

std::string content(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

struct Read {
    DistrictFile file;
    Findings findings;
};

Read read(const std::string& name) {
    Read read;
    read.file = workshop().read(root / (name + ".yaml"), read.findings);
    return read;
}

std::string lines_of(const Findings& findings) {
    std::string lines;
    for (const auto& finding : findings.all()) {
        const Position& at = finding.position;
        lines += fmt::format("{} {} {}:{}:{} {}\n", finding.severity == Severity::error ? "error" : "warning",
                             finding.code, fs::path(at.file).filename().string(), at.line, at.column, finding.value);
    }
    return lines;
}

class MeasuredCase : public testing::TestWithParam<std::string> {};

TEST_P(MeasuredCase, TellsWhatIsAmiss) {
    const Read of = read(GetParam());
    const fs::path expected = root / (GetParam() + ".expected");
    if (std::getenv("GAIKU_WRITE_EXPECTED") != nullptr && !of.findings.empty())
        write_file(expected, lines_of(of.findings));
    EXPECT_EQ(lines_of(of.findings), content(expected));
    for (const auto& finding : of.findings.all()) {
        EXPECT_FALSE(finding.fix.en.empty());
        EXPECT_FALSE(finding.fix.ja.empty());
        EXPECT_NE(finding_title(finding.code).en, finding.code);
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, MeasuredCase,
                         testing::Values("gaps", "gaps_not_filled", "leap_year", "clock_change", "clock_change_untold",
                                         "wrong_unit", "wrong_unit_kw", "wrong_unit_area", "half_hours",
                                         "clock_change_twice"),
                         [](const auto& parameter) { return parameter.param; });

TEST(MeasuredCases, HaveTheExpectedFigures) {
    Findings of_csv;
    const Csv expected = read_csv(content(root / "expected.csv"), "expected.csv", of_csv);
    ASSERT_EQ(expected.rows.size(), 4u);
    constexpr std::size_t noon_of_28_february = 58 * 24 + 12, noon_of_4_may = 123 * 24 + 12,
                          ten_of_8_december = 341 * 24 + 10;
    for (const auto& row : expected.rows) {
        SCOPED_TRACE(row.fields[0]);
        const Read of = read(row.fields[0]);
        ASSERT_FALSE(of.findings.has_errors());
        const auto demands = given_demands(of.file.eras.at(0).district);
        ASSERT_EQ(demands.size(), 1u);
        EXPECT_EQ(demands[0].id, "house.electricity");
        EXPECT_EQ(demands[0].carrier, "electricity");
        std::vector<double> kw(8760);
        for (std::size_t t = 0; t < kw.size(); ++t) kw[t] = demands[0].kw.at(t);
        const std::vector<double> figures{std::accumulate(kw.begin(), kw.end(), 0.0), demands[0].kw.largest(),
                                          kw[noon_of_28_february], kw[noon_of_4_may], kw[ten_of_8_december]};
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const double number = std::stod(row.fields[i + 1]);
            EXPECT_NEAR(figures[i], number, 1e-9 * number) << expected.header.fields[i + 1];
        }
    }
}

// A plan by the half-hour has the measured half-hours, peak and all, and the energy that is stated.
TEST(MeasuredCases, AreScaledAndKeepTheirHalfHours) {
    const Read of = read("half_hours");
    ASSERT_FALSE(of.findings.has_errors()) << lines_of(of.findings);
    ASSERT_EQ(of.file.eras.size(), 2u);
    const auto kwh = [](const District& district, std::vector<double>& kw) {
        const auto demands = given_demands(district);
        for (std::size_t t = 0; t < district.steps(); ++t) kw.push_back(demands.at(0).kw.at(t));
        return std::accumulate(kw.begin(), kw.end(), 0.0) * district.plan().number("step");
    };
    std::vector<double> half_hours, scaled;
    const double measured = kwh(of.file.eras[0].district, half_hours);
    EXPECT_NEAR(measured, 701352, 1e-6);
    EXPECT_EQ(half_hours.size(), 17520u);
    EXPECT_EQ(*std::max_element(half_hours.begin(), half_hours.end()), 202);
    EXPECT_NEAR(kwh(of.file.eras[1].district, scaled), 1.2e6, 1e-6);
    EXPECT_NEAR(scaled[5000], half_hours[5000] * 1.2e6 / measured, 1e-9);
}

// However many scenarios there are, a year is read once and shared.
TEST(MeasuredCases, AreSharedByScenarios) {
    const Read of = read("clock_change_twice");
    ASSERT_EQ(of.file.eras.size(), 2u);
    const SeriesMap& a = of.file.eras[0].district.measured;
    const SeriesMap& b = of.file.eras[1].district.measured;
    ASSERT_EQ(a.size(), 1u);
    EXPECT_EQ(a.begin()->first, "buildings.house.measured.electricity");
    EXPECT_EQ(a.begin()->second, b.begin()->second);
}

}  // namespace
}  // namespace gaiku::measured_cases_test
