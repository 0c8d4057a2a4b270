#include "operate/latest.h"

#include <gtest/gtest.h>

#include "telemetry/store/folder_for_tests.h"

namespace gaiku::operate::latest_test {
namespace {

constexpr TimeMs minute = 60'000;
constexpr TimeMs midnight = TimeMs{1'795'910'400'000};  // 2026-11-29T00:00:00Z

telemetry::Batch batch_of(const std::string& channel, std::vector<telemetry::Sample> samples) {
    telemetry::Batch batch;
    batch.columns.push_back({"grid", channel, std::move(samples), {}});
    return batch;
}

TEST(Latest, ARestartedProgramShowsWhatTheOneBeforeShowed) {
    const telemetry::test::TemporaryFolder folder;
    std::vector<telemetry::Batch> batches;
    std::vector<telemetry::Sample> counter;
    for (int m = -90; m <= 12; m += 3) counter.push_back({midnight + m * minute, 500.0 + m});
    batches.push_back(batch_of("energy_import", counter));
    batches.push_back(batch_of("power", {{midnight - 5 * minute, 41}}));
    batches.push_back(batch_of("voltage", {{midnight - 1440 * minute, 6.6}, {midnight + minute, 6.7}}));
    Latest before;
    {
        telemetry::Store store(folder.path());
        before.take(batches, store.commit(batches));
    }
    telemetry::Store store(folder.path());
    Latest after;
    after.load(store);
    const auto was = before.of("grid"), is = after.of("grid");
    ASSERT_EQ(is.size(), 3U);
    for (const auto& [name, channel] : was) {
        EXPECT_EQ(is.at(name).last, channel.last) << name;
        EXPECT_EQ(is.at(name).before, channel.before) << name;
        EXPECT_EQ(is.at(name).at_half_hour, channel.at_half_hour) << name;
    }
    EXPECT_EQ(is.at("energy_import").at_half_hour, 500.0);
    EXPECT_EQ(after.newest(), before.newest());
}

}  // namespace
}  // namespace gaiku::operate::latest_test
