#include "network/switch_rows.h"

#include <algorithm>

namespace gaiku::network {
namespace {

class SwitchWriter {
public:
    SwitchWriter(const Network& network, SwitchId id, Layout& layout)
        : network_(network), id_(id), is_(network.switches()[id.at()]), layout_(layout), on_(network.on(id).index) {}

    void write() {
        add_limit(RowKind::upper_limit, is_.upper);
        if (is_.lower.factor != 0) add_limit(RowKind::lower_limit, is_.lower);
        if (is_.unit == 0) add_online();
        if (is_.start_cost == 0 && is_.minimum_up_h == 0 && is_.minimum_down_h == 0) return;
        started_ = column(ColumnKind::start, is_.start_cost);
        stopped_ = column(ColumnKind::stop, 0);
        add_change();
        if (is_.minimum_up_h > 0) add_minimum_up();
        if (is_.minimum_down_h > 0) add_minimum_down();
    }

private:
    StepRow& row(RowKind kind) {
        StepRow& added = layout_.rows.emplace_back();
        added.kind = kind;
        added.element = id_.index;
        added.origin = is_.origin;
        added.lower = number(-unlimited);
        added.upper = number(unlimited);
        return added;
    }

    std::int32_t column(ColumnKind kind, double cost) {
        layout_.columns.push_back({kind, id_.index, is_.origin, number(0), number(is_.count), number(cost)});
        return static_cast<std::int32_t>(layout_.columns.size() - 1);
    }

    /// The output is a share of the capacity that is on; a row of the flow, as other limits of it.
    void add_limit(RowKind kind, const Value& share) {
        StepRow& added = row(kind);
        added.element = is_.flow.index;
        added.origin = network_.flows()[is_.flow.at()].origin;
        StepEntry on = online_entry(network_, id_, -1);
        on.value = {on.value.factor * share.factor, share.series.index, -1};
        added.own = {{is_.flow.index, number(1)}, on};
        (kind == RowKind::upper_limit ? added.upper : added.lower) = number(0);
    }

    /// online = capacity x on, exact for a capacity with an upper limit and an `on` of 0 or 1. That online is at most
    /// the capacity is the limit of its flow.
    void add_online() {
        const std::int32_t online = network_.online(id_).index;
        const double most = network_.capacities()[is_.capacity.at()].upper;
        StepRow& off = row(RowKind::online);
        off.own = {{online, number(1)}, {on_, number(-most)}};
        off.upper = number(0);
        StepRow& whole = row(RowKind::online);
        whole.own = {{online, number(1)}, {on_, number(-most)}};
        whole.globals = {{is_.capacity.index, number(-1)}};
        whole.lower = number(-most);
    }

    /// on = on before + started - stopped.
    void add_change() {
        StepRow& added = row(RowKind::on_off);
        added.own = {{on_, number(1)}, {started_, number(-1)}, {stopped_, number(1)}};
        added.before = {{on_, number(-1)}};
        added.lower = added.upper = number(0);
        added.first = is_.start ? First::given : First::cyclic;
        added.before_first = is_.start ? is_.start->on : 0;
    }

    /// What was started within the minimum time is on.
    void add_minimum_up() {
        StepRow& added = row(RowKind::minimum_up);
        added.own = {{on_, number(-1)}, {started_, number(1)}};
        added.upper = number(0);
        if (is_.start) added.known_earlier = is_.start->started;
        look_back(added, started_, is_.minimum_up_h);
    }

    /// What was stopped within the minimum time is off.
    void add_minimum_down() {
        StepRow& added = row(RowKind::minimum_down);
        added.own = {{on_, number(1)}, {stopped_, number(1)}};
        added.upper = number(is_.count_of ? 0 : is_.count);
        if (is_.count_of) added.globals = {{is_.count_of.index, number(-1)}};
        if (is_.start) added.known_earlier = is_.start->stopped;
        look_back(added, stopped_, is_.minimum_down_h);
    }

    void look_back(StepRow& added, std::int32_t changed, double hours) {
        added.first = is_.start ? First::given : First::cyclic;
        for (std::int32_t lag = 1;; ++lag) {
            // Once around is all there is; a measured past may lie further back than the horizon is long.
            if (!is_.start && lag >= network_.horizon().steps()) break;
            std::vector<double> within = holds(lag, hours);
            if (std::all_of(within.begin(), within.end(), [](double w) { return w == 0; })) break;
            const bool always = std::all_of(within.begin(), within.end(), [](double w) { return w == 1; });
            if (!always) layout_.derived.push_back(std::move(within));
            const auto mask = always ? -1 : static_cast<std::int32_t>(layout_.derived.size() - 1);
            added.earlier.push_back({changed, {1, -1, mask}, lag});
        }
    }

    /// 1 at the steps whose beginning lies less than `hours` after that of the step `lag` before.
    [[nodiscard]] std::vector<double> holds(std::int32_t lag, double hours) const {
        const auto length = network_.horizon().hours();
        const auto steps = static_cast<std::int32_t>(length.size());
        constexpr double rounding = 1e-9;
        std::vector<double> result;
        for (std::int32_t t = 0; t < steps; ++t) {
            double passed = 0;
            for (std::int32_t s = t - lag; s < t; ++s) {
                const std::int32_t at = s >= 0 ? s : is_.start ? 0 : s + steps;
                passed += length[static_cast<std::size_t>(at)];
            }
            result.push_back(passed < hours - rounding ? 1 : 0);
        }
        return result;
    }

    const Network& network_;
    SwitchId id_;
    const Switch& is_;
    Layout& layout_;
    std::int32_t on_, started_ = -1, stopped_ = -1;
};

}  // namespace

void write_switch(const Network& network, SwitchId id, Layout& layout) {
    SwitchWriter(network, id, layout).write();
}

StepEntry online_entry(const Network& network, SwitchId id, double times) {
    const FlowId variable = network.online(id);
    if (variable) return {variable.index, number(times)};
    return {network.on(id).index, number(times * network.switches()[id.at()].unit)};
}

}  // namespace gaiku::network
