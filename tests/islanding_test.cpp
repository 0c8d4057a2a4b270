#include <gtest/gtest.h>

#include <fmt/format.h>
#include <cstdlib>
#include <iostream>
#include <random>
#include <regex>

#include "district/yaml.h"
#include "islanding_for_tests.h"
#include "network_plan_for_tests.h"
#include "random_district.h"

// A district that was planned to live through an outage must do so whenever the outage begins; one that pays for more
// than that was planned badly.
namespace gaiku::islanding_test {
namespace {

/// Of the critical load that may be missing (plan/network/outage_rules.h), and what the plan's own tolerance adds.
constexpr double near = 3e-5;

const Workshop& workshop() {
    static const Workshop one;
    return one;
}

Plan plan_text(const std::string& text, const std::string& solver) {
    const auto& shop = workshop();
    Findings findings;
    const DistrictCheck check = [&](const District& district, Findings& of_district) {
        shop.technologies.check(district, of_district);
        check_network(district, of_district);
    };
    DistrictFile file =
        read_district(read_yaml(text, "t.yaml", findings), "t.yaml", shop.format, shop.tables, check, findings);
    for (const auto& finding : findings.all()) {
        if (!test::is_expected(finding)) ADD_FAILURE() << print_finding(finding, Language::en);
    }
    if (findings.has_errors()) return {};
    return plan_district(std::move(file), {shop.technologies, shop.tables, solvers_named(solver)});
}

/// Starts an outage in every step: what must be served is served, by the machines' own physics.
void expect_every_outage_served(const Plan& plan, std::size_t scenario, int steps) {
    OutageSimulator simulator(plan, scenario, steps);
    int shown = 0;
    for (int s = 0; s < simulator.starts(); ++s) {
        const auto outage = simulator.run(s);
        const double most = near * (1 + outage.critical_kwh);
        if (outage.missing_kwh <= most && outage.unserved_kwh <= most && outage.too_much_kwh <= most) continue;
        ADD_FAILURE() << "outage that begins in step " << s << ": " << outage.unserved_kwh << " kWh of "
                      << outage.critical_kwh << " unserved, " << outage.too_much_kwh << " too much; the dispatch lacks "
                      << outage.missing_kwh;
        if (++shown == 3) return;
    }
}

// cases/islanding/README.md: 6 h of 20 kW at 90 % are 133.33 kWh in every hour; what is above them may be traded.
TEST(Islanding, KeepsInTheBatteryWhatTheOutageTakesAtEveryHour) {
    constexpr double reserve = 6 * 20 / 0.9;
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Plan plan = plan_case("islanding/battery.yaml", solver);
        const NetworkPlan& dear = network_of(plan, 0);
        EXPECT_NEAR(size_of(dear, "battery"), reserve, near * reserve);
        EXPECT_NEAR(size_of(dear, "battery", "power"), 20, near * 20);
        const NetworkPlan& cheap = network_of(plan, 1);
        EXPECT_NEAR(size_of(cheap, "battery"), 1000, 1e-3);
        const auto& level = cheap.schedules[1].schedule.level_kwh;
        EXPECT_NEAR(*std::min_element(level.begin(), level.end()), reserve, near * reserve);
        EXPECT_GT(*std::max_element(level.begin(), level.end()), 600);
        const NetworkPlan& unlimited = network_of(plan, 2);
        EXPECT_NEAR(size_of(unlimited, "battery"), 0, 1e-3);
        EXPECT_EQ(unlimited.islanding->by_start, std::vector<double>(24, 0.0)) << "and it says so";
        EXPECT_FALSE(unlimited.islanding->hours);
        for (const std::size_t scenario : {0u, 1u}) expect_every_outage_served(plan, scenario, 6);
    }
}

// A kWh of critical load more asks for 1 / 0.9 kWh of battery at 8 % of 100,000 yen; a kW more, for one of power at 80.
TEST(Islanding, TellsWhatTheCriticalLoadCosts) {
    const Plan plan = plan_case("islanding/battery.yaml", "highs");
    const auto& islanding = *network_of(plan, 0).islanding;
    EXPECT_NEAR(islanding.one_percent, 0.01 * (6 * 20 / 0.9 * 8000 + 20 * 80), 1);
    ASSERT_FALSE(islanding.binding.empty());
    double price = 0;
    for (const auto& binding : islanding.binding) {
        for (const double yen_per_kwh : binding.by_hour) price += yen_per_kwh;
    }
    EXPECT_NEAR(price, 6 * 8000 / 0.9 + 80, 1) << "yen for a kWh in each of the six hours";
}

// 72 h of 40 kW at 38 % are 7,579 kWh of fuel; at 39.1 MJ a litre 698 l.
TEST(Islanding, SizesTheGeneratorAndItsTank) {
    const Plan plan = plan_case("islanding/generator.yaml");
    const NetworkPlan& one = network_of(plan);
    constexpr double fuel = 72 * 40 / 0.38, litres = fuel * 3.6 / 39.1;
    EXPECT_NEAR(size_of(one, "generator"), 40, near * 40);
    EXPECT_NEAR(size_of(one, "generator", "tank"), fuel, near * fuel);
    EXPECT_NEAR(size_of(one, "generator", "tank") * 3.6 / 39.1, litres, near * litres);
    EXPECT_EQ(one.islanding->by_start, std::vector<double>(96, 72.0));
    expect_every_outage_served(plan, 0, 72);
}

/// A small random district with everything that helps in an outage, free in size.
std::string small_district(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1.0p-53;
    };
    const int steps = 24;
    const auto series = [&](const char* name, const char* unit, double low, double high, bool sun) {
        std::string text = fmt::format("  {}: {{ unit: {}, values: [", name, unit);
        for (int t = 0; t < steps; ++t) {
            const double day = sun ? std::max(0.0, std::sin((t % 24 - 6) / 12.0 * std::acos(-1.0))) : 1;
            text += fmt::format("{}{:.4f}", t == 0 ? "" : ", ", day * between(low, high));
        }
        return text + "] }\n";
    };
    std::string text =
        "gaiku: 1\ndistrict: { id: small, name: { en: Small, ja: 小 } }\ncarriers: { oil: {} }\nseries:\n";
    text += series("price", "yen/kWh", 8, 30, false) + series("sun", "kW/kW", 0.3, 1, true) +
            series("power", "kW", 50, 150, false) + series("warmth", "kW", 10, 120, false) +
            series("cop", "'-'", 2.5, 4.5, false);
    text += fmt::format(
        "demands:\n  power: {{ carrier: electricity, power: power, outage: {{ shelter: {:.2f} %, class_1: {:.2f} % }} "
        "}}\n"
        "  warmth: {{ carrier: hot_water, power: warmth, outage: {{ class_1: {:.2f} % }} }}\n",
        between(0, 30), between(1, 30), between(0, 1) < 0.5 ? 0 : between(1, 40));
    text +=
        "assets:\n  grid: { technology: grid_connection, capacity: unlimited, price: price, export_price: 5 yen/kWh }\n"
        "  gas: { technology: gas_connection, capacity: unlimited, price: 9 yen/kWh }\n";
    text += fmt::format(
        "  battery: {{ technology: battery, capacity: sized, power: sized, capital: {:.0f} yen/kWh, capital_power: "
        "{:.0f} "
        "yen/kW, charge_efficiency: 93 %, discharge_efficiency: 91 %, loss_per_hour: {:.3f} %, lowest_level: 0 % }}\n",
        between(100, 90'000), between(100, 30'000), between(0, 1));
    text += fmt::format("  heat_pump: {{ technology: heat_pump, capacity: sized, cop: cop, capital: {:.0f} yen/kW }}\n",
                        between(1000, 90'000));
    text +=
        fmt::format("  boiler: {{ technology: boiler, capacity: sized, efficiency: 90 %, capital: {:.0f} yen/kW }}\n",
                    between(1000, 30'000));
    text += fmt::format(
        "  tank: {{ technology: thermal_store, carrier: hot_water, capacity: sized, power: unlimited, capital: {:.0f} "
        "yen/kWh, loss_per_hour: 1 % }}\n",
        between(100, 9000));
    if (between(0, 1) < 0.7)
        text += fmt::format(
            "  pv: {{ technology: pv, mounting: mega_solar, capacity: sized, max_capacity: 300 kW, yield: sun, "
            "capital: "
            "{:.0f} yen/kW, upkeep: 0 yen/kW/year, curtailable: {} }}\n",
            between(50'000, 250'000), between(0, 1) < 0.5 ? "yes" : "no");
    if (between(0, 1) < 0.6)
        text += fmt::format(
            "  engine: {{ technology: cogeneration, capacity: sized, efficiency: 40 %, heat_to_power: 0.9, capital: "
            "{:.0f} "
            "yen/kW }}\n  rejection: {{ technology: heat_rejection, capacity: unlimited }}\n",
            between(50'000, 300'000));
    if (between(0, 1) < 0.6)
        text += fmt::format(
            "  generator: {{ technology: emergency_generator, fuel: oil, capacity: sized, capital: {:.0f} yen/kW, "
            "efficiency: 38 %, tank: sized, capital_tank: {:.0f} yen/kWh, fuel_price: 12 yen/kWh }}\n",
            between(20'000, 150'000), between(1, 500));
    text += fmt::format(
        "plan: {{ method: network, hours: {}, year_share: {:.1f} %, islanding: {{ hours: {} h, longest: 24 h, gas: {} "
        "}} }}\n"
        "economics: {{ annuity: 8 % }}\n",
        steps, between(0.3, 30), 2 + static_cast<int>(between(0, 7)), between(0, 1) < 0.5 ? "stops" : "continues");
    return text;
}

/// The same plan with the dispatch of every outage written out: the year's programme and, for each start, one copy of
/// the outage's N steps, with flows of its own, the year's sizes, and the year's levels before it.
class EveryOutage {
public:
    EveryOutage(const NetworkModel& model, const OutageModel& outage, int steps)
        : year_(model.network), then_(outage.network), network_(outage.network), outage_(outage), steps_(steps) {
        take_year();
        for (int s = 0; s < year_.structure().steps; ++s) add_outage(s);
    }

    double least_cost() {
        std::vector<std::int32_t> starts{0}, rows;
        std::vector<double> values;
        for (const auto& column : columns_) {
            for (const auto& [row, value] : column) {
                rows.push_back(row);
                values.push_back(value);
            }
            starts.push_back(static_cast<std::int32_t>(rows.size()));
        }
        const auto solver = solve::make_highs(solve::HighsMethod::simplex);
        const auto found =
            solver->solve({starts, rows, values, cost_, lower_, upper_, row_lower_, row_upper_, {}, nullptr}, {});
        EXPECT_EQ(found.status, solve::Status::optimal);
        return found.objective;
    }

private:
    using Column = std::map<std::int32_t, double>;

    void take_year() {
        for (std::int32_t j = 0; j < year_.columns(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            Column column;
            for (auto e = year_.starts()[at]; e < year_.starts()[at + 1]; ++e)
                column[year_.row_indices()[static_cast<std::size_t>(e)]] = year_.values()[static_cast<std::size_t>(e)];
            columns_.push_back(std::move(column));
        }
        cost_.assign(year_.cost().begin(), year_.cost().end());
        lower_.assign(year_.lower().begin(), year_.lower().end());
        upper_.assign(year_.upper().begin(), year_.upper().end());
        row_lower_.assign(year_.row_lower().begin(), year_.row_lower().end());
        row_upper_.assign(year_.row_upper().begin(), year_.row_upper().end());
    }

    std::int32_t add_column(double lower, double upper) {
        columns_.emplace_back();
        cost_.push_back(0);
        lower_.push_back(lower);
        upper_.push_back(upper);
        return static_cast<std::int32_t>(columns_.size() - 1);
    }

    /// Rows of the outage that begins in step `s`, by the year's row of the outage's network and its step of the span.
    void add_outage(int s) {
        const auto& structure = then_.structure();
        const int all = structure.steps, width = structure.columns_per_step;
        std::map<std::pair<std::int32_t, int>, std::int32_t> row_of;
        for (int k = 0; k < steps_; ++k) {
            const int t = (s + k) % all;
            for (auto r = structure.row_begin[static_cast<std::size_t>(t)];
                 r < structure.row_begin[static_cast<std::size_t>(t) + 1]; ++r) {
                const auto kind = then_.row_place(r).kind;
                if (kind == network::RowKind::peak || kind == network::RowKind::period) continue;
                row_of[{r, k}] = static_cast<std::int32_t>(row_lower_.size());
                row_lower_.push_back(then_.row_lower()[static_cast<std::size_t>(r)]);
                row_upper_.push_back(then_.row_upper()[static_cast<std::size_t>(r)]);
            }
        }
        const auto put = [&](std::int32_t column, std::int32_t row, int k, double value) {
            const auto found = row_of.find({row, k});
            if (found != row_of.end()) columns_[static_cast<std::size_t>(column)][found->second] += value;
        };
        const auto entries = [&](std::int32_t of, auto&& use) {
            for (auto e = then_.starts()[static_cast<std::size_t>(of)];
                 e < then_.starts()[static_cast<std::size_t>(of) + 1]; ++e)
                use(then_.row_indices()[static_cast<std::size_t>(e)], then_.values()[static_cast<std::size_t>(e)]);
        };
        for (int k = 0; k < steps_; ++k) {
            const int t = (s + k) % all;
            for (int c = 0; c < width; ++c) {
                const std::int32_t of = t * width + c;
                const auto mine = add_column(then_.lower()[static_cast<std::size_t>(of)],
                                             then_.upper()[static_cast<std::size_t>(of)]);
                entries(of, [&](std::int32_t row, double value) {
                    put(mine, row, k, value);
                    put(mine, row, k + 1, value);
                });
            }
            for (const auto& demand : outage_.demands) {
                const auto more = add_column(0, std::max(0.0, network_.at(demand.extra, t)));
                for (auto r = structure.row_begin[static_cast<std::size_t>(t)];
                     r < structure.row_begin[static_cast<std::size_t>(t) + 1]; ++r) {
                    const auto place = then_.row_place(r);
                    if (place.kind == network::RowKind::balance && place.element == demand.balance.index)
                        put(more, r, k, -1);
                }
            }
        }
        const int before = (s + all - 1) % all;
        for (int c = 0; c < width; ++c) {  // levels of the year
            const std::int32_t of = before * width + c;
            if (then_.column_place(of).kind != network::ColumnKind::level) continue;
            entries(of, [&](std::int32_t row, double value) {
                if (then_.row_place(row).moment.step == s) put(of, row, 0, value);
            });
        }
        for (std::size_t c = 0; c < network_.capacities().size(); ++c) {
            const network::CapacityId id{static_cast<std::int32_t>(c)};
            entries(then_.column(id), [&](std::int32_t row, double value) {
                for (int k = 0; k < steps_; ++k) put(year_.column(id), row, k, value);
            });
        }
    }

    network::LinearProblem year_, then_;
    const network::Network& network_;
    const OutageModel& outage_;
    int steps_;
    std::vector<Column> columns_;
    std::vector<double> cost_, lower_, upper_, row_lower_, row_upper_;
};

std::uint64_t first_seed() {
    const char* text = std::getenv("GAIKU_SEED");
    return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
}

TEST(Islanding, CostsNoMoreThanWithEveryOutageWrittenOut) {
    constexpr int count = 25;
    std::cout << "seeds " << first_seed() << " to " << first_seed() + count - 1 << "\n";
    for (std::uint64_t seed = first_seed(); seed < first_seed() + count; ++seed) {
        SCOPED_TRACE("GAIKU_SEED=" + std::to_string(seed));
        const std::string text = small_district(seed);
        const Plan plan = plan_text(text, seed % 2 == 0 ? "highs" : "piqp");
        const NetworkPlan& found = network_of(plan);
        if (!found.islanding) {
            std::cout << text;
            continue;
        }
        const District& district = plan.file.eras[0].district;
        const NetworkModel model = network_model(district, workshop().technologies);
        const OutageModel outage = outage_model(district, model);
        const int steps = steps_of(model, *found.islanding->hours);
        const double cost = EveryOutage(model, outage, steps).least_cost();
        EXPECT_NEAR(found.cost, cost, near * (1 + std::abs(cost))) << text;
        expect_every_outage_served(plan, 0, steps);
    }
}

// What the dispatch of an outage says can be done, every kind of machine can do.
TEST(Islanding, OfRandomDistrictsIsWhatTheirMachinesDo) {
    constexpr int count = 60, steps = 6;
    std::cout << "seeds " << first_seed() << " to " << first_seed() + count - 1 << "\n";
    const std::regex demand("(block: b[0-9]+, carrier: [a-z_]+, power: [a-z_0-9]+, factor)");
    const std::regex plan_line("plan: \\{ ");
    int served_ones = 0;
    for (std::uint64_t seed = first_seed(); seed < first_seed() + count; ++seed) {
        SCOPED_TRACE("GAIKU_SEED=" + std::to_string(seed));
        // A district with machines on or off searches every outage: few of them.
        const bool switches = seed % 6 == 0;
        std::string text =
            std::regex_replace(test::random_district(seed, switches), demand, "outage: { class_1: 30 % }, $1");
        text = std::regex_replace(text, plan_line, "plan: { islanding: { longest: 12 h }, ");
        const Plan plan = plan_text(text, "highs");
        OutageSimulator simulator(plan, 0, steps);
        const NetworkPlan& planned = network_of(plan, 0, "bought-and-sold");
        const auto& by_rules = planned.islanding->by_start;
        const double step_hours = planned.step_hours;
        int failed = 0;
        for (int s = 0; s < simulator.starts() && failed < 3; ++s) {
            const auto outage = simulator.run(s);
            const double most = near * (1 + outage.critical_kwh);
            const bool ok = outage.missing_kwh > most || (outage.unserved_kwh <= most && outage.too_much_kwh <= most);
            // By rules a store at its lowest level loses on below it; the dispatch charges it, at 80 % and more.
            const bool served = by_rules[static_cast<std::size_t>(s)] < steps * step_hours ||
                                outage.missing_kwh <= most + outage.to_hold_kwh / 0.8;
            served_ones += outage.missing_kwh <= most && outage.critical_kwh > 1 ? 1 : 0;
            if (ok && served) continue;
            ++failed;
            ADD_FAILURE() << "outage that begins in step " << s << ": " << outage.unserved_kwh << " kWh of "
                          << outage.critical_kwh << " unserved, " << outage.too_much_kwh
                          << " too much; the dispatch lacks " << outage.missing_kwh << ", rules serve "
                          << by_rules[static_cast<std::size_t>(s)] << " h";
        }
        if (failed > 0) std::cout << text;
        if (::testing::Test::HasFailure() && seed > first_seed() + 5) break;
    }
    EXPECT_GT(served_ones, 100) << "outages that are served, or this says little";
}

// An engine that gives 500 kW or nothing cannot serve 20 kW, unless something takes the rest.
TEST(Islanding, KeepsTheMinimumLoad) {
    const Plan plan = plan_case("islanding/on_off.yaml");
    ASSERT_EQ(plan.scenarios.size(), 3u);
    const double hours[] = {0, 6, 6};
    for (std::size_t s = 0; s < 3; ++s) {
        const ScenarioPlan& scenario = plan.scenarios[s];
        SCOPED_TRACE(scenario.id);
        ASSERT_TRUE(scenario.network && scenario.network->islanding);
        const PlannedIslanding& is = *scenario.network->islanding;
        EXPECT_EQ(*std::min_element(is.by_start.begin(), is.by_start.end()), hours[s]);
        EXPECT_EQ(is.not_reached, hours[s] == 0 ? 24u : 0u);
        const bool told = std::any_of(scenario.findings.begin(), scenario.findings.end(),
                                      [](const Finding& f) { return f.code == "islanding-not-reached"; });
        EXPECT_EQ(told, hours[s] == 0);
    }
}

// 8,760 outages, each through the machines.
TEST(Islanding, OfAYearIsLivedThroughFromEveryHour) {
    const Plan plan = plan_case("islanding/year.yaml");
    const auto& hours = network_of(plan).islanding->by_start;
    ASSERT_EQ(hours.size(), 8760u);
    EXPECT_EQ(*std::min_element(hours.begin(), hours.end()), 12) << "and paid for no more than that";
    expect_every_outage_served(plan, 0, 12);
}

}  // namespace
}  // namespace gaiku::islanding_test
