#pragma once

#include <cstdint>
#include <string_view>

namespace gaiku::field {

/// Random numbers that are the same on every machine and for every library: SplitMix64 (Steele, Lea, Flood 2014), and
/// draws written out here.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] double uniform();  ///< from 0, below 1
    [[nodiscard]] double uniform(double from, double to) { return from + (to - from) * uniform(); }
    [[nodiscard]] bool chance(double probability) { return uniform() < probability; }
    [[nodiscard]] double normal();                             ///< mean 0, deviation 1
    [[nodiscard]] double around(double median, double sigma);  ///< lognormal: deviation of the logarithm
    [[nodiscard]] int times(double mean);                      ///< Poisson, small means

private:
    std::uint64_t state_;
};

/// A seed for a part of something, so that what one part draws does not depend on what others draw.
[[nodiscard]] std::uint64_t seed_of(std::uint64_t seed, std::uint64_t part);
[[nodiscard]] std::uint64_t seed_of(std::uint64_t seed, std::string_view name);

}  // namespace gaiku::field
