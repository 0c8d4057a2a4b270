#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/csv.h"
#include "network_plan_for_tests.h"
#include "plan/network/replay.h"

// Each machine against figures that gaiku did not make (cases/technology/NAME/README.md says whose): a wrong sign or
// efficiency would be in every plan that has one.
namespace gaiku {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "technology";

struct Expected {
    std::string asset, what;
    std::string step;  ///< empty: of the whole plan
    double value = 0, tolerance = 0;
};

std::vector<Expected> read_expected(const fs::path& file) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    Findings findings;
    const Csv csv = read_csv(text.str(), file.string(), findings);
    EXPECT_TRUE(findings.empty()) << file;
    std::vector<Expected> all;
    for (const auto& row : csv.rows) {
        const auto& f = row.fields;
        all.push_back({f.at(0), f.at(1), f.at(2), std::stod(f.at(3)), std::stod(f.at(4))});
    }
    return all;
}

const AssetSchedule& schedule_of(const NetworkPlan& plan, const std::string& id) {
    for (const auto& planned : plan.schedules) {
        if (planned.id == id) return planned.schedule;
    }
    throw std::out_of_range("no asset " + id);
}

double found(const NetworkPlan& plan, const Expected& expected) {
    if (expected.asset == "plan") return expected.what == "cost" ? plan.cost : plan.co2_t.value();
    if (expected.step.empty()) return size_of(plan, expected.asset, expected.what);
    const std::size_t step = std::stoul(expected.step);
    const AssetSchedule& schedule = schedule_of(plan, expected.asset);
    if (expected.what == "level") return schedule.level_kwh.at(step);
    for (const auto& port : schedule.ports) {
        if (port.name == expected.what) return port.kw.at(step);
    }
    throw std::out_of_range("no port " + expected.what);
}

std::vector<std::string> machines() {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(root)) {
        if (fs::exists(entry.path() / "expected.csv")) all.push_back(entry.path().filename());
    }
    std::sort(all.begin(), all.end());
    return all;
}

class MachineCase : public testing::TestWithParam<std::string> {};

TEST_P(MachineCase, GivesWhatItsOriginSaysByBothSolvers) {
    const std::vector<Expected> all = read_expected(root / GetParam() / "expected.csv");
    ASSERT_FALSE(all.empty());
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("technology/" + GetParam() + "/district.yaml", solver);
        const NetworkPlan& plan = network_of(planned);
        ASSERT_FALSE(plan.schedules.empty());
        for (const auto& expected : all) {
            EXPECT_NEAR(found(plan, expected), expected.value, expected.tolerance)
                << expected.asset << " " << expected.what << " " << expected.step;
        }
        constexpr double tolerance = 1e-2;  // an interior solution keeps a row to about 1e-6 of its size
        for (const auto& asset : replay(planned.file.eras[0].district, Technologies(), plan)) {
            EXPECT_LT(asset.largest_kw, tolerance) << asset.id << " " << asset.where;
            EXPECT_LT(asset.largest_kwh, tolerance) << asset.id << " " << asset.where;
        }
    }
}

// The hull of 0.58656667 x^2 + 0.24616667 x + 0.16726667 is below its best load its tangent from (0, 0), of the slope
// 0.24616667 + 2 sqrt(0.58656667 x 0.16726667) = 0.87263: at a load of 20 % 0.174526 for the curve's 0.239963.
TEST(PartLoadDeviation, IsReportedWithTheSizeOfTheMachine) {
    const Plan planned = plan_case("technology/inverter_chiller/district.yaml");
    const NetworkPlan& plan = network_of(planned);
    const auto chiller =
        std::find_if(plan.sizes.begin(), plan.sizes.end(), [](const auto& s) { return s.id == "chiller"; });
    ASSERT_NE(chiller, plan.sizes.end());
    ASSERT_EQ(chiller->part_load.size(), 3u) << "one for each span of cooling water";
    const CurveFit& cold_water = chiller->part_load.front();
    EXPECT_EQ(cold_water.curve, "turbo_chiller_inv_cooling_below_24");
    EXPECT_DOUBLE_EQ(cold_water.at_load, 0.2);
    EXPECT_NEAR(cold_water.largest, 0.174526 / 0.239963 - 1, 1e-4);
    EXPECT_GT(cold_water.mean, 0);
    EXPECT_LT(cold_water.mean, 0.27);
}

INSTANTIATE_TEST_SUITE_P(Cases, MachineCase, testing::ValuesIn(machines()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace gaiku
