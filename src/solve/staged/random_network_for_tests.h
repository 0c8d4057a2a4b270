#pragma once

#include <algorithm>
#include <cmath>
#include <random>

#include "network/network.h"

namespace gaiku::solve::test {

/// A random network over many steps with whatever a network can hold that is linear, from its seed alone: places joined
/// by lines, stores cyclic or measured, ramps, outages, monthly peaks, totals that bind or may be broken, ties, wishes,
/// free and given sizes, steps of different length, and numbers over many orders of magnitude, in some within one
/// network.
class RandomNetwork {
public:
    explicit RandomNetwork(std::uint64_t seed) : random_(seed), network_(horizon()) {
        // Sizes from 1 W to more than 1 GW.
        scale_ = std::pow(10.0, uniform(-2, 6));
        price_ = std::pow(10.0, uniform(-1, 3));
        const int places = whole(1, 3);
        // In one of ten each place has its own, from 1 W to 1 GW.
        std::mt19937_64 own(seed);
        for (int p = 0; p < places; ++p) {
            if (mixes_sizes(seed)) scale_ = std::pow(10.0, std::uniform_real_distribution<double>(-3, 6)(own));
            add_place();
        }
        for (int p = 0; p + 1 < places; ++p) add_line(p, p + 1);
        if (chance(0.5)) add_peak();
        if (chance(0.5)) add_total();
        if (chance(0.05)) {
            ask_for_too_much();
        } else if (chance(0.05)) {
            earn_without_end();
        }
    }

    [[nodiscard]] static bool mixes_sizes(std::uint64_t seed) { return seed % 10 == 0; }
    [[nodiscard]] const network::Network& network() const { return network_; }
    [[nodiscard]] network::Network& network() { return network_; }
    [[nodiscard]] network::FlowId first_purchase() const { return purchases_.front(); }

private:
    double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    bool chance(double of) { return uniform(0, 1) < of; }

    network::Horizon horizon() {
        steps_ = whole(0, 9) == 0 ? whole(512, 700) : whole(8, 90);
        if (chance(0.6)) return network::Horizon::uniform(steps_, 1).with_years(steps_ / 8760.0);
        std::vector<double> hours;
        std::vector<std::int32_t> settlement;
        for (int t = 0; t < steps_; ++t) {
            hours.push_back(whole(1, 4) * 0.25);
            settlement.push_back(t);
        }
        return {hours, settlement, steps_ / 8760.0};
    }

    network::SeriesId series(double low, double high, double zeros = 0) {
        std::vector<double> values;
        for (int t = 0; t < steps_; ++t) {
            const double day = std::sin(static_cast<double>(t) / 24 * 6.283);
            const double value = low + (high - low) * (0.5 + 0.3 * day + uniform(-0.2, 0.2));
            values.push_back(chance(zeros) ? 0 : low < 0 && high > 0 ? std::max(0.0, value) : value);
        }
        return network_.add_series(values);
    }

    network::CapacityId size(const char* name, double yearly_cost) {
        network::Capacity c{.origin = {name, "capacity", ""}, .yearly_cost = yearly_cost * price_};
        if (chance(0.2))
            c.lower = c.upper = scale_ * uniform(0.1, 2);
        else if (chance(0.2))
            c.upper = scale_ * uniform(0.1, 3);
        return network_.add(c);
    }

    network::FlowId flow(const char* name, network::Value cost, network::Value upper = network::unlimited,
                         network::CapacityId of = {}) {
        return network_.add(network::Flow{.origin = {name, "flow", ""}, .upper = upper, .upper_of = of, .cost = cost});
    }

    void add_place() {
        using namespace network;
        const BalanceId electricity =
            network_.add(Balance{.origin = {"site", "electricity", ""}, .value = series(0.3 * scale_, 1.5 * scale_)});
        electricity_.push_back(electricity);
        // Outages: nothing can be bought.
        const FlowId bought = flow("grid", Value(series(10 * price_, 30 * price_)),
                                   chance(0.3) ? Value(series(4 * scale_, 5 * scale_, 0.03)) : Value(unlimited));
        purchases_.push_back(bought);
        network_.connect(electricity, bought, 1);
        if (chance(0.6)) network_.connect(electricity, flow("sold", -uniform(1, 8) * price_, 3 * scale_), -1);
        network_.connect(electricity, flow("unserved", 1000 * price_), 1);
        if (chance(0.7)) {
            const CapacityId pv = size("pv", 9000);
            network_.connect(electricity, flow("pv", 0.0, Value(series(-0.4, 0.9, 0.3)), pv), 1);
        }
        if (chance(0.8)) add_store(electricity, chance(0.5));
        if (chance(0.6)) add_heat(electricity);
    }

    void add_store(network::BalanceId balance, bool measured) {
        using namespace network;
        const CapacityId power = size("battery power", 3000), energy = size("battery energy", 5000);
        const FlowId in = flow("in", 0.0, 1.0, power), out = flow("out", chance(0.5) ? 0.01 * price_ : 0.0, 1.0, power);
        network_.connect(balance, in, -1);
        network_.connect(balance, out, 1);
        const bool lossless = chance(0.2);
        Store store{.origin = {"battery", "level", ""},
                    .retention_per_hour = lossless ? 1 : uniform(0.97, 1),
                    .flows = {{in, lossless ? 1 : 0.95}, {out, lossless ? -1 : -1 / 0.95}},
                    .upper = 1.0,
                    .upper_of = energy};
        if (chance(0.3)) {
            store.lower = 0.1;
            store.lower_of = energy;
        }
        if (measured) store.start_kwh = 0;
        const StoreId id = network_.add(store);
        if (chance(0.3))
            network_.add(
                Tie{.origin = {"battery", "ratio", ""}, .parts = {{energy, 1}, {power, -2}}, .upper = unlimited});
        if (chance(0.3)) {
            network_.add(Wish{.origin = {"battery", "reserve", ""},
                              .terms = {{network_.level(id), 1}},
                              .limit = series(0, 0.2 * scale_),
                              .price = 0.5 * price_});
        }
    }

    void add_heat(network::BalanceId electricity) {
        using namespace network;
        const BalanceId heat = network_.add(Balance{.origin = {"site", "heat", ""}, .value = series(0, scale_, 0.1)});
        const CapacityId chp = size("chp", 12000);
        const FlowId power = flow("chp", 3 * price_ / 0.4, 1.0, chp);
        network_.connect(electricity, power, 1);
        network_.connect(heat, power, 1.1);
        if (chance(0.5))
            network_.add(Ramp{.origin = {"chp", "ramp", ""}, .flow = power, .up = 0.25, .down = 0.3, .of = chp});
        const FlowId heat_pump = flow("heat pump", 0.0, 1.0, size("heat pump", 7000));
        network_.connect(electricity, heat_pump, Value(series(-0.4, -0.2)));
        network_.connect(heat, heat_pump, 1);
        network_.connect(heat, flow("boiler", 9 * price_, chance(0.5) ? scale_ * 1.5 : unlimited), 1);
        network_.connect(heat, flow("unserved heat", 900 * price_), 1);
        if (chance(0.6)) network_.connect(heat, flow("waste", 0.0), -1);
        if (chance(0.5)) add_store(heat, chance(0.3));
    }

    void add_line(int a, int b) {
        using namespace network;
        const CapacityId line = size("line", 1200);
        for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
            const FlowId sent = flow("line", 0.0, 1.0, line);
            network_.connect(electricity_[static_cast<std::size_t>(from)], sent, -1);
            network_.connect(electricity_[static_cast<std::size_t>(to)], sent, 0.97);
        }
    }

    void add_peak() {
        using namespace network;
        Peak peak{.origin = {"grid", "peak", ""}};
        for (const FlowId bought : purchases_) peak.terms.push_back({bought, 1});
        const int months = whole(1, 5);
        for (int m = 0; m < months; ++m)
            peak.of_set.push_back(network_.add(Capacity{.origin = {"grid", "peak", ""}, .cost = 20 * price_}));
        for (int t = 0; t < steps_; ++t) peak.set_of_step.push_back(chance(0.02) ? -1 : t * months / steps_);
        network_.add(peak);
    }

    void add_total() {
        using namespace network;
        Total total{.origin = {"district", "import", ""}};
        for (const FlowId bought : purchases_) total.terms.push_back({bought, 1});
        total.upper = scale_ * steps_ * uniform(0.1, 0.8);
        if (chance(0.5)) total.price = 3 * price_;
        network_.add(total);
    }

    /// No row alone shows that it cannot be: what must come out of a store over the year goes into it only from a line
    /// that gives less.
    void ask_for_too_much() {
        using namespace network;
        const double kw = scale_ * uniform(0.1, 2);
        const BalanceId island = network_.add(Balance{.origin = {"island", "electricity", ""}, .value = kw});
        network_.connect(island, flow("cable", price_, kw * uniform(0.5, 0.99)), 1);
        const FlowId in = flow("in", 0.0, 3 * kw), out = flow("out", 0.0, 3 * kw);
        network_.connect(island, in, -1);
        network_.connect(island, out, 1);
        network_.add(Store{.origin = {"island battery", "level", ""},
                           .retention_per_hour = uniform(0.98, 1),
                           .flows = {{in, 0.95}, {out, -1 / 0.95}},
                           .upper = 10 * kw});
    }

    /// What is bought is sold for more, over a line that has no limit.
    void earn_without_end() {
        const network::BalanceId at = network_.add(network::Balance{.origin = {"trader", "electricity", ""}});
        const double cost = uniform(1, 30) * price_;
        network_.connect(at, flow("bought", cost), 1);
        network_.connect(at, flow("sold", -cost * uniform(1.02, 2)), -1);
    }

    std::mt19937_64 random_;
    int steps_ = 0;
    network::Network network_;
    double scale_ = 1, price_ = 1;
    std::vector<network::BalanceId> electricity_;
    std::vector<network::FlowId> purchases_;
};

}  // namespace gaiku::solve::test
