#include "base/finding.h"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>

namespace gaiku {

std::string Position::str() const {
    if (line <= 0) return file;
    return fmt::format("{}:{}:{}", file, line, column);
}

void Findings::add(Finding finding) {
    if (finding.severity == Severity::error) ++errors_;  // also of one that is not kept
    if (full()) return;
    all_.push_back(std::move(finding));
}

std::vector<Finding> Findings::sorted() const {
    const auto key = [](const Finding& f) { return std::tie(f.position, f.code, f.path, f.value, f.expected.en); };
    std::vector<Finding> result = all_;
    std::stable_sort(result.begin(), result.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    result.erase(
        std::unique(result.begin(), result.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
        result.end());
    return result;
}

namespace {

/// A text from a file must not steer the terminal that it is printed on.
std::string without_controls(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || c1) {
            out += "\uFFFD";
            i += c1 ? 1 : 0;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

std::string print_finding(const Finding& finding, Language language) {
    const bool ja = language == Language::ja;
    const bool error = finding.severity == Severity::error;
    const char* severity = ja ? (error ? "エラー" : "注意") : (error ? "error" : "warning");
    std::string out = fmt::format("{}: {}[{}]: {}", finding.position.str(), severity, finding.code,
                                  finding_title(finding.code).in(language));
    const auto line = [&](const char* en, const char* japanese, const std::string& text) {
        if (!text.empty()) out += fmt::format("\n  {}: {}", ja ? japanese : en, without_controls(text));
    };
    if (const std::string& message = finding.message.in(language); !message.empty())
        out += "\n  " + without_controls(message);
    line("at", "場所", finding.path);
    line("found", "入力", finding.value);
    line("expected", "期待", finding.expected.in(language));
    line("did you mean", "もしかして", finding.suggestion);
    line("fix", "対処", finding.fix.in(language));
    return out;
}

}  // namespace gaiku
