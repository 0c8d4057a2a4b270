#include "base/unit.h"
#include "district/reader.h"
#include "district/words.h"

namespace gaiku {

void Reader::fill_in(Record& record, const Field& field) {
    if (!field.data.table.empty() && fill_from_data(record, field)) return;
    if (!field.preset.empty()) {
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = field.preset;
        node.position = record.position();
        Value value;
        value.field = &field;
        value.origin = Origin::preset;
        value.position = record.position();
        value.written = field.preset;
        value.source = field.source;
        if (read_value(value, node, {field, record.path() + "." + field.key})) record.set(field.key, std::move(value));
        return;
    }
    if (field.required) {
        const std::string path = record.path().empty() ? field.key : record.path() + "." + field.key;
        const std::string example = field.unit.empty() || field.unit == "-" ? "" : " (" + field.unit + ")";
        findings_.add({"missing-key",
                       record.position(),
                       path,
                       "",
                       {field.key + example + ": " + field.meaning.en, field.key + example + "：" + field.meaning.ja},
                       {"add \"" + field.key + ":\"", "「" + field.key + ":」を加えてください"},
                       "",
                       Severity::error});
    }
}

/// What the table's own row has in the one column over the other; nothing where it lacks one of them.
std::optional<double> Reader::ratio_of_columns(const DataCell& data, const std::string& row) const {
    const Table* table = tables_.find(data.table);
    const auto r = table == nullptr ? std::nullopt : table->row(row);
    const auto column = table == nullptr ? std::nullopt : table->column(data.column);
    const auto leader = table == nullptr ? std::nullopt : table->column(data.follows);
    if (!r || !column || !leader) return std::nullopt;
    const auto number = table->number(*r, *column);
    const auto of = table->number(*r, *leader);
    if (!number || !of || *of == 0) return std::nullopt;
    return *number / *of;
}

bool Reader::fill_from_data(Record& record, const Field& field) {
    std::string row;
    std::string_view rest = field.data.row;
    while (!rest.empty()) {
        const auto open = std::min(rest.find('{'), rest.size());
        row += rest.substr(0, open);
        rest.remove_prefix(open);
        if (rest.empty()) break;
        const auto close = rest.find('}');
        const Value* value = record.find(rest.substr(1, close - 1));
        if (value == nullptr) return true;  // the sibling's own fault is enough
        row += value->text.empty() ? print_number(value->number) : value->text;
        if (value->text.empty()) std::erase(row, ',');
        rest.remove_prefix(close + 1);
    }
    Value value;
    value.field = &field;
    value.data_row = field.data.table + " " + row;
    const auto* cell = overrides_.find(field.data.table, row, field.data.column);
    const auto* leader =
        field.data.follows.empty() ? nullptr : overrides_.find(field.data.table, row, field.data.follows);
    if (cell == nullptr && leader != nullptr) {
        if (const auto ratio = ratio_of_columns(field.data, row)) {
            value.origin = Origin::given;
            value.position = leader->position;
            value.number = leader->number * *ratio;
            value.written = print_quantity(value.number, unit_of(field));
            value.source = leader->source;
            record.set(field.key, std::move(value));
            return true;
        }
    }
    if (cell != nullptr) {
        if (!in_range(field, cell->number)) {
            findings_.add({"out-of-range",
                           cell->position,
                           "data." + field.data.table + "." + row + "." + field.data.column,
                           shortened(cell->written),
                           range_of(field),
                           {"check the number and its unit", "数値と単位を確かめてください"},
                           "",
                           Severity::error});
        }
        value.origin = Origin::given;
        value.position = cell->position;
        value.number = cell->number;
        value.written = cell->written;
        value.source = cell->source;
        record.set(field.key, std::move(value));
        return true;
    }
    const Table* table = tables_.find(field.data.table);
    if (table == nullptr) return false;
    const auto r = table->row(row);
    const auto c = table->column(field.data.column);
    if (!r || !c) return false;
    const auto number = table->number(*r, *c);
    if (!number) return false;
    value.origin = Origin::data;
    value.position = record.position();
    value.number = *number;
    value.written = print_quantity(*number, field.unit.empty() ? *table->columns()[*c].unit : unit_of(field));
    value.mark = table->text(*r, "mark");
    value.source = {table->text(*r, "source"), table->text(*r, "source_ja")};
    if (value.source.en.empty()) value.source = {table->source(), table->source_ja()};
    record.set(field.key, std::move(value));
    return true;
}

}  // namespace gaiku
