#pragma once

#include "district/calendar.h"
#include "district/district.h"
#include "district/measured/measured.h"

namespace gaiku {

/// Whether measured demands say where they come from: a file and its columns, or a store and what of it. Also for a
/// district that has other findings.
void check_measured_sources(const District& district, Findings& findings);

/// Whether demands say what they are: `power` or `measured`, one of the two; and a building's measured carrier does
/// not bear the name of one of its demands.
void check_measured_demands(const District& district, Findings& findings);

/// Reads the measured demands of district files. The year of a demand is read once and laid onto a calendar once,
/// however many scenarios share it; what is wrong is told to each that asks.
class MeasuredReader {
public:
    explicit MeasuredReader(StoreOpener open_store) : open_store_(std::move(open_store)) {}

    /// kW of each step, by the path of the demand: "demands.offices", "buildings.mall.measured.electricity".
    [[nodiscard]] SeriesMap read(const District& district, const Tables& tables, Findings& findings);

private:
    template <class T>
    struct Told {
        T value{};
        std::vector<Finding> findings;
    };
    using Year = std::optional<MeasuredYear>;

    const Told<Year>& year(const Record& entry, const DayTypes& day_type, const std::string& holidays);
    const Told<SeriesPtr>& series(const Record& entry, const District& district, const DayTypes& day_type,
                                  const std::string& holidays);

    [[nodiscard]] Year read_file(const Record& entry, const MeasuredOptions& options, const DayTypes& day_type,
                                 Findings& findings) const;
    [[nodiscard]] Year read_store(const Record& entry, const MeasuredOptions& options, const DayTypes& day_type,
                                  Findings& findings) const;

    StoreOpener open_store_;
    std::map<std::string, Told<Year>> years_;
    std::map<std::string, Told<SeriesPtr>> series_;
};

}  // namespace gaiku
