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
    /// Writes what was taken, once it has all arrived: whole, and on disk, or not at all. Throws std::runtime_error.
    void keep(const Fleet& fleet);
    /// Writes the state of now, of which the caller knows that all has arrived. Throws std::runtime_error.
    void keep_now(const VirtualDistrict& district);

private:
    using Real = std::chrono::steady_clock;
    struct Taken {
        Instant time;
        std::string text;
    };
    static Taken take(const VirtualDistrict& district);
    void write();
    std::filesystem::path path_;
    std::optional<Taken> taken_;
    Real::time_point kept_ = Real::time_point::min();
};

}  // namespace gaiku::field
