#include "technology/tariff_costs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/constants.h"
#include "tariff/contract.h"

namespace gaiku {
namespace {

/// Writes one contract.
class TariffCosts {
public:
    TariffCosts(NetworkBuilder& builder, const Contract& contract)
        : builder_(builder),
          network_(builder.network()),
          contract_(contract),
          tariff_(*contract.tariff),
          axis_(plan_axis(builder.district(), tariff_)),
          pricing_(tariff_, axis_, price_sources(builder.district())),
          most_kw_(contract.sale ? 0 : most_bought_kw(contract, builder.district())),
          running_(builder.costs().running_weight(contract.carrier)),
          weight_(weights(tariff_, tariff_.charges.size())),
          origin_{contract.id, "tariff", contract.record->at(contract.sale ? "sale_tariff" : "tariff").position.str()} {
        const auto& horizon = network_.horizon();
        double hours = 0;
        for (const double h : horizon.hours()) hours += h;
        yearly_ = horizon.years() * hours_a_year / hours;
        for (const auto& meter : builder.meters()) {
            const bool member =
                std::find(contract.members.begin(), contract.members.end(), meter.asset) != contract.members.end();
            if (member && meter.sale == contract.sale) flows_.push_back(meter.flow);
        }
    }

    void write() {
        prices_.assign(axis_.size(), 0);
        for (std::size_t c = 0; c < tariff_.charges.size(); ++c) {
            const Charge& charge = tariff_.charges[c];
            if (is_by_energy(charge)) add_energy(c, charge);
            if (charge.kind == ChargeKind::demand) add_demand(c, charge);
            if (charge.kind == ChargeKind::fixed) add_fixed(c, charge);
            if (charge.kind == ChargeKind::minimum) add_minimum(c, charge);
        }
        const double sign = contract_.sale ? -1 : 1;
        const auto value = series(prices_);
        const auto kind = contract_.sale ? CostKind::revenue : CostKind::energy;
        for (const auto flow : flows_) {
            const auto cost = builder_.value(Profile(value, sign * running_));
            network_.set_cost(flow, cost);
            builder_.book(kind, contract_.id, flow, cost);
        }
    }

private:
    /// What a month bears: money a unit of a capacity, before w and g, of a charge.
    struct Part {
        std::size_t charge, month;
        network::CapacityId capacity;
        double money;
    };

    static std::shared_ptr<const std::vector<double>> series(std::vector<double> values) {
        return std::make_shared<const std::vector<double>>(std::move(values));
    }

    /// A capacity whose unit costs `money` in a month of a charge.
    network::CapacityId priced(std::size_t charge, std::size_t month, double money, double most = network::unlimited) {
        const double cost = money * weight_[charge] * running_;
        const auto id = network_.add(network::Capacity{.origin = origin_, .upper = most, .cost = cost});
        const bool by_energy = is_by_energy(tariff_.charges[charge]);
        builder_.book(by_energy ? CostKind::energy : CostKind::demand_charge, contract_.id, id, cost);
        parts_.push_back({charge, month, id, money});
        return id;
    }

    /// As the plan counts them: as they are, with a whole number where a price falls, if there is a most that can be
    /// bought; else the largest convex cost below.
    [[nodiscard]] std::vector<Block> planned(const std::vector<Block>& blocks) const {
        return std::isfinite(most_kw_) ? blocks : convex(blocks);
    }

    /// Whether what is above a block's beginning counts, where its price is lower.
    network::CapacityId reached() {
        return network_.add(network::Capacity{.origin = origin_, .upper = 1, .integer = true});
    }

    /// Then `above` is at most `most`, and else 0. That it is not more than there is above the beginning, the caller
    /// writes.
    void hold(network::CapacityId above, double most, network::CapacityId reached) {
        network_.add(network::Tie{origin_, {{above, 1}, {reached, -most}}, -network::unlimited, 0});
    }

    [[nodiscard]] std::vector<network::Term> terms(const network::Value& value) const {
        std::vector<network::Term> all;
        for (const auto flow : flows_) all.push_back({flow, value});
        return all;
    }

    void add_energy(std::size_t c, const Charge& charge) {
        for (std::size_t t = 0; t < axis_.size(); ++t) {
            const int index = pricing_.rate_at(c, t);
            if (index < 0) continue;
            const bool blocks =
                !charge.rates.empty() && charge.rates[static_cast<std::size_t>(index)].blocks.size() > 1;
            const double price = blocks ? planned(charge.rates[static_cast<std::size_t>(index)].blocks).front().price
                                        : pricing_.price_at(c, t);
            prices_[t] += price * weight_[c];
        }
        for (std::size_t r = 0; r < charge.rates.size(); ++r) {
            if (charge.rates[r].blocks.size() > 1) add_blocks(c, static_cast<int>(r), planned(charge.rates[r].blocks));
        }
    }

    void add_blocks(std::size_t c, int rate, const std::vector<Block>& blocks) {
        for (std::size_t m = 0; m < axis_.months().size(); ++m) {
            const BilledMonth& month = axis_.months()[m];
            std::vector<double> in(axis_.size(), 0);
            double most = 0;  // kWh
            for (std::size_t t = month.first; t < month.first + month.count; ++t) {
                in[t] = pricing_.rate_at(c, t) == rate;
                most += in[t] * axis_.hours() * most_kw_;
            }
            const network::Value value = builder_.value(Profile(series(std::move(in)), 1));
            for (std::size_t b = 1; b < blocks.size(); ++b)
                add_above(c, m, value, blocks[b].price - blocks[b - 1].price, blocks[b].above * month.part, most);
        }
    }

    /// What is bought in a month of what `value` counts, above `from` kWh, costs `dearer` a kWh more, or less.
    void add_above(std::size_t c, std::size_t m, const network::Value& value, double dearer, double from, double most) {
        const bool falls = dearer < 0;
        if (falls && most <= from) return;
        network::Total total;
        total.origin = origin_;
        total.terms = terms(value);
        if (falls) {
            const auto above = priced(c, m, dearer, most - from), is_reached = reached();
            hold(above, most - from, is_reached);
            total.capacities = {{above, -1}, {is_reached, -from}};
            total.lower = 0;
        } else {
            total.capacities = {{priced(c, m, dearer), -1}};
            total.upper = from;
        }
        network_.add(std::move(total));
    }

    void add_demand(std::size_t c, const Charge& charge) {
        std::vector<int> periods;
        for (const Rate& rate : charge.rates) {
            if (std::find(periods.begin(), periods.end(), rate.period) == periods.end()) periods.push_back(rate.period);
        }
        for (const int period : periods) add_demand(c, charge, period);
    }

    /// The rate of a month for the demand in a period, or nothing.
    [[nodiscard]] const Rate* rate_in(const Charge& charge, int period, std::size_t month) const {
        for (const Rate& rate : charge.rates) {
            if (rate.period == period && (rate.season < 0 || rate.season == pricing_.season_of_month(month)))
                return &rate;
        }
        return nullptr;
    }

    void add_demand(std::size_t c, const Charge& charge, int period) {
        const std::size_t months = axis_.months().size();
        std::vector<Remembered> all;
        for (std::size_t m = 0; m < months; ++m) all.push_back(remembered(pricing_, charge.demand, contract_.terms, m));
        network::Peak peak;
        peak.origin = origin_;
        peak.origin.quantity = "demand";
        peak.terms = terms(contract_.terms.peak_factor);
        peak.by_settlement_period = charge.demand.hours > axis_.hours() * (1 + 1e-9);
        // One size for the year where every month counts in every bill, else one for each month.
        const bool one = is_one(all);
        const auto size = [&](double floor) {
            return network_.add(network::Capacity{.origin = peak.origin, .lower = floor});
        };
        if (one) {
            peak.of_set = {size(all.front().floor_kw)};
        } else {
            for (std::size_t m = 0; m < months; ++m) peak.of_set.push_back(size(0));
        }
        for (std::size_t m = 0; m < months; ++m) {
            const Rate* rate = rate_in(charge, period, m);
            if (rate == nullptr) continue;
            const auto billed = one ? peak.of_set.front() : billed_size(all[m], peak.of_set);
            charge_demand(c, charge, *rate, m, billed);
        }
        peak.set_of_step = sets(charge, period, one);
        network_.add(std::move(peak));
    }

    [[nodiscard]] static bool is_one(const std::vector<Remembered>& all) {
        return std::all_of(all.begin(), all.end(), [&](const Remembered& r) {
            const bool whole =
                std::all_of(r.months.begin(), r.months.end(), [](const auto& m) { return m.share == 1; });
            return whole && r.months.size() == all.size() && r.floor_kw == all.front().floor_kw;
        });
    }

    /// What is charged in a month: at least the demand of every month that is remembered.
    network::CapacityId billed_size(const Remembered& past, const std::vector<network::CapacityId>& measured) {
        network::Capacity capacity;
        capacity.origin = origin_;
        capacity.origin.quantity = "billed demand";
        capacity.lower = past.floor_kw;
        const auto id = network_.add(std::move(capacity));
        for (const auto& month : past.months)
            network_.add(
                network::Tie{origin_, {{id, 1}, {measured[month.month], -month.share}}, 0, network::unlimited});
        return id;
    }

    void charge_demand(std::size_t c, const Charge& charge, const Rate& rate, std::size_t m,
                       network::CapacityId billed) {
        const double factor =
            power_factor_adjustment(charge.demand, contract_.terms.power_factor) * axis_.months()[m].part * yearly_;
        const auto blocks = planned(rate.blocks);
        add_cost(c, m, billed, blocks.front().price * factor);
        for (std::size_t b = 1; b < blocks.size(); ++b) {
            const double dearer = (blocks[b].price - blocks[b - 1].price) * factor;
            if (dearer < 0) {
                add_cheaper(c, m, billed, dearer, blocks[b].above);
                continue;
            }
            const auto above = priced(c, m, dearer);
            network_.add(network::Tie{origin_, {{billed, 1}, {above, -1}}, -network::unlimited, blocks[b].above});
        }
    }

    /// What is billed above `from` kW costs so much more, a negative number.
    void add_cheaper(std::size_t c, std::size_t m, network::CapacityId billed, double dearer, double from) {
        const double most =
            std::max(most_kw_ * contract_.terms.peak_factor, network_.capacities()[billed.at()].lower) - from;
        if (most <= 0) return;
        // One for all months that bill the same.
        const auto [found, is_new] = reached_.try_emplace({billed.index, from});
        if (is_new) found->second = reached();
        const auto above = priced(c, m, dearer, most);
        hold(above, most, found->second);
        network_.add(network::Tie{origin_, {{billed, 1}, {above, -1}, {found->second, -from}}, 0, network::unlimited});
    }

    void add_cost(std::size_t c, std::size_t m, network::CapacityId capacity, double money) {
        const auto& now = network_.capacities()[capacity.at()];
        const double cost = money * weight_[c] * running_;
        network_.set_cost(capacity, now.yearly_cost, now.cost + cost);
        builder_.book(CostKind::demand_charge, contract_.id, capacity, cost);
        parts_.push_back({c, m, capacity, money});
    }

    [[nodiscard]] std::vector<std::int32_t> sets(const Charge& charge, int period, bool one) const {
        std::vector<std::int32_t> of_step(axis_.size(), -1);
        std::size_t first = 0;  // of the interval that a step lies in: all its steps go with it
        for (std::size_t t = 0; t < axis_.size(); ++t) {
            if (axis_.window(t, charge.demand.hours) != axis_.window(first, charge.demand.hours)) first = t;
            if (period >= 0 && pricing_.period_at(first) != period) continue;
            of_step[t] = one ? 0 : static_cast<std::int32_t>(axis_.month_of(first));
        }
        return of_step;
    }

    void add_fixed(std::size_t c, const Charge& charge) {
        for (std::size_t m = 0; m < axis_.months().size(); ++m) {
            const BilledMonth& month = axis_.months()[m];
            constant_.push_back({c, m, {}, (charge.per_day ? month.days : month.part) * charge.amount * yearly_});
        }
        double money = 0;
        for (const Part& part : constant_) money += part.charge == c ? part.money : 0;
        const double cost = money * weight_[c] * running_;
        const auto id = network_.add(network::Capacity{.origin = origin_, .lower = 1, .upper = 1, .cost = cost});
        builder_.book(CostKind::demand_charge, contract_.id, id, cost);
    }

    /// What a standing charge counts in the plan beyond the bill, and what is by the kWh does not.
    [[nodiscard]] double beyond_bill(const Part& part) const {
        return is_by_energy(tariff_.charges[part.charge]) ? 1 : yearly_;
    }

    /// The lacking part of a least bill for the charges above it: found as the bill does, and then a standing charge.
    void add_minimum(std::size_t c, const Charge& charge) {
        const std::vector<double> above = weights(tariff_, c);
        for (std::size_t m = 0; m < axis_.months().size(); ++m) {
            const BilledMonth& month = axis_.months()[m];
            std::vector<double> price(axis_.size(), 0);
            for (std::size_t other = 0; other < c; ++other) add_month_prices(other, month, above[other], price);
            network::Total total;
            total.origin = origin_;
            total.origin.quantity = "minimum";
            total.terms = terms(builder_.value(Profile(series(std::move(price)), 1)));
            total.lower = charge.amount * month.part;
            for (const Part& part : parts_) {
                if (part.month == m && part.charge < c)
                    total.capacities.push_back({part.capacity, part.money / beyond_bill(part) * above[part.charge]});
            }
            for (const Part& part : constant_) {
                if (part.month == m && part.charge < c)
                    total.lower -= part.money / beyond_bill(part) * above[part.charge];
            }
            total.capacities.push_back({priced(c, m, yearly_), 1});
            network_.add(std::move(total));
        }
    }

    void add_month_prices(std::size_t c, const BilledMonth& month, double weight, std::vector<double>& price) const {
        const Charge& charge = tariff_.charges[c];
        if (!is_by_energy(charge)) return;
        for (std::size_t t = month.first; t < month.first + month.count; ++t) {
            const int index = pricing_.rate_at(c, t);
            if (index < 0) continue;
            const bool blocks =
                !charge.rates.empty() && charge.rates[static_cast<std::size_t>(index)].blocks.size() > 1;
            price[t] += weight * (blocks ? planned(charge.rates[static_cast<std::size_t>(index)].blocks).front().price
                                         : pricing_.price_at(c, t));
        }
    }

    NetworkBuilder& builder_;
    network::Network& network_;
    const Contract& contract_;
    const Tariff& tariff_;
    MeterAxis axis_;
    Pricing pricing_;
    double most_kw_;              ///< that can be bought; of a sale 0
    double running_;              ///< w
    double yearly_ = 1;           ///< what a month's money counts where the horizon stands for another part of a year
    std::vector<double> weight_;  ///< g
    network::Origin origin_;
    std::vector<network::FlowId> flows_;
    std::vector<double> prices_;  ///< of a kWh, with g
    std::vector<Part> parts_, constant_;
    std::map<std::pair<std::int32_t, double>, network::CapacityId> reached_;  ///< of a billed size, from so many kW on
};

}  // namespace

void add_tariff_costs(NetworkBuilder& builder) {
    if (builder.meters().empty()) return;
    for (const Contract& contract : contracts(builder.district())) TariffCosts(builder, contract).write();
}

}  // namespace gaiku
