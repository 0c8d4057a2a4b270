#include "district/district.h"

#include <algorithm>
#include <cmath>

#include "district/check.h"
#include "district/method_check.h"
#include "district/yaml.h"

namespace gaiku {
namespace {

/// What all scenarios of a file are read with.
struct Reading {
    const Format& format;
    const Tables& tables;
    const DistrictCheck& check;
    SeriesReader series{};
};

District read_one(const NodePtr& document, Reading& reading, Findings& findings) {
    District district;
    auto overrides = std::make_shared<Overrides>();
    if (const auto* data = document->find("data")) overrides->read(*data->value, reading.tables, findings);
    Findings own;
    district.root = Reader(reading.tables, *overrides, *document, own).read(*document, reading.format.root(), "", "");
    district.overrides = std::move(overrides);
    check_method(*document, *district.root, reading.format.root(), own);
    for (const auto& finding : own.all()) findings.add(finding);
    if (own.has_errors()) return district;
    Findings of_series;
    check_currency(*district.root, of_series);
    district.series = reading.series.read(*district.root, district.is_network() ? district.steps() : 0, of_series);
    check_series_units(*district.root, district.series, of_series);
    for (const auto& finding : of_series.all()) findings.add(finding);
    if (of_series.has_errors()) return district;
    check_district(district, findings);
    reading.check(district, findings);
    return district;
}

std::vector<std::optional<double>> supply_rates(const Value& value) {
    std::vector<std::optional<double>> rates;
    for (const double rate : value.numbers) {
        rates.push_back(std::isnan(rate) ? std::nullopt : std::optional(rate));
    }
    return rates;
}

/// The document as a scenario has it, or nothing with a finding.
NodePtr changed(const NodePtr& document, const Record& scenario, Findings& findings) {
    const Value* change = scenario.find("change");
    if (change == nullptr) return document;
    if (change->node->kind != Node::Kind::map) {
        findings.add(scenario.finding("wrong-kind", "change", {"entries \"name: value\"", "「名前: 値」の並び"}, {}));
        return nullptr;
    }
    if (const auto* inner = change->node->find("scenarios")) {
        findings.add({"contradiction",
                      inner->position,
                      "scenarios",
                      "",
                      {"no scenarios within a scenario", "シナリオの中にシナリオは書けません"},
                      {},
                      "",
                      Severity::error});
        return nullptr;
    }
    return merge(document, change->node, findings);
}

Era era_of(const Record& scenario) {
    const bool network = scenario.has("id");
    const std::string id = scenario.text(network ? "id" : "era");
    return {id,
            scenario.localized_or("name", {id, id}),
            network ? std::vector<std::optional<double>>{} : supply_rates(scenario.at("supply_rate")),
            {}};
}

void check_ids(const std::vector<std::pair<std::string, std::shared_ptr<const Record>>>& scenarios,
               Findings& findings) {
    std::vector<std::string> seen;
    for (const auto& [index, scenario] : scenarios) {
        if (!scenario->has("id")) continue;
        if (std::find(seen.begin(), seen.end(), scenario->text("id")) != seen.end()) {
            findings.add(scenario->finding("contradiction", "id", {"an id of its own", "他と異なるid"},
                                           {"give it another id", "別のidにしてください"}));
        }
        seen.push_back(scenario->text("id"));
    }
}

}  // namespace

std::size_t District::steps() const {
    return static_cast<std::size_t>(std::lround(plan().number("hours") / plan().number("step")));
}

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
    Reading reading{format, tables, check};
    const District base = read_one(document, reading, own);
    const auto& scenarios = base.root->records("scenarios");
    if (base.root->has("scenarios") && scenarios.empty()) {
        own.add(base.root->finding("missing-key", "scenarios", {"at least one scenario", "シナリオを一つ以上"}, {}));
    }
    check_ids(scenarios, own);
    for (const auto& [index, scenario] : scenarios) {
        if (!scenario->has("id") && !(scenario->has("era") && scenario->has("supply_rate"))) continue;
        const NodePtr view = changed(document, *scenario, own);
        if (!view) continue;
        Era era = era_of(*scenario);
        era.district = view == document ? base : read_one(view, reading, own);
        result.eras.push_back(std::move(era));
    }
    if (!base.root->has("scenarios") && !own.has_errors())
        result.eras.push_back({"base", {"As the file says", "この文書のとおり"}, {}, base});
    for (auto& finding : own.sorted()) findings.add(std::move(finding));
    return result;
}

DistrictFile read_district(const std::filesystem::path& path, const Format& format, const Tables& tables,
                           const DistrictCheck& check, Findings& findings) {
    const NodePtr document = read_document(path, findings);
    return read_district(document, path.string(), format, tables, check, findings);
}

}  // namespace gaiku
