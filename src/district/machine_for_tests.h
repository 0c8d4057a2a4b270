#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "district/district.h"
#include "district/yaml.h"

/// A format with one made-up technology, so that tests of district/ need none of the real ones.
namespace gaiku::test {

inline const Section& machine_section() {
    static const Section section{
        .name = "machine",
        .meaning = {"a machine", "機械"},
        .fields = {
            {.key = "capacity",
             .kind = Kind::quantity,
             .unit = "kW",
             .meaning = {"power", "容量"},
             .required = true,
             .minimum = 0,
             .maximum = 1000,
             .choices = {"sized"}},
            {.key = "type",
             .kind = Kind::reference,
             .meaning = {"row", "行"},
             .preset = "rooftop_pv",
             .target = "rows:unit_costs"},
            {.key = "price",
             .kind = Kind::quantity,
             .unit = "yen/kW",
             .meaning = {"price", "単価"},
             .required = true,
             .data = {"unit_costs", "{type}", "capital"}},
            {.key = "units", .kind = Kind::count, .meaning = {"how many", "台数"}},
            {.key = "shares",
             .kind = Kind::quantities,
             .unit = "%",
             .meaning = {"shares", "割合"},
             .minimum = 0,
             .maximum = 100,
             .choices = {"rest"}},
            {.key = "loss", .kind = Kind::quantity, .unit = "%", .meaning = {"loss", "損失"}, .preset = "5 %"},
        }};
    return section;
}

inline const Format& format() {
    static const Format made({{"machine", &machine_section()}});
    return made;
}

inline const Tables& tables() {
    static const Tables made;
    return made;
}

/// A district without a fault; tests add to it or replace parts of it.
inline const std::string sound =
    "gaiku: 1\n"
    "district: {id: town, name: {en: Town, ja: 町}}\n"
    "buildings: {homes: {use: dwelling, households: 10, electricity_per_household: 3650 kWh/year, "
    "electricity_profile: flat}}\n"
    "assets: {m: {technology: machine, capacity: 5 kW}}\n"
    "plan: {method: microgrid}\n"
    "economics: {value_of_own_generation: 7 yen/kWh, margin_on_demand: 5 yen/kWh}\n"
    "environment: {electricity_co2: national_average_fy2020, electricity_primary_energy: "
    "energy_conservation_act_2023}\n"
    "scenarios: [{era: now, supply_rate: 50 %}]\n";

/// The sound district with `change` merged over it.
inline DistrictFile read(const std::string& change, Findings& findings) {
    const NodePtr base = read_yaml(sound, "base.yaml", findings);
    const NodePtr document = change.empty() ? base : merge(base, read_yaml(change, "t.yaml", findings), findings);
    return read_district(
        document, "t.yaml", format(), tables(), [](const District&, Findings&) {}, findings);
}

inline District good(const std::string& change) {
    Findings findings;
    DistrictFile file = read(change, findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    if (findings.has_errors()) throw std::logic_error("the test's district has findings");
    return file.eras.at(0).district;
}

/// "code path" of every finding.
inline std::vector<std::string> findings_of(const std::string& change) {
    Findings findings;
    (void)read(change, findings);
    std::vector<std::string> all;
    for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.path);
    return all;
}

/// The one finding of a document.
inline Finding finding_of(const std::string& change) {
    Findings findings;
    (void)read(change, findings);
    EXPECT_EQ(findings.all().size(), 1u) << change;
    return findings.empty() ? Finding{} : findings.all().front();
}

}  // namespace gaiku::test
