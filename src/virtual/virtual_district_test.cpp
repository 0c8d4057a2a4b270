#include "virtual/virtual_district.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <algorithm>
#include <map>
#include <numeric>

#include "virtual/district_for_tests.h"

namespace gaiku::field {
namespace {

std::vector<Frame> frames_of(VirtualDistrict& district, int steps) {
    std::vector<Frame> all;
    for (int i = 0; i < steps; ++i) {
        district.step(false);
        for (auto& frame : district.frames()) all.push_back(std::move(frame));
    }
    return all;
}

std::size_t index_of(const VirtualDistrict& district, const std::string& id) {
    for (std::size_t i = 0; i < district.devices().size(); ++i) {
        if (district.devices()[i].id == id) return i;
    }
    ADD_FAILURE() << "no device " << id;
    return 0;
}

std::int64_t wh(const VirtualDistrict& district, const std::string& id, const std::string& channel) {
    const Device& device = district.devices()[index_of(district, id)];
    for (std::size_t c = 0; c < device.channels.size(); ++c) {
        if (device.channels[c].name == channel) return device.registers[c].wh();
    }
    ADD_FAILURE() << id << " has no " << channel;
    return 0;
}

TEST(VirtualDistrict, TheSameSeedGivesTheSameReadingsAndAnotherSeedOthers) {
    const DistrictForTests file(kashiwanoha);
    std::vector<std::vector<Frame>> runs;
    for (const std::uint64_t seed : {1U, 1U, 2U}) {
        VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight, seed));
        runs.push_back(frames_of(district, 31));
    }
    EXPECT_GT(runs[0].size(), 2000u);
    EXPECT_EQ(runs[0], runs[1]);
    EXPECT_NE(runs[0], runs[2]);
}

/// A day of every minute: what machines give, loads draw and nothing else. An error here is energy from nowhere.
TEST(VirtualDistrict, EnergyOfEveryStepIsBalanced) {
    const DistrictForTests file(kashiwanoha);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight));
    for (int minute = 0; minute < 1440; ++minute) {
        district.step(minute >= 600 && minute < 720);
        for (const auto& balance : district.balances()) {
            // The rules leave at most 0.1 mW at a balance; sums of thirty megawatts round at 1e-8.
            EXPECT_NEAR(balance.machines_kw, balance.served_kw + balance.left_over_kw, 1e-6) << balance.place << minute;
            EXPECT_NEAR(balance.left_over_kw, 0, 1e-6) << balance.place << " " << balance.carrier << " " << minute;
            if (minute < 600) {
                EXPECT_NEAR(balance.served_kw, balance.wanted_kw, 1e-6) << balance.place << minute;
            }
        }
    }
}

/// The connections' registers against those behind them: both count whole Wh, so each may be 1 Wh short.
TEST(VirtualDistrict, RegistersOfADayAgreeWithEachOther) {
    const DistrictForTests file(kashiwanoha);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight));
    std::map<std::string, std::int64_t> before;
    const auto total = [&](const VirtualDistrict& of) {
        std::int64_t homes = 0;
        for (const auto& device : of.devices()) {
            if (device.id.starts_with("homes.") && !device.id.ends_with("charger") && device.id.size() == 10)
                homes += device.registers[0].wh();
        }
        // Electricity of the offices' block: sources less uses.
        return wh(of, "grid_offices", "energy_import") + wh(of, "pv_offices", "energy_generated") +
               wh(of, "generator", "energy_generated") + wh(of, "lithium", "energy_discharged") -
               wh(of, "lithium", "energy_charged") + wh(of, "interchange", "energy_export_offices") -
               wh(of, "interchange", "energy_import_offices") - wh(of, "chillers_offices", "energy_import") -
               wh(of, "radiator", "energy_import") - wh(of, "offices.electricity", "energy_import") - homes;
    };
    const std::int64_t at_first = total(district);
    frames_of(district, 1440);
    EXPECT_NEAR(static_cast<double>(total(district) - at_first), 0, 2011) << "as many registers";
}

/// Nothing else tells the control room of an outage.
TEST(VirtualDistrict, ConnectionsSayWhetherTheGridIsThere) {
    const DistrictForTests file(kashiwanoha);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight));
    const auto told = [&](const std::string& id) {
        const std::size_t device = index_of(district, id);
        const auto& channels = district.devices()[device].channels;
        const auto grid =
            std::find_if(channels.begin(), channels.end(), [](const Channel& one) { return one.name == "grid"; });
        EXPECT_NE(grid, channels.end()) << id;
        for (const Frame& frame : district.frames())
            if (frame.device == device) return frame.thousandths[static_cast<std::size_t>(grid - channels.begin())];
        return std::int64_t{-1};
    };
    for (const bool out : {false, true, false}) {
        district.step(out);
        for (const char* id : {"grid_mall", "grid_offices"}) EXPECT_EQ(told(id), out ? 0 : 1000) << id;
    }
    for (const auto& channel : district.devices()[index_of(district, "gas_mall")].channels)
        EXPECT_NE(channel.name, "grid");
}

TEST(VirtualDistrict, NoTwoHouseholdsLiveTheSameDay) {
    const DistrictForTests file(kashiwanoha);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight));
    const std::size_t first = index_of(district, "homes.0001");
    std::map<std::vector<std::int64_t>, int> days;
    std::vector<std::vector<std::int64_t>> energy(2000);
    std::vector<std::int64_t> last(2000);
    for (std::size_t i = 0; i < 2000; ++i) last[i] = district.devices()[first + i].registers[0].wh();
    for (int half_hour = 0; half_hour < 48; ++half_hour) {
        frames_of(district, 30);
        for (std::size_t i = 0; i < 2000; ++i) {
            const std::int64_t now = district.devices()[first + i].registers[0].wh();
            energy[i].push_back(now - last[i]);
            last[i] = now;
        }
    }
    std::vector<double> daily;
    for (const auto& day : energy) {
        ++days[day];
        daily.push_back(std::accumulate(day.begin(), day.end(), 0.0) / 1000);
    }
    EXPECT_EQ(days.size(), 2000u);
    std::sort(daily.begin(), daily.end());
    EXPECT_GT(daily[1800], 2.5 * daily[200]) << "kWh a day of the ninth and the first tenth";
    // Not one curve scaled: shares of the day that two homes have in common are far from all.
    double common = 0;
    for (std::size_t k = 0; k < 48; ++k) {
        common +=
            std::min(static_cast<double>(energy[0][k]) / std::accumulate(energy[0].begin(), energy[0].end(), 0.0),
                     static_cast<double>(energy[1][k]) / std::accumulate(energy[1].begin(), energy[1].end(), 0.0));
    }
    EXPECT_LT(common, 0.85);
}

/// Random days of 2,000 homes against what the file says of all of them.
TEST(VirtualDistrict, HomesUseInAYearWhatTheFileSays) {
    const DistrictForTests file(kashiwanoha);
    const Axis axis(file.last());
    People people(2000, 2000 * 4618, 7, file.tables, axis);
    double kwh = 0;
    for (int d = 0; d < 73; ++d) {
        people.begin_day(std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + std::chrono::days{5 * d});
        for (std::size_t i = 0; i < 2000; ++i) kwh += 24 * people.home_kw(i, 0, 1440);
    }
    EXPECT_NEAR(kwh * 5 / (2000 * 4618), 1, 0.05) << "400 homes on 28 days are scaled; 2,000 on 73 are compared";
}

TEST(VirtualDistrict, WithoutTheGridOnlyCriticalLoadsDraw) {
    const DistrictForTests file(kashiwanoha);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight + std::chrono::hours{12}));
    frames_of(district, 30);
    const std::int64_t bought =
        wh(district, "grid_mall", "energy_import") + wh(district, "grid_offices", "energy_import");
    double wanted = 0, served = 0;
    for (int i = 0; i < 30; ++i) {
        district.step(true);
        for (const auto& balance : district.balances()) {
            if (balance.carrier != "electricity") continue;
            wanted += balance.wanted_kw;
            served += balance.served_kw;
        }
    }
    EXPECT_EQ(wh(district, "grid_mall", "energy_import") + wh(district, "grid_offices", "energy_import"), bought);
    EXPECT_GT(served, 0.5 * wanted) << "batteries, sun and the generator carry shelters and class 1";
    EXPECT_TRUE(district.devices()[index_of(district, "homes.0001")].powered) << "10 % of every home is critical";
}

TEST(VirtualDistrict, AHomeWithoutCriticalLoadIsDarkInAnOutageAndCountsOnBehindIt) {
    const auto folder = std::filesystem::path(testing::TempDir()) / ("gaiku-dark-" + std::to_string(getpid()));
    const DistrictForTests file(
        kashiwanoha_with("outage: { shelter: 2 %, class_1: 8 % }", "outage: { class_4: 8 % }", folder));
    std::filesystem::remove_all(folder);
    VirtualDistrict district(file.last(), file.technologies, settings_from(summer_midnight));
    const std::size_t home = index_of(district, "homes.0001");
    const auto said = [&](int steps, bool grid_out) {
        std::size_t frames = 0;
        for (int i = 0; i < steps; ++i) {
            district.step(grid_out);
            for (const Frame& frame : district.frames()) frames += frame.device == home ? 1 : 0;
        }
        return frames;
    };
    EXPECT_EQ(said(60, false), 2u);
    const std::int64_t before = wh(district, "homes.0001", "energy_import");
    EXPECT_EQ(said(60, true), 0u);
    EXPECT_EQ(wh(district, "homes.0001", "energy_import"), before);
    EXPECT_EQ(said(60, false), 2u);
    EXPECT_GT(wh(district, "homes.0001", "energy_import"), before);
}

TEST(VirtualDistrict, ADateLivesThroughThePlansDayOfTheSameWeekday) {
    const DistrictForTests file(kashiwanoha);  // of 2023
    const Axis axis(file.last());
    const auto at = [&](int y, unsigned m, unsigned d) {
        return axis.year_day(std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}});
    };
    EXPECT_EQ(at(2023, 7, 12), 192);
    EXPECT_EQ(at(2026, 7, 15), 192) << "a Wednesday, lived through as 12 July 2023";
    EXPECT_EQ(at(2026, 1, 1), 4) << "a Thursday; the year has none before 5 January";
    EXPECT_EQ(at(2024, 2, 29), 60) << "a Thursday, lived through as 2 March 2023";
}

}  // namespace
}  // namespace gaiku::field
