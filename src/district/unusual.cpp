#include "district/unusual.h"

#include <fmt/format.h>

#include "district/words.h"

namespace gaiku {
namespace {

constexpr double hundredfold = 100;

/// The row that a figure of `record` would be taken from; empty where a part of its name is not known.
std::string row_of(const Record& record, const std::string& pattern) {
    std::string row;
    std::string_view rest = pattern;
    while (!rest.empty()) {
        const auto open = std::min(rest.find('{'), rest.size());
        row += rest.substr(0, open);
        rest.remove_prefix(open);
        if (rest.empty()) break;
        const auto close = rest.find('}');
        const Value* value = record.find(rest.substr(1, close - 1));
        if (value == nullptr || value->text.empty()) return {};
        row += value->text;
        rest.remove_prefix(close + 1);
    }
    return row;
}

std::optional<double> number_of(const Tables& tables, const DataCell& cell, const std::string& row) {
    const Table* table = tables.find(cell.table);
    const auto r = table == nullptr ? std::nullopt : table->row(row);
    const auto c = table == nullptr ? std::nullopt : table->column(cell.column);
    return r && c ? table->number(*r, *c) : std::nullopt;
}

void check(const Record& record, const Tables& tables, Findings& findings) {
    for (const auto& [key, value] : record.values()) {
        if (value.origin != Origin::given || value.field->data.table.empty() || value.number <= 0) continue;
        const std::string row = row_of(record, value.field->data.row);
        const auto usual = number_of(tables, value.field->data, row);
        if (!usual || *usual <= 0) continue;
        const double ratio = value.number / *usual;
        if (ratio < hundredfold && ratio > 1 / hundredfold) continue;
        const std::string there = print_quantity(*usual, unit_of(*value.field));
        const std::string where = fmt::format("{} {}", value.field->data.table, row);
        Finding finding = record.finding(
            "unusual", key,
            {fmt::format("about {} (data {})", there, where), fmt::format("{} 程度（参照データ {}）", there, where)},
            {"check the unit; if it is meant, leave it", "単位を確かめてください。意図した値ならそのままで構いません"});
        finding.severity = Severity::warning;
        findings.add(std::move(finding));
    }
}

}  // namespace

void warn_of_unusual_figures(const District& district, const Tables& tables, Findings& findings) {
    const Value* economics = district.root->find("economics");
    if (economics == nullptr || economics->record->text_or("currency", "yen") != "yen") return;
    for (const auto& [id, asset] : district.assets()) check(*asset, tables, findings);
    if (district.has_environment()) check(district.environment(), tables, findings);
}

}  // namespace gaiku
