#pragma once

#include <memory>
#include <string>
#include <vector>

#include "district/district.h"
#include "tariff/demand.h"

namespace gaiku {

/// A customer's contract: connections that are billed together by one tariff.
struct Contract {
    std::string id;     ///< the connection that names the tariff
    bool sale = false;  ///< what is sold, by sale_tariff
    std::string carrier;
    std::vector<std::string> members;  ///< connections, the one that names the tariff first
    std::shared_ptr<const Tariff> tariff;
    Terms terms;
    const Record* record = nullptr;  ///< of the first connection
};

/// The most that all connections of a contract together can buy, kW; infinite where one of them has no limit.
[[nodiscard]] double most_bought_kw(const Contract& contract, const District& district);

/// The entries of a connection that make it a contract. `sells`: it may have a sale_tariff.
[[nodiscard]] std::vector<Field> contract_fields(bool sells);

/// The contracts of a district: of every connection with a tariff or a sale_tariff. What is wrong with one is found;
/// it is then left out.
[[nodiscard]] std::vector<Contract> contracts(const District& district, Findings& findings);

/// The same of a validated district.
[[nodiscard]] std::vector<Contract> contracts(const District& district);

/// Every tariff and contract of a district, used or not: also the years, series and levies that they need.
void check_tariffs(const District& district, Findings& findings);

/// The axis of a tariff in the plan: plan.year, plan.step, plan.hours.
[[nodiscard]] MeterAxis plan_axis(const District& district, const Tariff& tariff);

/// The district's series, and levies of the shipped table with the district's own rows over it.
[[nodiscard]] PriceSources price_sources(const District& district);

}  // namespace gaiku
