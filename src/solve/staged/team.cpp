#include "solve/staged/team.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace gaiku::solve::staged {
namespace {

/// Work comes again within microseconds, and to be woken takes as long: so long a thread looks before it sleeps.
constexpr std::chrono::microseconds looks_for{50};

template <class Is>
bool comes_soon(Is is) {
    const auto end = std::chrono::steady_clock::now() + looks_for;
    do {
        for (int i = 0; i < 64; ++i) {
            if (is()) return true;
#if defined(__x86_64__)
            __builtin_ia32_pause();
#endif
        }
    } while (std::chrono::steady_clock::now() < end);
    return false;
}

}  // namespace

struct Team::Crew {
    std::mutex mutex;
    std::condition_variable begin, end;
    const std::function<void(std::int32_t)>* work = nullptr;
    std::int32_t count = 0;
    std::atomic<std::int32_t> next = 0;
    std::atomic<std::uint64_t> round = 0;
    std::atomic<int> busy = 0;
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;

    void take() {
        for (std::int32_t i = next++; i < count; i = next++) (*work)(i);
    }

    void wait_for_work() {
        std::uint64_t seen = 0;
        const auto called = [&] { return stop || round != seen; };
        while (true) {
            if (!comes_soon(called)) {
                std::unique_lock lock(mutex);
                begin.wait(lock, called);
            }
            if (stop) return;
            seen = round;
            take();
            if (--busy > 0) continue;
            const std::lock_guard lock(mutex);
            end.notify_one();
        }
    }
};

Team::Team(int threads) {
    if (threads <= 1) return;
    crew_ = std::make_unique<Crew>();
    for (int i = 1; i < threads; ++i) crew_->threads.emplace_back([crew = crew_.get()] { crew->wait_for_work(); });
}

Team::~Team() {
    if (!crew_) return;
    {
        const std::lock_guard lock(crew_->mutex);
        crew_->stop = true;
    }
    crew_->begin.notify_all();
    for (std::thread& thread : crew_->threads) thread.join();
}

void Team::each(std::int32_t count, const std::function<void(std::int32_t)>& work) {
    if (!crew_ || count == 1) {
        for (std::int32_t i = 0; i < count; ++i) work(i);
        return;
    }
    Crew& crew = *crew_;
    {
        const std::lock_guard lock(crew.mutex);
        crew.work = &work;
        crew.count = count;
        crew.next = 0;
        crew.busy = static_cast<int>(crew.threads.size());
        ++crew.round;
    }
    crew.begin.notify_all();
    crew.take();
    const auto done = [&] { return crew.busy == 0; };
    if (comes_soon(done)) return;
    std::unique_lock lock(crew.mutex);
    crew.end.wait(lock, done);
}

}  // namespace gaiku::solve::staged
