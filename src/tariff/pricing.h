#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tariff/tariff.h"

namespace gaiku {

/// Where a tariff looks up what does not stand in it.
struct PriceSources {
    /// Money a kWh in each interval; nothing for an unknown name.
    std::function<const std::vector<double>*(const std::string&)> series;
    /// The renewable levy of a fiscal year, money a kWh; nothing where it is not known.
    std::function<std::optional<double>(int)> levy;
};

/// The fiscal year whose levy a month's bill has: May to April.
[[nodiscard]] int levy_year(int year, int month);

/// A tariff laid over an axis: which rate holds in an interval and what a kWh costs there. The tariff and the axis live
/// as long as this.
class Pricing {
public:
    /// Throws std::invalid_argument where a series or a levy is not known.
    Pricing(const Tariff& tariff, const MeterAxis& axis, const PriceSources& sources);

    [[nodiscard]] const Tariff& tariff() const { return tariff_; }
    [[nodiscard]] const MeterAxis& axis() const { return axis_; }
    [[nodiscard]] int season_at(std::size_t t) const { return season_[t]; }
    [[nodiscard]] int period_at(std::size_t t) const { return period_[t]; }
    /// The season of a month: that of its 15th day.
    [[nodiscard]] int season_of_month(std::size_t month) const {
        return tariff_.season_of({axis_.months()[month].month, 15});
    }
    /// Index of the charge's rate in an interval; 0 for a levy, -1 for none.
    [[nodiscard]] int rate_at(std::size_t charge, std::size_t t) const;
    /// Money a kWh of an energy charge or levy in an interval: the first block where there are several, 0 where no rate
    /// holds.
    [[nodiscard]] double price_at(std::size_t charge, std::size_t t) const;

private:
    const Tariff& tariff_;
    const MeterAxis& axis_;
    std::vector<int> season_, period_;
    std::vector<std::vector<const std::vector<double>*>> series_;  ///< of charge and rate
    std::vector<double> levy_;                                     ///< of each month
};

/// Whether a charge is money for kWh.
[[nodiscard]] bool is_by_energy(const Charge& charge);

/// What one unit of each charge's amount adds to the total of the charges before `until`: 1, and what taxes and
/// discounts on it add.
[[nodiscard]] std::vector<double> weights(const Tariff& tariff, std::size_t until);

/// Money for a quantity of a month; blocks begin at `above` x scale.
[[nodiscard]] double cost_of(const std::vector<Block>& blocks, double quantity, double scale);

/// The largest convex cost that is nowhere above that of the blocks: the same blocks where prices rise, fewer where
/// they fall.
[[nodiscard]] std::vector<Block> convex(const std::vector<Block>& blocks);
[[nodiscard]] bool is_convex(const std::vector<Block>& blocks);

}  // namespace gaiku
