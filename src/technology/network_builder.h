#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "network/network.h"
#include "technology/asset_model.h"
#include "technology/cost_basis.h"
#include "technology/part_load.h"

namespace gaiku {

/// What works without the grid, for the self-supply ratio.
enum class StandAlone {
    firm,           ///< a generator that starts by itself
    with_storage,   ///< counts as far as storage has power
    storage_power,  ///< the power of storage
};

/// As what money is booked.
enum class CostKind { capital, upkeep, demand_charge, energy, revenue, unserved };

/// What a unit of an element costs, and as what. The bookings of all elements add up to the network's cost.
struct Booking {
    CostKind kind{};
    std::string owner;             ///< the asset or demand that bears it
    network::FlowId flow;          ///< a kWh of it costs `per_unit`
    network::CapacityId capacity;  ///< or a unit of it, over the whole horizon
    network::Value per_unit;
};

/// A network under construction: one balance for each place and carrier, series registered once, costs counted by the
/// district's basis, CO2 and primary energy tallied.
class NetworkBuilder {
public:
    NetworkBuilder(const District& district, network::Horizon horizon);

    [[nodiscard]] network::Network& network() { return network_; }
    [[nodiscard]] const District& district() const { return district_; }
    [[nodiscard]] const CostBasis& costs() const { return costs_; }

    [[nodiscard]] network::Value value(const Profile& profile);
    [[nodiscard]] network::BalanceId balance(const std::string& place, const std::string& carrier);

    struct BalanceAt {
        std::string place, carrier;
        network::BalanceId id;
    };
    [[nodiscard]] const std::vector<BalanceAt>& balances() const { return balances_; }

    /// kWh of CO2 (kg) and primary energy (MJ) on a flow; a factor that is not known makes the total unknown.
    void tally(network::Flow& flow, const std::optional<Profile>& co2_kg_per_kwh,
               const std::optional<Profile>& primary_mj_per_kwh);
    [[nodiscard]] network::TallyId co2() const { return co2_; }
    [[nodiscard]] network::TallyId primary_energy() const { return primary_; }
    [[nodiscard]] network::TallyId capital() const { return capital_; }
    [[nodiscard]] bool co2_known() const { return co2_known_; }
    [[nodiscard]] bool primary_energy_known() const { return primary_known_; }

    /// A flow that a tariff charges or pays for; tariff_costs.h puts its costs into the network.
    struct Meter {
        std::string asset;
        network::FlowId flow;
        bool sale = false;
    };
    void meter(Meter meter) { meters_.push_back(std::move(meter)); }
    [[nodiscard]] const std::vector<Meter>& meters() const { return meters_; }
    void book(CostKind kind, std::string owner, network::FlowId flow, network::Value per_kwh);
    void book(CostKind kind, std::string owner, network::CapacityId capacity, double per_unit);
    [[nodiscard]] const std::vector<Booking>& bookings() const { return bookings_; }

    /// What a flow's limits are while the public grid is out, where that is something else.
    struct OutageLimits {
        network::FlowId flow;
        network::Value lower = 0.0, upper = network::unlimited;  ///< of the same capacities
    };
    void in_outage(OutageLimits limits) { outage_limits_.push_back(limits); }
    [[nodiscard]] const std::vector<OutageLimits>& outage_limits() const { return outage_limits_; }

    void stand_alone(network::CapacityId capacity, StandAlone kind) { stand_alone_.emplace_back(capacity, kind); }
    [[nodiscard]] const auto& stand_alone() const { return stand_alone_; }

private:
    const District& district_;
    CostBasis costs_;
    network::Network network_;
    std::map<const std::vector<double>*, network::SeriesId> series_;
    std::vector<std::shared_ptr<const std::vector<double>>> kept_;  ///< so that addresses stay taken
    std::vector<BalanceAt> balances_;
    std::vector<Meter> meters_;
    std::vector<Booking> bookings_;
    std::vector<OutageLimits> outage_limits_;
    network::TallyId co2_, primary_, capital_;
    bool co2_known_ = true, primary_known_ = true;
    std::vector<std::pair<network::CapacityId, StandAlone>> stand_alone_;
};

/// What a size of an asset is called in the district file and what a unit of it costs.
struct SizeKeys {
    const char* name = "capacity";        ///< limits: min_NAME and max_NAME
    const char* capital = "capital";      ///< money a unit; may be absent
    const char* upkeep = "upkeep";        ///< money a unit and year; may be absent
    const char* grant = "yearly_grant";   ///< money a unit and year that is received; may be absent
    bool energy = false;                  ///< kWh
    double times = 1;                     ///< units that the costs count: metres of a pipe
    double largest = network::unlimited;  ///< a further upper limit
    const char* as = nullptr;             ///< its name in the result, where it is not `name`
};

/// One asset being written into a network. What it adds carries the asset's id and the position of the number it comes
/// from.
class AssetNetwork {
public:
    AssetNetwork(NetworkBuilder& builder, const AssetInput& input, AssetModel& model)
        : builder_(builder), input_(input), model_(model) {}

    [[nodiscard]] const AssetInput& input() const { return input_; }
    [[nodiscard]] NetworkBuilder& builder() { return builder_; }
    [[nodiscard]] network::Network& network() { return builder_.network(); }
    [[nodiscard]] network::Value value(const Profile& profile) { return builder_.value(profile); }
    /// `key`: the entry that a number comes from.
    [[nodiscard]] network::Origin origin(std::string quantity, const char* key = "technology") const;

    /// A size: free where the file says "sized", fixed where it gives a number, none where it says "unlimited".
    network::CapacityId size(const SizeKeys& keys);
    /// A capacity of fixed cost a year, such as a trench: money of capital and of upkeep.
    void fixed_cost(const std::string& quantity, double capital, double upkeep);

    /// A number of units.
    network::CapacityId count(network::Capacity capacity);
    void unit(const AssetUnits& units) { model_.units.push_back(units); }

    /// `kind`: as what its cost is booked, where it has one.
    network::FlowId control(network::Flow flow, CostKind kind = CostKind::upkeep);
    network::FlowId flow(network::Flow flow, CostKind kind = CostKind::upkeep);
    /// What a machine takes for an output at part load: a flow of its own, or the output itself where the efficiency
    /// is the same at every load; then `cost` must have been counted there. cost: money a kWh of it. Where the part
    /// load has a chord (to `full_load`, a share of the capacity), the input is a control between curve and chord.
    network::FlowId input(const PartLoad& part_load, network::FlowId output, network::CapacityId capacity,
                          const Profile& cost, const Profile& full_load = 1.0);
    /// That flow alone, for machines whose units each have a part load of their own.
    network::FlowId input_flow(const PartLoad& part_load, network::FlowId output, const Profile& cost);
    [[nodiscard]] std::vector<network::Piece> pieces(const PartLoad& part_load);
    /// Where the part load of the asset stands.
    [[nodiscard]] const char* part_load_key() const { return input_.has("part_load") ? "part_load" : "curve"; }
    /// kW into the balance of a carrier at a place = coefficient x flow.
    void port(std::string name, network::FlowId flow, const Profile& coefficient, std::string place,
              std::string carrier);
    /// An energy that leaves or enters the district here; it is in no balance.
    void outside(std::string name, network::FlowId flow, double coefficient, std::string carrier);
    void store(network::StoreId store) { model_.store = store; }

private:
    NetworkBuilder& builder_;
    const AssetInput& input_;
    AssetModel& model_;
};

}  // namespace gaiku
