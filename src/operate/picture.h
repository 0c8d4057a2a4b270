#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "operate/image.h"
#include "telemetry/store/store.h"

namespace gaiku::operate {

/// Makes the picture of now once a second and swaps it whole: who reads one keeps it as it was. The registry is read
/// again every ten seconds, so that devices join while it runs.
class Picture {
public:
    using Told = std::function<void(const std::shared_ptr<const Image>&)>;

    /// `follow_readings`: time is that of the newest reading, as of a virtual district that lives faster than the
    /// clock.
    Picture(std::shared_ptr<const Surroundings> surroundings, telemetry::Store& store, const Latest& latest,
            const Clock& clock, bool follow_readings = false);
    ~Picture();
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    /// Of the next picture on: blocks and devices may join while it runs.
    void set(std::shared_ptr<const Surroundings> surroundings);
    /// The last one; never null.
    [[nodiscard]] std::shared_ptr<const Image> now() const;
    /// Called with each new picture, on the picture's thread, until the object is destroyed; must not throw or wait.
    void tell(Told told);

private:
    void run(const std::stop_token& stop);
    void make();
    [[nodiscard]] TimeMs time() const;

    telemetry::Store& store_;
    const Latest& latest_;
    const Clock& clock_;
    bool follow_readings_;
    std::vector<telemetry::Device> devices_;
    std::chrono::steady_clock::time_point devices_read_{};
    mutable std::mutex mutex_;
    std::shared_ptr<const Surroundings> surroundings_;
    bool read_devices_ = false;  ///< before the next picture, however short the last time was ago
    std::shared_ptr<const Image> image_;
    std::vector<Told> told_;
    std::condition_variable_any woken_;
    std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace gaiku::operate
