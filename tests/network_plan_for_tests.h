#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/commands.h"
#include "cli/solvers.h"

namespace gaiku {

/// Plans a district file of cases/ with a solver ("", "highs" or "piqp").
inline Plan plan_case(const std::string& file, const std::string& solver = "") {
    static const Workshop workshop;
    Findings findings;
    DistrictFile district = workshop.read(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases" / file, findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    if (findings.has_errors()) return {};
    return plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named(solver)});
}

/// The network plan of a scenario, or a failure with what planning it found; warnings of its file are none, nor is what
/// random prices may lead to where `allowed` names its code.
inline const NetworkPlan& network_of(const Plan& plan, std::size_t scenario = 0, const std::string& allowed = "") {
    static const NetworkPlan none;
    if (scenario >= plan.scenarios.size()) {
        ADD_FAILURE() << "no scenario " << scenario;
        return none;
    }
    const ScenarioPlan& s = plan.scenarios[scenario];
    std::size_t of_file = 0;
    for (const auto& era : plan.file.eras) {
        if (era.id == s.era) of_file = era.warnings.size();
    }
    for (std::size_t i = of_file; i < s.findings.size(); ++i) {
        if (s.findings[i].code != allowed) ADD_FAILURE() << print_finding(s.findings[i], Language::en);
    }
    return s.network ? *s.network : none;
}

inline double size_of(const NetworkPlan& plan, const std::string& id, const std::string& part = "capacity") {
    for (const auto& size : plan.sizes) {
        if (size.id == id && size.part == part) return size.value.value_or(0);
    }
    ADD_FAILURE() << "no size " << id << " " << part;
    return 0;
}

/// kWh from one node to another; 0 where nothing flows.
inline double flow_of(const NetworkPlan& plan, const std::string& from, const std::string& to) {
    double kwh = 0;
    for (const auto& flow : plan.flows) {
        if (flow.from == from && flow.to == to) kwh += flow.kwh;
    }
    return kwh;
}

}  // namespace gaiku
