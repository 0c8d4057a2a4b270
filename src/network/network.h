#pragma once

#include <span>
#include <vector>

#include "network/elements.h"
#include "network/horizon.h"

namespace gaiku::network {

/// An energy network over a horizon, as data. It knows no solver: problem.h writes it as a linear programme.
///
/// `add` checks what it is given against what is there and throws std::invalid_argument: a mistake of the calling code,
/// since the user's input was validated before. `set` changes numbers in place; Problem::update then takes them over
/// without building anew.
class Network {
public:
    explicit Network(Horizon horizon) : horizon_(std::move(horizon)) {}

    /// One number for each step, finite.
    SeriesId add_series(std::vector<double> values);
    FlowId add(Flow flow);
    BalanceId add(Balance balance);
    SegmentId add(Segment segment);
    StoreId add(Store store);
    RampId add(Ramp ramp);
    CapacityId add(Capacity capacity);
    TieId add(Tie tie);
    PeakId add(Peak peak);
    TallyId add(Tally tally);
    TotalId add(Total total);
    WishId add(Wish wish);
    SwitchId add(Switch item);
    WindowId add(Window window);
    void clear_windows() { windows_.clear(); }

    /// A further flow in a balance; positive into it.
    void connect(BalanceId balance, FlowId flow, Value coefficient);
    /// A further flow in a total; a kWh.
    void connect(TotalId total, FlowId flow, Value coefficient);
    /// The level of a store, to be used like a flow in wishes and balances (kWh).
    [[nodiscard]] FlowId level(StoreId store) const { return levels_[store.at()]; }

    /// How many units are on: a flow of whole numbers, to be read and used like one.
    [[nodiscard]] FlowId on(SwitchId id) const { return on_[id.at()]; }
    /// The capacity that is on, kW, where it is a variable; none where it is a unit's size times their number.
    [[nodiscard]] FlowId online(SwitchId id) const { return online_[id.at()]; }

    void set_series(SeriesId series, std::span<const double> values);
    void set_limits(FlowId flow, Value lower, Value upper);
    void set_cost(FlowId flow, Value cost);
    void set_value(BalanceId balance, Value value);
    void set_limits(CapacityId capacity, double lower, double upper);
    void set_cost(CapacityId capacity, double yearly_cost, double cost);
    void set_limits(TotalId total, double lower, double upper);
    void set_start(StoreId store, double start_kwh);

    [[nodiscard]] const Horizon& horizon() const { return horizon_; }
    [[nodiscard]] std::span<const double> series(SeriesId id) const { return series_[id.at()]; }
    [[nodiscard]] double at(const Value& value, int step) const;
    /// Flows; the levels of stores are among them.
    [[nodiscard]] const std::vector<Flow>& flows() const { return flows_; }
    [[nodiscard]] const std::vector<Balance>& balances() const { return balances_; }
    [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
    [[nodiscard]] const std::vector<Store>& stores() const { return stores_; }
    [[nodiscard]] const std::vector<Ramp>& ramps() const { return ramps_; }
    [[nodiscard]] const std::vector<Capacity>& capacities() const { return capacities_; }
    [[nodiscard]] const std::vector<Tie>& ties() const { return ties_; }
    [[nodiscard]] const std::vector<Peak>& peaks() const { return peaks_; }
    [[nodiscard]] const std::vector<Tally>& tallies() const { return tallies_; }
    [[nodiscard]] const std::vector<Total>& totals() const { return totals_; }
    [[nodiscard]] const std::vector<Wish>& wishes() const { return wishes_; }
    [[nodiscard]] const std::vector<Switch>& switches() const { return switches_; }
    [[nodiscard]] const std::vector<Window>& windows() const { return windows_; }
    /// Some variable is a whole number.
    [[nodiscard]] bool has_integers() const;
    /// The store whose level a flow is, or none.
    [[nodiscard]] StoreId store_of(FlowId flow) const { return level_of_[flow.at()]; }

private:
    void check(const Value& value, const char* what) const;
    void check(const std::vector<Term>& terms, const char* what) const;
    template <class Tag>
    void check(Id<Tag> id, std::size_t size, const char* what) const;
    void check_optional(CapacityId id, const char* what) const;
    void check_convex(const Piece& before, const Piece& piece) const;

    Horizon horizon_;
    std::vector<std::vector<double>> series_;
    std::vector<Flow> flows_;
    std::vector<StoreId> level_of_;  ///< of each flow
    std::vector<Balance> balances_;
    std::vector<Segment> segments_;
    std::vector<Store> stores_;
    std::vector<FlowId> levels_;  ///< of each store
    std::vector<Ramp> ramps_;
    std::vector<Capacity> capacities_;
    std::vector<Tie> ties_;
    std::vector<Peak> peaks_;
    std::vector<Tally> tallies_;
    std::vector<Total> totals_;
    std::vector<Wish> wishes_;
    std::vector<Switch> switches_;
    std::vector<FlowId> on_, online_;  ///< of each switch
    std::vector<Window> windows_;
};

}  // namespace gaiku::network
