#include "telemetry/store/groups.h"

namespace gaiku::telemetry {
namespace {

std::vector<GroupKey> keys_of(const Channel& channel, const Device& device) {
    if (!channel.measurand->adds || !device.counts) return {};
    const std::string measurand = group_measurand(channel);
    const bool exchange = measurand == "energy_import" || measurand == "energy_export";
    if (!device.asset.empty() && exchange) return {{"assets", "", measurand}};
    std::vector<GroupKey> keys{{"district", "", measurand}};
    if (!device.block.empty()) keys.emplace_back("block", device.block, measurand);
    if (!device.building.empty()) keys.emplace_back("building", device.building, measurand);
    return keys;
}

}  // namespace

void Groups::load(Database& database) {
    series_.clear();
    auto rows = database.prepare("SELECT level, name, measurand, id FROM group_series");
    while (rows.step()) series_[{rows.text(0), rows.text(1), rows.text(2)}] = rows.integer(3);
}

std::int64_t Groups::series(Database& database, const GroupKey& key) {
    if (const auto found = series_.find(key); found != series_.end()) return found->second;
    database.prepare("INSERT INTO group_series(level, name, measurand) VALUES(?, ?, ?)")
        .bind(std::get<0>(key), std::get<1>(key), std::get<2>(key))
        .run();
    return series_[key] = database.last_id();
}

std::vector<Groups::Counts> Groups::of(Database& database, const Channel& channel,
                                       const std::vector<Placing>& placings) {
    std::vector<Counts> all;
    for (const Placing& placing : placings) {
        Counts& counts = all.emplace_back(Counts{placing, {}});
        for (const GroupKey& key : keys_of(channel, placing.device)) counts.series.push_back(series(database, key));
    }
    return all;
}

std::vector<Groups::Counts> Groups::known(const Channel& channel, const std::vector<Placing>& placings) const {
    std::vector<Counts> all;
    for (const Placing& placing : placings) {
        Counts& counts = all.emplace_back(Counts{placing, {}});
        for (const GroupKey& key : keys_of(channel, placing.device)) {
            if (const auto found = series_.find(key); found != series_.end()) counts.series.push_back(found->second);
        }
    }
    return all;
}

DaySlots between(const DaySlots& slots, Day day, TimeMs from, TimeMs until) {
    DaySlots within = slots;
    TimeMs begin = begin_of(day);
    for (Slot& slot : within) {
        if (begin < from || begin >= until) slot = {};
        begin += ms_a_slot;
    }
    return within;
}

std::string group_measurand(const Channel& channel) {
    constexpr std::string_view behind = "_interval";
    std::string_view name = channel.measurand->name;
    if (name.ends_with(behind)) name.remove_suffix(behind.size());
    return channel.measurand->by_carrier ? channel.name.substr(0, channel.name.find('.')) : std::string(name);
}

void add_to_group(DaySlots& group, const DaySlots& channel, int sign) {
    for (std::size_t i = 0; i < group.size(); ++i) {
        const std::uint32_t one = channel[i].channels > 0 ? 1 : 0;
        const std::uint32_t marked = channel[i].marks != 0 ? 1 : 0;
        if (sign > 0) {
            group[i].micro += channel[i].micro;
            group[i].channels += one;
            group[i].marks += marked;
        } else {
            group[i].micro -= channel[i].micro;
            group[i].channels -= one;
            group[i].marks -= marked;
        }
    }
}

}  // namespace gaiku::telemetry
