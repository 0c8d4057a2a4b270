#include "operate/alarms_json.h"

#include <fmt/format.h>
#include <algorithm>

#include "operate/json_parts.h"

namespace gaiku::operate {
namespace {

using KindAndBlock = std::pair<std::string, std::string>;

Json alarm_json(const Alarm& alarm) {
    Json json{
        {"id", alarm.id},         {"key", alarm.key},     {"severity", alarm.severity},    {"kind", alarm.kind},
        {"device", alarm.device}, {"block", alarm.block}, {"text", text_json(alarm.text)}, {"raised", alarm.raised}};
    if (alarm.cleared) json["cleared"] = *alarm.cleared;
    if (alarm.acknowledged) json["acknowledged"] = {{"by", alarm.acknowledged_by}, {"at", *alarm.acknowledged}};
    return json;
}

/// 0 for the most severe.
int rank(const std::string& severity) {
    return severity == "high" ? 0 : severity == "medium" ? 1 : 2;
}

struct Group {
    std::size_t count = 0, active = 0, unacknowledged = 0;
    TimeMs first = 0;
    std::string severity = "low";

    void add(const Alarm& alarm) {
        first = count == 0 ? alarm.raised : std::min(first, alarm.raised);
        ++count;
        active += alarm.active() ? 1 : 0;
        unacknowledged += alarm.acknowledged ? 0 : 1;
        if (rank(alarm.severity) < rank(severity)) severity = alarm.severity;
    }
};

using Groups = std::map<KindAndBlock, Group>;

/// Takes out those that are more than so many of their kind and place.
Groups take_groups(std::vector<const Alarm*>& alarms, bool by_block) {
    const auto place = [&](const Alarm& alarm) {
        return KindAndBlock{alarm.kind, by_block ? alarm.block : std::string()};
    };
    Groups groups;
    for (const Alarm* alarm : alarms) groups[place(*alarm)].add(*alarm);
    std::erase_if(groups, [](const auto& group) { return group.second.count <= most_one_by_one; });
    std::erase_if(alarms, [&](const Alarm* alarm) { return groups.contains(place(*alarm)); });
    return groups;
}

Json group_json(const KindAndBlock& of, const Group& group) {
    const AlarmRule* rule = alarm_rule(of.first);
    const Text title = rule == nullptr ? Text{of.first, of.first} : rule->title;
    const Text text{fmt::format("{} alarms: {}", group.count, title.en),
                    fmt::format("{}：{}件", title.ja, group.count)};
    return {{"kind", of.first},     {"block", of.second},     {"severity", group.severity},
            {"count", group.count}, {"active", group.active}, {"unacknowledged", group.unacknowledged},
            {"first", group.first}, {"text", text_json(text)}};
}

}  // namespace

std::string alarms_json(std::span<const Alarm> listed) {
    std::vector<const Alarm*> single;
    std::size_t unacknowledged = 0;
    for (const Alarm& alarm : listed) {
        single.push_back(&alarm);
        unacknowledged += alarm.acknowledged ? 0 : 1;
    }
    Groups of_blocks = take_groups(single, true);
    Groups of_district = take_groups(single, false);
    std::sort(single.begin(), single.end(), [](const Alarm* a, const Alarm* b) {
        const int first = rank(a->severity), second = rank(b->severity);
        return first != second ? first < second : a->raised != b->raised ? a->raised > b->raised : a->id > b->id;
    });
    Json active = Json::array(), groups = Json::array();
    for (const Alarm* alarm : single) active.push_back(alarm_json(*alarm));
    for (const Groups* some : {&of_blocks, &of_district}) {
        for (const auto& [of, group] : *some) groups.push_back(group_json(of, group));
    }
    return dump({{"active", std::move(active)}, {"groups", std::move(groups)}, {"unacknowledged", unacknowledged}});
}

std::string history_json(std::span<const Alarm> alarms) {
    Json all = Json::array();
    for (const Alarm& alarm : alarms) all.push_back(alarm_json(alarm));
    return dump({{"alarms", std::move(all)}});
}

std::string alarm_rules_json() {
    Json all = Json::array();
    for (const AlarmRule& rule : alarm_rules())
        all.push_back({{"kind", rule.kind},
                       {"severity", name_of(rule.severity)},
                       {"title", text_json(rule.title)},
                       {"when", text_json(rule.when)}});
    return dump({{"kinds", std::move(all)}});
}

}  // namespace gaiku::operate
