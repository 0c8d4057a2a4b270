#include <fmt/format.h>
#include <unistd.h>
#include <array>
#include <cmath>
#include <fstream>
#include <numeric>
#include <random>

#include "network_plan_for_tests.h"

// The optimiser and the bill count by the same tariff: what a plan says it costs is what the year's bills add up to.
namespace gaiku {
namespace {

namespace fs = std::filesystem;

double bills_of(const NetworkPlan& plan) {
    double sum = 0;
    for (const auto& contract : plan.bills) {
        for (const auto& month : contract.months) sum += (contract.sale ? -1 : 1) * month.exact;
    }
    return sum;
}

TEST(TariffAgreement, OfAYearOfHalfHoursToTheYen) {
    const Plan planned = plan_case("tariff/half_hours.yaml");
    const NetworkPlan& plan = network_of(planned);
    ASSERT_EQ(plan.bills.size(), 2u) << "purchase and sale";
    const auto& bought = plan.bills[0];
    EXPECT_EQ(bought.members, (std::vector<std::string>{"grid_north", "grid_south"}));
    ASSERT_EQ(bought.months.size(), 12u);
    EXPECT_NEAR(plan.cost, bills_of(plan), 0.5) << "everything else is there already and costs nothing";
    EXPECT_GT(plan.cost, 1e7);
    // The bills as printed differ by what is cut off: less than a yen a line, and a kW or kWh rounded.
    double printed = 0;
    for (const auto& month : bought.months) printed += month.total;
    double exact = 0;
    for (const auto& month : bought.months) exact += month.exact;
    EXPECT_NE(printed, exact);
    EXPECT_NEAR(printed, exact, 12 * (0.5 * 1900 * 0.87 + 25));
}

TEST(TariffAgreement, TheRatchetIsWhatThePlanCuts) {
    const Plan planned = plan_case("tariff/half_hours.yaml");
    const auto& months = network_of(planned).bills.at(0).months;
    // 205 kW six months before the plan are charged until June; then later months decide, at last those of this year.
    EXPECT_EQ(months[0].demand->billed_kw, 205);
    EXPECT_EQ(months[0].demand->from, "before-6");
    for (std::size_t m = 1; m < 12; ++m)
        EXPECT_LE(months[m].demand->billed_kw, months[m - 1].demand->billed_kw + 0.5) << m;
    EXPECT_LT(months[11].demand->billed_kw, 205);
    EXPECT_EQ(months[11].demand->from.substr(0, 4), "2025");
    for (const auto& month : months) EXPECT_GE(month.demand->peak_factor, 1);
}

TEST(TariffAgreement, HospitalByTariffIsTheSameOptimum) {
    const Plan planned = plan_case("tariff/hospital.yaml");
    ASSERT_EQ(planned.scenarios.size(), 2u);
    EXPECT_NEAR(size_of(network_of(planned, 0), "engine"), 263.523, 0.01);
    EXPECT_NEAR(network_of(planned, 0).cost, 11'112'845, 2);
    EXPECT_NEAR(network_of(planned, 1).cost, 11'770'637, 2);
    const auto& without = network_of(planned, 1).bills.at(0);
    ASSERT_EQ(without.months.size(), 12u);
    const auto& january = without.months[0];
    EXPECT_NEAR(january.total, 10 * january.demand->measured_kw + 0.12 * january.energy_kwh, 0.01);
}

/// A random tariff: seasons, periods, blocks that rise, a ratchet, levies, taxes, a minimum.
class RandomTariff {
public:
    explicit RandomTariff(unsigned seed) : random_(seed) {}

    std::string yaml() {
        std::string text = "    time_zone: " + std::string(coin() ? "Asia/Tokyo" : "America/New_York") + "\n";
        if (coin()) text += "    holidays: japan\n";
        if (coin()) text += "    seasons: { summer: { from: 06-16, to: 09-30 }, other: { from: 10-01, to: 06-15 } }\n";
        const bool seasons = text.find("seasons") != std::string::npos;
        const bool periods = coin();
        if (periods) text += "    periods: { day: { days: weekday, hours: 8-22 }, night: { otherwise: yes } }\n";
        text += "    charges:\n";
        if (coin()) text += fmt::format("      base: {{ kind: fixed, price: {} yen/month }}\n", whole(100, 5000));
        text += energy(seasons, periods);
        if (coin()) text += demand("peak", seasons, false);
        if (periods && coin()) text += demand("day_peak", seasons, true);
        if (coin()) text += fmt::format("      levy: {{ kind: levy, price: {} yen/kWh }}\n", price(1, 4));
        if (coin()) text += fmt::format("      fuel: {{ kind: energy, by_month: [{}] }}\n", months());
        if (coin()) text += fmt::format("      cut: {{ kind: discount, rate: {} %, on: energy }}\n", whole(1, 10));
        if (coin())
            text += fmt::format("      least: {{ kind: minimum, price: {} yen/month }}\n", whole(1000, 200'000));
        if (coin()) text += "      tax: { kind: tax, rate: 10 % }\n";
        return text;
    }

    std::string contract() {
        std::string text =
            fmt::format("power_factor: {} %, contract_power: {} kW", whole(80, 100), coin() ? 0 : whole(10, 60));
        if (memory_ > 0 && whole(0, 2) == 0) {
            text += ", past_peaks: [";
            for (int i = 0; i < memory_; ++i) text += fmt::format("{}{} kW", i == 0 ? "" : ", ", whole(20, 120));
            text += "]";
        } else if (coin()) {
            text += ", past_peaks: none";
        }
        if (coin()) text += ", peak_factor: 106 %";
        return text;
    }

    std::vector<double> demand_kw(std::size_t steps) {
        std::vector<double> kw;
        for (std::size_t t = 0; t < steps; ++t) kw.push_back(whole(10, 100));
        return kw;
    }
    bool coin() { return whole(0, 1) == 1; }

private:
    int whole(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
    double price(int least, int most) { return whole(least * 100, most * 100) / 100.0; }

    std::string months() {
        std::string text;
        for (int m = 0; m < 12; ++m) text += fmt::format("{}{} yen/kWh", m == 0 ? "" : ", ", whole(-200, 300) / 100.0);
        return text;
    }

    std::string blocks(const std::string& when) {
        double at = price(8, 20);
        std::string text = fmt::format("{{ {}price: {} yen/kWh }}", when, at);
        int above = 0;
        for (int b = whole(0, 2); b > 0; --b) {
            above += whole(500, 15'000);
            at += price(0, 6);
            text += fmt::format(", {{ {}above: {} kWh, price: {} yen/kWh }}", when, above, at);
        }
        return text;
    }

    std::string energy(bool seasons, bool periods) {
        std::vector<std::string> whens{""};
        if (seasons) whens = {"season: summer, ", "season: other, "};
        if (periods && coin()) {
            std::vector<std::string> more;
            for (const auto& when : whens) {
                more.push_back(when + "period: day, ");
                more.push_back(when + "period: night, ");
            }
            whens = more;
        }
        std::string text = "      energy: { kind: energy, rates: [";
        for (std::size_t i = 0; i < whens.size(); ++i) text += (i == 0 ? "" : ", ") + blocks(whens[i]);
        return text + "] }\n";
    }

    std::string demand(const std::string& name, bool seasons, bool by_period) {
        const int minutes = std::array{15, 30, 60}[static_cast<std::size_t>(whole(0, 2))];
        if (memory_ < 0) memory_ = std::array{0, 11, 5}[static_cast<std::size_t>(whole(0, 2))];
        std::string text = fmt::format("      {}: {{ kind: demand, interval: {} min, memory: {}, memory_share: {} %, ",
                                       name, interval_ == 0 ? interval_ = minutes : interval_, memory_, whole(60, 100));
        if (seasons && coin()) text += "memory_season: summer, ";
        if (coin()) text += "power_factor_base: 85 %, ";
        if (coin()) text += fmt::format("least: {} kW, ", whole(1, 60));
        const std::string period = by_period ? "period: day, " : "";
        if (seasons && coin()) {
            text += fmt::format(
                "rates: [{{ {0}season: summer, price: {1} yen/kW/month }}, {{ {0}season: other, price: {2} "
                "yen/kW/month }}]",
                period, whole(500, 2500), whole(300, 2000));
        } else {
            text += fmt::format("rates: [{{ {}price: {} yen/kW/month }}", period, whole(500, 2000));
            if (coin())
                text += fmt::format(", {{ {}above: {} kW, price: {} yen/kW/month }}", period, whole(20, 80),
                                    whole(2000, 3000));
            text += "]";
        }
        return text + " }\n";
    }

    std::mt19937 random_;
    int memory_ = -1;
    int interval_ = 0;
};

/// A district with a random tariff, demand and battery, written to a file.
struct RandomDistrict {
    explicit RandomDistrict(unsigned seed) {
        RandomTariff made(seed);
        const bool year = made.coin();
        const std::size_t steps = year ? 1460 : 960;  // a year of six-hour steps, or ten days of quarters
        const char* step = year ? "6 h" : "15 min";
        const int hours = year ? 8760 : 240;
        std::string values;
        for (const double kw : made.demand_kw(steps)) values += fmt::format("{}{}", values.empty() ? "" : ",", kw);
        const std::string tariff = made.yaml();
        text = fmt::format(
            "gaiku: 1\ndistrict: {{ id: random, name: Random }}\n"
            "series: {{ load: {{ unit: kW, values: [{}] }} }}\n"
            "demands: {{ load: {{ carrier: electricity, power: load }} }}\n"
            "tariffs:\n  made:\n{}"
            "assets:\n  grid: {{ technology: grid_connection, capacity: unlimited, tariff: made, {} }}\n"
            "  battery: {{ technology: battery, existing: yes, capacity: 80 kWh, power: 30 kW, charge_efficiency: 95 "
            "%, "
            "discharge_efficiency: 95 %, loss_per_hour: 0 % }}\n"
            "plan: {{ method: network, hours: {}, step: {}, year: 2025 }}\neconomics: {{ annuity: 8 % }}\n"
            "scenarios: [ {{ id: least_cost }}, {{ id: rules, change: {{ plan: {{ operation: rules }} }} }} ]\n",
            values, tariff, made.contract(), hours, step);
    }
    std::string text;
};

// What the optimiser pays and what rules run up: by the same tariff, the optimum never above the rules.
TEST(TariffAgreement, OfAHundredRandomTariffs) {
    const unsigned first = std::random_device{}();
    fmt::print("seeds from {}\n", first);
    static const Workshop workshop;
    const fs::path folder = fs::temp_directory_path() / fmt::format("gaiku-tariff-{}", ::getpid());
    fs::create_directories(folder);
    for (unsigned i = 0; i < 100; ++i) {
        SCOPED_TRACE(fmt::format("seed {}", first + i));
        const RandomDistrict made(first + i);
        const fs::path file = folder / "district.yaml";
        std::ofstream(file) << made.text;
        Findings findings;
        DistrictFile district = workshop.read(file, findings);
        for (const auto& finding : findings.all()) {
            if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
        }
        ASSERT_FALSE(findings.has_errors()) << made.text.substr(made.text.find("tariffs:"));
        const Plan planned =
            plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named("highs")});
        const std::string tariff = made.text.substr(made.text.find("tariffs:"));
        for (const auto& scenario : planned.scenarios) {
            SCOPED_TRACE(scenario.id);
            ASSERT_TRUE(scenario.network) << tariff;
            const double cost = scenario.network->cost;
            // The optimum's own tolerance: a millionth of a kW in the peaks and of the cost.
            EXPECT_NEAR(cost, bills_of(*scenario.network), 0.5 + 1e-7 * std::abs(cost)) << tariff;
        }
        const double least = network_of(planned, 0).cost, by_rules = network_of(planned, 1).cost;
        EXPECT_LE(least, by_rules + 1e-7 * std::abs(least)) << "the same machines, by rules\n" << tariff;
        if (HasFailure()) break;
    }
    fs::remove_all(folder);
}

}  // namespace
}  // namespace gaiku
