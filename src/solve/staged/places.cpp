#include "solve/staged/places.h"

#include <algorithm>

namespace gaiku::solve::staged {
namespace {

/// Rows of all steps that are left with the columns of one step may become rows of that step; beyond so many in a step
/// they stay with all steps.
constexpr std::int32_t most_extra_rows = 4;

class Finder {
public:
    Finder(const Problem& p, const ByRows& rows, const Limits& limits) : p_(p), rows_(rows), limits_(limits) {}

    Places run() {
        found_.refusal = "it is not a network's problem";
        if (p_.network == nullptr || !fits()) return found_;
        found_.refusal.clear();
        place_columns();
        place_rows();
        number_roles(found_.columns, found_.column_roles);
        number_roles(found_.rows, found_.row_roles);
        check_entries();
        return found_;
    }

private:
    [[nodiscard]] bool fits() const {
        return p_.network->columns() == p_.columns() && p_.network->rows() == p_.rows() &&
               static_cast<std::size_t>(p_.network->nonzeros()) == p_.values.size();
    }

    void place_columns() {
        const network::Structure& s = p_.network->structure();
        found_.steps = s.steps;
        found_.columns.assign(p_.cost.size(), {});
        if (s.steps > PlaceList::most_steps) found_.refusal = "too many steps";
        if (s.columns_per_step > PlaceList::most_roles) found_.refusal = "a step is too wide";
        for (std::int32_t j = 0; j < p_.columns() && found_.refusal.empty(); ++j) {
            if (limits_.column_is_gone[at(j)] != 0) continue;
            if (j < s.steps * s.columns_per_step) {
                found_.columns.set(j, {j / s.columns_per_step, j % s.columns_per_step});
            } else {
                place_global(j, found_.columns, found_.global_columns);
            }
        }
    }

    void place_rows() {
        const network::Structure& s = p_.network->structure();
        found_.rows.assign(p_.row_lower.size(), {});
        if (s.rows_per_step + most_extra_rows > PlaceList::most_roles) found_.refusal = "a step is too wide";
        if (!found_.refusal.empty()) return;
        std::int32_t step = 0;
        for (std::int32_t i = 0; i < s.row_begin[at(s.steps)]; ++i) {
            while (i >= s.row_begin[at(step) + 1]) ++step;
            if (limits_.row_is_gone[at(i)] == 0) found_.rows.set(i, {step, s.row_template[at(i)]});
        }
        std::vector<std::int32_t> extra(at(s.steps), 0);
        for (std::int32_t i = s.row_begin[at(s.steps)]; i < p_.rows(); ++i) {
            if (limits_.row_is_gone[at(i)] != 0) continue;
            const std::int32_t only = only_step(i);
            if (only >= 0 && extra[at(only)] < most_extra_rows) {
                found_.rows.set(i, {only, s.rows_per_step + extra[at(only)]++});
            } else {
                place_global(i, found_.rows, found_.global_rows);
            }
        }
    }

    void place_global(std::int32_t i, PlaceList& list, std::vector<std::int32_t>& globals) {
        const auto number = static_cast<std::int32_t>(globals.size());
        if (number >= PlaceList::most_roles) {
            found_.refusal = "too much is of all steps";
            return;
        }
        list.set(i, {-1, number});
        globals.push_back(i);
    }

    /// The one step whose columns a row meets; -1: none, or several.
    [[nodiscard]] std::int32_t only_step(std::int32_t i) const {
        std::int32_t only = -1;
        for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
            const Place place = found_.columns[rows_.columns[at(k)]];
            if (!place.is_of_step()) continue;
            if (only >= 0 && place.step != only) return -1;
            only = place.step;
        }
        return only;
    }

    void check_entries() {
        for (std::int32_t i = 0; i < p_.rows(); ++i) {
            const Place row = found_.rows[i];
            if (!row.is_of_step()) continue;
            for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
                const Place column = found_.columns[rows_.columns[at(k)]];
                if (column.is_of_step() && column.step != row.step && column.step != found_.step_before(row.step))
                    found_.refusal = "a row reaches back further than one step";
            }
        }
    }

    /// Roles that nothing is left of go; the others are counted from 0.
    static void number_roles(PlaceList& places, std::int32_t& count) {
        std::vector<std::int32_t> to(at(PlaceList::most_roles), -1);
        for (std::int32_t i = 0; i < places.size(); ++i) {
            const Place place = places[i];
            if (place.is_of_step()) to[at(place.role)] = 0;
        }
        for (std::int32_t& number : to) number = number < 0 ? -1 : count++;
        for (std::int32_t i = 0; i < places.size(); ++i) {
            const Place place = places[i];
            if (place.is_of_step()) places.set(i, {place.step, to[at(place.role)]});
        }
    }

    const Problem& p_;
    const ByRows& rows_;
    const Limits& limits_;
    Places found_;
};

}  // namespace

Places find_places(const Problem& problem, const ByRows& rows, const Limits& limits) {
    return Finder(problem, rows, limits).run();
}

}  // namespace gaiku::solve::staged
