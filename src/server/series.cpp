#include "server/series.h"

#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "telemetry/time_text.h"

namespace gaiku::server {
namespace {

using telemetry::Figure;
using telemetry::print_time;
using telemetry::Sample;

constexpr telemetry::TimeMs longest_raw = 400 * telemetry::ms_a_day;
constexpr std::size_t most_rows = 1'000'000;

std::string raw_body(const std::vector<Sample>& samples, bool csv) {
    std::string body = csv ? "time,value\n" : "[";
    auto out = std::back_inserter(body);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (csv) {
            fmt::format_to(out, "{},{}\n", print_time(samples[i].time), samples[i].value);
        } else {
            fmt::format_to(out, "{}{{\"time\":\"{}\",\"value\":{}}}", i == 0 ? "" : ",", print_time(samples[i].time),
                           samples[i].value);
        }
    }
    return csv ? body : body + "]";
}

std::string figures_body(const std::vector<Figure>& figures, bool csv) {
    std::string body = csv ? "begin,end,value,half_hours,channels,marked\n" : "[";
    auto out = std::back_inserter(body);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& one = figures[i];
        const auto begin = print_time(one.begin);
        const auto end = print_time(one.end);
        if (csv) {
            fmt::format_to(out, "{},{},{},{},{},{}\n", begin, end, one.value, one.half_hours, one.channels, one.marked);
        } else {
            fmt::format_to(out,
                           "{}{{\"begin\":\"{}\",\"end\":\"{}\",\"value\":{},\"half_hours\":{},\"channels\":{},"
                           "\"marked\":{}}}",
                           i == 0 ? "" : ",", begin, end, one.value, one.half_hours, one.channels, one.marked);
        }
    }
    return csv ? body : body + "]";
}

/// `{"unit": ..., "by": ..., "values": ...}` around the values.
Response respond(const Question& question, std::string_view unit, const std::string& values) {
    if (question.csv) return {200, "text/csv", values};
    constexpr const char* names[] = {"30min", "day", "month"};
    const char* by = question.period ? names[static_cast<int>(*question.period)] : "raw";
    return {200, "application/json", fmt::format("{{\"unit\":\"{}\",\"by\":\"{}\",\"values\":{}}}", unit, by, values)};
}

}  // namespace

std::variant<Question, Response> read_question(const std::map<std::string, std::string>& query) {
    const auto get = [&](const char* key) {
        const auto found = query.find(key);
        return found == query.end() ? std::string() : found->second;
    };
    Question question;
    if (!get("device").empty()) {
        question.channel = telemetry::ChannelName{get("device"), get("channel")};
    } else {
        question.group = {get("level").empty() ? "district" : get("level"), get("name"), get("measurand")};
    }
    const std::string& measured = question.channel ? question.channel->channel : question.group.measurand;
    if (telemetry::measurand_of(measured) == nullptr)
        return problem(400, "unknown-channel",
                       "\"" + measured + "\": device and channel, or level, name and measurand are expected");
    const auto from = telemetry::parse_time(get("from"));
    const auto to = telemetry::parse_time(get("to"));
    if (!from || !to || *from >= *to)
        return problem(400, "bad-time",
                       "from and to, with their zone, the later one second (2026-11-28T00:00:00+09:00)");
    question.from = *from;
    question.to = *to;
    const std::string by = get("by").empty() ? "30min" : get("by");
    question.period = telemetry::parse_period(by);
    if (!question.period && by != "raw") return problem(400, "bad-query", "by: raw, 30min, day or month");
    if (!question.period && !question.channel) return problem(400, "bad-query", "only a channel has raw readings");
    if (!question.period && *to - *from > longest_raw) return problem(400, "bad-query", "raw: 400 days at most");
    if (!get("format").empty() && get("format") != "csv" && get("format") != "json")
        return problem(400, "bad-query", "format: json or csv");
    question.csv = get("format") == "csv";
    return question;
}

Response answer_series(telemetry::Store& store, const Question& question) {
    const std::string& measured = question.channel ? question.channel->channel : question.group.measurand;
    const telemetry::Measurand& measurand = *telemetry::measurand_of(measured);
    if (!question.period) {
        const auto samples = store.raw(*question.channel, question.from, question.to);
        if (samples.size() > most_rows) return problem(400, "too-large", "more than a million readings: ask for less");
        return respond(question, measurand.unit, raw_body(samples, question.csv));
    }
    const auto figures = question.channel
                             ? store.figures(*question.channel, *question.period, question.from, question.to)
                             : store.figures(question.group, *question.period, question.from, question.to);
    return respond(question, measurand.unit, figures_body(figures, question.csv));
}

Response answer_events(telemetry::Store& store, const Question& question) {
    if (!question.channel) return problem(400, "bad-query", "events are of a device and its channel");
    if (question.csv) return problem(400, "bad-query", "format: json");
    auto all = nlohmann::json::array();
    for (const auto& event : store.events(*question.channel, question.from, question.to))
        all.push_back({{"time", print_time(event.time)}, {"code", event.code}, {"detail", event.detail}});
    return {200, "application/json", nlohmann::json{{"events", all}}.dump()};
}

}  // namespace gaiku::server
