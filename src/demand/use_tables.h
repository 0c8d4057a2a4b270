#pragma once

#include <optional>
#include <string>

#include "demand/day_kinds.h"
#include "demand/profile.h"
#include "demand/service.h"

namespace gaiku {

/// Cells of the reference tables that demand is made from, with what the district replaces of them.
class DemandTables {
public:
    explicit DemandTables(const District& district) : district_(district), tables_(*district.tables) {}

    [[nodiscard]] const District& district() const { return district_; }

    /// The number in base units; nothing where row, column or number is absent.
    [[nodiscard]] std::optional<double> number(const std::string& table, const std::string& row,
                                               const std::string& column) const;
    /// The text; empty where row or column is absent.
    [[nodiscard]] std::string text(const std::string& table, const std::string& row, const std::string& column) const;
    [[nodiscard]] bool has_row(const std::string& table, const std::string& row) const;
    /// Whether any row's key begins so, the district's own rows included.
    [[nodiscard]] bool has_rows_that_begin(const std::string& table, const std::string& prefix) const;

    /// 24 weights by name: a profile of the district, or a column of one of the tables of hours. Throws
    /// std::runtime_error for a name that no table has.
    [[nodiscard]] Day weights(const std::string& name) const;

private:
    const District& district_;
    const Tables& tables_;
};

/// What a day of one kind is like in a building.
struct UseDay {
    Day electricity{};  ///< light and equipment; comparable between days of one use
    Day presence{};     ///< share of the rooms in use, which cooling and heating follow
    Day hot_water{};
};

/// How the buildings of a use are used, from the tables demand_uses, demand_days and demand_months.
class BuildingUse {
public:
    /// `persons`: of a household, 1 to 4.
    BuildingUse(const DemandTables& tables, const std::string& use, int persons);

    /// Whether the tables know the use.
    [[nodiscard]] bool known() const { return known_; }
    [[nodiscard]] const UseDay& day(const YearDay& day) const;
    /// Level of a month, 1 to 12, beside what temperature does.
    [[nodiscard]] double level(Service service, int month) const;

    double flat = 0;                   ///< share of the electricity at all hours alike
    double following_temperature = 0;  ///< share of the electricity that is air conditioning
    double cooling_from_c = 0, heating_below_c = 0;

private:
    static constexpr std::size_t kinds = 4;  ///< weekday, saturday, holiday, away
    static constexpr std::size_t seasons = 2;
    static constexpr std::size_t months = 12;

    void read_days(const DemandTables& tables, const std::string& use, int persons);
    void read_months(const DemandTables& tables, const std::string& use);

    bool known_ = false;
    bool knows_away_ = false;  ///< only households do
    std::array<std::array<UseDay, kinds>, seasons> days_{};
    std::array<std::array<double, months>, services> levels_{};
};

/// June to September.
[[nodiscard]] constexpr bool is_summer(int month) {
    return month >= 6 && month <= 9;
}

}  // namespace gaiku
