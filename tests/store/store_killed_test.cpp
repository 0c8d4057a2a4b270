#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <thread>

#include "store/sender.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/maintain.h"

/// A process that is killed while it writes: what it acknowledged is there exactly once. GAIKU_KILLS says how often,
/// a hundred times otherwise.
namespace gaiku::telemetry {
namespace {

struct Line {
    std::int32_t device;
    TimeMs time;
};

/// Writes to the store until it is killed, and what it acknowledges into a pipe. Never comes back.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder, int pipe, std::uint64_t seed) {
    try {
        Store store(folder, {.most_unpacked = 400});
        test::Sender sender(seed);
        std::mt19937_64 random(seed);
        while (true) {
            const Batch batch = sender.next();
            (void)store.commit(std::span(&batch, 1));
            std::vector<Line> lines;
            for (const Column& column : batch.columns) {
                for (const Sample& sample : column.samples)
                    lines.push_back({std::atoi(column.device.c_str() + 1), sample.time});
            }
            const auto bytes = static_cast<ssize_t>(lines.size() * sizeof(Line));
            if (write(pipe, lines.data(), static_cast<std::size_t>(bytes)) != bytes) _exit(2);
            if (random() % 20 == 0) store.settle();
            if (random() % 30 != 0) continue;
            const Device there{.name = test::Sender::name_of(static_cast<int>(random() % 5)),
                               .block = "b" + std::to_string(random() % 3)};
            store.place_devices({&there, 1}, batch.columns[0].samples[0].time, "test");
        }
    } catch (...) {
        _exit(1);
    }
}

TEST(StoreKilled, EveryAcknowledgedReadingIsThereExactlyOnce) {
    const char* asked = std::getenv("GAIKU_KILLS");
    const int kills = asked == nullptr ? 100 : std::atoi(asked);
    const std::uint64_t seed = std::random_device{}();
    std::mt19937_64 random(seed);
    const test::TemporaryFolder folder;
    test::Acknowledged acknowledged;
    for (int round = 0; round < kills; ++round) {
        int pipes[2];
        ASSERT_EQ(pipe2(pipes, O_CLOEXEC), 0);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            close(pipes[0]);
            write_until_killed(folder.path(), pipes[1], seed + static_cast<std::uint64_t>(round));
        }
        close(pipes[1]);
        std::thread killer([&, wait = std::chrono::milliseconds(5 + random() % 60)] {
            std::this_thread::sleep_for(wait);
            kill(child, SIGKILL);
        });
        Line line{};
        while (read(pipes[0], &line, sizeof line) == static_cast<ssize_t>(sizeof line))
            acknowledged.add(test::Sender::name_of(line.device), line.time);
        close(pipes[0]);
        killer.join();
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself, seed " << seed;
        if (round % 10 != 9 && round + 1 != kills) continue;
        const CheckResult check = check_store(folder.path());
        ASSERT_TRUE(check.problems.empty()) << check.problems.front() << ", seed " << seed;
        Store store(folder.path());
        ASSERT_EQ(acknowledged.missing_in(store), "") << "round " << round << ", seed " << seed;
    }
    EXPECT_GT(acknowledged.size(), 0U);
}

}  // namespace
}  // namespace gaiku::telemetry
