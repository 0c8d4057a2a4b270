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

TEST(Replay, OfEveryTechnologyAgreesWithTheOptimiser) {
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan planned = plan_case("network/all_technologies/district.yaml", solver);
        expect_same(planned);
        const NetworkPlan& plan = network_of(planned);
        std::set<std::string> used;
        for (const auto& size : plan.sizes) used.insert(size.technology);
        EXPECT_GE(used.size(), 15u);
        for (const auto& asset : planned.file.eras[0].district.assets()) {
            if (asset.second->text("technology") == "control_system") continue;
            double energy = 0;
            for (const auto& flow : plan.flows)
                energy += flow.from == asset.first || flow.to == asset.first ? flow.kwh : 0;
            EXPECT_GT(energy, 1) << asset.first << " stands still, so its replay says nothing";
        }
    }
}

TEST(Replay, OfTheAllTechnologiesCaseCostsTheSameByBothSolvers) {
    const Plan highs = plan_case("network/all_technologies/district.yaml", "highs");
    const Plan piqp = plan_case("network/all_technologies/district.yaml", "piqp");
    EXPECT_NEAR(network_of(highs).cost / network_of(piqp).cost, 1, 1e-7);
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
