#include "plan/network/shortage_words.h"

#include <fmt/format.h>
#include <algorithm>

#include "plan/network/limit_words.h"
#include "plan/network/names.h"

namespace gaiku {
namespace {

class ShortageTeller {
public:
    ShortageTeller(const District& district, const NetworkModel& model, const solve::Shortage& shortage)
        : district_(district), model_(model), shortage_(shortage), hours_a_step_(model.network.horizon().hours(0)) {}

    [[nodiscard]] Text limit_broken(bool alone) const {
        const std::string& key = shortage_.origin.quantity;
        const bool upper = shortage_.too_much > 0;
        const auto element = static_cast<std::size_t>(shortage_.element);
        const bool total = shortage_.kind == network::RowKind::total;
        const double limit = total ? model_.network.totals()[element].upper : model_.network.ties()[element].lower;
        const double best = upper ? limit + shortage_.too_much : limit - shortage_.missing;
        const PlanLimit named = plan_limit(district_, model_, key, limit);
        const Text reached = plan_limit_enough(district_, model_, key, best);
        return {
            fmt::format("{} of {} cannot be kept: with everything else {}, the {} within reach is {}.",
                        capital(named.what.en), named.now.en, alone ? "kept" : "that can be kept",
                        upper ? "least" : "most", reached.en),
            fmt::format("{} {}は守れません。{}場合、{}でも {}です。", named.what.ja, named.now.ja,
                        alone ? "他の条件をすべて守る" : "他に守れる条件を守る", upper ? "最小" : "最大", reached.ja)};
    }

    [[nodiscard]] Text too_little() const {
        const auto sources = sources_of();
        if (sources.names.empty()) return no_source();
        const Text what = carrier(), at = where(), length = how_long(), then = when();
        const std::string kwh = said(shortage_.missing);
        const Text missing = missing_then();
        Text text{fmt::format("{}{} falls short {}, by {} kWh in all. At worst, on {}, {}.", capital(what.en), at.en,
                              length.en, kwh, then.en, missing.en),
                  fmt::format("{}{}が{}で足りません（合計 {} kWh）。最大は{}で、{}。", at.ja, what.ja, length.ja, kwh,
                              then.ja, missing.ja)};
        if (!sources.only_stores) return text;
        const Text stores = list_of(sources.names);
        return text +
               Text{fmt::format(" Only {} can give it there, and a store ends as it began: it gives back no more "
                                "than it took in.",
                                stores.en),
                    fmt::format("供給できるのは{}だけです。蓄熱・蓄電は期首と期末の残量が等しく、"
                                "ためた量より多くは出せません。",
                                stores.ja)};
    }

    [[nodiscard]] Text too_much() const {
        const Text what = carrier(), at = where(), length = how_long(), then = when();
        const std::string kwh = said(shortage_.too_much), kw = said(-shortage_.worst);
        const Text from = list_of(feeding());
        return {fmt::format("{}{} has nowhere to go {}, {} kWh in all. At worst, on {}, {} kW are too much. It comes "
                            "from {}.",
                            capital(what.en), at.en, length.en, kwh, then.en, kw, from.en),
                fmt::format("{}{}が{}で余り、行き先がありません（合計 {} "
                            "kWh）。最大は{}で、{} kW 余ります。供給元は{}です。",
                            at.ja, what.ja, length.ja, kwh, then.ja, kw, from.ja)};
    }

    [[nodiscard]] Text physics() const {
        const Text id = asset_name(district_, shortage_.origin.asset);
        const Record* asset = find_asset(district_, shortage_.origin.asset);
        if (asset != nullptr && asset->has("loss_per_hour")) {
            return {fmt::format("{} loses more of what it must keep than it can be charged with.", capital(id.en)),
                    fmt::format("{}は、残しておく分から失われる量を充てんで補えません。", id.ja)};
        }
        return {fmt::format("{} cannot do what is asked of it ({}).", capital(id.en), shortage_.origin.quantity),
                fmt::format("{}は求められた運転ができません（{}）。", id.ja, shortage_.origin.quantity)};
    }

private:
    [[nodiscard]] const network::Balance& balance() const {
        return model_.network.balances()[static_cast<std::size_t>(shortage_.element)];
    }
    [[nodiscard]] Text carrier() const { return carrier_name(district_, shortage_.origin.quantity); }
    [[nodiscard]] Text where() const { return in_place(district_, shortage_.origin.asset); }
    [[nodiscard]] Text when() const { return time_span(shortage_.worst_step * hours_a_step_, hours_a_step_); }

    [[nodiscard]] Text how_long() const {
        const int all = model_.network.horizon().steps();
        const std::string hours = said(hours_a_step_ * all);
        if (shortage_.steps == all)
            return {fmt::format("in all {} hours planned", hours), fmt::format("計画した {} 時間すべて", hours)};
        const std::string in = said(hours_a_step_ * shortage_.steps);
        return {fmt::format("in {} of {} hours", in, hours), fmt::format(" {} 時間のうち {} 時間", hours, in)};
    }

    [[nodiscard]] Text no_source() const {
        const Text what = carrier(), at = where(), then = when();
        const std::string kwh = said(shortage_.missing), kw = said(shortage_.worst);
        return {fmt::format("Nothing supplies {}{}, where {} kWh are needed, at most {} kW on {}.", what.en, at.en, kwh,
                            kw, then.en),
                fmt::format("{}{}を供給する設備がありません。需要は合計 {} kWh、最大は{}の {} kW です。", at.ja,
                            what.ja, kwh, then.ja, kw)};
    }

    /// "60 of the 310 kW needed are missing".
    [[nodiscard]] Text missing_then() const {
        const double of = model_.network.at(balance().value, shortage_.worst_step);
        const std::string kw = said(shortage_.worst), needed = said(of);
        if (kw == needed && !shortage_.drawn_on)
            return {fmt::format("all of the {} kW needed are missing", kw),
                    fmt::format("需要 {} kW の全量が不足します", kw)};
        if (of <= 0 || shortage_.drawn_on) {
            Text missing{fmt::format("{} kW are missing", kw), fmt::format("{} kW 不足します", kw)};
            if (of <= 0) return missing;
            return {fmt::format("{} (the demand is {} kW, and machines draw on it as well)", missing.en, needed),
                    fmt::format("{}（需要は {} kW、ほかに設備の使用分があります）", missing.ja, needed)};
        }
        return {fmt::format("{} of the {} kW needed are missing", kw, needed),
                fmt::format("需要 {} kW に対して {} kW 不足します", needed, kw)};
    }

    /// The assets that put the carrier into the place when it is worst.
    [[nodiscard]] std::vector<Text> feeding() const {
        std::vector<Text> names;
        for (const auto flow : shortage_.feeding)
            names.push_back(asset_name(district_, model_.network.flows()[flow.at()].origin.asset));
        return names;
    }

    struct Sources {
        std::vector<Text> names;
        bool only_stores = true;
    };
    /// The assets that can put the carrier into the place.
    [[nodiscard]] Sources sources_of() const {
        Sources sources;
        for (const auto& asset : model_.assets) {
            const bool gives = std::any_of(asset.ports.begin(), asset.ports.end(), [&](const AssetPort& port) {
                return port.place == shortage_.origin.asset && port.carrier == shortage_.origin.quantity &&
                       model_.network.at(port.coefficient, shortage_.worst_step) > 0;
            });
            if (!gives) continue;
            sources.names.push_back(asset_name(district_, asset.asset->id()));
            sources.only_stores = sources.only_stores && asset.store;
        }
        return sources;
    }

    const District& district_;
    const NetworkModel& model_;
    const solve::Shortage& shortage_;
    double hours_a_step_;
};

}  // namespace

Text what_is_wrong(const District& district, const NetworkModel& model, const solve::Shortage& shortage, bool alone) {
    const ShortageTeller teller(district, model, shortage);
    if (shortage.kind == network::RowKind::total || shortage.kind == network::RowKind::tie)
        return teller.limit_broken(alone);
    if (shortage.kind != network::RowKind::balance) return teller.physics();
    return shortage.too_much > shortage.missing ? teller.too_much() : teller.too_little();
}

}  // namespace gaiku
