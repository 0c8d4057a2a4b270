#pragma once

#include <array>

/// Numbers that are the same everywhere. Whole ones are integers, so that each use says itself what it divides.
namespace gaiku {

inline constexpr int minutes_a_day = 1440;
inline constexpr int months_a_year = 12;

/// Of a planning year, which has no leap day.
inline constexpr int days_a_year = 365;
inline constexpr int hours_a_year = 8760;
inline constexpr std::array<int, 12> days_of_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

inline constexpr double mj_per_kwh = 3.6;

}  // namespace gaiku
