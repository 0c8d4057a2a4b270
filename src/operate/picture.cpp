#include "operate/picture.h"

#include <algorithm>
#include <utility>

namespace gaiku::operate {

using namespace std::chrono_literals;

Picture::Picture(std::shared_ptr<const Surroundings> surroundings, telemetry::Store& store, const Latest& latest,
                 const Clock& clock, bool follow_readings)
    : store_(store),
      latest_(latest),
      clock_(clock),
      follow_readings_(follow_readings),
      surroundings_(std::move(surroundings)) {
    make();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Picture::~Picture() = default;

TimeMs Picture::time() const {
    const TimeMs now = std::chrono::floor<std::chrono::milliseconds>(clock_.now()).time_since_epoch().count();
    return follow_readings_ ? latest_.newest().value_or(now) : now;
}

void Picture::make() {
    const auto now = std::chrono::steady_clock::now();
    std::shared_ptr<const Surroundings> surroundings;
    bool read_devices = false;
    {
        const std::scoped_lock hold(mutex_);
        surroundings = surroundings_;
        read_devices = std::exchange(read_devices_, false);
    }
    if (devices_.empty() || read_devices || now - devices_read_ > 10s) {
        try {
            devices_ = store_.devices();
        } catch (const telemetry::StoreError&) {
            // Those of before are shown on; whoever asks the store is told what is wrong with it.
        }
        devices_read_ = now;
    }
    auto image = image_of(*surroundings, devices_, latest_, time());
    std::vector<Told> told;
    {
        const std::scoped_lock hold(mutex_);
        image_ = image;
        told = told_;
    }
    for (const auto& one : told) one(image);
}

void Picture::run(const std::stop_token& stop) {
    auto next = std::chrono::steady_clock::now() + 1s;
    while (!stop.stop_requested()) {
        std::unique_lock hold(mutex_);
        woken_.wait_until(hold, stop, next, [] { return false; });
        hold.unlock();
        if (stop.stop_requested()) return;
        make();
        next = std::max(next + 1s, std::chrono::steady_clock::now());
    }
}

void Picture::set(std::shared_ptr<const Surroundings> surroundings) {
    const std::scoped_lock hold(mutex_);
    surroundings_ = std::move(surroundings);
    read_devices_ = true;
}

std::shared_ptr<const Image> Picture::now() const {
    const std::scoped_lock hold(mutex_);
    return image_;
}

void Picture::tell(Told told) {
    const std::scoped_lock hold(mutex_);
    told_.push_back(std::move(told));
}

}  // namespace gaiku::operate
