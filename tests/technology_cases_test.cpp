#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/csv.h"
#include "base/unit.h"
#include "network_plan_for_tests.h"
#include "plan/network/replay.h"

/// Every district of cases/technology against what stands beside it: figures that gaiku did not make, of which each
/// says where it is from (cases/technology/README.md). By both solvers, and each schedule through the machines' own
/// physics.
namespace gaiku::technology_cases_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "technology";

/// Of a row of a solution (solve::check_tolerance is 1e-6 of it), summed over a level's memory.
constexpr double replay_tolerance = 1e-2;

/// "FOLDER/NAME", for NAME.yaml with NAME.csv.
std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".yaml")
            names.push_back(entry.path().parent_path().filename().string() + "/" + entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

struct Expected {
    std::string scenario, quantity;
    double value = 0, tolerance = 0;
    std::string origin;
};

std::vector<Expected> expected_of(const std::string& name) {
    std::stringstream text;
    text << std::ifstream(root / (name + ".csv")).rdbuf();
    Findings findings;
    const Csv csv = read_csv(text.str(), name, findings);
    EXPECT_TRUE(findings.empty() && csv.header.fields.size() == 5) << name;
    std::vector<Expected> rows;
    for (const auto& row : csv.rows)
        rows.push_back(
            {row.fields[0], row.fields[1], std::stod(row.fields[2]), std::stod(row.fields[3]), row.fields[4]});
    return rows;
}

/// "sent back, received" is written sent_back_received.
std::string as_word(std::string name) {
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

double kw(const NetworkPlan& plan, const std::string& id, const std::string& port, std::size_t step) {
    for (const auto& one : schedule_of(plan, id).ports) {
        if (as_word(one.name) == port) return one.kw.at(step);
    }
    throw std::out_of_range("no port " + port + " of " + id);
}

/// Whether a node of the plan is what a case calls it: a carrier of the only place, a demand or an asset by its id, or
/// whatever lies outside of the district.
bool is_called(const std::string& node, const std::string& name) {
    if (name == "outside") return node.starts_with("outside:");
    return node == name || node == "district/" + name || node == "demand:" + name || node == "unserved:" + name;
}

double named_flow(const NetworkPlan& plan, const std::string& from, const std::string& to) {
    double kwh = 0;
    for (const auto& flow : plan.flows) kwh += is_called(flow.from, from) && is_called(flow.to, to) ? flow.kwh : 0;
    return kwh;
}

/// The quantity that a row names: cost, co2_t, primary_energy_gj, capital; size ID PART; flow FROM TO (kWh); kw ID PORT
/// STEP (into the balance); level ID STEP (kWh).
double value_of(const NetworkPlan& plan, const std::string& quantity) {
    std::istringstream in(quantity);
    std::string what, a, b;
    std::size_t step = 0;
    in >> what >> a;
    if (what == "cost") return plan.cost;
    if (what == "co2_t") return plan.co2_t.value();
    if (what == "primary_energy_gj") return plan.primary_energy_gj.value();
    if (what == "capital") return plan.capital;
    if (what == "level") return in >> step, schedule_of(plan, a).level_kwh.at(step);
    in >> b;
    if (what == "size") return size_of(plan, a, b);
    if (what == "flow") return named_flow(plan, a, b);
    if (what == "kw") return in >> step, kw(plan, a, b, step);
    throw std::out_of_range("no quantity " + quantity);
}

std::size_t index_of(const Plan& plan, const std::string& scenario) {
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        if (scenario.empty() || plan.scenarios[i].id == scenario) return i;
    }
    throw std::out_of_range("no scenario " + scenario);
}

const Plan& planned(const std::string& name, const std::string& solver) {
    static std::map<std::pair<std::string, std::string>, Plan> plans;
    const auto key = std::pair(name, solver);
    if (!plans.contains(key)) plans[key] = plan_case("technology/" + name + ".yaml", solver);
    return plans[key];
}

class TechnologyCase : public testing::TestWithParam<std::string> {};

TEST_P(TechnologyCase, ComesOutAsOthersSay) {
    const auto rows = expected_of(GetParam());
    ASSERT_FALSE(rows.empty());
    for (const char* solver : {"highs", "piqp"}) {
        const Plan& plan = planned(GetParam(), solver);
        std::set<std::string> told;
        for (const auto& row : rows) {
            const NetworkPlan& network = network_of(plan, index_of(plan, row.scenario));
            EXPECT_NEAR(value_of(network, row.quantity), row.value, row.tolerance)
                << row.scenario << " " << row.quantity << " by " << solver << "; from " << row.origin;
            EXPECT_FALSE(row.origin.empty()) << row.quantity;
            told.insert(row.scenario);
        }
        EXPECT_EQ(told.size(), plan.scenarios.size()) << "every scenario has something to say";
    }
}

TEST_P(TechnologyCase, CostsTheSameByBothSolvers) {
    const Plan &highs = planned(GetParam(), "highs"), &piqp = planned(GetParam(), "piqp");
    for (std::size_t i = 0; i < highs.scenarios.size(); ++i) {
        const double cost = network_of(highs, i).cost;
        EXPECT_NEAR(network_of(piqp, i).cost, cost, 1e-7 * std::max(std::abs(cost), 1000.0)) << highs.scenarios[i].id;
    }
}

TEST_P(TechnologyCase, IsWhatTheMachinesDo) {
    const Technologies technologies;
    for (const char* solver : {"highs", "piqp"}) {
        const Plan& plan = planned(GetParam(), solver);
        for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
            const auto replayed =
                replay(plan.file.eras[i].district, technologies, network_of(plan, i), replay_tolerance);
            for (const auto& asset : replayed.assets) {
                EXPECT_LT(asset.largest_kw, replay_tolerance) << solver << " " << asset.id << " " << asset.where;
                EXPECT_LT(asset.largest_kwh, replay_tolerance) << solver << " " << asset.id << " " << asset.where;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, TechnologyCase, testing::ValuesIn(cases()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
});

bool moves_energy(const Plan& plan, const std::string& technology) {
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        for (const auto& [id, asset] : plan.file.eras[i].district.assets()) {
            if (asset->text("technology") != technology) continue;
            for (const auto& flow : network_of(plan, i).flows) {
                if ((flow.from == id || flow.to == id) && flow.kwh > 1) return true;
            }
        }
    }
    return false;
}

// The next technology is not done before somebody else has said what it should do.
TEST(TechnologyCases, ThereIsOneForEveryTechnologyOfANetwork) {
    const Technologies technologies;
    for (const auto& [technology, section] : technologies.sections()) {
        if (!technologies.named(technology).in_networks()) continue;
        bool any = false;
        for (const auto& name : cases()) {
            if (!name.starts_with(technology)) continue;
            any = any || technology == "control_system" || technology == "building_measure" ||
                  moves_energy(planned(name, "highs"), technology);
            EXPECT_TRUE(fs::exists(root / fs::path(name).parent_path() / "README.md")) << name;
        }
        EXPECT_TRUE(any) << "no case in which a " << technology << " moves energy";
    }
}

}  // namespace
}  // namespace gaiku::technology_cases_test
