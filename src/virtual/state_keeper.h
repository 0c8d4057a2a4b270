#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "virtual/fleet.h"
#include "virtual/virtual_district.h"

namespace gaiku::field {

/// Keeps a district's state in a file, from which the next run goes on. A state is written only when everything that
/// was said up to it has arrived: whoever is killed then lives through the same steps again and says the same, so that
/// nothing is lost and nothing is counted twice.
class StateKeeper {
public:
    /// `path` empty: nothing is kept.
    explicit StateKeeper(std::filesystem::path path) : path_(std::move(path)) {}

    /// Takes the state of now, where it is time for another one: a second after the last.
    void look(const VirtualDistrict& district);
    /// Takes it whether it is time or not, in place of what was taken and not kept.
    void look_again(const VirtualDistrict& district);
    /// Writes what was taken, once it has all arrived: whole, and on disk, or not at all. Throws std::runtime_error.
    void keep(const Fleet& fleet);

private:
    using Real = std::chrono::steady_clock;
    struct Taken {
        Instant time;
        std::string text;
    };
    std::filesystem::path path_;
    std::optional<Taken> taken_;
    Real::time_point kept_ = Real::time_point::min();
};

}  // namespace gaiku::field
