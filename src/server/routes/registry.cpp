#include "server/routes/registry.h"

#include <algorithm>

#include "server/routes/json_body.h"
#include "server/tokens.h"
#include "telemetry/measurand.h"

namespace gaiku::server {
namespace {

using telemetry::Device;
using telemetry::DeviceChange;
using telemetry::Store;

Json device_json(const Device& device) {
    return {{"name", device.name},
            {"model", device.model},
            {"block", device.block},
            {"building", device.building},
            {"asset", device.asset},
            {"counts", device.counts},
            {"has_token", !device.token_hash.empty()}};
}

std::optional<Device> registered(Store& store, const std::string& name) {
    for (auto& device : store.devices())
        if (device.name == name) return device;
    return std::nullopt;
}

Response unknown() {
    return problem(404, "unknown", "there is no device of this name");
}

/// An id of the district file; empty for none, nothing where the body does not say.
template <class Known>
std::optional<std::string> id_in(const JsonBody& body, const char* key, const Known& known) {
    if (!body.has(key)) return std::nullopt;
    const std::string id = body.text_or(key, "");
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.first == id; });
    if (!id.empty() && !is_known) throw BadBody(std::string(key) + ": the district file has none of this id");
    return id;
}

DeviceChange change_in(const Call& call, const JsonBody& body, const District& district) {
    // What bears the operator's name would share the token of who reads all.
    if (!telemetry::is_device_name(call.rest) || call.rest == operator_name)
        throw BadBody(
            "name: 1 to 64 letters, digits, points, hyphens, underlines or colons are expected, not operator");
    DeviceChange change;
    change.name = call.rest;
    change.block = id_in(body, "block", district.blocks());
    change.building = id_in(body, "building", district.buildings());
    change.asset = id_in(body, "asset", district.assets());
    if (!body.has("counts")) return change;
    const Json& counts = body.json().at("counts");
    if (!counts.is_boolean()) throw BadBody("counts: true or false is expected");
    change.counts = counts.get<bool>();
    return change;
}

Response put_token(Store& store, const std::string& name, const std::string& who) {
    if (name == operator_name || !registered(store, name)) return unknown();
    const std::string token = new_token(name);
    DeviceChange change;
    change.name = name;
    change.token_hash = hash_of(token);
    store.change({change, who});
    return json_answer({{"name", name}, {"token", token}}, 201);
}

Response remove_token(Store& store, const std::string& name, const std::string& who) {
    const auto device = registered(store, name);
    if (!device || device->token_hash.empty()) return unknown();
    DeviceChange change;
    change.name = name;
    change.token_hash = "";
    store.change({change, who});
    return {204, "", ""};
}

}  // namespace

void add_registry(Api& api, const DistrictInForce& in_force, Store& store, SlowWork& slow,
                  std::function<telemetry::TimeMs()> now) {
    api.add({"GET", "/api/v1/registry", administrators, [&store](const Call&, const Answer& answer) {
                 Json all = Json::array();
                 for (const auto& device : store.devices()) all.push_back(device_json(device));
                 answer(json_answer({{"registry", all}}));
             }});
    api.add({"PUT", "/api/v1/registry/{}", administrators,
             [&in_force, &store, &slow, now = std::move(now)](const Call& call, const Answer& answer) {
                 const JsonBody body(call.request, {"block", "building", "asset", "counts", "since"});
                 telemetry::Request request{change_in(call, body, in_force.now()->district), call.asker.name};
                 const std::string since = body.text_or("since", "now");
                 if (since != "now" && since != "ever") throw BadBody("since: now or ever is expected");
                 if (since == "now") request.since = now();
                 slowly(slow, answer, [&store, request] {
                     store.change(request);
                     return json_answer(device_json(registered(store, request.change.name).value()));
                 });
             }});
    api.add(
        {"PUT", "/api/v1/device-tokens/{}", administrators, [&store, &slow](const Call& call, const Answer& answer) {
             slowly(slow, answer,
                    [&store, name = call.rest, who = call.asker.name] { return put_token(store, name, who); });
         }});
    api.add(
        {"DELETE", "/api/v1/device-tokens/{}", administrators, [&store, &slow](const Call& call, const Answer& answer) {
             slowly(slow, answer,
                    [&store, name = call.rest, who = call.asker.name] { return remove_token(store, name, who); });
         }});
}

}  // namespace gaiku::server
