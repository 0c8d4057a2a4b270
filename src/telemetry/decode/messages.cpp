#include "telemetry/decode/messages.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <algorithm>
#include <array>

#include "telemetry/decode/columns.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

using simdjson::dom::element;

constexpr std::size_t deepest = 8;

/// Numbers as they are, true and false as 1 and 0.
std::optional<double> number_of(const element& value) {
    double number = 0;
    if (value.get(number) == simdjson::SUCCESS) return number;
    bool yes = false;
    if (value.get(yes) == simdjson::SUCCESS) return yes ? 1 : 0;
    return std::nullopt;
}

/// What is wrong with the keys of an object; nothing where each is one of `known` and there once. A key that is passed
/// over could be the unit of a value, or another device's name.
template <std::size_t N>
std::optional<std::string> wrong_key(const element& json, const std::array<std::string_view, N>& known) {
    simdjson::dom::object object;
    if (json.get(object) != simdjson::SUCCESS) return std::nullopt;
    unsigned seen = 0;
    for (const auto [key, value] : object) {
        const auto place = static_cast<std::size_t>(std::find(known.begin(), known.end(), key) - known.begin());
        if (place == N)
            return fmt::format("\"{}\": no such key; {} are known", key.substr(0, 40), fmt::join(known, ", "));
        if ((seen >> place & 1U) != 0) return fmt::format("\"{}\" is there twice", key);
        seen |= 1U << place;
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 2> keys_of_message{"id", "readings"};
constexpr std::array<std::string_view, 4> keys_of_reading{"id", "time", "channel", "value"};
constexpr std::array<std::string_view, 3> keys_of_frame{"id", "time", "values"};

/// One body's readings on their way into a batch.
class Taker {
public:
    Taker(Batch& batch, std::string_view device) : batch_(batch), columns_(batch, device) {}

    /// For JSON lines: every reading has the index of its line.
    void at_line(std::size_t line) { line_ = line; }

    std::optional<BodyError> take(const element& body) {
        if (body.is_array()) return take_array(body);
        if (!body.is_object()) return BodyError{"bad-json", "an object or an array of readings is expected"};
        std::string_view id;
        if (body["id"].get(id) == simdjson::SUCCESS) batch_.id = id.substr(0, 200);
        element readings;
        if (body["readings"].get(readings) == simdjson::SUCCESS) {
            if (auto wrong = wrong_key(body, keys_of_message)) return BodyError{"bad-json", *wrong};
            if (!readings.is_array()) return BodyError{"bad-json", "\"readings\" has to be an array"};
            return take_array(readings);
        }
        take_one(body);
        return std::nullopt;
    }

private:
    std::optional<BodyError> take_array(const element& array) {
        simdjson::dom::array elements;
        if (array.get(elements) != simdjson::SUCCESS) return std::nullopt;
        for (const element one : elements) {
            if (batch_.columns.size() > most_channels)
                return BodyError{"too-large", fmt::format("more than {} channels", most_channels)};
            take_one(one);
        }
        return std::nullopt;
    }

    std::size_t next() { return line_ > 0 ? line_ : index_++; }

    void take_one(const element& one) {
        if (!one.is_object()) return columns_.refuse(next(), "bad-reading", "an object is expected");
        element values;
        const bool frame = one["values"].get(values) == simdjson::SUCCESS;
        if (auto wrong = frame ? wrong_key(one, keys_of_frame) : wrong_key(one, keys_of_reading))
            return columns_.refuse(next(), "bad-reading", std::move(*wrong));
        std::string_view text;
        if (one["time"].get(text) != simdjson::SUCCESS)
            return columns_.refuse(next(), "bad-time", "\"time\" is missing or no text");
        const auto time = parse_time(text);
        if (!time) {
            return columns_.refuse(next(), "bad-time",
                                   fmt::format("\"{}\": a time with its zone is expected, such as "
                                               "2026-11-28T09:00:00+09:00",
                                               text.substr(0, 40)));
        }
        if (frame) return take_frame(*time, values);
        std::string_view channel;
        if (one["channel"].get(channel) != simdjson::SUCCESS)
            return columns_.refuse(next(), "bad-reading", "\"channel\" or \"values\" is missing");
        element value;
        if (one["value"].get(value) != simdjson::SUCCESS)
            return columns_.refuse(next(), "bad-value", "\"value\" is missing");
        take_value(channel, *time, value);
    }

    void take_frame(TimeMs time, const element& values) {
        simdjson::dom::object object;
        if (values.get(object) != simdjson::SUCCESS)
            return columns_.refuse(next(), "bad-reading", "\"values\" has to be an object");
        for (const auto [channel, value] : object) {
            if (batch_.columns.size() > most_channels)
                return columns_.refuse(next(), "bad-reading", "too many channels");
            take_value(channel, time, value);
        }
    }

    void take_value(std::string_view channel, TimeMs time, const element& value) {
        const std::size_t index = next();
        if (value.is_null()) return;  // a device says so that it has no reading
        const auto number = number_of(value);
        if (!number)
            return columns_.refuse(index, "bad-value", fmt::format("{}: a number is expected", channel.substr(0, 64)));
        columns_.add(channel.substr(0, 65), {time, *number}, index);
    }

    Batch& batch_;
    Columns columns_;
    std::size_t index_ = 0;
    std::size_t line_ = 0;
};

std::optional<BodyError> too_large(std::string_view body) {
    if (body.size() <= largest_body) return std::nullopt;
    return BodyError{"too-large", fmt::format("{} bytes; {} at most", body.size(), largest_body)};
}

}  // namespace

struct Decoder::Parts {
    simdjson::dom::parser parser{largest_body};
};

Decoder::Decoder() : parts_(std::make_unique<Parts>()) {}
Decoder::~Decoder() = default;

std::optional<BodyError> Decoder::json(std::string_view body, std::string_view device, Batch& batch) {
    if (auto error = too_large(body)) return error;
    element parsed;
    if (parts_->parser.capacity() < body.size() || parts_->parser.max_depth() != deepest) {
        if (parts_->parser.allocate(std::max<std::size_t>(body.size() * 2, 4096), deepest) != simdjson::SUCCESS)
            return BodyError{"too-large", "no memory for it"};
    }
    if (const auto code = parts_->parser.parse(body.data(), body.size()).get(parsed); code != simdjson::SUCCESS)
        return BodyError{"bad-json", simdjson::error_message(code)};
    Batch taken;
    if (auto error = Taker(taken, device).take(parsed)) return error;
    batch = std::move(taken);
    return std::nullopt;
}

std::optional<BodyError> Decoder::json_lines(std::string_view body, std::string_view device, Batch& batch) {
    if (auto error = too_large(body)) return error;
    Batch taken;
    Taker taker(taken, device);
    std::size_t line = 0;
    while (!body.empty()) {
        ++line;
        const std::size_t end = std::min(body.find('\n'), body.size());
        const std::string_view text = body.substr(0, end);
        body.remove_prefix(std::min(body.size(), end + 1));
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        taker.at_line(line);
        element parsed;
        if (parts_->parser.capacity() < text.size() || parts_->parser.max_depth() != deepest) {
            if (parts_->parser.allocate(std::max<std::size_t>(text.size() * 2, 4096), deepest) != simdjson::SUCCESS)
                return BodyError{"too-large", "no memory for it"};
        }
        std::optional<BodyError> error;
        if (const auto code = parts_->parser.parse(text.data(), text.size()).get(parsed); code != simdjson::SUCCESS) {
            error = BodyError{"bad-json", simdjson::error_message(code)};
        } else {
            error = taker.take(parsed);
        }
        if (error) taken.refused.push_back({line, error->code, error->detail});
    }
    batch = std::move(taken);
    return std::nullopt;
}

}  // namespace gaiku::telemetry
