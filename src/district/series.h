#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/unit.h"
#include "district/record.h"
#include "resource/weather.h"

namespace gaiku {

/// A series of the district file: a number for every step, in base units.
struct Series {
    std::vector<double> values;
    Unit unit;  ///< as it stands in the file
};
using SeriesPtr = std::shared_ptr<const Series>;
using SeriesMap = std::map<std::string, SeriesPtr, std::less<>>;

/// Reads the series of district files. A file is read once, a series once, however many scenarios share it.
class SeriesReader {
public:
    /// The entries of `series`, each with at least `steps` numbers (0: as many as there are; more are cut off). What is
    /// wrong is found at its entry of the district file or at the line of the CSV file:
    /// the file, its column, numbers, gaps, too few rows, the unit. `weather` is the district's, or null; a step of it
    /// is `step_h` long.
    [[nodiscard]] SeriesMap read(const Record& root, const Weather* weather, double step_h, std::size_t steps,
                                 Findings& findings);

private:
    struct File {
        std::shared_ptr<const Csv> csv;  ///< nothing when it cannot be read
        std::vector<Finding> findings;
    };
    /// What all entries of a district are read for.
    struct Asked {
        const Weather* weather = nullptr;
        double step_h = 1;
        std::size_t steps = 0;
    };
    SeriesPtr read_one(const Record& entry, const Asked& asked, Findings& findings);
    bool read_file(const Record& entry, std::vector<double>& values, std::size_t steps, Findings& findings);
    const File& file(const std::string& path);

    std::map<std::string, File> files_;
    std::map<std::string, SeriesPtr> read_;  ///< by what was asked for
};

/// Checks that every name that stands instead of a number is of a series that measures the same.
void check_series_units(const Record& root, const SeriesMap& series, Findings& findings);
/// Checks that the numbers of such a series lie where the number itself would have to.
void check_series_ranges(const Record& root, const SeriesMap& series, Findings& findings);

}  // namespace gaiku
