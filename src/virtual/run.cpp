#include "virtual/run.h"

#include <algorithm>

#include "virtual/counters.h"
#include "virtual/state_keeper.h"

namespace gaiku::field {
namespace {

using namespace std::chrono_literals;
using Real = std::chrono::steady_clock;

/// How long the end waits for a broker that is away.
constexpr auto longest_farewell = 10s;

/// Real time for the district's.
class Pace {
public:
    Pace(Instant from, double speed) : from_(from), speed_(speed) {}

    [[nodiscard]] Real::time_point real(Instant time) const {
        const std::chrono::duration<double> since = (time - from_) / speed_;
        return start_ + std::chrono::duration_cast<Real::duration>(since);
    }
    [[nodiscard]] double behind_s(Instant time) const {
        return std::max(0.0, std::chrono::duration<double>(Real::now() - real(time)).count());
    }

private:
    Instant from_;
    double speed_;
    Real::time_point start_ = Real::now();
};

void sleep_until(Real::time_point time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_until(lock, stop, time, [] { return false; });
}

}  // namespace

RunResult run(VirtualDistrict& district, FaultyLine& line, Fleet& fleet, const RunOptions& options,
              const std::function<void(const Progress&)>& tell, const std::stop_token& stop) {
    RunResult result;
    std::optional<Counters> counters;
    if (!options.counters.empty()) counters.emplace(options.counters);
    if (counters) counters->write(district);
    StateKeeper keeper(options.state);
    keeper.look(district);
    const Instant due = options.due.value_or(district.now());
    const Pace pace(due, options.speed);
    auto told = Real::now();
    while (!stop.stop_requested() && (!options.until || district.now() < *options.until)) {
        district.step(line.grid_out(district.now()));
        ++result.steps;
        if (counters) counters->follow(district);
        sleep_until(pace.real(district.now()), stop);  // stopped or not: what was lived through is sent
        keeper.keep(fleet);
        for (const Frame& frame : line.send(district.frames(), district.now())) fleet.send(frame);
        // Who makes up for lost time is no faster than the broker.
        const bool waits = options.lockstep || district.now() < due;
        while (waits && !stop.stop_requested() && !fleet.wait_receipts(1s, !options.lockstep, stop))
            tell({district.now(), pace.behind_s(district.now()), fleet.counts()});
        keeper.keep(fleet);
        keeper.look(district);
        const double behind = pace.behind_s(district.now());
        result.worst_behind_s = std::max(result.worst_behind_s, behind);
        if (Real::now() - told < 1s) continue;
        told = Real::now();
        fleet.remind();
        tell({district.now(), behind, fleet.counts()});
    }
    result.stopped = options.until && district.now() < *options.until;
    if (counters) counters->write(district);
    result.all_taken = fleet.wait_receipts(longest_farewell, !options.lockstep, {});
    // Asked once: a first receipt that comes now would say that the others have not arrived yet.
    if (!options.state.empty() && fleet.wait_arrived(district.now(), longest_farewell))
        keeper.keep_now(district);
    else
        keeper.keep(fleet);  // perhaps the state before has arrived
    result.counts = fleet.counts();
    return result;
}

}  // namespace gaiku::field
