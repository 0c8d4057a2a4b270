#include "district/method_check.h"

#include <algorithm>
#include <tuple>

#include "base/unit.h"

namespace gaiku {
namespace {

using Keys = std::vector<const char*>;

const Keys microgrid_economics{"value_of_own_generation", "margin_on_demand", "subsidy", "subsidy_covers_replacement"};
const Keys network_economics{"cost_basis", "annuity",        "escalation", "tax_rate", "present_worth_decimals",
                             "currency",   "other_operating"};

const Keys network_buildings{"demands",
                             "measured",
                             "unit_load",
                             "electricity_per_area",
                             "common_electricity_per_area",
                             "cooling_per_area",
                             "heating_per_area",
                             "hot_water_per_area",
                             "electricity_peak_per_area",
                             "common_electricity_peak_per_area",
                             "cooling_peak_per_area",
                             "heating_peak_per_area",
                             "hot_water_peak_per_area",
                             "match_peak",
                             "safety_factor",
                             "persons_per_household",
                             "hot_water_by",
                             "hot_water_efficiency",
                             "patterns",
                             "outage"};

std::string joined(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
}

class MethodCheck {
public:
    MethodCheck(const Node& document, const Section& format, Findings& findings)
        : document_(document), format_(format), findings_(findings) {}

    void microgrid() {
        require(document_, format_, "", {"buildings", "environment", "scenarios"});
        if (const NodePtr economics = inner(document_, "economics")) {
            require(*economics, section("economics"), "economics", {"value_of_own_generation", "margin_on_demand"});
            forbid(*economics, "economics", network_economics, "network");
        }
        if (const NodePtr environment = inner(document_, "environment"))
            require(*environment, section("environment"), "environment",
                    {"electricity_co2", "electricity_primary_energy"});
        each("buildings", [&](const Node& building, const std::string& path) {
            require(building, section("buildings"), path, {"electricity_profile"});
            forbid(building, path, network_buildings, "network");
        });
        each("scenarios", [&](const Node& scenario, const std::string& path) {
            require(scenario, section("scenarios"), path, {"era", "supply_rate"});
            forbid(scenario, path, {"id", "year", "after"}, "network");
        });
        forbid(document_, "", {"demands", "carriers", "simultaneity", "unit_load_climate"}, "network");
    }

    void network() {
        if (const NodePtr economics = inner(document_, "economics"))
            forbid(*economics, "economics", microgrid_economics, "microgrid");
        each("scenarios", [&](const Node& scenario, const std::string& path) {
            require(scenario, section("scenarios"), path, {"id"});
            forbid(scenario, path, {"era", "supply_rate"}, "microgrid");
        });
    }

private:
    /// A section of the document; an empty one where its key has nothing behind it.
    static NodePtr inner(const Node& node, const char* key) {
        const auto* entry = node.find(key);
        if (entry == nullptr) return nullptr;
        if (entry->value->kind == Node::Kind::map) return entry->value;
        if (entry->value->kind != Node::Kind::null) return nullptr;
        auto empty = std::make_shared<Node>();
        empty->kind = Node::Kind::map;
        empty->position = entry->position;
        return empty;
    }

    [[nodiscard]] const Field* field(const Section& of, const std::string& key) const {
        const auto found =
            std::find_if(of.fields.begin(), of.fields.end(), [&](const Field& f) { return f.key == key; });
        return found == of.fields.end() ? nullptr : &*found;
    }
    [[nodiscard]] const Section& section(const std::string& key) const { return *field(format_, key)->section; }

    template <class Visit>
    void each(const char* key, Visit visit) {
        const auto* entry = document_.find(key);
        if (entry == nullptr) return;
        const bool list = field(format_, key)->kind == Kind::list;
        const auto& [entries, items] = std::tie(entry->value->entries, entry->value->items);
        for (std::size_t i = 0; !list && i < entries.size(); ++i) {
            if (entries[i].value->kind == Node::Kind::map)
                visit(*entries[i].value, std::string(key) + "." + entries[i].key);
        }
        for (std::size_t i = 0; list && i < items.size(); ++i) {
            if (items[i]->kind == Node::Kind::map) visit(*items[i], std::string(key) + "[" + std::to_string(i) + "]");
        }
    }

    void require(const Node& node, const Section& of, const std::string& path, const Keys& keys) {
        for (const std::string key : keys) {
            if (node.find(key) != nullptr) continue;
            const Field* descriptor = field(of, key);
            const std::string unit =
                descriptor->unit.empty() || descriptor->unit == "-" ? "" : " (" + descriptor->unit + ")";
            findings_.add({"missing-key",
                           node.position,
                           joined(path, key),
                           "",
                           {key + unit + ": " + descriptor->meaning.en, key + unit + "：" + descriptor->meaning.ja},
                           {"add \"" + key + ":\"", "「" + key + ":」を加えてください"},
                           "",
                           Severity::error});
        }
    }

    void forbid(const Node& node, const std::string& path, const Keys& keys, const std::string& other) {
        for (const std::string key : keys) {
            const auto* entry = node.find(key);
            if (entry == nullptr) continue;
            findings_.add({"contradiction",
                           entry->position,
                           joined(path, key),
                           key,
                           {"only what this plan.method uses; this belongs to " + other,
                            "この plan.method が使う項目（これは " + other + " の項目）"},
                           {"remove it, or choose \"method: " + other + "\"",
                            "消すか、「method: " + other + "」を選んでください"},
                           "",
                           Severity::error});
        }
    }

    const Node& document_;
    const Section& format_;
    Findings& findings_;
};

/// A default, or an amount, in a file of another currency.
void check_money(const Record& record, const std::string& key, const Value& value, const std::string& currency,
                 Findings& findings) {
    if (value.field == nullptr || !value.text.empty()) return;
    const auto unit = parse_unit(value.field->unit);
    if (!unit || unit->currency.empty()) return;
    if (value.origin == Origin::given && !value.data_row.empty())
        return;  // a row of `data` is checked by its table's unit
    if (value.origin == Origin::given) {
        const std::string written = currency_of(value.written);
        if (written.empty() || written == currency) return;
        findings.add(record.finding(
            "wrong-unit", key,
            {"money in " + currency + " (economics.currency)", currency + " の金額（economics.currency）"},
            {"write it in " + currency + ", or change economics.currency",
             currency + " で書くか、economics.currency を変えてください"}));
        return;
    }
    const bool any = value.number != 0 ||
                     std::any_of(value.numbers.begin(), value.numbers.end(), [](double number) { return number != 0; });
    if (currency == "yen" || !any) return;
    findings.add(record.finding(
        "missing-key", key,
        {value.field->meaning.en + "; gaiku's own figure is in yen",
         value.field->meaning.ja + "（gaikuの既定値は円です）"},
        {"add \"" + key + ":\" in " + currency, "「" + key + ":」を " + currency + " で加えてください"}));
}

void check_money_in(const Record& record, const std::string& currency, Findings& findings) {
    for (const auto& [key, value] : record.values()) {
        check_money(record, key, value, currency, findings);
        if (value.record) check_money_in(*value.record, currency, findings);
        for (const auto& [id, inner] : value.records) check_money_in(*inner, currency, findings);
    }
}

}  // namespace

void check_method(const Node& document, const Record& root, const Section& format, Findings& findings) {
    const Value* plan = root.find("plan");
    const bool known = plan != nullptr && plan->record && plan->record->has("method");
    MethodCheck check(document, format, findings);
    if (known && plan->record->text("method") == "network") return check.network();
    // Where the file does not say which, what it holds does.
    const bool looks_like_network = document.find("demands") != nullptr || document.find("carriers") != nullptr;
    if (known || !looks_like_network) check.microgrid();
}

void check_currency(const Record& root, Findings& findings) {
    const Value* economics = root.find("economics");
    if (economics == nullptr || !economics->record->has("currency")) return;
    check_money_in(root, economics->record->text("currency"), findings);
    for (const auto& [id, series] : root.records("series")) {
        const std::string currency = economics->record->text("currency");
        const auto unit = series->has("unit") ? parse_unit(series->text("unit")) : std::nullopt;
        if (!unit || unit->currency.empty() || unit->currency == currency) continue;
        findings.add(series->finding(
            "wrong-unit", "unit",
            {"money in " + currency + " (economics.currency)", currency + " の金額（economics.currency）"},
            {"correct the unit, or change economics.currency", "単位を直すか、economics.currency を変えてください"}));
    }
}

}  // namespace gaiku
