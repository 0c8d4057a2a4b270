#include "server/pages/pages.h"

#include <charconv>
#include <map>
#include <stdexcept>

#include "base/embedded.h"

namespace gaiku::server {
namespace {

/// Up to a separator, which is taken away with it.
std::string_view take(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    if (end == std::string_view::npos) throw std::logic_error("live.pack: a header is cut short");
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end + 1);
    return part;
}

std::map<std::string_view, PageFile> unpack(std::string_view pack) {
    std::map<std::string_view, PageFile> files;
    while (!pack.empty()) {
        PageFile file;
        file.path = take(pack, ' ');
        file.content_type = take(pack, ' ');
        file.etag = take(pack, ' ');
        const std::string_view length = take(pack, '\n');
        std::size_t bytes = 0;
        const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
        if (error != std::errc() || bytes > pack.size()) throw std::logic_error("live.pack: a length is wrong");
        file.gzip = pack.substr(0, bytes);
        pack.remove_prefix(bytes);
        files[file.path] = file;
    }
    return files;
}

}  // namespace

const PageFile* page_file(std::string_view path) {
    static const auto files = unpack(embedded::live_pages().front().bytes);
    const auto found = files.find(path);
    return found == files.end() ? nullptr : &found->second;
}

}  // namespace gaiku::server
