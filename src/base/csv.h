#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace gaiku {

/// A CSV file (RFC 4180: quoted fields, doubled quotes, line ends within quotes) with header comments.
struct Csv {
    struct Comment {
        std::string name;  ///< "source" of "# source: METI 2018"
        std::string value;
        int line = 0;
    };
    struct Row {
        std::vector<std::string> fields;
        int line = 0;
    };
    std::vector<Comment> comments;  ///< lines "# name: value" before the header
    Row header;
    std::vector<Row> rows;  ///< every row has as many fields as the header
};

/// Reads a CSV text. Rows of another length, an open quote, text after a closing quote and a missing header are
/// findings
/// ("csv-syntax") with their line; such rows are left out. `name` stands for the file in findings.
[[nodiscard]] Csv read_csv(std::string_view text, const std::string& name, Findings& findings);

/// One field as it has to stand in a CSV file.
[[nodiscard]] std::string csv_field(std::string_view value);

}  // namespace gaiku
