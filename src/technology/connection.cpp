#include "technology/connection.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/constants.h"
#include "tariff/contract.h"
#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

/// Controls: bought, sold. Ports: the same, into the balance; then both again as what crosses the district's border.
class ConnectionMachine final : public Machine {
public:
    ConnectionMachine(double most_kw, bool sells, double export_kw)
        : most_(most_kw), export_(export_kw), sells_(sells) {}

    void step(std::size_t, double, std::span<const double> wanted, double&, std::span<double> ports) const override {
        const double bought = std::clamp(wanted[0], 0.0, most_);
        ports[0] = ports[1] = bought;
        if (!sells_) return;
        const double sold = std::clamp(wanted[1], 0.0, export_);
        ports[2] = ports[3] = -sold;
    }

private:
    double most_, export_;
    bool sells_;
};

/// The month (0-11) of an hour of the year; years follow each other without leap days.
int month_of(double hour) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double rest = std::fmod(hour, hours_a_year);
    for (std::size_t month = 0; month < days.size(); ++month) {
        rest -= days[month] * 24;
        if (rest < 0) return static_cast<int>(month);
    }
    return 11;
}

struct Sets {
    std::vector<std::int32_t> of_step;
    std::vector<double> months;  ///< part of a month that each set has
};

/// The months that a horizon touches.
Sets months(const network::Horizon& horizon) {
    Sets sets;
    double hour = 0;
    int before = -1;
    for (int t = 0; t < horizon.steps(); ++t) {
        const int month = month_of(hour);
        if (month != before) sets.months.push_back(0);
        before = month;
        sets.of_step.push_back(static_cast<std::int32_t>(sets.months.size() - 1));
        constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        sets.months.back() += horizon.hours(t) / (days[static_cast<std::size_t>(month)] * 24.0);
        hour += horizon.hours(t);
    }
    return sets;
}

/// The grid gives electricity, and nothing else does: its factors are those of the environment.
void check_carrier(const AssetInput& asset, Findings& findings) {
    if (asset.text("technology") != "grid_connection") return checks::not_electricity(asset, {"carrier"}, findings);
    if (asset.text("carrier") == "electricity") return;
    findings.add(asset.record().finding(
        "contradiction", "carrier", {"electricity", "electricity（電力）"},
        {"use gas_connection for another carrier", "電力以外は gas_connection を使ってください"}));
}

/// The highest purchase and what it costs.
void add_peaks(AssetNetwork& asset, const Connection& is, network::FlowId bought) {
    network::Network& network = asset.network();
    const auto& horizon = network.horizon();
    const double charge = is.demand_charge * asset.builder().costs().running_weight(is.carrier);
    network::Peak peak;
    peak.origin = asset.origin("peak", "demand_charge");
    peak.terms = {{bought, 1.0}};
    const auto book = [&](network::CapacityId id, double cost) {
        asset.builder().book(CostKind::demand_charge, asset.input().id(), id, cost);
        return id;
    };
    if (!is.monthly) {
        const auto highest = network.add(network::Capacity{.origin = peak.origin, .yearly_cost = charge});
        peak.of_set = {book(highest, charge * horizon.years())};
        peak.set_of_step.assign(static_cast<std::size_t>(horizon.steps()), 0);
    } else {
        Sets sets = months(horizon);
        double hours = 0;
        for (const double h : horizon.hours()) hours += h;
        const double share = horizon.years() * hours_a_year / hours;  // of a month's charge, where the year is scaled
        for (const double month : sets.months) {
            const double cost = charge / 12 * month * share;
            peak.of_set.push_back(book(network.add(network::Capacity{.origin = peak.origin, .cost = cost}), cost));
        }
        peak.set_of_step = std::move(sets.of_step);
    }
    network.add(std::move(peak));
}

}  // namespace

ConnectionTechnology::ConnectionTechnology(std::string name, Text meaning, const std::string& carrier,
                                           std::vector<Field> own) {
    section_ = {
        .name = std::move(name),
        .meaning = std::move(meaning),
        .fields = fields::join(
            {{fields::carrier("carrier", {"what is bought", "購入するエネルギー種別"}, carrier),
              fields::price("price", {"price of a kWh, or the name of a series", "単価、または時系列の名前"}, false)},
             fields::size(
                 "capacity", "kW",
                 {"power that can be bought, sized or unlimited", "購入できる電力・熱量。sized、unlimited も可"},
                 {"sized", "unlimited"}),
             {{.key = "capital",
               .kind = Kind::quantity,
               .unit = "yen/kW",
               .meaning = {"price of the connection a kW", "接続の単価"},
               .preset = "0 yen/kW",
               .minimum = 0,
               .maximum = 1e8},
              {.key = "demand_charge",
               .kind = Kind::quantity,
               .unit = "yen/kW/year",
               .meaning = {"price of a kW of the highest purchase", "最大購入量 1 kW あたりの基本料金"},
               .preset = "0 yen/kW/year",
               .minimum = 0,
               .maximum = 1e7},
              {.key = "demand_charge_on",
               .kind = Kind::choice,
               .meaning = {"the peak that counts: of the year, or of each month for itself",
                           "基本料金の対象: 年間最大、または月ごとの最大"},
               .preset = "year",
               .choices = {"year", "month"},
               .source = {"Japanese high-voltage contracts: highest demand of the last 12 months",
                          "高圧契約：過去12か月の最大需要電力"}},
              {.key = "target_demand",
               .kind = Kind::quantity,
               .unit = "kW",
               .meaning =
                   {"purchase above which stores of rule peak_cut give (plan.operation: rules)",
                    "目標デマンド。これを超える購入を rule: peak_cut の蓄電・蓄熱が抑える（plan.operation: rules）"},
               .minimum = 0,
               .maximum = 1e9},
              {.key = "co2_factor",
               .kind = Kind::quantity,
               .unit = "kg/kWh",
               .meaning = {"CO2 of a kWh bought", "購入1kWhのCO2排出係数"},
               .minimum = 0,
               .maximum = 3,
               .target = "series"},
              {.key = "primary_energy_factor",
               .kind = Kind::quantity,
               .unit = "MJ/kWh",
               .meaning = {"primary energy of a kWh bought", "購入1kWhの一次エネルギー換算係数"},
               .minimum = 0,
               .maximum = 20,
               .target = "series"}},
             contract_fields(carrier == "electricity"),
             std::move(own)})};
}

Connection ConnectionTechnology::read_connection(const AssetInput& asset) {
    Connection is;
    is.place = asset.place();
    is.carrier = asset.text("carrier");
    is.price = asset.profile_or("price", 0);
    is.by_tariff = asset.has("tariff") || asset.has("billed_with");
    is.demand_charge = asset.number("demand_charge");
    is.monthly = asset.text("demand_charge_on") == "month";
    if (asset.has("co2_factor")) is.co2_kg_per_kwh = asset.profile("co2_factor");
    if (asset.has("primary_energy_factor")) is.primary_mj_per_kwh = asset.profile("primary_energy_factor") * mj_per_kwh;
    return is;
}

namespace {

void add_missing_price(const AssetInput& asset, Findings& findings) {
    findings.add(asset.record().finding(
        "missing-key", "price",
        {"price (yen/kWh), tariff, or billed_with", "price（yen/kWh）、tariff、billed_with のいずれか"},
        {"add \"price:\" or \"tariff:\"", "「price:」か「tariff:」を加えてください"}));
}

/// What a tariff replaces stands not beside it.
void check_tariff(const AssetInput& asset, Findings& findings) {
    const bool by_tariff = asset.has("tariff") || asset.has("billed_with");
    if (!by_tariff && !asset.has("price")) add_missing_price(asset, findings);
    const auto contradiction = [&](const char* key) {
        findings.add(asset.record().finding("contradiction", key,
                                            {"a price here, or a tariff", "ここでの単価か料金表の一方"},
                                            {"remove one of the two", "どちらかを消してください"}));
    };
    if (by_tariff && asset.has("price")) contradiction("price");
    if (by_tariff && asset.number("demand_charge") != 0) contradiction("demand_charge");
    if (asset.has("sale_tariff") && asset.has("export_price")) contradiction("export_price");
}

}  // namespace

void ConnectionTechnology::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::place(asset, findings);
    check_carrier(asset, findings);
    checks::size(asset, "capacity", findings);
    if (!record.says("capacity", "unlimited")) checks::capital(asset, {"capital"}, findings);
    checks::running(asset, record.text("carrier"), findings);
    check_tariff(asset, findings);
    const Connection is = connection(asset);
    if (!is.export_price || !asset.has("price") || is.by_tariff || is.sells_by_tariff) return;
    const Profile gain = combine(*is.export_price, is.price, [](double sale, double price) { return sale - price; });
    const bool endless = record.says("capacity", "unlimited") || record.says("capacity", "sized");
    if (gain.largest() <= 0 || !endless || std::isfinite(is.export_limit_kw)) return;
    findings.add(record.finding(
        "contradiction", "export_price",
        {"a sale price that is never above the purchase price, or a limit", "購入単価を超えない売電単価、または上限"},
        {"add \"export_limit:\": buying to sell would have no end",
         "「export_limit:」を加えてください（転売に限りがなくなります）"}));
}

void ConnectionTechnology::add_to(AssetNetwork& asset) const {
    const Connection is = connection(asset.input());
    const double weight = asset.builder().costs().running_weight(is.carrier);
    const auto capacity = asset.size({.name = "capacity", .upkeep = ""});
    network::Flow purchase;
    purchase.origin = asset.origin("purchase", "capacity");
    purchase.upper_of = capacity;
    purchase.upper = capacity ? 1.0 : network::unlimited;
    purchase.cost = asset.value(is.price * weight);
    asset.builder().tally(purchase, is.co2_kg_per_kwh, is.primary_mj_per_kwh);
    const auto bought = asset.control(std::move(purchase), CostKind::energy);
    asset.port("purchase", bought, 1.0, is.place, is.carrier);
    asset.outside("bought", bought, 1.0, is.carrier);
    if (is.by_tariff) asset.builder().meter({asset.input().id(), bought, false});
    if (is.demand_charge != 0) add_peaks(asset, is, bought);
    if (!is.export_price) return;
    network::Flow sale;
    sale.origin = asset.origin("sale", "export_price");
    sale.upper = is.export_limit_kw;
    sale.cost = asset.value(*is.export_price * -weight);
    const auto sold = asset.control(std::move(sale), CostKind::revenue);
    if (is.sells_by_tariff) asset.builder().meter({asset.input().id(), sold, true});
    asset.port("sale", sold, -1.0, is.place, is.carrier);
    asset.outside("sold", sold, -1.0, is.carrier);
}

std::unique_ptr<Machine> ConnectionTechnology::machine(const AssetInput& asset, std::span<const double> sizes) const {
    const Connection is = connection(asset);
    return std::make_unique<ConnectionMachine>(sizes[0], is.export_price.has_value(), is.export_limit_kw);
}

}  // namespace gaiku
