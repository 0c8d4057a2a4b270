#include "server/routes/json_body.h"

#include <algorithm>
#include <charconv>

#include "telemetry/store/database.h"
#include "telemetry/time_text.h"

namespace gaiku::server {

Response json_answer(const Json& body, int status) {
    return {status, "application/json", body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Response answer_of(const std::function<Response()>& work) {
    try {
        return work();
    } catch (const BadBody& error) {
        return problem(400, "body", error.what());
    } catch (const telemetry::StoreError& error) {
        return problem(error.disk_full() ? 507 : 503, error.disk_full() ? "disk-full" : "store", error.what());
    } catch (const std::exception& error) {
        return problem(500, "internal", error.what());
    }
}

void slowly(SlowWork& slow, const Answer& answer, std::function<Response()> work) {
    const bool waits = slow.submit([answer, work = std::move(work)] { answer(answer_of(work)); });
    if (waits) return;
    Response busy = problem(503, "busy", "too much waits already; try again");
    busy.retry_after_s = 2;
    answer(std::move(busy));
}

JsonBody::JsonBody(const Request& request, const std::vector<std::string>& keys) {
    if (media_type(request.content_type) != "application/json") throw BadBody("a body of application/json is expected");
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 2; };
    body_ = Json::parse(request.body, shallow, false);
    if (!body_.is_object()) throw BadBody("an object of JSON is expected");
    for (const auto& [key, value] : body_.items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) throw BadBody("\"" + key + "\": no such key");
}

std::string JsonBody::text(const char* key) const {
    std::string found = text_or(key, "");
    if (found.empty()) throw BadBody(std::string(key) + ": a text is expected");
    return found;
}

std::string JsonBody::text_or(const char* key, const std::string& otherwise) const {
    const auto found = body_.find(key);
    if (found == body_.end()) return otherwise;
    if (!found->is_string()) throw BadBody(std::string(key) + ": a text is expected");
    return found->get<std::string>();
}

std::int64_t JsonBody::integer(const char* key) const {
    const auto found = body_.find(key);
    if (found == body_.end() || !found->is_number_integer())
        throw BadBody(std::string(key) + ": a whole number is expected");
    return found->get<std::int64_t>();
}

std::vector<std::int64_t> JsonBody::integers(const char* key) const {
    const auto found = body_.find(key);
    if (found == body_.end() || !found->is_array()) throw BadBody(std::string(key) + ": a list is expected");
    std::vector<std::int64_t> all;
    for (const auto& one : *found) {
        if (!one.is_number_integer()) throw BadBody(std::string(key) + ": whole numbers are expected");
        all.push_back(one.get<std::int64_t>());
    }
    return all;
}

std::int64_t time_of(const Target& target, const char* key, std::int64_t otherwise) {
    const std::string text = target.text(key);
    if (text.empty()) return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size()) return value;
    if (const auto time = telemetry::parse_time(text)) return *time;
    throw BadBody(std::string(key) + ": a time with its zone is expected, such as 2026-11-28T00:00:00+09:00");
}

}  // namespace gaiku::server
