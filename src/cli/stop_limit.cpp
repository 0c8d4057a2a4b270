#include "cli/stop_limit.h"

#include <utility>

namespace gaiku {

StopLimit::StopLimit(const CliContext& context, std::chrono::milliseconds longest, std::function<void()> before_leaving)
    : thread_([this, stop = context.stop, leave = context.leave, longest, before = std::move(before_leaving)] {
          std::unique_lock hold(mutex_);
          const auto is_done = [this] { return done_; };
          if (woken_.wait(hold, stop, is_done) || woken_.wait_for(hold, longest, is_done) || !leave) return;
          hold.unlock();
          before();
          leave();
      }) {}

StopLimit::~StopLimit() {
    {
        const std::scoped_lock hold(mutex_);
        done_ = true;
    }
    woken_.notify_all();
    thread_.join();
}

}  // namespace gaiku
