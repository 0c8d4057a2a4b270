#include "server/slow_work.h"

namespace gaiku::server {

SlowWork::SlowWork(std::size_t most_waiting)
    : most_waiting_(most_waiting), thread_([this](const std::stop_token& stop) { run(stop); }) {}

SlowWork::~SlowWork() {
    thread_.request_stop();
    woken_.notify_all();
}

bool SlowWork::submit(std::function<void()> work) {
    {
        const std::scoped_lock hold(mutex_);
        if (over_ || waiting_.size() >= most_waiting_) return false;
        waiting_.push_back(std::move(work));
    }
    woken_.notify_one();
    return true;
}

void SlowWork::finish() {
    std::unique_lock hold(mutex_);
    over_ = true;
    idle_.wait(hold, [&] { return waiting_.empty() && !busy_; });
}

void SlowWork::run(const std::stop_token& stop) {
    std::unique_lock hold(mutex_);
    while (woken_.wait(hold, stop, [&] { return !waiting_.empty(); })) {
        std::function<void()> work = std::move(waiting_.front());
        waiting_.pop_front();
        busy_ = true;
        hold.unlock();
        work();
        work = nullptr;  // and what it holds
        hold.lock();
        busy_ = false;
        idle_.notify_all();
    }
}

}  // namespace gaiku::server
