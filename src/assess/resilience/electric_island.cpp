#include "assess/resilience/electric_island.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "assess/resilience/reserve.h"

namespace gaiku::resilience {
namespace {

constexpr double unlimited_kw = 1e12;
/// Loads that are met to this part of them are met: rounding of sums over machines.
constexpr double rounding = 1e-9;

double at(const std::vector<double>& values, std::size_t step) {
    return values.size() == 1 ? values.front() : values[step];
}

}  // namespace

/// One step under way. Everything counts at the balance, kW.
struct ElectricIsland::Run {
    static constexpr std::size_t most_generators = 32;  // bits of Served::ran
    static constexpr std::size_t most_batteries = 32;
    static constexpr std::size_t most_ports = 4;
    using Ports = std::array<double, most_ports>;

    const ElectricIsland& island;
    std::size_t step;
    const Situation& situation;
    std::span<double> levels;
    const std::array<double, load_classes>& up_to;
    const Machine* const* machines;
    double given = 0;
    double above_reserve_kwh = 0;  ///< in the batteries; below 0: so much is lacking
    // Of so many as there are; `begin` fills them, for to clear them all would take longer than the step.
    std::array<double, most_generators> power;        ///< of each generator
    std::array<double, most_generators> before_kwh;   ///< its stock as the step began
    std::array<double, most_batteries> discharge;     ///< of each battery
    std::array<double, most_batteries> at_start_kwh;  ///< its level as the step began

    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): see above
    Run(const ElectricIsland& of, std::size_t t, const Situation& now, std::span<double> kwh)
        : island(of),
          step(t),
          situation(now),
          levels(kwh),
          up_to(of.up_to_kw_[t]),
          machines(of.machine_.data() + now.units * of.is_.generators.size()),
          given(of.free_kw(now.floods, t)) {}

    [[nodiscard]] const std::vector<Battery>& batteries() const { return island.is_.batteries; }
    [[nodiscard]] const std::vector<Generator>& generators() const { return island.is_.generators; }
    [[nodiscard]] double hours() const { return island.is_.step_hours; }

    [[nodiscard]] bool can_run(std::size_t g) const {
        const std::int32_t flood = generators()[g].flood;
        return machines[g] != nullptr && (flood < 0 || (situation.floods >> flood & 1U) == 0);
    }

    void begin() {
        double kept = 0;
        for (std::size_t b = 0; b < batteries().size(); ++b) {
            at_start_kwh[b] = levels[b];
            discharge[b] = 0;
            kept += std::max(0.0, levels[b] - batteries()[b].lowest_kwh);
        }
        bool stocks = true;
        for (std::size_t g = 0; g < generators().size(); ++g) {
            power[g] = before_kwh[g] = 0;
            if (island.stock_[g] < 0) continue;
            double& level = levels[static_cast<std::size_t>(island.stock_[g])];
            if (machines[g] == nullptr) level = 0;  // nothing can burn it any more
            before_kwh[g] = level;
            stocks = stocks && level > empty_stock * generators()[g].stock_kwh;
            // What is brought comes whether it runs or not.
            if (generators()[g].delivery_kw > 0 && can_run(g)) ask(g, 0);
        }
        above_reserve_kwh = kept - island.reserve_kwh(situation, stocks, step);
    }

    /// Steps a generator from where it was when the step began; what it gives now counts instead of what it gave.
    void ask(std::size_t g, double kw) {
        const std::array<double, 2> wanted{kw, generators()[g].delivery_kw};
        Ports ports;
        double level = before_kwh[g];
        machines[g]->step(step, hours(), wanted, level, ports);
        if (island.stock_[g] >= 0) levels[static_cast<std::size_t>(island.stock_[g])] = level;
        given += ports[0] - power[g];
        power[g] = ports[0];
    }

    /// The most that a generator could give in this step.
    [[nodiscard]] double most_of(std::size_t g) const {
        const std::array<double, 2> wanted{unlimited_kw, generators()[g].delivery_kw};
        Ports ports;
        double level = before_kwh[g];
        machines[g]->step(step, hours(), wanted, level, ports);
        return ports[0];
    }

    /// Generators with or without a stock give until `load_kw` is met.
    void generate(double load_kw, bool stocks) {
        for (std::size_t g = 0; g < generators().size(); ++g) {
            if (load_kw - given <= nothing_kw) return;
            if (generators()[g].has_stock == stocks && can_run(g)) ask(g, power[g] + load_kw - given);
        }
    }

    void step_battery(std::size_t b, double charge_kw, double discharge_kw, Ports& ports) {
        const std::array<double, 2> wanted{charge_kw, discharge_kw};
        levels[b] = at_start_kwh[b];
        batteries()[b].machine->step(step, hours(), wanted, levels[b], ports);
    }

    /// Batteries give until `load_kw` is met, no more than `kwh` out of the stores in this step.
    void take_out(double load_kw, double kwh) {
        for (std::size_t b = 0; b < batteries().size(); ++b) {
            const double efficiency = batteries()[b].discharge_efficiency;
            const double more = std::min(load_kw - given, kwh * efficiency / hours());
            if (more <= nothing_kw) return;
            Ports ports;
            const double before = levels[b];
            step_battery(b, 0, discharge[b] + more, ports);
            const double got = ports[1] - discharge[b];
            if (got <= nothing_kw) {
                levels[b] = before;
                continue;
            }
            given += got;
            kwh -= got * hours() / efficiency;
            discharge[b] = ports[1];
        }
    }

    /// Batteries that do not give take up to `kw`. Returns what they took.
    double take_in(double kw) {
        double taken = 0;
        for (std::size_t b = 0; b < batteries().size(); ++b) {
            if (discharge[b] > 0) continue;
            Ports ports;
            step_battery(b, std::max(kw - taken, 0.0), 0, ports);
            taken -= ports[0];
        }
        return taken;
    }

    /// What generators could give beyond what they do, for the stores: all that those without a stock can, and what
    /// the reserve lacks from stocks.
    [[nodiscard]] double spare(double surplus_kw) const {
        const double endless = spare_of(false);
        const double lacking = -above_reserve_kwh / hours() - surplus_kw - endless;
        return endless + (lacking > nothing_kw ? std::min(lacking, spare_of(true)) : 0);
    }

    [[nodiscard]] double spare_of(bool stocks) const {
        double kw = 0;
        for (std::size_t g = 0; g < generators().size(); ++g) {
            if (generators()[g].has_stock == stocks && can_run(g)) kw += most_of(g) - power[g];
        }
        return kw;
    }

    [[nodiscard]] Served served() const {
        Served is;
        is.full = 0;
        const double tolerance = rounding * up_to.back();
        while (is.full < load_classes && up_to[is.full] <= given + tolerance) ++is.full;
        if (is.full < load_classes) {
            const double below = is.full == 0 ? 0 : up_to[is.full - 1];
            is.part = std::max(0.0, given - below) / (up_to[is.full] - below);
        }
        is.ran = that_ran();
        return is;
    }

    [[nodiscard]] std::uint32_t that_ran() const {
        std::uint32_t bits = 0;
        for (std::size_t g = 0; g < generators().size(); ++g) bits |= power[g] > nothing_kw ? 1U << g : 0U;
        return bits;
    }

    void tell(double charged, Flows& flows) const {
        flows = {};
        flows.free_kw = island.free_kw(situation.floods, step);
        for (std::size_t g = 0; g < generators().size(); ++g) flows.generated_kw += power[g];
        for (std::size_t b = 0; b < batteries().size(); ++b) flows.discharged_kw += discharge[b];
        flows.charged_kw = charged;
    }
};

Served ElectricIsland::run(std::size_t step, const Situation& situation, std::span<double> levels) const {
    return run(step, situation, levels, nullptr);
}

Served ElectricIsland::run(std::size_t step, const Situation& situation, std::span<double> levels, Flows* flows) const {
    Run run(*this, step, situation, levels);
    run.begin();
    const double all = run.up_to.back();
    run.generate(all, false);
    run.take_out(all, run.above_reserve_kwh);
    run.generate(run.up_to[terms_.last_fuelled()], true);
    run.take_out(run.up_to[terms_.last()], unlimited_kw);
    const double surplus = std::max(0.0, run.given - all);
    const double charged = run.take_in(surplus + run.spare(surplus));
    const double more = charged - surplus;
    const double before = run.given;
    Served served = run.served();
    if (more > nothing_kw) {
        run.generate(before + more, false);
        run.generate(before + more, true);
        served.ran = run.that_ran();
    }
    if (flows != nullptr) run.tell(charged, *flows);
    return served;
}

ElectricIsland::ElectricIsland(ElectricDistrict district, const Terms& terms)
    : is_(std::move(district)), terms_(terms) {
    if (is_.generators.size() > Run::most_generators || is_.batteries.size() > Run::most_batteries)
        throw std::invalid_argument("more than 32 generators or batteries");
    for (const Battery& b : is_.batteries) stores_.push_back({b.lowest_kwh, b.highest_kwh, &b.start_kwh});
    for (const Generator& g : is_.generators) {
        stock_.push_back(g.has_stock ? static_cast<std::int32_t>(stores_.size()) : -1);
        if (g.has_stock) add_stock(g);
        reliability_.push_back(g.reliability);
    }
    up_to_kw_.resize(is_.steps);
    for (std::size_t t = 0; t < is_.steps; ++t) {
        double sum = 0;
        for (std::size_t k = 0; k < load_classes; ++k) up_to_kw_[t][k] = sum += is_.load_kw[k][t];
    }
    const UnitStates states(reliability_);
    for (std::size_t m = 0; m < states.count(); ++m) {
        for (std::size_t g = 0; g < is_.generators.size(); ++g) {
            const int units = states.of(m, g);
            machine_.push_back(units == 0 ? nullptr
                                          : is_.generators[g].machines[static_cast<std::size_t>(units)].get());
        }
    }
    add_free();
    add_reserve(states);
}

/// There is plenty in it while it is not counted as empty and all units together cannot burn it in a step.
void ElectricIsland::add_stock(const Generator& generator) {
    Store stock{0, generator.stock_kwh, &generator.start_kwh};
    if (generator.delivery_kw == 0) {
        stock.plenty_kwh = 2 * empty_stock * generator.stock_kwh;
        for (std::size_t t = 0; t < is_.steps; ++t) {
            Run::Ports ports;
            double level = generator.stock_kwh;
            generator.machines.back()->step(t, is_.step_hours, std::array<double, 2>{unlimited_kw, 0}, level, ports);
            stock.plenty_kwh = std::max(stock.plenty_kwh, 2 * (generator.stock_kwh - level));
        }
    }
    stores_.push_back(stock);
}

double ElectricIsland::start_kwh(std::size_t store, std::size_t step) const {
    return std::clamp(at(*stores_[store].start_kwh, step), stores_[store].lowest_kwh, stores_[store].highest_kwh);
}

void ElectricIsland::add_free() {
    const std::size_t masks = std::size_t{1} << is_.floods.size();
    free_.assign(masks * is_.steps, 0.0);
    for (std::size_t mask = 0; mask < masks; ++mask) {
        for (const FreeSource& source : is_.free) {
            if (source.flood >= 0 && (mask >> source.flood & 1U) != 0) continue;
            for (std::size_t t = 0; t < is_.steps; ++t) free_[mask * is_.steps + t] += source.kw[t];
        }
    }
}

/// The reserve of every situation: of units, floods, and whether stocks of fuel last.
void ElectricIsland::add_reserve(const UnitStates& states) {
    const std::size_t masks = std::size_t{1} << is_.floods.size();
    std::vector<double> firm(is_.steps);
    reserve_.assign(states.count() * masks * 2 * is_.steps, 0.0);
    for (std::size_t m = 0; m < states.count(); ++m) {
        for (std::uint32_t mask = 0; mask < masks; ++mask) {
            for (const bool stocks : {false, true}) {
                std::fill(firm.begin(), firm.end(), 0.0);
                const auto stopped = [&](std::int32_t flood) { return flood >= 0 && (mask >> flood & 1U) != 0; };
                for (const FreeSource& source : is_.free) {
                    if (!source.is_firm || stopped(source.flood)) continue;
                    for (std::size_t t = 0; t < is_.steps; ++t) firm[t] += source.kw[t];
                }
                for (std::size_t g = 0; g < is_.generators.size(); ++g) {
                    const Generator& is = is_.generators[g];
                    const Machine* machine = machine_[m * is_.generators.size() + g];
                    if (machine == nullptr || stopped(is.flood) || (is.has_stock && !stocks)) continue;
                    for (std::size_t t = 0; t < is_.steps; ++t) {
                        const std::array<double, 2> wanted{unlimited_kw, is.delivery_kw};
                        std::array<double, 8> ports{};
                        double level = is.has_stock ? is.stock_kwh : 0;
                        machine->step(t, is_.step_hours, wanted, level, ports);
                        firm[t] += ports[0];
                    }
                }
                add_reserve(firm, reserve_at({mask, m}, stocks));
            }
        }
    }
}

void ElectricIsland::add_reserve(std::span<const double> firm_kw, std::size_t into) {
    double efficiency = 1;
    for (const Battery& b : is_.batteries) efficiency = std::min(efficiency, b.discharge_efficiency);
    std::vector<double> deciding;
    for (const auto& up_to : up_to_kw_) deciding.push_back(up_to[terms_.last()]);
    reserve_of(deciding, firm_kw, terms_.reserve_hours, is_.step_hours, efficiency,
               std::span(reserve_).subspan(into, is_.steps));
}

double ElectricIsland::reserve_kwh(const Situation& situation, bool stocks, std::size_t step) const {
    return reserve_[reserve_at(situation, stocks) + step];
}

}  // namespace gaiku::resilience
