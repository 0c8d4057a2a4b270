#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/api.h"

namespace gaiku::server {

/// The files of a folder, as pages: plans with their reports. What begins with a point, what a link leads out of the
/// folder, and what is no regular file is not there.
class Site {
public:
    /// Throws std::runtime_error where there is no such folder.
    explicit Site(const std::filesystem::path& folder);

    /// The file of a path such as /kashiwanoha/report.html; of a folder its index.html, of a folder without the last
    /// slash a way to it. 404 where there is none.
    [[nodiscard]] Response file(const std::string& path) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;  ///< canonical
};

}  // namespace gaiku::server
