/// Plans the examples over and over in one process, as a server would, and watches the memory.
///
///     soak ROUNDS
///
/// Every round reads, plans and reports each example. What is allocated after a fifth of the rounds must be what is
/// allocated at the end: a leak of one kilobyte a plan shows.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "../places.h"
#include "cli/commands.h"
#include "report/hourly_csv.h"
#include "report/html.h"
#include "report/plan_json.h"
#include "report/xlsx.h"

namespace {

using namespace gaiku;
namespace fs = std::filesystem;

constexpr double mib = 1024.0 * 1024.0;

/// What the process keeps when the free ends of the C library's lists are given back: without that, a thread that
/// happens to allocate from another list shows as growth.
double resident_mib() {
    ::malloc_trim(0);
    long all = 0;
    long resident = 0;
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    if (file == nullptr) return 0;
    if (std::fscanf(file, "%ld %ld", &all, &resident) != 2) resident = 0;
    std::fclose(file);
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / mib;
}

std::size_t plan_all(const std::vector<fs::path>& files, const fs::path& workbook) {
    const Workshop workshop;
    const FixedClock clock{std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000))};
    std::size_t bytes = 0;
    for (const auto& file : files) {
        Findings findings;
        DistrictFile district = workshop.read(file, findings);
        if (findings.has_errors()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
        const Plan plan = plan_district(std::move(district), {workshop.technologies, workshop.tables, {}});
        bytes +=
            plan_json(plan).dump().size() + hourly_csv(plan).size() + report_html(plan, Language::ja, clock).size();
        write_plan_xlsx(plan, Language::ja, workbook);
    }
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc == 2 ? std::atoi(argv[1]) : 0;
    if (rounds < 5) {
        fmt::print(stderr, "usage: soak ROUNDS, 5 or more\n");
        return 2;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(GAIKU_SOURCE_DIR) / "examples" / "microgrid"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const fs::path workbook = fs::temp_directory_path() / fmt::format("gaiku-soak-{}.xlsx", ::getpid());
    std::size_t allocated = 0;
    std::size_t bytes = 0;
    double resident = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::size_t now = plan_all(files, workbook);
        if (round > 0 && now != bytes) {
            fmt::print(stderr, "round {} wrote {} bytes, the one before {}\n", round, now, bytes);
            return 1;
        }
        bytes = now;
        if (round != rounds / 5) continue;
        allocated = ::mallinfo2().uordblks;
        resident = resident_mib();
    }
    fs::remove(workbook);
    const double plans = static_cast<double>(files.size()) * (rounds - rounds / 5 - 1);
    const double grown = static_cast<double>(::mallinfo2().uordblks) - static_cast<double>(allocated);
    const double grown_resident = resident_mib() - resident;
    fmt::print("{} rounds of {} examples: {:+.0f} bytes allocated in {:.0f} plans, {:.0f} MiB resident ({:+.1f})\n",
               rounds, files.size(), grown, plans, resident_mib(), grown_resident);
    // Buffers of the C library come and go: 5 to 11 kB, measured over 35 to 235 plans alike. 64 bytes a plan is the
    // smallest block that could be lost each time; 16 MiB is what gaps in the
    // free lists may keep.
    const bool good = grown < 20'000 + 64 * plans && grown_resident < 16;
    fmt::print("{} passed, {} failed\n", good ? 1 : 0, good ? 0 : 1);
    return good ? 0 : 1;
}
