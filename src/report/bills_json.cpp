#include "report/bills_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json items(const MonthlyBill& bill) {
    Json list = Json::array();
    for (const auto& item : bill.items) {
        list.push_back({{"id", item.charge},
                        {"name", text_json(item.name)},
                        {"quantity", item.quantity},
                        {"unit", item.unit},
                        {"price", item.price},
                        {"factor", item.factor},
                        {"amount", item.amount}});
    }
    return list;
}

}  // namespace

Json bills_json(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& contract : plan.bills) {
        for (const auto& bill : contract.months) {
            const auto& demand = bill.demand;
            list.push_back({{"id", contract.id},
                            {"carrier", contract.carrier},
                            {"tariff", contract.tariff},
                            {"direction", contract.sale ? "sale" : "purchase"},
                            {"members", contract.members},
                            {"month", fmt::format("{:04}-{:02}", bill.year, bill.month)},
                            {"part", bill.part},
                            {"energy_kwh", bill.energy_kwh},
                            {"items", items(bill)},
                            {"total", bill.total},
                            {"exact_total", bill.exact},
                            {"measured_kw", demand ? Json(demand->measured_kw) : Json()},
                            {"measured_at", demand ? Json(demand->at) : Json()},
                            {"contract_kw", demand ? Json(demand->billed_kw) : Json()},
                            {"contract_from", demand ? Json(demand->from) : Json()},
                            {"peak_factor", demand ? Json(demand->peak_factor) : Json()}});
        }
    }
    return list;
}

Json bills_report_json(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& contract : plan.bills) {
        Json months = Json::array();
        for (const auto& bill : contract.months) {
            Json demand;
            if (bill.demand) {
                demand = {{"measured_kw", bill.demand->measured_kw},
                          {"at", bill.demand->at},
                          {"billed_kw", bill.demand->billed_kw},
                          {"from", bill.demand->from},
                          {"peak_factor", bill.demand->peak_factor}};
            }
            months.push_back({{"year", bill.year},
                              {"month", bill.month},
                              {"part", bill.part},
                              {"energy_kwh", bill.energy_kwh},
                              {"items", items(bill)},
                              {"total", bill.total},
                              {"demand", std::move(demand)}});
        }
        list.push_back({{"id", contract.id},
                        {"name", text_json(contract.name)},
                        {"carrier", contract.carrier},
                        {"unit", contract.unit},
                        {"unit_kwh", contract.unit_kwh},
                        {"sale", contract.sale},
                        {"tariff", text_json(contract.tariff_name)},
                        {"members", contract.members},
                        {"months", std::move(months)}});
    }
    return list;
}

}  // namespace gaiku
