#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace gaiku::solve::staged {

/// Memory that vector registers load from.
template <class T>
struct Aligned {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    Aligned() = default;
    template <class U>
    Aligned(const Aligned<U>& /*other*/) {}

    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), alignment)); }
    void deallocate(T* p, std::size_t /*n*/) { ::operator delete(p, alignment); }
    bool operator==(const Aligned& /*other*/) const { return true; }
};

using Doubles = std::vector<double, Aligned<double>>;

}  // namespace gaiku::solve::staged
