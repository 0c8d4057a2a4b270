#pragma once

#include <array>
#include <cstdint>

namespace gaiku {

using Philox = std::array<std::uint32_t, 4>;

/// Philox4x32 with ten rounds: random numbers as a function of a counter and a key, so that any draw can be made
/// anywhere, in any order. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
[[nodiscard]] constexpr Philox philox(Philox counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

/// Two numbers between 0 and 1, neither of them included, for a place in a table of draws.
[[nodiscard]] constexpr std::array<double, 2> uniform_pair(std::uint64_t seed, std::uint32_t run, std::uint32_t input,
                                                           std::uint32_t year) {
    const Philox bits =
        philox({run, input, year, 0}, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    const auto unit = [](std::uint32_t high, std::uint32_t low) {
        const std::uint64_t all = (std::uint64_t{high} << 32 | low) >> 12;  // 52 bits
        return (static_cast<double>(all) + 0.5) / 4503599627370496.0;       // 2^52
    };
    return {unit(bits[0], bits[1]), unit(bits[2], bits[3])};
}

}  // namespace gaiku
