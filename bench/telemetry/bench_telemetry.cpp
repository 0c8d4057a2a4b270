#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "bench.h"
#include "telemetry/decode/messages.h"
#include "telemetry/intake.h"
#include "telemetry/store/maintain.h"

/// Figures of the store beside their goals, and plain SQLite rows in the same run. bench_telemetry FOLDER [VALUES]: how
/// many million values the restart is measured with (default 20). Exit code 1: a goal was missed.
namespace {

using namespace gaiku::bench;

const GroupName district{"district", "", "energy_import"};

double megabytes(const fs::path& folder) {
    double bytes = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder)) bytes += static_cast<double>(file.file_size());
    return bytes / 1e6;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::size_t put(Store& store, const Batch& batch) {
    return store.commit(std::span(&batch, 1)).front().stored;
}

/// A year of dwellings, uploaded by month: speed, size, and the month's question.
void year_of_dwellings(const fs::path& folder) {
    constexpr int dwellings = 2000;
    constexpr int months = 12;
    Store store(folder);
    std::size_t stored = 0;
    double seconds = 0;
    for (int month = 0; month < months; ++month) {
        for (int first = 0; first < dwellings; first += 100) {
            const Batch batch = meters(first, 100, first_day + month * 30, 30);  // 144,000 readings in a commit
            seconds += seconds_of([&] { stored += put(store, batch); });
        }
    }
    seconds += seconds_of([&] { store.settle(); });
    row("readings a second into the store, committed and packed (144,000 a commit)", readings_into_the_store,
        static_cast<double>(stored) / seconds, 0);
    // The rest of the year, so that the size is that of 365 days.
    (void)put(store, meters(0, dwellings, first_day + 360, 5));
    store.settle();
    double slowest = 0;
    for (int month = 0; month < months; ++month) {
        slowest = std::max(slowest, seconds_of([&] {
                               const TimeMs from = begin_of(first_day + month * 30);
                               const auto slots = store.half_hours(district, from, from + 30 * ms_a_day);
                               if (slots.size() != 1440) std::abort();
                           }));
    }
    row("a district month by 30 min, slowest of 12, ms", {Goal::Is::most, 50, "50"}, slowest * 1000, 1);
}

void sqlite_rows(const fs::path& folder) {
    Database database(folder / "rows.db", {});
    database.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE readings(channel INTEGER, time INTEGER, value REAL, PRIMARY KEY(channel, time)) WITHOUT ROWID");
    auto insert = database.prepare("INSERT OR IGNORE INTO readings VALUES(?, ?, ?)");
    std::size_t stored = 0;
    const double seconds = seconds_of([&] {
        for (int first = 0; first < 2000; first += 100) {
            const Batch batch = meters(first, 100, first_day, 30);
            Transaction transaction(database);
            for (std::size_t c = 0; c < batch.columns.size(); ++c) {
                for (const Sample& sample : batch.columns[c].samples) {
                    insert.bind(static_cast<std::int64_t>(c) + first, sample.time, sample.value).run();
                    ++stored;
                }
            }
            transaction.commit();
        }
    });
    row("plain SQLite rows, the same readings and commits, a month",
        fmt::format("{:.0f}", static_cast<double>(stored) / seconds));
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    row("their size, a year of 2,000 dwellings extrapolated from the month, MB",
        fmt::format("{:.0f}", megabytes(folder) * 365 / 30));
}

/// JSON bodies as the HTTP and MQTT intakes get them, decoded, queued, committed and acknowledged.
void acknowledged(const fs::path& folder) {
    std::vector<std::string> bodies;
    std::vector<std::string> devices;
    for (int meter = 0; meter < 1000; ++meter) {
        bodies.push_back(message_of(meter, first_day));
        devices.push_back("m" + std::to_string(meter));
    }
    Store store(folder);
    std::atomic<std::size_t> stored = 0;
    const double seconds = seconds_of([&] {
        Intake intake(store, {});
        Decoder decoder;
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            Batch batch;
            if (decoder.json(bodies[i], devices[i], batch)) std::abort();
            intake.submit_waiting(std::move(batch),
                                  [&](const Intake::Outcome& outcome) { stored += outcome.receipt.stored; });
        }
    });
    row("JSON messages of 480 readings, decoded to acknowledged, without the network, readings a second",
        readings_end_to_end, static_cast<double>(stored) / seconds, 0);
}

/// A process that fills a store and is killed; how long the next one takes to be ready.
void restart(const fs::path& folder, int millions) {
    const pid_t child = fork();
    if (child == 0) {
        Store store(folder);
        const int days = std::max(1, millions * 1'000'000 / (2000 * slots_a_day));
        for (int first = 0; first < 2000; first += 20) {
            for (int day = 0; day < days; day += 30)
                (void)put(store, meters(first, 20, first_day + day, std::min(30, days - day)));
        }
        raise(SIGKILL);
    }
    waitpid(child, nullptr, 0);
    std::size_t waiting = 0;
    const double seconds = seconds_of([&] {
        Store store(folder);
        waiting = store.unsettled();
    });
    row(fmt::format("restart after kill -9 with {} million values, {} of them in the log, s", millions, waiting),
        {Goal::Is::most, 2, "2 (10^9)"}, seconds, 2);
}

void repeated_year(const fs::path& folder) {
    Store store(folder);
    const double before = peak_megabytes();
    const double seconds = seconds_of([&] {
        for (int day = 0; day < 360; day += 30) {
            const Batch batch = meters(0, 100, first_day + day, 30);
            if (store.commit(std::span(&batch, 1)).front().duplicates != batch.columns.size() * 30 * slots_a_day)
                std::abort();
        }
    });
    row("a hundred devices repeat a year: duplicates a second", fmt::format("{:.0f}", 100 * 360 * 48 / seconds));
    row("peak memory of all of it, MB", fmt::format("{:.0f} (before the repetition {:.0f})", peak_megabytes(), before));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: bench_telemetry FOLDER [MILLION_VALUES]\n");
        return 2;
    }
    const fs::path folder = fs::path(argv[1]) / ("bench-telemetry-" + std::to_string(getpid()));
    const int millions = argc > 2 ? std::atoi(argv[2]) : 20;
    for (const char* part : {"restart", "year", "rows", "json", "https", "mqtt"}) fs::create_directories(folder / part);
    fmt::print("| figure | goal | measured |\n|---|--:|--:|\n");
    restart(folder / "restart", millions);
    year_of_dwellings(folder / "year");
    row("a year of 2,000 dwellings at 30 min, MB", {Goal::Is::most, 300, "300"}, megabytes(folder / "year"), 0);
    repeated_year(folder / "year");
    acknowledged(folder / "json");
    by_https(folder / "https");
    by_mqtt(folder / "mqtt");
    sqlite_rows(folder / "rows");
    by_postgresql(folder / "postgresql");
    fs::remove_all(folder);
    if (missed().empty()) {
        fmt::print("\nall goals are met\n");
        return 0;
    }
    fmt::print("\n{} goals are missed: {}\n", missed().size(), fmt::join(missed(), "; "));
    return 1;
}
