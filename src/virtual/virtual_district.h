#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "virtual/asset_device.h"
#include "virtual/building_load.h"
#include "virtual/people.h"
#include "virtual/state.h"

/// A district lived through step by step: people, buildings, machines, and the devices that measure them. Nothing here
/// knows a network or a broker.
namespace gaiku::field {

struct Settings {
    std::uint64_t seed = 1;
    Instant from;                       ///< a whole number of steps after midnight
    std::chrono::minutes step{1};       ///< divides a day
    std::chrono::minutes interval{30};  ///< of meters, a whole number of steps
};

class VirtualDistrict {
public:
    /// The district file must be without errors (check_virtual), and outlives it.
    VirtualDistrict(const District& district, const Technologies& technologies, Settings settings);
    VirtualDistrict(const VirtualDistrict&) = delete;
    VirtualDistrict& operator=(const VirtualDistrict&) = delete;

    [[nodiscard]] const std::vector<Device>& devices() const { return devices_; }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] const Axis& axis() const { return axis_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }

    /// Lives through the next step; `now` is then its end. Without the grid every load draws its critical part
    /// (shelters and class 1 of its `outage`) at most, and a device behind a load without any is dark.
    void step(bool grid_out);
    /// What the devices say at the end of the step: all that report after every step, and the meters at their interval.
    [[nodiscard]] std::vector<Frame> frames() const;

    /// Where it stands, and to go on from there. Devices and stores that a state does not know stay as they are.
    [[nodiscard]] State state() const;
    void go_on(const State& state);

    /// The balance of a carrier at a place in the step lived last, kW.
    struct BalanceNow {
        std::string place, carrier;
        double wanted_kw = 0, served_kw = 0;  ///< by loads
        double machines_kw = 0;               ///< what the machines put in, less what they take
        double left_over_kw = 0;
    };
    [[nodiscard]] std::vector<BalanceNow> balances() const;

    /// What the machines could not do beside the grid, since it began or went on: load that was cut, and energy that
    /// nobody took or gave. Places where there is none are left out.
    struct Shortfall {
        std::string place, carrier;
        double unserved_kwh = 0, left_over_kwh = 0;
    };
    [[nodiscard]] std::vector<Shortfall> shortfalls() const;

private:
    /// A load at a balance and its meters.
    struct Load {
        const NetworkModel::Demand* demand = nullptr;
        std::optional<BuildingLoad> building;
        std::unique_ptr<People> people;
        double critical = 0;                    ///< share that is served without the grid
        std::size_t first = 0;                  ///< its device, or those of its homes, one after another
        std::vector<std::size_t> charger_of{};  ///< device of each home's vehicle, or none
        std::vector<double> kw{};               ///< wanted, of each home; or one number
    };
    void add_load(const NetworkModel::Demand& demand, const District& district);
    void add_homes(Load& load, std::size_t homes, const District& district);
    std::size_t add_device(Device device);
    void want(Load& load, bool grid_out);
    void meter(const Load& load, double served);
    void look_at_the_sky();
    void note_shortfalls(double hours);
    [[nodiscard]] Frame frame(std::size_t device) const;
    [[nodiscard]] bool is_due(const Device& device) const;

    Settings settings_;
    Axis axis_;
    Plant plant_;
    std::deque<Load> loads_;
    std::vector<AssetDevice> assets_;
    std::size_t first_asset_ = 0;
    std::optional<std::size_t> sky_;  ///< where there is weather
    std::vector<Device> devices_;
    std::vector<double> wanted_kw_, served_kw_;         ///< of every balance
    std::vector<double> unserved_kwh_, left_over_kwh_;  ///< likewise, beside the grid
    Instant now_;
};

}  // namespace gaiku::field
