#include "technology/technology.h"

namespace gaiku {

void Technology::check(const Record&, Findings&) const {}

AssetCost Technology::cost(const Record&, double) const {
    return {};
}

std::optional<DayGeneration> Technology::day_generation(const Record&, const District&, const Tables&) const {
    return std::nullopt;
}

double Technology::shiftable_kwh(const Record&) const {
    return 0;
}

std::vector<Field> Technology::cost_fields_per_kw(const std::string& row) {
    return {
        {.key = "capital",
         .kind = Kind::quantity,
         .unit = "yen/kW",
         .meaning = {"price installed", "整備単価"},
         .required = true,
         .data = {"unit_costs", row, "capital"},
         .minimum = 0,
         .maximum = 1e8},
        {.key = "upkeep",
         .kind = Kind::quantity,
         .unit = "yen/kW/year",
         .meaning = {"upkeep a year", "維持管理費単価"},
         .required = true,
         .data = {"unit_costs", row, "upkeep"},
         .minimum = 0,
         .maximum = 1e7},
        {.key = "fit",
         .kind = Kind::reference,
         .meaning = {"feed-in tariff: class/fiscal year of fit_prices", "固定価格買取の区分/年度（fit_prices）"},
         .target = "rows:fit_prices"},
        {.key = "fit_price",
         .kind = Kind::quantity,
         .unit = "yen/kWh",
         .meaning = {"feed-in price with tax", "買取価格（税込）"},
         .data = {"fit_prices", "{fit}", "price_with_tax"},
         .minimum = 0,
         .maximum = 1000},
        {.key = "fit_period",
         .kind = Kind::quantity,
         .unit = "year",
         .meaning = {"years in which it is paid", "買取期間"},
         .data = {"fit_prices", "{fit}", "period"},
         .minimum = 1,
         .maximum = 100},
    };
}

}  // namespace gaiku
