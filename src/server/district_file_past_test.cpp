#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/district_file_for_tests.h"

/// What was measured before the district file changed is told as it was.
namespace gaiku::server::district_file_past_test {
namespace {

using test::DistrictFileRoute;
using test::Json;
using test::with_south;

const std::string first = test::small_district;

std::string with_grid_in_south(std::string yaml) {
    const std::string grid = "grid: { technology: grid_connection, block: ";
    const std::size_t at = yaml.find(grid + "north");
    EXPECT_NE(at, std::string::npos);
    return yaml.replace(at, grid.size() + 5, grid + "south");
}

TEST_F(DistrictFileRoute, WhatWasMeasuredBeforeAMoveStaysWithTheBlockOfBefore) {
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    const auto slot = [&] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count() /
               telemetry::ms_a_slot;
    };
    const auto begin = slot() - 4, end = slot() + 4;
    telemetry::Batch batch;
    batch.columns.push_back({"grid", "energy_generated", {}, {}});
    for (auto at = begin; at <= end; ++at)
        batch.columns[0].samples.push_back({at * telemetry::ms_a_slot, static_cast<double>(at - begin)});
    (void)store_.commit(std::vector{batch});
    const auto before = slot();
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_grid_in_south(with_south(first)), tag()).status, 200);
    const auto after = slot();
    const auto kwh = [&](const std::string& block) {
        double sum = 0;
        const Json answer = json(
            "/api/v1/series?by=day&level=block&measurand=energy_generated&from=2020-01-01T00:00:00Z&"
            "to=2100-01-01T00:00:00Z&name=" +
            block);
        for (const auto& day : answer.at("values")) sum += day.at("value").get<double>();
        return sum;
    };
    EXPECT_NEAR(kwh("north") + kwh("south"), 8, 1e-6);
    EXPECT_THAT(kwh("north"), testing::AllOf(testing::Ge(static_cast<double>(before + 1 - begin) - 1e-6),
                                             testing::Le(static_cast<double>(after + 1 - begin) + 1e-6)))
        << "up to the half-hour after the move";
}

// A month's balance would change when a plant is taken out of the file: what it made had never been made.
TEST_F(DistrictFileRoute, WhatAnAssetThatWentHasMadeStays) {
    const std::string with_targets = first + "targets: { cut: { co2_cut: 10 %, baseline: 0.4 kg/kWh } }\n";
    std::string with_panels = with_targets;
    const std::size_t at = with_panels.find("assets: {") + 9;
    with_panels.insert(at,
                       " panels: { technology: pv, mounting: rooftop_pv, block: north, existing: yes, capacity: 30 kW, "
                       "upkeep: 0 yen/kW/year, yield: 1 kW/kW },");
    const std::string grid = "price: 20 yen/kWh";
    std::string without = with_targets;
    for (std::string* text : {&with_panels, &without})
        text->replace(text->find(grid), grid.size(), grid + ", co2_factor: 0.4 kg/kWh");
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_panels, tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    store_.put_device({.name = "panels", .block = "north", .asset = "panels"}, "test");
    const auto slot = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count() /
                      telemetry::ms_a_slot;
    telemetry::Batch batch;
    for (const auto& [device, channel] :
         {std::pair("grid", "energy_import"), std::pair("panels", "energy_generated")}) {
        batch.columns.push_back({device, channel, {}, {}});
        for (int i = 0; i <= 4; ++i)
            batch.columns.back().samples.push_back({(slot - 4 + i) * telemetry::ms_a_slot, 3.0 * i});
    }
    (void)store_.commit(std::vector{batch});
    store_.settle();
    const auto cut = [&] { return json("/api/v1/targets").at("targets").at(0).at("actual"); };
    // 3 of 6 kWh bought at the baseline's own factor.
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, without, tag()).status, 200);
    EXPECT_EQ(device("panels").asset, "");
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
    operation_->stop();
    operation_.reset();
    Findings findings;
    district_.in_force.emplace(district_.path, test::reader_of(district_.path), findings);
    operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6) << "also after a restart, from the file that was kept";
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, without + "# a remark\n", tag()).status, 200);
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
}

// As after kill -9: the move was when the file changed, however long nobody started the server.
TEST_F(DistrictFileRoute, AMoveThatWasStoppedHalfWayWasWhenTheFileChanged) {
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    const std::string before = tag().substr(1, 32);
    operation_->stop();
    operation_.reset();
    constexpr telemetry::TimeMs moved = 1'000'000 * telemetry::ms_a_slot;
    write_file(store_.folder() / "districts" / (before + ".yaml"), with_south(first));
    write_file(store_.folder() / "districts" / "placing", before + " " + std::to_string(moved));
    write_file(district_.path, with_grid_in_south(with_south(first)));
    Findings findings;
    district_.in_force.emplace(district_.path, test::reader_of(district_.path), findings);
    operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    std::vector<telemetry::Placing> stays;
    for (auto& one : store_.placings())
        if (one.device.name == "grid") stays.push_back(one);
    ASSERT_EQ(stays.size(), 2U);
    EXPECT_EQ(stays[0].device.block, "north");
    EXPECT_EQ(stays[1].device.block, "south");
    EXPECT_EQ(stays[1].from, moved);
}

}  // namespace
}  // namespace gaiku::server::district_file_past_test
