#include "tariff/bill.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace gaiku {
namespace {

/// Energy of a rate in a month, and what it costs where its price changes from interval to interval.
struct RateEnergy {
    double kwh = 0;
    double money = 0;
};

class BillMaker {
public:
    BillMaker(const Pricing& pricing, const Terms& terms, std::span<const double> kw)
        : pricing_(pricing), tariff_(pricing.tariff()), axis_(pricing.axis()), terms_(terms), kw_(kw) {
        for (std::size_t c = 0; c < tariff_.charges.size(); ++c) {
            const Charge& charge = tariff_.charges[c];
            if (charge.kind != ChargeKind::demand) continue;
            for (const Rate& rate : charge.rates) {
                const auto key = std::pair(c, rate.period);
                if (!measured_.contains(key))
                    measured_[key] = measure(pricing, charge.demand, rate.period, kw, terms.peak_factor);
            }
        }
    }

    MonthlyBill month(std::size_t m) {
        const BilledMonth& of = axis_.months()[m];
        bill_ = {};
        bill_.year = of.year;
        bill_.month = of.month;
        bill_.part = of.part;
        month_ = m;
        printed_.assign(tariff_.charges.size(), 0);
        exact_.assign(tariff_.charges.size(), 0);
        for (std::size_t t = of.first; t < of.first + of.count; ++t) bill_.energy_kwh += kw_[t] * axis_.hours();
        for (std::size_t c = 0; c < tariff_.charges.size(); ++c) add(c);
        for (std::size_t c = 0; c < tariff_.charges.size(); ++c) {
            bill_.total += printed_[c];
            bill_.exact += exact_[c];
        }
        bill_.total = rounded(bill_.total, tariff_.money_step, tariff_.total_rounding);
        return std::move(bill_);
    }

private:
    void add(std::size_t c) {
        const Charge& charge = tariff_.charges[c];
        const BilledMonth& of = axis_.months()[month_];
        switch (charge.kind) {
            case ChargeKind::fixed: {
                const double quantity = charge.per_day ? of.days : 1;
                const double factor = charge.per_day ? 1 : of.part;
                exact_[c] = quantity * factor * charge.amount;
                return item(
                    c, {charge.id, charge.name, quantity, charge.per_day ? "day" : "month", charge.amount, factor, 0});
            }
            case ChargeKind::demand:
                return add_demand(c, charge, of);
            case ChargeKind::energy:
            case ChargeKind::levy:
                return add_energy(c, charge, of);
            case ChargeKind::share: {
                double on = 0;
                for (const std::size_t other : charge.on) {
                    on += printed_[other];
                    exact_[c] += exact_[other] * charge.amount;
                }
                return item(c, {charge.id, charge.name, charge.amount * 100, "%", on / 100, 1, 0});
            }
            case ChargeKind::minimum:
                return add_minimum(c, charge, of);
        }
    }

    /// Rounds a line's amount and puts it on the bill.
    void item(std::size_t c, BillItem line) {
        const Charge& charge = tariff_.charges[c];
        line.amount = rounded(line.quantity * line.price * line.factor, tariff_.money_step, charge.rounding);
        printed_[c] += line.amount;
        bill_.items.push_back(std::move(line));
    }

    void add_demand(std::size_t c, const Charge& charge, const BilledMonth& of) {
        const double factor = power_factor_adjustment(charge.demand, terms_.power_factor) * of.part;
        for (const Rate& rate : charge.rates) {
            if (rate.season >= 0 && rate.season != pricing_.season_of_month(month_)) continue;
            const auto& measured = measured_.at({c, rate.period});
            const Remembered past = remembered(pricing_, charge.demand, terms_, month_);
            const BilledDemand printed = billed(past, measured, charge.demand, true);
            exact_[c] += cost_of(rate.blocks, billed(past, measured, charge.demand, false).kw, 1) * factor;
            // A supplier who sells by the m3 also prints the highest flow in m3/h.
            const bool by_flow = rate.record != nullptr && rate.record->has("price_per_flow");
            const double size = by_flow ? tariff_.unit_kwh : 1;
            add_blocks(c, charge, rate, printed.kw / size, 1, factor, by_flow ? "m3/h" : "kW", size);
            if (!bill_.demand) note_demand(charge.demand, measured, past, printed);
        }
    }

    void note_demand(const DemandRule& rule, const std::vector<MeasuredDemand>& measured, const Remembered& past,
                     const BilledDemand& printed) {
        MonthlyBill::Demand demand;
        demand.measured_kw = measured[month_].kw;
        const WallTime& at = axis_.at(measured[month_].at);
        demand.at = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", at.year, at.date.month, at.date.day, at.minute / 60,
                                at.minute % 60);
        demand.billed_kw = printed.kw;
        if (printed.set_by >= 0) {
            const BilledMonth& by = axis_.months()[static_cast<std::size_t>(printed.set_by)];
            demand.from = fmt::format("{:04}-{:02}", by.year, by.month);
        } else {
            demand.from = past.floor_from > 0 ? fmt::format("before-{}", past.floor_from) : "agreed";
        }
        demand.peak_factor = terms_.peak_factor;
        if (axis_.hours() < 1 && rule.hours < 1) {
            DemandRule hourly = rule;
            hourly.hours = 1;
            const double mean = measure(pricing_, hourly, -1, kw_, 1)[month_].kw;
            const double highest = measure(pricing_, rule, -1, kw_, 1)[month_].kw;
            demand.peak_factor = mean > 0 ? highest / mean : 1;
        }
        bill_.demand = std::move(demand);
    }

    /// A line for each block that the quantity (in `unit`, of `size` kWh or kW each) reaches.
    void add_blocks(std::size_t c, const Charge& charge, const Rate& rate, double quantity, double scale, double factor,
                    const char* unit, double size) {
        for (std::size_t b = 0; b < rate.blocks.size(); ++b) {
            const double from = rate.blocks[b].above * scale / size;
            const double to = b + 1 < rate.blocks.size() ? rate.blocks[b + 1].above * scale / size
                                                         : std::numeric_limits<double>::infinity();
            const double in = std::min(quantity, to) - from;
            if (in <= 0 && b > 0) break;
            item(c, {charge.id, name(charge, rate, b), in, unit, clean(rate.blocks[b].price * size), factor, 0});
        }
    }

    [[nodiscard]] Text name(const Charge& charge, const Rate& rate, std::size_t block) const {
        Text text = charge.name;
        const auto append = [&](const Text& part) {
            text.en += ", " + part.en;
            text.ja = text.in(Language::ja) + "・" + part.in(Language::ja);
        };
        if (text.ja.empty()) text.ja = text.en;
        if (rate.season >= 0) append(tariff_.seasons[static_cast<std::size_t>(rate.season)].name);
        if (rate.period >= 0) append(tariff_.periods[static_cast<std::size_t>(rate.period)].name);
        if (rate.blocks.size() > 1) append({fmt::format("block {}", block + 1), fmt::format("第{}段階", block + 1)});
        return text;
    }

    void add_energy(std::size_t c, const Charge& charge, const BilledMonth& of) {
        std::vector<RateEnergy> rates(std::max<std::size_t>(1, charge.rates.size()));
        for (std::size_t t = of.first; t < of.first + of.count; ++t) {
            const int rate = pricing_.rate_at(c, t);
            if (rate < 0) continue;
            const double kwh = kw_[t] * axis_.hours();
            rates[static_cast<std::size_t>(rate)].kwh += kwh;
            rates[static_cast<std::size_t>(rate)].money += kwh * pricing_.price_at(c, t);
        }
        static const Rate plain{.blocks = {{0, 0}}, .by_month = {}, .series = {}};
        for (std::size_t r = 0; r < rates.size(); ++r) {
            const Rate& rate = charge.rates.empty() ? plain : charge.rates[r];
            const double quantity =
                rounded(rates[r].kwh / tariff_.unit_kwh, tariff_.energy_step, tariff_.energy_rounding);
            const bool blocks = rate.blocks.size() > 1;
            exact_[c] += blocks ? cost_of(rate.blocks, rates[r].kwh, of.part) : rates[r].money;
            if (quantity == 0 && is_seasonal(rate)) continue;  // a line of another season
            if (blocks) {
                add_blocks(c, charge, rate, quantity, of.part, 1, tariff_.unit.c_str(), tariff_.unit_kwh);
                continue;
            }
            const double price = rates[r].kwh == 0 ? pricing_.price_at(c, of.first) : rates[r].money / rates[r].kwh;
            item(c, {charge.id, name(charge, rate, 0), quantity, tariff_.unit, clean(price * tariff_.unit_kwh), 1, 0});
        }
    }

    [[nodiscard]] bool is_seasonal(const Rate& rate) const {
        return rate.season >= 0 ||
               (rate.period >= 0 && tariff_.periods[static_cast<std::size_t>(rate.period)].season >= 0);
    }

    /// A mean of equal prices is that price.
    static double clean(double price) {
        constexpr double digits = 1e9;
        return std::round(price * digits) / digits;
    }

    void add_minimum(std::size_t c, const Charge& charge, const BilledMonth& of) {
        double printed = 0;
        double exact = 0;
        for (std::size_t other = 0; other < c; ++other) {
            printed += printed_[other];
            exact += exact_[other];
        }
        const double least = charge.amount * of.part;
        exact_[c] = std::max(0.0, least - exact);
        if (printed < least) item(c, {charge.id, charge.name, 1, "month", least - printed, 1, 0});
    }

    const Pricing& pricing_;
    const Tariff& tariff_;
    const MeterAxis& axis_;
    const Terms& terms_;
    std::span<const double> kw_;
    std::map<std::pair<std::size_t, int>, std::vector<MeasuredDemand>> measured_;
    MonthlyBill bill_;
    std::size_t month_ = 0;
    std::vector<double> printed_, exact_;  ///< of each charge
};

}  // namespace

std::vector<MonthlyBill> make_bills(const Pricing& pricing, const Terms& terms, std::span<const double> kw) {
    BillMaker maker(pricing, terms, kw);
    std::vector<MonthlyBill> bills;
    for (std::size_t m = 0; m < pricing.axis().months().size(); ++m) bills.push_back(maker.month(m));
    return bills;
}

}  // namespace gaiku
