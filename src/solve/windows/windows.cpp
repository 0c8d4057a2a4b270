#include "solve/windows/windows.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <future>
#include <mutex>

#include "solve/turn_over.h"
#include "solve/windows/bound.h"
#include "solve/windows/schedule.h"
#include "solve/windows/sizes.h"

namespace gaiku::solve {
namespace {

/// Of the time limit: until then numbers of units are searched for before the best so far are tried.
constexpr double share_for_sizes = 0.3;
/// A window may take so many times its even share of the time that is left.
constexpr double patience = 3;
/// The first schedule comes no closer than this, in at most this share of the time: any plan comes before a better one,
/// and windows that are worst are searched again.
constexpr double first_gap = 0.02, share_for_first = 0.8;
/// Below this a search only has its first linear problem.
constexpr double least_seconds = 5;

class WindowSearch {
public:
    WindowSearch(const network::Network& network, const network::LinearProblem& problem, const Solvers& solvers,
                 const WindowLength& length, const Options& options)
        : network_(network),
          problem_(problem),
          solvers_(solvers),
          length_(length),
          options_(options),
          deadline_(options),
          sizes_(problem, solvers, options, deadline_) {}

    Solution run() {
        while (std::min(bound_, sizes_.open_bound()) < worth_looking()) {
            const auto sizes = sizes_.next(share_for_sizes * options_.time_limit_s - deadline_.passed_s());
            if (!sizes) break;
            if (figures_.count == 0) {
                figures_.relaxation = proven(sizes_.first());
                figures_.relaxation_s = sizes->relaxed.seconds;
            }
            if (proven(sizes->relaxed) >= worth_looking()) {
                bound_ = std::min(bound_, proven(sizes->relaxed));
                continue;
            }
            try_sizes(*sizes);
        }
        return finish();
    }

private:
    /// What costs as much or more is not worth looking for.
    [[nodiscard]] double worth_looking() const {
        return best_.x.empty() ? infinity : best_.objective - options_.integer_gap * std::abs(best_.objective);
    }

    struct Raising;

    void try_sizes(const SizeSearch::Sizes& sizes) {
        Year year{network_, problem_, view(problem_), sizes.relaxed, solvers_, options_, deadline_};
        year.problem.lower = sizes.lower;
        year.problem.upper = sizes.upper;
        WindowBound bound(year, cut(year.steps(), length_.steps));
        const auto count = bound.windows().size();
        figures_.count = static_cast<int>(count);
        figures_.hours = year.hours(bound.windows().front());
        figures_.look_ahead_hours = figures_.hours * length_.look_ahead / bound.windows().front().length();
        Raising raising{.bound = bound, .above = std::vector<double>(count, 0.0)};
        of_sizes_ = bound.bound();
        note(raising, 0, bound.bound());
        auto thread = std::async(std::launch::async, [&] { raise(raising); });
        std::optional<Result> plan = schedule(year, raising);
        told(raising, plan ? plan->objective : infinity, !plan);
        if (plan) {
            ++figures_.sizes_tried;
            keep(*plan);
            make_better(year, raising, *plan);
            keep(*plan);
        }
        thread.get();
        bound_ = std::min(bound_, bound.bound());
    }

    void keep(const Result& plan) {
        const std::lock_guard lock(mutex_);
        if (best_.x.empty() || plan.objective < best_.objective) best_ = plan;
    }

    /// All windows have a schedule, which costs so much.
    void told(Raising& raising, double cost, bool give_up) {
        {
            const std::lock_guard lock(mutex_);
            raising.all_scheduled = true;
            raising.cost = cost;
            raising.give_up = give_up;
        }
        changed_.notify_all();
    }

    /// What the thread that raises the bound knows of the one that makes the schedule.
    struct Raising {
        WindowBound& bound;
        std::vector<double> above;  ///< of each window: what its on and off has added to the cost so far
        std::size_t scheduled = 0;  ///< windows
        double cost = 0;            ///< of what is scheduled, the rest as relaxed
        bool all_scheduled = false, give_up = false;
        std::atomic<bool> hurry = false;  ///< the schedule needs all the time there is

        /// The window scheduled that promises most; none: all of them are raised.
        [[nodiscard]] std::optional<std::size_t> next() const {
            std::optional<std::size_t> best;
            for (std::size_t w = 0; w < scheduled; ++w) {
                if (!bound.is_raised(w) && (!best || above[w] > above[*best])) best = w;
            }
            return best;
        }
    };

    /// Raises the bound as far as the gap asks for, behind the schedule.
    void raise(Raising& raising) {
        const auto windows = raising.bound.windows().size();
        for (;;) {
            std::optional<std::size_t> window;
            bool give_up = false;
            {
                std::unique_lock lock(mutex_);
                const auto wanted = [&] {
                    const double done = static_cast<double>(raising.scheduled) / static_cast<double>(windows);
                    const double wide = options_.integer_gap * std::abs(raising.cost) * done;
                    const bool needed = raising.cost - raising.bound.bound() > wide;
                    const bool free = raising.all_scheduled || !raising.hurry;
                    window = needed && free ? raising.next() : std::nullopt;
                    return window.has_value() || raising.all_scheduled;
                };
                while (!deadline_.over() && !changed_.wait_for(lock, std::chrono::milliseconds(100), wanted)) {
                }
                give_up = raising.give_up;
            }
            if (!window || give_up || deadline_.over()) return;
            raising.bound.raise(*window, seconds_for(windows));
            const std::lock_guard lock(mutex_);
            of_sizes_ = raising.bound.bound();
        }
    }

    /// So many windows have a schedule, all of them together cost so much.
    void note(Raising& raising, std::size_t scheduled, double cost) {
        {
            const std::lock_guard lock(mutex_);
            if (scheduled > 0) raising.above[scheduled - 1] = cost - raising.cost;
            raising.scheduled = scheduled;
            raising.cost = cost;
        }
        changed_.notify_all();
    }

    /// Seconds for one of so many windows that are still to be solved, beside the linear problem at the end; `later`
    /// are kept for what comes after them.
    [[nodiscard]] double seconds_for(std::size_t windows, double later = 0) const {
        const double left = deadline_.left_s();
        const double beside_the_end = std::max(0.0, left - later - 2 * figures_.relaxation_s);
        return std::clamp(patience * beside_the_end / static_cast<double>(windows), std::min(least_seconds, left),
                          left);
    }

    /// The year bit by bit, then with its on and off given. A total that cannot be kept is made dearer once.
    std::optional<Result> schedule(const Year& year, Raising& raising) {
        // As long as what a window has in view of the next: what a dive does not see ahead, it loses in any case.
        const std::vector<Span> bits = cut(year.steps(), std::min(length_.steps, length_.look_ahead));
        WindowSchedule schedule(year, std::max(1, length_.look_ahead / 2));
        for (int attempt = 0; attempt < 2; ++attempt) {
            constexpr double dearer = 10;
            if (attempt > 0) schedule.begin_again(dearer);
            if (!fix_all(year, bits, schedule, attempt == 0 ? &raising : nullptr)) return std::nullopt;
            Result result = with_fixed(year, schedule.x());
            if (result.status == Status::optimal) return result;
            failed_ = {0, year.steps()};
        }
        return std::nullopt;
    }

    /// `raising` hears of every window that is done.
    bool fix_all(const Year& year, const std::vector<Span>& bits, WindowSchedule& schedule, Raising* raising) {
        const double later = std::isfinite(deadline_.left_s()) ? (1 - share_for_first) * deadline_.left_s() : 0;
        const double loose = times_of_first(year, bits.front());
        const double begun = deadline_.passed_s();
        std::size_t window = 0;
        for (std::size_t b = 0; b < bits.size(); ++b) {
            if (deadline_.over()) return false;
            tell(b + 1, bits.size());
            // Where time runs short, the first on and off that is found will do.
            const double seconds = seconds_for(bits.size() - b, later);
            const double each = (deadline_.passed_s() - begun) / static_cast<double>(std::max<std::size_t>(b, 1));
            const double left = std::max(0.0, deadline_.left_s() - later - 2 * figures_.relaxation_s);
            const double ahead = each * static_cast<double>(bits.size() - b);
            const double pace = left > 0 ? ahead / left : infinity;
            if (raising) raising->hurry = pace > 1;
            const Status status = schedule.fix(bits[b], seconds, loose * std::max(1.0, pace * pace * pace));
            if (status != Status::optimal) {
                failed_ = bits[b];
                out_of_time_ = status == Status::time_limit;
                return false;
            }
            if (!raising) continue;
            const auto& windows = raising->bound.windows();
            const std::size_t before = window;
            while (window < windows.size() && windows[window].end <= bits[b].end) ++window;
            if (window > before) note(*raising, window, schedule.cost());
        }
        return true;
    }

    /// How many times its share of the gap a window of the first schedule may be away from its best.
    static double times_of_first(const Year& year, Span window) {
        const double wide =
            first_gap * std::abs(year.relaxed.objective) * year.hours(window) / year.hours({0, year.steps()});
        return std::max(1.0, wide / year.allowed_gap(window));
    }

    /// Flows, sizes and prices of the year with the whole numbers of x.
    Result with_fixed(const Year& year, const std::vector<double>& x) {
        Options plain = options_;
        plain.time_limit_s = infinity;  // a linear problem, whose search is over
        plain.progress = nullptr;
        Result result =
            with_integers_fixed(year.problem, x, [&](const Problem& fixed) { return solve(fixed, solvers_, plain); });
        iterations_ += result.iterations;
        return result;
    }

    /// Windows that lie furthest above their bound, with the steps at their ends in view, each time searched closer.
    void make_better(const Year& year, Raising& raising, Result& plan) {
        WindowBound& bound = raising.bound;
        constexpr double closer = 0.5, closest = 0.1;
        for (double times = closer * times_of_first(year, bound.windows().front());
             times > closest && !deadline_.over(); times *= closer) {
            if (plan.objective - bound.bound() <= options_.integer_gap * std::abs(plan.objective)) return;
            std::vector<double> x = plan.x;
            const int better = improve_windows(year, bound, plan.objective, times, x);
            if (better == 0) continue;
            Result next = with_fixed(year, x);
            if (next.status != Status::optimal || next.objective >= plan.objective) continue;
            figures_.improved += better;
            plan = std::move(next);
            keep(plan);
            told(raising, plan.objective, false);
        }
    }

    int improve_windows(const Year& year, WindowBound& bound, double cost, double times, std::vector<double>& x) {
        std::vector<std::pair<double, std::size_t>> worst;
        for (std::size_t w = 0; w < bound.windows().size(); ++w) {
            const double above = bound.above(w, x);
            if (above > year.allowed_gap(bound.windows()[w], times)) worst.emplace_back(above, w);
        }
        std::sort(worst.rbegin(), worst.rend());
        int better = 0;
        for (std::size_t k = 0; k < worst.size() && !deadline_.over(); ++k) {
            if (cost - bound.bound() <= options_.integer_gap * std::abs(cost)) break;
            tell(k + 1, worst.size());
            const Span window = bound.windows()[worst[k].second];
            const Span wide{std::max(0, window.begin - length_.look_ahead / 2),
                            std::min(year.steps(), window.end + length_.look_ahead / 2)};
            const double seconds = seconds_for(worst.size() - k);
            const double saved = improve(year, wide, seconds, times, x);
            better += saved > 0 ? 1 : 0;
            cost -= saved;
            // The thread that raises the bound comes to each window once.
            if (bound.is_raised(worst[k].second)) bound.raise(worst[k].second, seconds, times);
        }
        return better;
    }

    void tell(std::size_t window, std::size_t windows) {
        if (!options_.progress) return;
        const std::lock_guard lock(mutex_);
        Progress progress = progress_of(best_, std::min({bound_, of_sizes_, sizes_.open_bound()}), deadline_);
        progress.iterations = iterations_;
        progress.window = static_cast<int>(window);
        progress.windows = static_cast<int>(windows);
        options_.progress(progress);
    }

    Solution finish() {
        Result result = std::move(best_);
        result.seconds = deadline_.passed_s();
        if (result.x.empty()) {
            result.method = "windows";
            result.status = deadline_.cancelled()                ? Status::cancelled
                            : sizes_.status() != Status::optimal ? sizes_.status()
                            : deadline_.over() || out_of_time_   ? Status::time_limit
                                                                 : Status::none_found;
            result.message = "no schedule from step " + std::to_string(failed_.begin);
            return {.result = std::move(result), .check = {}};
        }
        result.bound = std::min(bound_, sizes_.open_bound());
        result.gap = relative_gap(result.objective, result.bound);
        result.method = "highs branch and bound by windows, the year by " + result.method;
        result.iterations = iterations_;
        result.integers_fixed = true;
        result.status = deadline_.cancelled()                ? Status::cancelled
                        : result.gap <= options_.integer_gap ? Status::optimal
                        : deadline_.over()                   ? Status::time_limit
                                                             : Status::gap_left;
        Solution solution = cleaned_and_checked(network_, problem_, std::move(result));
        solution.windows = figures_;
        return solution;
    }

    const network::Network& network_;
    const network::LinearProblem& problem_;
    const Solvers& solvers_;
    WindowLength length_;
    const Options& options_;
    Deadline deadline_;
    SizeSearch sizes_;
    WindowFigures figures_;
    Result best_;
    double bound_ = infinity;     ///< of all sizes that were tried
    double of_sizes_ = infinity;  ///< of those under way
    Span failed_;
    bool out_of_time_ = false;
    std::int64_t iterations_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
};

}  // namespace

std::optional<WindowLength> windows_for(const network::Network& network, const network::LinearProblem& problem) {
    // Measured with two engines and three chillers, three whole numbers an hour (bench/README.md, "On and off").
    constexpr std::ptrdiff_t one_search = 2500, in_a_window = 600;
    const auto integer = problem.integer();
    const auto& structure = problem.structure();
    if (integer.empty()) return std::nullopt;
    const auto steps = static_cast<std::ptrdiff_t>(structure.steps);
    const auto of_steps = std::count(integer.begin(), integer.begin() + steps * structure.columns_per_step, 1);
    if (of_steps <= one_search) return std::nullopt;
    const double a_day = 24 / network.horizon().hours(0);
    const double days =
        std::clamp(static_cast<double>(in_a_window * steps) / static_cast<double>(of_steps) / a_day, 1.0, 14.0);
    WindowLength length;
    length.steps = static_cast<int>(std::lround(std::floor(days) * a_day));
    length.look_ahead = static_cast<int>(std::lround(a_day * std::min(2.0, days)));
    length.look_ahead = std::max(length.look_ahead, 1);
    if (steps < 3 * static_cast<std::ptrdiff_t>(length.steps)) return std::nullopt;
    return length;
}

Solution solve_by_windows(const network::Network& network, const network::LinearProblem& problem,
                          const Solvers& solvers, const WindowLength& length, const Options& options) {
    return WindowSearch(network, problem, solvers, length, options).run();
}

}  // namespace gaiku::solve
