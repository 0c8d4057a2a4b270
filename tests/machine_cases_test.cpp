#include <algorithm>
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
    std::string quantity;
    double value = 0, tolerance = 0;
};

std::vector<Expected> read_expected(const fs::path& file) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    Findings findings;
    const Csv csv = read_csv(text.str(), file.string(), findings);
    EXPECT_TRUE(findings.empty()) << file;
    std::vector<Expected> all;
    for (const auto& row : csv.rows)
        all.push_back({row.fields.at(1), std::stod(row.fields.at(2)), std::stod(row.fields.at(3))});
    return all;
}

/// "sent back, received" is written sent_back_received.
std::string as_word(const std::string& name) {
    std::string word;
    for (const char c : name) {
        if (c != ',') word += c == ' ' ? '_' : c;
    }
    return word;
}

const AssetSchedule& schedule_of(const NetworkPlan& plan, const std::string& id) {
    for (const auto& planned : plan.schedules) {
        if (planned.id == id) return planned.schedule;
    }
    throw std::out_of_range("no asset " + id);
}

/// cost, co2_t; size ID PART; level ID STEP (kWh); kw ID PORT STEP (into the balance).
double found(const NetworkPlan& plan, const std::string& quantity) {
    std::istringstream in(quantity);
    std::string what, id, name;
    std::size_t step = 0;
    in >> what >> id;
    if (what == "cost") return plan.cost;
    if (what == "co2_t") return plan.co2_t.value();
    if (what == "level") return in >> step, schedule_of(plan, id).level_kwh.at(step);
    in >> name;
    if (what == "size") return size_of(plan, id, name);
    in >> step;
    for (const auto& port : schedule_of(plan, id).ports) {
        if (as_word(port.name) == name) return port.kw.at(step);
    }
    throw std::out_of_range("no quantity " + quantity);
}

std::vector<std::string> cases() {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const fs::path file = fs::relative(entry.path(), root);
        if (file.extension() == ".yaml") all.push_back((file.parent_path() / file.stem()).string());
    }
    std::sort(all.begin(), all.end());
    return all;
}

class MachineCase : public testing::TestWithParam<std::string> {};

TEST_P(MachineCase, GivesWhatItsOriginSaysByBothSolvers) {
    const std::vector<Expected> all = read_expected(root / (GetParam() + ".csv"));
    ASSERT_FALSE(all.empty());
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("technology/" + GetParam() + ".yaml", solver);
        const NetworkPlan& plan = network_of(planned);
        ASSERT_FALSE(plan.schedules.empty());
        for (const auto& [quantity, value, tolerance] : all)
            EXPECT_NEAR(found(plan, quantity), value, tolerance) << quantity;
        constexpr double tolerance = 1e-2;  // an interior solution keeps a row to about 1e-6 of its size
        for (const auto& asset : replay(planned.file.eras[0].district, Technologies(), plan)) {
            EXPECT_LT(asset.largest_kw, tolerance) << asset.id << " " << asset.where;
            EXPECT_LT(asset.largest_kwh, tolerance) << asset.id << " " << asset.where;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, MachineCase, testing::ValuesIn(cases()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
});

}  // namespace
}  // namespace gaiku
