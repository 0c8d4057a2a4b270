#pragma once

#include "base/series_port.h"
#include "district/measured/readings.h"

namespace gaiku {

/// A column of a CSV file as a series. All that is amiss in its rows is a complaint at its line.
class CsvSeries : public SeriesPort {
public:
    CsvSeries(std::string bytes, const MeasuredOptions& options, Complaints& complaints)
        : bytes_(std::move(bytes)), options_(options), complaints_(complaints) {}

    [[nodiscard]] std::optional<SeriesExtent> extent() override;
    /// Rows out of order, and a time that stands twice, are complaints.
    [[nodiscard]] std::vector<IntervalValue> between(LocalMinutes begin, LocalMinutes end) override;

private:
    bool check_clock();
    void repeated(const Reading& row, IntervalValue& of);

    std::string bytes_;
    const MeasuredOptions& options_;
    Complaints& complaints_;
    Readings readings_;
};

}  // namespace gaiku
