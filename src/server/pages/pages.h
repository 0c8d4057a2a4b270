#pragma once

#include <string_view>

namespace gaiku::server {

/// A file of the program's own pages (web/src/live), as web/pack_live.mjs packed it.
struct PageFile {
    std::string_view path;  ///< "/" is the page itself
    std::string_view content_type;
    std::string_view etag;
    std::string_view gzip;  ///< its bytes, gzipped
};

/// Null where there is no such file.
[[nodiscard]] const PageFile* page_file(std::string_view path);

}  // namespace gaiku::server
