#include "telemetry/codec/column_codec.h"

#include <array>
#include <bit>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "telemetry/codec/integers.h"

namespace gaiku::telemetry {
namespace {

constexpr std::uint8_t format = 1;
constexpr std::uint8_t as_bits = 255;
constexpr std::array<double, 10> power_of_ten{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double largest_exact = 9007199254740992.0;  // 2^53

/// The value as a whole number of 10^-exponent, if dividing gives it back to the last bit.
std::optional<std::int64_t> whole(double value, std::size_t exponent) {
    const double scaled = std::nearbyint(value * power_of_ten[exponent]);
    if (!(std::fabs(scaled) < largest_exact) || scaled / power_of_ten[exponent] != value) return std::nullopt;
    if (value == 0 && std::signbit(value)) return std::nullopt;
    return static_cast<std::int64_t>(scaled);
}

/// The least exponent at which all values are whole.
std::optional<std::size_t> exponent_of(std::span<const Sample> samples) {
    std::size_t exponent = 0;
    for (const Sample& sample : samples) {
        while (!whole(sample.value, exponent)) {
            if (++exponent == power_of_ten.size()) return std::nullopt;
        }
    }
    return exponent;
}

bool pack_whole(std::span<const Sample> samples, std::size_t exponent, std::vector<std::int64_t>& numbers) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto number = whole(samples[i].value, exponent);
        if (!number) return false;  // an early one, too large at the exponent that a later one needs
        numbers[i] = *number;
    }
    return true;
}

}  // namespace

std::string encode_samples(std::span<const Sample> samples) {
    if (samples.size() > most_samples) throw std::length_error("too many samples for a block");
    std::string bytes;
    ByteWriter to(bytes);
    to.byte(format);
    to.varint(samples.size());
    std::vector<std::int64_t> numbers(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) numbers[i] = samples[i].time;
    pack_integers(numbers, to);
    const auto exponent = exponent_of(samples);
    if (exponent && pack_whole(samples, *exponent, numbers)) {
        to.byte(static_cast<std::uint8_t>(*exponent));
        pack_integers(numbers, to);
    } else {
        to.byte(as_bits);
        for (const Sample& sample : samples) to.fixed64(std::bit_cast<std::uint64_t>(sample.value));
    }
    to.fixed32(checksum(bytes));
    return bytes;
}

bool decode_unchecked(std::string_view bytes, std::vector<Sample>& samples) {
    samples.clear();
    ByteReader from(bytes);
    const auto version = from.byte();
    const auto count = from.varint();
    if (!version || *version != format || !count || *count > most_samples) return false;
    std::vector<std::int64_t> numbers;
    if (!unpack_integers(from, static_cast<std::size_t>(*count), numbers)) return false;
    samples.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) samples[i].time = numbers[i];
    const auto exponent = from.byte();
    if (!exponent) return false;
    if (*exponent == as_bits) {
        for (Sample& sample : samples) {
            const auto value = from.fixed64();
            if (!value) return false;
            sample.value = std::bit_cast<double>(*value);
        }
        return from.left() == 0;
    }
    if (*exponent >= power_of_ten.size() || !unpack_integers(from, samples.size(), numbers)) return false;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        samples[i].value = static_cast<double>(numbers[i]) / power_of_ten[*exponent];
    return from.left() == 0;
}

bool decode_samples(std::string_view bytes, std::vector<Sample>& samples) {
    samples.clear();
    if (bytes.size() < 4) return false;
    const std::string_view body = bytes.substr(0, bytes.size() - 4);
    ByteReader tail(bytes.substr(bytes.size() - 4));
    return tail.fixed32() == checksum(body) && decode_unchecked(body, samples);
}

}  // namespace gaiku::telemetry
