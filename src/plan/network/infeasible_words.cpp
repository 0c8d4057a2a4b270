#include "plan/network/infeasible_words.h"

#include <fmt/format.h>
#include <algorithm>
#include <optional>

#include "plan/network/limit_words.h"
#include "plan/network/names.h"
#include "plan/network/shortage_words.h"

namespace gaiku {
namespace {

/// Writes the finding of one infeasible district.
class Teller {
public:
    Teller(const District& district, const NetworkModel& model, const solve::Infeasibility& why)
        : district_(district),
          model_(model),
          why_(why),
          first_(why.shortages.front()),
          limits_(named_limits(district, model, why, first_.worst_step)) {
        std::stable_partition(limits_.begin(), limits_.end(), [&](const NamedLimit& limit) { return is_told(limit); });
    }

    [[nodiscard]] Finding tell() const {
        Finding finding;
        finding.code = "infeasible";
        finding.message = all_that_is_wrong() + in_the_way();
        finding.fix = remedy();
        set_place(finding);
        return finding;
    }

private:
    [[nodiscard]] Text all_that_is_wrong() const {
        constexpr std::size_t most = 3;
        std::vector<Text> all;
        for (const auto& shortage : why_.shortages) {
            Text one = what_is_wrong(district_, model_, shortage, why_.shortages.size() == 1);
            // The rows of one machine all say the same.
            if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
        }
        Text text;
        for (std::size_t i = 0; i < std::min(all.size(), most); ++i) text = text + Text{i == 0 ? "" : " ", ""} + all[i];
        if (all.size() <= most) return text;
        return text + Text{fmt::format(" So it is with {} more.", all.size() - most),
                           fmt::format("ほかに{}件が成り立ちません。", all.size() - most)};
    }

    static bool is_of_plan(const solve::Shortage& shortage) {
        return shortage.kind == network::RowKind::total || shortage.kind == network::RowKind::tie;
    }

    /// A limit that is broken is told already.
    [[nodiscard]] bool is_told(const NamedLimit& limit) const {
        return std::any_of(why_.shortages.begin(), why_.shortages.end(), [&](const solve::Shortage& s) {
            return is_of_plan(s) && !s.origin.source.empty() && s.origin.source == limit.position.str();
        });
    }

    /// What else stands in the way, each with its number and where that stands.
    [[nodiscard]] Text in_the_way() const {
        constexpr std::size_t most = 4;
        Text text;
        std::size_t shown = 0;
        for (const auto& limit : limits_) {
            if (shown == most || is_told(limit)) continue;
            const std::string at = limit.position.str();
            const bool fact = !limit.fact.en.empty();
            text.en += fmt::format("{}{} ({})", shown == 0 ? " In the way: " : "; ",
                                   fact ? limit.fact.en : limit.what.en + ", " + limit.now.en, at);
            text.ja += fmt::format("{}{}（{}）", shown == 0 ? "制約となっているのは、" : "、",
                                   fact ? limit.fact.ja : limit.what.ja + " " + limit.now.ja, at);
            ++shown;
        }
        return shown == 0 ? text : text + Text{".", "です。"};
    }

    static Text change(const NamedLimit& limit, const Text& then) {
        return {
            fmt::format("{} {} from {} to {}", limit.up ? "raise" : "lower", limit.what.en, limit.now.en, then.en),
            fmt::format("{}を {}から {}に{}", limit.what.ja, limit.now.ja, then.ja, limit.up ? "上げる" : "下げる")};
    }

    [[nodiscard]] Text remedy() const {
        std::vector<Text> ways, all;
        for (const auto& limit : limits_) {
            if (limit.alone) ways.push_back(change(limit, *limit.alone));
            if (limit.together && *limit.together != limit.now) all.push_back(change(limit, *limit.together));
            if (limit.hint_together) all.push_back(limit.hint);
            if (limit.hint_alone) ways.push_back(limit.hint);
        }
        if (!all.empty()) {
            const Text list = list_of(all);
            ways.push_back(all.size() == 1 ? list : Text{"do all of this: " + list.en, list.ja + "（あわせて行う）"});
        }
        ways.push_back(otherwise());
        Text text;
        for (std::size_t i = 0; i < ways.size(); ++i)
            text = text + (i == 0 ? Text{} : Text{"; or ", "。または、"}) + ways[i];
        return text;
    }

    /// What helps beside giving way.
    [[nodiscard]] Text otherwise() const {
        if (is_of_plan(first_)) return {"offer equipment that does better", "より有利な設備を候補に加える"};
        if (first_.kind != network::RowKind::balance) return {"leave it out", "その設備を外す"};
        const std::string& id = first_.origin.quantity;
        const Text what = carrier_name(district_, id), at = in_place(district_, first_.origin.asset);
        if (first_.too_much > first_.missing) {
            const bool power = id == "electricity";
            return {fmt::format("add what takes {}{}, such as {}", what.en, at.en,
                                power ? "a battery or a sale (export_price)" : "a thermal_store or heat_rejection"),
                    fmt::format("{}{}の行き先（{}）を加える", at.ja, what.ja,
                                power ? "battery、売電の export_price" : "thermal_store、heat_rejection")};
        }
        Text more{fmt::format("add a source of {}{}, or lower the demand", what.en, at.en),
                  fmt::format("{}{}の供給設備を加えるか、需要を減らす", at.ja, what.ja)};
        if (const auto hungry = without_input()) more = *hungry + Text{"; or ", "。または、"} + more;
        const std::string elsewhere = made_elsewhere();
        if (elsewhere.empty()) return more;
        const Text from = place_name(district_, elsewhere);
        const std::string link = id == "electricity" ? "power_line" : "heat_pipe";
        return Text{fmt::format("bring it from {} by a {}; or ", from.en, link),
                    fmt::format("{}から {} で送る。または、", from.ja, link)} +
               more;
    }

    /// What a machine that could help lacks: nothing gives the carrier that it runs on.
    [[nodiscard]] std::optional<Text> without_input() const {
        for (const auto& asset : model_.assets) {
            if (asset.store || !has_port(asset, first_.origin.quantity, first_.origin.asset, 1)) continue;
            for (const auto& port : asset.ports) {
                if (coefficient(port) >= 0 || port.place.empty()) continue;
                const bool is_given = std::any_of(model_.assets.begin(), model_.assets.end(), [&](const auto& other) {
                    return has_port(other, port.carrier, port.place, 1);
                });
                if (is_given) continue;
                const Text id = asset_name(district_, asset.asset->id()), what = carrier_name(district_, port.carrier),
                           at = in_place(district_, port.place);
                return Text{fmt::format("give {} its {}: nothing supplies it{}", id.en, what.en, at.en),
                            fmt::format("{}の{}の供給源を加える（{}供給がない）", id.ja, what.ja, at.ja)};
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] double coefficient(const AssetPort& port) const {
        return model_.network.at(port.coefficient, std::max(first_.worst_step, 0));
    }
    [[nodiscard]] bool has_port(const AssetModel& asset, const std::string& carrier, const std::string& place,
                                double sign) const {
        return std::any_of(asset.ports.begin(), asset.ports.end(), [&](const AssetPort& port) {
            return port.carrier == carrier && port.place == place && sign * coefficient(port) > 0;
        });
    }

    /// A place where the carrier is made, if nothing brings it to where it is missing.
    [[nodiscard]] std::string made_elsewhere() const {
        std::string place;
        for (const auto& asset : model_.assets) {
            for (const auto& port : asset.ports) {
                const bool makes = port.carrier == first_.origin.quantity && !port.place.empty() && !asset.store &&
                                   model_.network.at(port.coefficient, std::max(first_.worst_step, 0)) > 0;
                if (!makes) continue;
                if (port.place == first_.origin.asset) return "";
                place = port.place;
            }
        }
        return place;
    }

    /// Where the limit of the plan stands that is broken, or the first limit of an asset that would be enough, else the
    /// demand.
    void set_place(Finding& finding) const {
        for (const auto& limit : limits_) {
            if (is_of_plan(first_) != is_told(limit)) continue;
            if (!is_of_plan(first_) && !limit.alone && !limit.together) continue;
            finding.position = limit.position;
            finding.path = limit.path;
            return;
        }
        finding.position = district_.root->position();
        for (const auto& demand : model_.demands) {
            if (demand.given.place != first_.origin.asset || demand.given.carrier != first_.origin.quantity) continue;
            finding.position = demand.given.record->position();
            finding.path = demand.given.record->path();
            return;
        }
    }

    const District& district_;
    const NetworkModel& model_;
    const solve::Infeasibility& why_;
    const solve::Shortage& first_;
    std::vector<NamedLimit> limits_;
};

}  // namespace

std::vector<Finding> infeasible_findings(const District& district, const NetworkModel& model,
                                         const solve::Infeasibility& why) {
    if (why.shortages.empty()) return {};
    return {Teller(district, model, why).tell()};
}

}  // namespace gaiku
