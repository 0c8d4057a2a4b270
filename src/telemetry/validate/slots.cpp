#include "telemetry/validate/slots.h"

#include <utility>
#include <vector>

#include "telemetry/codec/integers.h"

namespace gaiku::telemetry {
namespace {

constexpr std::uint8_t slots_format = 1;

constexpr std::array<std::pair<Marks, const char*>, 9> names{{{estimated, "estimated"},
                                                              {partial, "partial"},
                                                              {reset, "reset"},
                                                              {rollover, "rollover"},
                                                              {spike, "spike"},
                                                              {stuck, "stuck"},
                                                              {negative, "negative"},
                                                              {corrected, "corrected"},
                                                              {contradicted, "contradicted"}}};

/// Runs of slots that are alike in how many channels they have and in their marks.
void put_runs(const DaySlots& slots, ByteWriter& to) {
    for (std::size_t begin = 0; begin < slots.size();) {
        std::size_t end = begin + 1;
        while (end < slots.size() && slots[end].channels == slots[begin].channels &&
               slots[end].marks == slots[begin].marks)
            ++end;
        to.varint(end - begin);
        to.varint(slots[begin].channels);
        to.varint(slots[begin].marks);
        begin = end;
    }
}

bool take_runs(ByteReader& from, DaySlots& slots) {
    for (std::size_t begin = 0; begin < slots.size();) {
        const auto length = from.varint();
        const auto channels = from.varint();
        const auto marks = from.varint();
        if (!length || !channels || !marks || *length == 0 || *length > slots.size() - begin ||
            *channels > 0xFFFFFFFFU || *marks > 0xFFFFFFFFU)
            return false;
        for (std::size_t i = begin; i < begin + *length; ++i)
            slots[i] = {0, static_cast<std::uint32_t>(*channels), static_cast<std::uint32_t>(*marks)};
        begin += static_cast<std::size_t>(*length);
    }
    return true;
}

/// How often all numbers can be divided by ten: meters count in Wh, not in mWh.
std::uint8_t common_tens(const std::vector<std::int64_t>& numbers) {
    std::uint8_t tens = 0;
    for (std::int64_t divisor = 10; tens < 9; divisor *= 10, ++tens) {
        for (const auto number : numbers) {
            if (number % divisor != 0) return tens;
        }
    }
    return tens;
}

std::int64_t whole_power_of_ten(unsigned exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace

std::string print_marks(Marks marks) {
    std::string text;
    for (const auto& [mark, name] : names) {
        if ((marks & mark) == 0) continue;
        if (!text.empty()) text += ' ';
        text += name;
    }
    return text;
}

std::string encode_slots(const DaySlots& slots) {
    std::string bytes;
    ByteWriter to(bytes);
    to.byte(slots_format);
    put_runs(slots, to);
    std::vector<std::int64_t> numbers;
    for (const Slot& slot : slots) {
        if (slot.channels > 0) numbers.push_back(slot.micro);
    }
    const std::uint8_t tens = common_tens(numbers);
    for (auto& number : numbers) number /= whole_power_of_ten(tens);
    to.byte(tens);
    pack_integers(numbers, to);
    to.fixed32(checksum(bytes));
    return bytes;
}

bool decode_slots_unchecked(std::string_view bytes, DaySlots& slots) {
    slots = {};
    ByteReader from(bytes);
    const auto version = from.byte();
    if (!version || *version != slots_format || !take_runs(from, slots)) return false;
    std::size_t count = 0;
    for (const Slot& slot : slots) count += slot.channels > 0 ? 1 : 0;
    const auto tens = from.byte();
    std::vector<std::int64_t> numbers;
    if (!tens || *tens > 9 || !unpack_integers(from, count, numbers)) return false;
    const std::int64_t scale = whole_power_of_ten(*tens);
    std::size_t next = 0;
    for (Slot& slot : slots) {
        if (slot.channels == 0) continue;
        const std::int64_t number = numbers[next++];
        if (number > largest_packed / scale || number < -largest_packed / scale) return false;
        slot.micro = number * scale;
    }
    return from.left() == 0;
}

bool decode_slots(std::string_view bytes, DaySlots& slots) {
    slots = {};
    if (bytes.size() < 4) return false;
    const std::string_view body = bytes.substr(0, bytes.size() - 4);
    ByteReader tail(bytes.substr(bytes.size() - 4));
    return tail.fixed32() == checksum(body) && decode_slots_unchecked(body, slots);
}

}  // namespace gaiku::telemetry
