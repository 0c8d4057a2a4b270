#include "plan/network/words.h"

#include <fmt/format.h>
#include <cmath>

#include "base/constants.h"
#include "base/unit.h"
#include "plan/network/names.h"

namespace gaiku {

Finding unsolved_finding(const District& district, const solve::Solution& solution) {
    Finding finding = district.root->finding("not-solved", "plan", {"an optimum", "最適解"},
                                             {"try --solver highs, --solver piqp or --solver staged",
                                              "--solver highs、--solver piqp、--solver staged を試してください"});
    const auto& result = solution.result;
    finding.value = fmt::format("{}: {}", result.method, solve::name_of(result.status));
    if (!result.message.empty()) finding.value += " (" + result.message + ")";
    if (result.status == solve::Status::optimal && !solution.check.passed()) {
        const auto broken = solution.check.violated;
        finding.message = {
            fmt::format("The plan that {} gave breaks {} limits, so it is not shown.", result.method, broken),
            fmt::format("{} の解は {} 件の制約を満たさないため、結果としません。", result.method, broken)};
    }
    if (result.status == solve::Status::none_found) {
        finding.message = {
            "Planned in windows, one after another, no schedule of what is on and off was found that keeps all "
            "limits. There may be one.",
            "期間に区切って順に計画しましたが、すべての制約を満たす起動・停止の計画は見つかりませんでした。"
            "存在しないとは限りません。"};
        finding.fix = {
            "look first at limits over the whole year (CO2, primary energy), minimum loads and minimum times",
            "年間の上限（CO2、一次エネルギー）、最低負荷率、最小運転・停止時間をまず見直してください"};
    }
    if (result.status == solve::Status::time_limit) {
        finding.expected = {"an optimum within the time limit", "制限時間内の最適解"};
        finding.fix = {"give it longer: --time-limit 30min", "制限時間を延ばしてください: --time-limit 30min"};
    }
    return finding;
}

namespace {

Finding unbounded_finding(const District& district, const Record& asset, const solve::Endless& endless, double years) {
    const Text name = asset_name(district, asset.id());
    const CostBasis costs(district);
    if (!endless.is_capacity) {
        Finding finding = asset.finding("infeasible", asset.has("sale_tariff") ? "sale_tariff" : "export_price", {},
                                        {"lower its price, or give it a limit (export_limit:)",
                                         "価格を下げるか、上限（export_limit:）を加えてください"});
        finding.message = {
            fmt::format("There is no cheapest plan: what {} sells brings more than it costs, without end.", name.en),
            fmt::format("費用に下限がありません。{}の売電が仕入れより高く、量に限りがありません。", name.ja)};
        return finding;
    }
    Finding finding = asset.finding("infeasible", "capacity", {},
                                    {"give it a largest size (max_capacity:), or correct what it costs and earns",
                                     "容量の上限（max_capacity:）を加えるか、費用と収入の単価を直してください"});
    const Text currency = currency_name(costs.currency());
    const std::string gain = said(endless.gain / years);
    const bool once = costs.life_cycle();
    finding.message = {
        fmt::format("There is no cheapest plan: every further kW of {} earns {} {} {} more than it costs, and nothing "
                    "limits how many there are.",
                    name.en, gain, currency.en, once ? "over the period" : "a year"),
        fmt::format("費用に下限がありません。{}は1 kW 増やすごとに{} {} {}の利益が出て、容量に上限がありません。",
                    name.ja, once ? "評価期間で" : "年", gain, currency.ja)};
    return finding;
}

}  // namespace

std::vector<Finding> unbounded_findings(const District& district, const NetworkModel& model,
                                        const std::vector<solve::Endless>& why) {
    std::vector<Finding> findings;
    for (const auto& endless : why) {
        const Record* asset = find_asset(district, endless.origin.asset);
        if (asset != nullptr)
            findings.push_back(unbounded_finding(district, *asset, endless, model.network.horizon().years()));
    }
    return findings;
}

std::optional<Text> integer_note(const SolveFigures& figures) {
    if (figures.integers == 0 || !figures.bound) return std::nullopt;
    constexpr double percent = 100;
    const std::string gap = print_number(figures.gap * percent, 3);
    Text note{
        fmt::format(
            "Prices and reduced costs are those with whole numbers (what is on or off, how many units, which "
            "blocks of a tariff are reached) fixed as planned. No plan costs less than {}: this one is within {} %.",
            print_number(*figures.bound, 0), gap),
        fmt::format("価格と限界費用は、整数（起動・停止、台数、料金の段階）を計画どおりに固定したときの値。これより安い"
                    "計画の下限は {}、"
                    "本計画との差は {} % 以内。",
                    print_number(*figures.bound, 0), gap)};
    if (figures.windows) {
        const std::string days = print_number(figures.windows->look_ahead_hours, 0),
                          hours = print_number(figures.windows->hours, 0);
        note.en += fmt::format(
            " What is on and off was first found {} h by {} h, one after another, and then gone "
            "through in {} windows of {} h: {} times it got better.",
            days, days, figures.windows->count, hours, figures.windows->improved);
        note.ja +=
            fmt::format("起動・停止はまず {} 時間ずつ順に求め、その後 {} 時間ごとの {} 期間で見直し、{} 回改善した。",
                        days, hours, figures.windows->count, figures.windows->improved);
    }
    if (figures.time_limit_reached) {
        note.en += " The search ended at its time limit.";
        note.ja += "制限時間で探索を終えた。";
    }
    return note;
}

namespace {

/// Three significant digits, as in the report's tables.
std::string print_rounded(double value) {
    constexpr double digits = 3;
    if (!(value > 0)) return print_number(value);
    const double step = std::pow(10, std::floor(std::log10(value)) + 1 - digits);
    return print_number(std::round(value / step) * step);
}

/// What a cost of the plan is of, behind its unit.
Text per_cost(const NetworkPlan& plan) {
    if (plan.life_cycle) return {};
    if (plan.hours == hours_a_year) return {"/year", "/年"};
    const std::string hours = print_number(plan.hours, 2);
    return {fmt::format("/{} h", hours), fmt::format("/{}時間", hours)};
}

}  // namespace

Text reason(const PlannedSize& size, const NetworkPlan& plan) {
    const std::string unit = size.energy ? "kWh" : "kW";
    const Text currency = currency_name(plan.currency), per = per_cost(plan);
    const auto amount = [&](double value) {
        const std::string rounded = print_rounded(std::abs(value));
        return Text{fmt::format("{} {}/{}{}", rounded, currency.en, unit, per.en),
                    fmt::format("{} {}/{}{}", rounded, currency.ja, unit, per.ja)};
    };
    const Text cost = amount(size.cost), reduced_cost = amount(size.reduced_cost);
    if (size.binding == "given") {
        return {fmt::format("Its size is given. One more {} would {} the cost by {}.", unit,
                            size.reduced_cost < 0 ? "lower" : "raise", reduced_cost.en),
                fmt::format("容量は指定値。あと1 {} で費用は {} {}。", unit, reduced_cost.ja,
                            size.reduced_cost < 0 ? "減る" : "増える")};
    }
    if (size.binding == "units" && size.units.empty())
        return {"Not chosen: the best plan found has no unit of it.", "採用されない。得られた最良の計画に号機はない。"};
    if (size.binding == "units") {
        return {fmt::format("Chosen: {}. It is made of whole units, so that no next {} has a price.", size.units, unit),
                fmt::format("採用：{}。号機単位で選ぶため、あと1 {} あたりの増減はない。", size.units, unit)};
    }
    constexpr double nothing = 1e-3;  // of what it costs
    if (size.binding == "upper" && std::abs(size.reduced_cost) <= 1e-6 * (1 + std::abs(size.cost)))
        return {fmt::format("As large as it may be ({}); more would change nothing.", size.source),
                fmt::format("上限に達している（{}）。増やしても変わらない。", size.source)};
    if (size.binding == "upper") {
        return {
            fmt::format("As large as it may be ({}); the next {} would save {}.", size.source, unit, reduced_cost.en),
            fmt::format("上限に達している（{}）。あと1 {} で {} 減る。", size.source, unit, reduced_cost.ja)};
    }
    if (size.binding == "lower") {
        return {fmt::format("No larger than it must be ({}); the next {} would cost {}.", size.source, unit,
                            reduced_cost.en),
                fmt::format("下限のまま（{}）。あと1 {} で {} 増える。", size.source, unit, reduced_cost.ja)};
    }
    if (size.binding == "unused") {
        if (size.cost > 0 && size.reduced_cost >= (1 - nothing) * size.cost)
            return {fmt::format("Not chosen: it would not pay even if it cost nothing instead of {}.", cost.en),
                    fmt::format("採用されない。費用が {} でなくゼロでも、便益がない。", cost.ja)};
        if (size.reduced_cost <= nothing * size.cost)
            return {fmt::format("Not chosen: it earns no more than what it costs, {}.", cost.en),
                    fmt::format("採用されない。便益は費用 {} を超えない。", cost.ja)};
        return {fmt::format("Not chosen: it would have to be at least {} cheaper, of {}.", reduced_cost.en, cost.en),
                fmt::format("採用されない。採用には {} のうち少なくとも {} の低減が必要。", cost.ja, reduced_cost.ja)};
    }
    if (size.binding == "unlimited")
        return {"Without limit and without a price of its size.", "容量の制限も費用もない。"};
    return {fmt::format("Chosen: the last {} earns just what it costs, {}.", unit, cost.en),
            fmt::format("採用。最後の1 {} の便益が費用 {} に等しい。", unit, cost.ja)};
}

}  // namespace gaiku
