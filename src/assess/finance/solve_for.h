#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assess/finance/roots.h"
#include "assess/finance/variables.h"

/// Which value of an input makes the money positive.
namespace gaiku {

enum class Goal {
    npv,             ///< the owner's net present value
    balance_at_end,  ///< the cumulated flow at the end of the period
    every_year,      ///< the owner's flow of each year of operation
    every_year_before_replacement,
};

struct Question {
    std::string id;
    Text name;
    std::string variable;
    std::string of;  ///< asset or carrier; empty: all
    Goal goal = Goal::balance_at_end;
    double low = 0, high = 2;  ///< where it is looked for
    int pieces = 400;          ///< values that are looked at first
    double finest = 0;         ///< values that are nearer to each other, as a part of the range, are one
    Text of_name = {};         ///< as people call it; empty: `of`
    std::string currency = "yen";
};

struct Answer {
    Question question;
    double now = 1;       ///< as the file has it
    double goal_now = 0;  ///< yen by which the goal is met, below 0 by which it is missed
    SignChanges found;
    int unplanned = 0;            ///< of the values looked at: they cannot be planned
    std::optional<double> value;  ///< nearest to `now` that meets the goal
    Text statement;
};

/// yen by which a goal is met by the operator's account; below 0 by which it is missed.
[[nodiscard]] double goal_value(const FinanceInput& input, const Account& account, Goal goal);

/// The account's input with a value of the variable; nothing where it cannot be planned.
using InputAt = std::function<std::optional<FinanceInput>(double value)>;

/// `at`: how the input follows from the value; `now` what the value is today. A value that cannot be planned counts as
/// one that misses the goal.
[[nodiscard]] Answer solve_for(const Question& question, const InputAt& at, double now);

/// The same on the account alone, for variables that need no plan.
[[nodiscard]] Answer solve_for(const Question& question, const FinanceInput& input);

}  // namespace gaiku
