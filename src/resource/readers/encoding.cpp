#include "resource/readers/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/file.h"

namespace gaiku {
namespace {

struct Converter {
    iconv_t handle = iconv_open("UTF-8", "CP932");
    Converter() = default;
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (good()) iconv_close(handle);
    }
    [[nodiscard]] bool good() const { return handle != reinterpret_cast<iconv_t>(-1); }  // NOLINT: iconv's own sign
};

}  // namespace

std::optional<std::string> japanese_text(std::string_view bytes, FileFindings& findings) {
    std::string text(bytes);
    Findings as_utf8;
    if (check_text(text, "", as_utf8)) return text;
    if (as_utf8.all().front().code == "file-empty") {
        findings.error("file-empty", 0, "", {"a file with rows", "行のあるファイル"}, {});
        return std::nullopt;
    }
    const Converter converter;
    if (!converter.good()) throw std::runtime_error("iconv cannot read Shift_JIS");
    std::string in(bytes), out(bytes.size() * 3, '\0');  // a character of one byte may have three in UTF-8
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size(), room = out.size();
    if (iconv(converter.handle, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) {
        const auto line = 1 + std::count(in.data(), from, '\n');
        findings.error("file-encoding", static_cast<int>(line), "", {"Shift_JIS or UTF-8", "Shift_JIS または UTF-8"},
                       {"save the file as UTF-8", "UTF-8で保存し直してください"});
        return std::nullopt;
    }
    out.resize(out.size() - room);
    if (const auto zero = out.find('\0'); zero != std::string::npos) {
        const auto line = 1 + std::count(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(zero), '\n');
        findings.error("file-binary", static_cast<int>(line), "", {"a text file", "テキストファイル"}, {});
        return std::nullopt;
    }
    return out;
}

}  // namespace gaiku
