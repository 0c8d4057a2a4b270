#include "server/corrections.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "telemetry/time_text.h"

namespace gaiku::server {
namespace {

using Json = nlohmann::json;
using telemetry::CorrectionOrder;
using telemetry::print_time;
using telemetry::TimeMs;

std::string written(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_of(const Json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
        throw std::invalid_argument(std::string(key) + ": a text is expected");
    return found->get<std::string>();
}

TimeMs time_of(const Json& body, const char* key) {
    const auto time = telemetry::parse_time(text_of(body, key));
    if (!time) {
        throw std::invalid_argument(std::string(key) +
                                    ": a time with its zone is expected, such as 2026-11-28T00:00:00+09:00");
    }
    return *time;
}

bool flag_of(const Json& body, const char* key) {
    const auto found = body.find(key);
    if (found == body.end()) return false;
    if (!found->is_boolean()) throw std::invalid_argument(std::string(key) + ": true or false is expected");
    return found->get<bool>();
}

/// Throws std::invalid_argument.
CorrectionOrder order_of(const std::string& text, const std::string& who) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 2; };
    const Json body = Json::parse(text, shallow, false);
    if (!body.is_object()) throw std::invalid_argument("an object of JSON is expected");
    constexpr std::array<std::string_view, 9> keys{"device", "channel",   "at",        "from",  "to",
                                                   "value",  "pass_over", "set_aside", "reason"};
    for (const auto& [key, value] : body.items()) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            throw std::invalid_argument("\"" + key + "\": no such key");
    }
    CorrectionOrder order;
    order.name = {text_of(body, "device"), text_of(body, "channel")};
    order.reason = text_of(body, "reason");
    order.who = who;
    const bool instant = body.contains("at");
    if (instant == (body.contains("from") || body.contains("to")))
        throw std::invalid_argument("\"at\", or \"from\" and \"to\" are expected");
    order.from = time_of(body, instant ? "at" : "from");
    order.to = instant ? order.from + 1 : time_of(body, "to");
    const bool pass_over = flag_of(body, "pass_over");
    const bool set_aside = flag_of(body, "set_aside");
    const auto value = body.find("value");
    if (int{value != body.end()} + int{pass_over} + int{set_aside} != 1)
        throw std::invalid_argument("one of \"value\", \"pass_over\" and \"set_aside\" is expected");
    if (pass_over) order.how = CorrectionOrder::How::pass_over;
    if (set_aside) order.how = CorrectionOrder::How::set_aside;
    if (value != body.end()) {
        if (!value->is_number() || !(std::fabs(value->get<double>()) <= telemetry::largest_value))
            throw std::invalid_argument("value: a number within 1e12 is expected, in the channel's unit");
        order.value = value->get<double>();
    }
    return order;
}

/// A channel and a span, which is all of time where none is asked for. Throws std::invalid_argument.
struct Asked {
    telemetry::ChannelName name;
    TimeMs from = 0;
    TimeMs to = std::numeric_limits<TimeMs>::max();

    explicit Asked(const std::map<std::string, std::string>& query) {
        const auto text = [&](const char* key) {
            const auto found = query.find(key);
            return found == query.end() ? std::string() : found->second;
        };
        const auto time = [&](const char* key, TimeMs otherwise) {
            if (text(key).empty()) return otherwise;
            const auto at = telemetry::parse_time(text(key));
            if (!at) throw std::invalid_argument(std::string(key) + ": a time with its zone is expected");
            return *at;
        };
        name = {text("device"), text("channel")};
        if (name.device.empty() || name.channel.empty()) throw std::invalid_argument("device and channel are expected");
        from = time("from", from);
        to = time("to", to);
    }
};

Json corrections(telemetry::Store& store, const Asked& asked) {
    auto all = Json::array();
    for (const auto& one : store.corrections(asked.name)) {
        if (one.time < asked.from || one.time >= asked.to) continue;
        all.push_back({{"time", print_time(one.time)},
                       {"value", one.value ? Json(*one.value) : Json()},
                       {"reason", one.reason},
                       {"by", one.made_by},
                       {"at", print_time(one.made_at)}});
    }
    return {{"corrections", all}};
}

Json conflicts(telemetry::Store& store, const Asked& asked) {
    auto all = Json::array();
    for (const auto& one : store.conflicts(asked.name, asked.from, asked.to)) {
        all.push_back({{"time", print_time(one.time)}, {"value", one.value}, {"arrived", print_time(one.arrived)}});
    }
    return {{"conflicts", all}};
}

}  // namespace

Response answer_corrections(telemetry::Store& store, const Request& request, const Target& target,
                            const std::string& who) {
    const bool lists_conflicts = target.path.ends_with("conflicts");
    const bool get = request.method == "GET" || request.method == "HEAD";
    try {
        if (get) {
            const Asked asked(target.query);
            return {200, "application/json",
                    written(lists_conflicts ? conflicts(store, asked) : corrections(store, asked))};
        }
        const std::size_t corrected = store.correct(order_of(request.body, who));
        return {200, "application/json", written({{"corrected", corrected}})};
    } catch (const std::invalid_argument& error) {
        return problem(400, get ? "bad-query" : "bad-correction", error.what());
    }
}

}  // namespace gaiku::server
