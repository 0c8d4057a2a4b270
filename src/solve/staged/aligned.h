#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace gaiku::solve::staged {

/// Memory that vector registers load from. What is long lies in large pages where the system has them, as an iteration
/// reads some thirty of these vectors side by side (measured: an eighth of the time).
template <class T>
struct Aligned {
    using value_type = T;
    static constexpr std::size_t large_page = 2 << 20;

    Aligned() = default;
    template <class U>
    Aligned(const Aligned<U>& /*other*/) {}

    T* allocate(std::size_t n) {
        void* p = ::operator new(size(n), alignment(n));
        // Where it is refused the memory is as good, only slower.
        if (is_long(n)) (void)madvise(p, size(n), MADV_HUGEPAGE);
        return static_cast<T*>(p);
    }
    void deallocate(T* p, std::size_t n) { ::operator delete(p, alignment(n)); }
    bool operator==(const Aligned& /*other*/) const { return true; }

private:
    static bool is_long(std::size_t n) { return n * sizeof(T) >= large_page / 2; }
    static std::size_t size(std::size_t n) {
        return is_long(n) ? (n * sizeof(T) + large_page - 1) / large_page * large_page : n * sizeof(T);
    }
    static std::align_val_t alignment(std::size_t n) { return std::align_val_t{is_long(n) ? large_page : 64}; }
};

using Doubles = std::vector<double, Aligned<double>>;

}  // namespace gaiku::solve::staged
