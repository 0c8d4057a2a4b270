// What document 003 prints of the demand of the Sagamihara station district (cases A and B), made by gaiku of floor
// areas and unit loads. Unit loads are printed as whole numbers, so that a cell may be off by half a unit times its
// area.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/csv.h"
#include "cli/commands.h"
#include "demand/building_loads.h"
#include "plan/network/demands.h"

namespace gaiku::demand_cases_test {
namespace {

const std::filesystem::path root = GAIKU_SOURCE_DIR;

struct Printed {
    std::string of_case, service, unit, of;
    double value = 0;
};

std::vector<Printed> printed(const std::string& table) {
    std::ifstream file(root / "cases" / "demand" / ("sagamihara_" + table + ".csv"));
    std::stringstream text;
    text << file.rdbuf();
    Findings findings;
    const Csv csv = read_csv(text.str(), table, findings);
    std::vector<Printed> all;
    for (const auto& row : csv.rows)
        all.push_back({row.fields[0], row.fields[1], row.fields[2], row.fields[3], std::stod(row.fields[4])});
    EXPECT_FALSE(all.empty());
    return all;
}

const District& district_of(const std::string& of_case, const std::string& scenario) {
    static std::map<std::string, DistrictFile> read;
    static const Workshop workshop;
    if (!read.contains(of_case)) {
        Findings findings;
        const std::string file =
            "8-sagamihara-" + std::string(1, static_cast<char>(std::tolower(of_case[0]))) + ".yaml";
        read[of_case] = workshop.read(root / "examples" / "sagamihara" / file, findings);
        for (const auto& finding : findings.all()) {
            if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
        }
    }
    for (const Era& era : read[of_case].eras) {
        if (era.id == scenario) return era.district;
    }
    throw std::runtime_error("no scenario " + scenario);
}

constexpr double mj_per_kwh = 3.6;

struct Cell {
    double ours = 0;       ///< in the printed unit
    double allowance = 0;  ///< of whole unit loads, in the printed unit
};

/// What gaiku makes of the buildings with a unit load (all: of every one). Dwellings' own water heaters are no demand
/// of the district's heat there.
Cell cell(const District& district, const Printed& of, bool peak, bool all, bool own_hot_water) {
    const double per_kwh = of.unit == "GJ/yr"  ? mj_per_kwh / 1000
                           : of.unit == "MJ/h" ? mj_per_kwh
                           : of.unit == "kW"   ? 1
                                               : 1e-3;
    Cell cell;
    for (const auto& [id, building] : district.buildings()) {
        if (!all && building->text("unit_load") != of.of) continue;
        for (std::size_t i = 0; i < services; ++i) {
            const auto service = static_cast<Service>(i);
            if (of.service != name_of(service)) continue;
            const bool own = service == Service::hot_water && building->text("hot_water_by") != "network";
            if (own && !own_hot_water) continue;
            const auto load = building_load(*building, service);
            if (!load) continue;
            cell.ours += per_kwh * (peak ? load->peak_kw.value_or(0) : load->annual_kwh);
            const double unit_loads = building->has("common_electricity_per_area") && i == 0 ? 2 : 1;
            const double half_unit_kwh = 0.5 / mj_per_kwh / (peak ? 1000 : 1);
            cell.allowance += per_kwh * half_unit_kwh * unit_loads * building->number("floor_area");
        }
    }
    return cell;
}

/// A printed number is itself a whole one; a cell that is smaller than what whole unit loads allow may be off by one.
double within(const Cell& cell) {
    return std::max(1.0, cell.allowance + 0.5);
}

TEST(DemandCases, EveryCellOfTheAnnualTableIsMet) {
    int cells = 0;
    for (const Printed& of : printed("annual")) {
        const bool base = of.of == "base_total";
        const bool total = base || of.of == "case_total";
        const District& district = district_of(of.of_case, base ? "individual" : "optimum");
        Cell ours = cell(district, of, false, total, base);
        if (base && of.service == "electricity") {
            // The print leaves the tower's common area out of the base.
            for (const auto& [id, building] : district.buildings()) {
                const Value* common = building->find("common_electricity_per_area");
                if (common != nullptr)
                    ours.ours -=
                        common->number * building->number("floor_area") * (of.unit == "GJ/yr" ? 0.0036 : 0.001);
            }
        }
        EXPECT_NEAR(ours.ours, of.value, within(ours))
            << of.of_case << " " << of.service << " " << of.unit << " " << of.of;
        ++cells;
    }
    EXPECT_EQ(cells, 108);
}

TEST(DemandCases, EveryCellOfThePeakTableIsMet) {
    int cells = 0;
    for (const Printed& of : printed("peak")) {
        if (of.of == "simultaneity" || of.of == "district_peak") continue;
        const bool total = of.of == "stacked_peak";
        const Cell ours = cell(district_of(of.of_case, "optimum"), of, true, total, false);
        EXPECT_NEAR(ours.ours, of.value, within(ours))
            << of.of_case << " " << of.service << " " << of.unit << " " << of.of;
        ++cells;
    }
    EXPECT_EQ(cells, 98) << "116 but 8 of simultaneity and 10 peaks of the district";
}

TEST(DemandCases, ThePrintedCellsAddUpToThePrintedSums) {
    std::map<std::string, double> sums;
    std::map<std::string, double> totals;
    for (const char* table : {"annual", "peak"}) {
        for (const Printed& of : printed(table)) {
            const std::string row = of.of_case + " " + of.service + " " + of.unit;
            if (of.of == "case_total" || of.of == "stacked_peak") totals[row] = of.value;
            if (of.of.find('/') != std::string::npos) sums[row] += of.value;
        }
    }
    EXPECT_EQ(totals.size(), 20u);
    for (const auto& [row, total] : totals) EXPECT_NEAR(sums[row], total, 1) << row;
}

// district peak = stacked x the printed simultaneity, and gaiku's own stands beside it.
TEST(DemandCases, DistrictPeaksFollowThePrintedSimultaneity) {
    int peaks = 0;
    const auto table = printed("peak");
    std::map<std::string, double> simultaneity;
    for (const Printed& of : table) {
        if (of.of == "simultaneity") simultaneity[of.of_case + of.service] = of.value;
    }
    for (const Printed& of : table) {
        if (of.of != "district_peak") continue;
        const District& district = district_of(of.of_case, "optimum");
        const double printed_simultaneity = simultaneity.at(of.of_case + of.service);
        Cell peak = cell(district, of, true, true, false);
        peak.allowance *= printed_simultaneity;
        bool summed = false;
        for (const DemandSummary& summary : demand_summary(district, given_demands(district))) {
            if (summary.service != of.service || summary.carrier == "gas") continue;
            ASSERT_TRUE(summary.design_peak_kw) << of.service;
            const double unit = of.unit == "MJ/h" ? mj_per_kwh : 1;
            EXPECT_NEAR(*summary.design_peak_kw, summary.stacked_peak_kw * printed_simultaneity,
                        1e-9 * summary.stacked_peak_kw)
                << of.of_case << " " << of.service;
            EXPECT_NEAR(*summary.design_peak_kw * unit, of.value, within(peak)) << of.of_case << " " << of.service;
            EXPECT_GT(summary.simultaneity, 0.1);
            EXPECT_LE(summary.simultaneity, 1 + 1e-9);
            summed = true;
        }
        // A hall's hot water is printed as 0 kJ/m2/h and as 1 MJ/h.
        if (!summed) {
            EXPECT_NEAR(0, of.value, within(peak)) << of.of_case << " " << of.service;
        }
        peaks += summed ? 1 : 0;
    }
    EXPECT_EQ(peaks, 8) << "two cases: electricity in two units, cooling, heating";
}

// Case C has no printed demand; it runs by the same code.
TEST(DemandCases, CaseCIsMadeLikeTheOthers) {
    const District& district = district_of("C", "optimum");
    const auto summaries = demand_summary(district, given_demands(district));
    EXPECT_EQ(summaries.size(), 5u) << "electricity, cooling, heating, hot water of the hotel and of the homes";
    for (const DemandSummary& summary : summaries) EXPECT_GT(summary.annual_kwh, 0) << summary.service;
}

}  // namespace
}  // namespace gaiku::demand_cases_test
