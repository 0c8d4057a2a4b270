#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace gaiku {

/// A number for every step: the same everywhere, or a factor times a shared series.
struct Profile {
    double factor = 0;  ///< the number itself when there is no series
    std::shared_ptr<const std::vector<double>> series;

    Profile() = default;
    Profile(double number) : factor(number) {}  // NOLINT: a plain number is a profile
    Profile(std::shared_ptr<const std::vector<double>> of, double times) : factor(times), series(std::move(of)) {}

    [[nodiscard]] bool is_constant() const { return series == nullptr; }
    [[nodiscard]] double at(std::size_t step) const { return series ? factor * (*series)[step] : factor; }
    [[nodiscard]] Profile operator*(double times) const { return {series, factor * times}; }
    [[nodiscard]] Profile operator-() const { return *this * -1.0; }
    [[nodiscard]] double largest() const;
    [[nodiscard]] double smallest() const;
};

/// f of a profile, step by step.
[[nodiscard]] Profile apply(const Profile& profile, const std::function<double(double)>& f);
/// f of two profiles, step by step.
[[nodiscard]] Profile combine(const Profile& a, const Profile& b, const std::function<double(double, double)>& f);
[[nodiscard]] Profile sum(const Profile& a, const Profile& b);

}  // namespace gaiku
