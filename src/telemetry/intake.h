#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "telemetry/store/store.h"

namespace gaiku::telemetry {

/// Lets many senders share commits: a thread takes what has come, commits it at once, and tells each sender. The queue
/// is bounded: where it is full a batch is turned away, and its sender has to wait, so that memory stays bounded
/// whatever arrives and however slow the disk is.
class Intake {
public:
    struct Limits {
        std::size_t most_queued = 1'000'000;            ///< readings
        std::size_t most_in_commit = 250'000;           ///< readings, if it is more than one batch
        std::chrono::milliseconds settle_after{5'000};  ///< half-hours lag behind readings by this at most
        std::chrono::milliseconds look_after{500};      ///< changes of the registry that others ask for, likewise
    };
    /// Nothing in `error` and a receipt: it is on disk. Else it is not known to be, and may be sent again.
    struct Outcome {
        Receipt receipt;
        std::string error;
        bool disk_full = false;
    };
    /// Called on the intake's thread; must not throw.
    using Done = std::function<void(Outcome)>;

    /// Hears of every commit, with the receipts; on the intake's thread, before the senders are told; must not throw.
    using Committed = std::function<void(std::span<const Batch>, std::span<const Receipt>)>;

    Intake(Store& store, Limits limits, Committed committed = {});
    /// Commits what is queued, settles and ends.
    ~Intake();
    Intake(const Intake&) = delete;
    Intake& operator=(const Intake&) = delete;

    /// False, and the batch is left alone, where the queue is full. A batch is taken into an empty queue whatever its
    /// size.
    [[nodiscard]] bool submit(Batch&& batch, Done done);
    /// Waits for room instead, and where the store fails tries again until the batch is stored; an error comes only
    /// when the intake ends before that.
    void submit_waiting(Batch&& batch, Done done);
    [[nodiscard]] std::size_t queued();
    /// Why the last commit, or the half-hours after it, could not be written; empty: they could.
    [[nodiscard]] std::string error();

private:
    struct Waiting {
        Batch batch;
        Done done;
        bool keep_trying = false;
    };
    void run();
    void commit(std::vector<Waiting>& waiting);
    void failed(std::vector<Waiting>& waiting, std::vector<Batch>& batches, const std::string& error, bool disk_full);
    void settle();
    void note(std::string& of, const std::string& error);
    void take_requests();
    [[nodiscard]] bool has_room(std::size_t readings) const;

    Store& store_;
    Limits limits_;
    Committed committed_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::condition_variable emptied_;
    std::deque<Waiting> queue_;
    std::size_t readings_ = 0;
    std::string commit_error_, settle_error_;
    bool over_ = false;
    std::chrono::steady_clock::time_point settled_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point looked_ = settled_;
    std::thread thread_;
};

}  // namespace gaiku::telemetry
