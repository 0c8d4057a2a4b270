#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "district/district.h"
#include "operate/latest.h"
#include "operate/names.h"
#include "operate/role.h"
#include "telemetry/store/device.h"

namespace gaiku::operate {

/// Of a value that is known: whether it is of now.
enum class Quality {
    good,
    late,  ///< older than twice its interval: shown, and counted in no sum
};

struct ChannelNow {
    std::string name;
    std::string_view unit;
    double value = 0;
    TimeMs time = 0;
    Quality quality = Quality::good;
    TimeMs interval = 0;  ///< between its last two readings; 0 where there is one
};

struct DeviceNow {
    std::string name, block, building, asset;
    Role role = Role::none;
    std::vector<ChannelNow> channels;  ///< none: nothing was heard of it
    [[nodiscard]] bool is_good() const;
};

/// A value that others make up, by a declared formula (formulas.h). Missing is missing, and why is said.
struct Derived {
    std::string_view key;
    std::optional<double> value;
    TimeMs oldest = 0;          ///< of the readings in it; 0 where there are none
    std::size_t known = 0;      ///< devices in it
    std::size_t of = 0;         ///< devices that belong in it
    std::string missing_first;  ///< the first device that is missing; empty: none is
};

/// A connection's half-hour of now, the period that demand is measured by: all its meters together.
struct HalfHour {
    std::string connection;
    TimeMs begin = 0, end = 0;
    std::optional<double> so_far_kwh;
    std::optional<double> heading_kw;   ///< mean of the half-hour, should power stay as it is
    std::optional<double> limit_kw;     ///< target_demand of the file, or the connection's capacity
    std::string device, block;          ///< of its first meter
    std::optional<double> power_kw;     ///< drawn now; below 0 fed in
    std::optional<double> capacity_kw;  ///< of the connection, where the file says it
};

/// The district, or one of its blocks.
struct PlaceNow {
    std::string id;  ///< of the block; empty: the district
    Text name;
    std::vector<Derived> values;   ///< as in formulas(), in their order
    std::vector<Derived> sources;  ///< kW fed in by kind of source (a Role's name), where there are any
    std::vector<HalfHour> half_hours;
};

/// The picture of now: whole, and never changed once it is made.
struct Image {
    TimeMs time = 0;
    PlaceNow district;
    std::vector<PlaceNow> blocks;
    std::vector<DeviceNow> devices;  ///< of the registry, by name
    std::shared_ptr<const Names> names = std::make_shared<const Names>();

    [[nodiscard]] Text name_of(const DeviceNow& device) const {
        return names->device(device.name, device.building, device.asset);
    }
};

/// What the district file says of each asset and block, looked up once.
class Surroundings {
public:
    explicit Surroundings(const District& district);

    struct Asset {
        Role role = Role::none;
        std::string block;
        std::optional<double> limit_kw;        ///< of a connection
        std::optional<double> connection_kw;   ///< capacity of a connection
        std::optional<double> co2_kg_per_kwh;  ///< of what a connection buys, where it is one number
        std::optional<double> capacity_kwh;    ///< of a store
    };
    [[nodiscard]] const Asset* asset(const std::string& id) const;
    /// Also of an asset that is gone: of what it was while it was there (remember).
    [[nodiscard]] const Asset* asset_ever(const std::string& id) const;
    /// Keeps what an earlier file said of assets that this one does not have, so that past figures stay.
    void remember(const Surroundings& earlier);
    [[nodiscard]] const std::vector<std::pair<std::string, Text>>& blocks() const { return blocks_; }
    [[nodiscard]] const Text& name() const { return name_; }
    [[nodiscard]] const std::shared_ptr<const Names>& names() const { return names_; }
    /// Of fuel gas bought in a block, or anywhere where the block has no connection of its own.
    [[nodiscard]] std::optional<double> gas_kg_per_kwh(const std::string& block) const;

private:
    std::map<std::string, Asset> assets_, gone_;
    std::map<std::string, double> gas_;
    std::vector<std::pair<std::string, Text>> blocks_;
    Text name_;
    std::shared_ptr<const Names> names_;
};

/// The picture of a time. Devices are those of the registry; a building's meters count where the registry says so.
[[nodiscard]] std::shared_ptr<const Image> image_of(const Surroundings& surroundings,
                                                    const std::vector<telemetry::Device>& devices, const Latest& latest,
                                                    TimeMs now);

}  // namespace gaiku::operate
