#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "district/record.h"
#include "tariff/axis.h"

/// A tariff as data: when which price holds, and what it is charged on.
namespace gaiku {

struct Season {
    std::string id;
    Text name;
    MonthDay from, to;  ///< both included; may go over the turn of the year
    [[nodiscard]] bool has(MonthDay day) const;
};

struct Period {
    std::string id;
    Text name;
    int season = -1;  ///< -1: of all
    DaySet days = every_day;
    std::vector<Minutes> hours;
    bool otherwise = false;  ///< what no other period has
};

/// A price from a quantity on, a month.
struct Block {
    double above = 0;  ///< kWh or kW
    double price = 0;  ///< money a kWh, or a kW and month
};

/// One price, or a price by month, a series or blocks, at some times.
struct Rate {
    int season = -1, period = -1;  ///< -1: all
    std::vector<Block> blocks;     ///< by rising `above`, the first at 0; one unless the price depends on the quantity
    std::vector<double> by_month;  ///< 12 numbers instead, January first
    std::string series;            ///< or the name of a series
    const Record* record = nullptr;
};

enum class Rounding { none, down, nearest, up };

/// `value` as a multiple of `step`; down is towards 0, halves go away from it. A step of 0 leaves it.
[[nodiscard]] double rounded(double value, double step, Rounding how);

enum class ChargeKind { fixed, demand, energy, levy, share, minimum };

/// What demand is and which of it counts.
struct DemandRule {
    double hours = 0.5;  ///< over which it is a mean
    int memory = 0;      ///< months before this one that count too
    double memory_share = 1;
    int memory_season = -1;  ///< -1: all
    double least_kw = 0;
    double step_kw = 0;
    Rounding rounding = Rounding::nearest;
    std::optional<double> power_factor_base;  ///< nothing: the price does not depend on it
    double power_factor_step = 0.01;          ///< part of the charge for a point of power factor
};

/// A line, or some lines, of a bill.
struct Charge {
    std::string id;
    Text name;
    ChargeKind kind = ChargeKind::energy;
    Rounding rounding = Rounding::none;
    double amount = 0;     ///< fixed and minimum: money a month, or a day; share: part of `on`
    bool per_day = false;  ///< of a fixed charge
    std::vector<Rate> rates;
    DemandRule demand;
    std::vector<std::size_t> on;       ///< share: the charges it is counted on, all above it
    std::optional<double> fixed_levy;  ///< levy: money a kWh; nothing: of the table
    const Record* record = nullptr;
};

struct Tariff {
    std::string id;
    Text name;
    Text source;
    std::string mark;
    std::string time_zone;
    bool japanese_holidays = false;
    std::vector<MonthDay> days_off;
    double unit_kwh = 1;  ///< kWh in what energy is billed in
    std::string unit = "kWh";
    double money_step = 1;
    Rounding total_rounding = Rounding::none;
    double energy_step = 0;  ///< in `unit`
    Rounding energy_rounding = Rounding::nearest;
    std::vector<Season> seasons;
    std::vector<Period> periods;
    std::vector<Charge> charges;
    std::string currency;  ///< that its prices are written in; empty where it has none
    std::shared_ptr<const Record> record;

    /// Index of the season of a date, -1 where the tariff has none.
    [[nodiscard]] int season_of(MonthDay day) const;
    /// The kind of day: 0 Monday to 6 Sunday, 7 a holiday.
    [[nodiscard]] int kind_of_day(const WallTime& time) const;
    /// Index of the period, -1 where the tariff has none then.
    [[nodiscard]] int period_of(int season, int kind_of_day, int minute) const;
    /// Index of the charge's rate in a season and period, -1 for none.
    [[nodiscard]] static int rate_of(const Charge& charge, int season, int period);
};

}  // namespace gaiku
