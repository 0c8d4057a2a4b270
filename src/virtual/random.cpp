#include "virtual/random.h"

#include <cmath>
#include <numbers>

namespace gaiku::field {
namespace {

std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;

}  // namespace

std::uint64_t Random::next() {
    state_ += golden;
    return mix(state_);
}

double Random::uniform() {
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

double Random::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

double Random::around(double median, double sigma) {
    return median * std::exp(sigma * normal());
}

int Random::times(double mean) {
    const double limit = std::exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; ++count) product *= uniform();
    return count < 0 ? 0 : count;
}

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t part) {
    return mix(mix(seed + golden) + (part + 1) * golden);
}

std::uint64_t seed_of(std::uint64_t seed, std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return seed_of(seed, hash);
}

}  // namespace gaiku::field
