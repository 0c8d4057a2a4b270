#include "assess/finance/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "assess/finance/random.h"

namespace gaiku {
namespace {

/// What the runs give; run r of a series of n numbers a run stands at r n.
struct Runs {
    std::vector<double> npv;
    std::vector<double> cumulative;           ///< by year, then by run
    std::vector<std::vector<double>> inputs;  ///< by input, then by run
};

class Sampler {
public:
    Sampler(const FinanceInput& input, const UncertaintyTerms& terms, Runs& runs)
        : input_(input), terms_(terms), runs_(runs) {
        for (const auto& uncertain : terms.inputs) what_.push_back(&variable(uncertain.variable));
    }

    void run(std::uint32_t from, std::uint32_t to) {
        for (std::uint32_t r = from; r < to; ++r) {
            work_ = input_;
            for (std::uint32_t i = 0; i < terms_.inputs.size(); ++i) runs_.inputs[i][r] = set(r, i);
            settle(work_, Party::the_operator, account_);
            runs_.npv[r] = net_present_value(account_[Row::net], work_.terms.discount_rate);
            const auto& cumulative = account_[Row::cumulative];
            for (std::size_t year = 0; year < cumulative.size(); ++year)
                runs_.cumulative[year * terms_.runs + r] = cumulative[year];
        }
    }

private:
    /// Draws an input and sets it; gives the draw, or the mean of those of all years.
    double set(std::uint32_t r, std::uint32_t i) {
        const UncertainInput& uncertain = terms_.inputs[i];
        const Variable& what = *what_[i];
        const auto drawn = [&](std::uint32_t year) {
            return std::clamp(draw(uncertain.distribution, uniform_pair(terms_.seed, r, i, year)), what.lowest,
                              what.highest);
        };
        if (!uncertain.each_year) {
            const double value = drawn(0);
            set_variable(work_, what, uncertain.of, value);
            return value;
        }
        years_.clear();
        for (int year = 1; year <= work_.terms.period_years; ++year)
            years_.push_back(drawn(static_cast<std::uint32_t>(year)));
        set_by_year(work_, what, uncertain.of, years_);
        return std::accumulate(years_.begin(), years_.end(), 0.0) / static_cast<double>(years_.size());
    }

    const FinanceInput& input_;
    const UncertaintyTerms& terms_;
    Runs& runs_;
    std::vector<const Variable*> what_;
    FinanceInput work_;
    Account account_;
    std::vector<double> years_;
};

Runs run_all(const FinanceInput& input, const UncertaintyTerms& terms, unsigned threads) {
    Runs runs;
    runs.npv.resize(terms.runs);
    runs.cumulative.resize((static_cast<std::size_t>(input.terms.period_years) + 1) * terms.runs);
    runs.inputs.assign(terms.inputs.size(), std::vector<double>(terms.runs));
    std::vector<std::thread> workers;
    threads = std::max(1U, threads);
    const std::uint32_t part = (terms.runs + threads - 1) / threads;
    for (std::uint32_t from = 0; from < terms.runs; from += part) {
        const std::uint32_t to = std::min(terms.runs, from + part);
        workers.emplace_back([&, from, to] { Sampler(input, terms, runs).run(from, to); });
    }
    for (auto& worker : workers) worker.join();
    return runs;
}

Uncertainty::Quantiles quantiles(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    Uncertainty::Quantiles result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = quantile(values, Uncertainty::levels[i]);
    return result;
}

std::vector<std::size_t> order_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
    return order;
}

std::vector<double> ranks(const std::vector<double>& values) {
    const auto order = order_of(values);
    std::vector<double> rank(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to + 1 < order.size() && values[order[to + 1]] == values[order[from]]) ++to;
        for (std::size_t i = from; i <= to; ++i) rank[order[i]] = 0.5 * static_cast<double>(from + to);
        from = to + 1;
    }
    return rank;
}

struct Moments {
    double mean = 0, variance = 0;
};

Moments moments(const std::vector<double>& values) {
    Moments m;
    const auto count = static_cast<double>(values.size());
    for (const double value : values) m.mean += value / count;
    for (const double value : values) m.variance += (value - m.mean) * (value - m.mean) / count;
    return m;
}

}  // namespace

double quantile(const std::vector<double>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto rank_a = ranks(a);
    const auto rank_b = ranks(b);
    const Moments of_a = moments(rank_a);
    const Moments of_b = moments(rank_b);
    if (of_a.variance == 0 || of_b.variance == 0) return 0;
    double product = 0;
    for (std::size_t i = 0; i < a.size(); ++i) product += (rank_a[i] - of_a.mean) * (rank_b[i] - of_b.mean);
    return product / static_cast<double>(a.size()) / std::sqrt(of_a.variance * of_b.variance);
}

double variance_share(const std::vector<double>& x, const std::vector<double>& y) {
    const auto order = order_of(x);
    const Moments all = moments(y);
    const std::size_t classes = std::clamp<std::size_t>(x.size() / 50, 1, 50);
    if (all.variance == 0 || classes < 2 || x[order.front()] == x[order.back()]) return 0;
    double between = 0;
    for (std::size_t c = 0; c < classes; ++c) {
        const std::size_t from = c * x.size() / classes;
        const std::size_t to = (c + 1) * x.size() / classes;
        double mean = 0;
        for (std::size_t i = from; i < to; ++i) mean += y[order[i]];
        mean /= static_cast<double>(to - from);
        between += (mean - all.mean) * (mean - all.mean) * static_cast<double>(to - from);
    }
    const auto count = static_cast<double>(x.size());
    const double share = between / count / all.variance;
    const double chance = static_cast<double>(classes - 1) / count;
    return std::clamp((share - chance) / (1 - chance), 0.0, 1.0);
}

Uncertainty monte_carlo(const FinanceInput& input, const UncertaintyTerms& terms, unsigned threads) {
    const Runs runs = run_all(input, terms, threads);
    Uncertainty result;
    result.runs = terms.runs;
    result.seed = terms.seed;
    const auto positive = std::count_if(runs.npv.begin(), runs.npv.end(), [](double npv) { return npv > 0; });
    result.probability_npv_positive = static_cast<double>(positive) / terms.runs;
    const Moments npv = moments(runs.npv);
    result.npv_mean_yen = npv.mean;
    result.npv_deviation_yen = std::sqrt(npv.variance);
    result.npv_yen = quantiles(runs.npv);
    for (auto from = runs.cumulative.begin(); from != runs.cumulative.end(); from += terms.runs)
        result.cumulative_yen.push_back(quantiles(std::vector<double>(from, from + terms.runs)));
    for (std::size_t i = 0; i < terms.inputs.size(); ++i) {
        result.drivers.push_back(
            {terms.inputs[i].id, rank_correlation(runs.inputs[i], runs.npv), variance_share(runs.inputs[i], runs.npv)});
    }
    std::stable_sort(result.drivers.begin(), result.drivers.end(), [](const auto& a, const auto& b) {
        return std::abs(a.rank_correlation) > std::abs(b.rank_correlation);
    });
    return result;
}

}  // namespace gaiku
