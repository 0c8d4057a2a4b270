#pragma once

#include <deque>
#include <map>
#include <vector>

#include "virtual/device.h"
#include "virtual/fault.h"

namespace gaiku::field {

/// The way from the devices to the broker, with everything that goes wrong on it: frames as they should be go in, what
/// is really sent comes out.
class FaultyLine {
public:
    FaultyLine(std::vector<Fault> faults, const std::vector<Device>& devices);

    /// Faults whose device name no device has.
    [[nodiscard]] std::vector<std::string> without_device() const;
    [[nodiscard]] bool grid_out(Instant time) const;

    /// What goes out at `now`, when `frames` were taken: those, changed, and what was held back before.
    [[nodiscard]] std::vector<Frame> send(std::vector<Frame> frames, Instant now);

private:
    struct Line {
        std::vector<const Fault*> faults;
        std::vector<std::int64_t> shift;  ///< of each channel's register, Wh
        std::vector<bool> done;           ///< of each fault: its reset has happened
        Frame last;                       ///< as it was before its faults
        std::vector<std::int64_t> shown;  ///< values sent last outside of a freeze
        std::deque<std::pair<Instant, Frame>> late;
        std::vector<Frame> mixed;
    };
    void show(Line& line, Frame& frame, Instant now) const;
    void reset(Line& line, const Frame& frame) const;
    [[nodiscard]] static const Fault* active(const Line& line, FaultKind kind, Instant now);
    void release(Line& line, Instant now, std::vector<Frame>& out) const;

    std::vector<Fault> faults_;
    const std::vector<Device>& devices_;
    std::map<std::size_t, Line> lines_;  ///< only of devices with faults
};

}  // namespace gaiku::field
