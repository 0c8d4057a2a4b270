#include "server/site.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace gaiku::server {
namespace {

namespace fs = std::filesystem;

std::string type_of(const fs::path& file) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{
        {{".html", "text/html; charset=utf-8"},
         {".json", "application/json; charset=utf-8"},
         {".csv", "text/csv; charset=utf-8"},
         {".js", "text/javascript; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".svg", "image/svg+xml"},
         {".png", "image/png"},
         {".woff2", "font/woff2"},
         {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
         {".txt", "text/plain; charset=utf-8"}}};
    const std::string extension = file.extension().string();
    const auto* found =
        std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.first == extension; });
    return found == types.end() ? "application/octet-stream" : std::string(found->second);
}

/// A path as a header may hold it.
std::string encode(const std::string& path) {
    std::string encoded;
    for (const char letter : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
                           std::string_view("/-._~").find(letter) != std::string_view::npos;
        encoded += plain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return encoded;
}

/// Whether a part of a path may name a file: not where it is empty, leads up, is hidden or holds a zero byte.
bool names_a_file(const fs::path& part) {
    const std::string text = part.string();
    return !text.empty() && text.front() != '.' && text.find('\0') == std::string::npos;
}

}  // namespace

Site::Site(const fs::path& folder) {
    std::error_code error;
    folder_ = fs::canonical(folder, error);
    if (error || !fs::is_directory(folder_, error))
        throw std::runtime_error(folder.string() + ": the folder of pages is not there");
}

Response Site::file(const std::string& path) const {
    Response none = problem(404, "not-found", "no such page");
    fs::path file = folder_;
    for (std::size_t begin = 1; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const fs::path part = path.substr(begin, end - begin);
        if (!names_a_file(part)) return none;
        file /= part;
        begin = end + 1;
    }
    std::error_code error;
    file = fs::canonical(file, error);
    if (error) return none;
    const auto [in_folder, rest] = std::mismatch(folder_.begin(), folder_.end(), file.begin(), file.end());
    if (in_folder != folder_.end()) return none;  // a link led out
    if (fs::is_directory(file, error)) {
        if (!path.ends_with('/')) {
            Response moved{301, "text/plain; charset=utf-8", {}};
            moved.location = encode(path) + "/";
            return moved;
        }
        file /= "index.html";
    } else if (path.ends_with('/')) {
        return none;
    }
    if (!fs::is_regular_file(file, error)) return none;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return none;
    return {200, type_of(file), std::string(std::istreambuf_iterator<char>(stream), {})};
}

}  // namespace gaiku::server
