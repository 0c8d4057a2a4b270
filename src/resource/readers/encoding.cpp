#include "resource/readers/encoding.h"

#include <algorithm>

#include "base/file.h"
#include "base/shift_jis.h"

namespace gaiku {
std::optional<std::string> japanese_text(std::string_view bytes, FileFindings& findings) {
    std::string text(bytes);
    Findings as_utf8;
    if (check_text(text, "", as_utf8)) return text;
    if (as_utf8.all().front().code == "file-empty") {
        findings.error("file-empty", 0, "", {"a file with rows", "行のあるファイル"}, {});
        return std::nullopt;
    }
    std::size_t bad = 0;
    auto out = utf8_of_shift_jis(bytes, bad);
    if (!out) {
        const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
        findings.error("file-encoding", static_cast<int>(line), "", {"Shift_JIS or UTF-8", "Shift_JIS または UTF-8"},
                       {"save the file as UTF-8", "UTF-8で保存し直してください"});
        return std::nullopt;
    }
    if (const auto zero = out->find('\0'); zero != std::string::npos) {
        const auto line = 1 + std::count(out->begin(), out->begin() + static_cast<std::ptrdiff_t>(zero), '\n');
        findings.error("file-binary", static_cast<int>(line), "", {"a text file", "テキストファイル"}, {});
        return std::nullopt;
    }
    return out;
}

}  // namespace gaiku
