#include "virtual/fault.h"

#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "base/suggest.h"
#include "base/unit.h"
#include "virtual/time_text.h"

namespace gaiku::field {
namespace {

using namespace std::chrono_literals;

const std::map<std::string, FaultKind>& kinds() {
    static const std::map<std::string, FaultKind> all{
        {"silence", FaultKind::silence}, {"frozen", FaultKind::frozen},     {"clock", FaultKind::clock},
        {"reset", FaultKind::reset},     {"rollover", FaultKind::rollover}, {"duplicates", FaultKind::duplicates},
        {"late", FaultKind::late},       {"disorder", FaultKind::disorder}, {"outage", FaultKind::outage}};
    return all;
}

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const auto& [name, kind] : kinds()) names.push_back(name);
    return names;
}

class Reader {
public:
    Reader(const std::string& spec, Instant start, Findings& findings)
        : spec_(spec), start_(start), findings_(findings) {}

    std::optional<Fault> read() {
        const auto parts = split();
        const auto kind = kinds().find(parts.front());
        if (kind == kinds().end()) {
            complain("unknown-name", parts.front(), {"a kind of fault", "障害の種類"},
                     {"name one of: silence, frozen, "
                      "clock, reset, rollover, duplicates, late, disorder, outage",
                      "silence・frozen・clock・reset・"
                      "rollover・duplicates・late・disorder・outage のいずれかを書いてください"},
                     suggest(parts.front(), kind_names()));
            return std::nullopt;
        }
        fault_.kind = kind->second;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            if (!take(parts[i])) return std::nullopt;
        }
        return complete() ? std::optional(fault_) : std::nullopt;
    }

private:
    std::vector<std::string> split() const {
        std::vector<std::string> parts(1);
        for (const char c : spec_) {
            if (c == ',') {
                parts.emplace_back();
            } else {
                parts.back() += c;
            }
        }
        return parts;
    }

    bool take(const std::string& part) {
        const auto equals = part.find('=');
        const std::string key = part.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : part.substr(equals + 1);
        if (key == "device" && !value.empty()) {
            fault_.devices = value;
            return true;
        }
        if (key == "at") return take_time(value);
        if (key == "for") return take_span(value);
        if (key == "by") return fault_.kind == FaultKind::rollover ? take_energy(value) : take_shift(value);
        complain("unknown-key", part, {"device=, at=, for= or by=", "device=、at=、for=、by= のいずれか"},
                 {"see gaiku virtual --help", "gaiku virtual --help をご覧ください"}, "");
        return false;
    }

    bool take_time(const std::string& value) {
        if (const auto time = parse_time(value)) {
            fault_.from = *time;
        } else if (const auto since = parse_duration(value); since && *since >= 0s) {
            fault_.from = start_ + *since;
        } else {
            complain(
                "not-a-number", value,
                {"a time with its zone, or a duration from the beginning on", "時刻（時差付き）、または開始からの時間"},
                {"write 2026-11-28T09:00+09:00, or 2 h", "2026-11-28T09:00+09:00 または 2 h のように書いてください"},
                "");
            return false;
        }
        return true;
    }

    bool take_span(const std::string& value) {
        span_ = parse_duration(value);
        if (span_ && *span_ > 0s) return true;
        complain("not-a-number", value, {"a duration", "時間の長さ"},
                 {"write it with its unit: 30 min", "30 min のように単位を付けて書いてください"}, "");
        return false;
    }

    bool take_shift(const std::string& value) {
        const auto shift = parse_duration(value);
        if (shift && *shift != 0s && (fault_.kind != FaultKind::late || *shift > 0s)) {
            fault_.by = *shift;
            return true;
        }
        complain("not-a-number", value, {"a duration", "時間の長さ"},
                 {"write it with its unit: 3 h", "3 h のように単位を付けて書いてください"}, "");
        return false;
    }

    bool take_energy(const std::string& value) {
        const auto number = parse_quantity(value, *parse_unit("kWh"));
        const auto* kwh = std::get_if<double>(&number);
        constexpr double width_kwh = 100'000;
        if (kwh != nullptr && *kwh > 0 && *kwh < width_kwh) {
            fault_.by_wh = std::llround(*kwh * 1000);
            return true;
        }
        complain("not-a-number", value,
                 {"energy above 0 and below 100,000 kWh", "0より大きく100,000 kWh未満のエネルギー"},
                 {"write by=1 kWh", "by=1 kWh のように書いてください"}, "");
        return false;
    }

    /// What a kind needs, and what it cannot have.
    bool complete() {
        const bool shifts = fault_.kind == FaultKind::clock || fault_.kind == FaultKind::late;
        if (shifts && fault_.by == 0s) {
            complain("missing-key", spec_, {"by=: by how much", "by=（ずれの大きさ）"},
                     {"add by=3 h", "by=3 h を加えてください"}, "");
            return false;
        }
        if (fault_.kind == FaultKind::rollover && fault_.by_wh == 0) fault_.by_wh = 1000;
        if (fault_.kind == FaultKind::outage && fault_.devices != "*") {
            complain("contradiction", spec_, {"an outage of the whole district", "街区全体の停電"},
                     {"remove device=", "device= を除いてください"}, "");
            return false;
        }
        if (span_ && fault_.from == Instant::min()) fault_.from = start_;
        if (span_) fault_.until = fault_.from + *span_;
        return true;
    }

    void complain(std::string code, std::string value, Text expected, Text fix, std::string suggestion) {
        Finding finding;
        finding.code = std::move(code);
        finding.position = {"--fault", 0, 0};
        finding.path = spec_;
        finding.value = std::move(value);
        finding.expected = std::move(expected);
        finding.fix = std::move(fix);
        finding.suggestion = std::move(suggestion);
        findings_.add(std::move(finding));
    }

    const std::string& spec_;
    Instant start_;
    Findings& findings_;
    Fault fault_;
    std::optional<std::chrono::seconds> span_;
};

}  // namespace

std::optional<Fault> parse_fault(const std::string& spec, Instant start, Findings& findings) {
    return Reader(spec, start, findings).read();
}

bool matches(std::string_view pattern, std::string_view name) {
    std::size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

}  // namespace gaiku::field
