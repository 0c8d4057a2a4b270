#include "reference/table.h"

#include <fmt/format.h>

#include "base/normal.h"

namespace gaiku {
namespace {

Finding finding(const std::string& file, int line, std::string value, Text expected) {
    return {"csv-syntax", {file, line, 1}, "", std::move(value), std::move(expected), {}, "", Severity::error};
}

/// "capital (yen/kW)" -> name and unit; a column without parentheses holds text.
Table::Column read_column(const std::string& text, const std::string& file, int line, Findings& findings) {
    const auto open = text.find(" (");
    if (open == std::string::npos || text.back() != ')') return {text, std::nullopt};
    const std::string unit_text = text.substr(open + 2, text.size() - open - 3);
    auto unit = parse_unit(unit_text);
    if (!unit)
        findings.add(finding(file, line, unit_text, {"a unit in the parentheses of the column", "列名の括弧内に単位"}));
    return {text.substr(0, open), unit};
}

}  // namespace

Table Table::read(std::string_view text, const std::string& name, Findings& findings) {
    const std::string file = "data/" + name + ".csv";
    Csv csv = read_csv(text, file, findings);
    Table table;
    table.name_ = name;
    table.read_header(csv, findings);
    table.read_rows(csv, file, findings);
    return table;
}

void Table::read_header(const Csv& csv, Findings& findings) {
    const std::string file = "data/" + name_ + ".csv";
    for (const auto& field : csv.header.fields) columns_.push_back(read_column(field, file, csv.header.line, findings));
    std::string key;
    for (const auto& comment : csv.comments) {
        header_.emplace(comment.name, comment.value);
        if (comment.name == "title_en") title_.en = comment.value;
        if (comment.name == "title_ja") title_.ja = comment.value;
        if (comment.name == "note_en") note_.en = comment.value;
        if (comment.name == "note_ja") note_.ja = comment.value;
        if (comment.name == "source") source_ = comment.value;
        if (comment.name == "source_ja") source_ja_ = comment.value;
        if (comment.name == "licence") licence_ = comment.value;
        if (comment.name == "key") key = comment.value;
    }
    for (const auto& [what, value] : {std::pair{"title_en", &title_.en},
                                      {"title_ja", &title_.ja},
                                      {"source", &source_},
                                      {"licence", &licence_},
                                      {"key", &key}}) {
        if (value->empty()) {
            findings.add(finding(
                file, 1, "",
                {fmt::format("a header line \"# {}: ...\"", what), fmt::format("見出し行「# {}: ...」", what)}));
        }
    }
    for (std::string_view rest = key; !trim(rest).empty();) {
        rest = trim(rest);
        const auto end = std::min(rest.find(' '), rest.size());
        const auto found = column(rest.substr(0, end));
        if (found) {
            key_columns_.push_back(*found);
        } else {
            findings.add(finding(file, csv.header.line, key, {"key columns that the table has", "表にあるキー列"}));
        }
        rest.remove_prefix(end);
    }
}

void Table::read_rows(Csv& csv, const std::string& file, Findings& findings) {
    for (auto& row : csv.rows) {
        std::string key;
        for (const auto c : key_columns_) {
            if (!key.empty()) key += '/';
            key += row.fields[c];
        }
        if (!row_by_key_.emplace(key, rows_.size()).second) {
            findings.add(finding(file, row.line, key, {"a key that no other row has", "他の行にないキー"}));
        }
        std::vector<std::optional<double>> numbers(columns_.size());
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (!columns_[c].unit || row.fields[c].empty()) continue;
            const auto number = parse_number(row.fields[c]);
            if (const auto* value = std::get_if<double>(&number)) {
                numbers[c] = *value * columns_[c].unit->factor;
            } else {
                findings.add(finding(file, row.line, row.fields[c],
                                     {"a number in column " + columns_[c].name, columns_[c].name + "列の数値"}));
            }
        }
        keys_.push_back(std::move(key));
        rows_.push_back(std::move(row.fields));
        numbers_.push_back(std::move(numbers));
    }
}

std::string Table::header(std::string_view name) const {
    const auto found = header_.find(name);
    return found == header_.end() ? std::string{} : found->second;
}

std::optional<std::size_t> Table::row(const std::string& key) const {
    const auto found = row_by_key_.find(key);
    if (found == row_by_key_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::size_t> Table::column(std::string_view name) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].name == name) return c;
    }
    return std::nullopt;
}

std::optional<double> Table::number(std::size_t row, std::size_t column) const {
    return numbers_.at(row).at(column);
}

std::string Table::text(std::size_t row, std::string_view name) const {
    const auto c = column(name);
    return c ? rows_.at(row)[*c] : std::string{};
}

}  // namespace gaiku
