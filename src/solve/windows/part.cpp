#include "solve/windows/part.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

/// Calls `use(row, value)` for every number of a column.
template <class Use>
void each(const Problem& p, std::size_t column, const Use& use) {
    for (auto k = p.starts[column]; k < p.starts[column + 1]; ++k)
        use(index(p.row_indices[index(k)]), p.values[index(k)]);
}

}  // namespace

Part::Part(const Problem& whole, const Cut& cut) {
    find_rows(whole, cut);
    move_held(whole, cut);
    write_columns(whole, cut);
    write_shared(whole, cut);
    starts_.push_back(static_cast<std::int32_t>(values_.size()));
    if (std::all_of(integer_.begin(), integer_.end(), [](std::uint8_t i) { return i == 0; })) integer_.clear();
    view_ = {starts_, indices_, values_, cost_, lower_, upper_, row_lower_, row_upper_, integer_, nullptr};
}

void Part::find_rows(const Problem& whole, const Cut& cut) {
    const std::size_t rows = whole.row_lower.size();
    kept_.assign(rows, 0);
    priced_.assign(rows, 0);
    is_shared_.assign(rows, 0);
    for (const SharedRow& shared : cut.shared) is_shared_[index(shared.row)] = 1;
    std::vector<std::uint8_t> own(rows, 0);  // meets a free column of a step; a row between capacities: any
    for (std::size_t j = 0; j < whole.cost.size(); ++j) {
        const bool global = j >= index(cut.first_global);
        if (cut.roles[j] == Role::free && !global) each(whole, j, [&](std::size_t row, double) { own[row] = 1; });
        if (cut.roles[j] == Role::later) each(whole, j, [&](std::size_t row, double) { priced_[row] = 1; });
        if (cut.roles[j] == Role::free && global) each(whole, j, [&](std::size_t row, double) { kept_[row] = 1; });
    }
    // A capacity meets rows of every step: those of other steps are not of the part, unless no step is in them.
    std::vector<std::uint8_t> of_steps(rows, 0);
    for (std::size_t j = 0; j < index(cut.first_global); ++j)
        each(whole, j, [&](std::size_t row, double) { of_steps[row] = 1; });
    row_to_.assign(rows, -1);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool met = own[i] != 0 || (kept_[i] != 0 && of_steps[i] == 0);
        priced_[i] = priced_[i] != 0 && is_shared_[i] == 0 && met ? 1 : 0;
        kept_[i] = met && priced_[i] == 0 ? 1 : 0;
        if (kept_[i] == 0) continue;
        row_to_[i] = static_cast<std::int32_t>(row_lower_.size());
        row_lower_.push_back(whole.row_lower[i]);
        row_upper_.push_back(whole.row_upper[i]);
    }
}

void Part::move_held(const Problem& whole, const Cut& cut) {
    std::vector<double> known(row_lower_.size(), 0.0);
    for (std::size_t j = 0; j < whole.cost.size(); ++j) {
        const bool global = j >= index(cut.first_global);
        if ((cut.roles[j] == Role::free && !global) || cut.x[j] == 0) continue;
        each(whole, j, [&](std::size_t row, double value) {
            if (kept_[row] != 0) known[index(row_to_[row])] += value * cut.x[j];
        });
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        row_lower_[i] -= known[i];
        row_upper_[i] -= known[i];
    }
}

void Part::write_columns(const Problem& whole, const Cut& cut) {
    for (std::size_t j = 0; j < whole.cost.size(); ++j) {
        if (cut.roles[j] != Role::free) continue;
        const bool global = j >= index(cut.first_global);
        columns_.push_back(static_cast<std::int32_t>(j));
        shift_.push_back(global ? cut.x[j] : 0);
        offset_ += whole.cost[j] * shift_.back();
        starts_.push_back(static_cast<std::int32_t>(values_.size()));
        double cost = whole.cost[j];
        each(whole, j, [&](std::size_t row, double value) {
            if (kept_[row] != 0) {
                indices_.push_back(row_to_[row]);
                values_.push_back(value);
            }
            // Capacities are given the cost that they have in this part.
            if (priced_[row] != 0 && !global) cost -= value * cut.row_dual[row];
        });
        cost_.push_back(cost);
        lower_.push_back(whole.lower[j] - shift_.back());
        upper_.push_back(whole.upper[j] - shift_.back());
        integer_.push_back(whole.integer.empty() ? std::uint8_t{0} : whole.integer[j]);
    }
}

void Part::write_shared(const Problem& whole, const Cut& cut) {
    const auto add = [&](std::int32_t row, double price, double sign) {
        starts_.push_back(static_cast<std::int32_t>(values_.size()));
        indices_.push_back(row_to_[index(row)]);
        values_.push_back(sign);
        cost_.push_back(price);
        lower_.push_back(0);
        upper_.push_back(std::numeric_limits<double>::infinity());
        integer_.push_back(0);
    };
    for (const SharedRow& shared : cut.shared) {
        if (kept_[index(shared.row)] == 0) continue;
        if (std::isfinite(whole.row_upper[index(shared.row)])) add(shared.row, shared.price, -1);
        if (std::isfinite(whole.row_lower[index(shared.row)])) add(shared.row, shared.price, 1);
    }
}

void Part::put_back(std::span<const double> part, std::vector<double>& x) const {
    for (std::size_t k = 0; k < columns_.size(); ++k) x[index(columns_[k])] = part[k] + shift_[k];
}

std::vector<double> Part::taken_from(std::span<const double> x) const {
    std::vector<double> part(cost_.size(), 0.0);
    for (std::size_t k = 0; k < columns_.size(); ++k) part[k] = x[index(columns_[k])] - shift_[k];
    return part;
}

}  // namespace gaiku::solve
