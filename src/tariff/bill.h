#pragma once

#include <span>
#include <string>
#include <vector>

#include "tariff/demand.h"

namespace gaiku {

/// A line of a bill: amount = quantity x price x factor, rounded.
struct BillItem {
    std::string charge;
    Text name;
    double quantity = 0;  ///< as printed, in `unit`
    std::string unit;     ///< "kWh", "m3", "kW", "m3/h", "month", "day", "%"
    double price = 0;     ///< money a unit
    double factor = 1;    ///< power factor, part of a month
    double amount = 0;
};

/// The bill of a month.
struct MonthlyBill {
    int year = 0, month = 1;
    double part = 1;  ///< of the month that is billed
    double energy_kwh = 0;
    std::vector<BillItem> items;
    double total = 0;  ///< as printed
    double exact = 0;  ///< before any rounding of kW, kWh and money
    struct Demand {
        double measured_kw = 0;
        std::string at;  ///< "2025-08-05 14:00"
        double billed_kw = 0;
        std::string
            from;  ///< month whose demand is charged, "2025-08"; "before-3" (3 months before the axis); "agreed"
        double peak_factor = 1;  ///< highest demand over the highest hourly mean
    };
    std::optional<Demand> demand;  ///< of the first demand charge
};

/// Bills by month. `kw`: mean of each interval, of all that is billed together. Charges stand in the tariff's order.
[[nodiscard]] std::vector<MonthlyBill> make_bills(const Pricing& pricing, const Terms& terms,
                                                  std::span<const double> kw);

}  // namespace gaiku
