#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "district/district.h"
#include "plan/network/result.h"

/// Questions to a plan: what would be best if something cost more, or more of it were needed?
namespace gaiku {

/// What a question changes, all of it at once; what is not named stays as the file says.
struct WhatIf {
    std::map<std::string, double> price{};    ///< by carrier: all that buying it costs is multiplied by it
    std::map<std::string, double> capital{};  ///< by asset: its prices installed
    std::map<std::string, double> demand{};   ///< by carrier: all its demands
    std::optional<double> co2_cap{};          ///< share of the first plan's CO2; replaces the file's own limit

    /// Whether it leaves everything as it is.
    [[nodiscard]] bool is_nothing() const;
    bool operator==(const WhatIf&) const = default;
};

/// What can be asked of a scenario.
struct WhatIfChoices {
    struct Choice {
        std::string id;
        Text name;
    };
    std::vector<Choice> price;    ///< carriers that are bought at a price
    std::vector<Choice> capital;  ///< assets that the plan sizes and that cost something to build
    std::vector<Choice> demand;   ///< carriers that something needs
    bool co2_cap = false;         ///< all that is bought has its CO2, and there is some

    static constexpr double least = 0.1, most = 10;  ///< of every factor
    static constexpr double most_cap = 10;           ///< of co2_cap, from 0 on
};

/// `first`: the plan of the district as it is.
[[nodiscard]] WhatIfChoices choices_of(const District& district, const NetworkPlan& first);

/// What is wrong with the numbers of a question whatever it is asked of, as wrong_with says it.
[[nodiscard]] std::string wrong_numbers(const WhatIf& question);
/// Why a question cannot be asked, in English: "price.electricity: a number from 0.1 to 10 is expected"; empty: it can.
[[nodiscard]] std::string wrong_with(const WhatIf& question, const WhatIfChoices& choices);

/// The district as a question has it. Prices of a carrier are those of its connections (price, demand_charge and all
/// charges of the tariff that one names; levies by law stay) and of renewable purchases; what is sold stays. `first`
/// holds the CO2 that a cap is a share of. The question must not be wrong.
[[nodiscard]] District asked(const District& district, const WhatIf& question, const NetworkPlan& first);

}  // namespace gaiku
