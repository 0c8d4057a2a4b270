#include "base/suggest.h"
#include "base/unit.h"
#include "district/reader.h"
#include "district/words.h"

namespace gaiku {
namespace {

void wrong_kind(const Node& node, const std::string& path, Findings& findings) {
    findings.add({"wrong-kind",
                  node.position,
                  path,
                  kind_sign(node.kind),
                  {"entries \"name: value\"", "「名前: 値」の並び"},
                  {"write table, row and column below each other: data: { unit_costs: { battery: { ... } } }",
                   "表・行・列の順に書いてください: data: { unit_costs: { battery: { ... } } }"},
                  "",
                  Severity::error});
}

/// A text, or {en: ..., ja: ...}.
Text text_of(const Node& node) {
    const auto* en = node.find("en");
    const auto* ja = node.find("ja");
    return {en == nullptr ? node.text : en->value->text, ja == nullptr ? node.text : ja->value->text};
}

bool is_new(const Node& row) {
    const auto* entry = row.find("new");
    if (entry == nullptr) return false;
    const std::string& word = entry->value->text;
    return word == "yes" || word == "true" || word == "はい";
}

std::vector<std::string> column_names(const Table& table) {
    std::vector<std::string> names{"source"};
    for (const auto& column : table.columns()) {
        if (column.unit) names.push_back(column.name);
    }
    return names;
}

}  // namespace

void Overrides::read(const Node& node, const Tables& tables, Findings& findings) {
    if (node.kind == Node::Kind::null) return;  // the reader of the district asks what was meant
    if (node.kind != Node::Kind::map) return wrong_kind(node, "data", findings);
    for (const auto& entry : node.entries) {
        if (findings.full()) return;
        const std::string path = "data." + shortened(entry.key);
        const Table* table = tables.find(entry.key);
        if (table == nullptr) {
            findings.add({"unknown-reference",
                          entry.position,
                          path,
                          shortened(entry.key),
                          {"a table of gaiku data list", "gaiku data list の表"},
                          {"correct the name", "名前を直してください"},
                          suggest(entry.key, tables.names()),
                          Severity::error});
        } else if (entry.value->kind != Node::Kind::map) {
            wrong_kind(*entry.value, path, findings);
        } else {
            for (const auto& row : entry.value->entries) read_row(*table, row, findings);
        }
    }
}

void Overrides::read_row(const Table& table, const Node::Entry& row, Findings& findings) {
    if (findings.full()) return;
    const std::string path = "data." + table.name() + "." + shortened(row.key);
    if (row.value->kind != Node::Kind::map) return wrong_kind(*row.value, path, findings);
    if (!table.row(row.key) && !is_new(*row.value)) {
        findings.add({"unknown-reference",
                      row.position,
                      path,
                      shortened(row.key),
                      {"a row of the table " + table.name(), table.name() + "の行"},
                      {"for a row of your own, add \"new: yes\"", "独自の行には「new: yes」を加えてください"},
                      suggest(row.key, table.keys()),
                      Severity::error});
        return;
    }
    auto& cells = cells_[table.name()][row.key];
    Text source;
    if (const auto* entry = row.value->find("source")) source = text_of(*entry->value);
    for (const auto& entry : row.value->entries) {
        if (entry.key == "source" || entry.key == "new") continue;
        const std::string cell_path = path + "." + shortened(entry.key);
        const auto column = table.column(entry.key);
        if (!column || !table.columns()[*column].unit) {
            findings.add({"unknown-key",
                          entry.position,
                          cell_path,
                          shortened(entry.key),
                          one_of(column_names(table)),
                          {"name a numeric column of the table " + table.name(),
                           table.name() + "の数値の列の名前を書いてください"},
                          suggest(entry.key, column_names(table)),
                          Severity::error});
            continue;
        }
        const Unit& unit = *table.columns()[*column].unit;
        if (entry.value->kind != Node::Kind::scalar) {
            findings.add({"wrong-kind",
                          entry.value->kind == Node::Kind::null ? entry.position : entry.value->position,
                          cell_path,
                          kind_sign(entry.value->kind),
                          {"a value in " + unit.text, unit.text + "の値"},
                          {"write the value behind the colon", "コロンの後に値を書いてください"},
                          "",
                          Severity::error});
            continue;
        }
        const auto read = parse_quantity(entry.value->text, unit);
        if (const auto* error = std::get_if<QuantityError>(&read)) {
            findings.add({error->code, entry.value->position, cell_path, shortened(entry.value->text), error->expected,
                          error->fix, error->suggestion, Severity::error});
            continue;
        }
        cells[entry.key] = {std::get<double>(read), entry.value->text, entry.value->position, source};
    }
}

const Overrides::Cell* Overrides::find(const std::string& table, const std::string& row,
                                       const std::string& column) const {
    const Cell* cell = peek(table, row, column);
    if (cell != nullptr) cell->read = true;
    return cell;
}

const Overrides::Cell* Overrides::peek(const std::string& table, const std::string& row,
                                       const std::string& column) const {
    const auto t = cells_.find(table);
    if (t == cells_.end()) return nullptr;
    const auto r = t->second.find(row);
    if (r == t->second.end()) return nullptr;
    const auto c = r->second.find(column);
    return c == r->second.end() ? nullptr : &c->second;
}

void Overrides::read_column(const std::string& table, const std::string& column) const {
    const auto t = cells_.find(table);
    if (t == cells_.end()) return;
    for (const auto& [row, cells] : t->second) {
        if (const auto cell = cells.find(column); cell != cells.end()) cell->second.read = true;
    }
}

std::vector<std::string> Overrides::rows(const std::string& table) const {
    std::vector<std::string> names;
    if (const auto found = cells_.find(table); found != cells_.end()) {
        for (const auto& [name, cells] : found->second) names.push_back(name);
    }
    return names;
}

}  // namespace gaiku
