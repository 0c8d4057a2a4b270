#pragma once

#include <algorithm>
#include <cmath>
#include <random>

#include "network/network.h"

namespace gaiku::solve::test {

/// What RandomNetwork leaves out of all that a network can hold that is linear: curves of part load with and without a
/// chord, balances that are limits and that hold sizes, flows without a lower limit and with a minimum of a size,
/// levels measured outside their limits and asked for at the end, levels in balances, ramps from a measured power,
/// peaks by settlement period within which steps differ in length, tallies under totals with both limits, wishes of
/// both senses and of a size, windows; steps from a minute to a day.
class OddNetwork {
public:
    explicit OddNetwork(std::uint64_t seed) : random_(seed), network_(horizon()) {
        scale_ = std::pow(10.0, uniform(0, 5));
        price_ = std::pow(10.0, uniform(-1, 2));
        carbon_ = network_.add(network::Tally{"CO2", "kg"});
        add_electricity();
        if (chance(0.6)) add_curve();
        if (chance(0.6)) add_store();
        if (chance(0.5)) add_free_exchange();
        if (chance(0.5)) add_limit_of_several();
        if (chance(0.6)) add_peak();
        if (chance(0.6)) add_totals();
        if (chance(0.4)) add_wishes();
        if (chance(0.4) && !stores_.empty()) add_windows();
    }

    [[nodiscard]] const network::Network& network() const { return network_; }

private:
    double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    bool chance(double of) { return uniform(0, 1) < of; }

    network::Horizon horizon() {
        steps_ = whole(0, 9) == 0 ? whole(512, 600) : whole(8, 60);
        std::vector<double> hours;
        std::vector<std::int32_t> settlement;
        std::int32_t period = 0;
        const bool extreme = chance(0.3);
        for (int t = 0; t < steps_; ++t) {
            if (t > 0 && chance(0.5)) ++period;
            hours.push_back(extreme ? std::pow(10.0, uniform(-1.8, 1.4)) : whole(1, 4) * 0.25);
            settlement.push_back(period);
        }
        return {hours, settlement, steps_ / 8760.0};
    }

    network::SeriesId series(double low, double high) {
        std::vector<double> values;
        for (int t = 0; t < steps_; ++t) values.push_back(uniform(low, high));
        return network_.add_series(values);
    }
    network::FlowId flow(const char* name, network::Value cost, network::Value upper = network::unlimited,
                         network::CapacityId of = {}) {
        return network_.add(network::Flow{.origin = {name, "flow", ""}, .upper = upper, .upper_of = of, .cost = cost});
    }
    network::CapacityId size(const char* name, double yearly_cost) {
        return network_.add(network::Capacity{.origin = {name, "capacity", ""},
                                              .lower = chance(0.3) ? 0.1 * scale_ : 0,
                                              .upper = chance(0.3) ? 2 * scale_ : network::unlimited,
                                              .yearly_cost = yearly_cost * price_,
                                              .tallies = {{carbon_, uniform(0, 10)}}});
    }

    void add_electricity() {
        using namespace network;
        site_ = network_.add(Balance{.origin = {"site", "electricity", ""}, .value = series(-0.2 * scale_, scale_)});
        bought_ = network_.add(Flow{
            .origin = {"grid", "purchase", ""}, .cost = series(8 * price_, 30 * price_), .tallies = {{carbon_, 0.4}}});
        network_.connect(site_, bought_, 1);
        network_.connect(site_, flow("sale", Value(series(-7 * price_, -price_)), 3 * scale_), -1);
        network_.connect(site_, flow("unserved", 900 * price_), 1);
        if (chance(0.5))
            network_.add(Ramp{.origin = {"grid", "ramp", ""},
                              .flow = bought_,
                              .up = 20 * scale_,
                              .down = chance(0.5) ? Value(30 * scale_) : Value(unlimited),
                              .previous_kw = chance(0.7) ? std::optional(uniform(0, scale_)) : std::nullopt});
    }

    /// Fuel over output, of one line or of three, on a size that is free or given; with a minimum load in some.
    void add_curve() {
        using namespace network;
        const bool is_free = chance(0.6);
        const CapacityId engine = is_free ? size("engine", 9000) : CapacityId{};
        const double given = scale_ * uniform(0.2, 1);
        FlowId out = is_free ? flow("engine", 0.0, 1.0, engine) : flow("engine", 0.0, given);
        if (is_free && chance(0.3))
            out = network_.add(Flow{
                .origin = {"engine", "least", ""}, .lower = 0.2, .upper = 1.0, .lower_of = engine, .upper_of = engine});
        const FlowId fuel = network_.add(Flow{
            .origin = {"engine", "fuel", ""}, .cost = 4 * price_, .tallies = {{carbon_, Value(series(0.1, 0.3))}}});
        Segment segment{.origin = {"engine", "curve", ""}, .input = fuel, .output = out, .capacity = engine};
        if (!is_free) segment.fixed_capacity = given;
        if (chance(0.4)) {
            segment.pieces = {{2.4, 0.0}};
        } else {
            segment.pieces = {{1.5, 0.0}, {2.5, -0.3}, {3.5, -0.9}};
            if (chance(0.5)) segment.chord = Piece{2.6, 0.0};
        }
        network_.add(segment);
        network_.connect(site_, out, 1);
        if (chance(0.4))
            network_.add(Ramp{.origin = {"engine", "ramp", ""}, .flow = out, .up = 3.0, .down = 3.0, .of = engine});
    }

    void add_store() {
        using namespace network;
        const bool is_free = chance(0.5);
        const CapacityId energy = is_free ? size("tank", 4000) : CapacityId{};
        const FlowId in = flow("in", 0.0, scale_), out = flow("out", 0.0, scale_);
        network_.connect(site_, in, -1);
        network_.connect(site_, out, 1);
        Store store{.origin = {"tank", "level", ""},
                    .retention_per_hour = chance(0.3) ? 1 : uniform(0.9, 1),
                    .flows = {{in, Value(series(0.8, 0.95))}, {out, -1.1}},
                    .upper = is_free ? 1.0 : 4 * scale_,
                    .upper_of = energy,
                    .cost = chance(0.3) ? 0.01 * price_ : 0.0};
        if (!is_free && chance(0.5)) store.lower = 0.5 * scale_;
        if (chance(0.6)) {
            store.start_kwh = scale_ * (is_free ? 0 : uniform(0, 6));  // below its least and above its most in some
            if (chance(0.4)) store.end_at_least_kwh = 0.3 * scale_;
        }
        stores_.push_back(network_.add(store));
        // A tank that feeds something as it stands: kW a kWh.
        if (chance(0.3)) network_.connect(site_, network_.level(stores_.back()), -0.01);
    }

    /// One flow for both directions, and one that nothing but its balance holds.
    void add_free_exchange() {
        using namespace network;
        const BalanceId other =
            network_.add(Balance{.origin = {"other", "electricity", ""}, .value = series(-scale_, scale_)});
        const FlowId exchange = network_.add(Flow{.origin = {"link", "exchange", ""}, .lower = -unlimited});
        network_.connect(site_, exchange, -1);
        network_.connect(other, exchange, 1);
        const FlowId only_down = network_.add(
            Flow{.origin = {"other", "sink", ""}, .lower = -unlimited, .upper = 0.5 * scale_, .cost = -0.5 * price_});
        network_.connect(other, only_down, 1);
        network_.connect(other, flow("other unserved", 800 * price_), 1);
        network_.add(Balance{.origin = {"other", "least", ""},
                             .terms = {{only_down, 1}},
                             .value = -2 * scale_,
                             .sense = Sense::at_least});
    }

    void add_limit_of_several() {
        using namespace network;
        const CapacityId cable = size("cable", 2000);
        network_.add(Balance{.origin = {"cable", "limit", ""},
                             .terms = {{bought_, 1}},
                             .value = chance(0.5) ? Value(series(0, 0.3 * scale_)) : Value(0.0),
                             .sense = Sense::at_most,
                             .capacities = {{cable, -1}}});
        const CapacityId other = size("other cable", 1000);
        network_.add(Tie{.origin = {"cable", "ratio", ""},
                         .parts = {{cable, 1}, {other, -uniform(0.5, 2)}},
                         .lower = chance(0.5) ? 0 : -scale_,
                         .upper = chance(0.5) ? scale_ : unlimited});
    }

    void add_peak() {
        using namespace network;
        Peak peak{.origin = {"grid", "peak", ""}, .terms = {{bought_, 1}}};
        peak.by_settlement_period = chance(0.7);
        if (peak.by_settlement_period && chance(0.5)) {
            peak.period_kwh_so_far = 0.1 * scale_;
            peak.period_hours_so_far = 0.25;
        }
        const int months = whole(1, 7);
        for (int m = 0; m < months; ++m)
            peak.of_set.push_back(network_.add(Capacity{
                .origin = {"grid", "peak", ""}, .lower = chance(0.3) ? 0.5 * scale_ : 0, .cost = 20 * price_}));
        // Not one month after the other: days of two tariffs in turn.
        const bool in_turn = chance(0.3);
        for (int t = 0; t < steps_; ++t) peak.set_of_step.push_back(in_turn ? t / 3 % months : t * months / steps_);
        network_.add(peak);
    }

    void add_totals() {
        using namespace network;
        network_.add(Total{.origin = {"district", "CO2", ""},
                           .tallies = {carbon_},
                           .lower = chance(0.3) ? 1 : -unlimited,
                           .upper = 0.3 * scale_ * steps_,
                           .price = chance(0.7) ? std::optional(uniform(0, 5) * price_) : std::nullopt});
        network_.add(Total{.origin = {"district", "least import", ""},
                           .terms = {{bought_, 1}},
                           .lower = chance(0.5) ? 0.01 * scale_ * steps_ : -unlimited,
                           .upper = 5 * scale_ * steps_});
    }

    void add_wishes() {
        using namespace network;
        const CapacityId contract = size("contract", 500);
        network_.add(Wish{.origin = {"grid", "wish", ""},
                          .terms = {{bought_, 1}},
                          .sense = Sense::at_most,
                          .limit = Value(series(0.2, 1)),
                          .limit_of = contract,
                          .price = 5 * price_});
        network_.add(Wish{.origin = {"grid", "wish", ""},
                          .terms = {{bought_, Value(series(0.5, 1))}},
                          .sense = Sense::at_least,
                          .limit = Value(series(-0.1 * scale_, 0.1 * scale_)),
                          .price = chance(0.5) ? 0.0 : 2 * price_});
    }

    void add_windows() {
        using namespace network;
        const CapacityId spare = size("spare", 700);
        for (int k = 0; k < 4; ++k)
            network_.add(Window{.origin = {"outage", "window", ""},
                                .first = whole(0, steps_ - 1),
                                .levels = {{stores_.back(), uniform(0.2, 1)}},
                                .capacities = {{spare, uniform(0.5, 2)}},
                                .at_least = scale_ * uniform(0, 2),
                                .price = chance(0.5) ? std::optional(30 * price_) : std::nullopt});
    }

    std::mt19937_64 random_;
    int steps_ = 0;
    network::Network network_;
    double scale_ = 1, price_ = 1;
    network::TallyId carbon_{};
    network::BalanceId site_{};
    network::FlowId bought_{};
    std::vector<network::StoreId> stores_;
};

}  // namespace gaiku::solve::test
