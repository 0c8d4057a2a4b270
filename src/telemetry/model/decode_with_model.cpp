#include <date/tz.h>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "telemetry/decode/columns.h"
#include "telemetry/measurand.h"
#include "telemetry/model/device_model.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

using Json = nlohmann::json;

/// A product's message is small and shallow; more is no message of it.
constexpr std::size_t largest_message = 64 << 10;
constexpr int deepest_level = 16;

const Json* not_null(const Json& json) {
    return json.is_null() ? nullptr : &json;
}

const Json* find(const Json& json, const std::vector<std::string>& path) {
    const Json* at = &json;
    for (const std::string& key : path) {
        if (!at->is_object()) return nullptr;
        const auto found = at->find(key);
        if (found == at->end()) return nullptr;
        at = &*found;
    }
    return not_null(*at);
}

/// The value, where it is there; of registers the one that stands `behind` it.
const Json* find_value(const Json& json, const DeviceModel::Value& value, std::size_t behind = 0) {
    const Json* at = find(json, value.path);
    if (at == nullptr || !value.number_of_register) return at;
    const std::size_t number = *value.number_of_register + behind;
    if (at->is_array()) return number < at->size() ? not_null((*at)[number]) : nullptr;
    return find(*at, {std::to_string(number)});
}

/// A word of 16 bits, which a gateway may give with its sign.
std::optional<std::uint32_t> word_of(const Json* json) {
    if (json == nullptr || !json->is_number()) return std::nullopt;
    const double number = json->get<double>();
    if (!(number >= -32768 && number <= 65535) || number != std::trunc(number)) return std::nullopt;
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(number)) & 0xFFFFU;
}

/// The number that words hold; nothing where they are none.
std::optional<double> number_of_words(const DeviceModel::Value& value, const Json& json, const Json& first) {
    using Holds = DeviceModel::Value::Holds;
    const auto one = word_of(&first);
    if (!one) return std::nullopt;
    if (value.holds == Holds::int16) return static_cast<std::int16_t>(*one);
    const auto other = word_of(find_value(json, value, 1));
    if (!other) return std::nullopt;
    const std::uint32_t both = value.low_word_first ? *other << 16 | *one : *one << 16 | *other;
    if (value.holds == Holds::uint32) return both;
    if (value.holds == Holds::int32) return static_cast<std::int32_t>(both);
    return static_cast<double>(std::bit_cast<float>(both));
}

bool is_of_interval(const DeviceModel::Value& value) {
    const Measurand* measurand = measurand_of(value.channel);
    return measurand != nullptr && measurand->kind == Register::difference;
}

/// In the channel's unit. Products send a few decimals; so does their value in another unit: 3039.524 W is 3.039524 kW
/// to the last bit.
double converted(const DeviceModel::Value& value, double sent) {
    const double number = sent * value.factor;
    const double scaled = std::nearbyint(number * 1e9);
    return std::fabs(scaled) < 9e15 ? scaled / 1e9 : number;
}

std::optional<double> number_of(const DeviceModel::Value& value, const Json& message, const Json& json) {
    if (value.holds != DeviceModel::Value::Holds::number) {
        const auto sent = number_of_words(value, message, json);
        return sent ? std::optional(converted(value, *sent)) : std::nullopt;
    }
    if (json.is_boolean()) return json.get<bool>() ? 1 : 0;
    if (json.is_number()) return converted(value, json.get<double>());
    if (!json.is_string() || value.on.empty()) return std::nullopt;
    const auto& word = json.get_ref<const std::string&>();
    if (word == value.on) return 1;
    if (word == value.off) return 0;
    return std::nullopt;
}

/// A device's clock may go before the server's by this much, and a message may take as long.
constexpr TimeMs ahead = 300'000;

TimeMs from_local(TimeMs local, const Reception& reception) {
    const auto info =
        reception.zone->get_info(date::local_time<std::chrono::milliseconds>(std::chrono::milliseconds(local)));
    const auto with = [local](const date::sys_info& is) {
        return local - std::chrono::duration_cast<std::chrono::milliseconds>(is.offset).count();
    };
    const TimeMs first = with(info.first);
    if (info.result != date::local_info::ambiguous) return first;
    const TimeMs second = with(info.second);
    if (second > reception.received + ahead) return first;  // it is still to come
    const bool heard_at_once = !reception.waited && reception.received - second <= ahead;
    return heard_at_once || first <= reception.previous ? second : first;
}

/// The time in a message, where there is any; zigbee2mqtt leaves it out where it is told to.
const Json* sent_time(const DeviceModel::Message& message, const Json& json) {
    return message.time.empty() ? nullptr : find(json, message.time);
}

/// The time of a message; nothing where it cannot be read.
std::optional<TimeMs> time_of(const DeviceModel::Message& message, const Json& json, const Reception& reception) {
    const Json* time = sent_time(message, json);
    if (time == nullptr) return reception.received;
    if (time->is_number()) {
        const double seconds = time->get<double>();
        if (!(seconds >= 0 && seconds < 4e9)) return std::nullopt;
        return static_cast<TimeMs>(seconds * 1000);
    }
    if (!time->is_string()) return std::nullopt;
    const auto& text = time->get_ref<const std::string&>();
    if (!message.local_time) return parse_time(text);
    const auto as_utc = parse_time(text + "Z");
    if (!as_utc) return std::nullopt;
    return from_local(*as_utc, reception);
}

}  // namespace

std::optional<BodyError> decode_with_model(const DeviceModel::Message& message, std::string_view body,
                                           std::string_view device, const Reception& reception, Batch& batch) {
    if (body.size() > largest_message) return BodyError{"too-large", "larger than a message of this product can be"};
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest_level; };
    const Json json = Json::parse(body, shallow, false);
    const bool list = std::any_of(message.values.begin(), message.values.end(), [](const DeviceModel::Value& value) {
        return value.number_of_register && value.path.empty();
    });
    if (!json.is_object() && !(list && json.is_array())) {
        return BodyError{"bad-json", list ? "an object or a list is expected" : "an object is expected"};
    }
    if (reception.retained && sent_time(message, json) == nullptr) return std::nullopt;
    Batch taken;
    Columns columns(taken, device);
    const auto time = time_of(message, json, reception);
    const bool has_time = sent_time(message, json) != nullptr;
    for (std::size_t i = 0; i < message.values.size(); ++i) {
        const DeviceModel::Value& value = message.values[i];
        const Json* sent = find_value(json, value);
        if (sent == nullptr) continue;
        const auto number = number_of(value, json, *sent);
        if (!time) {
            columns.refuse(i, "bad-time", "the message's time cannot be read");
        } else if (!has_time && is_of_interval(value)) {
            columns.refuse(i, "bad-time", value.channel + ": the time that the interval ends at is expected");
        } else if (!number) {
            columns.refuse(i, "bad-value", value.channel + ": a number is expected");
        } else {
            columns.add(value.channel, {*time, *number}, i);
        }
    }
    batch = std::move(taken);
    return std::nullopt;
}

}  // namespace gaiku::telemetry
