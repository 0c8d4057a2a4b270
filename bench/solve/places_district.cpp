#include "places_district.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

namespace gaiku::bench {
namespace {

using namespace network;

constexpr double turn = 6.283185307179586;

class Builder {
public:
    Builder(int places, int steps, Between between)
        : steps_(steps), network_(Horizon::uniform(steps, 1).with_years(steps / 8760.0)) {
        co2_ = network_.add(Tally{"CO2", "kg"});
        for (int p = 0; p < places; ++p) add_place(p);
        const bool apart = between == Between::nothing;
        for (int p = 0; p < places && places > 1 && !apart; ++p) add_line(p, (p + 1) % places);
        if (!apart) add_peaks(purchases_);
        for (const FlowId bought : purchases_) {
            if (apart) add_peaks({bought});
        }
        network_.add(Total{.origin = {"district", "CO2", ""}, .tallies = {co2_}, .upper = 0.15 * electricity_kwh_});
    }
    Network take() { return std::move(network_); }

private:
    /// The same on every machine, unlike the standard library's distributions.
    double uniform(double low, double high) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return low + (high - low) * static_cast<double>(state_ >> 11) / 9007199254740992.0;
    }
    SeriesId series(const std::function<double(double day, double hour)>& value) {
        std::vector<double> values;
        for (int t = 0; t < steps_; ++t) values.push_back(std::max(0.0, value(t / 24, t % 24)));
        return network_.add_series(values);
    }
    static double season(double day, double coldest) { return std::cos((day - coldest) / 365 * turn); }
    static double bump(double hour, double at, double width) { return std::exp(-std::pow((hour - at) / width, 2)); }

    CapacityId size(const char* asset, double yearly_cost, double upper = unlimited) {
        return network_.add(
            Capacity{.origin = {asset, "capacity", ""}, .upper = upper, .yearly_cost = yearly_cost * price_});
    }
    FlowId flow(const char* asset, Value cost = 0.0, CapacityId of = {}, Value upper = 1.0) {
        return network_.add(
            Flow{.origin = {asset, "flow", ""}, .upper = of ? upper : unlimited, .upper_of = of, .cost = cost});
    }
    BalanceId balance(const char* carrier, Value demand) {
        return network_.add(Balance{.origin = {"place", carrier, ""}, .value = demand});
    }

    void add_place(int p) {
        price_ = uniform(0.8, 1.25);
        const BalanceId electricity = balance("electricity", series([&](double d, double h) {
                                                  const double week = static_cast<int>(d) % 7 < 5 ? 1 : 0.7;
                                                  const double kw =
                                                      (500 + 900 * bump(h, 13, 4.2) + 500 * bump(h, 20, 2.2)) * week *
                                                      uniform(0.9, 1.1) * (1 + 0.2 * p);
                                                  electricity_kwh_ += kw;
                                                  return kw;
                                              }));
        const BalanceId heat =
            balance("heat", series([&](double d, double h) {
                        return std::max(0.0, 1800 * season(d, 20) - 300) * (0.5 + 0.5 * bump(h, 8, 5)) + 150 +
                               250 * bump(h, 20, 2.5);
                    }));
        const BalanceId cold =
            balance("cooling", series([&](double d, double h) {
                        return std::max(0.0, 1600 * season(d, 213) - 200) * (0.4 + 0.6 * bump(h, 15, 5)) + 60;
                    }));
        electricity_.push_back(electricity);
        add_grid(electricity);
        add_machines(electricity, heat, cold);
        add_store(electricity, "battery", 0.9999, 0.96, size("battery power", 1900), size("battery energy", 3300));
        add_store(heat, "tank", 0.993, 0.99, {}, size("tank", 210));
    }

    void add_grid(BalanceId electricity) {
        const SeriesId price = series([&](double, double h) {
            return (h >= 16 && h < 21 ? 31 : h >= 7 && h < 23 ? 22 : 13) * uniform(0.85, 1.2);
        });
        const FlowId bought =
            network_.add(Flow{.origin = {"grid", "purchase", ""}, .cost = price, .tallies = {{co2_, 0.42}}});
        const FlowId sold = network_.add(Flow{.origin = {"grid", "sale", ""}, .upper = 1500.0, .cost = -7.0});
        network_.connect(electricity, bought, 1);
        network_.connect(electricity, sold, -1);
        network_.connect(electricity, flow("unserved", 900.0), 1);
        purchases_.push_back(bought);
    }

    void add_machines(BalanceId electricity, BalanceId heat, BalanceId cold) {
        const auto sun = [&](double d, double h) {
            return (h < 5.5 || h > 18.5 ? 0 : std::sin((h - 5.5) / 13 * turn / 2)) * (0.55 + 0.4 * season(d, 172)) *
                   uniform(0.25, 1);
        };
        network_.connect(electricity, flow("pv", 0.0, size("pv", 11000), series(sun)), 1);
        network_.connect(heat, flow("collector", 0.0, size("collector", 9000), Value(series(sun), 0.8)), 1);
        const SeriesId wind =
            series([&](double d, double) { return std::min(1.0, 0.35 + 0.25 * season(d, 15) + uniform(-0.35, 0.35)); });
        network_.connect(electricity, flow("wind", 0.0, size("wind", 21000, 900), wind), 1);
        const FlowId engine = network_.add(Flow{.origin = {"engine", "flow", ""},
                                                .upper = 1.0,
                                                .upper_of = size("engine", 14000),
                                                .cost = 1.5 + 9.2 / 0.38,
                                                .tallies = {{co2_, 0.2 / 0.38}}});
        network_.connect(electricity, engine, 1);
        network_.connect(heat, engine, 1.1);
        const FlowId pump = flow("heat pump", 0.0, size("heat pump", 7000));
        network_.connect(electricity, pump, Value(series([&](double, double) { return uniform(0.26, 0.32); }), -1));
        network_.connect(heat, pump, 1);
        const FlowId boiler = network_.add(Flow{.origin = {"boiler", "flow", ""},
                                                .upper = 1.0,
                                                .upper_of = size("boiler", 900),
                                                .cost = 9.2 / 0.92,
                                                .tallies = {{co2_, 0.2 / 0.92}}});
        network_.connect(heat, boiler, 1);
        network_.connect(heat, flow("waste"), -1);
        const FlowId chiller = flow("chiller", 0.0, size("chiller", 6500));
        network_.connect(electricity, chiller, -1 / 4.5);
        network_.connect(cold, chiller, 1);
    }

    void add_store(BalanceId at, const char* asset, double retention, double efficiency, CapacityId power,
                   CapacityId energy) {
        const FlowId in = flow(asset, 0.0, power), out = flow(asset, 0.0, power);
        network_.connect(at, in, -1);
        network_.connect(at, out, 1);
        network_.add(Store{.origin = {asset, "level", ""},
                           .retention_per_hour = retention,
                           .flows = {{in, efficiency}, {out, -1 / efficiency}},
                           .upper = 1.0,
                           .upper_of = energy});
    }

    void add_line(int a, int b) {
        const CapacityId line = size("line", 1200);
        for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
            const FlowId sent = flow("line", 0.0, line);
            network_.connect(electricity_[static_cast<std::size_t>(from)], sent, -1);
            network_.connect(electricity_[static_cast<std::size_t>(to)], sent, 0.97);
        }
    }

    void add_peaks(const std::vector<FlowId>& purchases) {
        constexpr int hours_of_a_month = 730;
        Peak peak{.origin = {"grid", "peak", ""}};
        for (const FlowId bought : purchases) peak.terms.push_back({bought, 1});
        for (int t = 0; t < steps_; ++t) {
            const std::int32_t month = std::min(11, t / hours_of_a_month);
            if (static_cast<std::size_t>(month) == peak.of_set.size())
                peak.of_set.push_back(network_.add(Capacity{.origin = {"grid", "peak", ""}, .cost = 1500}));
            peak.set_of_step.push_back(month);
        }
        network_.add(peak);
    }

    int steps_;
    Network network_;
    std::uint64_t state_ = 1;
    double price_ = 1, electricity_kwh_ = 0;
    TallyId co2_;
    std::vector<BalanceId> electricity_;
    std::vector<FlowId> purchases_;
};

}  // namespace

network::Network places_district(int places, int steps, Between between) {
    return Builder(places, steps, between).take();
}

}  // namespace gaiku::bench
