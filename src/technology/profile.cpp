#include "technology/profile.h"

#include <algorithm>

namespace gaiku {

double Profile::largest() const {
    if (!series) return factor;
    const auto [low, high] = std::minmax_element(series->begin(), series->end());
    return std::max(factor * *low, factor * *high);
}

double Profile::smallest() const {
    return -(-*this).largest();
}

Profile apply(const Profile& profile, const std::function<double(double)>& f) {
    if (profile.is_constant()) return f(profile.factor);
    auto values = std::make_shared<std::vector<double>>(profile.series->size());
    for (std::size_t i = 0; i < values->size(); ++i) (*values)[i] = f(profile.at(i));
    return {std::move(values), 1};
}

Profile combine(const Profile& a, const Profile& b, const std::function<double(double, double)>& f) {
    if (a.is_constant()) return apply(b, [&](double value) { return f(a.factor, value); });
    if (b.is_constant()) return apply(a, [&](double value) { return f(value, b.factor); });
    auto values = std::make_shared<std::vector<double>>(a.series->size());
    for (std::size_t i = 0; i < values->size(); ++i) (*values)[i] = f(a.at(i), b.at(i));
    return {std::move(values), 1};
}

Profile sum(const Profile& a, const Profile& b) {
    if (b.is_constant() && b.factor == 0) return a;
    if (a.is_constant() && a.factor == 0) return b;
    return combine(a, b, [](double x, double y) { return x + y; });
}

}  // namespace gaiku
