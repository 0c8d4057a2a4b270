#pragma once

#include "network/layout.h"

namespace gaiku::network {

/// Writes the columns and rows of one switch into a layout: limits of its output, on and off from step to step,
/// minimum times, and where its size is free the capacity that is on.
void write_switch(const Network& network, SwitchId id, Layout& layout);

/// `times` the capacity that is on.
[[nodiscard]] StepEntry online_entry(const Network& network, SwitchId id, double times);

}  // namespace gaiku::network
