#include "report/packed.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

void put(std::string& bytes, std::uint32_t number, int count) {
    for (int i = 0; i < count; ++i) bytes.push_back(static_cast<char>((number >> (8 * i)) & 0xFFU));
}

std::string base64(const std::string& bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(i + k > bytes.size() ? '=' : letters[(group >> (18 - 6 * k)) & 63U]);
    }
    return out;
}

}  // namespace

Json packed(const std::vector<double>& values) {
    constexpr double steps = 32'000;
    double most = 0;
    for (const double value : values) most = std::max(most, std::abs(value));
    const double scale = most > 0 ? most / steps : 1;
    std::string bytes;
    bytes.reserve(values.size() * 2);
    for (const double value : values) put(bytes, static_cast<std::uint32_t>(std::lround(value / scale)), 2);
    return {{"scale", scale}, {"data", base64(bytes)}};
}

Json packed_floats(const std::vector<double>& values) {
    std::string bytes;
    bytes.reserve(values.size() * 4);
    for (const double value : values) put(bytes, std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4);
    return {{"scale", nullptr}, {"data", base64(bytes)}};
}

}  // namespace gaiku
