#pragma once

#include <deque>

#include "simulate/equipment.h"

namespace gaiku::simulate {

/// kW into a balance for each kW of a control, at full load.
struct Effect {
    std::int32_t balance = -1;
    Numbers per_kw;
    int sign = 0;  ///< 1: it gives, -1: it takes
};

/// When a store is charged and discharged. It always takes what is left over.
enum class StoreRule {
    self_consumption,  ///< gives whenever something is missing
    night_charge,      ///< filled at night, gives by day
    peak_cut,          ///< filled at night, gives what would be bought above the target demand
};

/// One thing a dispatcher can ask for: a control of a machine, and what it does to the balances.
struct Activity {
    enum class Kind {
        available,   ///< only gives: sun, water; runs as it is available
        conversion,  ///< gives at one balance and takes at others
        purchase,
        sale,
        dump,  ///< only takes: heat rejection
        charge,
        discharge,
        link,  ///< takes at one place and gives at another
    };
    Kind kind{};
    std::size_t control = 0;
    std::int32_t store = -1;                ///< of charge and discharge
    std::int32_t place = -1;                ///< the balance that it answers to; of a link: where it takes
    std::int32_t to = -1;                   ///< of a link: where it gives
    std::vector<Effect> effects;            ///< at every balance it touches, one each
    std::vector<Numbers> costs;             ///< money a kWh of the control, as the network counts it
    double most_kw = 0;                     ///< of the control; infinite where it is unlimited
    double target_kw = network::unlimited;  ///< of a purchase: what peak-cut stores hold it to
    std::int32_t priority = -1;             ///< its place in the merit order where the file gives one

    [[nodiscard]] double cost(std::size_t step) const;
    /// What it does to a balance; nothing where it does not touch it.
    [[nodiscard]] const Effect* on(std::int32_t balance) const;
    /// The same in a step, kW a kW of the control.
    [[nodiscard]] double effect(std::int32_t balance, std::size_t step) const;
};

/// A store as its rule sees it.
struct StoreRules {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    StoreRule rule = StoreRule::self_consumption;
    std::size_t charge = none, discharge = none;  ///< controls; none of a tank that is filled from outside
    double lowest_kwh = 0, highest_kwh = 0;
    double charge_efficiency = 1;
    double from_hour = 0, to_hour = 0;  ///< the night, hours of the day
};

struct Activities {
    std::vector<Activity> all;
    std::vector<StoreRules> stores;        ///< by index of the network's stores
    std::vector<std::size_t> deliveries;   ///< controls that fill a tank from outside: asked for all it takes
    std::deque<std::vector<double>> sums;  ///< series that effects look at
};

/// What the machines of a district can be asked for, and by which rules: from what they put into the network and the
/// entries `rule`, `charge_from`, `charge_to`, `target_demand` and `priority` of each asset. Those of size 0 are left
/// out.
[[nodiscard]] Activities activities(const Inputs& inputs, const Equipment& equipment, const Sizes& sizes);

}  // namespace gaiku::simulate
