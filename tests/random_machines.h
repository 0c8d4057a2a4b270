#pragma once

#include "random_draw.h"

namespace gaiku::test {

/// A machine beside those that every district has: the entries after "technology:" of an asset in a block, or between
/// two. An interchange converter's name its blocks. The series outside (degC) and sun (kW/kW) must be there.
struct RandomMachine {
    std::string technology, entries;
    bool burns_gas = false;
};
/// switches: some of them are on or off.
RandomMachine random_machine(Draw& draw, double scale_kw, const std::string& block, const std::string& other,
                             bool switches);

/// "capacity: ..." of this many kW, and in half of all cases, where it switches, what makes it on or off.
std::string random_capacity(Draw& draw, double kw, bool switches);

}  // namespace gaiku::test
