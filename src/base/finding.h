#pragma once

#include <string>
#include <vector>

#include "base/text.h"

/// Findings: what is wrong in an input, told so that the person can mend it.
namespace gaiku {

/// A place in a text file; line and column count from 1, 0 means the file as a whole.
struct Position {
    std::string file;
    int line = 0;
    int column = 0;

    auto operator<=>(const Position&) const = default;
    [[nodiscard]] std::string str() const;
};

enum class Severity { error, warning };

struct Finding {
    std::string code;  ///< stable, e.g. "wrong-unit"; all codes stand in finding_text.cpp
    Position position;
    std::string path;   ///< where in the document: assets.new_pv.capacity
    std::string value;  ///< what stands there, shortened
    Text expected;
    Text fix;
    std::string suggestion;  ///< a known name close to an unknown one ("did you mean"), or empty
    Severity severity = Severity::error;
    Text message{};  ///< sentences that say more than the title of the code can; mostly empty
};

/// What the code of a finding means, e.g. "unknown name".
[[nodiscard]] Text finding_title(const std::string& code);

/// All codes, sorted.
[[nodiscard]] std::vector<std::string> finding_codes();

/// One finding as a person reads it on a terminal: file:line:column: error[code]: title, then what, expected, fix.
[[nodiscard]] std::string print_finding(const Finding& finding, Language language);

/// Collects the findings of one input; never more than `limit`, so that a broken file of any size ends.
class Findings {
public:
    static constexpr std::size_t limit = 200;

    void add(Finding finding);
    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] bool full() const { return all_.size() >= limit; }
    [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
    /// Ordered by place, without exact repeats (scenarios share most of a document).
    [[nodiscard]] std::vector<Finding> sorted() const;

private:
    std::vector<Finding> all_;
    std::size_t errors_ = 0;
};

}  // namespace gaiku
