#pragma once

#include <fmt/format.h>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>

namespace gaiku::test {

/// Draws by hand, so that a seed means the same with every standard library.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}

    double unit() { return static_cast<double>(random_() >> 11U) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    int pick(int count) { return static_cast<int>(unit() * count); }
    bool chance(double probability) { return unit() < probability; }
    template <class T>
    T one_of(std::initializer_list<T> all) {
        return *(all.begin() + pick(static_cast<int>(all.size())));
    }

    static std::string number(double value) { return fmt::format("{:.5f}", value); }
    std::string percent(double low, double high) { return fmt::format("{:.3f} %", between(low, high)); }

    std::string cost(const char* unit) {
        return fmt::format("capital: {:.0f} yen/{}, upkeep: {:.0f} yen/{}/year", between(0, 2e5), unit,
                           between(0, 2000), unit);
    }
    std::string running() {
        if (chance(0.6)) return "";
        return fmt::format(", upkeep_per_kwh: {} yen/kWh, upkeep_per_input: {} yen/kWh", number(between(0, 2)),
                           number(between(0, 0.3)));
    }

private:
    std::mt19937_64 random_;
};

}  // namespace gaiku::test
