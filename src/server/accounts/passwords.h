#pragma once

#include <string>
#include <string_view>

namespace gaiku::server {

inline constexpr std::size_t shortest_password = 12;  ///< characters
inline constexpr std::size_t longest_password = 256;  ///< bytes

/// Argon2id with 64 MiB and 2 passes (libsodium's "interactive"), as crypt writes it. Takes about a tenth of a second.
/// Throws std::runtime_error where there is no memory.
[[nodiscard]] std::string password_hash(std::string_view password);
/// Takes as long for no hash as for one, so that its time does not tell whether a user exists.
[[nodiscard]] bool password_matches(std::string_view password, const std::string& hash);
/// Why it is none for this user: too short, too long, known to everybody, made of the user's name. Empty: it may be
/// one.
[[nodiscard]] std::string password_problem(std::string_view password, std::string_view user);

}  // namespace gaiku::server
