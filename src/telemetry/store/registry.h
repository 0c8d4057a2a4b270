#pragma once

#include <chrono>
#include <filesystem>

#include "telemetry/store/requests.h"

namespace gaiku::telemetry {

/// How long a change waits for the process that has the store open.
inline constexpr std::chrono::seconds longest_wait_for_change{30};

/// Changes the registry of a folder's store, also while a server has it open: the server then makes the change, within
/// a second, and it is made when this returns. Throws std::invalid_argument for a name that cannot be one, StoreError
/// where nothing was changed.
void change_registry(const std::filesystem::path& folder, const Request& request,
                     std::chrono::milliseconds longest = longest_wait_for_change);

/// Corrects readings of a folder's store, likewise also while a server has it open. Returns how many readings stand
/// otherwise from now on. Throws std::invalid_argument where the order is none (Writer::correct), StoreError where
/// nothing was done.
std::size_t correct_readings(const std::filesystem::path& folder, const CorrectionOrder& order,
                             std::chrono::milliseconds longest = longest_wait_for_change);

/// Drops raw readings of UTC days before one of a folder's store and keeps their half-hours, likewise also while a
/// server has it open. Returns how many readings went. Throws StoreError where nothing was done.
std::size_t retire_readings(const std::filesystem::path& folder, Day before, const std::string& who,
                            std::chrono::milliseconds longest = longest_wait_for_change);

}  // namespace gaiku::telemetry
