#pragma once
#include <string_view>
namespace gaiku::server {
struct PageFile { std::string_view path, content_type, etag, gzip; };
const PageFile* page_file(std::string_view path);
}
