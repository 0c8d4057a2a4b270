#include "base/shift_jis.h"

#include <iconv.h>

#include <memory>
#include <stdexcept>

namespace gaiku {

std::optional<std::string> utf8_of_shift_jis(std::string_view bytes, std::size_t& bad) {
    const iconv_t converter = iconv_open("UTF-8", "CP932");
    if (converter == reinterpret_cast<iconv_t>(-1))  // NOLINT: what iconv says
        throw std::runtime_error("iconv cannot read Shift_JIS");
    const std::unique_ptr<void, int (*)(iconv_t)> closed(converter, iconv_close);
    std::string from(bytes);
    std::string text(bytes.size() * 3, '\0');  // a character of one byte may have three in UTF-8
    char* in = from.data();
    char* out = text.data();
    std::size_t left = from.size();
    std::size_t room = text.size();
    if (iconv(converter, &in, &left, &out, &room) == static_cast<std::size_t>(-1)) {
        bad = from.size() - left;
        return std::nullopt;
    }
    text.resize(text.size() - room);
    return text;
}

}  // namespace gaiku
