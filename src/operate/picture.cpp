#include "operate/picture.h"

#include <algorithm>

namespace gaiku::operate {

using namespace std::chrono_literals;

Picture::Picture(Surroundings surroundings, telemetry::Store& store, const Latest& latest, const Clock& clock,
                 bool follow_readings)
    : surroundings_(std::move(surroundings)),
      store_(store),
      latest_(latest),
      clock_(clock),
      follow_readings_(follow_readings) {
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
    if (devices_.empty() || now - devices_read_ > 10s) {
        try {
            devices_ = store_.devices();
        } catch (const telemetry::StoreError&) {
            // Those of before are shown on; whoever asks the store is told what is wrong with it.
        }
        devices_read_ = now;
    }
    auto image = image_of(surroundings_, devices_, latest_, time());
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

std::shared_ptr<const Image> Picture::now() const {
    const std::scoped_lock hold(mutex_);
    return image_;
}

void Picture::tell(Told told) {
    const std::scoped_lock hold(mutex_);
    told_.push_back(std::move(told));
}

}  // namespace gaiku::operate
