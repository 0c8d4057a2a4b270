#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/finding.h"

namespace gaiku::field {

/// Users of a broker and their passwords, a CSV file "user,password" that only its owner may read. Anything amiss is a
/// finding.
[[nodiscard]] std::map<std::string, std::string> read_credentials(const std::filesystem::path& path,
                                                                  Findings& findings);

/// The credentials of a folder (credentials.csv) with a new password for every user that has none; written back where
/// any was added. Throws std::runtime_error.
[[nodiscard]] std::map<std::string, std::string> keep_credentials(const std::filesystem::path& folder,
                                                                  const std::vector<std::string>& users,
                                                                  Findings& findings);

}  // namespace gaiku::field
