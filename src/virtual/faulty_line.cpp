#include "virtual/faulty_line.h"

#include <algorithm>

namespace gaiku::field {
namespace {

constexpr std::int64_t register_width_wh = 100'000'000;  // five digits of kWh
constexpr std::size_t mixed_at_once = 4;

}  // namespace

FaultyLine::FaultyLine(std::vector<Fault> faults, const std::vector<Device>& devices)
    : faults_(std::move(faults)), devices_(devices) {
    for (std::size_t i = 0; i < devices.size(); ++i) {
        Line line;
        line.shift.resize(devices[i].channels.size());
        for (const Fault& fault : faults_) {
            if (fault.kind == FaultKind::outage || !matches(fault.devices, devices[i].id)) continue;
            line.faults.push_back(&fault);
            if (fault.kind != FaultKind::rollover) continue;
            for (std::size_t c = 0; c < line.shift.size(); ++c)
                line.shift[c] = register_width_wh - fault.by_wh - devices[i].registers[c].wh();
        }
        if (line.faults.empty()) continue;
        line.done.resize(line.faults.size());
        lines_.emplace(i, std::move(line));
    }
}

std::vector<std::string> FaultyLine::without_device() const {
    std::vector<std::string> names;
    for (const Fault& fault : faults_) {
        const bool any = std::any_of(devices_.begin(), devices_.end(),
                                     [&](const Device& device) { return matches(fault.devices, device.id); });
        if (!any) names.push_back(fault.devices);
    }
    return names;
}

bool FaultyLine::grid_out(Instant time) const {
    return std::any_of(faults_.begin(), faults_.end(),
                       [&](const Fault& fault) { return fault.kind == FaultKind::outage && fault.at(time); });
}

const Fault* FaultyLine::active(const Line& line, FaultKind kind, Instant now) {
    const auto found = std::find_if(line.faults.begin(), line.faults.end(),
                                    [&](const Fault* fault) { return fault->kind == kind && fault->at(now); });
    return found == line.faults.end() ? nullptr : *found;
}

/// A register that was reset counts on from 0 since the last time it was read.
void FaultyLine::reset(Line& line, const Frame& frame) const {
    for (std::size_t i = 0; i < line.faults.size(); ++i) {
        const Fault& fault = *line.faults[i];
        if (fault.kind != FaultKind::reset || line.done[i] || frame.time < fault.from) continue;
        line.done[i] = true;
        const auto& since = line.last.thousandths.empty() ? frame.thousandths : line.last.thousandths;
        for (std::size_t c = 0; c < since.size(); ++c) line.shift[c] = -since[c];
    }
}

/// The values and the time that the device shows.
void FaultyLine::show(Line& line, Frame& frame, Instant now) const {
    reset(line, frame);
    line.last = frame;
    const bool rolls = std::any_of(line.faults.begin(), line.faults.end(),
                                   [](const Fault* fault) { return fault->kind == FaultKind::rollover; });
    const auto& channels = devices_[frame.device].channels;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        if (!channels[c].is_register) continue;
        frame.thousandths[c] += line.shift[c];
        if (rolls) frame.thousandths[c] %= register_width_wh;
    }
    if (active(line, FaultKind::frozen, now) != nullptr && !line.shown.empty()) {
        frame.thousandths = line.shown;
    } else {
        line.shown = frame.thousandths;
    }
    if (const Fault* off = active(line, FaultKind::clock, now)) frame.time += off->by;
}

void FaultyLine::release(Line& line, Instant now, std::vector<Frame>& out) const {
    while (!line.late.empty() && line.late.front().first <= now) {
        out.push_back(std::move(line.late.front().second));
        line.late.pop_front();
    }
    if (line.mixed.empty()) return;
    const bool over = active(line, FaultKind::disorder, now) == nullptr;
    if (!over && line.mixed.size() < mixed_at_once) return;
    out.insert(out.end(), std::make_move_iterator(line.mixed.rbegin()), std::make_move_iterator(line.mixed.rend()));
    line.mixed.clear();
}

std::vector<Frame> FaultyLine::send(std::vector<Frame> frames, Instant now) {
    std::vector<Frame> out;
    for (Frame& frame : frames) {
        const auto found = lines_.find(frame.device);
        if (found == lines_.end()) {
            out.push_back(std::move(frame));
            continue;
        }
        Line& line = found->second;
        show(line, frame, now);
        if (active(line, FaultKind::silence, now) != nullptr) continue;
        if (const Fault* late = active(line, FaultKind::late, now)) {
            line.late.emplace_back(now + late->by, std::move(frame));
        } else if (active(line, FaultKind::disorder, now) != nullptr) {
            line.mixed.push_back(std::move(frame));
        } else {
            if (active(line, FaultKind::duplicates, now) != nullptr) out.push_back(frame);
            out.push_back(std::move(frame));
        }
    }
    for (auto& [device, line] : lines_) release(line, now, out);
    return out;
}

}  // namespace gaiku::field
