#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fstream>
#include <sstream>

#include "base/clock.h"
#include "cli/cli.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"
#include "telemetry/time_text.h"

/// `gaiku store` as a person runs it, and a plan on a measured year.
namespace gaiku::store_command_test {
namespace {

using telemetry::TimeMs;
using telemetry::test::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string read_all(std::FILE* file) {
    std::string text;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return text;
}

struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

Outcome gaiku_store(std::vector<std::string> words) {
    words.insert(words.begin(), "gaiku");
    std::vector<const char*> arguments;
    for (const auto& word : words) arguments.push_back(word.c_str());
    const SystemClock clock;
    std::FILE* out = std::tmpfile();
    std::FILE* err = std::tmpfile();
    Outcome outcome;
    outcome.code = run_cli(static_cast<int>(arguments.size()), arguments.data(), {out, err, false, clock, {}, {}});
    outcome.out = read_all(out);
    outcome.err = read_all(err);
    return outcome;
}

/// A year of a building's meter by half-hours: 3 kW at night, 9 kW from 8:00 to 20:00 in Tokyo.
void fill_year(const std::filesystem::path& folder) {
    telemetry::Store store(folder);
    telemetry::Device device;
    device.name = "tower.meter";
    device.building = "tower";
    store.put_device(device, "test");
    const TimeMs begin = *telemetry::parse_time("2025-04-01T00:00:00+09:00");
    telemetry::Batch batch;
    batch.columns.push_back({device.name, "energy_import", {}, {}});
    double kwh = 0;
    for (int i = 0; i <= 365 * 48; ++i) {
        batch.columns[0].samples.push_back({begin + i * telemetry::ms_a_slot, kwh});
        const int hour = i / 2 % 24;
        kwh += hour >= 8 && hour < 20 ? 4.5 : 1.5;
    }
    EXPECT_EQ(store.commit(std::span(&batch, 1)).front().stored, 365U * 48 + 1);
}

TEST(StoreCommand, AMeasuredYearBecomesTheDemandOfAPlan) {
    const TemporaryFolder folder;
    const auto store = (folder.path() / "store").string();
    fill_year(store);
    const auto csv = (folder.path() / "tower.csv").string();
    const Outcome year = gaiku_store({"store", "year", store, "--level", "building", "--name", "tower", "--from",
                                      "2025-04-01T00:00:00+09:00", "--out", csv});
    EXPECT_EQ(year.code, 0) << year.err;
    std::ofstream(folder.path() / "district.yaml") << R"(gaiku: 1
district: { id: measured, name: Measured }
blocks: { b1: { name: Block } }
buildings:
  tower:
    block: b1
    use: office
    measured:
      electricity: { file: tower.csv, column: kWh, time: time, unit: kWh }
assets:
  grid: { name: Grid, technology: grid_connection, block: b1, capacity: unlimited, price: 20 yen/kWh }
plan: { method: network, hours: "8,760", step: 1 h, year: 2025 }
economics: { discount_rate: 4 % }
scenarios: [ { id: now, name: Now } ]
)";
    const Outcome plan = gaiku_store({"--lang", "en", "plan", (folder.path() / "district.yaml").string(), "--out",
                                      (folder.path() / "out").string()});
    ASSERT_EQ(plan.code, 0) << plan.err << plan.out;
    std::stringstream json;
    json << std::ifstream(folder.path() / "out" / "plan.json").rdbuf();
    // 365 days of 12 h x 9 kW and 12 h x 3 kW.
    EXPECT_THAT(json.str(), HasSubstr("52560"));
}

TEST(StoreCommand, ChecksBacksUpRestoresAndExports) {
    const TemporaryFolder folder;
    const auto store = (folder.path() / "store").string();
    fill_year(store);
    EXPECT_THAT(gaiku_store({"--lang", "en", "store", "check", store}).out, HasSubstr("17521 readings, 0 problems"));
    EXPECT_EQ(gaiku_store({"store", "backup", store, store + "-backup"}).code, 0);
    EXPECT_EQ(gaiku_store({"store", "restore", store + "-backup", store + "-again"}).code, 0);
    EXPECT_EQ(gaiku_store({"store", "restore", store + "-backup", store + "-again"}).code, 1);  // it has one
    const Outcome rows = gaiku_store({"store", "export", store + "-again", "--to", "2025-04-01T00:30:00+09:00"});
    EXPECT_EQ(rows.out, "device,channel,time,value\ntower.meter,energy_import,2025-03-31T15:00:00Z,0\n");
    EXPECT_EQ(gaiku_store({"store", "export", store, "--from", "yesterday"}).code, 2);
    EXPECT_THAT(gaiku_store({"store", "token", store, "tower.meter"}).out, StartsWith("tower.meter."));
    EXPECT_EQ(gaiku_store({"store", "device", store, "plug", "--model", "shelly_pro_3em", "--building", "tower"}).code,
              0);
    EXPECT_THAT(gaiku_store({"store", "device", store, "plug", "--model", "shelli"}).err, HasSubstr("shelly_pro_3em"));
    EXPECT_THAT(gaiku_store({"--lang", "en", "store", "retire", store, "--before", "2025-05-01T00:00:00Z"}).out,
                HasSubstr("readings dropped"));
}

TEST(ServeCommand, SaysWhatIsWrongWithItsOptions) {
    const std::string district = GAIKU_SOURCE_DIR "/examples/kashiwanoha/9-kashiwanoha.yaml";
    const Outcome outcome = gaiku_store({"--lang", "en", "serve", district, "--listen", "nowhere", "--certificate",
                                         "x.pem", "--broker", "here", "--time-zone", "Asia/Nowhere"});
    EXPECT_EQ(outcome.code, 2);
    for (const char* what : {"--listen", "--key", "--broker", "--time-zone"}) EXPECT_THAT(outcome.err, HasSubstr(what));
}

}  // namespace
}  // namespace gaiku::store_command_test
