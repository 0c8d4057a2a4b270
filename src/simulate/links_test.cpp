#include "simulate/run_for_tests.h"

// Energy that comes from another place, worked out by hand.
namespace gaiku::simulate {
namespace {

using test::ByRules;
using test::Kw;
using test::Near;

std::string places(const std::string& demands, const std::string& assets) {
    return "plan: {hours: 1}\nblocks: {a: {}, b: {}, c: {}}\ndemands:\n" + demands + "assets:\n" + assets;
}

const std::string grid_at_a =
    "  grid: {technology: grid_connection, block: a, capacity: unlimited, price: 10 yen/kWh}\n";

/// Half of what is sent arrives.
std::string line(const std::string& id, const std::string& from, const std::string& to, const std::string& capacity) {
    return "  " + id + ": {technology: power_line, existing: yes, from: " + from + ", to: " + to +
           ", length: 10 m, loss: 50 %, capacity: " + capacity + "}\n";
}

TEST(Links, CarryWhatIsMissingOverSeveralPlaces) {
    const ByRules run(places("  far: {block: c, carrier: electricity, power: 2 kW}\n",
                             grid_at_a + line("ab", "a", "b", "unlimited") + line("bc", "b", "c", "unlimited")));
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("bc", "sent, received"), Near(Kw{2}));
    EXPECT_THAT(run.port("ab", "sent, received"), Near(Kw{4}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{8}));
}

// An end takes 6 kW: 3 arrive, and the source of b's own, dearer than what is lost, gives the fourth.
TEST(Links, AreFilledBeforeADearerSource) {
    const ByRules run(
        places("  near: {block: b, carrier: electricity, power: 4 kW}\n",
               grid_at_a + line("ab", "a", "b", "6 kW") +
                   "  second: {technology: grid_connection, block: b, capacity: unlimited, price: 25 yen/kWh}\n"));
    EXPECT_THAT(run.port("ab", "sent"), Near(Kw{-6}));
    EXPECT_THAT(run.port("second", "purchase"), Near(Kw{1}));
}

// 20 yen are what 10 yen of a become on the way; b's own source at 19 yen comes first.
TEST(Links, CountTheirLosses) {
    const ByRules run(
        places("  near: {block: b, carrier: electricity, power: 4 kW}\n",
               grid_at_a + line("ab", "a", "b", "unlimited") +
                   "  second: {technology: grid_connection, block: b, capacity: unlimited, price: 19 yen/kWh}\n"));
    EXPECT_THAT(run.port("ab", "sent"), Near(Kw{0}));
    EXPECT_THAT(run.port("second", "purchase"), Near(Kw{4}));
}

// 8 kW of sun at a, 2 used there: 6 are sent, 3 arrive, one is used, and 2 charge the battery of b.
TEST(Links, CarryWhatIsLeftOver) {
    const ByRules run(
        places("  near: {block: a, carrier: electricity, power: 2 kW}\n"
               "  far: {block: b, carrier: electricity, power: 1 kW}\n",
               line("ab", "a", "b", "unlimited") +
                   "  sun: {technology: hydro_power, block: a, existing: yes, capacity: 8 kW, capacity_factor: "
                   "100 %}\n"
                   "  battery: {technology: battery, block: b, existing: yes, capacity: 1000 kWh, power: 50 kW, "
                   "charge_efficiency: 100 %, discharge_efficiency: 100 %, loss_per_hour: 2 %}\n"));
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("ab", "sent"), Near(Kw{-6}));
    EXPECT_THAT(run.port("battery", "charge"), Near(Kw{-2}));
    EXPECT_TRUE(run.settled());
    EXPECT_NEAR(run.level("battery")[0], 2 / 0.02, 1e-4) << "where 2 % an hour are what comes in";
}

// A pipe's pumps draw electricity where it is sent: 5 kW of heat over 2 km at 0.03 kWh/kWh/km are 0.3 kW.
TEST(Links, DrawTheirPumping) {
    const ByRules run(places(
        "  heat: {block: b, carrier: hot_water, power: 5 kW}\n",
        grid_at_a + "  heat: {technology: gas_connection, block: a, carrier: hot_water, capacity: unlimited, price: "
                    "5 yen/kWh}\n"
                    "  pipe: {technology: heat_pipe, existing: yes, from: a, to: b, length: 2000 m, loss: 0 %, "
                    "pumping_per_km: 0.03 kWh/kWh/km, capacity: unlimited}\n"));
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{0.3}));
}

}  // namespace
}  // namespace gaiku::simulate
