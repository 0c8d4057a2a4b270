#pragma once

#include <filesystem>
#include <fstream>

#include "virtual/virtual_district.h"

namespace gaiku::field {

/// The district's own registers in a CSV file (time, device, channel, wh): as they are at the beginning, at every
/// beginning of a month in the district's time, and at the end. No fault changes them, so that what a server has stored
/// can be compared to the Wh.
class Counters {
public:
    /// Throws std::runtime_error where the file cannot be written.
    explicit Counters(const std::filesystem::path& path);
    void write(const VirtualDistrict& district);
    /// Writes where a month begins now.
    void follow(const VirtualDistrict& district);

private:
    std::ofstream out_;
    Instant last_ = Instant::min();
};

}  // namespace gaiku::field
