#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace gaiku {

/// SIGINT and SIGTERM as a request to stop; the second one ends the process at once. To be made before any other
/// thread.
class Signals {
public:
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    [[nodiscard]] std::stop_token stop() const { return stop_.get_token(); }
    /// The signal that came; 0: none.
    [[nodiscard]] int caught() const { return caught_; }

private:
    void wait();

    sigset_t set_{};
    std::stop_source stop_;
    std::atomic<int> caught_ = 0;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

}  // namespace gaiku
