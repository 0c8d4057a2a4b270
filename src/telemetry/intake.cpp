#include "telemetry/intake.h"

#include <algorithm>

namespace gaiku::telemetry {

Intake::Intake(Store& store, Limits limits, Committed committed)
    : store_(store), limits_(limits), committed_(std::move(committed)), thread_([this] { run(); }) {}

Intake::~Intake() {
    {
        const std::scoped_lock hold(mutex_);
        over_ = true;
    }
    filled_.notify_all();
    thread_.join();
}

bool Intake::has_room(std::size_t readings) const {
    return queue_.empty() || readings_ + readings <= limits_.most_queued;
}

bool Intake::submit(Batch&& batch, Done done) {
    const std::size_t readings = batch.size();
    {
        const std::scoped_lock hold(mutex_);
        if (over_ || !has_room(readings)) return false;
        queue_.push_back({std::move(batch), std::move(done), false});
        readings_ += readings;
    }
    filled_.notify_one();
    return true;
}

void Intake::submit_waiting(Batch&& batch, Done done) {
    const std::size_t readings = batch.size();
    {
        std::unique_lock hold(mutex_);
        emptied_.wait(hold, [&] { return has_room(readings); });
        queue_.push_back({std::move(batch), std::move(done), true});
        readings_ += readings;
    }
    filled_.notify_one();
}

std::size_t Intake::queued() {
    const std::scoped_lock hold(mutex_);
    return readings_;
}

std::string Intake::error() {
    const std::scoped_lock hold(mutex_);
    return commit_error_.empty() ? settle_error_ : commit_error_;
}

void Intake::note(std::string& of, const std::string& error) {
    const std::scoped_lock hold(mutex_);
    of = error;
}

void Intake::run() {
    while (true) {
        std::vector<Waiting> taken;
        bool over = false;
        {
            std::unique_lock hold(mutex_);
            filled_.wait_for(hold, std::min(limits_.settle_after, limits_.look_after),
                             [&] { return over_ || !queue_.empty(); });
            std::size_t readings = 0;
            while (!queue_.empty() &&
                   (taken.empty() || readings + queue_.front().batch.size() <= limits_.most_in_commit)) {
                readings += queue_.front().batch.size();
                taken.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
            readings_ -= readings;
            over = over_ && taken.empty();
        }
        emptied_.notify_all();
        if (!taken.empty()) commit(taken);
        if (std::chrono::steady_clock::now() - looked_ >= limits_.look_after) take_requests();
        if (over || std::chrono::steady_clock::now() - settled_ >= limits_.settle_after) settle();
        if (over) return;
    }
}

void Intake::commit(std::vector<Waiting>& waiting) {
    std::vector<Batch> batches;
    batches.reserve(waiting.size());
    for (auto& one : waiting) batches.push_back(std::move(one.batch));
    try {
        std::vector<Receipt> receipts = store_.commit(batches);
        note(commit_error_, {});
        if (committed_) committed_(batches, receipts);
        for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i].done({std::move(receipts[i]), {}, false});
    } catch (const StoreError& error) {
        failed(waiting, batches, error.what(), error.disk_full());
    } catch (const std::exception& error) {
        failed(waiting, batches, error.what(), false);
    }
}

void Intake::failed(std::vector<Waiting>& waiting, std::vector<Batch>& batches, const std::string& error,
                    bool disk_full) {
    std::unique_lock hold(mutex_);
    commit_error_ = error;
    // In the order they came, so from the last to the front of the queue.
    for (std::size_t i = waiting.size(); i-- > 0;) {
        if (!waiting[i].keep_trying || over_) continue;
        readings_ += batches[i].size();
        queue_.push_front({std::move(batches[i]), std::move(waiting[i].done), true});
        waiting[i].done = nullptr;
    }
    hold.unlock();
    for (auto& one : waiting) {
        if (one.done) one.done({{}, error, disk_full});
    }
    hold.lock();
    filled_.wait_for(hold, std::chrono::seconds(1), [&] { return over_; });
}

void Intake::take_requests() {
    looked_ = std::chrono::steady_clock::now();
    try {
        store_.take_requests();
    } catch (const std::exception&) {
        // They stay where they are; who asks waits for them, and says so where it waited in vain.
    }
}

void Intake::settle() {
    settled_ = std::chrono::steady_clock::now();
    try {
        store_.settle();
        note(settle_error_, {});
    } catch (const std::exception& error) {
        note(settle_error_, error.what());  // the readings are safe in the log
    }
}

}  // namespace gaiku::telemetry
