#include "base/suggest.h"
#include "base/unit.h"
#include "district/reader.h"

namespace gaiku {
namespace {

void wrong_kind(const Node& node, const std::string& path, Findings& findings) {
    findings.add({"wrong-kind",
                  node.position,
                  path,
                  kind_name(node.kind).en,
                  {"entries \"name: value\"", "「名前: 値」の並び"},
                  {},
                  "",
                  Severity::error});
}

/// A text, or {en: ..., ja: ...}.
Text text_of(const Node& node) {
    const auto* en = node.find("en");
    const auto* ja = node.find("ja");
    return {en == nullptr ? node.text : en->value->text, ja == nullptr ? node.text : ja->value->text};
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
    if (node.kind != Node::Kind::map) return wrong_kind(node, "data", findings);
    for (const auto& entry : node.entries) {
        const Table* table = tables.find(entry.key);
        if (table == nullptr) {
            findings.add({"unknown-reference",
                          entry.position,
                          "data." + entry.key,
                          entry.key,
                          {"a table of gaiku data list", "gaiku data list の表"},
                          {},
                          suggest(entry.key, tables.names()),
                          Severity::error});
        } else if (entry.value->kind != Node::Kind::map) {
            wrong_kind(*entry.value, "data." + entry.key, findings);
        } else {
            for (const auto& row : entry.value->entries) read_row(*table, row, findings);
        }
    }
}

void Overrides::read_row(const Table& table, const Node::Entry& row, Findings& findings) {
    const std::string path = "data." + table.name() + "." + row.key;
    if (row.value->kind != Node::Kind::map) return wrong_kind(*row.value, path, findings);
    const Node::Entry* fresh = row.value->find("new");
    if (!table.row(row.key) && (fresh == nullptr || fresh->value->text != "yes")) {
        findings.add({"unknown-reference",
                      row.position,
                      path,
                      row.key,
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
        const auto column = table.column(entry.key);
        if (!column || !table.columns()[*column].unit) {
            findings.add({"unknown-key",
                          entry.position,
                          path + "." + entry.key,
                          entry.key,
                          {"a numeric column of the table " + table.name(), table.name() + "の数値の列"},
                          {},
                          suggest(entry.key, column_names(table)),
                          Severity::error});
            continue;
        }
        const auto read = parse_quantity(entry.value->text, *table.columns()[*column].unit);
        if (const auto* error = std::get_if<QuantityError>(&read)) {
            findings.add({error->code, entry.value->position, path + "." + entry.key, entry.value->text,
                          error->expected, error->fix, error->suggestion, Severity::error});
            continue;
        }
        cells[entry.key] = {std::get<double>(read), entry.value->text, entry.value->position, source};
    }
}

const Overrides::Cell* Overrides::find(const std::string& table, const std::string& row,
                                       const std::string& column) const {
    const auto t = cells_.find(table);
    if (t == cells_.end()) return nullptr;
    const auto r = t->second.find(row);
    if (r == t->second.end()) return nullptr;
    const auto c = r->second.find(column);
    return c == r->second.end() ? nullptr : &c->second;
}

bool Overrides::has_row(const std::string& table, const std::string& row) const {
    const auto t = cells_.find(table);
    return t != cells_.end() && t->second.contains(row);
}

}  // namespace gaiku
