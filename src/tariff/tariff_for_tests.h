#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "district/format.h"
#include "district/reader.h"
#include "district/yaml.h"
#include "tariff/bill.h"
#include "tariff/read.h"

/// Tariffs written as in a district file, for tests.
namespace gaiku::test {

/// Reads a tariff; "code path value" of every finding goes into `findings`.
inline std::shared_ptr<const Tariff> tariff(const std::string& yaml, std::vector<std::string>* findings = nullptr) {
    static const Format format(std::map<std::string, const Section*>{});
    static const Tables tables;
    Findings found;
    const NodePtr document = read_yaml(yaml, "tariff.yaml", found);
    const NodePtr around = read_yaml("series: {spot: {}}", "district.yaml", found);  // names a tariff may use
    std::shared_ptr<const Tariff> result;
    if (document) {
        const Overrides none;
        result = read_tariff(Reader(tables, none, *around, found).read(*document, format.tariff(), "t", "t"), found);
    }
    for (const auto& finding : found.all()) {
        if (findings == nullptr) {
            ADD_FAILURE() << print_finding(finding, Language::en);
        } else {
            findings->push_back(finding.code + " " + finding.path + " " + finding.value);
        }
    }
    return result;
}

inline PriceSources no_sources() {
    return {[](const std::string&) -> const std::vector<double>* { return nullptr; },
            [](int) -> std::optional<double> { return std::nullopt; }};
}

/// Bills of a constant power, or of one number an interval.
inline std::vector<MonthlyBill> bills(const Tariff& tariff, const MeterAxis& axis, std::vector<double> kw,
                                      const Terms& terms = {}) {
    if (kw.size() == 1) kw.assign(axis.size(), kw.front());
    return make_bills(Pricing(tariff, axis, no_sources()), terms, kw);
}

/// A year of which the highest half-hour of each month is given; the rest of it is at rest.
inline std::vector<double> with_peaks(const MeterAxis& axis, const std::vector<double>& peaks, double rest = 0) {
    std::vector<double> kw(axis.size(), rest);
    for (std::size_t m = 0; m < axis.months().size(); ++m) kw[axis.months()[m].first + 30] = peaks[m];
    return kw;
}

}  // namespace gaiku::test
