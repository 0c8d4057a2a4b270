#include "tariff/pricing.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace gaiku {

int levy_year(int year, int month) {
    constexpr int may = 5;
    return month >= may ? year : year - 1;
}

bool is_by_energy(const Charge& charge) {
    return charge.kind == ChargeKind::energy || charge.kind == ChargeKind::levy;
}

Pricing::Pricing(const Tariff& tariff, const MeterAxis& axis, const PriceSources& sources)
    : tariff_(tariff), axis_(axis) {
    for (std::size_t t = 0; t < axis.size(); ++t) {
        const WallTime& wall = axis.at(t);
        season_.push_back(tariff.season_of(wall.date));
        period_.push_back(
            tariff.periods.empty() ? -1 : tariff.period_of(season_.back(), tariff.kind_of_day(wall), wall.minute));
    }
    for (const auto& charge : tariff.charges) {
        std::vector<const std::vector<double>*> of_rates;
        for (const auto& rate : charge.rates) {
            of_rates.push_back(rate.series.empty() ? nullptr : sources.series(rate.series));
            const bool missing =
                !rate.series.empty() && (of_rates.back() == nullptr || of_rates.back()->size() < axis.size());
            if (missing) throw std::invalid_argument("no series " + rate.series);
        }
        series_.push_back(std::move(of_rates));
        if (charge.kind != ChargeKind::levy || charge.fixed_levy) continue;
        for (const auto& month : axis.months()) {
            const auto levy = sources.levy(levy_year(month.year, month.month));
            if (!levy) throw std::invalid_argument("no levy");
            levy_.push_back(*levy);
        }
    }
}

int Pricing::rate_at(std::size_t charge, std::size_t t) const {
    const Charge& of = tariff_.charges[charge];
    return of.kind == ChargeKind::levy ? 0 : Tariff::rate_of(of, season_[t], period_[t]);
}

double Pricing::price_at(std::size_t charge, std::size_t t) const {
    const Charge& of = tariff_.charges[charge];
    if (of.kind == ChargeKind::levy) return of.fixed_levy ? *of.fixed_levy : levy_[axis_.month_of(t)];
    const int index = rate_at(charge, t);
    if (index < 0) return 0;
    const Rate& rate = of.rates[static_cast<std::size_t>(index)];
    if (const auto* series = series_[charge][static_cast<std::size_t>(index)]) return (*series)[t];
    if (rate.by_month.empty()) return rate.blocks.front().price;
    return rate.by_month[static_cast<std::size_t>(axis_.months()[axis_.month_of(t)].month - 1)];
}

std::vector<double> weights(const Tariff& tariff, std::size_t until) {
    std::vector<double> weight(until, 1.0);
    for (std::size_t i = until; i-- > 0;) {
        const Charge& charge = tariff.charges[i];
        if (charge.kind != ChargeKind::share) continue;
        for (const std::size_t on : charge.on) weight[on] += charge.amount * weight[i];
    }
    return weight;
}

double cost_of(const std::vector<Block>& blocks, double quantity, double scale) {
    double cost = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const double from = blocks[i].above * scale;
        const double to = i + 1 < blocks.size() ? blocks[i + 1].above * scale : std::numeric_limits<double>::infinity();
        if (quantity > from) cost += (std::min(quantity, to) - from) * blocks[i].price;
    }
    return cost;
}

bool is_convex(const std::vector<Block>& blocks) {
    return std::is_sorted(blocks.begin(), blocks.end(),
                          [](const Block& a, const Block& b) { return a.price < b.price; });
}

std::vector<Block> convex(const std::vector<Block>& blocks) {
    struct Corner {
        double at, cost;
    };
    const auto slope = [](const Corner& a, const Corner& b) { return (b.cost - a.cost) / (b.at - a.at); };
    // The lower hull of the corners, and then of the ray that leaves the last one.
    std::vector<Corner> hull;
    for (const Block& block : blocks) {
        const Corner corner{block.above, cost_of(blocks, block.above, 1)};
        while (hull.size() >= 2 && slope(hull[hull.size() - 2], hull.back()) >= slope(hull.back(), corner))
            hull.pop_back();
        hull.push_back(corner);
    }
    const double last = blocks.back().price;
    while (hull.size() >= 2 && slope(hull[hull.size() - 2], hull.back()) >= last) hull.pop_back();
    std::vector<Block> result;
    for (std::size_t i = 0; i < hull.size(); ++i)
        result.push_back({hull[i].at, i + 1 < hull.size() ? slope(hull[i], hull[i + 1]) : last});
    return result;
}

}  // namespace gaiku
