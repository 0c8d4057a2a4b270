#include "plan/resilience/check.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "base/unit.h"
#include "district/load_classes.h"
#include "district/words.h"

namespace gaiku {
namespace {

class ResilienceCheck {
public:
    ResilienceCheck(const District& district, const Record& resilience, Findings& findings)
        : district_(district), resilience_(resilience), findings_(findings) {}

    void run() {
        load();
        for (const char* key : {"horizon", "reserve"}) whole_steps(resilience_, key);
        district_.is_network()
            ? idle(resilience_, "demand_side_storage",
                   {"method microgrid: here a battery is an asset", "method: microgrid（ここでは蓄電池は設備です）"})
            : idle(resilience_, "gas",
                   {"method network: a microgrid has no gas", "method: network（マイクログリッドにガスはありません）"});
        for (const auto& [id, entry] : resilience_.records("assets")) {
            if (!entry->broken()) asset(id, *entry);
        }
        for (const auto& [id, asset] : district_.assets()) {
            if (!asset->broken()) needs(id, *asset);
        }
        combinations();
    }

private:
    void contradiction(const Record& record, const char* key, Text expected, Text fix) {
        findings_.add(record.finding("contradiction", key, std::move(expected), std::move(fix)));
    }

    void missing(const Record& record, const char* key, Text expected) {
        findings_.add(
            record.finding("missing-key", key, std::move(expected),
                           {std::string("add \"") + key + ":\"", std::string("「") + key + ":」を加えてください"}));
    }

    void load() {
        const Value* load = resilience_.find("load");
        if (district_.is_network()) {
            if (load != nullptr) {
                contradiction(resilience_, "load",
                              {"no load by class here: in method network each demand has its outage:",
                               "method: network では各需要の outage: に重要度を書きます"},
                              {"move it to the demands", "各需要に移してください"});
            }
            if (any_demand_broken()) return;
            some_load(up_to_end_of_demands(), resilience_);
            return;
        }
        if (load == nullptr) {
            missing(resilience_, "load",
                    {"the shares of emergency demand by class: shelter: 15 %",
                     "非常時需要の重要度別割合（例 shelter: 15 %）"});
            return;
        }
        if (load->record->broken()) return;
        check_load_shares(*load->record, findings_);
        some_load(share_up_to(load_shares(*load->record), ends_with()), *load->record);
    }

    [[nodiscard]] LoadClass ends_with() const {
        const auto found = std::find(load_class_names.begin(), load_class_names.end(), resilience_.text("ends_with"));
        return static_cast<LoadClass>(found - load_class_names.begin());
    }

    template <class Visit>
    void each_demand(Visit visit) const {
        for (const auto& [id, demand] : district_.root->records("demands")) visit(*demand);
        for (const auto& [building_id, building] : district_.buildings()) {
            visit(*building);  // what gaiku makes of it has its outage
            for (const auto& [id, demand] : building->records("demands")) visit(*demand);
            if (const Value* measured = building->find("measured")) {
                for (const auto& [carrier, demand] : measured->record->values()) visit(*demand.record);
            }
        }
    }

    [[nodiscard]] bool any_demand_broken() const {
        bool broken = false;
        each_demand([&](const Record& demand) {
            const Value* outage = demand.find("outage");
            broken = broken || demand.broken() || (outage != nullptr && outage->record->broken());
        });
        return broken;
    }

    [[nodiscard]] double up_to_end_of_demands() const {
        double largest = 0;
        each_demand([&](const Record& demand) {
            largest = std::max(largest, share_up_to(demand_load_shares(demand), ends_with()));
        });
        return largest;
    }

    /// Something must be served for an outage to be survived.
    void some_load(double share, const Record& at) {
        if (share > 0) return;
        const std::string& last = resilience_.text("ends_with");
        const std::string where = district_.is_network() ? "demands" : "resilience.load";
        findings_.add(at.finding(
            "missing-key", district_.is_network() ? "ends_with" : "shelter",
            {"some load of a class up to " + last + " (resilience.ends_with), whose end the run tells",
             last + " 以上の重要度の負荷（resilience.ends_with の判定対象）"},
            {"give a share of it in " + where + (district_.is_network() ? " (outage: { shelter: 10 % })" : "") +
                 ", or choose another ends_with",
             where + " に割合を書くか、ends_with を変えてください"}));
    }

    void asset(const std::string& id, const Record& entry) {
        std::vector<std::string> names;
        const Record* asset = nullptr;
        for (const auto& [name, record] : district_.assets()) {
            names.push_back(name);
            if (name == id) asset = record.get();
        }
        if (asset == nullptr) {
            findings_.add(
                entry.finding("unknown-reference", "", one_of(names), {"correct the name", "名前を直してください"}));
            return;
        }
        const bool months = entry.has("flood_months");
        const bool duration = entry.has("flood_duration");
        if (months && !duration)
            missing(entry, "flood_duration", {"how long the flood stops it", "出水による停止時間"});
        if (duration && !months)
            missing(entry, "flood_months", {"the months in which it floods: [7, 9]", "出水のある月（例 [7, 9]）"});
        whole_steps(entry, "flood_duration");
        if (!asset->broken()) fits(*asset, entry);
    }

    /// The outage runs in steps: what is no multiple of one would be rounded unseen, and what is to last nothing too.
    void whole_steps(const Record& record, const char* key) {
        const Value* value = record.find(key);
        if (value == nullptr || value->origin != Origin::given) return;
        const double step = district_.is_network() ? district_.plan().number_or("step", 1) : 1;
        const double steps = value->number / step;
        const bool whole = std::abs(steps - std::round(steps)) < 1e-6;
        if (whole && (steps > 0.5 || std::string_view(key) == "reserve")) return;
        const std::string hours = print_number(step, 4) + " h";
        findings_.add(record.finding("out-of-range", key,
                                     {"a multiple of the step, " + hours, "計算刻み " + hours + " の倍数"},
                                     {"write whole steps", "刻みの倍数で書いてください"}));
    }

    /// Warns of what changes nothing here.
    void idle(const Record& record, const char* key, Text belongs_to) {
        const Value* value = record.find(key);
        if (value == nullptr || value->origin != Origin::given) return;
        Finding finding = record.finding("no-effect", key, std::move(belongs_to), {"remove it", "消してください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    /// What only a generator has.
    void fits(const Record& asset, const Record& entry) {
        const std::string& technology = asset.text("technology");
        if (entry.has("bunker") && technology != "biomass_power") {
            contradiction(entry, "bunker",
                          {"a bunker of biomass_power; another generator has its tank", "biomass_power の燃料庫"},
                          {"remove it", "消してください"});
        }
        const bool fails =
            technology == "biomass_power" || technology == "emergency_generator" || technology == "cogeneration";
        for (const char* key : {"units", "availability", "fails_to_start", "mean_time_to_failure"}) {
            only(entry, key, fails,
                 {"of biomass_power, emergency_generator or cogeneration",
                  "biomass_power・emergency_generator・cogeneration の項目"});
        }
        const bool reliable = entry.number("availability") >= 1 && entry.number("fails_to_start") <= 0 &&
                              !entry.has("mean_time_to_failure");
        if (fails && reliable && entry.number("units") > 1) {
            idle(entry, "units",
                 {"availability, fails_to_start or mean_time_to_failure beside it",
                  "availability・fails_to_start・mean_time_to_failure のいずれか"});
        }
        if (technology == "pv" || technology == "battery" || technology == "electric_vehicle") {
            idle(entry, "needs_mains_water", {"equipment that water cools", "水で冷却する設備"});
        }
        only(entry, "flood_months", fails || technology == "hydro_power",
             {"of hydro_power, biomass_power, emergency_generator or cogeneration",
              "hydro_power・biomass_power・emergency_generator・cogeneration の項目"});
    }

    void only(const Record& entry, const char* key, bool fits, Text of) {
        const Value* value = entry.find(key);
        if (fits || value == nullptr || value->origin != Origin::given) return;
        contradiction(entry, key, std::move(of), {"remove it", "消してください"});
    }

    /// What an outage cannot be run without.
    void needs(const std::string& id, const Record& asset) {
        const std::string& technology = asset.text("technology");
        if (!district_.is_network() && technology == "pv" && district_.root->has("district") &&
            !district_.about().broken() && !district_.weather && !district_.root->has("weather") && !told_region_) {
            told_region_ = true;
            missing(district_.about(), "region",
                    {"the energy-saving region, 1 to 8, whose sun an outage is run with (or \"weather:\")",
                     "停電時の日射に使う省エネ地域区分（1〜8）、または「weather:」"});
        }
        if (technology != "biomass_power" || resilience_.text("fuel_deliveries") == "continue") return;
        for (const auto& [name, entry] : resilience_.records("assets")) {
            if (name == id && (entry->broken() || entry->has("bunker"))) return;
        }
        const std::string example = "assets: { " + id + ": { bunker: 72 h } }";
        missing(resilience_, "assets",
                {"the bunker of " + id + ", which lives on it without deliveries: " + example,
                 id + " の燃料庫（配送がないときの持続時間）: " + example});
    }

    /// Every combination of units that can run is carried by itself, and so are floods.
    void combinations() {
        constexpr double most_states = 200;
        constexpr std::size_t most_floods = 4;
        double states = 1;
        std::set<std::string> floods;
        for (const auto& [id, entry] : resilience_.records("assets")) {
            if (entry->broken()) return;
            const double before = states;
            if (entry->at("units").origin == Origin::given || entry->has("mean_time_to_failure"))
                states *= entry->number("units") + 1;
            if (before <= most_states && states > most_states) {
                contradiction(*entry, "units", {"fewer units altogether", "より少ない台数"},
                              {"count units that fail together as one", "同時に停止する台数を1台として数えてください"});
            }
            if (!entry->has("flood_months") || !entry->has("flood_duration")) continue;
            std::string flood = std::to_string(entry->number("flood_duration"));
            for (const double month : entry->at("flood_months").numbers) flood += " " + std::to_string(month);
            const bool is_new = floods.insert(flood).second;
            if (!is_new || floods.size() != most_floods + 1) continue;
            contradiction(
                *entry, "flood_months", {"up to four different floods", "4種類までの出水"},
                {"give some of them the same months and duration", "いくつかを同じ月と期間にまとめてください"});
        }
    }

    bool told_region_ = false;
    const District& district_;
    const Record& resilience_;
    Findings& findings_;
};

}  // namespace

void check_resilience(const District& district, Findings& findings) {
    const Value* section = district.root->find("resilience");
    if (section == nullptr || !section->record || section->record->broken()) return;
    ResilienceCheck(district, *section->record, findings).run();
}

}  // namespace gaiku
