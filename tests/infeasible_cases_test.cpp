#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/file.h"
#include "network_plan_for_tests.h"

/// Every folder of cases/infeasible: a planner whose district cannot work reads a sentence that says why, and what they
/// are told to change makes it work (cases/infeasible/README.md).
namespace gaiku::infeasible_cases_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "infeasible";

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root)) {
        if (entry.is_directory()) names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Demand is known whether or not a plan meets it.
void expect_demand(const Plan& plan) {
    EXPECT_EQ(plan.scenarios.size(), 1U);
    ASSERT_FALSE(plan.scenarios.front().demand.empty());
    EXPECT_GT(plan.scenarios.front().demand.front().annual_kwh, 0);
}

/// What `gaiku plan` finds: in the file, or in the plan of its one scenario.
std::vector<Finding> findings_of(const fs::path& file, const std::string& solver) {
    static const Workshop workshop;
    Findings findings;
    DistrictFile district = workshop.read(file, findings);
    if (findings.has_errors()) return findings.all();
    const Plan plan =
        plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named(solver)});
    expect_demand(plan);
    return plan.scenarios.front().findings;
}

std::string printed(const std::vector<Finding>& findings, const fs::path& folder, Language language) {
    std::string text;
    for (const auto& finding : findings) text += print_finding(finding, language) + "\n";
    const std::string prefix = folder.string() + "/";
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
        text.erase(at, prefix.size());
    return text;
}

std::string content(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

class InfeasibleCase : public testing::TestWithParam<std::string> {};

TEST_P(InfeasibleCase, IsToldInBothLanguages) {
    const fs::path folder = root / GetParam();
    const auto findings = findings_of(folder / "district.yaml", "");
    for (const auto& [language, name] : {std::pair{Language::en, "expected.en"}, {Language::ja, "expected.ja"}}) {
        const std::string text = printed(findings, folder, language);
        // GAIKU_WRITE_EXPECTED=1 writes what is found as expected, to be read by eye before it is kept.
        if (std::getenv("GAIKU_WRITE_EXPECTED") != nullptr) write_file(folder / name, text);
        EXPECT_EQ(text, content(folder / name));
    }
}

// An interior solution lies between the corners, but who is to blame is the same.
TEST_P(InfeasibleCase, IsTheSameByPiqp) {
    const fs::path file = root / GetParam() / "district.yaml";
    const auto highs = findings_of(file, "highs"), piqp = findings_of(file, "piqp");
    ASSERT_EQ(highs.size(), piqp.size());
    for (std::size_t i = 0; i < highs.size(); ++i) {
        EXPECT_EQ(highs[i].position.str(), piqp[i].position.str());
        EXPECT_EQ(highs[i].fix.en, piqp[i].fix.en);
    }
}

TEST_P(InfeasibleCase, WorksOnceTheAdviceIsFollowed) {
    const auto findings = findings_of(root / GetParam() / "mended.yaml", "");
    EXPECT_EQ(printed(findings, root, Language::en), "");
}

INSTANTIATE_TEST_SUITE_P(Cases, InfeasibleCase, testing::ValuesIn(cases()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(InfeasibleCases, AreAtLeastTwelve) {
    EXPECT_GE(cases().size(), 12U);
}

}  // namespace
}  // namespace gaiku::infeasible_cases_test
