#pragma once

#include <gtest/gtest.h>

#include <string>

#include "district/reader.h"
#include "district/yaml.h"
#include "operate/image.h"
#include "technology/registry.h"

namespace gaiku::operate::test {

/// A district file of this text.
inline DistrictFile district_file_of(const std::string& yaml) {
    static const Tables tables;
    static const Technologies technologies;
    static const Format format(technologies.sections());
    Findings findings;
    const NodePtr document = read_yaml(yaml, "test.yaml", findings);
    const DistrictCheck check = [](const District& one, Findings& of_it) { technologies.check(one, of_it); };
    DistrictFile district = read_district(document, "test.yaml", format, tables, check, findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    return district;
}

/// What a district file of this text says of its assets and blocks.
inline Surroundings surroundings_of(const std::string& yaml) {
    return Surroundings(district_file_of(yaml).eras.at(0).district);
}

}  // namespace gaiku::operate::test
