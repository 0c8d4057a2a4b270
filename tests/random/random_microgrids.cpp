/// Plans districts made by chance and checks what must hold of every plan.
///
///     random_microgrids COUNT SEED
///
/// Prints each plan.json on a line of its own for validate.mjs, which checks it against the schema. A district that
/// breaks something is printed with its seed, so that it can be planned again.
#include <fmt/format.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "invariants.h"
#include "random_districts.h"
#include "report/plan_json.h"

namespace {

using namespace gaiku;

std::vector<std::string> faults_of(const Workshop& workshop, const std::filesystem::path& file, std::size_t& planned) {
    std::vector<std::string> faults;
    Findings findings;
    DistrictFile district = workshop.read(file, findings);
    for (const auto& finding : findings.all()) {
        if (finding.severity == Severity::error) faults.push_back(print_finding(finding, Language::en));
    }
    if (!faults.empty()) return faults;
    const Plan plan = plan_district(std::move(district), {workshop.technologies, workshop.tables, {}});
    for (const auto& scenario : plan.scenarios) planned += scenario.planned ? 1 : 0;
    fmt::print("{}\n", plan_json(plan).dump());
    return test::broken_invariants(plan);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: random_microgrids COUNT SEED\n");
        return 2;
    }
    const auto count = std::strtoull(argv[1], nullptr, 10);
    const auto seed = std::strtoull(argv[2], nullptr, 10);
    const Workshop workshop;
    const auto file = std::filesystem::temp_directory_path() / fmt::format("gaiku-random-{}.yaml", ::getpid());
    std::size_t planned = 0;
    std::size_t failed = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string text = test::random_district(seed + i);
        write_file(file, text);
        const auto faults = faults_of(workshop, file, planned);
        if (faults.empty()) continue;
        ++failed;
        fmt::print(stderr, "random_microgrids 1 {}\n", seed + i);
        for (const auto& fault : faults) fmt::print(stderr, "  {}\n", fault);
        fmt::print(stderr, "{}\n", text);
    }
    std::filesystem::remove(file);
    fmt::print(stderr, "seeds {} to {}: {} districts, {} scenarios planned\n", seed, seed + count - 1, count, planned);
    const bool empty = planned < count;  // a generator that gives nothing to plan would test nothing
    if (empty) fmt::print(stderr, "fewer plans than districts\n");
    return failed == 0 && !empty ? 0 : 1;
}
