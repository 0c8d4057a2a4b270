#pragma once

#include <string_view>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// Sorts readings of one device into the columns of a batch.
class Columns {
public:
    Columns(Batch& batch, std::string_view device) : batch_(batch), device_(device) {}

    void add(std::string_view channel, Sample sample, std::size_t index);
    void refuse(std::size_t index, std::string_view code, std::string detail) {
        batch_.refused.push_back({index, std::string(code), std::move(detail)});
    }

private:
    Batch& batch_;
    std::string_view device_;
    std::size_t last_ = 0;
};

}  // namespace gaiku::telemetry
