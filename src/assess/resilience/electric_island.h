#pragma once

#include <memory>

#include "assess/resilience/island.h"
#include "technology/machine.h"

namespace gaiku::resilience {

/// What comes by itself: sun, water. kW in each step when nothing is held back.
struct FreeSource {
    std::string id;
    std::vector<double> kw;
    std::int32_t flood = -1;  ///< by which it is stopped
    bool is_firm = false;     ///< water: counted on when the reserve is worked out
};

/// A battery: the machine's controls are charge and discharge, its ports -charge and discharge (further ports draw
/// power, such as a heater), its level that of `store`.
struct Battery {
    std::string id;
    std::shared_ptr<const Machine> machine;
    double lowest_kwh = 0, highest_kwh = 0;
    double discharge_efficiency = 1;
    std::vector<double> start_kwh;  ///< in each step, or one number
};

/// A generator: the machine's first control and port are its power, its second control, if any, the fuel that is
/// brought. One machine for every number of its units that can run, from none on.
struct Generator {
    std::string id;
    std::vector<std::shared_ptr<const Machine>> machines;
    double kw = 0;                     ///< of all units
    bool has_stock = false;            ///< its fuel ends: its level is a store's
    double stock_kwh = 0;              ///< the most that it holds
    std::vector<double> start_kwh{0};  ///< in each step, or one number
    double delivery_kw = 0;            ///< of fuel, asked for in every step
    std::int32_t flood = -1;
    Reliability reliability{};
};

/// A district with one electricity balance.
struct ElectricDistrict {
    std::size_t steps = 0;
    double step_hours = 1;
    std::array<std::vector<double>, load_classes> load_kw;  ///< by class, in each step
    std::vector<FreeSource> free;
    std::vector<Battery> batteries;
    std::vector<Generator> generators;
    std::vector<Flood> floods;
};

/// Runs it. Levels: of the batteries, then of the generators with a stock.
class ElectricIsland final : public Island {
public:
    ElectricIsland(ElectricDistrict district, const Terms& terms);

    [[nodiscard]] std::size_t steps() const override { return is_.steps; }
    [[nodiscard]] double step_hours() const override { return is_.step_hours; }
    [[nodiscard]] const Terms& terms() const override { return terms_; }
    [[nodiscard]] double load_kw(std::size_t k, std::size_t step) const override { return is_.load_kw[k][step]; }
    [[nodiscard]] std::size_t stores() const override { return stores_.size(); }
    [[nodiscard]] double lowest_kwh(std::size_t store) const override { return stores_[store].lowest_kwh; }
    [[nodiscard]] double highest_kwh(std::size_t store) const override { return stores_[store].highest_kwh; }
    [[nodiscard]] double start_kwh(std::size_t store, std::size_t step) const override;
    [[nodiscard]] double plenty_kwh(std::size_t store) const override { return stores_[store].plenty_kwh; }
    [[nodiscard]] const std::vector<Flood>& floods() const override { return is_.floods; }
    [[nodiscard]] const std::vector<Reliability>& generators() const override { return reliability_; }
    Served run(std::size_t step, const Situation& situation, std::span<double> levels) const override;

    /// What flowed in a step, kW at the balance.
    struct Flows {
        double free_kw = 0;  ///< sun and water, before anything is cut
        double generated_kw = 0, discharged_kw = 0, charged_kw = 0;
    };
    /// The same step, and what flowed in it where that is asked for.
    Served run(std::size_t step, const Situation& situation, std::span<double> levels, Flows* flows) const;

    [[nodiscard]] const ElectricDistrict& district() const { return is_; }
    /// kW of sun and water in a step while floods last.
    [[nodiscard]] double free_kw(std::uint32_t floods, std::size_t step) const {
        return free_[floods * is_.steps + step];
    }
    /// kWh that batteries keep at the end of a step.
    [[nodiscard]] double reserve_kwh(const Situation& situation, bool stocks, std::size_t step) const;

private:
    struct Store {
        double lowest_kwh = 0, highest_kwh = 0;
        const std::vector<double>* start_kwh = nullptr;
        double plenty_kwh = std::numeric_limits<double>::infinity();
    };
    struct Run;

    void add_stock(const Generator& generator);
    void add_free();
    void add_reserve(const UnitStates& states);
    void add_reserve(std::span<const double> firm_kw, std::size_t at);
    [[nodiscard]] std::size_t reserve_at(const Situation& situation, bool stocks) const {
        return ((situation.units << is_.floods.size() | situation.floods) * 2 + (stocks ? 1 : 0)) * is_.steps;
    }

    ElectricDistrict is_;
    Terms terms_;
    std::vector<Store> stores_;
    std::vector<std::int32_t> stock_;  ///< store of each generator, or -1
    std::vector<Reliability> reliability_;
    std::vector<std::array<double, load_classes>> up_to_kw_;  ///< load up to each class, in each step
    std::vector<double> free_;                                ///< by floods and step
    std::vector<double> reserve_;                             ///< by units, floods, stocks and step
    std::vector<const Machine*> machine_;                     ///< by state of units and generator
};

}  // namespace gaiku::resilience
