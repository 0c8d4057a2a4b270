#include "telemetry/store/groups.h"

namespace gaiku::telemetry {

void Groups::load(Database& database) {
    series_.clear();
    auto rows = database.prepare("SELECT level, name, measurand, id FROM group_series");
    while (rows.step()) series_[{rows.text(0), rows.text(1), rows.text(2)}] = rows.integer(3);
}

std::int64_t Groups::series(Database& database, const std::string& level, const std::string& name,
                            const std::string& measurand) {
    const auto key = std::make_tuple(level, name, measurand);
    if (const auto found = series_.find(key); found != series_.end()) return found->second;
    database.prepare("INSERT INTO group_series(level, name, measurand) VALUES(?, ?, ?)")
        .bind(level, name, measurand)
        .run();
    return series_[key] = database.last_id();
}

std::vector<std::int64_t> Groups::of(Database& database, const Channel& channel, const Device* device) {
    std::vector<std::int64_t> all;
    if (!channel.measurand->adds || (device != nullptr && !device->counts)) return all;
    const std::string measurand = group_measurand(channel);
    if (device != nullptr && !device->asset.empty() && (measurand == "energy_import" || measurand == "energy_export")) {
        all.push_back(series(database, "assets", "", measurand));
        return all;
    }
    all.push_back(series(database, "district", "", measurand));
    if (device == nullptr) return all;
    if (!device->block.empty()) all.push_back(series(database, "block", device->block, measurand));
    if (!device->building.empty()) all.push_back(series(database, "building", device->building, measurand));
    return all;
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
