#include "server/routes/district.h"

#include <algorithm>
#include <map>
#include <set>

#include "operate/alarms_json.h"
#include "operate/building_json.h"
#include "operate/formulas.h"
#include "operate/kept_answers.h"
#include "operate/targets_json.h"
#include "server/routes/json_body.h"

namespace gaiku::server {
namespace {

using telemetry::TimeMs;

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string_view unit_of(std::string_view key) {
    for (const auto& formula : operate::formulas())
        if (formula.key == key) return formula.unit;
    return "kW";  // sources
}

Json values_of(const std::vector<operate::Derived>& all) {
    Json values = Json::object();
    for (const auto& one : all) {
        if (one.of > 0)
            values[std::string(one.key)] = {{"value", number(one.value)}, {"unit", std::string(unit_of(one.key))}};
    }
    return values;
}

Response acknowledge(operate::Alarms& alarms, Accounts& accounts, const Call& call) {
    const JsonBody body(call.request, {"ids", "kind", "block"});
    if (body.has("ids") == body.has("kind")) throw BadBody("\"ids\" or \"kind\" is expected");
    const std::string block = body.text_or("block", "");
    std::size_t count = 0;
    std::string what;
    if (body.has("ids")) {
        const auto ids = body.integers("ids");
        count = alarms.acknowledge(ids, call.asker.name, accounts.now());
        for (std::size_t i = 0; i < ids.size() && i < 20; ++i) what += (i > 0 ? ", " : "") + std::to_string(ids[i]);
    } else {
        const std::string kind = body.text("kind");
        if (operate::alarm_rule(kind) == nullptr) throw BadBody("kind: there is no alarm of this kind");
        count = alarms.acknowledge(kind, block, call.asker.name, accounts.now());
        what = "all " + kind + (block.empty() ? "" : " of " + block);
    }
    if (count > 0) accounts.note(call.asker.name, "alarms acknowledged", std::to_string(count) + ": " + what);
    return json_answer({{"acknowledged", count}});
}

}  // namespace

void add_alarms(Api& api, operate::Alarms& alarms, telemetry::AlarmLog& log, Accounts& accounts) {
    api.add({"GET", "/api/v1/alarms", readers, [&](const Call&, const Answer& answer) {
                 answer({200, "application/json", operate::alarms_json(alarms.listed())});
             }});
    api.add({"GET", "/api/v1/alarms/rules", readers, [](const Call&, const Answer& answer) {
                 answer({200, "application/json", operate::alarm_rules_json()});
             }});
    api.add({"POST", "/api/v1/alarms/acknowledge", operators,
             [&](const Call& call, const Answer& answer) { answer(acknowledge(alarms, accounts, call)); }});
    api.add({"GET", "/api/v1/alarms/history", readers, [&](const Call& call, const Answer& answer) {
                 const TimeMs from = time_of(call.target, "from", accounts.now() - 7 * telemetry::ms_a_day);
                 const TimeMs to = time_of(call.target, "to", std::numeric_limits<TimeMs>::max());
                 answer({200, "application/json", operate::history_json(log.history(from, to))});
             }});
}

std::string Display::json(const operate::Image& image, const operate::PlaceNow& place) const {
    Json today;
    {
        const std::scoped_lock hold(mutex_);
        const auto found = today_.find(place.id);
        if (found != today_.end()) today = Json::parse(found->second, nullptr, false);
    }
    const Json body{{"time", image.time},
                    {"time_zone", time_zone_},
                    {"block", place.id},
                    {"name", {{"en", place.name.en}, {"ja", place.name.ja}}},
                    {"values", values_of(place.values)},
                    {"sources", values_of(place.sources)},
                    {"today", today}};
    return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Display::Display(const std::vector<std::string>& blocks, std::string time_zone) : time_zone_(std::move(time_zone)) {
    set_blocks(blocks);
}

void Display::set_blocks(const std::vector<std::string>& blocks) {
    std::vector<Live*> gone;
    {
        const std::scoped_lock hold(mutex_);
        std::set<std::string> there(blocks.begin(), blocks.end());
        there.insert("");  // the district
        for (const auto& block : there) live_[block].is_there = true;
        for (auto& [block, stream] : live_) {
            if (!stream.is_there || there.contains(block)) continue;
            stream.is_there = false;
            today_.erase(block);
            gone.push_back(stream.live.get());
        }
    }
    for (Live* one : gone) one->end_all();
}

void Display::set_today(const std::string& block, std::string today) {
    const std::scoped_lock hold(mutex_);
    const auto found = live_.find(block);
    if (found != live_.end() && found->second.is_there) today_[block] = std::move(today);
}

void Display::publish(const operate::Image& image) {
    const auto tell = [&](const operate::PlaceNow& place) {
        if (Live* one = live(place.id)) one->publish({{"display", json(image, place)}});
    };
    tell(image.district);
    for (const auto& block : image.blocks) tell(block);
}

Live* Display::live(const std::string& block) {
    const std::scoped_lock hold(mutex_);
    const auto found = live_.find(block);
    return found == live_.end() || !found->second.is_there ? nullptr : found->second.live.get();
}

std::vector<Live*> Display::all() const {
    const std::scoped_lock hold(mutex_);
    std::vector<Live*> all;
    for (const auto& [block, stream] : live_) all.push_back(stream.live.get());
    return all;
}

std::size_t Display::listeners() const {
    std::size_t count = 0;
    for (const Live* one : all()) count += one->listeners();
    return count;
}

void Display::end_all() {
    for (Live* one : all()) one->end_all();
}

void add_display(Api& api, const operate::Picture& picture, Display& display) {
    api.add({"GET", "/api/v1/display", everybody,
             [&](const Call& call, const Answer& answer) {
                 const auto image = picture.now();
                 const std::string asked = call.target.text("block");
                 if (asked.empty()) return answer({200, "application/json", display.json(*image, image->district)});
                 const auto block = std::find_if(image->blocks.begin(), image->blocks.end(),
                                                 [&](const auto& one) { return one.id == asked; });
                 if (block == image->blocks.end())
                     return answer(problem(404, "unknown-block", "the district file has no block of this name"));
                 answer({200, "application/json", display.json(*image, *block)});
             },
             true});
    api.add_live({"/api/v1/display/live", everybody, true,
                  [&](const Target& target) { return display.live(target.text("block")); },
                  [&] { display.end_all(); }});
}

namespace {

/// Blocks and buildings as people call them, and the homes of a building by their meters.
Json places_json(telemetry::Store& store, const District& district) {
    const auto text = [](const Text& name) { return Json{{"en", name.en}, {"ja", name.in(Language::ja)}}; };
    std::map<std::string, std::set<std::string>> homes;
    for (const auto& device : store.devices()) {
        const std::string before = device.building + ".";
        if (device.building.empty() || !device.name.starts_with(before)) continue;
        const std::string home = device.name.substr(before.size());
        if (!home.empty() && home.find('.') == std::string::npos) homes[device.building].insert(home);
    }
    Json blocks = Json::array(), buildings = Json::array();
    for (const auto& [id, block] : district.blocks()) blocks.push_back({{"id", id}, {"name", text(block->name())}});
    for (const auto& [id, building] : district.buildings())
        buildings.push_back({{"id", id},
                             {"name", text(building->name())},
                             {"block", building->text_or("block", {})},
                             {"homes", homes[id]}});
    return {{"blocks", std::move(blocks)}, {"buildings", std::move(buildings)}};
}

}  // namespace

void add_described(Api& api, telemetry::Store& store, Described described) {
    const auto about = std::make_shared<const Described>(std::move(described));
    api.add({"GET", "/api/v1/map", everybody,
             [about](const Call&, const Answer& answer) {
                 answer({200, "application/geo+json", about->in_force.now()->map});
             },
             true});
    api.add({"GET", "/api/v1/places", readers, [&store, about](const Call&, const Answer& answer) {
                 answer(json_answer(places_json(store, about->in_force.now()->district)));
             }});
    const auto targets = std::make_shared<operate::KeptAnswers>(std::chrono::seconds(60));
    api.add({"GET", "/api/v1/targets", readers, [&store, about, targets](const Call&, const Answer& answer) {
                 const auto now = about->in_force.now();
                 answer({200, "application/json", targets->get(now->tag, [&] {
                             return operate::targets_json(store, now->surroundings, now->district, about->time_zone,
                                                          about->now());
                         })});
             }});
    const auto buildings = std::make_shared<operate::KeptAnswers>(std::chrono::seconds(60));
    api.add(
        {"GET", "/api/v1/building", of_buildings, [&store, about, buildings](const Call& call, const Answer& answer) {
             const bool all = readers.has(call.asker.role);
             const std::string asked = call.target.text("building");
             if (!all && !asked.empty() && asked != call.asker.building)
                 return answer(problem(403, "role", "only what is your own can be read"));
             const std::string id = all ? asked : call.asker.building;
             const auto now = about->in_force.now();
             const std::string text = buildings->get(now->tag + id, [&] {
                 return operate::building_json(store, now->district, id, about->time_zone, about->now());
             });
             if (text.empty())
                 return answer(problem(404, "unknown-building", "the district file has no building of this id"));
             answer({200, "application/json", text});
         }});
}

}  // namespace gaiku::server
