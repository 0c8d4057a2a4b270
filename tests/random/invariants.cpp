#include "invariants.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "report/plan_json.h"

namespace gaiku::test {
namespace {

using Json = nlohmann::ordered_json;

/// Sums of some dozens of numbers: rounding errors stay far below 1e-9 of the largest.
constexpr double slack = 1e-9;

class Checker {
public:
    explicit Checker(const ScenarioPlan& scenario) : s_(scenario) {}

    std::vector<std::string> check() {
        if (!s_.planned) {
            const bool told = std::any_of(s_.findings.begin(), s_.findings.end(),
                                          [](const Finding& f) { return f.severity == Severity::error; });
            expect(told, "failed without a reason");
            return broken_;
        }
        energy();
        hours();
        battery();
        money();
        return broken_;
    }

private:
    void expect(bool good, const std::string& what) {
        if (!good) broken_.push_back(s_.id + ": " + what);
    }
    void same(double a, double b, const std::string& what) {
        expect(std::abs(a - b) <= slack * std::max({1.0, std::abs(a), std::abs(b)}),
               fmt::format("{}: {:.17g} and {:.17g}", what, a, b));
    }

    void energy() {
        const Sizing& z = s_.sizing;
        same(z.existing_pv_kwh + z.main_source_kwh + z.new_pv_kwh, z.emergency_demand_kwh + z.surplus_kwh,
             "supply is demand and surplus");
        same(z.emergency_demand_kwh, z.supply_rate * z.daily_demand_kwh, "the emergency demand is the rate's");
        expect(z.supply_rate > 0 && z.supply_rate <= 1, "the rate is between nothing and all");
        expect(z.supply_rate >= s_.requested_rate.value_or(0) - slack, "the rate is no less than asked for");
        for (const double kw : z.sized_kw) expect(kw >= 0, "a plant of negative size");
        same(std::accumulate(s_.demand_kw.begin(), s_.demand_kw.end(), 0.0), z.emergency_demand_kwh,
             "the hours of the demand are its day");
    }

    /// What supply gives beyond demand and what goes into the battery is curtailed: never less than nothing.
    void hours() {
        const auto& level = s_.sizing.battery_level_kwh;
        const double scale = std::max(1.0, s_.sizing.emergency_demand_kwh + s_.sizing.surplus_kwh);
        double curtailed = 0;
        for (std::size_t h = 0; h < 24; ++h) {
            const double over = surplus(h) - (level[h + 1] - level[h]);
            expect(over >= -slack * scale, fmt::format("hour {} lacks {} kW", h, -over));
            curtailed += over;
        }
        expect(std::abs(curtailed - s_.sizing.surplus_kwh) <= slack * scale, "what is curtailed is the surplus");
        expect(std::abs(level[24] - level[0]) <= slack * scale, "the day closes on itself");
        const auto [low, high] = std::minmax_element(level.begin(), level.end());
        expect(std::abs(*low) <= slack * scale && std::abs(*high) <= s_.sizing.battery_need_kwh + slack * scale,
               "the level is between empty and full");
    }

    /// The least battery, found another way: of all spans of hours on the circle of the day, the one that lacks most.
    void battery() {
        double most = 0;
        for (std::size_t start = 0; start < 24; ++start) {
            double lacks = 0;
            for (std::size_t hour = start; hour < start + 24; ++hour) {
                lacks -= surplus(hour % 24);
                most = std::max(most, lacks);
            }
        }
        const Sizing& z = s_.sizing;
        expect(std::abs(z.battery_need_kwh - most) <= slack * std::max(1.0, z.emergency_demand_kwh + z.surplus_kwh),
               fmt::format("the least battery is {} kWh, not {}", most, z.battery_need_kwh));
        expect(z.battery_install_kwh >= 0, "a battery of negative size");
        same(z.battery_difference_kwh, z.battery_need_kwh - s_.equipment.sum() - z.fixed_battery_kwh, "the difference");
    }

    [[nodiscard]] double surplus(std::size_t hour) const {
        double kw = -s_.demand_kw[hour];
        for (const auto& curve : s_.supply) kw += curve.kw[hour];
        return kw;
    }

    void money() {
        double capital = 0;
        double upkeep = 0;
        for (const auto& item : s_.costs) {
            capital += item.capital_yen;
            upkeep += item.upkeep_yen_per_year;
        }
        same(s_.capital_yen, capital, "capital is the sum of its items");
        same(s_.upkeep_yen_per_year, upkeep, "upkeep is the sum of its items");
        same(s_.no_subsidy.yearly_yen.at(0), -capital, "year 0 is what is bought");
        for (const CashFlow* flow : {&s_.no_subsidy, &s_.subsidy, &s_.fit_and_subsidy}) {
            double sum = 0;
            double largest = 1;
            expect(flow->yearly_yen.size() == flow->cumulative_yen.size(), "a year without its sum");
            for (std::size_t year = 0; year < flow->yearly_yen.size(); ++year) {
                sum += flow->yearly_yen[year];
                largest = std::max(largest, std::abs(sum));
                expect(std::abs(sum - flow->cumulative_yen.at(year)) <= slack * largest,
                       fmt::format("year {}: cumulated is the sum of the years", year));
            }
        }
        expect(s_.subsidy.cumulative_yen.back() >= s_.no_subsidy.cumulative_yen.back() - 1, "a subsidy that costs");
    }

    const ScenarioPlan& s_;
    std::vector<std::string> broken_;
};

/// Paths of numbers that are none.
void find_odd_numbers(const Json& json, const std::string& path, std::vector<std::string>& broken) {
    if (json.is_number_float() && !std::isfinite(json.get<double>())) broken.push_back(path + " is no number");
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) find_odd_numbers(value, path + "/" + key, broken);
}

}  // namespace

std::vector<std::string> broken_invariants(const Plan& plan) {
    std::vector<std::string> broken;
    std::set<std::string> ids;
    for (const auto& scenario : plan.scenarios) {
        for (auto& one : Checker(scenario).check()) broken.push_back(std::move(one));
        if (!ids.insert(scenario.id).second) broken.push_back("two scenarios are called " + scenario.id);
    }
    find_odd_numbers(plan_json(plan), "", broken);
    return broken;
}

}  // namespace gaiku::test
