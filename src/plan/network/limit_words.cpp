#include "plan/network/limit_words.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "plan/network/names.h"

namespace gaiku {
namespace {

/// How a limit of the plan is said: a number in its network's unit, times `factor`, is one in `text`.
struct Said {
    Text text;
    double factor = 1;
    bool up = true;
};

Said said_in(const District& district, const NetworkModel& model, const std::string& key) {
    const double years = model.network.horizon().years();
    if (key == "co2_limit") return {{"t/year", "t/年"}, 1 / (1000 * years), true};
    if (key == "primary_energy_limit") return {{"GJ/year", "GJ/年"}, 1 / (1000 * years), true};
    if (key == "self_supply_ratio") return {{"%", "%"}, 100 / model.peak_electricity_kw, false};
    return {currency_name(CostBasis(district).currency()), 1, true};
}

Text limit_name(const std::string& key) {
    if (key == "co2_limit") return {"the CO2 limit", "CO2排出量の上限"};
    if (key == "primary_energy_limit") return {"the limit of primary energy", "一次エネルギー消費量の上限"};
    if (key == "self_supply_ratio") return {"the self-supply ratio", "自立電源比率の下限"};
    return {"the budget", "整備費の上限"};
}

/// Where a limit and what it would have to be are the same in fewer.
constexpr int all_digits = 6;

Text with_unit(const std::string& number, const Text& unit) {
    return {number + " " + unit.en, number + (unit.ja == "円" ? "" : " ") + unit.ja};
}

class Namer {
public:
    Namer(const District& district, const NetworkModel& model, const solve::Infeasibility& why, int step)
        : district_(district), model_(model), why_(why), step_(step) {}

    [[nodiscard]] std::optional<NamedLimit> name(const solve::LimitAtFault& fault) const {
        if (!fault.is_column && (fault.row == network::RowKind::total || fault.row == network::RowKind::tie))
            return of_plan(fault);
        const Record* asset = find_asset(district_, fault.origin.asset);
        if (asset == nullptr) return std::nullopt;
        if (fault.is_column) return of_column(fault, *asset);
        if (fault.row == network::RowKind::lower_limit) return of_least(fault, *asset);
        if (fault.row == network::RowKind::upper_limit) return of_most(fault, *asset);
        return std::nullopt;
    }

private:
    [[nodiscard]] const network::Flow& flow(const solve::LimitAtFault& fault) const {
        return model_.network.flows()[static_cast<std::size_t>(fault.element)];
    }

    static NamedLimit at(const Record& record, const std::string& key) {
        NamedLimit limit;
        const Value* value = record.find(key);
        limit.position = value == nullptr ? record.position() : value->position;
        limit.path = record.path() + (value == nullptr ? "" : "." + key);
        return limit;
    }

    [[nodiscard]] std::optional<NamedLimit> of_plan(const solve::LimitAtFault& fault) const {
        const std::string& key = fault.origin.quantity;
        const Record& plan = district_.plan();
        if (!plan.has(key)) return std::nullopt;
        NamedLimit limit = at(plan, key);
        const PlanLimit named = plan_limit(district_, model_, key, fault.value);
        limit.what = named.what;
        limit.now = named.now;
        limit.up = fault.upper;
        const double sign = fault.upper ? 1 : -1;
        const auto then = [&](const std::optional<double>& by) -> std::optional<Text> {
            if (!by) return std::nullopt;
            return plan_limit_enough(district_, model_, key, fault.value + sign * *by);
        };
        limit.alone = then(fault.alone);
        limit.together = then(fault.together);
        return limit;
    }

    /// A size, or a flow's own limit.
    [[nodiscard]] std::optional<NamedLimit> of_column(const solve::LimitAtFault& fault, const Record& asset) const {
        const bool size = fault.column == network::ColumnKind::capacity;
        if (!size && fault.column != network::ColumnKind::flow) return std::nullopt;
        if (size && !is_size(asset, fault)) return std::nullopt;  // a trench, a peak
        const bool power = fault.origin.quantity == "power";
        const std::string key = !size ? "export_limit" : power ? "power" : "capacity";
        const bool sized = size && asset.says(key, "sized");
        const std::string own = sized ? (fault.upper ? "max_" : "min_") + key : key;
        NamedLimit limit = at(asset, asset.has(own) ? own : sized && asset.has("max_area") ? "max_area" : key);
        const Text id = asset_name(district_, asset.id());
        Text part = !size   ? Text{"the sale limit", "売電の上限"}
                    : power ? Text{"the power", "出力"}
                            : Text{"the capacity", "容量"};
        limit.what = {part.en + " of " + id.en, id.ja + "の" + part.ja};
        if (sized && fault.upper)
            limit.what = {"the largest " + part.en.substr(4) + " allowed of " + id.en,
                          id.ja + "の" + part.ja + "の上限"};
        if (sized && !fault.upper)
            limit.what = {"the least " + part.en.substr(4) + " asked of " + id.en, id.ja + "の" + part.ja + "の下限"};
        const std::string symbol = is_energy(asset, fault) ? "kWh" : "kW";
        const Text unit{symbol, symbol};
        limit.now = with_unit(said(fault.value), unit);
        limit.up = fault.upper;
        const auto then = [&](const std::optional<double>& by) -> std::optional<Text> {
            if (!by) return std::nullopt;
            const double value = fault.value + (fault.upper ? *by : -*by);
            Text text = with_unit(said_enough(value, fault.upper), unit);
            if (text != limit.now || *by == 0) return text;
            limit.now = with_unit(print_number(fault.value, all_digits), unit);
            return with_unit(print_number(value, all_digits), unit);
        };
        constexpr double nothing = 1e-6;  // a size of 0 is no size, unless it helps others to give
        const bool vanishes = !fault.upper && fault.alone && fault.value - *fault.alone <= nothing * fault.value;
        if (!vanishes) limit.alone = then(fault.alone);
        limit.together = then(fault.together);
        return limit;
    }

    [[nodiscard]] const AssetSize* size_of(const Record& asset, const solve::LimitAtFault& fault) const {
        if (fault.column != network::ColumnKind::capacity) return nullptr;
        for (const auto& model : model_.assets) {
            if (model.asset != &asset) continue;
            for (const auto& size : model.sizes)
                if (size.capacity.index == fault.element) return &size;
        }
        return nullptr;
    }
    [[nodiscard]] bool is_size(const Record& asset, const solve::LimitAtFault& fault) const {
        return size_of(asset, fault) != nullptr;
    }
    [[nodiscard]] bool is_energy(const Record& asset, const solve::LimitAtFault& fault) const {
        const AssetSize* size = size_of(asset, fault);
        return size != nullptr && size->energy;
    }

    /// What must run, or must stay in a store.
    [[nodiscard]] std::optional<NamedLimit> of_least(const solve::LimitAtFault& fault, const Record& asset) const {
        const Text id = asset_name(district_, asset.id());
        if (asset.number_or("lowest_level", 0) > 0 && model_.network.store_of(network::FlowId{fault.element})) {
            NamedLimit limit = at(asset, "lowest_level");
            const std::string share = said(100 * asset.number("lowest_level"));
            limit.fact = {fmt::format("the {} % of its capacity that {} must keep", share, id.en),
                          fmt::format("{}に容量の {} %を残す必要があること", id.ja, share)};
            limit.hint = {"let " + id.en + " keep less (lowest_level)", id.ja + "に残す割合（lowest_level）を下げる"};
            limit.hint_alone = fault.alone.has_value();
            limit.hint_together = fault.together.has_value();
            return limit;
        }
        if (!asset.has("curtailable")) return std::nullopt;
        NamedLimit limit = at(asset, "curtailable");
        limit.fact = {"the output of " + id.en + ", which may not be cut", id.ja + "の出力を抑えられないこと"};
        limit.hint = {"let the output of " + id.en + " be cut (curtailable: yes)",
                      id.ja + "の出力抑制を認める（curtailable: yes）"};
        limit.hint_alone = fault.alone.has_value();
        limit.hint_together = fault.together.has_value();
        return limit;
    }

    /// What is available of a size; where the size itself is at fault, that is told instead.
    [[nodiscard]] std::optional<NamedLimit> of_most(const solve::LimitAtFault& fault, const Record& asset) const {
        const network::CapacityId capacity = flow(fault).upper_of;
        for (const auto& other : why_.limits) {
            const bool its_size =
                other.is_column && other.column == network::ColumnKind::capacity && other.element == capacity.index;
            if (its_size) return std::nullopt;
        }
        if (step_ < 0 || flow(fault).upper.is_constant()) return std::nullopt;
        NamedLimit limit = at(asset, asset.has("yield") ? "yield" : "yield_per_area");
        const double share = model_.network.at(flow(fault).upper, step_);
        const Text id = asset_name(district_, asset.id());
        constexpr double nothing = 1e-3;
        limit.fact = {"no output of " + id.en + " at that time", id.ja + "の出力がその時間にはないこと"};
        if (share > nothing)
            limit.fact = {fmt::format("an output of {} of at most {} % of its capacity then", id.en, said(100 * share)),
                          fmt::format("{}の出力がその時間には容量の {} %までであること", id.ja, said(100 * share))};
        return limit;
    }

    const District& district_;
    const NetworkModel& model_;
    const solve::Infeasibility& why_;
    int step_;
};

}  // namespace

PlanLimit plan_limit(const District& district, const NetworkModel& model, const std::string& key, double value) {
    const Said unit = said_in(district, model, key);
    return {limit_name(key), with_unit(said(value * unit.factor), unit.text)};
}

Text plan_limit_enough(const District& district, const NetworkModel& model, const std::string& key, double value) {
    const Said unit = said_in(district, model, key);
    return with_unit(said_enough(value * unit.factor, unit.up), unit.text);
}

std::vector<NamedLimit> named_limits(const District& district, const NetworkModel& model,
                                     const solve::Infeasibility& why, int step) {
    const Namer namer(district, model, why, step);
    std::vector<NamedLimit> limits;
    for (const auto& fault : why.limits) {
        auto limit = namer.name(fault);
        if (!limit) continue;
        const bool twice = std::any_of(limits.begin(), limits.end(), [&](const NamedLimit& other) {
            return other.position == limit->position && other.what == limit->what && other.fact == limit->fact;
        });
        if (!twice) limits.push_back(std::move(*limit));
    }
    std::stable_sort(limits.begin(), limits.end(), [](const NamedLimit& a, const NamedLimit& b) {
        return a.alone.has_value() + a.hint_alone > b.alone.has_value() + b.hint_alone;
    });
    return limits;
}

}  // namespace gaiku
