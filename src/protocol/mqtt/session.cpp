#include "protocol/mqtt/session.h"

#include <algorithm>
#include <utility>

namespace gaiku::mqtt {
namespace {

void tell(const OnPublished& done, Published what) {
    if (done) done(what);
}

}  // namespace

Session::Session(Limits limits) : limits_(limits) {
    limits_.in_flight = std::clamp<std::size_t>(limits.in_flight, 1, 60'000);  // ids are 16 bits
}

void Session::publish(std::string topic, std::string payload, Qos qos, bool retain, OnPublished done) {
    if (qos == Qos::at_most_once) {
        if (connected_) write(Publish{topic, payload, qos, 0, false, retain}, output);
        tell(done, connected_ ? Published::acknowledged : Published::dropped);
        return;
    }
    Message message{std::move(topic), std::move(payload), retain, std::move(done)};
    if (bytes_ + size_of(message) > limits_.waiting_bytes) {
        tell(message.done, Published::dropped);
        return;
    }
    bytes_ += size_of(message);
    waiting_.push_back(std::move(message));
    if (connected_) send_waiting();
}

void Session::subscribe(Subscription subscription) {
    subscriptions_.push_back(std::move(subscription));
    if (connected_) send_subscriptions(subscriptions_.size() - 1);
}

void Session::connected(bool session_present) {
    connected_ = true;
    if (!session_present) known_ = 0;
    if (known_ < subscriptions_.size()) send_subscriptions(known_);
    for (const std::uint16_t id : order_) send(id, in_flight_.at(id));
    send_waiting();
}

void Session::disconnected() {
    connected_ = false;
    output.clear();
    asked_.clear();
    first_received_ += received_.size();
    received_.clear();
}

std::uint64_t Session::received(std::uint16_t id) {
    received_.push_back({id, false});
    return first_received_ + received_.size() - 1;
}

bool Session::is_open(std::uint64_t number) const {
    return number >= first_received_ && number - first_received_ < received_.size() &&
           !received_[number - first_received_].acknowledged;
}

void Session::acknowledge(std::uint64_t number) {
    if (!is_open(number)) return;
    received_[number - first_received_].acknowledged = true;
    while (!received_.empty() && received_.front().acknowledged) {
        write(PubAck{received_.front().id}, output);
        received_.pop_front();
        ++first_received_;
    }
}

void Session::on(const PubAck& packet) {
    const auto found = in_flight_.find(packet.id);
    if (found == in_flight_.end()) return;  // of a message of another run under the same client id
    const Message message = std::move(found->second);
    in_flight_.erase(found);
    order_.erase(std::find(order_.begin(), order_.end(), packet.id));
    bytes_ -= size_of(message);
    tell(message.done, Published::acknowledged);
    if (connected_) send_waiting();
}

std::vector<std::string> Session::on(const SubAck& packet) {
    std::vector<std::string> refused;
    const auto found = asked_.find(packet.id);
    if (found == asked_.end()) throw ProtocolError("an answer to a subscription that nobody asked for");
    if (found->second.size() != packet.codes.size()) throw ProtocolError("an answer to other subscriptions");
    for (std::size_t i = 0; i < packet.codes.size(); ++i) {
        if (packet.codes[i] == 0x80) refused.push_back(found->second[i].filter);
    }
    asked_.erase(found);
    if (asked_.empty()) known_ = subscriptions_.size();
    return refused;
}

void Session::drop_all() {
    disconnected();
    auto in_flight = std::exchange(in_flight_, {});
    auto waiting = std::exchange(waiting_, {});
    order_.clear();
    bytes_ = 0;
    for (const auto& [id, message] : in_flight) tell(message.done, Published::dropped);
    for (const auto& message : waiting) tell(message.done, Published::dropped);
}

void Session::send(std::uint16_t id, Message& message) {
    write(Publish{message.topic, message.payload, Qos::at_least_once, id, message.sent_before, message.retain}, output);
    message.sent_before = true;
}

void Session::send_waiting() {
    while (!waiting_.empty() && in_flight_.size() < limits_.in_flight) {
        const std::uint16_t id = free_id();
        Message& message = in_flight_.emplace(id, std::move(waiting_.front())).first->second;
        waiting_.pop_front();
        order_.push_back(id);
        send(id, message);
    }
}

void Session::send_subscriptions(std::size_t first) {
    const std::vector<Subscription> asked(subscriptions_.begin() + static_cast<std::ptrdiff_t>(first),
                                          subscriptions_.end());
    const std::uint16_t id = free_id();
    write_subscribe(id, asked, output);
    asked_.emplace(id, asked);
}

std::uint16_t Session::free_id() {
    do {
        ++last_id_;
    } while (last_id_ == 0 || in_flight_.contains(last_id_) || asked_.contains(last_id_));
    return last_id_;
}

}  // namespace gaiku::mqtt
