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
        if (waiting_.size() >= most_waiting_) return false;
        waiting_.push_back(std::move(work));
    }
    woken_.notify_one();
    return true;
}

void SlowWork::run(const std::stop_token& stop) {
    std::unique_lock hold(mutex_);
    while (woken_.wait(hold, stop, [&] { return !waiting_.empty(); })) {
        const auto work = std::move(waiting_.front());
        waiting_.pop_front();
        hold.unlock();
        work();
        hold.lock();
    }
}

}  // namespace gaiku::server
