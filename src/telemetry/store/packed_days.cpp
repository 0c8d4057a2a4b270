#include "telemetry/store/packed_days.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "telemetry/codec/column_codec.h"

namespace gaiku::telemetry {
namespace {

constexpr std::size_t most_kept_samples = 1'000'000;  // 16 MB
constexpr std::size_t most_kept_days = 20'000;

}  // namespace

void read_block(std::string_view bytes, std::int64_t key, std::vector<Sample>& samples) {
    if (bytes.empty()) {
        samples.clear();
        return;
    }
    if (!decode_samples(bytes, samples)) {
        throw StoreError(SQLITE_CORRUPT, fmt::format("channel {}, day {}: the block is damaged; restore a backup",
                                                     series_of_key(key), day_of_key(key)));
    }
}

PackedDays::PackedDays(Database& database) : query_(database.prepare("SELECT body FROM days WHERE key = ?")) {}

const std::vector<Sample>& PackedDays::at(std::int64_t channel, Day day) {
    const std::int64_t key = day_key(channel, day);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->second;
    }
    entries_.emplace_front(key, std::vector<Sample>{});
    try {
        if (query_.bind(key).step()) read_block(query_.bytes(0), key, entries_.front().second);
    } catch (...) {
        entries_.pop_front();
        query_.clear();
        throw;
    }
    query_.clear();
    by_key_[key] = entries_.begin();
    samples_ += entries_.front().second.size();
    while (entries_.size() > 1 && (samples_ > most_kept_samples || entries_.size() > most_kept_days)) {
        samples_ -= entries_.back().second.size();
        by_key_.erase(entries_.back().first);
        entries_.pop_back();
    }
    return entries_.front().second;
}

void PackedDays::forget(std::int64_t channel, Day day) {
    const auto found = by_key_.find(day_key(channel, day));
    if (found == by_key_.end()) return;
    samples_ -= found->second->second.size();
    entries_.erase(found->second);
    by_key_.erase(found);
}

}  // namespace gaiku::telemetry
