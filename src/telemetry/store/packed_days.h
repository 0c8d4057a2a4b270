#pragma once

#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "telemetry/store/database.h"
#include "telemetry/store/schema.h"

namespace gaiku::telemetry {

/// The blocks of a store, read one day at a time. A few thousand are kept, so that a device that sends its year again
/// reads each day once.
class PackedDays {
public:
    explicit PackedDays(Database& database);

    /// The samples of a day; empty where there are none. Throws StoreError where the block is damaged.
    [[nodiscard]] const std::vector<Sample>& at(std::int64_t channel, Day day);
    void forget(std::int64_t channel, Day day);

private:
    using Entry = std::pair<std::int64_t, std::vector<Sample>>;

    Statement query_;
    std::list<Entry> entries_;  ///< the one used last in front
    std::unordered_map<std::int64_t, std::list<Entry>::iterator> by_key_;
    std::size_t samples_ = 0;
};

/// The samples of a block's bytes; throws StoreError where it is damaged.
void read_block(std::string_view bytes, std::int64_t key, std::vector<Sample>& samples);

}  // namespace gaiku::telemetry
