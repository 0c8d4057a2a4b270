#pragma once

#include <string>

#include "base/finding.h"

namespace gaiku {

/// The findings of one file with a row for every hour: the first ones with their lines, the rest counted.
class FileFindings {
public:
    FileFindings(std::string file, Findings& findings) : file_(std::move(file)), findings_(findings) {}

    void error(const char* code, int line, std::string value, Text expected, Text fix);
    void warning(const char* code, int line, std::string value, Text expected, Text fix);
    /// Tells how many were not told. Call it once, at the end.
    void close();

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }

private:
    void add(Severity severity, const char* code, int line, std::string value, Text expected, Text fix);

    static constexpr int most = 20;
    std::string file_;
    Findings& findings_;
    int told_ = 0;
    int untold_ = 0;
    int first_untold_line_ = 0;
    int errors_ = 0;
};

}  // namespace gaiku
