#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "base/unit.h"

namespace gaiku {

/// A reference table: rows found by a key, numbers with the unit of their column, every row with a source.
class Table {
public:
    struct Column {
        std::string name;
        std::optional<Unit> unit;  ///< nothing for a text column
    };

    /// From the text of a file of data/ (format: data/README.md). Anything amiss is a finding.
    static Table read(std::string_view text, const std::string& name, Findings& findings);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const Text& title() const { return title_; }
    [[nodiscard]] const Text& note() const { return note_; }
    [[nodiscard]] const std::string& source() const { return source_; }
    [[nodiscard]] const std::string& source_ja() const { return source_ja_; }  ///< may be empty
    [[nodiscard]] const std::string& licence() const { return licence_; }
    /// The value of a header line "# name: value"; empty where there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<std::vector<std::string>>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }  ///< one for each row

    [[nodiscard]] std::optional<std::size_t> row(const std::string& key) const;
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// The number in base units; nothing where the cell is empty or is text.
    [[nodiscard]] std::optional<double> number(std::size_t row, std::size_t column) const;
    /// A text cell; empty where the column does not exist.
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;

private:
    void read_header(const Csv& csv, Findings& findings);
    void read_rows(Csv& csv, const std::string& file, Findings& findings);

    std::string name_;
    Text title_;
    Text note_;
    std::string source_;
    std::string source_ja_;
    std::string licence_;
    std::map<std::string, std::string, std::less<>> header_;
    std::vector<std::size_t> key_columns_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::string> keys_;
    std::vector<std::vector<std::optional<double>>> numbers_;  ///< by row and column, base units
    std::map<std::string, std::size_t, std::less<>> row_by_key_;
};

}  // namespace gaiku
