#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/file.h"
#include "base/normal.h"
#include "cli/commands.h"
#include "cli/solvers.h"
#include "district/yaml.h"

/// A district file of any bytes: the whole way of `gaiku check`, and of `gaiku plan` where nothing is amiss.
namespace {

using namespace gaiku;

void require(bool good) {
    if (!good) std::abort();
}

/// What findings promise to those who print them, in both languages.
void check_findings(const Findings& findings) {
    require(findings.all().size() <= Findings::limit);
    for (const auto& finding : findings.all()) {
        require(finding_title(finding.code).en != finding.code);
        require(!finding.expected.en.empty() && !finding.expected.ja.empty());
        require(!finding.fix.en.empty() && !finding.fix.ja.empty());
        require(!first_invalid_utf8(print_finding(finding, Language::en)).has_value());
        require(!first_invalid_utf8(print_finding(finding, Language::ja)).has_value());
    }
}

/// Outages of a whole year, run again for everything that might help, take longer under sanitizers than an input may.
/// Their section has been checked like the others.
std::shared_ptr<const Record> without_outages(const Record& root) {
    auto rest = std::make_shared<Record>(root.id(), root.path(), root.position());
    for (const auto& [key, value] : root.values()) {
        if (key != "resilience") rest->set(key, value);
    }
    return rest;
}

void plan_all(DistrictFile file, const Workshop& workshop) {
    std::size_t rates = 0;
    double runs = 0;
    for (const auto& era : file.eras) {
        rates += era.plans();
        const auto* uncertainty = era.district.root->find("uncertainty");
        if (uncertainty != nullptr && uncertainty->record->has("runs"))
            runs += uncertainty->record->number("runs") * static_cast<double>(era.plans());
    }
    require(rates > 0);
    for (auto& era : file.eras) era.district.root = without_outages(*era.district.root);
    if (rates > 50 || runs > 500) return;  // time
    PlanTools tools{workshop.technologies, workshop.tables, solvers_named("")};
    tools.solve.time_limit_s = 1;
    (void)plan_district(std::move(file), tools);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Workshop workshop;
    std::string text(reinterpret_cast<const char*>(data), size);
    Findings findings;
    if (check_text(text, "fuzz.yaml", findings)) {
        const NodePtr document = read_yaml(text, "fuzz.yaml", findings);
        require(document != nullptr || findings.has_errors());
        const DistrictCheck check = [&](const District& district, Findings& of_district) {
            workshop.check(district, of_district);
        };
        DistrictFile file = read_district(document, "fuzz.yaml", workshop.format, workshop.tables, check, findings);
        if (!findings.has_errors()) plan_all(std::move(file), workshop);
    }
    check_findings(findings);
    return 0;
}
