#pragma once

#include <string>
#include <vector>

#include "solve/staged/presolve.h"

namespace gaiku::solve::staged {

/// Which step a row or column belongs to, and its role (what recurs in every step: "import", "heat balance"). Step -1:
/// of all steps, the role is its number among those; role -1: gone.
struct Place {
    std::int32_t step = -1, role = -1;
    [[nodiscard]] bool is_of_step() const { return step >= 0; }
    [[nodiscard]] bool is_of_all() const { return step < 0 && role >= 0; }
};

/// Places in four bytes each.
class PlaceList {
    static constexpr int role_bits = 12;
    static constexpr std::int32_t gone = (1 << role_bits) - 1;

public:
    static constexpr std::int32_t most_roles = gone, most_steps = (1 << (32 - role_bits)) - 2;

    [[nodiscard]] Place operator[](std::int32_t i) const {
        const std::uint32_t packed = packed_[at(i)];
        const auto role = static_cast<std::int32_t>(packed & gone);
        return {static_cast<std::int32_t>(packed >> role_bits) - 1, role == gone ? -1 : role};
    }
    void set(std::int32_t i, Place place) { packed_[at(i)] = pack(place); }
    void push_back(Place place) { packed_.push_back(pack(place)); }
    void assign(std::size_t count, Place place) { packed_.assign(count, pack(place)); }
    [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(packed_.size()); }

private:
    static std::uint32_t pack(Place place) {
        return (static_cast<std::uint32_t>(place.step + 1) << role_bits) |
               static_cast<std::uint32_t>(place.role < 0 ? gone : place.role);
    }
    std::vector<std::uint32_t> packed_;
};

/// Where each row and column that is left of a problem stands, as the network knows it.
struct Places {
    std::int32_t steps = 0;
    std::int32_t column_roles = 0, row_roles = 0;
    PlaceList columns, rows;
    std::vector<std::int32_t> global_columns, global_rows;  ///< those of all steps
    std::string refusal{};                                  ///< why the problem is not one by steps; empty: it is

    [[nodiscard]] std::int32_t step_before(std::int32_t step) const { return step == 0 ? steps - 1 : step - 1; }
};

[[nodiscard]] Places find_places(const Problem& problem, const ByRows& rows, const Limits& limits);

}  // namespace gaiku::solve::staged
