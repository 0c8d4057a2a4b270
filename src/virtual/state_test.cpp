#include "virtual/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"
#include "virtual/district_for_tests.h"

namespace gaiku::field {
namespace {

using namespace std::chrono_literals;

/// A few homes, so that a day takes no time.
class KeptDistrict : public testing::Test {
protected:
    KeptDistrict()
        : folder_(std::filesystem::path(testing::TempDir()) / ("gaiku-state-" + std::to_string(getpid()))),
          file_(kashiwanoha_with("households: 2000", "households: 12", folder_)) {}
    ~KeptDistrict() override { std::filesystem::remove_all(folder_); }

    std::optional<State> kept(const State& state) const {
        write_file(folder_ / "state.json", print_state(state), OnDisk::yes);
        return read_again();
    }
    std::optional<State> read_again() const {
        Findings findings;
        auto state = read_state(folder_ / "state.json", findings);
        for (const auto& one : findings.all()) said_ += print_finding(one, Language::en);
        return state;
    }

    std::filesystem::path folder_;
    DistrictForTests file_;
    mutable std::string said_;
};

/// Half a day at once, and the same with an end and a new beginning after every hour, an outage in it: every reading,
/// register and level is the same to the last bit. Were it not, what is lived through again after a kill would come as
/// another reading of the same time.
TEST_F(KeptDistrict, GoesOnAsIfItHadNeverStopped) {
    const Settings settings = settings_from(summer_midnight);
    const auto grid_out = [](Instant now) { return now >= summer_midnight + 4h && now < summer_midnight + 6h; };
    VirtualDistrict whole(file_.last(), file_.technologies, settings);
    State state = whole.state();
    for (int hour = 0; hour < 12; ++hour) {
        VirtualDistrict part(file_.last(), file_.technologies, settings);
        part.go_on(state);
        for (int minute = 0; minute < 60; ++minute) {
            whole.step(grid_out(whole.now()));
            part.step(grid_out(part.now()));
            ASSERT_EQ(part.frames(), whole.frames()) << hour << ":" << minute;
        }
        ASSERT_EQ(part.state(), whole.state());
        const auto read = kept(part.state());
        ASSERT_TRUE(read) << said_;
        ASSERT_EQ(*read, part.state());
        state = *read;
    }
    EXPECT_EQ(state.now, summer_midnight + 12h);
    EXPECT_FALSE(state.level_kwh.empty());
}

/// A device that was built since begins as it would have; a store that is smaller now holds what it can.
TEST_F(KeptDistrict, TakesWhatItKnowsOfAChangedDistrict) {
    const Settings settings = settings_from(summer_midnight);
    VirtualDistrict district(file_.last(), file_.technologies, settings);
    State state = district.state();
    const State before = state;
    state.registers.erase("homes.0003");
    state.registers["homes.0001"]["energy_import"] = {123'456, 0.25};
    state.registers["gone"]["energy_import"] = {1, 0};
    for (auto& [asset, kwh] : state.level_kwh) kwh = 1e12;
    state.now += 1h;
    district.go_on(state);
    const State after = district.state();
    EXPECT_EQ(after.now, summer_midnight + 1h);
    EXPECT_EQ(after.registers.at("homes.0001").at("energy_import"), (Count{123'456, 0.25}));
    EXPECT_EQ(after.registers.at("homes.0003"), before.registers.at("homes.0003"));
    EXPECT_FALSE(after.registers.contains("gone"));
    for (const auto& [asset, kwh] : after.level_kwh) EXPECT_LT(kwh, 1e9) << asset;
}

TEST_F(KeptDistrict, SaysWhatIsWrongWithAFile) {
    const std::string good =
        R"({"gaiku_virtual":1,"seed":7,"time":"2026-07-14T15:00:00Z","registers":{"a":{"gas":{"wh":5,"rest_wh":0.5}}},"level_kwh":{"b":2}})";
    write_file(folder_ / "state.json", good);
    ASSERT_TRUE(read_again()) << said_;
    // A store that was emptied: the rounding below zero is none.
    std::string emptied = good;
    write_file(folder_ / "state.json", emptied.replace(emptied.find("{\"b\":2}"), 7, "{\"b\":-9.9e-16}"));
    EXPECT_TRUE(read_again()) << said_;
    for (const auto& [there, now, expected] :
         std::vector<std::array<const char*, 3>>{{"{\"gaiku", "{gaiku", "state of a virtual district"},
                                                 {"\"gaiku_virtual\":1", "\"gaiku_virtual\":2", "gaiku_virtual"},
                                                 {"\"gaiku_virtual\":1,", "", "gaiku_virtual"},
                                                 {"\"seed\":7", "\"seed\":-7", "seed"},
                                                 {"15:00:00Z", "15:00:00", "time"},
                                                 {"\"wh\":5", "\"wh\":5.5", "registers.a.gas.wh"},
                                                 {"\"wh\":5", "\"wh\":-5", "registers.a.gas.wh"},
                                                 {"\"wh\":5", "\"wh\":18446744073709551615", "registers.a.gas.wh"},
                                                 {"\"rest_wh\":0.5", "\"rest_wh\":1", "registers.a.gas.rest_wh"},
                                                 {"{\"gas\":{\"wh\":5,\"rest_wh\":0.5}}", "[]", "registers.a"},
                                                 {"{\"b\":2}", "{\"b\":\"2\"}", "level_kwh.b"},
                                                 {"{\"b\":2}", "{\"b\":-0.5}", "level_kwh.b"},
                                                 {"{\"b\":2}", "2", "level_kwh"}}) {
        std::string bad = good;
        ASSERT_NE(bad.find(there), std::string::npos);
        write_file(folder_ / "state.json", bad.replace(bad.find(there), std::string(there).size(), now));
        said_.clear();
        EXPECT_FALSE(read_again()) << now;
        EXPECT_THAT(said_, testing::AllOf(testing::HasSubstr("state.json"), testing::HasSubstr(expected))) << now;
    }
}

}  // namespace
}  // namespace gaiku::field
