#include "district/district.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "district/calendar.h"
#include "district/change.h"
#include "district/check.h"
#include "district/map/reader.h"
#include "district/measured/reader.h"
#include "district/method_check.h"
#include "district/weather_reader.h"
#include "district/words.h"
#include "district/yaml.h"

namespace gaiku {
namespace {

/// Every scenario is a whole district to check; more of them belong into a study of their own.
constexpr std::size_t most_scenarios = 200;

/// What all scenarios of a file are read with.
struct Way {
    const Format& format;
    const Tables& tables;
    const DistrictCheck& check;
    WeatherReader weather;
    SeriesReader series{};
    MeasuredReader measured;
};

/// The hours are whole steps.
void check_steps(const District& district, Findings& findings) {
    const double steps = district.plan().number("hours") / district.plan().number("step");
    if (std::abs(steps - std::round(steps)) < 1e-9 * steps && steps >= 1) return;
    findings.add(district.plan().finding("contradiction", "step",
                                         {"a step that divides the hours", "時間数を割り切るステップ"},
                                         {"choose another step", "別のステップにしてください"}));
}

District read_one(const NodePtr& document, Way& reading, Findings& findings) {
    District district;
    Findings own;
    auto overrides = std::make_shared<Overrides>();
    if (const auto* data = document->find("data")) overrides->read(*data->value, reading.tables, own);
    check_days_off(*overrides, own);
    district.root = Reader(reading.tables, *overrides, *document, own).read(*document, reading.format.root(), "", "");
    district.overrides = std::move(overrides);
    district.tables = &reading.tables;
    check_method(*document, *district.root, reading.format.root(), own);
    check_currency(*district.root, own);
    district.weather = reading.weather.read(*district.root, own);
    if (district.is_network()) district.weather_of_unit_loads = reading.weather.of_unit_loads(*district.root);
    if (district.is_network()) check_measured_sources(district, own);
    // A network is checked as a whole, by series that belong together: only when all of them can be read.
    if (district.is_network() && !own.has_errors()) {
        check_steps(district, own);
        district.series = reading.series.read(*district.root, district.weather.get(), district.plan().number("step"),
                                              district.steps(), own);
        check_series_units(*district.root, district.series, own);
        check_measured_demands(district, own);
        if (!own.has_errors()) district.measured = reading.measured.read(district, reading.tables, own);
    }
    check_district(district, own);
    // What cannot be read is told once, for whichever scenario asks first; the others lack the series all the same.
    const bool whole = district.series.size() == district.root->records("series").size();
    if (!district.is_network() || (whole && !own.has_errors())) reading.check(district, own);
    for (const auto& finding : own.all()) findings.add(finding);
    check_series_ranges(*district.root, district.series, findings);
    return district;
}

bool same(const Finding& a, const Finding& b) {
    return a.code == b.code && a.position == b.position && a.path == b.path && a.value == b.value;
}

/// Reads the entries of `scenarios` over the document that is read already.
class ScenarioReader {
public:
    ScenarioReader(const Section& root, const NodePtr& document, const District& base, const Findings& of_base,
                   Findings& findings)
        : root_(root), document_(document), base_(base), of_base_(of_base), findings_(findings) {}

    /// Whether the entry can be read at all: it has an id of its own, in method microgrid a rate, and a change that may
    /// be laid over the file.
    bool good(const Record& era) {
        const char* key = era.has("id") ? "id" : "era";
        if (!era.has("id") && !(era.has("era") && era.has("supply_rate"))) return false;
        const std::string& id = era.text(key);
        if (!is_id(id)) {
            findings_.add(era.finding(
                "not-an-id", key, {"a short name of ASCII letters, digits, _ and -", "半角英数字と _ - の短い名前"},
                {"put the Japanese name into \"name:\"", "日本語の名称は「name:」に書いてください"}));
            return false;
        }
        if (!ids_.insert(id).second) {
            findings_.add(era.finding("duplicate-key", key, {"each name once", "名前は一度だけ"},
                                      {"give it another name, or put its rates into the first one",
                                       "別の名前にするか、供給率を最初の項目にまとめてください"}));
            return false;
        }
        if (!good_rates(era)) return false;
        return !era.has("change") || good_change(era);
    }

    /// The document as it is in this scenario, and what is amiss in it alone.
    template <class ReadOne>
    void read(const Record& era, const ReadOne& read_one, Era& into) {
        const Value* change = era.find("change");
        if (change == nullptr) {
            into.district = base_;
            into.warnings = of_base_.all();
            return;
        }
        const std::string path = era.path() + ".change";
        const NodePtr view = merge(document_, change->node, findings_, path);
        Findings own;
        into.district = read_one(view, own);
        for (const auto& finding : own.all()) {
            const auto& known = of_base_.all();
            const bool of_base =
                std::any_of(known.begin(), known.end(), [&](const Finding& f) { return same(f, finding); });
            into.warnings.push_back(of_base ? finding : placed_in_change(finding, *change->node, path));
            if (!of_base) findings_.add(into.warnings.back());
        }
    }

private:
    bool good_rates(const Record& era) {
        const Value* rates = era.find("supply_rate");
        if (rates == nullptr) return true;
        std::vector<double> seen;
        for (const double rate : rates->numbers) {
            const bool again = std::any_of(seen.begin(), seen.end(), [&](double other) {
                return other == rate || (std::isnan(other) && std::isnan(rate));
            });
            seen.push_back(rate);
            if (!again) continue;
            findings_.add(era.finding("contradiction", "supply_rate", {"each rate once", "各供給率は一度だけ"},
                                      {"leave out the repeated rate", "重複する供給率を消してください"}));
            return false;
        }
        return true;
    }

    bool good_change(const Record& era) {
        const Node& change = *era.at("change").node;
        if (change.kind != Node::Kind::map) {
            findings_.add(era.finding(
                "wrong-kind", "change", kind_name(Node::Kind::map),
                {"write it like the file: change: { assets: { battery: { capacity: 500 kWh } } }",
                 "ファイルと同じ形で書いてください: change: { assets: { battery: { capacity: 500 kWh } } }"}));
            return false;
        }
        bool good = true;
        for (const char* key : {"scenarios", "include", "gaiku"}) {
            const auto* entry = change.find(key);
            if (entry == nullptr) continue;
            good = false;
            findings_.add({"contradiction",
                           entry->position,
                           era.path() + ".change." + key,
                           key,
                           {"a change of the district, without scenarios, include and gaiku",
                            "街区の変更点（scenarios・include・gaiku は書けません）"},
                           {"move it to the top of the file", "ファイルの先頭の階層に移してください"},
                           "",
                           Severity::error});
        }
        good = good_about(era, change) && good;
        return check_new_entries(change, *document_, root_, era.path() + ".change", findings_) && good;
    }

    /// The district's id and its map are those of the whole file.
    bool good_about(const Record& era, const Node& change) {
        static const std::pair<const char*, std::pair<Text, Text>> wholes[] = {
            {"id",
             {{"one id for the whole file", "文書全体で一つの id"},
              {"remove it; scenarios differ by their era", "消してください（シナリオは時点で区別されます）"}}},
            {"map",
             {{"one map for the whole file", "文書全体で一つの地図"},
              {"move it to the top of the file", "ファイルの先頭の階層に移してください"}}}};
        const auto* about = change.find("district");
        bool good = true;
        for (const auto& [key, told] : wholes) {
            const auto* entry = about == nullptr ? nullptr : about->value->find(key);
            if (entry == nullptr) continue;
            good = false;
            findings_.add({"contradiction", entry->position, era.path() + ".change.district." + key, key, told.first,
                           told.second, "", Severity::error});
        }
        return good;
    }

    const Section& root_;
    const NodePtr& document_;
    const District& base_;
    const Findings& of_base_;
    Findings& findings_;
    std::set<std::string> ids_;
};

/// Cells of `data` that no scenario reads: a warning each, for a planner thinks that they count.
void warn_of_unread(const District& base, const std::vector<Era>& eras, Findings& findings) {
    std::set<Position> read;
    std::map<Position, Finding> unread;
    const auto collect = [&](const District& district) {
        for (const auto& [table, rows] : district.overrides->all()) {
            for (const auto& [row, cells] : rows) {
                for (const auto& [column, cell] : cells) {
                    if (cell.read) read.insert(cell.position);
                    unread.try_emplace(
                        cell.position,
                        Finding{"unread",
                                cell.position,
                                fmt::format("data.{}.{}.{}", table, row, column),
                                shortened(cell.written),
                                {"a figure that an entry of this district refers to", "この街区の項目が参照する値"},
                                {"correct the table, row or column, or remove it; gaiku data show " + table,
                                 "表・行・列を直すか、消してください（gaiku data show " + table + "）"},
                                "",
                                Severity::warning});
                }
            }
        }
    };
    collect(base);
    for (const auto& era : eras) collect(era.district);
    for (auto& [position, finding] : unread) {
        if (!read.contains(position)) findings.add(std::move(finding));
    }
}

std::vector<std::optional<double>> supply_rates(const Value& value) {
    std::vector<std::optional<double>> rates;
    for (const double rate : value.numbers) {
        rates.push_back(std::isnan(rate) ? std::nullopt : std::optional(rate));
    }
    return rates;
}

/// A scenario without its district.
Era era_of(const Record& scenario) {
    const bool network = scenario.has("id");
    const std::string& id = scenario.text(network ? "id" : "era");
    return {id,
            scenario.localized_or("name", {id, id}),
            network ? std::vector<std::optional<double>>{} : supply_rates(scenario.at("supply_rate")),
            {}};
}

}  // namespace

bool District::is_network() const {
    const Value* plan = root->find("plan");
    return plan != nullptr && plan->record && plan->record->has("method") && plan->record->text("method") == "network";
}

const District& district_of(const DistrictFile& file, const std::string& era) {
    const auto same = [&](const Era& one) { return one.id == era; };
    return std::find_if(file.eras.begin(), file.eras.end(), same)->district;
}

std::size_t District::steps() const {
    return static_cast<std::size_t>(std::lround(plan().number("hours") / plan().number("step")));
}

DistrictFile read_district(const NodePtr& document, const std::string& file, const Format& format, const Tables& tables,
                           const DistrictCheck& check, Findings& findings, const StoreOpener& open_store) {
    DistrictFile result;
    result.file = file;
    result.document = document;
    if (!document) return result;
    if (document->kind != Node::Kind::map) {
        findings.add({"wrong-kind",
                      document->position,
                      "",
                      kind_sign(document->kind),
                      {"entries \"name: value\"", "「名前: 値」の並び"},
                      {"begin with \"gaiku: 1\"; a template shows the rest: gaiku new TEMPLATE DIR",
                       "「gaiku: 1」から始めてください。ひな形: gaiku new TEMPLATE DIR"},
                      "",
                      Severity::error});
        return result;
    }
    Way reading{format, tables, check, WeatherReader(tables), {}, MeasuredReader(open_store)};
    const auto read = [&](const NodePtr& view, Findings& found) { return read_one(view, reading, found); };
    Findings own;
    const District base = read(document, own);
    const auto& eras = base.root->records("scenarios");
    if (base.root->has("scenarios") && (eras.empty() || eras.size() > most_scenarios)) {
        own.add(base.root->finding(eras.empty() ? "missing-key" : "too-long", "scenarios",
                                   {fmt::format("1 to {} scenarios; here are {}", most_scenarios, eras.size()),
                                    fmt::format("シナリオは1から{}件（今は{}件）", most_scenarios, eras.size())},
                                   {"add or remove scenarios", "シナリオの数を直してください"}));
    }
    const Findings of_base = own;
    ScenarioReader scenarios(format.root(), document, base, of_base, own);
    for (const auto& [index, era] : eras) {
        if (own.full() || eras.size() > most_scenarios) break;
        if (!scenarios.good(*era)) continue;
        result.eras.push_back(era_of(*era));
        scenarios.read(*era, read, result.eras.back());
    }
    if (!own.has_errors()) warn_of_unread(base, result.eras, own);
    result.map = read_site_map(base, result.eras, own);
    if (!base.root->has("scenarios") && base.is_network() && !own.has_errors())
        result.eras.push_back({"base", {"As the file says", "この文書のとおり"}, {}, base, own.all()});
    for (auto& finding : own.sorted()) findings.add(std::move(finding));
    return result;
}

DistrictFile read_district(const std::filesystem::path& path, const Format& format, const Tables& tables,
                           const DistrictCheck& check, Findings& findings, const StoreOpener& open_store,
                           const std::string* given) {
    Findings all;
    const NodePtr document = read_document(path, all, given);
    DistrictFile file = read_district(document, path.string(), format, tables, check, all, open_store);
    for (auto& finding : all.sorted()) findings.add(std::move(finding));
    return file;
}

}  // namespace gaiku
