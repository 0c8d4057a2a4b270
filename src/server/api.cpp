#include "server/api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "operate/image_json.h"
#include "server/corrections.h"
#include "server/live.h"
#include "server/series.h"
#include "server/site.h"
#include "server/tokens.h"
#include "telemetry/decode/messages.h"

namespace gaiku::server {
namespace {

using Json = nlohmann::json;
using telemetry::BodyError;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<BodyError> decode(const Request& request, const std::string& device, telemetry::Batch& batch) {
    thread_local telemetry::Decoder decoder;
    const std::string type = media_type(request.content_type);
    if (type == "text/csv") return telemetry::decode_csv(request.body, device, batch);
    if (type == "application/x-ndjson" || type == "application/jsonl")
        return decoder.json_lines(request.body, device, batch);
    if (type == "application/json" || type.empty()) return decoder.json(request.body, device, batch);
    return BodyError{"content-type", "application/json, application/x-ndjson or text/csv is expected"};
}

}  // namespace

Response problem(int status, const std::string& code, const std::string& detail) {
    return {status, "application/problem+json", dump({{"status", status}, {"code", code}, {"detail", detail}})};
}

Response unknown_token() {
    return problem(401, "token", "a header \"Authorization: Bearer TOKEN\" with the device's token is needed");
}

Api::Api(telemetry::Store& store, telemetry::Intake& intake, const Site* site, const operate::Picture* picture,
         Live* live)
    : store_(store), intake_(intake), site_(site), picture_(picture), live_(live) {}

Live* Api::live(const Request& request, Response& refusal) {
    refusal.status = 0;
    const auto target = parse_target(request.target);
    if (!target || target->path != "/api/v1/live" || live_ == nullptr) return nullptr;
    if (request.method != "GET") {
        refusal = problem(405, "method", "GET is expected");
        return nullptr;
    }
    const auto asker = who(request.authorization);
    if (asker == operator_name) return live_;
    refusal = asker ? problem(403, "token", "the operator's token is needed") : unknown_token();
    return nullptr;
}

void Api::end_live() {
    if (live_ != nullptr) live_->end_all();
}

std::optional<std::string> Api::who(std::string_view authorization) {
    constexpr std::string_view scheme = "Bearer ";
    if (!authorization.starts_with(scheme)) return std::nullopt;
    const std::string_view token = authorization.substr(scheme.size());
    const std::string name = name_in(token);
    const std::string hash = store_.token_hash(name);
    if (name.empty() || hash.empty() || !matches(token, hash)) return std::nullopt;
    return name;
}

void Api::handle(const Request& request, const Answer& answer) {
    const auto target = parse_target(request.target);
    if (!target) return answer(problem(400, "bad-target", "the address is badly encoded"));
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (target->path == "/health") return answer(get ? health() : problem(405, "method", "GET is expected"));
    if (site_ != nullptr && !target->path.starts_with("/api/"))
        return answer(get ? site_->file(target->path) : problem(405, "method", "GET is expected"));
    try {
        const auto asker = who(request.authorization);
        if (!asker) return answer(unknown_token());
        if (target->path == "/api/v1/readings") {
            if (request.method != "POST") return answer(problem(405, "method", "POST is expected"));
            if (*asker == operator_name)
                return answer(problem(403, "token", "readings are written with the device's own token"));
            return take_readings(request, *asker, answer);
        }
        if (target->path == "/api/v1/corrections" || target->path == "/api/v1/conflicts") {
            if (*asker != operator_name) return answer(problem(403, "token", "the operator's token is needed"));
            return answer(answer_corrections(store_, request, *target, *asker));
        }
        if (!get) return answer(problem(405, "method", "GET is expected"));
        if (target->path == "/api/v1/series" || target->path == "/api/v1/events")
            return answer(history(*target, *asker));
        if (target->path == "/api/v1/channels") return answer(channels(*asker));
        if (target->path == "/api/v1/groups") return answer(groups(*asker));
        if (target->path == "/api/v1/now" || target->path == "/api/v1/devices" || target->path == "/api/v1/formulas")
            return answer(now(*target, *asker));
        answer(problem(404, "not-found", "no such address"));
    } catch (const telemetry::StoreError& error) {
        answer(problem(503, "store", error.what()));
    }
}

void Api::take_readings(const Request& request, const std::string& device, const Answer& answer) {
    telemetry::Batch batch;
    if (const auto error = decode(request, device, batch)) return answer(problem(400, error->code, error->detail));
    const bool queued = intake_.submit(std::move(batch), [answer](const telemetry::Intake::Outcome& outcome) {
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

Response Api::history(const Target& target, const std::string& who) {
    const auto ask = read_question(target.query);
    if (const auto* error = std::get_if<Response>(&ask)) return *error;
    const auto& question = std::get<Question>(ask);
    const bool own = question.channel && question.channel->device == who;
    if (who != operator_name && !own) return problem(403, "token", "a device reads only its own channels");
    return target.path.ends_with("events") ? answer_events(store_, question) : answer_series(store_, question);
}

Response Api::channels(const std::string& who) {
    Json all = Json::array();
    for (const auto& name : store_.channels()) {
        if (who != operator_name && name.device != who) continue;
        const auto* measurand = telemetry::measurand_of(name.channel);
        all.push_back({{"device", name.device},
                       {"channel", name.channel},
                       {"unit", measurand == nullptr ? "" : std::string(measurand->unit)}});
    }
    return {200, "application/json", dump({{"channels", all}})};
}

Response Api::groups(const std::string& who) {
    if (who != operator_name) return problem(403, "token", "the operator's token is needed");
    Json all = Json::array();
    for (const auto& group : store_.groups())
        all.push_back({{"level", group.level}, {"name", group.name}, {"measurand", group.measurand}});
    return {200, "application/json", dump({{"groups", all}})};
}

Response Api::now(const Target& target, const std::string& who) {
    if (who != operator_name) return problem(403, "token", "the operator's token is needed");
    if (picture_ == nullptr) return problem(404, "not-found", "there is no picture of now here");
    if (target.path.ends_with("formulas")) return {200, "application/json", operate::formulas_json()};
    const auto image = picture_->now();
    if (target.path.ends_with("now")) return {200, "application/json", operate::now_json(*image)};
    const auto asked = target.query.find("block");
    const std::string block = asked == target.query.end() ? "" : asked->second;
    const auto is_asked = [&](const operate::PlaceNow& place) { return place.id == block; };
    if (!block.empty() && std::none_of(image->blocks.begin(), image->blocks.end(), is_asked))
        return problem(404, "unknown-block", "the district file has no block of this name");
    return {200, "application/json", operate::devices_json(*image, block)};
}

Response Api::health() {
    return {200, "application/json",
            dump({{"status", "ok"}, {"version", GAIKU_VERSION}, {"queued", intake_.queued()}})};
}

}  // namespace gaiku::server
