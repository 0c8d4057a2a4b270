#include "district/measured/complaints.h"

#include <fmt/format.h>

#include "base/normal.h"

namespace gaiku {

void Complaints::add(Finding finding) {
    errors_ = errors_ || finding.severity == Severity::error;
    finding.path = path_;
    finding.value = shortened(finding.value);
    Kind& kind = kinds_[{finding.code, finding.severity}];
    if (++kind.count <= told_of_a_kind) findings_.add(finding);
    kind.last = std::move(finding);
}

void Complaints::error(const char* code, int line, int column, std::string value, Text expected, Text fix) {
    add({code, at(line, column), "", std::move(value), std::move(expected), std::move(fix), "", Severity::error});
}

void Complaints::warning(const char* code, int line, int column, std::string value, Text expected, Text fix) {
    add({code, at(line, column), "", std::move(value), std::move(expected), std::move(fix), "", Severity::warning});
}

void Complaints::finish() {
    for (auto& [key, kind] : kinds_) {
        const int more = kind.count - told_of_a_kind;
        if (more <= 0) continue;
        kind.last.expected = {fmt::format("{} more like those above; this is the last", more),
                              fmt::format("上と同様のものがあと{}件（これは最後のもの）", more)};
        findings_.add(std::move(kind.last));
    }
    kinds_.clear();
}

}  // namespace gaiku
