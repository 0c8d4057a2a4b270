#pragma once

#include <functional>
#include <string>

#include "telemetry/store/channels.h"

namespace gaiku::telemetry {

/// A row of the log: the readings that one commit took, by channel.
class LogRow {
public:
    void add(std::int64_t channel, std::span<const Sample> samples);
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// Gives each channel's samples of a row; false where the row is damaged.
[[nodiscard]] bool read_log_row(std::string_view bytes,
                                const std::function<void(std::int64_t channel, std::span<const Sample>)>& take);

}  // namespace gaiku::telemetry
