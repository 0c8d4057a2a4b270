#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"

namespace gaiku::field {

inline constexpr const char* credentials_file = "credentials.csv";

/// Users of a broker and their passwords, a CSV file "user,password" that only its owner may read. Anything amiss is a
/// finding.
[[nodiscard]] std::map<std::string, std::string> read_credentials(const std::filesystem::path& path,
                                                                  Findings& findings);

/// The credentials of a folder (credentials.csv) with a new password for every user that has none; written back where
/// any was added. Throws std::runtime_error.
[[nodiscard]] std::map<std::string, std::string> keep_credentials(const std::filesystem::path& folder,
                                                                  const std::vector<std::string>& users,
                                                                  Findings& findings);

/// Gives a user of a folder's credentials a new password, also one that was not among them, writes them back and
/// returns the password; a broker that runs on the folder takes it within a second. Nothing where the file is not
/// right. Throws std::runtime_error.
[[nodiscard]] std::optional<std::string> new_credential(const std::filesystem::path& folder, const std::string& user,
                                                        Findings& findings);

}  // namespace gaiku::field
