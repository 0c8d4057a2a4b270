#include <fmt/format.h>
#include <charconv>
#include <vector>

#include "telemetry/decode/columns.h"
#include "telemetry/decode/messages.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

/// The fields of a line; false where a quote is not closed.
bool split(std::string_view line, std::vector<std::string>& fields) {
    fields.clear();
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (i + 1 < line.size() && line[i + 1] == '"') {
                field += c;
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"' && field.empty()) {
            quoted = true;
        } else if (c == ',') {
            fields.push_back(std::move(field));
            field.clear();
        } else {
            field += c;
        }
    }
    fields.push_back(std::move(field));
    return !quoted;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

class Rows {
public:
    Rows(Batch& batch, std::string_view device) : columns_(batch, device) {}

    std::optional<BodyError> headings(const std::vector<std::string>& fields) {
        headings_ = fields;
        if (fields.size() < 2 || fields[0] != "time")
            return BodyError{"bad-csv", "the first line has to be time,channel,value or time and names of channels"};
        if (fields.size() > most_channels + 1) return BodyError{"too-large", "too many columns"};
        long_form_ = fields.size() == 3 && fields[1] == "channel" && fields[2] == "value";
        return std::nullopt;
    }

    void row(const std::vector<std::string>& fields, std::size_t line) {
        if (fields.size() != headings_.size()) {
            return columns_.refuse(line, "bad-csv",
                                   fmt::format("{} fields where {} are expected", fields.size(), headings_.size()));
        }
        const auto time = parse_time(fields[0]);
        if (!time) {
            return columns_.refuse(line, "bad-time",
                                   fmt::format("\"{}\": a time with its zone is expected", fields[0].substr(0, 40)));
        }
        if (long_form_) return value(fields[1], *time, fields[2], line);
        for (std::size_t i = 1; i < fields.size(); ++i) value(headings_[i], *time, fields[i], line);
    }

private:
    void value(const std::string& channel, TimeMs time, const std::string& text, std::size_t line) {
        if (text.empty()) return;
        const auto number = number_of(text);
        if (!number)
            return columns_.refuse(line, "bad-value", fmt::format("\"{}\": a number is expected", text.substr(0, 40)));
        columns_.add(std::string_view(channel).substr(0, 65), {time, *number}, line);
    }

    Columns columns_;
    std::vector<std::string> headings_;
    bool long_form_ = false;
};

}  // namespace

std::optional<BodyError> decode_csv(std::string_view body, std::string_view device, Batch& batch) {
    if (body.size() > largest_body)
        return BodyError{"too-large", fmt::format("{} bytes; {} at most", body.size(), largest_body)};
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    Batch taken;
    Rows rows(taken, device);
    std::vector<std::string> fields;
    for (std::size_t line = 1; !body.empty(); ++line) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        const bool whole = split(body.substr(0, end), fields);
        body.remove_prefix(std::min(body.size(), end + 1));
        if (line == 1) {
            if (auto error = rows.headings(fields)) return error;
            continue;
        }
        if (fields.size() == 1 && fields[0].empty()) continue;
        if (!whole) {
            taken.refused.push_back({line, "bad-csv", "a quote is not closed"});
        } else {
            rows.row(fields, line);
        }
        if (taken.columns.size() > most_channels) return BodyError{"too-large", "too many channels"};
    }
    batch = std::move(taken);
    return std::nullopt;
}

}  // namespace gaiku::telemetry
