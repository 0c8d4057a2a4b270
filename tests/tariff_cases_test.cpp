#include <gtest/gtest.h>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/csv.h"
#include "base/file.h"
#include "tariff/contract.h"
#include "tariff/tariff_for_tests.h"

// Bills that others printed or worked out: a customer has to find the same figures in gaiku (cases/tariff/README.md).
namespace gaiku::tariff_cases_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "tariff";

NodePtr read(const fs::path& path) {
    Findings findings;
    const NodePtr node = read_document(path, findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    return node;
}

std::shared_ptr<const Tariff> tariff_of(const Node& node) {
    static const Format format(std::map<std::string, const Section*>{});
    static const Tables tables;
    Findings findings;
    const Overrides none;
    auto tariff =
        read_tariff(Reader(tables, none, node, findings).read(node, format.tariff(), "case", "tariff"), findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    return tariff;
}

double number(const Node& map, const char* key) {
    return std::stod(map.find(key)->value->text);
}

TEST(TariffCases, DemandChargedInEachMonth) {
    const auto tariff = tariff_of(*read(root / "contract_demand.yaml"));
    Findings findings;
    const auto text = read_text_file(root / "contract_demand.csv", "contract_demand.csv", 1 << 20, findings);
    const Csv csv = read_csv(*text, "contract_demand.csv", findings);
    ASSERT_TRUE(findings.empty());
    const auto axis = MeterAxis::planning_year(2024, 0.5, 2 * 17'520, tariff->time_zone);
    std::vector<double> peaks(24, 0);
    for (std::size_t m = 0; m < csv.rows.size(); ++m) peaks[m] = std::stod(csv.rows[m].fields[1]);
    const auto bills =
        test::bills(*tariff, axis, test::with_peaks(axis, peaks), {.past = Terms::Past::none, .past_kw = {}});
    ASSERT_EQ(csv.rows.size(), 19u);
    for (std::size_t m = 0; m < csv.rows.size(); ++m) {
        const auto& row = csv.rows[m].fields;
        EXPECT_EQ(fmt::format("{:04}-{:02}", bills[m].year, bills[m].month), row[0]);
        EXPECT_EQ(bills[m].demand->billed_kw, std::stod(row[2])) << row[0];
        EXPECT_NEAR(bills[m].total, 1000 * std::stod(row[2]), 1e-6) << row[0];
    }
}

/// The use of a month: its highest half-hour once, the rest even.
std::vector<double> use(const MeterAxis& axis, const Node& of) {
    const auto& month = axis.months()[static_cast<std::size_t>(number(of, "month")) - 1];
    const double kwh = number(of, "kwh");
    const double kw = number(of, "kw");
    std::vector<double> all(axis.size(), 0);
    const double rest = (kwh - kw * 0.5) / (static_cast<double>(month.count - 1) * 0.5);
    EXPECT_GE(rest, 0);
    EXPECT_LE(rest, kw);
    std::fill_n(all.begin() + static_cast<std::ptrdiff_t>(month.first), month.count, rest);
    all[month.first + 700] = kw;
    return all;
}

TEST(TariffCases, BillsOfOthersLineByLine) {
    const District nothing;  // levies are those of the table
    std::size_t cases = 0;
    for (const auto& entry : fs::directory_iterator(root / "bills")) {
        SCOPED_TRACE(entry.path().filename());
        ++cases;
        const NodePtr node = read(entry.path());
        const auto tariff = tariff_of(*node->find("tariff")->value);
        ASSERT_TRUE(tariff);
        const Node& of = *node->find("use")->value;
        const Node& expected = *node->find("expected")->value;
        const auto axis =
            MeterAxis::planning_year(static_cast<int>(number(of, "year")), 0.5, 17'520, tariff->time_zone);
        const Terms terms{.power_factor = number(of, "power_factor") / 100,
                          .past_kw = {},
                          .contract_kw = of.find("contract_kw") ? number(of, "contract_kw") : 0};
        const Pricing pricing(*tariff, axis, price_sources(nothing));
        const auto bill = make_bills(pricing, terms, use(axis, of))[static_cast<std::size_t>(number(of, "month")) - 1];
        const auto& lines = expected.find("lines")->value->items;
        const double tolerance = tariff->money_step / 100;  // sums of decimals in binary
        ASSERT_EQ(bill.items.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i)
            EXPECT_NEAR(bill.items[i].amount, std::stod(lines[i]->text), tolerance) << bill.items[i].name.en;
        EXPECT_NEAR(bill.total, number(expected, "total"), tolerance);
    }
    EXPECT_EQ(cases, 10u);
}

}  // namespace
}  // namespace gaiku::tariff_cases_test
