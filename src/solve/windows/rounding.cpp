#include "solve/windows/rounding.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve {
namespace {

/// One switch, step by step.
class Rounding {
public:
    Rounding(const Year& year, network::SwitchId id, std::vector<double>& x)
        : year_(year), is_(year.network.switches()[id.at()]), on_(year.network.on(id).index), x_(x) {
        const auto& columns = year.written.layout().columns;
        for (std::size_t k = 0; k < columns.size(); ++k) {
            if (columns[k].element != id.index) continue;
            if (columns[k].kind == network::ColumnKind::start) started_ = static_cast<std::int32_t>(k);
            if (columns[k].kind == network::ColumnKind::stop) stopped_ = static_cast<std::int32_t>(k);
        }
        count_ = is_.count;
        if (is_.count_of) count_ = std::round(x[static_cast<std::size_t>(year.written.column(is_.count_of))]);
    }

    void run(Span span, OnFrom from) {
        for (int t = span.begin; t < span.end; ++t) {
            const double before = on_before(t);
            const double least = is_.minimum_up_h > 0 ? recent(started_, t, is_.minimum_up_h) : 0;
            const double most = count_ - (is_.minimum_down_h > 0 ? recent(stopped_, t, is_.minimum_down_h) : 0);
            const double on = std::clamp(wanted(t, from), std::min(least, most), most);
            owe(t, on);
            value(on_, t) = on;
            if (started_ >= 0) value(started_, t) = std::max(0.0, on - before);
            if (stopped_ >= 0) value(stopped_, t) = std::max(0.0, before - on);
        }
    }

private:
    [[nodiscard]] double& value(std::int32_t column, int step) {
        return x_[static_cast<std::size_t>(year_.first_column(step)) + static_cast<std::size_t>(column)];
    }
    [[nodiscard]] double unit() const {
        return is_.unit > 0 ? is_.unit : x_[static_cast<std::size_t>(year_.written.column(is_.capacity))];
    }
    [[nodiscard]] double full_kw(int t) const { return unit() * year_.network.at(is_.upper, t); }
    [[nodiscard]] double least_kw(int t) const { return std::min(full_kw(t), unit() * year_.network.at(is_.lower, t)); }

    /// Units for the output that x has.
    [[nodiscard]] double wanted(int t, OnFrom from) {
        if (full_kw(t) <= 0) return 0;
        const double kw = value(is_.flow.index, t) + owed_;
        constexpr double nothing = 1e-4;  // what an interior solution leaves
        double units = std::ceil(kw / full_kw(t) - nothing);
        if (kw < from.share * least_kw(t) * units) units -= 1;
        return std::clamp(units + from.spare, 0.0, count_);
    }

    /// What units that are on give beyond what is wanted, or leave, counts in the next step: a store lies between. So a
    /// machine whose minimum load is above what is wanted is on now and then.
    void owe(int t, double on) {
        const double kw = value(is_.flow.index, t) + owed_;
        owed_ = std::clamp(kw - std::clamp(kw, on * least_kw(t), on * full_kw(t)), -full_kw(t), full_kw(t));
    }

    [[nodiscard]] double on_before(int t) {
        if (t > 0) return std::round(value(on_, t - 1));
        return is_.start ? is_.start->on : std::round(value(on_, year_.steps() - 1));
    }

    /// Units started (or stopped) in steps that began less than `hours` before this one.
    [[nodiscard]] double recent(std::int32_t column, int t, double hours) {
        constexpr double rounding = 1e-9;
        const auto length = year_.network.horizon().hours();
        double passed = 0, sum = 0;
        for (int lag = 1; lag <= year_.written.structure().reach; ++lag) {
            const int step = t - lag;
            const int around = step >= 0 ? step : is_.start ? 0 : step + year_.steps();
            passed += length[static_cast<std::size_t>(around)];
            if (passed >= hours - rounding) break;
            if (step >= 0 || !is_.start) {
                sum += std::round(value(column, around));
            } else {
                const auto& known = column == started_ ? is_.start->started : is_.start->stopped;
                const auto back = static_cast<std::size_t>(-step - 1);
                if (back < known.size()) sum += known[back];
            }
        }
        return sum;
    }

    const Year& year_;
    const network::Switch& is_;
    std::int32_t on_, started_ = -1, stopped_ = -1;
    std::vector<double>& x_;
    double count_ = 1;
    double owed_ = 0;  ///< kW of the last step
};

}  // namespace

void round_on_off(const Year& year, Span span, OnFrom from, std::vector<double>& x) {
    for (std::size_t i = 0; i < year.network.switches().size(); ++i)
        Rounding(year, {static_cast<std::int32_t>(i)}, x).run(span, from);
}

}  // namespace gaiku::solve
