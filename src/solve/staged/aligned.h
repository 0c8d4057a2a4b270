#pragma once

#include <sys/mman.h>

// clang tells by a feature, gcc by a macro.
#if defined(__has_feature)
#define GAIKU_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define GAIKU_ADDRESS_SANITIZER 1
#else
#define GAIKU_ADDRESS_SANITIZER 0
#endif
#if GAIKU_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace gaiku::solve::staged {

/// Memory that vector registers load from. What is long lies in large pages where the system has them, as an iteration
/// reads some thirty of these vectors side by side (measured: an eighth of the time).
template <class T>
struct Aligned {
    using value_type = T;
    static constexpr std::size_t large_page = 2 << 20, page = 4 << 10;

    Aligned() = default;
    template <class U>
    Aligned(const Aligned<U>& /*other*/) {}

    T* allocate(std::size_t n) {
        if (!is_long(n)) return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64}));
        // From the system and back to it, as what a run takes must not stay behind in a heap. Cut to whole pages.
        const std::size_t length = size(n), more = length + large_page;
        void* p = mmap(nullptr, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED) throw std::bad_alloc();
        char* const all = static_cast<char*>(p);
        const std::size_t before = (large_page - reinterpret_cast<std::uintptr_t>(p) % large_page) % large_page;
        if (before > 0) (void)munmap(all, before);
        (void)munmap(all + before + length, more - before - length);
        // The last piece in small pages, as a large one would take all of its memory. Where it is refused the memory is
        // as good, only slower.
        (void)madvise(all + before, length / large_page * large_page, MADV_HUGEPAGE);
        return reinterpret_cast<T*>(all + before);
    }
    void deallocate(T* p, std::size_t n) {
        if (is_long(n)) {
            (void)munmap(p, size(n));
        } else {
            ::operator delete (p, std::align_val_t{64});
        }
    }
    bool operator==(const Aligned& /*other*/) const { return true; }

    static bool is_long(std::size_t n) { return n * sizeof(T) >= large_page / 2; }

private:
    static std::size_t size(std::size_t n) { return (n * sizeof(T) + page - 1) / page * page; }
};

/// So many doubles as one piece: vectors that are a page or two each would leave half of it empty.
class Arena {
public:
    Arena() = default;
    explicit Arena(std::size_t size) : data_(Aligned<double>().allocate(size)), size_(size) {}
    ~Arena() {
        if (data_ == nullptr) return;
#if GAIKU_ADDRESS_SANITIZER
        ASAN_UNPOISON_MEMORY_REGION(data_, size_ * sizeof(double));
#endif
        Aligned<double>().deallocate(data_, size_);
    }
    Arena(Arena&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
    Arena& operator=(Arena&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    /// From the system, which gives zeros.
    [[nodiscard]] bool is_zero() const {
        return Aligned<double>::is_long(size_);
    }
    [[nodiscard]] std::span<double> part(std::size_t begin, std::size_t size) const {
        return {data_ + begin, size};
    }

private:
    double* data_ = nullptr;
    std::size_t size_ = 0;
};

using Doubles = std::vector<double, Aligned<double>>;
using Floats = std::vector<float, Aligned<float>>;

}  // namespace gaiku::solve::staged
