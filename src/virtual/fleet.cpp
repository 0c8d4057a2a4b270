#include "virtual/fleet.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "virtual/payload.h"

namespace gaiku::field {

using namespace std::chrono_literals;

Fleet::Fleet(mqtt::Loop& loop, const std::vector<Device>& devices, const Options& options) {
    for (const Device& device : devices) {
        Line& line = lines_.emplace_back(device, options.first_wait);
        mqtt::Options own = options.broker;
        own.client_id = device.id;
        own.most_unacknowledged = 100;
        own.limits = {.in_flight = 20, .waiting_bytes = 1U << 20U};
        if (const auto known = options.passwords.find(device.id); known != options.passwords.end()) {
            own.user = device.id;
            own.password = known->second;
        }
        line.client = std::make_unique<mqtt::Client>(loop, own, handlers(line));
        line.client->subscribe("ack/" + device.id);
    }
}

/// Handlers lock the mutex, so it is free while the clients end.
Fleet::~Fleet() {
    for (Line& line : lines_) line.client.reset();
}

mqtt::Handlers Fleet::handlers(Line& line) {
    mqtt::Handlers handlers;
    handlers.on_message = [this, &line](std::string_view, std::string_view payload, const mqtt::Delivery& delivery) {
        take_receipt(line, payload);
        delivery.acknowledge();
    };
    const auto now_connected = [this, &line](bool connected) {
        if (line.connected != connected) counts_.connected += connected ? 1 : static_cast<std::size_t>(-1);
        line.connected = connected;
        changed_.notify_all();
    };
    // Subscribed counts as connected: a receipt that comes before would be lost.
    handlers.on_subscribed = [this, now_connected] {
        const std::scoped_lock lock(mutex_);
        now_connected(true);
    };
    handlers.on_connected = [this, now_connected](bool session_present) {
        const std::scoped_lock lock(mutex_);
        if (session_present) now_connected(true);
    };
    handlers.on_disconnected = [this, &line, now_connected](const std::string& reason) {
        const std::scoped_lock lock(mutex_);
        counts_.last_trouble = line.device->id + ": " + reason;
        now_connected(false);
    };
    handlers.on_trouble = [this, &line](const std::string& what) {
        const std::scoped_lock lock(mutex_);
        counts_.last_trouble = line.device->id + ": " + what;
    };
    return handlers;
}

/// {"id": "1784041200", "stored": 2, ...}; anything else is no receipt of a message of ours.
void Fleet::take_receipt(Line& line, std::string_view payload) {
    const auto receipt = nlohmann::json::parse(payload, nullptr, false);
    if (!receipt.is_object() || !receipt.contains("id") || !receipt["id"].is_string()) return;
    const auto& id = receipt["id"].get_ref<const std::string&>();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size()) return;
    const std::scoped_lock lock(mutex_);
    ++counts_.receipts;
    waiting_ -= line.outbox.waiting();
    line.outbox.receipt(number);
    waiting_ += line.outbox.waiting();
    changed_.notify_all();
}

void Fleet::publish(Line& line, std::string payload) {
    line.client->publish("gaiku/" + line.device->id + "/readings", std::move(payload), mqtt::Qos::at_least_once,
                         [this](mqtt::Published what) {
                             const std::scoped_lock lock(mutex_);
                             --at_broker_;
                             counts_.taken_by_broker += what == mqtt::Published::acknowledged ? 1 : 0;
                             changed_.notify_all();
                         });
}

void Fleet::send(const Frame& frame) {
    Line& line = lines_[frame.device];
    std::string text = payload(*line.device, frame);
    {
        const std::scoped_lock lock(mutex_);
        waiting_ -= line.outbox.waiting();
        line.outbox.add(frame.number, text, Outbox::Clock::now());
        waiting_ += line.outbox.waiting();
        ++counts_.sent;
        ++at_broker_;
    }
    publish(line, std::move(text));
}

void Fleet::remind() {
    const auto now = Outbox::Clock::now();
    for (Line& line : lines_) {
        std::vector<std::string> due;
        {
            const std::scoped_lock lock(mutex_);
            // What waits for a broker is the client's to send, once there is one.
            if (!line.connected || line.outbox.waiting() == 0) continue;
            due = line.outbox.due(now);
            counts_.sent_again += due.size();
            at_broker_ += due.size();
        }
        for (std::string& text : due) publish(line, std::move(text));
    }
}

bool Fleet::wait(std::chrono::milliseconds at_most, const std::stop_token& stop, const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            const auto until = std::min(end, std::chrono::steady_clock::now() + 1s);
            if (changed_.wait_until(lock, stop, until, done)) return true;
        }
        remind();  // also of a short wait: who waits for receipts step by step comes here again and again
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= end) return false;
    }
}

bool Fleet::wait_connected(std::chrono::milliseconds at_most, const std::stop_token& stop) {
    return wait(at_most, stop, [this] { return counts_.connected == lines_.size(); });
}

bool Fleet::wait_receipts(std::chrono::milliseconds at_most, bool by_broker, const std::stop_token& stop) {
    return wait(at_most, stop, [this, by_broker] { return by_broker ? at_broker_ == 0 : waiting_ == 0; });
}

bool Fleet::arrived(Instant until) const {
    const std::scoped_lock lock(mutex_);
    return is_there(until);
}

bool Fleet::wait_arrived(Instant until, std::chrono::milliseconds at_most) {
    return wait(at_most, {}, [this, until] { return is_there(until); });
}

bool Fleet::is_there(Instant until) const {
    if (counts_.receipts == 0) return at_broker_ == 0;
    return std::none_of(lines_.begin(), lines_.end(), [&](const Line& line) {
        const auto oldest = line.outbox.oldest();
        return oldest && *oldest <= until.time_since_epoch().count();
    });
}

Fleet::Counts Fleet::counts() const {
    const std::scoped_lock lock(mutex_);
    Counts counts = counts_;
    counts.waiting = waiting_;
    for (const Line& line : lines_) counts.given_up += line.outbox.given_up();
    return counts;
}

}  // namespace gaiku::field
