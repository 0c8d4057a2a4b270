#pragma once

#include <deque>

#include "simulate/prices.h"

namespace gaiku::simulate {

/// When an option may be used: each phase is tried only where the one before leaves a balance broken.
enum class Phase : std::uint8_t {
    normal,    ///< by merit order
    give_way,  ///< machines of other zones give more, or draw less
    unserved,  ///< demands that may stay unserved do
};

/// One way of mending a balance: a control at `from`, and the links to `to` (or none).
struct Option {
    enum class Kind : std::uint8_t {
        transfer,  ///< what is left over at `from` goes to `to`
        supply,    ///< a source at `from` gives for `to`
        raise,     ///< a machine led by another zone gives more
        shed,      ///< a machine led by another zone draws less
        unserved,  ///< a demand at `from` is not met
        absorb,    ///< what is left over at `from` is stored, sold or dumped at `to`
        reduce,    ///< a machine at `from` gives less
    };
    struct Link {
        std::size_t control = 0;
        Numbers efficiency;
    };
    Kind kind{};
    Phase phase = Phase::normal;
    bool for_charging = true;  ///< stores may be filled by it
    bool is_limit = false;     ///< of `reduce`: the next round may not ask for more
    bool is_late = false;      ///< of `reduce`: its machine is asked in rounds
    std::size_t control = 0;   ///< of `unserved`: which
    std::int32_t from = -1, to = -1;
    std::vector<Link> links;
    Numbers per_kw;                                 ///< kW at the balance where the control is, a kW of it; positive
    Numbers limit_kw{network::unlimited, nullptr};  ///< of the control
    std::int32_t store = -1;
    std::int32_t surplus_of = -1;  ///< only as far as something is left over at this balance
    Numbers surplus_per_kw;        ///< which it takes, a kW of the control; positive
};

/// The options of a zone, and in which order they are tried in which step.
struct Merit {
    std::vector<Option> options;
    std::vector<std::vector<std::uint16_t>> orders;
    std::vector<std::uint32_t> order_of_step;

    [[nodiscard]] const std::vector<std::uint16_t>& at(std::size_t step) const { return orders[order_of_step[step]]; }
};

/// The rules of a district, worked out for every step before the first one is run.
struct Program {
    struct Served {
        std::vector<std::int32_t> balances;
        Merit supply, absorb;
        std::vector<std::size_t> charged_at_night;  ///< stores
        bool in_rounds = false;
    };
    std::vector<Served> zones;            ///< in the order in which they are served
    std::vector<std::size_t> available;   ///< controls that run as they are available
    std::vector<std::size_t> deliveries;  ///< controls that fill tanks from outside
    std::vector<std::size_t> late;        ///< controls that are asked in rounds
    std::vector<StoreRules> stores;
    std::vector<double> night_hours;   ///< of each step and store: hours left of the night from its beginning; 0 by day
    Phase last_phase = Phase::normal;  ///< the last that has options
    bool gives_way = false;            ///< some option is of phase give_way
    std::deque<std::vector<double>> limits, sums;  ///< series that options look at
};

[[nodiscard]] Program program(const Inputs& inputs, const Equipment& equipment, const Activities& activities,
                              const Zones& zones);

}  // namespace gaiku::simulate
