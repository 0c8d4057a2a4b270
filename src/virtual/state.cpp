#include "virtual/state.h"

#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "virtual/time_text.h"

namespace gaiku::field {
namespace {

using Json = nlohmann::json;

constexpr int version = 1;
constexpr std::size_t largest_bytes = 256U << 20U;

/// What is wrong with a state, and where in it.
struct Amiss {
    std::string path, value;
    Text expected;
};

const Json& part(const Json& in, const char* key, const std::string& path, bool good(const Json&), Text expected) {
    const auto found = in.find(key);
    const std::string at = path.empty() ? key : path + "." + key;
    if (found == in.end()) throw Amiss{at, "", std::move(expected)};
    if (!good(*found)) throw Amiss{at, found->dump().substr(0, 60), std::move(expected)};
    return *found;
}

bool is_object(const Json& json) {
    return json.is_object();
}

Count count_of(const Json& json, const std::string& path) {
    if (!json.is_object()) throw Amiss{path, json.dump().substr(0, 60), {"a register", "積算値"}};
    const auto wh = [](const Json& it) { return it.is_number_unsigned() && it.get<double>() < 9e18; };
    const auto rest = [](const Json& it) { return it.is_number() && it.get<double>() >= 0 && it.get<double>() < 1; };
    return {part(json, "wh", path, wh, {"whole Wh from 0 on", "0以上の整数（Wh）"}).get<std::int64_t>(),
            part(json, "rest_wh", path, rest, {"a part of a Wh: from 0, below 1", "0以上1未満（Wh）"}).get<double>()};
}

State state_of(const Json& json) {
    if (!json.is_object()) throw Amiss{"", json.dump().substr(0, 60), {"an object", "オブジェクト"}};
    const auto known = [](const Json& it) { return it == version; };
    (void)part(json, "gaiku_virtual", "", known,
               {"1, the layout that this program knows", "1（このプログラムの形式）"});
    State state;
    const auto whole = [](const Json& it) { return it.is_number_unsigned(); };
    state.seed = part(json, "seed", "", whole, {"a whole number", "整数"}).get<std::uint64_t>();
    const auto is_time = [](const Json& it) { return it.is_string() && parse_time(it.get<std::string>()).has_value(); };
    state.now =
        *parse_time(part(json, "time", "", is_time, {"a time with its zone", "時差付きの時刻"}).get<std::string>());
    const Text devices{"registers of devices", "機器の積算値"};
    for (const auto& [device, channels] : part(json, "registers", "", is_object, devices).items()) {
        const std::string path = "registers." + device;
        if (!channels.is_object()) throw Amiss{path, channels.dump().substr(0, 60), devices};
        for (const auto& [channel, count] : channels.items())
            state.registers[device][channel] = count_of(count, fmt::format("{}.{}", path, channel));
    }
    const Text levels{"kWh of stores", "蓄電・蓄熱設備の蓄エネルギー量（kWh）"};
    for (const auto& [asset, kwh] : part(json, "level_kwh", "", is_object, levels).items()) {
        constexpr double rounding = 1e-9;  // of a store that was emptied, as earlier programs wrote it
        if (!kwh.is_number() || kwh.get<double>() < -rounding) throw Amiss{"level_kwh." + asset, kwh.dump(), levels};
        state.level_kwh[asset] = std::max(kwh.get<double>(), 0.0);
    }
    return state;
}

Finding finding(const std::string& name, const char* code, Amiss amiss) {
    Finding made;
    made.code = code;
    made.position = {name, 0, 0};
    made.path = std::move(amiss.path);
    made.value = std::move(amiss.value);
    made.expected = std::move(amiss.expected);
    made.fix = {"put back a copy of the file, or name another one: the district then begins anew",
                "控えのファイルに戻すか、別のファイル名を指定してください（街区は最初から始まります）"};
    return made;
}

}  // namespace

std::string print_state(const State& state) {
    Json json{{"gaiku_virtual", version},
              {"seed", state.seed},
              {"time", print_time(state.now)},
              {"registers", Json::object()},
              {"level_kwh", state.level_kwh}};
    for (const auto& [device, channels] : state.registers) {
        for (const auto& [channel, count] : channels)
            json["registers"][device][channel] = {{"wh", count.wh}, {"rest_wh", count.rest_wh}};
    }
    return json.dump() + "\n";
}

std::optional<State> parse_state(const std::string& text, const std::string& name, Findings& findings) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        findings.add(finding(name, "json-syntax", {"", "", {"the state of a virtual district", "仮想街区の状態"}}));
        return std::nullopt;
    }
    try {
        return state_of(json);
    } catch (Amiss& amiss) {
        findings.add(finding(name, "wrong-kind", std::move(amiss)));
        return std::nullopt;
    }
}

std::optional<State> read_state(const std::filesystem::path& path, Findings& findings) {
    const auto text = read_text_file(path, path.string(), largest_bytes, findings);
    return text ? parse_state(*text, path.string(), findings) : std::nullopt;
}

}  // namespace gaiku::field
