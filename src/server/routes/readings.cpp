#include "server/routes/readings.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "operate/image_json.h"
#include "server/corrections.h"
#include "server/routes/json_body.h"
#include "server/series.h"
#include "telemetry/decode/messages.h"

namespace gaiku::server {
namespace {

using telemetry::BodyError;
using telemetry::Store;

std::optional<BodyError> decode(const Request& request, const std::string& device, telemetry::Batch& batch) {
    thread_local telemetry::Decoder decoder;
    const std::string type = media_type(request.content_type);
    if (type == "text/csv") return telemetry::decode_csv(request.body, device, batch);
    if (type == "application/x-ndjson" || type == "application/jsonl")
        return decoder.json_lines(request.body, device, batch);
    if (type == "application/json" || type.empty()) return decoder.json(request.body, device, batch);
    return BodyError{"content-type", "application/json, application/x-ndjson or text/csv is expected"};
}

void take_readings(telemetry::Intake& intake, const Call& call, const Answer& answer) {
    telemetry::Batch batch;
    if (const auto error = decode(call.request, call.asker.name, batch))
        return answer(problem(400, error->code, error->detail));
    const bool queued = intake.submit(std::move(batch), [answer](const telemetry::Intake::Outcome& outcome) {
        if (outcome.error.empty()) return answer({200, "application/json", telemetry::receipt_json(outcome.receipt)});
        Response response = problem(outcome.disk_full ? 507 : 503, outcome.disk_full ? "disk-full" : "store",
                                    "nothing was stored, send it again: " + outcome.error);
        response.retry_after_s = 10;
        answer(std::move(response));
    });
    if (queued) return;
    Response response = problem(503, "busy", "too much is waiting to be stored, send it again");
    response.retry_after_s = 1;
    answer(std::move(response));
}

/// The devices of an asker's own, where he may not read all: a manager's are those of the building, a resident's those
/// of the home (homes.0017 and what is named homes.0017.…), or of a building that is one home. Who is only known to
/// live in a building of several homes sees the sum of all.
class Own {
public:
    Own(Store& store, const Asker& asker) : asker_(asker) {
        if (!is_of_building()) return;
        const bool is_home = asker.building.find('.') != std::string::npos;
        std::set<std::string> homes;
        for (const auto& [device, from, until] : store.placings()) {
            if (until != telemetry::Placing{}.until) continue;  // it stands elsewhere now
            if (is_home ? !is_of_home(device.name) : device.building != asker.building) continue;
            const std::size_t point = device.name.find('.');
            if (point != std::string::npos) homes.insert(device.name.substr(0, device.name.find('.', point + 1)));
            devices_[device.name] = is_home ? telemetry::Placing{}.from : from;
        }
        if (homes.size() > 1 && !is_home && asker.role == Role::resident) devices_.clear();
    }
    [[nodiscard]] bool has(const std::string& device) const {
        if (asker_.role == Role::device) return device == asker_.name;
        return !is_of_building() || devices_.contains(device);
    }
    /// Since when a device's readings are the asker's: what it measured elsewhere is not.
    [[nodiscard]] telemetry::TimeMs since(const std::string& device) const {
        const auto found = devices_.find(device);
        return found == devices_.end() ? telemetry::Placing{}.from : found->second;
    }
    [[nodiscard]] bool has(const telemetry::GroupName& group) const {
        if (asker_.role == Role::device) return false;
        return !is_of_building() || (group.level == "building" && group.name == asker_.building);
    }

private:
    [[nodiscard]] bool is_of_home(const std::string& device) const {
        return device == asker_.building || device.starts_with(asker_.building + ".");
    }
    [[nodiscard]] bool is_of_building() const { return asker_.role == Role::resident || asker_.role == Role::manager; }
    const Asker& asker_;
    std::map<std::string, telemetry::TimeMs> devices_;  ///< since when they stand there
};

Response history(Store& store, const Call& call) {
    const auto ask = read_question(call.target.query);
    if (const auto* error = std::get_if<Response>(&ask)) return *error;
    auto question = std::get<Question>(ask);
    const Own own(store, call.asker);
    if (question.channel ? !own.has(question.channel->device) : !own.has(question.group))
        return problem(403, "role", "only what is your own can be read");
    if (question.channel) question.from = std::max(question.from, own.since(question.channel->device));
    return call.target.path.ends_with("events") ? answer_events(store, question) : answer_series(store, question);
}

Response channels(Store& store, const Call& call) {
    const Own own(store, call.asker);
    Json all = Json::array();
    for (const auto& name : store.channels()) {
        if (!own.has(name.device)) continue;
        const auto* measurand = telemetry::measurand_of(name.channel);
        all.push_back({{"device", name.device},
                       {"channel", name.channel},
                       {"unit", measurand == nullptr ? "" : std::string(measurand->unit)}});
    }
    return json_answer({{"channels", all}});
}

Response groups(Store& store, const Call& call) {
    const Own own(store, call.asker);
    Json all = Json::array();
    for (const auto& group : store.groups()) {
        if (own.has(group))
            all.push_back({{"level", group.level}, {"name", group.name}, {"measurand", group.measurand}});
    }
    return json_answer({{"groups", all}});
}

Response devices_now(const operate::Picture& picture, const Call& call) {
    const auto image = picture.now();
    const std::string block = call.target.text("block");
    const auto is_asked = [&](const operate::PlaceNow& place) { return place.id == block; };
    if (!block.empty() && std::none_of(image->blocks.begin(), image->blocks.end(), is_asked))
        return problem(404, "unknown-block", "the district file has no block of this name");
    return {200, "application/json", operate::devices_json(*image, block)};
}

}  // namespace

void add_readings(Api& api, Store& store, telemetry::Intake& intake) {
    api.add({"POST", "/api/v1/readings", Roles(Role::device),
             [&](const Call& call, const Answer& answer) { take_readings(intake, call, answer); }});
    for (const char* path : {"/api/v1/series", "/api/v1/events"}) {
        api.add(
            {"GET", path, own_readers, [&](const Call& call, const Answer& answer) { answer(history(store, call)); }});
    }
    api.add({"GET", "/api/v1/channels", own_readers,
             [&](const Call& call, const Answer& answer) { answer(channels(store, call)); }});
    api.add({"GET", "/api/v1/groups", of_buildings,
             [&](const Call& call, const Answer& answer) { answer(groups(store, call)); }});
    for (const auto& [method, path] :
         {std::pair("POST", "/api/v1/corrections"), std::pair("GET", "/api/v1/corrections"),
          std::pair("GET", "/api/v1/conflicts")}) {
        api.add({method, path, operators, [&](const Call& call, const Answer& answer) {
                     answer(answer_corrections(store, call.request, call.target, call.asker.name));
                 }});
    }
    api.add({"GET", "/health", everybody,
             [&](const Call&, const Answer& answer) {
                 const bool well = intake.error().empty();
                 answer(json_answer(
                     {{"status", well ? "ok" : "store"}, {"version", GAIKU_VERSION}, {"queued", intake.queued()}},
                     well ? 200 : 503));
             },
             true});
}

void add_now(Api& api, const operate::Picture& picture) {
    api.add({"GET", "/api/v1/now", readers, [&](const Call&, const Answer& answer) {
                 answer({200, "application/json", operate::now_json(*picture.now())});
             }});
    api.add({"GET", "/api/v1/devices", readers,
             [&](const Call& call, const Answer& answer) { answer(devices_now(picture, call)); }});
    api.add({"GET", "/api/v1/formulas", readers, [](const Call&, const Answer& answer) {
                 answer({200, "application/json", operate::formulas_json()});
             }});
}

}  // namespace gaiku::server
