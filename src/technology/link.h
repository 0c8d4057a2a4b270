#pragma once

#include <string>
#include <vector>

#include "technology/technology.h"

namespace gaiku {

/// What a line or pipe between two blocks is. With s >= 0 what is sent into it at one end, kW:
///
///   received = efficiency x s;  electricity taken at the sending end = pumping x s
///   each end has its capacity: what enters there and what leaves there is at most that
struct Link {
    std::string from, to, carrier;
    double efficiency = 1;
    double pumping = 0;  ///< kWh of electricity a kWh sent
    bool both_ways = true;
    double length_m = 0;
};

/// A technology that is a Link.
class LinkTechnology : public Technology {
public:
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;
    /// Of both ends at `kw`, with its trench.
    [[nodiscard]] AssetCost cost(const Record& asset, double kw) const override;

protected:
    LinkTechnology(std::string name, Text meaning, std::vector<Field> own);
    [[nodiscard]] virtual Link link(const AssetInput& asset) const = 0;
    /// Ends, efficiency and length.
    [[nodiscard]] static Link read_link(const AssetInput& asset);

private:
    Section section_;
};

}  // namespace gaiku
