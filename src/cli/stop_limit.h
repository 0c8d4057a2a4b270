#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "cli/cli.h"

namespace gaiku {

/// Ends the process (CliContext::leave, after `before_leaving`) where a stop was requested and what goes on while this
/// lives has not ended within `longest`: work that was told to stop and does not, such as a factorisation or a backup
/// to a slow disk. As with a kill, what was acknowledged is on disk by then.
class StopLimit {
public:
    StopLimit(const CliContext& context, std::chrono::milliseconds longest, std::function<void()> before_leaving);
    ~StopLimit();
    StopLimit(const StopLimit&) = delete;
    StopLimit& operator=(const StopLimit&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool done_ = false;
    std::thread thread_;
};

}  // namespace gaiku
