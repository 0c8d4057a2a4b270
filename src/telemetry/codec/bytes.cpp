#include "telemetry/codec/bytes.h"

#include <zlib.h>

namespace gaiku::telemetry {

std::optional<std::uint8_t> ByteReader::byte() {
    if (from_.empty()) return std::nullopt;
    const auto value = static_cast<std::uint8_t>(from_.front());
    from_.remove_prefix(1);
    return value;
}

std::optional<std::uint64_t> ByteReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto next = byte();
        if (!next) return std::nullopt;
        const std::uint64_t part = *next & 0x7FU;
        if (shift == 63 && part > 1) return std::nullopt;
        value |= part << shift;
        if ((*next & 0x80U) == 0) return value;
    }
    return std::nullopt;
}

std::optional<std::int64_t> ByteReader::zigzag() {
    const auto value = varint();
    if (!value) return std::nullopt;
    return static_cast<std::int64_t>((*value >> 1) ^ (~(*value & 1) + 1));
}

std::optional<std::uint32_t> ByteReader::fixed32() {
    const auto bytes = take(4);
    if (!bytes) return std::nullopt;
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<std::uint8_t>((*bytes)[i])} << (8 * i);
    return value;
}

std::optional<std::uint64_t> ByteReader::fixed64() {
    const auto low = left() < 8 ? std::nullopt : fixed32();
    const auto high = low ? fixed32() : std::nullopt;
    if (!high) return std::nullopt;
    return std::uint64_t{*high} << 32 | *low;
}

std::optional<std::string_view> ByteReader::take(std::size_t bytes) {
    if (bytes > from_.size()) return std::nullopt;
    const std::string_view taken = from_.substr(0, bytes);
    from_.remove_prefix(bytes);
    return taken;
}

std::optional<std::string_view> ByteReader::text() {
    const auto size = varint();
    if (!size || *size > from_.size()) return std::nullopt;
    return take(static_cast<std::size_t>(*size));
}

std::uint32_t checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace gaiku::telemetry
