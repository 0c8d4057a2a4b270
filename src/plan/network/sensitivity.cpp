#include "plan/network/sensitivity.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/suggest.h"
#include "district/vary.h"
#include "plan/network/turns.h"
#include "tariff/shipped.h"

namespace gaiku {
namespace {

class Study {
public:
    Study(const District& district, const NetworkPlan& base, NetworkPlanner& planner, const solve::Options& options)
        : district_(district), planner_(planner), options_(options), base_(built(base)) {}

    SensitivityItem run(const std::string& path, double by) {
        SensitivityItem item;
        item.path = path;
        item.by = by;
        item.low = end(path, -by, item);
        item.high = end(path, by, item);
        return item;
    }

private:
    std::optional<NetworkPlan> plan(const std::string& path, double change) {
        return planner_.plan(scaled(district_, path, 1 + change), options_).plan;
    }

    SensitivityEnd end(const std::string& path, double change, SensitivityItem& item) {
        SensitivityEnd found;
        const auto planned = plan(path, change);
        if (!planned) return found;
        found.planned = true;
        found.quality = quality_of(*planned);
        found.cost = planned->cost;
        found.co2_t = planned->co2_t;
        found.sizes = planned->sizes;
        const auto built_at = [&](double part) -> std::optional<Built> {
            if (options_.cancel.stop_requested()) return std::nullopt;
            const auto there = plan(path, part);
            return there ? std::optional(built(*there)) : std::nullopt;
        };
        for (auto& turn : turns_between(base_, change, built(*planned), built_at))
            item.turns.push_back(std::move(turn));
        return found;
    }

    const District& district_;
    NetworkPlanner& planner_;
    const solve::Options& options_;
    Built base_;
};

/// What a planner calls "tariffs.town.charges.energy".
Text charge_name(const District& district, const std::string& path) {
    for (const auto& [id, tariff] : district.root->records("tariffs")) {
        for (const auto& [charge, record] : tariff->records("charges")) {
            if (path != fmt::format("tariffs.{}.charges.{}", id, charge)) continue;
            const Text whole = tariff->name();
            const Text part = record->name();
            return {whole.en + ": " + part.en, whole.in(Language::ja) + "の" + part.in(Language::ja)};
        }
    }
    return {};
}

struct Wanted {
    std::string path;
    double by;
};

std::vector<Wanted> wanted(const District& district) {
    const Record& study = *district.plan().at("sensitivity").record;
    const double by = study.number("by");
    std::vector<Wanted> list;
    for (const auto& [index, entry] : study.records("of"))
        list.push_back({entry->text("entry"), entry->number_or("by", by)});
    if (!list.empty()) return list;
    for (auto& path : priced_paths(district)) list.push_back({std::move(path), by});
    return list;
}

}  // namespace

Sensitivity sensitivity_of(const District& planned, const NetworkPlan& base, NetworkPlanner& planner,
                           const solve::Options& options, const StudyProgress& progress) {
    Sensitivity result{base.cost, {}};
    const District district = with_shipped_tariffs(planned);
    Study study(district, base, planner, options);
    const auto list = wanted(district);
    for (const auto& [path, by] : list) {
        if (options.cancel.stop_requested()) break;
        progress(result.items.size(), list.size());
        result.items.push_back(study.run(path, by));
        result.items.back().name = charge_name(district, path);
    }
    const auto swing = [&](const SensitivityItem& item) {
        const auto off = [&](const SensitivityEnd& end) { return end.planned ? std::abs(end.cost - base.cost) : 0.0; };
        return std::max(off(item.low), off(item.high));
    };
    std::stable_sort(result.items.begin(), result.items.end(),
                     [&](const auto& a, const auto& b) { return swing(a) > swing(b); });
    return result;
}

void check_sensitivity(const District& district, Findings& findings) {
    if (!district.plan().has("sensitivity")) return;
    const Record& study = *district.plan().at("sensitivity").record;
    const District varied = with_shipped_tariffs(district);
    for (const auto& [index, entry] : study.records("of")) {
        if (entry->broken() || can_be_scaled(varied, entry->text("entry"))) continue;
        Finding finding = entry->finding(
            "unknown-reference", "entry",
            {"the path of a number, a series or an entry with prices, such as assets.gas.price or "
             "tariffs.town.charges.energy",
             "数値・時系列・単価をもつ項目のパス（例: assets.gas.price、tariffs.town.charges.energy）"},
            {"write its names from the outside in, with dots between", "外側から順に、点で区切って書いてください"});
        finding.suggestion = suggest(entry->text("entry"), priced_paths(varied));
        findings.add(std::move(finding));
    }
}

}  // namespace gaiku
