#include "telemetry/codec/integers.h"

#include <algorithm>
#include <bit>

namespace gaiku::telemetry {
namespace {

enum Mode : std::uint8_t { plain = 0, differences = 1 };

struct Range {
    std::int64_t least = 0;
    unsigned width = 0;  ///< bits of the greatest distance from the least
};

unsigned width_of(std::uint64_t distance) {
    return static_cast<unsigned>(std::bit_width(distance));
}

std::uint64_t distance(std::int64_t from, std::int64_t to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

Range range_of(std::span<const std::int64_t> numbers) {
    const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
    return {*least, width_of(distance(*least, *greatest))};
}

Range range_of_differences(std::span<const std::int64_t> numbers) {
    std::int64_t least = numbers[1] - numbers[0];
    std::int64_t greatest = least;
    for (std::size_t i = 2; i < numbers.size(); ++i) {
        const std::int64_t step = numbers[i] - numbers[i - 1];
        least = std::min(least, step);
        greatest = std::max(greatest, step);
    }
    return {least, width_of(distance(least, greatest))};
}

class BitWriter {
public:
    BitWriter(ByteWriter& to, unsigned width) : to_(to), width_(width) {}
    void put(std::uint64_t value) {
        if (width_ == 0) return;
        held_ |= value << used_;
        if (used_ + width_ < 64) {
            used_ += width_;
            return;
        }
        to_.fixed64(held_);
        const unsigned written = 64 - used_;
        held_ = written == 64 ? 0 : value >> written;
        used_ = width_ - written;
        if (used_ == 0) held_ = 0;
    }
    void finish() {
        for (unsigned bit = 0; bit < used_; bit += 8) to_.byte(static_cast<std::uint8_t>(held_ >> bit));
    }

private:
    ByteWriter& to_;
    unsigned width_;
    std::uint64_t held_ = 0;
    unsigned used_ = 0;
};

/// The bits `at` to `at + width` of bytes that are known to hold them.
std::uint64_t bits(std::string_view bytes, std::size_t at, unsigned width) {
    std::uint64_t value = 0;
    unsigned got = 0;
    while (got < width) {
        const std::size_t position = at + got;
        const unsigned within = static_cast<unsigned>(position % 8);
        const unsigned take = std::min(8 - within, width - got);
        const std::uint64_t part = (static_cast<std::uint8_t>(bytes[position / 8]) >> within) & ((1U << take) - 1U);
        value |= part << got;
        got += take;
    }
    return value;
}

}  // namespace

void pack_integers(std::span<const std::int64_t> numbers, ByteWriter& to) {
    if (numbers.empty()) return;
    const Range own = range_of(numbers);
    const Range steps = numbers.size() > 1 ? range_of_differences(numbers) : Range{0, 0};
    const bool by_steps = numbers.size() > 1 && steps.width < own.width;
    const Range& range = by_steps ? steps : own;
    to.byte(static_cast<std::uint8_t>(by_steps ? differences : plain));
    to.byte(static_cast<std::uint8_t>(range.width));
    to.zigzag(range.least);
    if (by_steps) to.zigzag(numbers[0]);
    BitWriter out(to, range.width);
    for (std::size_t i = by_steps ? 1 : 0; i < numbers.size(); ++i)
        out.put(distance(range.least, by_steps ? numbers[i] - numbers[i - 1] : numbers[i]));
    out.finish();
}

bool unpack_integers(ByteReader& from, std::size_t count, std::vector<std::int64_t>& numbers) {
    numbers.clear();
    if (count == 0) return true;
    const auto mode = from.byte();
    const auto width = from.byte();
    const auto least = from.zigzag();
    if (!mode || !width || !least || *mode > differences || *width > 64) return false;
    const bool by_steps = *mode == differences;
    std::int64_t last = 0;
    if (by_steps) {
        const auto first = from.zigzag();
        if (!first) return false;
        last = *first;
    }
    const std::size_t packed = by_steps ? count - 1 : count;
    const auto bytes = from.take((packed * *width + 7) / 8);
    if (!bytes) return false;
    numbers.reserve(count);
    if (by_steps) numbers.push_back(last);
    for (std::size_t i = 0; i < packed; ++i) {
        // Unsigned, so that broken bytes wrap around instead of being undefined.
        const std::uint64_t value = static_cast<std::uint64_t>(*least) + bits(*bytes, i * *width, *width);
        last = by_steps ? static_cast<std::int64_t>(static_cast<std::uint64_t>(last) + value)
                        : static_cast<std::int64_t>(value);
        numbers.push_back(last);
    }
    return true;
}

}  // namespace gaiku::telemetry
