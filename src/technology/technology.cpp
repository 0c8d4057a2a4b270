#include "technology/technology.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gaiku {

void Technology::check(const Record&, const District&, Findings&) const {}

AssetCost Technology::cost(const Record& asset, double size) const {
    return {size * asset.number_or("capital", 0), size * asset.number_or("upkeep", 0)};
}

void Technology::add_to(AssetNetwork&) const {
    throw std::logic_error("technology " + section().name + " has no part in networks");
}

std::unique_ptr<Machine> Technology::machine(const AssetInput&, std::span<const double>) const {
    throw std::logic_error("technology " + section().name + " has no part in networks");
}

AssetSchedule Technology::read_back(const AssetModel& model, const SolvedNetwork& solved) const {
    AssetSchedule schedule;
    const network::Network& network = solved.network();
    const int steps = network.horizon().steps();
    const auto series = [&](const auto& kw) {
        std::vector<double> values(static_cast<std::size_t>(steps));
        for (int t = 0; t < steps; ++t) values[static_cast<std::size_t>(t)] = kw(t);
        return values;
    };
    for (const auto& port : model.ports) {
        schedule.ports.push_back({port.name, port.place, port.carrier, series([&](int t) {
                                      return network.at(port.coefficient, t) * solved.at(port.flow, t);
                                  })});
    }
    for (const auto& size : model.sizes) {
        schedule.sizes.push_back({size.name, size.energy,
                                  size.capacity ? std::optional(solved.at(size.capacity)) : std::nullopt, size.count});
    }
    for (const auto& unit : model.units) {
        auto& units = schedule.units.emplace_back();
        units.on = series([&](int t) { return solved.at(unit.on, t); });
        units.kw = series([&](int t) { return solved.at(unit.output, t); });
        if (unit.input) units.input_kw = series([&](int t) { return solved.at(unit.input, t); });
    }
    for (const auto flow : model.controls)
        schedule.controls.push_back(series([&](int t) { return solved.at(flow, t); }));
    if (model.store) {
        const auto level = network.level(model.store);
        schedule.level_kwh = series([&](int t) { return solved.at(level, t); });
    }
    return schedule;
}

std::optional<DayGeneration> Technology::day_generation(const Record&, const District&, const Tables&) const {
    return std::nullopt;
}

void Technology::check_sized(const Record& asset, Findings& findings) {
    if (!asset.says("capacity", "sized")) return;
    if (asset.yes("existing")) {
        findings.add(asset.finding(
            "contradiction", "existing",
            {"what is to be sized is not there yet", "容量を決める設備は既設ではありません"},
            {"remove \"existing: yes\", or give its capacity", "「existing: yes」を消すか、容量を書いてください"}));
    }
}

void Technology::check_fit(const Record& asset, Findings& findings) {
    const bool price = asset.has("fit_price");
    if (price == asset.has("fit_period") && (price || !asset.has("fit"))) {
        const Value* period = asset.find("fit_period");
        if (period == nullptr || period->number == std::floor(period->number)) return;
        findings.add(asset.finding("out-of-range", "fit_period", {"whole years", "整数の年数"},
                                   {"write whole years", "整数の年数で書いてください"}));
        return;
    }
    Finding finding = asset.finding("missing-key", price ? "fit_period" : "fit_price",
                                    price ? Text{"the years in which fit_price is paid", "fit_price の買取期間"}
                                          : Text{"a price with tax; the row of fit_prices has none",
                                                 "税込の買取価格（fit_prices のこの行にはありません）"},
                                    price ? Text{"add \"fit_period:\"", "「fit_period:」を加えてください"}
                                          : Text{"add \"fit_price:\", or name another row by \"fit:\"",
                                                 "「fit_price:」を加えるか、「fit:」で別の行を指定してください"});
    if (const Value* row = asset.find("fit"); row != nullptr && !price) {
        finding.position = row->position;
        finding.value = row->written;
    }
    findings.add(std::move(finding));
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
         .data = {"fit_prices", "{fit}", "price_with_tax", "price"},
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
