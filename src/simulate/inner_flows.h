#pragma once

#include "simulate/equipment.h"

namespace gaiku::simulate {

/// Writes into a schedule of the rules what no port shows: a flow that a machine's own equation, or the level of its
/// store, leaves no choice (the input that fuel and waste heat share; what a generator burns out of its tank).
void write_inner_flows(const Inputs& inputs, Schedule& schedule);

}  // namespace gaiku::simulate
