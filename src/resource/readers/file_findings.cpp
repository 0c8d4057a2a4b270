#include "resource/readers/file_findings.h"

#include <fmt/format.h>

#include "base/normal.h"

namespace gaiku {

void FileFindings::error(const char* code, int line, std::string value, Text expected, Text fix) {
    ++errors_;
    add(Severity::error, code, line, std::move(value), std::move(expected), std::move(fix));
}

void FileFindings::warning(const char* code, int line, std::string value, Text expected, Text fix) {
    add(Severity::warning, code, line, std::move(value), std::move(expected), std::move(fix));
}

void FileFindings::add(Severity severity, const char* code, int line, std::string value, Text expected, Text fix) {
    // An error is told in any case once, whatever warnings came before.
    if (told_ >= most && !(severity == Severity::error && errors_ == 1)) {
        if (untold_++ == 0) first_untold_line_ = line;
        return;
    }
    ++told_;
    value = shortened(value);
    while (const auto bad = first_invalid_utf8(value)) value[*bad] = '?';
    findings_.add({code,
                   {file_, line, line == 0 ? 0 : 1},
                   "",
                   std::move(value),
                   std::move(expected),
                   std::move(fix),
                   "",
                   severity});
}

void FileFindings::close() {
    if (untold_ == 0) return;
    findings_.add({"csv-syntax",
                   {file_, first_untold_line_, first_untold_line_ == 0 ? 0 : 1},
                   "",
                   fmt::format("{} more", untold_),
                   {"no more of these", "同様の指摘がないこと"},
                   {"mend what is told above first", "まず上の指摘を直してください"},
                   "",
                   has_errors() ? Severity::error : Severity::warning});
}

}  // namespace gaiku
