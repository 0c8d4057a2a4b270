#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "district/district.h"
#include "district/yaml.h"
#include "technology/registry.h"

/// A small town with real technologies for the tests of the layers above district/.
namespace gaiku::test {

/// 10 households draw 100 kWh a day, flat. Tests merge their assets over it.
inline const std::string town =
    "gaiku: 1\n"
    "district: {id: town, name: {en: Town, ja: 町}}\n"
    "buildings: {homes: {use: dwelling, households: 10, electricity_per_household: 3650 kWh/year, "
    "electricity_profile: flat}}\n"
    "assets: {}\n"
    "plan: {method: microgrid}\n"
    "economics: {value_of_own_generation: 7.2 yen/kWh, margin_on_demand: 5.2 yen/kWh}\n"
    "environment: {electricity_co2: national_average_fy2020, electricity_primary_energy: "
    "energy_conservation_act_2023}\n"
    "scenarios: [{era: now, supply_rate: 50 %}]\n";

struct Workbench {
    Technologies technologies;
    Format format{technologies.sections()};
    Tables tables;

    /// The town with `change` merged over it; `check` after the technologies' own checks.
    [[nodiscard]] DistrictFile read(const std::string& change, Findings& findings,
                                    const DistrictCheck& check = {}) const {
        const NodePtr base = read_yaml(town, "base.yaml", findings);
        const NodePtr document = change.empty() ? base : merge(base, read_yaml(change, "t.yaml", findings), findings);
        const DistrictCheck all = [&](const District& district, Findings& of_district) {
            technologies.check(district, of_district);
            if (check) check(district, of_district);
        };
        return read_district(document, "t.yaml", format, tables, all, findings);
    }

    [[nodiscard]] DistrictFile good(const std::string& change, const DistrictCheck& check = {}) const {
        Findings findings;
        DistrictFile file = read(change, findings, check);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        if (findings.has_errors()) throw std::logic_error("the test's district has findings");
        return file;
    }

    /// "code path" of every finding.
    [[nodiscard]] std::vector<std::string> findings_of(const std::string& change,
                                                       const DistrictCheck& check = {}) const {
        Findings findings;
        (void)read(change, findings, check);
        std::vector<std::string> all;
        for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.path);
        return all;
    }
};

inline const Workbench& bench() {
    static const Workbench made;
    return made;
}

/// One asset `a` of a district, and what its technology says of it.
struct OneAsset {
    explicit OneAsset(const std::string& entries)
        : file(bench().good("assets: {a: {" + entries + "}}")),
          district(file.eras.at(0).district),
          record(*district.assets().at(0).second),
          technology(bench().technologies.of(record)) {}

    [[nodiscard]] std::optional<DayGeneration> day() const {
        return technology.day_generation(record, district, bench().tables);
    }
    [[nodiscard]] AssetCost cost(double size) const { return technology.cost(record, size); }

    DistrictFile file;
    const District& district;
    const Record& record;
    const Technology& technology;
};

}  // namespace gaiku::test
