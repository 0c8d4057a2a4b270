#include "virtual/register.h"

#include <cmath>
#include <stdexcept>

namespace gaiku::field {

void Register::add_kwh(double kwh) {
    if (!(kwh >= 0) || !std::isfinite(kwh)) throw std::invalid_argument("a register counts up");
    rest_wh_ += 1000 * kwh;
    const double whole = std::floor(rest_wh_);
    rest_wh_ -= whole;
    wh_ += static_cast<std::int64_t>(whole);
}

}  // namespace gaiku::field
