#include "telemetry/store/kept_months.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/store.h"
#include "telemetry/time_text.h"

/// A month's bill that is not the sum of its half-hours, or is another one after a late reading than it would have
/// been.
namespace gaiku::telemetry::kept_months_test {
namespace {

using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr TimeMs ever = begin_of(40'000);
const ChannelName meter{"m1", "energy_import"};
const GroupName district{"district", "", "energy_import"};

void put(Store& store, const ChannelName& name, std::vector<Sample> samples) {
    Batch batch;
    batch.columns.push_back({name.device, name.channel, std::move(samples), {}});
    (void)store.commit(std::span(&batch, 1));
}

/// Half-hourly counter readings from a time on, `kwh` a step.
std::vector<Sample> counter(const char* from, int days, double kwh) {
    std::vector<Sample> samples;
    for (int i = 0; i <= days * slots_a_day; ++i) samples.push_back({*parse_time(from) + i * ms_a_slot, 10 + i * kwh});
    return samples;
}

/// What is kept is, to the last digit, what the half-hours add up to.
template <class Name>
void expect_kept(Store& store, const Name& name, const LocalDays& days, std::string_view measurand, TimeMs from,
                 TimeMs to) {
    const auto slots = store.half_hours(name, from, to);
    for (const Period period : {Period::day, Period::month}) {
        const auto kept = store.figures(name, period, from, to);
        const auto summed = roll_up(slots, period, days, *measurand_of(measurand));
        ASSERT_EQ(kept.size(), summed.size());
        for (std::size_t i = 0; i < kept.size(); ++i) {
            EXPECT_EQ(kept[i], summed[i]) << measurand << ' ' << print_time(summed[i].begin) << ": " << kept[i].value
                                          << " where half-hours make " << summed[i].value;
        }
    }
}

class RandomField {
public:
    RandomField(unsigned seed, const std::string& zone) : random_(seed), zone_(zone) {
        store_.emplace(folder_.path(), StoreOptions{.most_unpacked = 3'000, .time_zone = zone});
        for (const auto* device : {"a", "b", "c"}) place(device);
    }

    /// Late, doubled and mixed-up readings, gaps, resets, corrections, moves, restarts.
    void live(int rounds) {
        for (int round = 0; round < rounds; ++round) {
            const std::string device(1, "abc"[below(3)]);
            switch (below(12)) {
                case 0:
                    place(device);
                    break;
                case 1:
                    correct({device, "energy_import"});
                    break;
                case 2:
                    store_->settle();
                    break;
                case 3:
                    restart();
                    break;
                default:
                    say(device);
                    break;
            }
        }
        store_->settle();
    }

    Store& store() { return *store_; }
    const std::filesystem::path& folder() { return folder_.path(); }
    TimeMs time() { return begin_ + static_cast<TimeMs>(below(span_days * 48)) * ms_a_slot; }

private:
    static constexpr unsigned span_days = 75;  // over two ends of a month and a clock change
    unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

    void place(const std::string& device) {
        const char* buildings[] = {"", "tower", "mall"};
        const Device there{.name = device,
                           .building = buildings[below(3)],
                           .block = below(2) == 0 ? "" : "b1",
                           .counts = device == "c" || below(4) > 0};
        if (below(2) == 0) return store_->put_device(there, "test");
        store_->place_devices({&there, 1}, time() + below(ms_a_slot), "test");
    }
    void correct(const ChannelName& name) {
        const auto samples = store_->raw(name, 0, ever);
        if (samples.empty()) return;
        const Sample& one = samples[below(static_cast<unsigned>(samples.size()))];
        const auto value = below(3) == 0 ? std::nullopt : std::optional(one.value + below(5));
        store_->correct(CorrectionOrder::at(name, one.time, value, "why", "who"));
    }
    void restart() {
        store_.reset();
        store_.emplace(folder_.path(), StoreOptions{.most_unpacked = 3'000, .time_zone = zone_});
    }
    void say(const std::string& device) {
        std::vector<Sample> counts, intervals, powers;
        TimeMs at = time();
        for (unsigned i = 0, n = 1 + below(200); i < n; ++i, at += ms_a_slot * (below(20) == 0 ? 3 : 1)) {
            // A counter that begins anew every 20 days.
            const auto in_life = (at - begin_) % (20 * ms_a_day);
            counts.push_back({at, 5 + static_cast<double>(in_life / ms_a_slot) * 0.25});
            intervals.push_back({at, 0.125 * below(9)});
            powers.push_back({at, 0.5 * below(30)});
        }
        std::shuffle(counts.begin(), counts.end(), random_);
        put(*store_, {device, "energy_import"}, counts);
        put(*store_, {device, "energy_generated_interval"}, intervals);
        put(*store_, {device, "power"}, powers);
    }

    std::mt19937 random_;
    std::string zone_;
    TemporaryFolder folder_;
    std::optional<Store> store_;
    TimeMs begin_ = *parse_time("2026-09-20T00:00:00Z");
};

TEST(KeptMonths, AreTheSumsOfHalfHoursWhateverCameWhen) {
    const unsigned seed = std::random_device{}();
    for (const std::string zone : {"Asia/Tokyo", "Europe/Berlin", "America/Toronto"}) {
        SCOPED_TRACE(zone + ", seed " + std::to_string(seed));
        RandomField field(seed, zone);
        const LocalDays days(zone);
        for (int part = 0; part < 3; ++part) {
            field.live(40);
            for (int i = 0; i < 4; ++i) {
                TimeMs from = i == 0 ? 0 : field.time() + (i == 1 ? 600'000 : 0), to = i == 0 ? ever : field.time();
                if (from > to) std::swap(from, to);
                for (const auto& name : field.store().channels())
                    expect_kept(field.store(), name, days, name.channel, from, to);
                for (const auto& name : field.store().groups())
                    expect_kept(field.store(), name, days, name.measurand, from, to);
            }
            EXPECT_THAT(check_store(field.folder()).problems, IsEmpty());
        }
        EXPECT_GE(field.store().figures(district, Period::month, 0, ever).size(), 2U);  // c counts at any time
    }
}

TEST(KeptMonths, AreByTheDistrictsClock) {
    const TemporaryFolder folder;
    Store store(folder.path(), {.time_zone = "Europe/Berlin"});
    put(store, meter, counter("2026-10-01T00:00:00+02:00", 45, 0.5));
    store.settle();
    const auto days = store.figures(meter, Period::day, *parse_time("2026-10-24T00:00:00+02:00"),
                                    *parse_time("2026-10-27T00:00:00+01:00"));
    ASSERT_THAT(days, SizeIs(3));
    EXPECT_EQ(days[0].value, 24);
    EXPECT_EQ(days[1].value, 25);  // the clock is put back
    EXPECT_EQ(days[1].half_hours, 50U);
    EXPECT_EQ(days[2].value, 24);
    const auto months = store.figures(district, Period::month, 0, ever);
    ASSERT_THAT(months, SizeIs(2));
    EXPECT_EQ(months[0].value, 31 * 24 + 1);
    EXPECT_EQ(print_time(months[0].begin), "2026-09-30T22:00:00Z");
    EXPECT_FALSE(months[0].marked);
    EXPECT_TRUE(months[1].marked);  // not at its end yet
}

TEST(KeptMonths, LateReadingsAndCorrectionsAreInThem) {
    const TemporaryFolder folder;
    Store store(folder.path());
    auto samples = counter("2026-11-01T00:00:00+09:00", 30, 1);
    const std::vector<Sample> late(samples.begin() + 100, samples.begin() + 200);
    samples.erase(samples.begin() + 100, samples.begin() + 200);
    const auto november = [&] { return store.figures(district, Period::month, 0, ever).at(0); };
    put(store, meter, samples);
    store.settle();
    EXPECT_EQ(november().value, 1440);
    EXPECT_TRUE(november().marked);  // estimated over the gap
    put(store, meter, late);
    store.settle();
    EXPECT_EQ(november().value, 1440);
    EXPECT_FALSE(november().marked);
    store.correct(
        CorrectionOrder::at(meter, samples.back().time, samples.back().value + 60, "read at the meter", "operator"));
    EXPECT_EQ(november().value, 1500);
    EXPECT_TRUE(november().marked);
    // Raw readings may go; what they came to stays.
    store.retire(day_of(samples.back().time), "test");
    EXPECT_EQ(november().value, 1500);
    // A device that moves takes its months along.
    store.put_device({.name = "m1", .building = "tower"}, "test");
    const GroupName tower{"building", "tower", "energy_import"};
    EXPECT_EQ(store.figures(tower, Period::month, 0, ever).at(0).value, 1500);
    store.put_device({.name = "m1"}, "test");
    EXPECT_THAT(store.figures(tower, Period::month, 0, ever), IsEmpty());
}

TEST(KeptMonths, OfAnotherTimeZoneAreAddedUpAnew) {
    const TemporaryFolder folder;
    const auto begins = [&](const std::string& zone) {
        Store store(folder.path(), {.time_zone = zone});
        if (store.channels().empty()) put(store, meter, counter("2026-11-01T00:00:00Z", 2, 1));
        store.settle();
        std::vector<std::string> all;
        for (const auto& day : store.figures(meter, Period::day, 0, ever)) all.push_back(print_time(day.begin));
        EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
        return all;
    };
    const auto tokyo = ElementsAre("2026-10-31T15:00:00Z", "2026-11-01T15:00:00Z", "2026-11-02T15:00:00Z");
    EXPECT_THAT(begins(""), tokyo);
    EXPECT_THAT(begins("UTC"), ElementsAre("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"));
    EXPECT_THAT(begins(""), SizeIs(2)) << "who does not say a zone leaves it as it is";
    EXPECT_THAT(begins("Asia/Tokyo"), tokyo);
}

TEST(KeptMonths, AStoreOfTheLayoutBeforeGetsThem) {
    const TemporaryFolder folder;
    {
        Store store(folder.path());
        put(store, meter, counter("2026-11-01T00:00:00+09:00", 30, 1));
        store.settle();
    }
    {
        Database before(folder.path() / store_file, {});
        before.run(
            "DROP TABLE months; DROP TABLE group_months; DROP TABLE requests; DROP TABLE conflicts; DROP TABLE "
            "contradicted; DROP TABLE earlier_places; DROP TABLE alarms; DROP TABLE users; DROP TABLE sessions; DROP "
            "TABLE api_tokens; "
            "DROP TRIGGER audit_kept; DROP TRIGGER audit_unchanged; ALTER TABLE audit DROP COLUMN chain; "
            "DELETE FROM settings; PRAGMA user_version = 2");
    }
    EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
    EXPECT_EQ(Reader(folder.path(), {}).figures(meter, Period::month, 0, ever).at(0).value, 1440);
    Store store(folder.path());
    EXPECT_EQ(store.figures(meter, Period::month, 0, ever).at(0).value, 1440);
    EXPECT_EQ(store.figures(district, Period::month, 0, ever).at(0).value, 1440);
    EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
}

TEST(KeptMonths, ACheckFindsThoseThatAreNotTheirHalfHours) {
    const TemporaryFolder folder;
    {
        Store store(folder.path());
        put(store, meter, counter("2026-11-01T00:00:00+09:00", 45, 1));
        store.settle();
    }
    const auto problems_after = [&](const char* sql) {
        const TemporaryFolder copy;
        backup_store(folder.path(), copy.path());
        Database(copy.path() / store_file, {}).run(sql);
        return check_store(copy.path()).problems;
    };
    EXPECT_THAT(problems_after("DELETE FROM months WHERE key = (SELECT min(key) FROM months)"),
                ElementsAre(HasSubstr("month 2026-11: is missing")));
    EXPECT_THAT(problems_after("UPDATE group_months SET body = (SELECT body FROM months ORDER BY key DESC LIMIT 1)"),
                testing::Contains(HasSubstr("month 2026-11: is not the sum of its half-hours")));
    EXPECT_THAT(problems_after("INSERT INTO months SELECT key + 1000, body FROM months LIMIT 1"),
                ElementsAre(HasSubstr("1 months of channels without half-hours")));
}

TEST(MonthTallies, GoIntoBytesAndBackAndDamageIsSeen) {
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        MonthTallies month;
        for (int i = 0; i < 200; ++i) {
            const Slot slot{static_cast<std::int64_t>(random()) * (random() % 2 == 0 ? 1'000'000 : -1),
                            static_cast<std::uint32_t>(random() % 3), static_cast<std::uint32_t>(random() % 3)};
            month.add(static_cast<int>(random() % 31), slot);
        }
        std::string bytes = month.encode();
        MonthTallies back;
        ASSERT_TRUE(back.decode(bytes)) << "seed " << seed;
        EXPECT_EQ(back.whole(), month.whole()) << "seed " << seed;
        for (int day = 0; day < MonthTallies::most_days; ++day)
            EXPECT_EQ(back.day(day), month.day(day)) << "seed " << seed;
        bytes[random() % bytes.size()] ^= 4;
        EXPECT_FALSE(back.decode(bytes)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace gaiku::telemetry::kept_months_test
