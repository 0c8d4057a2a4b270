#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <array>
#include <fstream>
#include <sstream>

#include "base/clock.h"
#include "cli/cli.h"
#include "telemetry/intake.h"
#include "telemetry/store/database.h"
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

/// A district whose one building has measured electricity, from there.
std::string district_measured(const std::string& from) {
    return R"(gaiku: 1
district: { id: measured, name: Measured }
blocks: { b1: { name: Block } }
buildings:
  tower:
    block: b1
    use: office
    measured:
      electricity: { )" +
           from + R"( }
assets:
  grid: { name: Grid, technology: grid_connection, block: b1, capacity: unlimited, price: 20 yen/kWh }
plan: { method: network, hours: "8,760", step: 1 h, year: 2025 }
economics: { discount_rate: 4 % }
scenarios: [ { id: now, name: Now } ]
)";
}

struct Planned {
    Outcome outcome;
    std::string json, hourly;
};

Planned plan_measured(const TemporaryFolder& folder, const std::string& from) {
    const auto read = [&](const char* name) {
        std::stringstream text;
        text << std::ifstream(folder.path() / "out" / name).rdbuf();
        return text.str();
    };
    std::filesystem::remove_all(folder.path() / "out");
    std::ofstream(folder.path() / "district.yaml") << district_measured(from);
    Planned planned{gaiku_store({"--lang", "en", "plan", (folder.path() / "district.yaml").string(), "--out",
                                 (folder.path() / "out").string()}),
                    {},
                    {}};
    planned.json = read("plan.json");
    planned.hourly = read("hourly.csv");
    return planned;
}

TEST(StoreCommand, AMeasuredYearBecomesTheDemandOfAPlan) {
    const TemporaryFolder folder;
    const auto store = (folder.path() / "store").string();
    fill_year(store);
    const auto csv = (folder.path() / "tower.csv").string();
    const Outcome year = gaiku_store({"store", "year", store, "--level", "building", "--name", "tower", "--from",
                                      "2025-04-01T00:00:00+09:00", "--out", csv});
    EXPECT_EQ(year.code, 0) << year.err;
    const Planned of_file = plan_measured(folder, "file: tower.csv, column: kWh, time: time, unit: kWh");
    ASSERT_EQ(of_file.outcome.code, 0) << of_file.outcome.err << of_file.outcome.out;
    // 365 days of 12 h x 9 kW and 12 h x 3 kW.
    EXPECT_THAT(of_file.json, HasSubstr("52560"));
    for (const char* from : {"store: store, level: building, name: tower, measurand: energy_import",
                             "store: store, device: tower.meter, channel: energy_import"}) {
        const Planned of_store = plan_measured(folder, from);
        ASSERT_EQ(of_store.outcome.code, 0) << of_store.outcome.err << of_store.outcome.out;
        EXPECT_EQ(of_store.hourly, of_file.hourly) << "the store and its export, to the last digit";
    }
}

TEST(StoreCommand, APlanSaysWhatAStoreDoesNotHave) {
    const TemporaryFolder folder;
    fill_year(folder.path() / "store");
    {
        telemetry::Store store(folder.path() / "young");
        telemetry::Batch batch;
        batch.columns.push_back({"m", "energy_import", {}, {}});
        batch.columns.push_back({"m", "temperature_outdoor", {}, {}});
        for (int i = 0; i < 100; ++i) {
            for (auto& column : batch.columns)
                column.samples.push_back(
                    {*telemetry::parse_time("2025-04-01T00:00:00+09:00") + i * telemetry::ms_a_slot,
                     static_cast<double>(i)});
        }
        (void)store.commit(std::span(&batch, 1));
    }
    std::filesystem::create_directories(folder.path() / "later");
    std::filesystem::copy_file(folder.path() / "young" / "readings.db", folder.path() / "later" / "readings.db");
    telemetry::Database(folder.path() / "later" / "readings.db", {}).run("PRAGMA user_version = 99");
    const auto empty = folder.path() / "empty" / "readings.db";
    std::filesystem::create_directories(empty.parent_path());
    std::ofstream(empty).flush();
    const std::vector<std::array<const char*, 4>> all{
        {"store: empty, device: m, channel: energy_import", "file-not-readable", "store", "an empty store"},
        {"store: nowhere, device: m, channel: energy_import", "file-not-readable", "store", "gaiku serve"},
        {"store: later, device: m, channel: energy_import", "file-not-readable", "store", "layout 99"},
        {"store: store, device: tower.metre, channel: energy_import", "unknown-reference", "device", "tower.meter"},
        {"store: store, device: tower.meter, channel: energy", "unknown-reference", "channel", "energy_import"},
        {"store: store, level: building, name: towr, measurand: energy_import", "unknown-reference", "name", "tower"},
        {"store: store, level: block, name: b2, measurand: energy_import", "unknown-reference", "name", "b2"},
        {"store: store, level: district, measurand: heat", "unknown-reference", "measurand", "heat"},
        {"store: young, device: m, channel: temperature_outdoor", "wrong-unit", "channel", "kWh"},
        {"store: young, device: m, channel: energy_import", "series-too-short", "electricity", "365"},
        {"store: store, device: tower.meter", "missing-key", "channel", "add \"channel:\""},
        {"store: store, level: building, measurand: energy_import", "missing-key", "name", "add \"name:\""},
        {"store: store, device: tower.meter, channel: energy_import, level: district", "contradiction", "level", "sum"},
        {"store: store, device: tower.meter, channel: energy_import, unit: kWh", "contradiction", "unit", "file"},
        {"store: store, file: x.csv, device: tower.meter, channel: energy_import", "contradiction", "store", "either"},
        {"file: x.csv, column: kWh, time: time", "missing-key", "unit", "add \"unit:\""}};
    for (const auto& [from, code, key, more] : all) {
        SCOPED_TRACE(from);
        const Planned planned = plan_measured(folder, from);
        EXPECT_EQ(planned.outcome.code, 2);
        const std::string said = planned.outcome.err + planned.outcome.out;
        for (const char* what : {code, key, more, "district.yaml:9"}) EXPECT_THAT(said, HasSubstr(what));
    }
    EXPECT_EQ(std::filesystem::file_size(empty), 0U) << "a plan makes no store";
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

/// Alone, and beside a server that has the store open.
TEST(StoreCommand, CorrectsAndSaysByWhom) {
    const TemporaryFolder folder;
    const auto path = (folder.path() / "store").string();
    const auto begin = *telemetry::parse_time("2025-04-01T00:00:00Z");
    const telemetry::ChannelName name{"tower.meter", "energy_import_interval"};
    const auto fill = [&](std::vector<telemetry::Sample> samples) {
        telemetry::Batch batch;
        batch.columns.push_back({name.device, name.channel, std::move(samples), {}});
        telemetry::Store store(folder.path() / "store");
        return store.commit(std::span(&batch, 1)).front();
    };
    const auto correct = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--lang", "en", "store", "correct", path, name.device, name.channel});
        return gaiku_store(words);
    };
    (void)fill({{begin, 1}, {begin + telemetry::ms_a_slot, 2}, {begin + 2 * telemetry::ms_a_slot, 3}});
    EXPECT_EQ(fill({{begin, 5}}).refused.size(), 1U);
    EXPECT_THAT(gaiku_store({"store", "conflicts", path}).out,
                StartsWith("device,channel,time,value,counts,arrived\n"
                           "tower.meter,energy_import_interval,2025-04-01T00:00:00Z,5,1,"));
    const std::string at = "2025-04-01T09:30:00+09:00";
    EXPECT_EQ(correct({"--at", at, "--value", "7", "--reason", "read at the meter", "--by", "Sato"}).out,
              "1 readings corrected\n");
    EXPECT_EQ(correct({"--from", "2025-04-01T00:00:00Z", "--to", "2025-04-01T00:10:00Z", "--set-aside", "--reason",
                       "the first was wrong"})
                  .code,
              0);
    for (const std::vector<std::string>& bad :
         std::vector<std::vector<std::string>>{{"--at", at, "--reason", "x"},
                                               {"--at", at, "--value", "much", "--reason", "x"},
                                               {"--at", at, "--value", "nan", "--reason", "x"},
                                               {"--at", at, "--value", "7", "--pass-over", "--reason", "x"},
                                               {"--from", at, "--value", "7", "--reason", "x"},
                                               {"--at", "2026-04-01T00:00:00Z", "--pass-over", "--reason", "x"}}) {
        EXPECT_EQ(correct(bad).code, 2) << bad[1];
    }
    EXPECT_NE(correct({"--at", at, "--value", "7"}).code, 0) << "a reason is needed";
    telemetry::Store store(folder.path() / "store");
    {
        telemetry::Intake intake(store, {});  // as a server has it
        EXPECT_EQ(correct({"--at", "2025-04-01T01:00:00Z", "--pass-over", "--reason", "beside the server"}).out,
                  "1 readings corrected\n");
        const Outcome none = correct({"--at", "2026-04-01T00:00:00Z", "--pass-over", "--reason", "x"});
        EXPECT_EQ(none.code, 2);
        EXPECT_THAT(none.err, HasSubstr("nothing was changed"));
    }
    const auto made = store.corrections(name);
    ASSERT_EQ(made.size(), 3U);
    EXPECT_EQ(made[0].made_by, "Sato");
    EXPECT_EQ(made[0].value, 7);
    EXPECT_EQ(made[1].value, 5);
    EXPECT_EQ(made[2].reason, "beside the server");
    EXPECT_FALSE(made[2].value);
    EXPECT_EQ(store.raw(name, 0, begin + telemetry::ms_a_day).size(), 3U);
    telemetry::Database database(folder.path() / "store" / telemetry::store_file, {true, {}});
    auto audit = database.prepare("SELECT who, detail FROM audit WHERE what = 'correction' ORDER BY id");
    ASSERT_TRUE(audit.step());
    EXPECT_EQ(audit.text(0), "Sato");
    EXPECT_EQ(audit.text(1), "tower.meter energy_import_interval 2025-04-01T00:30:00Z 7: read at the meter");
    EXPECT_TRUE(audit.step() && audit.step());
    EXPECT_FALSE(audit.step());
}

/// Who did what, and that nothing of it was changed, taken out or cut off: with the store's own guards taken away, as
/// someone with the file in hand would.
TEST(StoreCommand, AuditToldWholeOrWhereItBreaks) {
    const TemporaryFolder folder;
    const auto store_folder = folder.path() / "store";
    {
        telemetry::Store store(store_folder);
        for (const char* name : {"one", "two", "three"}) {
            telemetry::Device device;
            device.name = name;
            store.put_device(device, "Sato");
        }
    }
    const auto audit = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"--lang", "en", "store", "audit", store_folder.string()});
        return gaiku_store(more);
    };
    const Outcome whole = audit({});
    EXPECT_EQ(whole.code, 0) << whole.err;
    EXPECT_THAT(whole.out, StartsWith("id,at,who,what,detail,chain\n1,"));
    EXPECT_THAT(whole.out, HasSubstr(",Sato,device registered,two,"));
    EXPECT_THAT(whole.err, StartsWith("3 entries, the chain is whole; its head: "));
    const std::string head = whole.err.substr(whole.err.rfind(' ') + 1, 64);
    EXPECT_EQ(audit({"--head", head}).code, 0);
    const auto tampered = [&](const char* sql) {
        telemetry::Database(store_folder / telemetry::store_file, {})
            .run(std::string("DROP TRIGGER IF EXISTS audit_kept; DROP TRIGGER IF EXISTS audit_unchanged; ") + sql);
    };
    tampered("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)");
    EXPECT_EQ(audit({}).code, 0) << "a chain that was cut off is whole";
    const Outcome cut = audit({"--head", head});
    EXPECT_EQ(cut.code, 2);
    EXPECT_THAT(cut.err, HasSubstr("its end was cut off"));
    tampered("UPDATE audit SET who = 'Suzuki' WHERE id = 1");
    const Outcome changed = audit({});
    EXPECT_EQ(changed.code, 2);
    EXPECT_EQ(changed.err, "the audit's chain breaks at entry 1: it was changed, taken out or put in\n");
}

/// A model of the user's own: in the store's folder or in one that is named; a wrong file is told with its place.
TEST(StoreCommand, ADeviceMayHaveAModelOfTheUsersOwn) {
    const TemporaryFolder folder;
    const auto store = (folder.path() / "store").string();
    const std::string model =
        "name: mine\nsource: manual\nregister_end: 5000 kWh\nmessages:\n  - values:\n"
        "      - {channel: energy_import, path: e, unit: ";
    std::filesystem::create_directories(folder.path() / "store/models");
    std::filesystem::create_directories(folder.path() / "others");
    std::ofstream(folder.path() / "store/models/mine.yaml") << model << "Wh}\n";
    std::ofstream(folder.path() / "others/theirs.yaml") << model << "W}\n";
    const auto register_as = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--lang", "en", "store", "device", store, "plug"});
        return gaiku_store(words);
    };
    EXPECT_EQ(register_as({"--model", "mine"}).code, 0);
    const auto devices = telemetry::Store(folder.path() / "store").devices();
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_EQ(devices[0].model, "mine");
    EXPECT_EQ(devices[0].register_end, 5000);
    const auto others = (folder.path() / "others").string();
    const Outcome wrong = register_as({"--model", "theirs", "--models", others});
    EXPECT_EQ(wrong.code, 2);
    for (const char* what : {"theirs.yaml:6", "wrong-unit", "unit", "kWh"}) EXPECT_THAT(wrong.err, HasSubstr(what));
    EXPECT_EQ(register_as({"--model", "mine", "--models", (folder.path() / "none").string()}).code, 2);

    // A server does not start without the model of a device: what it says could only be dropped.
    std::filesystem::remove(folder.path() / "store/models/mine.yaml");
    const Outcome serve =
        gaiku_store({"--lang", "en", "serve", std::string(GAIKU_SOURCE_DIR) + "/tests/live_district.yaml", "--data",
                     store, "--listen", "127.0.0.1:0"});
    EXPECT_EQ(serve.code, 2);
    for (const char* what : {"mine", "plug", "unknown-reference"}) EXPECT_THAT(serve.err, HasSubstr(what));
}

TEST(ServeCommand, SaysWhatIsWrongWithItsOptions) {
    const std::string district = std::string(GAIKU_SOURCE_DIR) + "/examples/kashiwanoha/9-kashiwanoha.yaml";
    const Outcome outcome = gaiku_store({"--lang", "en", "serve", district, "--listen", "nowhere", "--certificate",
                                         "x.pem", "--broker", "here", "--time-zone", "Asia/Nowhere"});
    EXPECT_EQ(outcome.code, 2);
    for (const char* what : {"--listen", "--key", "--broker", "--time-zone"}) EXPECT_THAT(outcome.err, HasSubstr(what));
}

}  // namespace
}  // namespace gaiku::store_command_test
