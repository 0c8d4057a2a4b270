#include "telemetry/tally.h"

#include <algorithm>
#include <limits>

#include "telemetry/codec/bytes.h"

namespace gaiku::telemetry {
namespace {

constexpr std::uint8_t format = 1;

/// Values that no meter shows may pass the range; the sum then wraps around instead of being undefined.
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

void put(const Tally& tally, ByteWriter& to) {
    to.varint(tally.half_hours);
    to.varint(tally.marked);
    to.varint(tally.channels);
    to.zigzag(tally.micro);
}

bool take(ByteReader& from, Tally& tally) {
    const auto half_hours = from.varint();
    const auto marked = from.varint();
    const auto channels = from.varint();
    const auto micro = from.zigzag();
    constexpr auto most = std::numeric_limits<std::uint32_t>::max();
    if (!half_hours || !marked || !channels || !micro || *half_hours > most || *marked > most || *channels > most)
        return false;
    tally = {*micro, static_cast<std::uint32_t>(*half_hours), static_cast<std::uint32_t>(*marked),
             static_cast<std::uint32_t>(*channels)};
    return true;
}

}  // namespace

void Tally::add(const Slot& slot) {
    if (slot.marks != 0) ++marked;
    if (slot.channels == 0) return;
    micro = sum(micro, slot.micro);
    ++half_hours;
    channels = std::max(channels, slot.channels);
}

void Tally::add(const Tally& other) {
    micro = sum(micro, other.micro);
    half_hours += other.half_hours;
    marked += other.marked;
    channels = std::max(channels, other.channels);
}

void MonthTallies::add(int day, const Slot& slot) {
    days_[static_cast<std::size_t>(day)].add(slot);
    whole_.add(slot);
}

void MonthTallies::set(int day, const Tally& tally) {
    days_[static_cast<std::size_t>(day)] = tally;
    whole_ = {};
    for (const Tally& one : days_) whole_.add(one);
}

std::string MonthTallies::encode() const {
    std::string bytes;
    ByteWriter to(bytes);
    to.byte(format);
    put(whole_, to);
    std::uint32_t there = 0;
    for (std::size_t i = 0; i < days_.size(); ++i) there |= days_[i] == Tally{} ? 0 : 1U << i;
    to.varint(there);
    for (const Tally& day : days_) {
        if (day != Tally{}) put(day, to);
    }
    to.fixed32(checksum(bytes));
    return bytes;
}

bool MonthTallies::decode(std::string_view bytes) {
    *this = {};
    if (bytes.size() < 4) return false;
    const std::string_view body = bytes.substr(0, bytes.size() - 4);
    if (ByteReader(bytes.substr(bytes.size() - 4)).fixed32() != checksum(body)) return false;
    ByteReader from(body);
    if (from.byte() != format || !take(from, whole_)) return false;
    const auto there = from.varint();
    if (!there || *there >> most_days != 0) return false;
    for (std::size_t i = 0; i < days_.size(); ++i) {
        if ((*there >> i & 1U) != 0 && !take(from, days_[i])) return false;
    }
    return from.left() == 0;
}

}  // namespace gaiku::telemetry
