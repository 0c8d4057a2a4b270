#pragma once

#include <cstdint>
#include <string>

#include "base/finding.h"

namespace gaiku::test {

/// A district file of method network with random places, carriers, equipment of every technology, prices and rules,
/// over a day or a few. It can be run: every demand has a source that is large enough, or may stay unserved. All sizes
/// are given, so that both scenarios, `optimal` and `rules`, have the same equipment. switches: machines beside those
/// that are large enough for every demand may be on or off and of numbers of units to be found, tariffs have blocks
/// that fall in price; in a day at most.
[[nodiscard]] std::string random_district(std::uint64_t seed, bool switches = false);

/// What may be said of such a district: that its days bear a year's standing charges, which its bills do not; that a
/// sale pays more than a purchase costs, and what comes of it.
[[nodiscard]] inline bool is_expected(const Finding& finding) {
    const bool known = finding.code == "tariff-approximated" || finding.code == "bought-and-sold";
    return known && finding.severity == Severity::warning;
}

}  // namespace gaiku::test
