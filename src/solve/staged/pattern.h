#pragma once

#include <cstdint>
#include <vector>

#include "solve/staged/order.h"

namespace gaiku::solve::staged {

/// A symmetric pattern.
class Pattern {
public:
    explicit Pattern(std::int32_t n) : n_(n), bits_(at(n) * at(n), 0) {}
    void link(std::int32_t a, std::int32_t b) { bits_[place(a, b)] = bits_[place(b, a)] = 1; }
    void clique(const std::vector<std::int32_t>& nodes) {
        for (const std::int32_t a : nodes)
            for (const std::int32_t b : nodes) bits_[place(a, b)] = 1;
    }
    [[nodiscard]] bool has(std::int32_t a, std::int32_t b) const { return bits_[place(a, b)] != 0; }

private:
    [[nodiscard]] std::size_t place(std::int32_t a, std::int32_t b) const { return at(a) * at(n_) + at(b); }
    std::int32_t n_;
    std::vector<std::uint8_t> bits_;
};

}  // namespace gaiku::solve::staged
