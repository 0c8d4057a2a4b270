#pragma once

#include <cstdint>

/// Templates for one instruction set each; `Isa` is a type of the one source that compiles them, so that nothing of
/// them is shared between objects: code for AVX-512 must not be what another source is linked to. For the same reason
/// nothing of the standard library is called here. A vector type aliases the numbers that it consists of, as an array
/// of them would, and nothing else: one that may alias all has the plan's tables read again after every store
/// (measured: an eighth of the time).
namespace gaiku::solve::staged {

/// What every kernel needs of vectors of doubles.
template <class Isa>
struct Lane {
    using V = typename Isa::V;
    static constexpr std::int32_t width = Isa::width;

    static V* at(double* p, std::int64_t i) { return reinterpret_cast<V*>(p) + i; }
    static const V* at(const double* p, std::int64_t i) { return reinterpret_cast<const V*>(p) + i; }
    static V all(double value) { return V{} + value; }
    /// Numbers that are kept in single precision.
    struct Singles {
        float* data;
        V operator[](std::int64_t i) const { return __builtin_convertvector(at(i), V); }
        void set(std::int64_t i, V value) const { at(i) = __builtin_convertvector(value, typename Isa::Single); }

        [[nodiscard]] typename Isa::Single& at(std::int64_t i) const {
            return reinterpret_cast<typename Isa::Single*>(data)[i];
        }
    };
    static V larger(V a, V b) { return a > b ? a : b; }
    static V size(V a) { return a < 0.0 ? -a : a; }
    /// a where a pair or limit is there (its dual is above 0), else b.
    static V where(V dual, V a, V b) { return dual > 0.0 ? a : b; }
    static double largest(V a, double start) {
        for (std::int32_t l = 0; l < width; ++l) start = a[l] > start ? a[l] : start;
        return start;
    }
    static double sum(V a) {
        double result = 0;
        for (std::int32_t l = 0; l < width; ++l) result += a[l];
        return result;
    }
};

}  // namespace gaiku::solve::staged
