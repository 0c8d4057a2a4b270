#pragma once

#include <optional>
#include <string>
#include <vector>

#include "technology/technology.h"

namespace gaiku {

/// What a connection to a supplier is. With p >= 0 what is bought and e >= 0 what is sold, kW:
///
///   into the balance: p - e;  p <= capacity;  e <= export_limit
///   cost: price x p - export_price x e, and demand_charge x the highest p of the year or of each month;
///   with a tariff, what tariff_costs.h adds
struct Connection {
    std::string place, carrier;
    Profile price;  ///< money a kWh, as written
    std::optional<Profile> export_price;
    double export_limit_kw = network::unlimited;
    double demand_charge = 0;  ///< money a kW and year
    bool monthly = false;      ///< a twelfth of it on each month's peak
    bool by_tariff = false;    ///< a tariff says what purchases cost, price and demand_charge do not
    bool sells_by_tariff = false;
    std::optional<Profile> co2_kg_per_kwh;
    std::optional<Profile> primary_mj_per_kwh;
};

/// A technology that is a Connection.
class ConnectionTechnology : public Technology {
public:
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] bool in_networks() const override { return true; }
    void add_to(AssetNetwork& network) const override;
    [[nodiscard]] std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                   std::span<const double> sizes) const override;

protected:
    ConnectionTechnology(std::string name, Text meaning, const std::string& carrier, std::vector<Field> own);
    [[nodiscard]] virtual Connection connection(const AssetInput& asset) const = 0;
    /// Carrier, price and factors.
    [[nodiscard]] static Connection read_connection(const AssetInput& asset);

private:
    Section section_;
};

}  // namespace gaiku
