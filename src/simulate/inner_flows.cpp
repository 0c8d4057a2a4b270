#include "simulate/inner_flows.h"

#include <cmath>

namespace gaiku::simulate {
namespace {

using namespace network;

class InnerFlows {
public:
    InnerFlows(const Inputs& inputs, Schedule& schedule)
        : network_(inputs.network), schedule_(schedule), known_(schedule.flows, false) {
        for (const AssetModel& model : inputs.assets) {
            for (const AssetPort& port : model.ports) known_[port.flow.at()] = true;
        }
        for (const auto& one : inputs.unserved) known_[one.flow.at()] = true;
        std::vector<bool> is_of_district(network_.balances().size(), false);
        for (const auto& balance : inputs.balances) is_of_district[balance.id.at()] = true;
        for (std::size_t b = 0; b < network_.balances().size(); ++b) {
            if (!is_of_district[b]) solve(network_.balances()[b]);
        }
        for (std::size_t s = 0; s < network_.stores().size(); ++s) solve({static_cast<std::int32_t>(s)});
    }

private:
    /// The one flow of an equation that no port shows; none where there are more, or none.
    [[nodiscard]] const Term* unknown(const std::vector<Term>& terms) const {
        const Term* found = nullptr;
        for (const Term& term : terms) {
            if (known_[term.flow.at()]) continue;
            if (found != nullptr) return nullptr;
            found = &term;
        }
        return found;
    }

    [[nodiscard]] double sum_without(const std::vector<Term>& terms, FlowId left_out, int t) const {
        double kw = 0;
        for (const Term& term : terms) {
            if (term.flow != left_out)
                kw += network_.at(term.coefficient, t) * schedule_.at(term.flow, static_cast<std::size_t>(t));
        }
        return kw;
    }

    void write(const Term& term, int t, double kw) {
        const double coefficient = network_.at(term.coefficient, t);
        schedule_.at(term.flow, static_cast<std::size_t>(t)) = coefficient == 0 ? 0 : kw / coefficient;
    }

    void solve(const Balance& balance) {
        const Term* term = unknown(balance.terms);
        if (term == nullptr || balance.sense != Sense::equal || !balance.capacities.empty()) return;
        for (int t = 0; t < network_.horizon().steps(); ++t)
            write(*term, t, network_.at(balance.value, t) - sum_without(balance.terms, term->flow, t));
        known_[term->flow.at()] = true;
    }

    void solve(StoreId id) {
        const Store& store = network_.stores()[id.at()];
        const Term* term = unknown(store.flows);
        if (term == nullptr) return;
        const FlowId level = network_.level(id);
        const auto steps = static_cast<std::size_t>(network_.horizon().steps());
        double before = store.start_kwh.value_or(schedule_.at(level, steps - 1));
        for (std::size_t t = 0; t < steps; ++t) {
            const int step = static_cast<int>(t);
            const double hours = network_.horizon().hours(step);
            const double kept = before * std::pow(store.retention_per_hour, hours);
            before = schedule_.at(level, t);
            write(*term, step, (before - kept) / hours - sum_without(store.flows, term->flow, step));
        }
        known_[term->flow.at()] = true;
    }

    const Network& network_;
    Schedule& schedule_;
    std::vector<bool> known_;
};

}  // namespace

void write_inner_flows(const Inputs& inputs, Schedule& schedule) {
    InnerFlows(inputs, schedule);
}

}  // namespace gaiku::simulate
