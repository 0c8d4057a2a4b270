#include "district/district.h"

#include <algorithm>
#include <cmath>

#include "district/check.h"
#include "district/yaml.h"

namespace gaiku {
namespace {

District read_one(const NodePtr& document, const Format& format, const Tables& tables, const DistrictCheck& check,
                  Findings& findings) {
    District district;
    auto overrides = std::make_shared<Overrides>();
    if (const auto* data = document->find("data")) overrides->read(*data->value, tables, findings);
    Findings own;
    district.root = Reader(tables, *overrides, *document, own).read(*document, format.root(), "", "");
    district.overrides = std::move(overrides);
    for (const auto& finding : own.all()) findings.add(finding);
    if (own.has_errors()) return district;
    check_district(district, findings);
    check(district, findings);
    return district;
}

std::vector<std::optional<double>> supply_rates(const Value& value) {
    std::vector<std::optional<double>> rates;
    for (const double rate : value.numbers) {
        rates.push_back(std::isnan(rate) ? std::nullopt : std::optional(rate));
    }
    return rates;
}

}  // namespace

DistrictFile read_district(const NodePtr& document, const std::string& file, const Format& format, const Tables& tables,
                           const DistrictCheck& check, Findings& findings) {
    DistrictFile result;
    result.file = file;
    if (!document) return result;
    if (document->kind != Node::Kind::map) {
        findings.add({"wrong-kind",
                      document->position,
                      "",
                      kind_name(document->kind).en,
                      {"entries \"name: value\"", "「名前: 値」の並び"},
                      {},
                      "",
                      Severity::error});
        return result;
    }
    Findings own;
    const District base = read_one(document, format, tables, check, own);
    const auto& eras = base.root->records("scenarios");
    if (base.root->has("scenarios") && eras.empty()) {
        own.add(base.root->finding("missing-key", "scenarios", {"at least one scenario", "シナリオを一つ以上"}, {}));
    }
    for (const auto& [index, era] : eras) {
        if (!era->has("era") || !era->has("supply_rate")) continue;
        NodePtr view = document;
        if (const Value* change = era->find("change")) {
            const Node* at = change->node.get();
            if (at->kind != Node::Kind::map) {
                own.add(era->finding("wrong-kind", "change", {"entries \"name: value\"", "「名前: 値」の並び"}, {}));
                continue;
            }
            if (const auto* inner = at->find("scenarios")) {
                own.add({"contradiction",
                         inner->position,
                         "scenarios",
                         "",
                         {"no scenarios within a scenario", "シナリオの中にシナリオは書けません"},
                         {},
                         "",
                         Severity::error});
                continue;
            }
            view = merge(document, change->node, own);
        }
        Era one{era->text("era"),
                era->has("name") ? era->at("name").localized : Text{era->text("era"), era->text("era")},
                supply_rates(era->at("supply_rate")),
                {}};
        one.district = view == document ? base : read_one(view, format, tables, check, own);
        result.eras.push_back(std::move(one));
    }
    for (auto& finding : own.sorted()) findings.add(std::move(finding));
    return result;
}

DistrictFile read_district(const std::filesystem::path& path, const Format& format, const Tables& tables,
                           const DistrictCheck& check, Findings& findings) {
    const NodePtr document = read_document(path, findings);
    return read_district(document, path.string(), format, tables, check, findings);
}

}  // namespace gaiku
