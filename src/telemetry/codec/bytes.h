#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gaiku::telemetry {

/// Appends numbers to bytes: varints (7 bits a byte, low first), zigzag for signed ones, and runs of bits.
class ByteWriter {
public:
    explicit ByteWriter(std::string& to) : to_(to) {}

    void byte(std::uint8_t value) { to_.push_back(static_cast<char>(value)); }
    void varint(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    void zigzag(std::int64_t value) {
        varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void fixed32(std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
    }
    void fixed64(std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
    }
    void text(std::string_view value) {
        varint(value.size());
        to_.append(value);
    }

private:
    std::string& to_;
};

/// Takes them off again; nothing where the bytes end too soon or a varint is too long.
class ByteReader {
public:
    explicit ByteReader(std::string_view from) : from_(from) {}

    [[nodiscard]] std::size_t left() const { return from_.size(); }
    [[nodiscard]] std::optional<std::uint8_t> byte();
    [[nodiscard]] std::optional<std::uint64_t> varint();
    [[nodiscard]] std::optional<std::int64_t> zigzag();
    [[nodiscard]] std::optional<std::uint32_t> fixed32();
    [[nodiscard]] std::optional<std::uint64_t> fixed64();
    [[nodiscard]] std::optional<std::string_view> take(std::size_t bytes);
    [[nodiscard]] std::optional<std::string_view> text();

private:
    std::string_view from_;
};

/// CRC-32 (zlib's), which finds every burst of up to 32 wrong bits.
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

}  // namespace gaiku::telemetry
