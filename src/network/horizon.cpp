#include "network/horizon.h"

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace gaiku::network {
namespace {

constexpr double hours_a_year = 8760;

}  // namespace

Horizon Horizon::uniform(int steps, double hours) {
    if (steps <= 0) throw std::invalid_argument("a horizon needs at least one step");
    const auto count = static_cast<std::size_t>(steps);
    std::vector<std::int32_t> settlement(count);
    std::iota(settlement.begin(), settlement.end(), 0);
    return {std::vector<double>(count, hours), std::move(settlement), steps * hours / hours_a_year};
}

Horizon::Horizon(std::vector<double> hours, std::vector<std::int32_t> settlement, double years)
    : hours_(std::move(hours)), settlement_(std::move(settlement)), years_(years) {
    if (hours_.empty()) throw std::invalid_argument("a horizon needs at least one step");
    if (settlement_.size() != hours_.size()) throw std::invalid_argument("every step needs its settlement period");
    if (!(years_ >= 0) || !std::isfinite(years_))
        throw std::invalid_argument("the part of a year must not be negative");
    for (std::size_t t = 0; t < hours_.size(); ++t) {
        if (!(hours_[t] > 0) || !std::isfinite(hours_[t]))
            throw std::invalid_argument("a step needs a positive length");
        if (t == 0) continue;
        if (settlement_[t] < settlement_[t - 1]) throw std::invalid_argument("settlement periods must not go back");
        uniform_ = uniform_ && hours_[t] == hours_[0];
        splits_ = splits_ || settlement_[t] == settlement_[t - 1];
    }
}

Horizon Horizon::with_years(double years) const {
    return {hours_, settlement_, years};
}

}  // namespace gaiku::network
