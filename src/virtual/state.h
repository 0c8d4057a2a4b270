#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/finding.h"
#include "virtual/axis.h"
#include "virtual/register.h"

namespace gaiku::field {

/// What a virtual district goes on from. Everything else that it does follows from the district file, the seed and the
/// time, so one that is brought to a state lives on to the last bit as the one that it was taken of.
struct State {
    std::uint64_t seed = 1;
    Instant now;                                                      ///< up to which it was lived through
    std::map<std::string, std::map<std::string, Count>> registers{};  ///< by device and channel
    std::map<std::string, double> level_kwh{};                        ///< of stores, by asset
    bool operator==(const State&) const = default;
};

/// The state as JSON: {"gaiku_virtual": 1, "seed", "time", "registers": {DEVICE: {CHANNEL: {"wh", "rest_wh"}}},
/// "level_kwh": {ASSET: kWh}}. Numbers come back as they were.
[[nodiscard]] std::string print_state(const State& state);

/// Reads such a text; anything amiss is a finding, and nothing is given. `name` stands for the file in findings.
[[nodiscard]] std::optional<State> parse_state(const std::string& text, const std::string& name, Findings& findings);

/// The same of a file.
[[nodiscard]] std::optional<State> read_state(const std::filesystem::path& path, Findings& findings);

}  // namespace gaiku::field
