#pragma once

#include <string>
#include <string_view>

namespace gaiku::server {

/// The name that reads all, corrects, and sends no reading.
inline constexpr const char* operator_name = "operator";

/// A token of a device (or of the operator): its name, a point and 32 characters by the system's random numbers.
/// Whoever has it is the device. 160 bits need no slow hash.
[[nodiscard]] std::string new_token(const std::string& name);
/// Whose it says it is; empty where it is none.
[[nodiscard]] std::string name_in(std::string_view token);
/// What is kept of it: SHA-256, hexadecimal.
[[nodiscard]] std::string hash_of(std::string_view token);
/// Compares without telling by its time where they differ.
[[nodiscard]] bool matches(std::string_view token, const std::string& hash);

}  // namespace gaiku::server
