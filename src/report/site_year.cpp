#include "report/site_year.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/constants.h"
#include "plan/network/demands.h"
#include "plan/network/names.h"

namespace gaiku {
namespace {

bool is_line(const Record& asset) {
    return asset.has("from") && asset.has("to");
}

bool is_battery(const std::string& technology) {
    return technology.ends_with("battery");
}

class SiteMaker {
public:
    SiteMaker(const District& district, const NetworkPlan& plan)
        : district_(district), plan_(plan), off_(days_off(district)) {}

    SiteYear run() {
        for (const auto& [id, block] : district_.blocks()) site_.places.push_back({id, block->name(), {}});
        if (site_.places.empty()) return std::move(site_);
        for (const PlannedDemand& demand : plan_.demands) add(demand);
        for (std::size_t i = 0; i < plan_.schedules.size(); ++i) {
            const Record* asset = find_asset(district_, plan_.schedules[i].id);
            if (asset == nullptr) continue;
            if (is_line(*asset)) {
                add_line(*asset, plan_.schedules[i]);
            } else {
                add_machine(plan_.schedules[i], plan_.assets[i].roles);
            }
        }
        add_sizes();
        return std::move(site_);
    }

private:
    [[nodiscard]] double kwh(const std::vector<double>& kw) const {
        double sum = 0;
        for (const double value : kw) sum += std::abs(value) * plan_.step_hours;
        return sum;
    }

    [[nodiscard]] double weekday_kwh(const std::vector<double>& kw) const {
        double sum = 0;
        for (std::size_t t = 0; t < kw.size(); ++t) {
            const auto day =
                static_cast<std::size_t>(static_cast<double>(t) * plan_.step_hours * days_a_year / hours_a_year);
            if (day < off_.size() && !off_[day]) sum += std::abs(kw[t]) * plan_.step_hours;
        }
        return sum;
    }

    /// The only block where the district has one: then its demands and assets need not name it.
    PlaceYear* place(const std::string& id) {
        if (site_.places.size() == 1) return &site_.places.front();
        const auto at =
            std::find_if(site_.places.begin(), site_.places.end(), [&](const auto& p) { return p.id == id; });
        return at == site_.places.end() ? nullptr : &*at;
    }

    PlaceEnergy* energy(const std::string& id, const std::string& carrier) {
        PlaceYear* of = place(id);
        if (of == nullptr) return nullptr;
        const auto known =
            std::find_if(of->energy.begin(), of->energy.end(), [&](const auto& e) { return e.carrier == carrier; });
        return known == of->energy.end() ? &of->energy.emplace_back(PlaceEnergy{carrier}) : &*known;
    }

    void add(const PlannedDemand& demand) {
        PlaceEnergy* of = energy(demand.place, demand.carrier);
        if (of == nullptr) return;
        of->demand_kwh += kwh(demand.kw);
        of->unserved_kwh += kwh(demand.unserved_kw);
        auto& sum = demanded_[of->carrier + "/" + demand.place];
        sum.resize(std::max(sum.size(), demand.kw.size()), 0.0);
        for (std::size_t t = 0; t < demand.kw.size(); ++t) sum[t] += demand.kw[t];
        of->peak_kw = *std::max_element(sum.begin(), sum.end());
    }

    void add_machine(const PlannedAssetSchedule& asset, const std::vector<PortRole>& roles) {
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const auto& port = asset.schedule.ports[i];
            const bool counts =
                roles[i] == PortRole::supply || roles[i] == PortRole::purchase || roles[i] == PortRole::sale;
            const double sum = kwh(port.kw);
            if (!counts || sum < nothing) continue;
            PlaceEnergy* of = energy(port.place, port.carrier);
            if (of == nullptr) continue;
            (roles[i] == PortRole::supply ? of->made_kwh
             : roles[i] == PortRole::sale ? of->sold_kwh
                                          : of->bought_kwh) += sum;
        }
    }

    void add_line(const Record& asset, const PlannedAssetSchedule& planned) {
        const std::string& from = asset.text("from");
        const std::string& to = asset.text("to");
        std::vector<LineYear> lines;
        for (const auto& port : planned.schedule.ports) {
            const bool arrives = std::any_of(port.kw.begin(), port.kw.end(), [](double kw) { return kw > nothing; });
            const bool back = port.place == from;
            if (!arrives || (port.place != to && !back)) continue;
            LineYear& line = of_carrier(lines, asset, port.carrier);
            (back ? line.back_kwh : line.forth_kwh) += kwh(port.kw);
            if (!off_.empty()) (back ? line.back_weekday_kwh : line.forth_weekday_kwh).value() += weekday_kwh(port.kw);
            line.peak_kw = std::max(line.peak_kw, *std::max_element(port.kw.begin(), port.kw.end()));
        }
        // A line that carries nothing is there all the same.
        if (lines.empty() && !planned.schedule.ports.empty())
            of_carrier(lines, asset, planned.schedule.ports.front().carrier);
        for (auto& line : lines) site_.lines.push_back(std::move(line));
    }

    LineYear& of_carrier(std::vector<LineYear>& lines, const Record& asset, const std::string& carrier) const {
        for (auto& line : lines) {
            if (line.carrier == carrier) return line;
        }
        LineYear line;
        line.id = asset.id();
        line.name = asset_name(district_, asset.id());
        line.technology = asset.text("technology");
        line.carrier = carrier;
        line.from = asset.text("from");
        line.to = asset.text("to");
        if (!off_.empty()) line.forth_weekday_kwh = line.back_weekday_kwh = 0.0;
        return lines.emplace_back(std::move(line));
    }

    void add_sizes() {
        for (const PlannedSize& size : plan_.sizes) {
            const Record* asset = find_asset(district_, size.id);
            if (asset == nullptr || !size.value || *size.value < nothing) continue;
            PlaceYear* of = place(asset->text_or("block", ""));
            if (of == nullptr) continue;
            if (size.technology == "pv" && !size.energy) of->pv_kw += *size.value;
            if (is_battery(size.technology) && size.energy) of->battery_kwh += *size.value;
        }
    }

    const District& district_;
    const NetworkPlan& plan_;
    std::vector<bool> off_;  ///< of each day; empty without a calendar
    SiteYear site_;
    std::map<std::string, std::vector<double>> demanded_;  ///< kW a step, by carrier and place
};

}  // namespace

SiteYear site_year(const District& district, const NetworkPlan& plan) {
    return SiteMaker(district, plan).run();
}

}  // namespace gaiku
