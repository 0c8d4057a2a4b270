#pragma once

#include "simulate/zones.h"

namespace gaiku::simulate {

/// What a kWh of each carrier costs and brings in a step, as far as rules look ahead: the merit order is made of it.
///
/// The price of a zone is that of its cheapest source: what is bought, or made at the prices of what is drawn on. A
/// machine with several outputs is credited with the price of the others as far as they can be used, and with what
/// selling or dumping brings beyond that; it sets the price of a zone only where nothing else does, then without
/// credit.
class Prices {
public:
    Prices(const Equipment& equipment, const Activities& activities, const Zones& zones);

    void look_at(std::size_t step);

    struct Terms {
        std::int32_t free = -1;  ///< a balance that is drawn on at no price
        bool useful = false;     ///< the other outputs are used
    };
    /// Money a kWh that the activity gives at a balance.
    [[nodiscard]] double supply(const Activity& activity, std::int32_t at, const Terms& terms) const;
    /// Whether it gives in several zones.
    [[nodiscard]] bool gives_more(const Activity& activity) const;
    /// kW of it, in any step, up to which its other outputs can be used: by demands, and by machines that draw on them.
    [[nodiscard]] double useful_kw(const Activity& activity, std::size_t step) const;
    /// Money a kWh that the activity takes at its own balance; below 0 where it is sold.
    [[nodiscard]] double absorption(const Activity& activity) const;
    /// Money a kWh at the end of a path, of what costs `price` at its beginning.
    [[nodiscard]] double delivered(double price, const Path& path) const;
    /// Money a kWh at a balance that a machine gives less there, or takes less: what its zone then pays to another
    /// source, less what the machine no longer costs. Infinite where its zone has no other.
    [[nodiscard]] double without(const Activity& activity, std::int32_t at) const;

private:
    [[nodiscard]] std::size_t zone(std::int32_t balance) const {
        return static_cast<std::size_t>(zones_.of[static_cast<std::size_t>(balance)]);
    }
    [[nodiscard]] double credit(std::int32_t balance, bool useful) const;
    [[nodiscard]] double cheapest(std::size_t zone) const;
    [[nodiscard]] double best_use_of_surplus(std::size_t zone) const;
    [[nodiscard]] double usable(std::size_t zone, std::size_t step) const;
    [[nodiscard]] double demand(std::size_t zone, std::size_t step) const;

    const Equipment& equipment_;
    const std::vector<Activity>& activities_;
    const Zones& zones_;
    std::vector<std::vector<std::size_t>> suppliers_, absorbers_;  ///< of each zone
    std::size_t step_ = 0;
    std::vector<double> price_;  ///< of each zone; infinite without a source
    std::vector<double> spare_;  ///< what a kWh left over brings
};

}  // namespace gaiku::simulate
