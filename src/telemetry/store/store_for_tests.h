#pragma once

#include <string>
#include <vector>

#include "telemetry/store/store.h"

/// What tests of the store put into it and read from it.
namespace gaiku::telemetry::test::store {

inline constexpr Day first_day = 20'000;
inline const ChannelName meter{"m1", "energy_import"};
inline const GroupName district{"district", "", "energy_import"};

inline Batch batch_of(const ChannelName& name, std::vector<Sample> samples) {
    Batch batch;
    batch.columns.push_back({name.device, name.channel, std::move(samples), {}});
    return batch;
}

inline Receipt put(Store& store, const ChannelName& name, std::vector<Sample> samples) {
    const Batch batch = batch_of(name, std::move(samples));
    return store.commit(std::span(&batch, 1)).front();
}

/// Half-hourly counter readings of whole days, `kwh` a step.
inline std::vector<Sample> days_of(Day first, int days, double kwh = 0.5, double begin = 100) {
    std::vector<Sample> samples;
    for (int i = 0; i < days * slots_a_day; ++i) samples.push_back({begin_of(first) + i * ms_a_slot, begin + i * kwh});
    return samples;
}

inline std::int64_t sum(const std::vector<SlotAt>& slots) {
    std::int64_t micro = 0;
    for (const auto& one : slots) micro += one.slot.micro;
    return micro;
}

inline constexpr TimeMs ever = begin_of(40'000);

}  // namespace gaiku::telemetry::test::store
