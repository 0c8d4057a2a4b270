#include "simulate/activities.h"

#include <algorithm>

namespace gaiku::simulate {
namespace {

using network::FlowId;
using network::Network;

double times_size(const Network& network, const network::Value& limit, network::CapacityId of) {
    if (of) return limit.factor == 0 ? 0 : network.capacities()[of.at()].upper;
    return limit.is_constant() ? limit.factor : network::unlimited;
}

FlowId input_by_segment(const Network& network, FlowId output) {
    const auto& segments = network.segments();
    const auto found =
        std::find_if(segments.begin(), segments.end(), [&](const auto& s) { return s.output == output; });
    return found == segments.end() ? FlowId{} : found->input;
}

const network::Term* term_of(const network::Balance& balance, FlowId flow) {
    const auto found = std::find_if(balance.terms.begin(), balance.terms.end(),
                                    [&](const network::Term& term) { return term.flow == flow; });
    return found == balance.terms.end() ? nullptr : &*found;
}

/// The flow that takes an output's input by part load; none where the output is its own input. Of several kinds of
/// units it is the sum of theirs (technology/on_off.h).
FlowId input_of(const Network& network, FlowId output) {
    if (const FlowId input = input_by_segment(network, output)) return input;
    for (const network::Balance& outputs : network.balances()) {
        if (term_of(outputs, output) == nullptr) continue;
        for (const network::Term& unit : outputs.terms) {
            const bool is_unit = std::any_of(network.switches().begin(), network.switches().end(),
                                             [&](const auto& one) { return one.flow == unit.flow; });
            const FlowId input = is_unit ? input_by_segment(network, unit.flow) : FlowId{};
            if (!input || outputs.terms.front().flow != output) continue;
            for (const network::Balance& inputs : network.balances())
                if (term_of(inputs, input) != nullptr) return inputs.terms.front().flow;
        }
    }
    return {};
}

class Reader {
public:
    Reader(const Inputs& inputs, const Equipment& equipment, const Sizes& sizes)
        : inputs_(inputs), equipment_(equipment), sizes_(sizes) {
        result_.stores.resize(equipment.stores());
    }

    Activities run() {
        for (std::size_t i = 0; i < inputs_.assets.size(); ++i) {
            for (std::size_t c = 0; c < inputs_.assets[i].controls.size(); ++c) {
                if (!equipment_.control(equipment_.units()[i].control + c).follows) read(i, c);
            }
        }
        if (inputs_.in_outage) in_outage();
        return std::move(result_);
    }

private:
    /// Nobody waits for cheap hours, and nothing is drawn to keep a store from losing more.
    void in_outage() {
        for (StoreRules& store : result_.stores) {
            store.rule = StoreRule::self_consumption;
            store.lowest_kwh = 0;
        }
    }

    [[nodiscard]] const Network& network() const { return inputs_.network; }

    void read(std::size_t asset, std::size_t own_control) {
        const AssetModel& model = inputs_.assets[asset];
        const Equipment::Unit& unit = equipment_.units()[asset];
        const FlowId flow = model.controls[own_control];
        const FlowId input = input_of(network(), flow);
        Activity activity;
        activity.control = unit.control + own_control;
        activity.store = model.store.index;
        bool bought = false, sold = false;
        for (std::size_t p = 0; p < model.ports.size(); ++p) {
            const AssetPort& port = model.ports[p];
            if (port.flow != flow && (!input || port.flow != input)) continue;
            if (port.place.empty()) {
                bought = bought || port.coefficient.factor > 0;
                sold = sold || port.coefficient.factor < 0;
                continue;
            }
            add_effect(activity, equipment_.balance_of(unit.port + p), numbers(network(), port.coefficient));
        }
        for (std::size_t p = 0; p < model.ports.size(); ++p) {
            const AssetPort& port = model.ports[p];
            const bool own = port.flow == flow || port.flow == input || is_control(model, port.flow);
            const double follows = own || port.place.empty() ? 0 : followed(port.flow, flow, input);
            if (follows == 0) continue;
            Numbers effect = numbers(network(), port.coefficient);
            effect.factor *= follows;
            add_effect(activity, equipment_.balance_of(unit.port + p), effect);
        }
        if (activity.effects.empty()) {
            const bool delivers = bought && model.store && !inputs_.in_outage;  // no lorry comes in an outage
            if (delivers) result_.deliveries.push_back(activity.control);
            return;
        }
        for (const FlowId one : {flow, input}) {
            if (one && network().flows()[one.at()].cost.factor != 0)
                activity.costs.push_back(numbers(network(), network().flows()[one.at()].cost));
        }
        const network::Flow& limited = network().flows()[flow.at()];
        activity.most_kw = times_size(network(), limited.upper, limited.upper_of);
        if (const FlowId fuel = delivered_to(model); fuel) burn_from_tank(activity, model, fuel);
        classify(activity, model, bought, sold);
        if (asset < inputs_.on_call.size() && inputs_.on_call[asset] != 0) {
            activity.kind = Activity::Kind::conversion;
            activity.store = -1;
            activity.most_kw =
                limited.upper_of ? network().capacities()[limited.upper_of.at()].upper : network::unlimited;
        }
        rules(activity, *model.asset);
        if (activity.most_kw > 0 && has_size(asset)) result_.all.push_back(std::move(activity));
    }

    /// What fills the store of an asset from outside of the district: a tank; none of a store.
    [[nodiscard]] static FlowId delivered_to(const AssetModel& model) {
        if (!model.store) return {};
        const auto found = std::find_if(model.ports.begin(), model.ports.end(), [](const AssetPort& port) {
            return port.place.empty() && port.coefficient.factor > 0;
        });
        return found == model.ports.end() ? FlowId{} : found->flow;
    }

    /// What burns from a tank is a source at the price of the fuel that is brought for it.
    void burn_from_tank(Activity& activity, const AssetModel& model, FlowId delivered) {
        const network::Store& tank = network().stores()[model.store.at()];
        const network::Value& price = network().flows()[delivered.at()].cost;
        const auto steps = static_cast<std::size_t>(network().horizon().steps());
        auto& costs = result_.sums.emplace_back(steps);
        for (const network::Term& term : tank.flows) {
            if (term.flow == delivered) continue;
            const Numbers fuel = numbers(network(), term.coefficient), a_kwh = numbers(network(), price);
            for (std::size_t t = 0; t < steps; ++t) costs[t] = -fuel.at(t) * a_kwh.at(t);
        }
        activity.costs.push_back({1, costs.data()});
        activity.store = -1;
        limits(result_.stores[model.store.at()], tank);
        result_.stores[model.store.at()].lowest_kwh = 0;
    }

    [[nodiscard]] static bool is_control(const AssetModel& model, FlowId flow) {
        return std::find(model.controls.begin(), model.controls.end(), flow) != model.controls.end();
    }

    /// kW of a flow for each kW of a control (or of its input), where an equation inside of the machine ties them: the
    /// heater of a battery to what charges it, fuel to what waste heat stands in for.
    [[nodiscard]] double followed(FlowId flow, FlowId control, FlowId input) const {
        for (std::size_t b = 0; b < network().balances().size(); ++b) {
            const network::Balance& balance = network().balances()[b];
            const bool of_district = std::any_of(inputs_.balances.begin(), inputs_.balances.end(),
                                                 [&](const auto& other) { return other.id.at() == b; });
            if (of_district || balance.sense != network::Sense::equal) continue;
            double of_flow = 0, of_control = 0;
            for (const network::Term& term : balance.terms) {
                if (term.flow == flow) of_flow = term.coefficient.factor;
                if (term.flow == control || (input && term.flow == input)) of_control = term.coefficient.factor;
            }
            if (of_flow != 0 && of_control != 0) return -of_control / of_flow;
        }
        return 0;
    }

    [[nodiscard]] bool has_size(std::size_t asset) const {
        return std::all_of(sizes_[asset].begin(), sizes_[asset].end(), [](double size) { return size > 0; });
    }

    /// Two ports at one balance (a pipe's pumps where it carries electricity) are one effect.
    void add_effect(Activity& activity, std::int32_t balance, Numbers per_kw) {
        const auto steps = static_cast<std::size_t>(network().horizon().steps());
        auto known = std::find_if(activity.effects.begin(), activity.effects.end(),
                                  [&](const Effect& e) { return e.balance == balance; });
        if (known != activity.effects.end()) {
            auto& sum = result_.sums.emplace_back(steps);
            for (std::size_t t = 0; t < steps; ++t) sum[t] = known->per_kw.at(t) + per_kw.at(t);
            per_kw = {1, sum.data()};
            activity.effects.erase(known);
        }
        for (std::size_t t = 0; t < steps; ++t) {
            const double kw = per_kw.at(t);
            if (kw == 0) continue;
            activity.effects.push_back({balance, per_kw, kw > 0 ? 1 : -1});
            return;
        }
    }

    void classify(Activity& activity, const AssetModel& model, bool bought, bool sold) const {
        using Kind = Activity::Kind;
        const auto positive = [](const Effect& e) { return e.sign > 0; };
        const auto& effects = activity.effects;
        const bool gives = std::any_of(effects.begin(), effects.end(), positive);
        const bool takes = !std::all_of(effects.begin(), effects.end(), positive);
        activity.place = effects.front().balance;
        if (activity.store >= 0) {
            activity.kind = gives ? Kind::discharge : Kind::charge;
        } else if (bought || model.store) {
            activity.kind = Kind::purchase;
        } else if (sold) {
            activity.kind = Kind::sale;
        } else if (!takes) {
            activity.kind = Kind::available;
        } else if (!gives) {
            activity.kind = Kind::dump;
        } else if (is_link(activity)) {
            activity.kind = Kind::link;
            activity.to = effects[1].balance;
        } else {
            activity.kind = Kind::conversion;
            activity.place = led_by(activity, *model.asset);
        }
    }

    [[nodiscard]] const std::string& carrier(std::int32_t balance) const {
        return network().balances()[static_cast<std::size_t>(balance)].origin.quantity;
    }

    /// It takes a carrier at one place and gives the same at another.
    [[nodiscard]] bool is_link(const Activity& activity) const {
        const auto& e = activity.effects;
        return e.size() >= 2 && e[0].sign < 0 && e[1].sign > 0 && e[0].balance != e[1].balance &&
               carrier(e[0].balance) == carrier(e[1].balance);
    }

    /// The balance that a machine with several outputs follows: its heat, its electricity, or its first output.
    [[nodiscard]] std::int32_t led_by(const Activity& activity, const Record& asset) const {
        // Without the public grid an engine runs for the power that it gives.
        const std::string rule = inputs_.in_outage ? "power_led" : asset.text_or("rule", "");
        for (const Effect& effect : activity.effects) {
            if (effect.sign < 0) continue;
            const bool power = carrier(effect.balance) == "electricity";
            if ((rule == "heat_led" && !power) || (rule == "power_led" && power)) return effect.balance;
        }
        const auto first =
            std::find_if(activity.effects.begin(), activity.effects.end(), [](const Effect& e) { return e.sign > 0; });
        return first->balance;
    }

    void rules(Activity& activity, const Record& asset) {
        activity.priority = static_cast<std::int32_t>(asset.number_or("priority", -1));
        if (activity.kind == Activity::Kind::purchase)
            activity.target_kw = asset.number_or("target_demand", network::unlimited);
        if (activity.store < 0) return;
        StoreRules& store = result_.stores[static_cast<std::size_t>(activity.store)];
        (activity.kind == Activity::Kind::charge ? store.charge : store.discharge) = activity.control;
        if (activity.kind != Activity::Kind::charge) return;
        const std::string rule = asset.text_or("rule", "self_consumption");
        if (rule == "night_charge") store.rule = StoreRule::night_charge;
        if (rule == "peak_cut") store.rule = StoreRule::peak_cut;
        store.from_hour = asset.number_or("charge_from", 0);
        store.to_hour = asset.number_or("charge_to", 0);
        limits(store, network().stores()[static_cast<std::size_t>(activity.store)]);
    }

    void limits(StoreRules& rules, const network::Store& store) const {
        const auto kwh = [&](const network::Value& limit, network::CapacityId of) {
            return limit.factor * (of ? network().capacities()[of.at()].upper : 1);
        };
        rules.lowest_kwh = kwh(store.lower, store.lower_of);
        rules.highest_kwh = kwh(store.upper, store.upper_of);
        for (const network::Term& term : store.flows) {
            if (term.coefficient.factor > 0) rules.charge_efficiency = term.coefficient.factor;
        }
    }

    const Inputs& inputs_;
    const Equipment& equipment_;
    const Sizes& sizes_;
    Activities result_;
};

}  // namespace

double Activity::cost(std::size_t step) const {
    double sum = 0;
    for (const Numbers& part : costs) sum += part.at(step);
    return sum;
}

const Effect* Activity::on(std::int32_t balance) const {
    const auto found =
        std::find_if(effects.begin(), effects.end(), [&](const Effect& e) { return e.balance == balance; });
    return found == effects.end() ? nullptr : &*found;
}

double Activity::effect(std::int32_t balance, std::size_t step) const {
    const Effect* e = on(balance);
    return e == nullptr ? 0 : e->per_kw.at(step);
}

Activities activities(const Inputs& inputs, const Equipment& equipment, const Sizes& sizes) {
    return Reader(inputs, equipment, sizes).run();
}

}  // namespace gaiku::simulate
