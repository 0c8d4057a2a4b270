#include <fmt/format.h>
#include <unistd.h>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>

#include "network_plan_for_tests.h"
#include "random_tariff.h"

// The optimiser and the bill count by the same tariff: what a plan says it costs is what the year's bills add up to.
namespace gaiku {
namespace {

namespace fs = std::filesystem;

double bills_of(const NetworkPlan& plan) {
    double sum = 0;
    for (const auto& contract : plan.bills) {
        for (const auto& month : contract.months) sum += (contract.sale ? -1 : 1) * month.exact;
    }
    return sum;
}

TEST(TariffAgreement, OfAYearOfHalfHoursToTheYen) {
    const Plan planned = plan_case("tariff/half_hours.yaml");
    const NetworkPlan& plan = network_of(planned);
    ASSERT_EQ(plan.bills.size(), 2u) << "purchase and sale";
    const auto& bought = plan.bills[0];
    EXPECT_EQ(bought.members, (std::vector<std::string>{"grid_north", "grid_south"}));
    ASSERT_EQ(bought.months.size(), 12u);
    EXPECT_NEAR(plan.cost, bills_of(plan), 0.5) << "everything else is there already and costs nothing";
    EXPECT_GT(plan.cost, 1e7);
    // The bills as printed differ by what is cut off: less than a yen a line, and a kW or kWh rounded.
    double printed = 0;
    for (const auto& month : bought.months) printed += month.total;
    double exact = 0;
    for (const auto& month : bought.months) exact += month.exact;
    EXPECT_NE(printed, exact);
    EXPECT_NEAR(printed, exact, 12 * (0.5 * 1900 * 0.87 + 25));
}

TEST(TariffAgreement, TheRatchetIsWhatThePlanCuts) {
    const Plan planned = plan_case("tariff/half_hours.yaml");
    const auto& months = network_of(planned).bills.at(0).months;
    // 205 kW six months before the plan are charged until June; then later months decide, at last those of this year.
    EXPECT_EQ(months[0].demand->billed_kw, 205);
    EXPECT_EQ(months[0].demand->from, "before-6");
    for (std::size_t m = 1; m < 12; ++m)
        EXPECT_LE(months[m].demand->billed_kw, months[m - 1].demand->billed_kw + 0.5) << m;
    EXPECT_LT(months[11].demand->billed_kw, 205);
    EXPECT_EQ(months[11].demand->from.substr(0, 4), "2025");
    for (const auto& month : months) EXPECT_GE(month.demand->peak_factor, 1);
}

TEST(TariffAgreement, HospitalByTariffIsTheSameOptimum) {
    const Plan planned = plan_case("tariff/hospital.yaml");
    ASSERT_EQ(planned.scenarios.size(), 2u);
    EXPECT_NEAR(size_of(network_of(planned, 0), "engine"), 263.523, 0.01);
    EXPECT_NEAR(network_of(planned, 0).cost, 11'112'845, 2);
    EXPECT_NEAR(network_of(planned, 1).cost, 11'770'637, 2);
    const auto& without = network_of(planned, 1).bills.at(0);
    ASSERT_EQ(without.months.size(), 12u);
    const auto& january = without.months[0];
    EXPECT_NEAR(january.total, 10 * january.demand->measured_kw + 0.12 * january.energy_kwh, 0.01);
}

TEST(TariffAgreement, OfBlocksThatFallInPrice) {
    const Plan planned = plan_case("tariff/falling_blocks.yaml");
    const std::vector<double> by_hand{992'800, 372'000, 468'720};
    for (std::size_t i = 0; i < by_hand.size(); ++i)
        EXPECT_NEAR(network_of(planned, i).cost, by_hand[i], 0.5) << planned.scenarios.at(i).id;
    EXPECT_NEAR(bills_of(network_of(planned, 0)), 992'800, 0.5);
    EXPECT_NEAR(bills_of(network_of(planned, 2)), 0, 0.5) << "nothing of the falling one";
}

// Two blocks at one price under a least bill: rules ended at an infinite bill (found by a random tariff).
TEST(TariffAgreement, OfABlockAsDearAsTheOneBelowUnderALeastBill) {
    const std::string text =
        "gaiku: 1\ndistrict: { id: same, name: Same }\nblocks: { north: {} }\n"
        "demands:\n  load: { block: north, carrier: electricity, power: 50 kW }\n"
        "tariffs:\n  made:\n    time_zone: Asia/Tokyo\n    charges:\n"
        "      energy: { kind: energy, rates: [{ price: 10 yen/kWh }, { above: 1000 kWh, price: 10 yen/kWh }, "
        "{ above: 30000 kWh, price: 12 yen/kWh }] }\n"
        "      least: { kind: minimum, price: LEAST yen/month }\n"
        "assets:\n  grid: { technology: grid_connection, block: north, capacity: 300 kW, tariff: made }\n"
        "plan: { method: network, hours: 744, step: 60 min, year: 2025 }\neconomics: { annuity: 8 % }\n"
        "scenarios: [ { id: least_cost }, { id: rules, change: { plan: { operation: rules } } } ]\n";
    static const Workshop workshop;
    const fs::path file = fs::temp_directory_path() / fmt::format("gaiku-same-price-{}.yaml", ::getpid());
    // 50 kW in the 744 hours of January: 30,000 kWh at 10 yen and 7,200 at 12.
    for (const auto& [least, bill] : {std::pair(1000, 386'400.0), std::pair(500'000, 500'000.0)}) {
        std::string with = text;
        with.replace(with.find("LEAST"), 5, std::to_string(least));
        std::ofstream(file) << with;
        Findings findings;
        DistrictFile district = workshop.read(file, findings);
        ASSERT_FALSE(findings.has_errors()) << print_finding(findings.all().front(), Language::en);
        const Plan planned =
            plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named("highs")});
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_NEAR(network_of(planned, i).cost, bill, 0.5) << planned.scenarios.at(i).id;
            EXPECT_NEAR(bills_of(network_of(planned, i)), bill, 0.5) << planned.scenarios.at(i).id;
        }
    }
    fs::remove(file);
}

/// A district with random tariffs, demand, battery and panels, written to a file.
struct RandomContracts {
    explicit RandomContracts(std::uint64_t seed) {
        test::Draw draw(seed);
        const bool year = draw.chance(0.5);
        const std::size_t steps = year ? 1460 : 960;  // a year of six-hour steps, or ten days of quarters
        const auto series = [&](double least, double most) {
            std::string values;
            for (std::size_t t = 0; t < steps; ++t)
                values += fmt::format("{}{:.2f}", t == 0 ? "" : ",", draw.between(least, most));
            return values;
        };
        test::RandomTariff made(draw, 50, "market");
        const bool falls = !year && draw.chance(0.5);  // of a month, so that there are few whole numbers
        if (falls) made.let_fall();
        const std::string capacity = falls ? "300 kW" : "unlimited";
        const std::string bought = made.electricity(), sold = made.sale(), burnt = made.gas();
        tariffs = "tariffs:\n  made:\n" + bought + "  sold:\n" + sold + "  burnt:\n" + burnt;
        text = fmt::format(
            "gaiku: 1\ndistrict: {{ id: random, name: Random }}\nblocks: {{ north: {{}}, south: {{}} }}\n"
            "series:\n  load: {{ unit: kW, values: [{}] }}\n  market: {{ unit: yen/kWh, values: [{}] }}\n"
            "  sun: {{ unit: kW/kW, values: [{}] }}\n"
            "demands:\n  load: {{ block: north, carrier: electricity, power: load }}\n"
            "  more: {{ block: south, carrier: electricity, power: load, factor: 0.4 }}\n"
            "  heat: {{ block: south, carrier: hot_water, power: load, factor: 0.3 }}\n{}"
            "assets:\n  grid: {{ technology: grid_connection, block: north, capacity: {}, tariff: made, {}{} "
            "}}\n"
            "  second: {{ technology: grid_connection, block: south, capacity: {}, {} }}\n"
            "  gas: {{ technology: gas_connection, block: south, capacity: unlimited, tariff: burnt, {} }}\n"
            "  boiler: {{ technology: boiler, block: south, existing: yes, capacity: 200 kW, efficiency: 90 %, upkeep: "
            "0 yen/kW/year }}\n"
            "  panels: {{ technology: pv, mounting: rooftop_pv, block: north, existing: yes, capacity: 90 kW, upkeep: "
            "0 "
            "yen/kW/year, yield: sun }}\n"
            "  battery: {{ technology: battery, block: north, existing: yes, capacity: 80 kWh, power: 30 kW, "
            "charge_efficiency: 95 %, discharge_efficiency: 95 %, loss_per_hour: 0 % }}\n"
            "plan: {{ method: network, hours: {}, step: {}, year: 2025 }}\neconomics: {{ annuity: 8 % }}\n"
            "scenarios: [ {{ id: least_cost }}, {{ id: rules, change: {{ plan: {{ operation: rules }} }} }} ]\n",
            series(10, 100), series(3, 30), series(0, 1), tariffs, capacity, made.electricity_terms(),
            draw.chance(0.7) ? ", sale_tariff: sold, export_limit: 40 kW" : "", capacity,
            draw.chance(0.5) ? "billed_with: grid" : "tariff: made, " + made.electricity_terms(), made.gas_terms(),
            year ? 8760 : 240, year ? "6 h" : "15 min");
    }
    std::string text, tariffs;
};

/// A hundred random tariffs in ten runs, so that each stays short under sanitizers too.
struct TenRandomTariffs : testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(TariffAgreement, TenRandomTariffs, testing::Range(0u, 10u));

// What the optimiser pays and what rules run up: by the same tariff, the optimum never above the rules.
TEST_P(TenRandomTariffs, PlanAndBillsAgree) {
    const char* given = std::getenv("GAIKU_SEED");
    const std::uint64_t first = given ? std::strtoull(given, nullptr, 10) + 10 * GetParam() : std::random_device{}();
    fmt::print("seeds from {}\n", first);
    static const Workshop workshop;
    const fs::path folder = fs::temp_directory_path() / fmt::format("gaiku-tariff-{}-{}", ::getpid(), GetParam());
    fs::create_directories(folder);
    for (unsigned i = 0; i < 10; ++i) {
        SCOPED_TRACE(fmt::format("seed {}", first + i));
        const RandomContracts made(first + i);
        const fs::path file = folder / "district.yaml";
        std::ofstream(file) << made.text;
        Findings findings;
        DistrictFile district = workshop.read(file, findings);
        for (const auto& finding : findings.all()) {
            if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
        }
        ASSERT_FALSE(findings.has_errors()) << made.tariffs;
        const Plan planned =
            plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named("highs")});
        const std::string& tariff = made.tariffs;
        for (const auto& scenario : planned.scenarios) {
            SCOPED_TRACE(scenario.id);
            std::string why;
            for (const auto& finding : scenario.findings) why += print_finding(finding, Language::en) + "\n";
            ASSERT_TRUE(scenario.network) << why << tariff;
            const double cost = scenario.network->cost;
            // The optimum's own tolerance: a millionth of a kW in the peaks and of the cost.
            EXPECT_NEAR(cost, bills_of(*scenario.network), 0.5 + 1e-7 * std::abs(cost)) << tariff;
        }
        const double least = network_of(planned, 0, "bought-and-sold").cost, by_rules = network_of(planned, 1).cost;
        EXPECT_LE(least, by_rules + 1e-7 * std::abs(least)) << "the same machines, by rules\n" << tariff;
        if (HasFailure()) break;
    }
    fs::remove_all(folder);
}

}  // namespace
}  // namespace gaiku
