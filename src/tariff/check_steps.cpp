#include "tariff/check_steps.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/constants.h"

namespace gaiku {
namespace {

/// Blocks that fall in price are whole numbers of the plan, which need a limit.
void warn_of_blocks(const Contract& contract, const District& district, Findings& findings) {
    if (std::isfinite(most_bought_kw(contract, district))) return;
    for (const Charge& charge : contract.tariff->charges) {
        for (const Rate& rate : charge.rates) {
            if (rate.blocks.empty() || is_convex(rate.blocks)) continue;
            Finding finding = contract.record->finding(
                "tariff-approximated", contract.sale ? "sale_tariff" : "tariff",
                {"a limit to what the connection can give, where prices fall from block to "
                 "block: without one the plan counts the largest convex cost below them, mostly "
                 "the last block's price",
                 "段階ごとに下がる単価では、接続容量の上限（なければ計画は最後の段階の単価などで"
                 "低めに数えます）"},
                {"write a capacity in kW, or sized with max_capacity",
                 "capacity に kW の値を、または sized と max_capacity を書いてください"});
            finding.value = contract.tariff->id + "." + charge.id;
            finding.severity = Severity::warning;
            findings.add(std::move(finding));
            break;
        }
    }
}

/// Demand within a step that an hourly plan cannot see.
void warn_of_steps(const Contract& contract, const District& district, Findings& findings) {
    if (contract.sale || contract.terms.peak_factor > 1) return;
    for (const Charge& charge : contract.tariff->charges) {
        const bool longer =
            charge.kind == ChargeKind::demand && district.plan().number("step") > charge.demand.hours + 1e-9;
        if (!longer) continue;
        Finding finding = contract.record->finding(
            "tariff-approximated", "peak_factor",
            {fmt::format("steps of {} min, by which the tariff measures demand; a longer step hides peaks within it",
                         charge.demand.hours * 60),
             fmt::format("料金表の計量間隔 {} 分以下のステップ（長いステップの中のピークは見えません）",
                         charge.demand.hours * 60)},
            {"shorten plan.step, or write the peak_factor of a metered year",
             "plan.step を短くするか、実測から peak_factor を書いてください"});
        finding.severity = Severity::warning;
        findings.add(std::move(finding));
        return;
    }
}

/// The first moment at which a period that has a price begins or ends while a step lasts, "day 8:30"; or nothing.
std::string moment_within(const Tariff& tariff, const MeterAxis& axis) {
    std::set<int> begins;  // minutes of the day on the clock
    for (std::size_t t = 0; t < axis.size(); ++t) begins.insert(axis.at(t).minute);
    const int length = static_cast<int>(std::lround(axis.hours() * 60));
    const auto is_within = [&](int minute) {
        return std::any_of(begins.begin(), begins.end(), [&](int begin) {
            const int after = (minute - begin + minutes_a_day) % minutes_a_day;
            return after > 0 && after < length;
        });
    };
    for (const Period& period : tariff.periods) {
        for (const Minutes& hours : period.hours) {
            for (const int minute : {hours.from, hours.to}) {
                const bool whole_days = minute % minutes_a_day == 0 && period.days == every_day;
                if (whole_days || !is_within(minute % minutes_a_day)) continue;
                return fmt::format("{} {}:{:02}", period.id, minute / 60, minute % 60);
            }
        }
    }
    return "";
}

bool has_periods(const Tariff& tariff) {
    return std::any_of(tariff.charges.begin(), tariff.charges.end(), [](const Charge& charge) {
        return std::any_of(charge.rates.begin(), charge.rates.end(), [](const Rate& r) { return r.period >= 0; });
    });
}

/// Hours that begin within a step: the step counts whole in the period in which it begins.
void warn_of_periods(const Contract& contract, const District& district, Findings& findings) {
    if (!has_periods(*contract.tariff)) return;
    const std::string moment = moment_within(*contract.tariff, plan_axis(district, *contract.tariff));
    if (moment.empty()) return;
    const double minutes = district.plan().number("step") * 60;
    Finding finding = contract.record->finding(
        "tariff-approximated", contract.sale ? "sale_tariff" : "tariff",
        {fmt::format("periods that begin and end with a step of {} min; a step counts whole in the period in which it "
                     "begins, in the plan and on the bill",
                     minutes),
         fmt::format("{} 分のステップの境目で始まり終わる時間帯（途中で変わるステップは、計画でも請求でも全体を"
                     "ステップ開始時の時間帯として数えます）",
                     minutes)},
        {"shorten plan.step so that the moment is the end of a step",
         "この時刻がステップの境目になるように plan.step を短くしてください"});
    finding.value = contract.tariff->id + "." + moment;
    finding.severity = Severity::warning;
    findings.add(std::move(finding));
}

/// Standing charges count in the plan for as much of a year as plan.year_share says, a bill is of the months planned.
void warn_of_share(const Contract& contract, const District& district, Findings& findings) {
    const Record& plan = district.plan();
    const double planned = plan.number("hours") / hours_a_year;
    if (!plan.has("year_share") || std::abs(plan.number("year_share") - planned) <= 1e-9 * planned) return;
    const auto has = [&](ChargeKind kind) {
        return std::any_of(contract.tariff->charges.begin(), contract.tariff->charges.end(),
                           [&](const Charge& charge) { return charge.kind == kind; });
    };
    const char* key = contract.sale ? "sale_tariff" : "tariff";
    if (!has(ChargeKind::demand) && !has(ChargeKind::fixed) && !has(ChargeKind::minimum)) return;
    Finding finding =
        contract.record->finding("tariff-approximated", key,
                                 {"a plan that bears the standing charges of the hours planned, as its bills do; "
                                  "plan.year_share is another part "
                                  "of a year",
                                  "計画した時間の固定料金（請求書と同じ）。plan.year_share は別の割合です"},
                                 {"remove plan.year_share to have plan and bills alike",
                                  "計画と請求を揃えるには plan.year_share を消してください"});
    finding.severity = Severity::warning;
    findings.add(std::move(finding));
}

bool is_multiple(double interval, double step) {
    constexpr double tolerance = 1e-6;  // steps such as a third of an hour are no binary numbers
    const double steps = interval / step;
    return std::abs(steps - std::round(steps)) < tolerance;
}

Finding broken_interval(const Contract& contract, const Charge& charge, const District& district) {
    const double minutes = charge.demand.hours * 60;
    return district.plan().finding(
        "contradiction", "step",
        {fmt::format("a step that goes a whole number of times into the {} min over which {}.{} measures demand, or a "
                     "longer one",
                     minutes, contract.tariff->id, charge.id),
         fmt::format("料金表 {}.{} の需要の計量間隔 {} 分を割り切るステップ（またはそれより長いステップ）",
                     contract.tariff->id, charge.id, minutes)},
        {fmt::format("write {} min or {} min, or change the tariff's interval", minutes, minutes / 2),
         fmt::format("{} 分か {} 分とするか、料金表の interval を直してください", minutes, minutes / 2)});
}

/// A demand that is a mean over several steps needs settlement periods of that length; a plan has one length of them.
void check_intervals(const std::vector<Contract>& all, const District& district, Findings& findings) {
    double length = 0;
    for (const Contract& contract : all) {
        for (const Charge& charge : contract.tariff->charges) {
            if (charge.kind != ChargeKind::demand || charge.demand.hours <= district.plan().number("step") + 1e-9)
                continue;
            if (!is_multiple(charge.demand.hours, district.plan().number("step"))) {
                findings.add(broken_interval(contract, charge, district));
                return;
            }
            if (length == 0) length = charge.demand.hours;
            if (std::abs(length - charge.demand.hours) < 1e-9) continue;
            findings.add(contract.record->finding("contradiction", "tariff",
                                                  {"demand intervals of one length among those longer than plan.step",
                                                   "plan.step より長い計量間隔は一種類だけ"},
                                                  {"choose a plan.step as long as the shorter of them",
                                                   "短いほうの間隔に plan.step を合わせてください"}));
            return;
        }
    }
}

}  // namespace

void check_steps(const std::vector<Contract>& contracts, const District& district, Findings& findings) {
    for (const Contract& contract : contracts) {
        warn_of_blocks(contract, district, findings);
        warn_of_steps(contract, district, findings);
        warn_of_periods(contract, district, findings);
        warn_of_share(contract, district, findings);
    }
    check_intervals(contracts, district, findings);
}

}  // namespace gaiku
