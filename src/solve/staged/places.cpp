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
        check_entries();
        number_roles(found_.column_step, found_.column_role, limits_.column_is_gone, found_.column_roles);
        number_roles(found_.row_step, found_.row_role, limits_.row_is_gone, found_.row_roles);
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
        found_.column_step.assign(p_.cost.size(), -1);
        found_.column_role.assign(p_.cost.size(), -1);
        for (std::int32_t j = 0; j < p_.columns(); ++j) {
            if (j < s.steps * s.columns_per_step) {
                found_.column_step[at(j)] = j / s.columns_per_step;
                found_.column_role[at(j)] = j % s.columns_per_step;
            } else if (limits_.column_is_gone[at(j)] == 0) {
                found_.global_columns.push_back(j);
            }
        }
    }

    void place_rows() {
        const network::Structure& s = p_.network->structure();
        found_.row_step.assign(p_.row_lower.size(), -1);
        found_.row_role.assign(p_.row_lower.size(), -1);
        std::int32_t step = 0;
        for (std::int32_t i = 0; i < s.row_begin[at(s.steps)]; ++i) {
            while (i >= s.row_begin[at(step) + 1]) ++step;
            found_.row_step[at(i)] = step;
            found_.row_role[at(i)] = s.row_template[at(i)];
        }
        std::vector<std::int32_t> extra(at(s.steps), 0);
        for (std::int32_t i = s.row_begin[at(s.steps)]; i < p_.rows(); ++i) {
            if (limits_.row_is_gone[at(i)] != 0) continue;
            const std::int32_t only = only_step(i);
            if (only >= 0 && extra[at(only)] < most_extra_rows) {
                found_.row_step[at(i)] = only;
                found_.row_role[at(i)] = s.rows_per_step + extra[at(only)]++;
            } else {
                found_.global_rows.push_back(i);
            }
        }
    }

    /// The one step whose columns a row meets; -1: none, or several.
    [[nodiscard]] std::int32_t only_step(std::int32_t i) const {
        std::int32_t only = -1;
        for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
            const std::size_t j = at(rows_.columns[at(k)]);
            const std::int32_t step = found_.column_step[j];
            if (limits_.column_is_gone[j] != 0 || step < 0) continue;
            if (only >= 0 && step != only) return -1;
            only = step;
        }
        return only;
    }

    void check_entries() {
        for (std::int32_t i = 0; i < p_.rows(); ++i) {
            const std::int32_t step = found_.row_step[at(i)];
            if (limits_.row_is_gone[at(i)] != 0 || step < 0) continue;
            for (auto k = rows_.starts[at(i)]; k < rows_.starts[at(i) + 1]; ++k) {
                const std::size_t j = at(rows_.columns[at(k)]);
                const std::int32_t other = found_.column_step[j];
                if (limits_.column_is_gone[j] != 0 || other < 0) continue;
                if (other != step && other != found_.step_before(step))
                    found_.refusal = "a row reaches back further than one step";
            }
        }
    }

    /// Roles that nothing is left of go; the others are counted from 0.
    static void number_roles(std::vector<std::int32_t>& steps, std::vector<std::int32_t>& roles,
                             const std::vector<std::uint8_t>& gone, std::int32_t& count) {
        std::int32_t most = -1;
        for (const std::int32_t role : roles) most = std::max(most, role);
        std::vector<std::int32_t> to(at(most + 1), -1);
        for (std::size_t i = 0; i < roles.size(); ++i) {
            if (gone[i] == 0 && roles[i] >= 0) to[at(roles[i])] = 0;
        }
        for (std::int32_t& number : to) number = number < 0 ? -1 : count++;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            if (roles[i] < 0) continue;
            roles[i] = gone[i] == 0 ? to[at(roles[i])] : -1;
            if (gone[i] != 0) steps[i] = -1;
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
