#pragma once

#include <map>
#include <utility>

#include "base/finding.h"

namespace gaiku {

/// What is wrong in the rows of one file. A logger that was off for a month makes thousands of rows with one cause: of
/// each kind the first few are told, then how many more there are.
class Complaints {
public:
    static constexpr int told_of_a_kind = 5;

    /// `file` stands for the file in findings, `path` for the entry of the district file that names it.
    Complaints(std::string file, std::string path, Findings& findings)
        : file_(std::move(file)), path_(std::move(path)), findings_(findings) {}

    void error(const char* code, int line, int column, std::string value, Text expected, Text fix);
    void warning(const char* code, int line, int column, std::string value, Text expected, Text fix);
    void add(Finding finding);
    /// Tells how many more of each kind there are.
    void finish();

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] bool has_errors() const { return errors_; }

private:
    struct Kind {
        int count = 0;
        Finding last;
    };
    std::string file_, path_;
    Findings& findings_;
    std::map<std::pair<std::string, Severity>, Kind> kinds_;
    bool errors_ = false;
};

}  // namespace gaiku
