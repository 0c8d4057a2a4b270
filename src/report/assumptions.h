#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace gaiku {

/// One number or choice that a plan rests on, and where it comes from.
struct Assumption {
    std::string path;  ///< assets.new_pv.capacity_factor
    Text meaning;
    std::string value;  ///< with its unit
    Origin origin = Origin::given;
    std::string mark;  ///< S sourced, C computed, U unsourced, I inferred; of values from data
    Text source;
    std::string where;                  ///< file:line:column, or table and row
    std::vector<std::string> eras;      ///< in which it holds; empty: in all
    std::optional<double> number = {};  ///< the value in `unit`, where it is one number
    std::string unit = {};              ///< empty: a number without unit
};

/// Every value of every era, in the order of the file; a value that holds in all eras stands once. Of method microgrid
/// also what the method itself assumes.
[[nodiscard]] std::vector<Assumption> assumptions(const DistrictFile& file);

}  // namespace gaiku
