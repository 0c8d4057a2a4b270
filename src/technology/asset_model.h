#pragma once

#include <string>
#include <vector>

#include "district/record.h"
#include "network/network.h"

namespace gaiku {

class Technology;

/// A place where an asset meets a balance: kW into it = coefficient x flow.
struct AssetPort {
    std::string name;  ///< "output", "fuel", "charge"
    network::FlowId flow;
    network::Value coefficient;
    std::string place;  ///< empty: outside of the district, a purchase or a sale
    std::string carrier;
};

/// A size of an asset.
struct AssetSize {
    std::string name;              ///< "capacity", "power", "from_end"
    bool energy = false;           ///< kWh, else kW
    network::CapacityId capacity;  ///< none where it is unlimited
    bool count = false;            ///< a number of units, neither kW nor kWh
};

/// A kind of units of an asset that are on or off.
struct AssetUnits {
    network::FlowId on;      ///< how many
    network::FlowId output;  ///< kW of all of them
    network::FlowId input;   ///< the same of their input, where the part load leaves a choice (PartLoad::has_chord)
};

/// What an asset has put into a network: how its solution is read back and how it is stepped.
struct AssetModel {
    const Record* asset = nullptr;
    const Technology* technology = nullptr;
    std::vector<AssetPort> ports;
    std::vector<network::FlowId> controls;  ///< what a dispatcher decides; all else follows
    std::vector<AssetUnits> units;          ///< none where it runs at every load
    std::vector<AssetSize> sizes;
    network::StoreId store;  ///< or none
};

}  // namespace gaiku
