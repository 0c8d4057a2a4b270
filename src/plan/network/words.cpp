#include "plan/network/words.h"

#include <fmt/format.h>
#include <array>
#include <cmath>

#include "base/unit.h"

namespace gaiku {
namespace {

constexpr double hours_a_year = 8760;

}  // namespace

Text moment(double hour) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    constexpr std::array<const char*, 12> names{"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
    hour = std::fmod(hour, hours_a_year);
    int day = static_cast<int>(hour / 24);
    const double of_day = hour - day * 24;
    const int whole = static_cast<int>(of_day);
    const int minute = static_cast<int>(std::lround((of_day - whole) * 60));
    std::size_t month = 0;
    while (day >= days[month]) day -= days[month++];
    return {fmt::format("{} {}, {}:{:02}", day + 1, names[month], whole, minute),
            fmt::format("{}月{}日 {}:{:02}", month + 1, day + 1, whole, minute)};
}

namespace {

Position position_in(const std::string& source, const Position& otherwise) {
    const auto column = source.rfind(':');
    const auto line = column == std::string::npos ? column : source.rfind(':', column - 1);
    if (line == std::string::npos) return otherwise;
    return {source.substr(0, line), std::atoi(source.c_str() + line + 1), std::atoi(source.c_str() + column + 1)};
}

std::string number(double value) {
    return print_number(value, std::abs(value) < 10 ? 3 : 0);
}

/// The limits that stand in the way, most relief first.
Text in_the_way(const solve::Infeasibility& why) {
    constexpr std::size_t most = 3;
    Text text;
    std::size_t shown = 0;
    for (const auto& limit : why.limits) {
        if (limit.origin.asset.empty() || shown == most) continue;
        const std::string what = limit.origin.asset + " " + limit.origin.quantity +
                                 (limit.origin.source.empty() ? "" : " (" + limit.origin.source + ")");
        text.en += (shown == 0 ? "" : ", ") + what;
        text.ja += (shown == 0 ? "" : "、") + what;
        ++shown;
    }
    if (shown == 0) return {"add a source for it, or lower the demand", "供給する設備を加えるか、需要を下げてください"};
    return {"in the way: " + text.en + "; raise one of them, or lower the demand",
            "制約: " + text.ja + "。いずれかを緩めるか、需要を下げてください"};
}

Finding shortage_finding(const District& district, const solve::Shortage& shortage, const solve::Infeasibility& why) {
    const bool balance = shortage.kind == network::RowKind::balance;
    const bool too_much = shortage.too_much > shortage.missing;
    const double amount = too_much ? shortage.too_much : shortage.missing;
    const std::string place = shortage.origin.asset == only_place ? "" : shortage.origin.asset;
    const std::string what = shortage.origin.quantity;
    Text when{};
    if (shortage.worst_step >= 0) when = moment(shortage.worst_step * district.plan().number("step"));
    Finding finding;
    finding.code = "infeasible";
    finding.position = position_in(shortage.origin.source, district.root->position());
    finding.path = place.empty() ? what : place + "." + what;
    finding.expected =
        balance ? (too_much ? Text{"what takes all of it", "余剰の行き先"} : Text{"enough supply", "十分な供給"})
                : Text{"a limit that can be kept", "守れる制約"};
    if (balance) {
        finding.value =
            fmt::format("{} kWh {} in {} steps, worst {} kW on {}", number(amount), too_much ? "too much" : "missing",
                        shortage.steps, number(std::abs(shortage.worst)), when.en);
    } else {
        finding.value = fmt::format("broken by {}", number(amount));
    }
    finding.fix = in_the_way(why);
    return finding;
}

}  // namespace

std::vector<Finding> infeasible_findings(const District& district, const NetworkModel&,
                                         const solve::Infeasibility& why) {
    constexpr std::size_t most = 10;
    std::vector<Finding> findings;
    for (const auto& shortage : why.shortages) {
        if (findings.size() == most) break;
        findings.push_back(shortage_finding(district, shortage, why));
    }
    for (const auto& contradiction : why.contradictions) {
        if (findings.size() == most) break;
        Finding finding;
        finding.code = "infeasible";
        finding.position = position_in(contradiction.origin.source, district.root->position());
        finding.path = contradiction.origin.asset + "." + contradiction.origin.quantity;
        finding.value =
            fmt::format("at least {}, at most {}", number(contradiction.lower), number(contradiction.upper));
        finding.expected = {"a lower limit below the upper one", "上限以下の下限"};
        finding.fix = {"correct one of the two", "どちらかを直してください"};
        findings.push_back(std::move(finding));
    }
    return findings;
}

Finding unsolved_finding(const District& district, const NetworkModel&, const solve::Solution& solution) {
    Finding finding = district.root->finding(
        "not-solved", "plan", {"an optimum", "最適解"},
        {"try --solver highs or --solver piqp", "--solver highs か --solver piqp を試してください"});
    const auto& result = solution.result;
    finding.value = fmt::format("{}: {}", result.method, solve::name_of(result.status));
    if (!result.message.empty()) finding.value += " (" + result.message + ")";
    if (result.status == solve::Status::optimal && !solution.check.passed())
        finding.value = fmt::format("{}: {} limits are broken", result.method, solution.check.violated);
    if (result.status == solve::Status::unbounded) {
        finding.expected = {"a cost that cannot fall without end", "限りなく下がらない費用"};
        finding.fix = {"something earns more than it costs without limit: give its size or its sale a limit",
                       "無制限に利益の出る設備か売電があります。上限を書いてください"};
    }
    return finding;
}

Text reason(const PlannedSize& size, const std::string& currency) {
    const std::string unit = size.energy ? "kWh" : "kW";
    const std::string money = currency + "/" + unit;
    const auto amount = [&](double value) {
        return print_number(std::abs(value), std::abs(value) < 1 ? 4 : 2) + " " + money;
    };
    if (size.binding == "given") {
        return {fmt::format("Its size is given. One more {} would {} the cost by {}.", unit,
                            size.reduced_cost < 0 ? "lower" : "raise", amount(size.reduced_cost)),
                fmt::format("容量は指定値。あと1 {} で費用は {} {}。", unit, amount(size.reduced_cost),
                            size.reduced_cost < 0 ? "減る" : "増える")};
    }
    if (size.binding == "upper") {
        return {
            fmt::format("As large as it may be ({}); the next {} would save {}.", size.source, unit,
                        amount(size.reduced_cost)),
            fmt::format("上限に達している（{}）。あと1 {} で {} 減る。", size.source, unit, amount(size.reduced_cost))};
    }
    if (size.binding == "lower") {
        return {fmt::format("No larger than it must be ({}); the next {} would cost {}.", size.source, unit,
                            amount(size.reduced_cost)),
                fmt::format("下限のまま（{}）。あと1 {} で {} 増える。", size.source, unit, amount(size.reduced_cost))};
    }
    if (size.binding == "unused") {
        return {fmt::format("Not chosen: it would have to be {} cheaper, of {}.", amount(size.reduced_cost),
                            amount(size.cost)),
                fmt::format("採用されない。{} のうち {} 安くなれば採用される。", amount(size.cost),
                            amount(size.reduced_cost))};
    }
    if (size.binding == "unlimited")
        return {"Without limit and without a price of its size.", "容量の制限も費用もない。"};
    return {fmt::format("Chosen: the last {} earns just what it costs, {}.", unit, amount(size.cost)),
            fmt::format("採用。最後の1 {} の便益が費用 {} に等しい。", unit, amount(size.cost))};
}

}  // namespace gaiku
