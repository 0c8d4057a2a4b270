#include "district/load_classes.h"

#include <numeric>

#include "base/unit.h"

namespace gaiku {
namespace {

constexpr double share_rounding = 1e-9;  // of shares written in per cent

double given(const Record& outage) {
    double sum = 0;
    for (std::size_t k = 0; k + 1 < load_classes; ++k) sum += outage.number_or(load_class_names[k], 0);
    return sum;
}

}  // namespace

LoadShares load_shares(const Record& outage) {
    LoadShares shares{};
    for (std::size_t k = 0; k + 1 < load_classes; ++k) shares[k] = outage.number_or(load_class_names[k], 0);
    const double left = 1 - given(outage);
    shares.back() = left > share_rounding ? left : 0;
    return shares;
}

LoadShares demand_load_shares(const Record& demand) {
    const Value* outage = demand.find("outage");
    return outage == nullptr ? not_required : load_shares(*outage->record);
}

double share_up_to(const LoadShares& shares, LoadClass last) {
    return std::accumulate(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(last) + 1, 0.0);
}

void check_load_shares(const Record& outage, Findings& findings) {
    if (outage.broken() || given(outage) <= 1 + share_rounding) return;
    const std::string sum = print_number(given(outage) * 100, 3) + " %";
    for (std::size_t k = load_classes - 1; k-- > 0;) {
        if (!outage.has(load_class_names[k])) continue;
        findings.add(outage.finding("contradiction", load_class_names[k],
                                    {"shares of one load, together no more than 100 % (now " + sum + ")",
                                     "一つの負荷の割合（合計100 %以下、現在 " + sum + "）"},
                                    {"lower the shares; what is left is class 5, not required",
                                     "割合を小さくしてください（残りはクラス5：不要な負荷）"}));
        return;
    }
}

}  // namespace gaiku
