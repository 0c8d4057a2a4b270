#include "solve/windows/dive.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "solve/index.h"
#include "solve/windows/rounding.h"

namespace gaiku::solve {
namespace {

/// A part is held in so many blocks: of a window of two days, six hours each.
constexpr int blocks = 8;
/// A search of some steps takes twenty times as long as rounding them, so that these may cost so many times their
/// share.
constexpr double worth_a_search = 4;

/// A part as a linear problem whose whole numbers are held, one block of steps after the other.
class Diver {
public:
    Diver(const Year& year, const Part& part, std::vector<double> x, double seconds)
        : year_(year),
          part_(part),
          x_(std::move(x)),
          problem_(part.problem()),
          lower_(problem_.lower.begin(), problem_.lower.end()),
          upper_(problem_.upper.begin(), problem_.upper.end()),
          options_(year.options),
          solver_(std::move(year.solvers(problem_.columns()).front())) {
        options_.progress = nullptr;
        options_.time_limit_s = std::numeric_limits<double>::infinity();
        search_ = options_;
        search_.integer_gap = 0;
        search_.time_limit_s = seconds;
        problem_.integer = {};
        problem_.lower = lower_;
        problem_.upper = upper_;
    }

    bool relax() {
        Result result = solver_->solve(problem_, options_);
        return take(std::move(result));
    }

    /// Holds the whole numbers of a block, for at most `allowed` more than without, where that can be.
    bool hold(Span block, double allowed) {
        constexpr std::array<OnFrom, 2> tried{{{0.5, 0}, {0, 0}}};  // as wanted; rather on
        const double enough = now_.objective + allowed;
        Result best;
        best.objective = std::numeric_limits<double>::infinity();
        for (const OnFrom from : tried) {
            std::vector<double> rounded = x_;
            round_on_off(year_, block, from, rounded);
            hold_at(block, rounded);
            Result next = solver_->solve_again(problem_, {.limits = true}, options_);
            if (next.status == Status::optimal && next.objective < best.objective) best = std::move(next);
            if (best.objective <= enough) return take(std::move(best));
            set_free(block);
        }
        return search(block, allowed, best.x);
    }

    [[nodiscard]] const std::vector<double>& found() const { return now_.x; }

private:
    bool take(Result result) {
        if (result.status != Status::optimal) return false;
        now_ = std::move(result);
        part_.put_back(now_.x, x_);
        return true;
    }

    /// By branch and bound over the whole numbers of a block; `start`: a solution of it, or nothing.
    bool search(Span block, double allowed, const std::vector<double>& start) {
        const auto [first, last] = columns(block);
        std::vector<std::uint8_t> integer(lower_.size(), 0);
        const auto all = part_.problem().integer.begin();
        std::copy(all + first, all + last, integer.begin() + first);
        Problem problem = problem_;
        problem.integer = integer;
        problem.start = start;
        search_.absolute_gap = allowed / 2;
        const Result found = solve(problem, year_.solvers, search_);
        if (found.x.empty()) return false;
        part_.put_back(found.x, x_);
        hold_at(block, x_);
        return take(solver_->solve_again(problem_, {.limits = true}, options_));
    }

    /// The columns of the part that are of some steps.
    [[nodiscard]] std::pair<std::ptrdiff_t, std::ptrdiff_t> columns(Span block) const {
        const auto all = part_.columns();
        const auto begin = std::lower_bound(all.begin(), all.end(), year_.first_column(block.begin));
        const auto end = std::lower_bound(begin, all.end(), year_.first_column(block.end));
        return {begin - all.begin(), end - all.begin()};
    }

    void hold_at(Span block, const std::vector<double>& rounded) {
        const auto [first, last] = columns(block);
        for (auto k = static_cast<std::size_t>(first); k < static_cast<std::size_t>(last); ++k) {
            if (part_.problem().integer[k] == 0) continue;
            lower_[k] = upper_[k] = std::clamp(std::round(rounded[index(part_.columns()[k])]), lower_[k], upper_[k]);
        }
    }

    void set_free(Span block) {
        const auto [first, last] = columns(block);
        const Problem& given = part_.problem();
        std::copy(given.lower.begin() + first, given.lower.begin() + last, lower_.begin() + first);
        std::copy(given.upper.begin() + first, given.upper.begin() + last, upper_.begin() + first);
    }

    const Year& year_;
    const Part& part_;
    std::vector<double> x_;  ///< of the year
    Problem problem_;
    std::vector<double> lower_, upper_;
    Options options_, search_;
    std::unique_ptr<Solver> solver_;
    Result now_;
};

}  // namespace

std::optional<std::vector<double>> dive(const Year& year, const Part& part, Span steps, std::vector<double> x,
                                        const DiveLimits& limits) {
    if (part.problem().integer.empty()) return std::nullopt;
    Diver diver(year, part, std::move(x), limits.seconds);
    if (!diver.relax()) return std::nullopt;
    const int length = std::max(1, steps.length() / blocks);
    for (int begin = steps.begin; begin < steps.end; begin += length) {
        const Span block{begin, std::min(steps.end, begin + length)};
        const double allowed = worth_a_search * limits.allowed * block.length() / steps.length();
        if (year.deadline.cancelled() || !diver.hold(block, allowed)) return std::nullopt;
    }
    return diver.found();
}

}  // namespace gaiku::solve
