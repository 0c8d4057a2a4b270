#include "technology/tariff_costs.h"

#include "technology/registry.h"
#include "technology/town_for_tests.h"

// What a tariff makes of the network: few sizes where few will do, so that a year stays quick to solve, and one
// contract for all who are billed together.
namespace gaiku {
namespace {

struct Written {
    explicit Written(const std::string& tariff, const std::string& terms = "past_peaks: repeats",
                     const std::string& plan = "hours: 8760, step: 6 h", const std::string& capacity = "unlimited") {
        const std::string text =
            "{gaiku: 1, district: {id: d, name: D}, blocks: {north: {name: N}, south: {name: S}}, "
            "demands: {a: {block: north, carrier: electricity, power: 10 kW}, b: {block: south, carrier: electricity, "
            "power: 5 kW}}, tariffs: {t: {time_zone: Asia/Tokyo, charges: {" +
            tariff + "}}}, assets: {north: {technology: grid_connection, block: north, capacity: " + capacity +
            ", tariff: t, " + terms + "}, south: {technology: grid_connection, block: south, capacity: " + capacity +
            ", billed_with: north}}, "
            "plan: {method: network, year: 2025, " +
            plan + "}, economics: {annuity: 8 %}}";
        Findings findings;
        file = read_district(
            read_yaml(text, "t.yaml", findings), "t.yaml", test::bench().format, test::bench().tables,
            [](const District&, Findings&) {}, findings);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        const District& district = file.eras.at(0).district;
        builder.emplace(district,
                        network::Horizon::uniform(static_cast<int>(district.steps()), district.plan().number("step")));
        for (const auto& [id, asset] : district.assets()) {
            AssetModel model;
            const AssetInput input(*asset, district);
            AssetNetwork in_network(*builder, input, model);
            test::bench().technologies.of(*asset).add_to(in_network);
        }
        add_tariff_costs(*builder);
    }
    [[nodiscard]] const network::Network& network() { return builder->network(); }

    DistrictFile file;
    std::optional<NetworkBuilder> builder;
};

TEST(TariffCosts, BillConnectionsTogether) {
    Written one(
        "base: {kind: demand, price: 1000 yen/kW/month, memory: 11}, energy: {kind: energy, price: 10 yen/kWh}");
    ASSERT_EQ(one.network().peaks().size(), 1u);
    EXPECT_EQ(one.network().peaks()[0].terms.size(), 2u) << "the sum's peak, not the sum of peaks";
    ASSERT_EQ(one.builder->meters().size(), 2u);
    for (const auto& meter : one.builder->meters())
        EXPECT_EQ(one.network().at(one.network().flows()[meter.flow.at()].cost, 7), 10);
}

TEST(TariffCosts, TakeOneSizeWhereEveryMonthCountsInEveryBill) {
    Written one("base: {kind: demand, price: 1000 yen/kW/month, memory: 11}");
    ASSERT_EQ(one.network().capacities().size(), 1u);
    EXPECT_NEAR(one.network().capacities()[0].cost, 12'000, 1e-6);
    EXPECT_TRUE(one.network().ties().empty());
}

TEST(TariffCosts, TakeASizeForEachMonthAndBillWhereHistoryCounts) {
    Written listed("base: {kind: demand, price: 1000 yen/kW/month, memory: 2}", "past_peaks: [50 kW, 60 kW]");
    // Twelve measured, twelve billed; ties: the month and two before, as far as they lie in the plan.
    EXPECT_EQ(listed.network().capacities().size(), 24u);
    EXPECT_EQ(listed.network().ties().size(), 12u + 11 + 10);
    double most = 0;
    for (const auto& capacity : listed.network().capacities()) most = std::max(most, capacity.lower);
    EXPECT_EQ(most, 60);
}

TEST(TariffCosts, MeasureByTheTariffsIntervalWhereStepsAreShorter) {
    const std::string tariff = "base: {kind: demand, interval: 30 min, price: 1000 yen/kW/month}";
    EXPECT_TRUE(
        Written(tariff, "past_peaks: none", "hours: 24, step: 15 min").network().peaks()[0].by_settlement_period);
    EXPECT_FALSE(Written(tariff, "past_peaks: none", "hours: 24, step: 1 h").network().peaks()[0].by_settlement_period);
    Written hourly(tariff, "peak_factor: 110 %", "hours: 24, step: 1 h");
    EXPECT_DOUBLE_EQ(hourly.network().peaks()[0].terms[0].coefficient.factor, 1.1);
}

TEST(TariffCosts, HoldRisingBlocksByAVariableEachAndFallingOnesByOnePriceOrAWholeNumber) {
    const auto blocks = [](const char* second) {
        return std::string("energy: {kind: energy, rates: [{price: 10 yen/kWh}, {above: 100 kWh, price: ") + second +
               "}]}";
    };
    Written rising(blocks("12 yen/kWh"));
    EXPECT_EQ(rising.network().totals().size(), 12u);
    EXPECT_EQ(rising.network().at(rising.network().flows()[0].cost, 0), 10);
    Written falling(blocks("8 yen/kWh"));
    EXPECT_TRUE(falling.network().totals().empty());
    EXPECT_EQ(falling.network().at(falling.network().flows()[0].cost, 0), 8) << "the largest convex cost below";
    // With a limit: first price, and in each month what is above at 2 yen less, only where it is reached.
    Written limited(blocks("8 yen/kWh"), "past_peaks: repeats", "hours: 8760, step: 6 h", "30 kW");
    EXPECT_EQ(limited.network().at(limited.network().flows()[0].cost, 0), 10);
    EXPECT_EQ(limited.network().totals().size(), 12u);
    const auto& capacities = limited.network().capacities();
    EXPECT_EQ(std::count_if(capacities.begin(), capacities.end(), [](const auto& c) { return c.integer; }), 12);
    double most = 0;
    for (const auto& capacity : capacities) {
        if (capacity.cost == 0) continue;
        EXPECT_NEAR(capacity.cost, -2, 1e-12);
        most = std::max(most, capacity.upper);
    }
    EXPECT_NEAR(most, 31 * 24 * 60 - 100, 1e-6) << "both connections through January";
}

}  // namespace
}  // namespace gaiku
