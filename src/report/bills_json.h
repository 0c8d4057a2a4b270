#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/network/result.h"

namespace gaiku {

/// The bills of a plan for plan.json, one entry a contract and month:
///
/// [{id, carrier, tariff, direction: "purchase" | "sale", members: [connection], month: "2025-08",
///   part: of the month that is planned, energy_kwh,
///   items: [{id, name: {en, ja}, quantity, unit, price, factor, amount}]; amount = quantity x price x factor, rounded,
///   total: as printed, exact_total: before any rounding of kW, kWh and money,
///   measured_kw, measured_at, contract_kw, contract_from: "2025-07", "before-3" (months) or "agreed", peak_factor:
///   number or null without a demand charge}]
[[nodiscard]] nlohmann::ordered_json bills_json(const NetworkPlan& plan);

/// The same for the report, by contract (web/report.schema.json, networkBill).
[[nodiscard]] nlohmann::ordered_json bills_report_json(const NetworkPlan& plan);

}  // namespace gaiku
