#include <cstdlib>
#include <fstream>

#include "bench.h"

namespace gaiku::bench {

void by_postgresql(const fs::path& folder) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::all);
    int part = 0;
    double readings = 0;
    for (int first = 0; first < 2000; first += 100, ++part) {
        std::ofstream file(folder / fmt::format("{:02}.csv", part));
        int channel = first;
        for (const Column& column : meters(first, 100, first_day, 30).columns) {
            for (const Sample& sample : column.samples)
                file << fmt::format("{},{},{}\n", channel, sample.time, sample.value);
            readings += static_cast<double>(column.samples.size());
            ++channel;
        }
    }
    const std::string command = fmt::format("'{}' '{}'", GAIKU_POSTGRESQL, folder.string());
    if (std::system(command.c_str()) != 0) {
        row("PostgreSQL COPY, the same readings and commits, a month", "not measured");
        return;
    }
    double seconds = 0;
    std::ifstream(folder / "seconds") >> seconds;
    row("PostgreSQL COPY, the same readings and commits, a month", fmt::format("{:.0f}", readings / seconds));
}

}  // namespace gaiku::bench
