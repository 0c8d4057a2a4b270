#include <cstdlib>
#include <new>

#include "simulate/count_allocations_for_tests.h"

// In a source of its own, where no compiler sees both ends of an allocation and takes them for mismatched.
namespace {

std::size_t count = 0;

}  // namespace

std::size_t gaiku::simulate::test::allocations() {
    return count;
}

void* operator new(std::size_t size) {
    ++count;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
