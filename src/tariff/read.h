#pragma once

#include <memory>

#include "base/finding.h"
#include "tariff/tariff.h"

namespace gaiku {

/// A tariff of a validated record (an entry of `tariffs`). What its descriptors cannot see is found here: dates and
/// hours that are none, seasons and periods that overlap, hours without a price, blocks that do not rise, names of
/// seasons, periods and charges that are not there. Nothing where it is not whole.
[[nodiscard]] std::shared_ptr<const Tariff> read_tariff(const std::shared_ptr<const Record>& record,
                                                        Findings& findings);

/// Seasons that leave out a day or share one; periods that share an hour; energy charges without a price for an hour,
/// or with two.
void check_hours(const Tariff& tariff, Findings& findings);

}  // namespace gaiku
