#include "assess/finance/solve_for.h"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "base/unit.h"

namespace gaiku {
namespace {

/// The goal of a value that cannot be planned.
constexpr double missed = -std::numeric_limits<double>::max();

Text goal_name(Goal goal) {
    switch (goal) {
        case Goal::npv:
            return {"the net present value", "正味現在価値"};
        case Goal::balance_at_end:
            return {"the balance at the end of the period", "評価期間末の累積収支"};
        case Goal::every_year:
            return {"every single year", "すべての単年収支"};
        case Goal::every_year_before_replacement:
            return {"every single year, replacements apart", "すべての単年収支（更新費を除く）"};
    }
    return {};
}

std::string percent(double share) {
    return print_number(share * 100, 2) + " %";
}

/// "71.6 % of the file's figure (28.4 % lower)", or the rate.
Text told(const Variable& what, double value) {
    if (!what.factor) return {percent(value), percent(value)};
    const double change = value - 1;
    if (std::abs(change) < 5e-6) return {"as it is", "現状のまま"};
    const std::string by = percent(std::abs(change));
    return {fmt::format("{} of what it is ({} {})", percent(value), by, change < 0 ? "lower" : "higher"),
            fmt::format("現状の{}（{}{}）", percent(value), by, change < 0 ? "減" : "増")};
}

/// "at most 78 % of what it is (22 % lower)"; the ends of the search are no ends of the answer.
Text told(const Variable& what, const SignChanges::Range& range, const Question& asked) {
    const Text from = told(what, range.from);
    const Text to = told(what, range.to);
    const bool open_below = range.from == asked.low;
    const bool open_above = range.to == asked.high;
    if (open_below && open_above) {
        const std::string low = percent(asked.low), high = percent(asked.high);
        return {fmt::format("any value from {} to {}", low, high), fmt::format("調べた{}～{}のすべて", low, high)};
    }
    if (open_below) return {"at most " + to.en, to.ja + "以下"};
    if (open_above) return {"at least " + from.en, from.ja + "以上"};
    return {from.en + " to " + to.en, from.ja + "から" + to.ja + "まで"};
}

Text ranges(const Variable& what, const Answer& answer) {
    Text text;
    for (const auto& range : answer.found.met) {
        const Text one = told(what, range, answer.question);
        text.en += (text.en.empty() ? "" : "; ") + one.en;
        text.ja += (text.ja.empty() ? "" : "、") + one.ja;
    }
    return text;
}

Text name_of(const Question& asked) {
    if (asked.of.empty()) return {};
    const Text name = asked.of_name.en.empty() ? Text{asked.of, asked.of} : asked.of_name;
    return {" (" + name.en + ")", "（" + name.ja + "）"};
}

/// What was looked at, and how far the best of it stays below zero.
Text none_found(const Answer& answer, const Text& limits) {
    const Question& asked = answer.question;
    const Variable& what = variable(asked.variable);
    const Text goal = goal_name(asked.goal);
    const Text of = name_of(asked);
    const std::string many = print_number(answer.found.looked_at, 0);
    const std::string head =
        fmt::format("no {}{} was found between {} that makes {} positive", what.meaning.en, of.en, limits.en, goal.en);
    const std::string head_ja =
        fmt::format("{}で、{}が黒字となる{}{}は見つかりません", limits.ja, goal.ja, what.meaning.ja, of.ja);
    if (answer.found.best.value <= missed) {
        if (asked.variable == "supply_rate") {
            const std::string own = percent(answer.now);
            return {
                fmt::format("{} ({} values were looked at; none can be planned: the plants have given sizes and "
                            "supply {})",
                            head, many, own),
                fmt::format("{}（{}点を調べ、計画できる値はありません。設備の容量が与えられ、供給率は{}に決まります）",
                            head_ja, many, own)};
        }
        return {fmt::format("{} ({} values were looked at; none can be planned)", head, many),
                fmt::format("{}（{}点を調べ、計画できる値はありません）", head_ja, many)};
    }
    const std::string lost = print_number(answer.unplanned, 0);
    const Text unplanned = answer.unplanned > 0 ? Text{fmt::format(", {} of them cannot be planned", lost),
                                                       fmt::format("（うち{}点は計画できません）", lost)}
                                                : Text{};
    const Text best = told(what, answer.found.best.x);
    const std::string short_by = print_number(-answer.found.best.value, 0);
    const bool yen = asked.currency == "yen";
    return {
        fmt::format("{} ({} values were looked at{}, more closely around the highest); the best, {}, is {} {} short",
                    head, many, unplanned.en, best.en, short_by, asked.currency),
        fmt::format("{}（{}点を調べ{}、値の高い点の周りは細かく調べました）。最も近い{}でも{}{}不足します", head_ja,
                    many, unplanned.ja, best.ja, short_by, yen ? "円" : " " + asked.currency)};
}

Text statement(const Answer& answer) {
    const Question& asked = answer.question;
    const Variable& what = variable(asked.variable);
    const Text goal = goal_name(asked.goal);
    const Text of = name_of(asked);
    const Text limits{fmt::format("{} and {}", percent(asked.low), percent(asked.high)),
                      fmt::format("{}～{}", percent(asked.low), percent(asked.high))};
    if (!answer.value) return none_found(answer, limits);
    const Text again = variable(asked.variable).replans ? Text{"; everything else was planned anew for each value",
                                                               "（値ごとに他の設備と運用を計画し直した結果）"}
                                                        : Text{};
    const Text where = ranges(what, answer);
    const Text several = answer.found.changes.size() > 1
                             ? Text{fmt::format("; the sign changes {} times", answer.found.changes.size()),
                                    fmt::format("（符号は{}回変わります）", answer.found.changes.size())}
                             : Text{};
    const Text now = answer.goal_now >= 0
                         ? Text{"is positive as it is; it stays so with ", "は現状で黒字です。黒字となる"}
                         : Text{"becomes positive with ", "が黒字となる"};
    return {fmt::format("{} {}{}{}: {}{}{}", goal.en, now.en, what.meaning.en, of.en, where.en, several.en, again.en),
            fmt::format("{}{}{}{}：{}{}{}", goal.ja, now.ja, what.meaning.ja, of.ja, where.ja, several.ja, again.ja)};
}

/// The value nearest to today's that meets the goal.
std::optional<double> nearest(const Answer& answer) {
    std::optional<double> best;
    for (const auto& range : answer.found.met) {
        const double value = std::clamp(answer.now, range.from, range.to);
        if (!best || std::abs(value - answer.now) < std::abs(*best - answer.now)) best = value;
    }
    return best;
}

}  // namespace

double goal_value(const FinanceInput& input, const Account& account, Goal goal) {
    const auto& net = account[Row::net];
    if (goal == Goal::npv) return net_present_value(net, input.terms.discount_rate);
    if (goal == Goal::balance_at_end) return account[Row::cumulative].back();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t year = 1; year < net.size(); ++year) {
        double yen = net[year];
        if (goal == Goal::every_year_before_replacement)
            yen -= account[Row::replacement][year] + account[Row::subsidy][year];
        least = std::min(least, yen);
    }
    return least;
}

Answer solve_for(const Question& question, const InputAt& at, double now) {
    Account account;
    const auto goal = [&](double value) {
        const auto input = at(value);
        if (!input) return missed;
        settle(*input, Party::the_operator, account);
        return goal_value(*input, account, question.goal);
    };
    Answer answer{question, now, goal(now), {}, 0, {}, {}};
    const auto looked_at = [&](double value) {
        const double yen = goal(value);
        answer.unplanned += yen <= missed ? 1 : 0;
        return yen;
    };
    answer.found = sign_changes(looked_at, question.low, question.high, question.pieces, question.finest);
    answer.value = nearest(answer);
    answer.statement = statement(answer);
    char& first = answer.statement.en.front();
    first = static_cast<char>(std::toupper(static_cast<unsigned char>(first)));
    return answer;
}

Answer solve_for(const Question& question, const FinanceInput& input) {
    const Variable& what = variable(question.variable);
    const auto at = [&](double value) {
        FinanceInput changed = input;
        set_variable(changed, what, question.of, value);
        return std::optional(std::move(changed));
    };
    return solve_for(question, at, value_of(input, what));
}

}  // namespace gaiku
