#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "district/descriptor.h"
#include "district/record.h"
#include "reference/tables.h"

namespace gaiku {

/// Rows of reference tables that a district file replaces: `data: {TABLE: {ROW: {COLUMN: value}}}`.
class Overrides {
public:
    struct Cell {
        double number = 0;
        std::string written;
        Position position;
        Text source;
        mutable bool read = false;  ///< somebody asked for it
    };
    /// Reads the `data` entry; unknown tables, rows and columns and wrong units are findings. A new row is allowed when
    /// it says `new: yes`.
    void read(const Node& node, const Tables& tables, Findings& findings);

    /// The cell, which is then known to be read.
    [[nodiscard]] const Cell* find(const std::string& table, const std::string& row, const std::string& column) const;
    /// The same without reading it.
    [[nodiscard]] const Cell* peek(const std::string& table, const std::string& row, const std::string& column) const;
    /// A whole column is read, as of a profile that is named.
    void read_column(const std::string& table, const std::string& column) const;
    using Cells = std::map<std::string, std::map<std::string, std::map<std::string, Cell>>>;
    /// Every replaced cell, by table, row and column.
    [[nodiscard]] const Cells& all() const { return cells_; }
    /// The rows of a table that the district file has entries for.
    [[nodiscard]] std::vector<std::string> rows(const std::string& table) const;

private:
    void read_row(const Table& table, const Node::Entry& row, Findings& findings);

    Cells cells_;
};

/// Reads a map by its descriptors: checks keys, kinds, units, ranges and references, fills in defaults, and collects
/// every finding. A value with a finding is left out of the record.
class Reader {
public:
    Reader(const Tables& tables, const Overrides& overrides, const Node& document, Findings& findings)
        : tables_(tables), overrides_(overrides), document_(document), findings_(findings) {}

    [[nodiscard]] std::shared_ptr<const Record> read(const Node& node, const Section& section, const std::string& id,
                                                     const std::string& path);

private:
    struct Place {
        const Field& field;
        const std::string& path;
    };

    void read_fields(Record& record, const Node& node, const Section& section);
    void unknown_keys(const Record& record, const Node& node, const Section& section);
    void read_entry(Record& record, const Node& node, const Field& field, const Position& key_position);
    bool read_value(Value& value, const Node& node, const Place& place);
    bool read_quantity(Value& value, const Node& node, const Place& place, double& number);
    bool read_numbers(Value& value, const Node& node, const Place& place);
    bool read_localized(Value& value, const Node& node, const Place& place);
    bool read_word(Value& value, const Node& node, const Place& place);
    bool read_boolean(Value& value, const Node& node, const Place& place);
    bool read_reference(Value& value, const Node& node, const Place& place);
    bool read_records(Value& value, const Node& node, const Place& place);
    bool check_range(const Node& node, const Place& place, double number);
    void fill_in(Record& record, const Field& field);
    bool fill_from_data(Record& record, const Field& field);
    [[nodiscard]] std::optional<double> ratio_of_columns(const DataCell& data, const std::string& row) const;

    bool expect(const Node& node, Node::Kind kind, const Place& place);
    void complain(const char* code, const Node& node, const std::string& path, Text expected, Text fix,
                  std::string suggestion = {});
    void wrong_kind(const Node& node, const std::string& path, Text expected);

    struct Names {
        std::vector<std::string> in_order;
        std::set<std::string> all;
    };
    [[nodiscard]] const Names& reference_names(const std::string& target);
    [[nodiscard]] Text source_of_column(std::string_view target, const std::string& name) const;
    void take_row(Value& value, std::string_view target) const;

    const Tables& tables_;
    const Overrides& overrides_;
    const Node& document_;
    Findings& findings_;
    std::map<std::string, Names> names_;  ///< of every target asked for so far
};

}  // namespace gaiku
