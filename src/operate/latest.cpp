#include "operate/latest.h"

#include <algorithm>

namespace gaiku::operate {
namespace {

using telemetry::ms_a_slot;

constexpr TimeMs slot_begin(TimeMs time) {
    return time - ((time % ms_a_slot) + ms_a_slot) % ms_a_slot;
}

/// A counter at a time between two of its readings.
std::optional<double> between(const telemetry::Sample& before, const telemetry::Sample& after, TimeMs time) {
    const TimeMs apart = after.time - before.time;
    if (apart <= 0 || apart > ms_a_slot || after.value < before.value) return std::nullopt;
    const double share = static_cast<double>(time - before.time) / static_cast<double>(apart);
    return before.value + share * (after.value - before.value);
}

}  // namespace

void Latest::take(Channel& channel, const telemetry::Sample& sample) {
    const telemetry::Sample last = channel.last;
    if (sample.time <= last.time) return;
    if (channel.measurand->kind == telemetry::Register::cumulative) {
        const TimeMs begin = slot_begin(sample.time);
        if (last.time < begin) {
            channel.at_half_hour = between(last, sample, begin);
        } else if (sample.value < last.value) {
            channel.at_half_hour.reset();  // set back, or another meter
        } else if (last.time == begin) {
            channel.at_half_hour = last.value;
        }
    }
    channel.before = last;
    channel.last = sample;
}

void Latest::take(const telemetry::Column& column, const telemetry::Receipt& receipt) {
    const auto* measurand = telemetry::measurand_of(column.channel);
    if (measurand == nullptr) return;
    const auto is_refused = [&](std::size_t i) {
        const std::size_t index = column.index.empty() ? i : column.index[i];
        const auto& kept = receipt.refused.kept();
        return std::any_of(kept.begin(), kept.end(), [&](const auto& refusal) { return refusal.index == index; });
    };
    DeviceChannels& channels = devices_[column.device];
    for (std::size_t i = 0; i < column.samples.size(); ++i) {
        if (!receipt.refused.empty() && is_refused(i)) continue;
        take(channels, column.channel, *measurand, column.samples[i]);
    }
}

void Latest::take(DeviceChannels& channels, const std::string& name, const telemetry::Measurand& measurand,
                  const telemetry::Sample& sample) {
    const auto [place, is_new] = channels.try_emplace(name, Channel{&measurand, sample, {}, {}});
    if (!is_new) take(place->second, sample);
    newest_ = std::max(newest_.value_or(sample.time), sample.time);
}

void Latest::load(telemetry::Store& store) {
    store.each_last([&](const telemetry::ChannelName& name, std::span<const telemetry::Sample> samples) {
        const auto* measurand = telemetry::measurand_of(name.channel);
        if (measurand == nullptr) return;
        const std::scoped_lock hold(mutex_);
        for (const auto& sample : samples) take(devices_[name.device], name.channel, *measurand, sample);
    });
}

void Latest::take(std::span<const telemetry::Batch> batches, std::span<const telemetry::Receipt> receipts) {
    const std::scoped_lock hold(mutex_);
    for (std::size_t b = 0; b < batches.size(); ++b) {
        // Only so many refusals are told by their place; of a message with more, nothing is shown.
        if (receipts[b].refused.size() > receipts[b].refused.kept().size()) continue;
        for (const auto& column : batches[b].columns) take(column, receipts[b]);
    }
}

DeviceChannels Latest::of(const std::string& device) const {
    const std::scoped_lock hold(mutex_);
    const auto found = devices_.find(device);
    return found == devices_.end() ? DeviceChannels{} : found->second;
}

std::optional<TimeMs> Latest::newest() const {
    const std::scoped_lock hold(mutex_);
    return newest_;
}

}  // namespace gaiku::operate
