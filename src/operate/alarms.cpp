#include "operate/alarms.h"

#include <stdexcept>

#include "operate/alarm_step.h"

namespace gaiku::operate {

Alarms::Alarms(Kept kept, Sink sink) : sink_(std::move(sink)), last_id_(kept.last_id) {
    for (Alarm& alarm : kept.open) {
        last_id_ = std::max(last_id_, alarm.id);
        by_key_[alarm.key] = std::max(by_key_[alarm.key], alarm.id);
        alarms_.emplace(alarm.id, std::move(alarm));
    }
}

void Alarms::look_up(Watched& watched, const std::string& key) {
    watched.looked_up = true;
    const auto found = by_key_.find(key);
    if (found == by_key_.end() || !alarms_.at(found->second).active()) return;
    watched.active = true;
    watched.id = found->second;
}

void Alarms::raise(Watched& watched, const AlarmRule& rule, const std::string& key, const About& about,
                   Severity severity, Text text) {
    watched.active = true;
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
        Alarm& before = alarms_.at(found->second);
        if (now_ - before.cleared.value_or(now_) <= same_again_within) {
            before.cleared.reset();
            watched.id = before.id;
            return changed(before);
        }
        before.acknowledged = now_;
        before.acknowledged_by = "#" + std::to_string(last_id_ + 1);
        changed(before);
        alarms_.erase(before.id);
    }
    watched.id = ++last_id_;
    const Alarm& alarm = alarms_[watched.id] = {watched.id,
                                                key,
                                                std::string(rule.kind),
                                                std::string(name_of(severity)),
                                                about.device,
                                                about.block,
                                                std::move(text),
                                                now_,
                                                {},
                                                {},
                                                {}};
    by_key_[key] = watched.id;
    changed(alarm);
}

void Alarms::clear(Watched& watched) {
    watched.active = false;
    clear(watched.id);
}

void Alarms::clear(std::int64_t id) {
    Alarm& alarm = alarms_.at(id);
    alarm.cleared = now_;
    changed(alarm);
    if (alarm.listed()) return;
    by_key_.erase(alarm.key);
    alarms_.erase(id);
}

/// What was raised before a restart by a device that left the registry meanwhile.
void Alarms::clear_departed() {
    std::vector<std::int64_t> departed;
    for (const auto& [id, alarm] : alarms_) {
        const bool of_device = alarm.kind == "silent" || alarm.kind == "clock" || alarm.kind == "outage";
        if (alarm.active() && of_device && !devices_.contains(alarm.device)) departed.push_back(id);
    }
    for (const std::int64_t id : departed) clear(id);
}

void Alarms::finish() {
    if (changed_.empty()) return;
    ++revision_;
    if (sink_) sink_(changed_);
    changed_.clear();
}

void Alarms::update(const Image& image) {
    const std::scoped_lock hold(mutex_);
    now_ = image.time;
    names_ = image.names;
    ++pictures_;
    for (const DeviceNow& device : image.devices) watch_device(device);
    if (devices_.size() > image.devices.size()) forget_absent();
    if (!looked_for_departed_ && !image.devices.empty()) {
        looked_for_departed_ = true;
        clear_departed();
    }
    for (const HalfHour& half : image.district.half_hours) watch_connection(half);
    for (const PlaceNow& block : image.blocks) watch_storage(block);
    forget_absent_places();
    finish();
}

void Alarms::set(std::string_view kind, bool on, TimeMs now, const std::string& detail) {
    const AlarmRule* rule = alarm_rule(kind);
    if (rule == nullptr) throw std::invalid_argument(std::string(kind) + " is no kind of alarm");
    const std::scoped_lock hold(mutex_);
    now_ = now;
    const std::string none;
    step(others_[std::string(kind)], *rule, {}, on ? Truth::yes : Truth::no, {rule->raise_after, rule->clear_after},
         {none, none}, rule->severity, [&] {
             const std::string more = detail.empty() ? "" : ": " + detail;
             return Text{rule->title.en + more, rule->title.ja + more};
         });
    finish();
}

bool Alarms::acknowledge(Alarm& alarm, const std::string& by, TimeMs at) {
    if (alarm.acknowledged) return false;
    alarm.acknowledged = at;
    alarm.acknowledged_by = by;
    changed(alarm);
    return true;
}

std::size_t Alarms::acknowledge(std::span<const std::int64_t> ids, const std::string& by, TimeMs at) {
    const std::scoped_lock hold(mutex_);
    std::size_t count = 0;
    for (const std::int64_t id : ids) {
        const auto found = alarms_.find(id);
        if (found == alarms_.end() || !acknowledge(found->second, by, at)) continue;
        ++count;
        if (found->second.listed()) continue;
        by_key_.erase(found->second.key);
        alarms_.erase(found);
    }
    finish();
    return count;
}

std::size_t Alarms::acknowledge(std::string_view kind, std::string_view block, const std::string& by, TimeMs at) {
    std::vector<std::int64_t> ids;
    for (const Alarm& alarm : listed()) {
        if (alarm.kind == kind && (block.empty() || alarm.block == block)) ids.push_back(alarm.id);
    }
    return acknowledge(ids, by, at);
}

std::uint64_t Alarms::revision() const {
    const std::scoped_lock hold(mutex_);
    return revision_;
}

std::vector<Alarm> Alarms::listed() const {
    const std::scoped_lock hold(mutex_);
    std::vector<Alarm> all;
    all.reserve(alarms_.size());
    for (const auto& [id, alarm] : alarms_) all.push_back(alarm);
    return all;
}

}  // namespace gaiku::operate
