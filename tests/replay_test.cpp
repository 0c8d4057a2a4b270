#include <algorithm>
#include <array>
#include <set>

#include "network_plan_for_tests.h"
#include "replay_for_tests.h"

// A plan is worth nothing if the machines cannot do what it says: each schedule, run through the machines' own physics
// at the planned sizes, must come out the same, and what really flows must keep every balance and limit.
namespace gaiku {
namespace {

void expect_same(const Plan& planned) {
    for (std::size_t i = 0; i < planned.scenarios.size(); ++i) {
        ASSERT_TRUE(planned.scenarios[i].network) << planned.scenarios[i].id;
        expect_replays(planned, i);
    }
}

/// Each is in one of these.
constexpr std::array<const char*, 2> with_every_technology{"network/all_technologies/district.yaml",
                                                           "network/more_machines/district.yaml"};

void expect_all_run(const Plan& planned) {
    for (const auto& [id, asset] : planned.file.eras[0].district.assets()) {
        const std::string& technology = asset->text("technology");
        if (technology == "control_system" || technology == "building_measure") continue;
        double energy = 0;
        for (const auto& flow : network_of(planned).flows) energy += flow.from == id || flow.to == id ? flow.kwh : 0;
        EXPECT_GT(energy, 1) << id << " stands still, so its replay says nothing";
    }
}

TEST(Replay, OfEveryTechnologyAgreesWithTheOptimiser) {
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        std::set<std::string> used;
        for (const char* file : with_every_technology) {
            SCOPED_TRACE(file);
            const Plan planned = plan_case(file, solver);
            expect_same(planned);
            expect_all_run(planned);
            for (const auto& size : network_of(planned).sizes) used.insert(size.technology);
        }
        EXPECT_GE(used.size(), 24u);
    }
}

TEST(Replay, OfEveryTechnologyCostsTheSameByBothSolvers) {
    for (const char* file : with_every_technology) {
        const Plan highs = plan_case(file, "highs");
        const Plan piqp = plan_case(file, "piqp");
        EXPECT_NEAR(network_of(highs).cost / network_of(piqp).cost, 1, 1e-7) << file;
    }
}

// In an outage that the plan did not know of, a generator runs until its tank is empty.
TEST(Replay, InAnOutageTheEmergencyGeneratorRunsAsLongAsItsTank) {
    const Technologies technologies;
    const Plan planned = plan_case("technology/emergency_generator/closed_form.yaml");
    const District& district = planned.file.eras[0].district;
    const Record& generator = *std::find_if(district.assets().begin(), district.assets().end(), [](const auto& a) {
                                   return a.first == "generator";
                               })->second;
    const AssetInput asset(generator, district);
    const std::array<double, 2> sizes{120, 700};  // kW, kWh of fuel: 300 kWh an hour at full output, 40 %
    const std::array<double, 2> wanted{120, 0};
    const auto in_outage = technologies.of(generator).machine_in_outage(asset, sizes);
    std::array<double, 2> ports{};
    double tank = 700;
    std::vector<double> power;
    for (std::size_t hour = 1; hour < 5; ++hour) {
        in_outage->step(hour, 1, wanted, tank, ports);
        power.push_back(ports[0]);
    }
    EXPECT_NEAR(power[0], 120, 1e-12);
    EXPECT_NEAR(power[1], 120, 1e-12);
    EXPECT_NEAR(power[2], 40, 1e-12) << "the last 100 kWh";
    EXPECT_NEAR(power[3], 0, 1e-12);
    EXPECT_NEAR(tank, 0, 1e-12);
    tank = 700;
    technologies.of(generator).machine(asset, sizes)->step(1, 1, wanted, tank, ports);
    EXPECT_EQ(ports[0], 0) << "with the grid there, and no test, it stands still";
}

TEST(Replay, OfThePeersAgreesWithTheOptimiser) {
    for (const char* file : {"calliope_urban/district.yaml", "hospital_chp/district.yaml",
                             "annual_district/first_744_hours.yaml", "annual_district/district.yaml"}) {
        SCOPED_TRACE(file);
        expect_same(plan_case(std::string("peers/") + file));
    }
}

}  // namespace
}  // namespace gaiku
