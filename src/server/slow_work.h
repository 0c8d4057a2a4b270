#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace gaiku::server {

/// Does what takes long, one after the other, off the threads of the network.
class SlowWork {
public:
    explicit SlowWork(std::size_t most_waiting = 32);
    ~SlowWork();
    SlowWork(const SlowWork&) = delete;
    SlowWork& operator=(const SlowWork&) = delete;

    /// False where too much waits already. `work` must not throw.
    [[nodiscard]] bool submit(std::function<void()> work);
    /// Takes no more, and returns when nothing waits or is under way.
    void finish();

private:
    void run(const std::stop_token& stop);

    std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::condition_variable idle_;
    std::deque<std::function<void()>> waiting_;
    bool busy_ = false, over_ = false;
    std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace gaiku::server
