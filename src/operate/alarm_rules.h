#pragma once

#include <span>
#include <string_view>

#include "base/text.h"
#include "telemetry/reading.h"

namespace gaiku::operate {

/// What people do at once, soon, or only have to know of (ISA-18.2 priorities).
enum class Severity { high, medium, low };

/// "high", "medium", "low".
[[nodiscard]] std::string_view name_of(Severity severity);

/// A kind of alarm: when it is raised and cleared. Between the two levels, and where nothing is known, it stays as it
/// is; so what sways around a level raises one alarm.
struct AlarmRule {
    std::string_view kind;
    Severity severity = Severity::low;
    telemetry::TimeMs raise_after = 0;  ///< the condition holds for so long before it is raised
    telemetry::TimeMs clear_after = 0;  ///< it is gone for so long before it is cleared
    double raise_at = 0;                ///< level of what is watched, where it has one; see `when`
    double clear_at = 0;
    Text title;
    Text when;
};

/// All kinds, in the order of severity.
[[nodiscard]] std::span<const AlarmRule> alarm_rules();
/// Null for a kind that is not known.
[[nodiscard]] const AlarmRule* alarm_rule(std::string_view kind);

/// The same condition again within this time after it was cleared is the same alarm, where nobody has acknowledged it
/// yet.
inline constexpr telemetry::TimeMs same_again_within = telemetry::TimeMs{15} * 60 * telemetry::ms_a_second;
/// More than so many of one kind in a block, or in the district, are told as one group.
inline constexpr std::size_t most_one_by_one = 20;
/// Of a half-hour that has to be over before its heading says enough.
inline constexpr telemetry::TimeMs enough_of_half_hour = telemetry::TimeMs{5} * 60 * telemetry::ms_a_second;

}  // namespace gaiku::operate
