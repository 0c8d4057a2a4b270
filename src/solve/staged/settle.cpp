#include "solve/staged/settle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "solve/clean.h"
#include "solve/residuals.h"
#include "solve/solution.h"

namespace gaiku::solve::staged {
namespace {

/// Of what a row may lack: so little is nothing, where it comes by itself; so far inside its limits it has room.
constexpr double closer = 1e-4, room = 0.01;
constexpr int most_rounds = 20, most_repeats = 2;
/// Of what the gap leaves of the tolerance.
constexpr double gap_share = 0.5;
/// D of a column that stays on its limit, and of one that is let go again, beside those of the others, which are far
/// below 1 in the end.
constexpr double holds = 1e10, lets_go = 1;
/// More than an iterate has, so that rows that ask the same of one column do not drown in rounding.
constexpr double regularisation = 1e-6;

/// Memory of a direction, which nothing needs any more; its own where that does not reach.
template <class T>
std::span<T> borrowed(std::span<T> from, std::size_t size, std::vector<T>& own) {
    if (from.size() >= size) return from.first(size);
    own.resize(size);
    return own;
}

class Settling {
public:
    Settling(Model& model, std::vector<double>& x, double gap, const Options& options)
        : m_(model),
          p_(model.problem),
          x_(x),
          cancel_(options.cancel),
          most_change_(gap_share * (options.tolerance - gap)),
          most_(options.tolerance * (1 + largest_limit(p_))),
          lacks_(borrowed(m_.memory.main.node, p_.row_lower.size(), own_lacks_)),
          before_(borrowed(m_.memory.found.node, x.size(), own_before_)),
          allowed_(borrowed(m_.memory.main.z, p_.row_lower.size(), own_allowed_)),
          has_room_(p_.row_lower.size(), 0),
          idle_(x.size(), Idle::no) {
        for (std::int32_t j = 0; j < p_.columns(); ++j) idle_[at(j)] = idle_at(j);
    }

    /// False, and all is as it was: it cannot be.
    bool run(double nearness, bool with_idle) {
        std::copy(x_.begin(), x_.end(), before_.begin());
        const double cost = find_cost();
        moved_ = put_on_limits(p_, x_, nearness);
        if (with_idle) put_idle();
        set_allowed();
        double left = make_up();
        // Others may have come next to a limit by that.
        for (int pass = 0; pass < most_repeats && left <= 1; ++pass) {
            const std::vector<std::int32_t> more = put_on_limits(p_, x_, nearness);
            if (more.empty()) break;
            moved_.insert(moved_.end(), more.begin(), more.end());
            left = make_up();
        }
        if (left <= 1 && std::abs(find_cost() - cost) <= most_change_ * (1 + std::abs(cost))) return true;
        std::copy(before_.begin(), before_.end(), x_.begin());
        return false;
    }
    [[nodiscard]] std::size_t count() const { return moved_.size(); }

private:
    /// The limit that a column belongs on, as its product with its dual is nearly all dual.
    enum class Idle : std::uint8_t { no, at_lower, at_upper };

    /// Of a tightened limit it is not known which row it comes from.
    [[nodiscard]] Idle idle_at(std::int32_t j) const {
        const double factor = m_.scaling.column(j), low = m_.limits.lower(j), high = m_.limits.upper(j);
        if (factor == 0) return Idle::no;
        const Memory& m = m_.memory;
        const std::size_t e = m.pair_of_column(j);
        bool is_first = m_.has_pair[e] != 0 && m.x[e] < m.z[e], is_second = false;  // of the method's own column
        if (!is_first && std::isfinite(high - low)) {
            const std::size_t u = m.upper_of_column(j);
            is_second = m.w[u] < m.v[u];
        }
        if (factor < 0) std::swap(is_first, is_second);
        if (is_first && low == p_.lower[at(j)]) return Idle::at_lower;
        return is_second && high == p_.upper[at(j)] ? Idle::at_upper : Idle::no;
    }

    void put_idle() {
        for (std::int32_t j = 0; j < p_.columns(); ++j) {
            if (idle_[at(j)] == Idle::no) continue;
            const double limit = idle_[at(j)] == Idle::at_lower ? p_.lower[at(j)] : p_.upper[at(j)];
            if (std::exchange(x_[at(j)], limit) != limit) moved_.push_back(j);
        }
    }

    [[nodiscard]] double find_cost() const { return std::inner_product(x_.begin(), x_.end(), p_.cost.begin(), 0.0); }

    template <class Of>
    void sum_rows(Of of) {
        std::fill(lacks_.begin(), lacks_.end(), 0.0);
        for (std::size_t j = 0; j < x_.size(); ++j) {
            for (auto k = p_.starts[j]; x_[j] != 0 && k < p_.starts[j + 1]; ++k)
                lacks_[at(p_.row_indices[at(k)])] += of(p_.values[at(k)] * x_[j]);
        }
    }

    /// What a row may lack: by the measure of every solver's residuals, and by that of the check of all elements.
    void set_allowed() {
        sum_rows([](double term) { return std::abs(term); });
        std::transform(lacks_.begin(), lacks_.end(), allowed_.begin(), [this](double size) {
            return static_cast<float>(std::min(most_, check_tolerance / 2 * (1 + size)));
        });
    }

    /// What each row lacks, signed. The largest one, of what it may.
    double find_residuals() {
        sum_rows([](double term) { return term; });
        double largest = 0;
        for (std::size_t i = 0; i < lacks_.size(); ++i) {
            const double value = lacks_[i], low = p_.row_lower[i] - value, high = p_.row_upper[i] - value;
            lacks_[i] = low > 0 ? low : std::min(0.0, high);
            has_room_[i] = std::min(-low, high) > room * allowed_[i] ? 1 : 0;
            const double part = std::abs(lacks_[i]) / allowed_[i];
            if (!(part <= largest)) largest = part;
        }
        return largest;
    }

    [[nodiscard]] bool is_on_limit(std::size_t j) const { return x_[j] <= p_.lower[j] || x_[j] >= p_.upper[j]; }

    void set_diagonal(std::int32_t j, double d) {
        if (m_.scaling.column(j) == 0) return;
        const std::size_t e = m_.memory.pair_of_column(j);
        if (m_.has_pair[e] != 0) m_.memory.z[e] = d / static_cast<double>(m_.memory.by_x[e]);
    }

    /// Returns what is still lacking.
    double make_up() {
        double last = find_residuals();
        if (last > closer) hold();
        for (int round = 0; round < most_rounds && last > closer; ++round) {
            change_all();
            const double before = std::exchange(last, find_residuals());
            if (cancel_.stop_requested() || !std::isfinite(last)) return std::numeric_limits<double>::infinity();
            if (last < 0.5 * before) continue;
            if (last > 1) {
                if (take_back()) last = find_residuals();
            } else if (last > 0.9 * before) {
                break;
            }
        }
        return last;
    }

    /// What is on its limit stays there; what another run has held does no longer.
    void hold() {
        for (const std::int32_t j : std::exchange(held_, {})) set_diagonal(j, lets_go);
        for (std::int32_t j = 0; j < p_.columns(); ++j) {
            if (is_on_limit(at(j))) set_diagonal(j, holds);
        }
        held_ = moved_;
        while (m_.newton->regularise(regularisation)) {
        }
        is_changed_ = true;
    }

    /// Calls work(i) for all, on two threads; whether one of them said so.
    template <class Work>
    bool any_of(std::int32_t count, Work work) {
        std::array<bool, 2> any{};
        m_.team.each(2, [&](std::int32_t half) {
            bool here = false;
            for (std::int32_t i = half * (count / 2); i < (half == 0 ? count / 2 : count); ++i) here = work(i) || here;
            any[at(half)] = here;
        });
        return any[0] || any[1];
    }

    /// A row that lacks something is an equation, and one that has room may keep or lose it. True: it was not so
    /// before.
    bool set_slack(std::int32_t i) {
        if (!m_.memory.has_slack(i)) return false;
        double& theta = m_.memory.theta[m_.memory.slack_of_row(i)];
        const double now = lacks_[at(i)] != 0 ? 0 : has_room_[at(i)] != 0 ? std::max(theta, lets_go) : theta;
        return std::exchange(theta, now) != now;
    }

    /// A column takes its change. True: that has put it on a limit.
    bool change(std::int32_t j) {
        const double factor = m_.scaling.column(j);
        if (factor == 0 || is_on_limit(at(j))) return false;
        const double to = x_[at(j)] + m_.memory.refine[m_.memory.node_of_column(j)] * factor * m_.scaling.unit;
        if (!std::isfinite(to)) return false;
        x_[at(j)] = std::clamp(to, p_.lower[at(j)], p_.upper[at(j)]);
        if (!is_on_limit(at(j))) return false;
        set_diagonal(j, holds);
        return true;
    }

    /// Columns between their limits change by what takes the residuals away.
    void change_all() {
        const Strip nodes = m_.memory.refine;
        std::fill(nodes.begin(), nodes.end(), 0.0);
        const bool other_rows = any_of(p_.rows(), [&](std::int32_t i) {
            const double factor = m_.scaling.row(i);
            if (factor == 0) return false;
            nodes[m_.memory.node_of_row(i)] = lacks_[at(i)] * factor / m_.scaling.unit;
            return set_slack(i);
        });
        if (is_changed_ || other_rows) m_.newton->factor();
        m_.newton->solve_plain();
        is_changed_ = any_of(p_.columns(), [&](std::int32_t j) { return change(j); });
    }

    /// Columns of rows that still do not hold go where they were; false: there is none.
    bool take_back() {
        const auto is_needed = [&](std::int32_t j) {
            const auto first = p_.row_indices.begin() + p_.starts[at(j)],
                       last = p_.row_indices.begin() + p_.starts[at(j) + 1];
            if (std::none_of(first, last, [&](std::int32_t i) { return std::abs(lacks_[at(i)]) > allowed_[at(i)]; }))
                return false;
            x_[at(j)] = before_[at(j)];
            set_diagonal(j, lets_go);
            return true;
        };
        const bool any = std::erase_if(moved_, is_needed) > 0;
        is_changed_ = is_changed_ || any;
        return any;
    }

    Model& m_;
    const Problem& p_;
    std::vector<double>& x_;
    std::stop_token cancel_;
    double most_change_;  ///< of cost, relative
    double most_;         ///< that a row may lack
    std::vector<std::int32_t> moved_, held_;
    std::vector<double> own_lacks_, own_before_;
    std::vector<float> own_allowed_;
    std::span<double> lacks_, before_;  ///< of rows; of columns, as they were
    std::span<float> allowed_;
    std::vector<std::uint8_t> has_room_;
    std::vector<Idle> idle_;
    bool is_changed_ = false;  ///< what is factored
};

}  // namespace

std::size_t settle(Model& model, std::vector<double>& x, double gap, const Options& options) {
    Settling settling(model, x, gap, options);
    if (settling.run(check_tolerance / 2, true)) return settling.count();
    // Where a year costs next to nothing, what is near a limit elsewhere changes its cost: nearer ones only.
    for (const double part : {1.0, 0.1, 0.01, 0.001, 0.0}) {
        if (options.cancel.stop_requested()) break;
        if (settling.run(part * check_tolerance / 2, false)) return settling.count();
    }
    return 0;
}

}  // namespace gaiku::solve::staged
