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

    /// `whole` is where a finding about no line of it stands: the file, or the entry of the district file that names a
    /// store. `path` is that entry's.
    Complaints(Position whole, std::string path, Findings& findings)
        : whole_(std::move(whole)), path_(std::move(path)), findings_(findings) {}

    void error(const char* code, int line, int column, std::string value, Text expected, Text fix);
    void warning(const char* code, int line, int column, std::string value, Text expected, Text fix);
    void add(Finding finding);
    /// Tells how many more of each kind there are.
    void finish();

    [[nodiscard]] const std::string& file() const { return whole_.file; }
    [[nodiscard]] bool has_errors() const { return errors_; }

private:
    [[nodiscard]] Position at(int line, int column) const {
        return line == 0 ? whole_ : Position{whole_.file, line, column};
    }
    struct Kind {
        int count = 0;
        Finding last;
    };
    Position whole_;
    std::string path_;
    Findings& findings_;
    std::map<std::pair<std::string, Severity>, Kind> kinds_;
    bool errors_ = false;
};

}  // namespace gaiku
