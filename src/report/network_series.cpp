#include <algorithm>
#include <cmath>

#include "report/network_names.h"
#include "report/network_view.h"
#include "technology/asset_input.h"

namespace gaiku {
namespace {

SeriesRole role_of(PortRole role) {
    switch (role) {
        case PortRole::supply:
            return SeriesRole::supply;
        case PortRole::charge:
            return SeriesRole::charge;
        case PortRole::discharge:
            return SeriesRole::discharge;
        case PortRole::purchase:
            return SeriesRole::purchase;
        case PortRole::sale:
            return SeriesRole::sale;
        case PortRole::dump:
            return SeriesRole::dump;
        case PortRole::use:
        case PortRole::border:
            break;
    }
    return SeriesRole::use;
}

bool moves(const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double v) { return std::abs(v) > nothing; });
}

bool is_constant(const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return values.empty() || *high - *low <= 1e-9 * (1 + std::abs(*high));
}

class SeriesMaker {
public:
    SeriesMaker(const District& district, const NetworkPlan& plan) : district_(district), plan_(plan) {}

    std::vector<ShownSeries> all() {
        for (const auto& demand : plan_.demands) add_demand(demand);
        for (std::size_t i = 0; i < plan_.schedules.size(); ++i) add_asset(plan_.schedules[i], plan_.assets[i].roles);
        for (const auto& price : plan_.prices) add_worth(price);
        return std::move(series_);
    }

private:
    void add_demand(const PlannedDemand& demand) {
        const std::string place = shown_place(district_, demand.place);
        const Text name = demand_name(district_, plan_, demand.id);
        const auto add = [&](const char* prefix, const Text& shown, SeriesRole role, const std::vector<double>& kw) {
            series_.push_back({prefix + demand.id, shown, "", "", demand.carrier, place, role, "kW", kw});
        };
        add("demand:", name, SeriesRole::demand, demand.kw);
        if (!moves(demand.unserved_kw)) return;
        add("unserved:", {name.en + ", not supplied", name.in(Language::ja) + "（供給不足）"}, SeriesRole::unserved,
            demand.unserved_kw);
    }

    void add_asset(const PlannedAssetSchedule& asset, const std::vector<PortRole>& roles) {
        const Record* record = find_asset(district_, asset.id);
        const std::string technology = record == nullptr ? "" : record->text("technology");
        const Text name = asset_name(district_, asset.id);
        for (std::size_t i = 0; i < asset.schedule.ports.size(); ++i) {
            const auto& port = asset.schedule.ports[i];
            if (roles[i] == PortRole::border || !moves(port.kw)) continue;
            ShownSeries series{asset.id + "." + port.name,
                               name,
                               asset.id,
                               technology,
                               port.carrier,
                               shown_place(district_, port.place),
                               role_of(roles[i]),
                               "kW",
                               port.kw};
            const double sign = feeds(series.role) ? 1 : -1;
            for (double& kw : series.values) kw = std::max(0.0, sign * kw);
            series_.push_back(std::move(series));
        }
        if (moves(asset.schedule.level_kwh)) {
            const auto& port = asset.schedule.ports.front();
            series_.push_back({asset.id + ".level", name, asset.id, technology, port.carrier,
                               shown_place(district_, port.place), SeriesRole::level, "kWh", asset.schedule.level_kwh});
        }
        if (record != nullptr) add_price(asset, roles, *record);
    }

    /// What a connection pays, where that changes over time.
    void add_price(const PlannedAssetSchedule& asset, const std::vector<PortRole>& roles, const Record& record) {
        const auto bought = std::find(roles.begin(), roles.end(), PortRole::purchase);
        if (bought == roles.end() || !record.has("price")) return;
        const Profile price = AssetInput(record, district_).profile("price");
        std::vector<double> values(district_.steps());
        for (std::size_t t = 0; t < values.size(); ++t) values[t] = price.at(t);
        if (is_constant(values)) return;
        const auto& port = asset.schedule.ports[static_cast<std::size_t>(bought - roles.begin())];
        const Text name = asset_name(district_, asset.id);
        series_.push_back({asset.id + ".price",
                           {name.en + ", price", name.in(Language::ja) + "の単価"},
                           asset.id,
                           record.text("technology"),
                           port.carrier,
                           shown_place(district_, port.place),
                           SeriesRole::price,
                           plan_.currency + "/kWh",
                           std::move(values)});
    }

    void add_worth(const PlannedPrice& price) {
        if (is_constant(price.by_step)) return;
        const Text carrier = carrier_label(district_, price.carrier);
        series_.push_back({"price:" + price.place + "/" + price.carrier,
                           {"Worth of " + lower(carrier.en), carrier.in(Language::ja) + "の限界価値"},
                           "",
                           "",
                           price.carrier,
                           shown_place(district_, price.place),
                           SeriesRole::price,
                           plan_.currency + "/kWh",
                           price.by_step});
    }

    static std::string lower(std::string text) {
        if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
        return text;
    }

    const District& district_;
    const NetworkPlan& plan_;
    std::vector<ShownSeries> series_;
};

}  // namespace

const char* name_of(SeriesRole role) {
    static constexpr const char* names[] = {"supply", "use",  "demand",   "charge", "discharge", "import",
                                            "export", "dump", "unserved", "level",  "price"};
    return names[static_cast<int>(role)];
}

const char* name_of(CostKind kind) {
    static constexpr const char* names[] = {"capital", "upkeep", "demand_charge", "energy", "revenue", "unserved"};
    return names[static_cast<int>(kind)];
}

bool feeds(SeriesRole role) {
    return role == SeriesRole::supply || role == SeriesRole::discharge || role == SeriesRole::purchase ||
           role == SeriesRole::unserved;
}

std::vector<ShownSeries> shown_series(const District& district, const NetworkPlan& plan) {
    return SeriesMaker(district, plan).all();
}

}  // namespace gaiku
