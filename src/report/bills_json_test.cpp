#include "report/bills_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/bill_sheets.h"

// Whoever pays by these files pays what the bill says.
namespace gaiku {
namespace {

NetworkPlan plan() {
    MonthlyBill bill;
    bill.year = 2025;
    bill.month = 8;
    bill.energy_kwh = 1000.4;
    bill.items = {{"base", {"Base charge", "基本料金"}, 100, "kW", 1900, 0.87, 165'300},
                  {"energy", {"Energy", ""}, 1000, "kWh", 18, 1, 18'000}};
    bill.total = 183'300;
    bill.exact = 183'307.2;
    bill.demand = MonthlyBill::Demand{99.7, "2025-08-05 14:00", 100, "before-3", 1.02};
    NetworkPlan plan;
    plan.currency = "yen";
    PlannedBill contract;
    contract.id = "grid";
    contract.name = {"Grid", "系統"};
    contract.carrier = "electricity";
    contract.tariff = "t";
    contract.tariff_name = {"Tariff", "料金表"};
    contract.members = {"grid", "east"};
    contract.months = {bill};
    PlannedBill sale = contract;
    sale.sale = true;
    sale.months[0].demand.reset();
    plan.bills = {contract, sale};
    return plan;
}

TEST(BillsJson, HasAnEntryForEachContractAndMonth) {
    const auto json = bills_json(plan());
    ASSERT_EQ(json.size(), 2u);
    EXPECT_EQ(json[0].at("month"), "2025-08");
    EXPECT_EQ(json[0].at("direction"), "purchase");
    EXPECT_EQ(json[0].at("members").size(), 2u);
    EXPECT_EQ(json[0].at("total"), 183'300);
    EXPECT_EQ(json[0].at("exact_total"), 183'307.2);
    EXPECT_EQ(json[0].at("contract_kw"), 100);
    EXPECT_EQ(json[0].at("contract_from"), "before-3");
    EXPECT_EQ(json[0].at("items")[0].at("factor"), 0.87);
    EXPECT_EQ(json[0].at("items")[1].at("name").at("ja"), "Energy") << "never an empty name";
    EXPECT_EQ(json[1].at("direction"), "sale");
    EXPECT_TRUE(json[1].at("contract_kw").is_null()) << "not 0: there is none";
}

TEST(BillsJson, IsByContractForTheReport) {
    const auto json = bills_report_json(plan());
    ASSERT_EQ(json.size(), 2u);
    EXPECT_EQ(json[0].at("tariff").at("ja"), "料金表");
    EXPECT_EQ(json[0].at("months")[0].at("demand").at("at"), "2025-08-05 14:00");
    EXPECT_TRUE(json[1].at("sale").get<bool>());
    EXPECT_TRUE(json[1].at("months")[0].at("demand").is_null());
}

TEST(BillSheets, HaveARowForEachMonthAndOneForEachLine) {
    Plan all;
    ScenarioPlan scenario;
    scenario.id = "base";
    scenario.network = plan();
    all.scenarios.push_back(scenario);
    const auto sheets = bill_sheets(all, Language::ja);
    ASSERT_EQ(sheets.size(), 2u);
    EXPECT_EQ(sheets[0].rows.size(), 2u);
    EXPECT_EQ(sheets[1].rows.size(), 4u);
    for (const auto& sheet : sheets) {
        for (const auto& row : sheet.rows) EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
    }
    EXPECT_EQ(std::get<double>(sheets[0].rows[0][4]), 183'300);
    EXPECT_EQ(sheets[0].columns[4].title, "請求・売電額 (yen)");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(sheets[0].rows[1][8])) << "a sale has no demand";
    EXPECT_TRUE(bill_sheets({}, Language::en).empty());
}

}  // namespace
}  // namespace gaiku
