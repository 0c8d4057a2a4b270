#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "cli/cli.h"

namespace gaiku {

/// How long work may take to end after it was told to: a factorisation cannot be interrupted.
inline constexpr std::chrono::milliseconds longest_stop{1000};

/// Runs `work` on a thread of its own, so that whoever stops the program need not wait for it: work that looks at
/// context.stop ends by itself, other work is left behind with the process (CliContext::leave, after `before_leaving`).
/// Nothing where it was stopped; an exception of the work is thrown here.
template <class Work>
auto run_stoppable(const CliContext& context, const Work& work, const std::function<void()>& before_leaving)
    -> std::optional<decltype(work())> {
    std::optional<decltype(work())> result;
    std::exception_ptr error;
    std::mutex mutex;
    std::condition_variable_any ended;
    bool done = false;
    std::thread worker([&] {
        try {
            result.emplace(work());
        } catch (...) {
            error = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        done = true;
        ended.notify_all();
    });
    {
        std::unique_lock lock(mutex);
        const auto is_done = [&] { return done; };
        if (!ended.wait(lock, context.stop, is_done) && !ended.wait_for(lock, longest_stop, is_done) && context.leave) {
            before_leaving();
            context.leave();
        }
    }
    worker.join();
    if (context.stop.stop_requested()) return std::nullopt;
    if (error) std::rethrow_exception(error);
    return result;
}

}  // namespace gaiku
