// Compiled by two tests: with RIGHT it has to pass, without it the compiler has to refuse the sum of a power and an
// energy.
#include "base/quantity.h"

#ifdef RIGHT
constexpr auto sum = gaiku::Power(350) + gaiku::Power(10);
#else
constexpr auto sum = gaiku::Power(350) + gaiku::Energy(10);
#endif

static_assert(sum.value() == 360);
