#include "report/resilience_sheets.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/unit.h"

namespace gaiku {
namespace {

using As = Sheet::Format;
using resilience::Curve;
using resilience::Help;
using resilience::Survival;

constexpr std::array<Text (*)(), 4> season_words{[] {
                                                     return Text{"Spring (Mar-May)", "春（3～5月）"};
                                                 },
                                                 [] {
                                                     return Text{"Summer (Jun-Aug)", "夏（6～8月）"};
                                                 },
                                                 [] {
                                                     return Text{"Autumn (Sep-Nov)", "秋（9～11月）"};
                                                 },
                                                 [] {
                                                     return Text{"Winter (Dec-Feb)", "冬（12～2月）"};
                                                 }};

class ResilienceSheets {
public:
    ResilienceSheets(const Plan& plan, Language language) : plan_(plan), language_(language) {}

    std::vector<Sheet> all() const {
        const bool any = std::any_of(plan_.scenarios.begin(), plan_.scenarios.end(),
                                     [](const ScenarioPlan& s) { return s.survival.has_value(); });
        if (!any) return {};
        std::vector<Sheet> sheets{survival(), classes(), helps()};
        std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
        return sheets;
    }

private:
    [[nodiscard]] std::string say(const char* en, const char* ja) const { return language_ == Language::ja ? ja : en; }
    [[nodiscard]] Sheet::Column scenario_column() const { return {say("Scenario", "計画"), As::text, 14}; }

    template <class Use>
    void each(Use&& use) const {
        for (const ScenarioPlan& scenario : plan_.scenarios) {
            if (scenario.survival) use(scenario, *scenario.survival);
        }
    }

    [[nodiscard]] Sheet survival() const {
        Sheet sheet{say("Survival", "停電時の継続"),
                    {scenario_column(),
                     {say("Outages that begin", "停電の発生"), As::text, 22},
                     {say("Outages", "停電の数"), As::whole},
                     {say("Mean (h)", "平均継続時間 (h)"), As::one_decimal}},
                    {}};
        const auto hours = told();
        for (const double hour : hours)
            sheet.columns.push_back({fmt::format("≥ {} h (%)", print_number(hour, 2)), As::one_decimal, 10});
        each([&](const ScenarioPlan& scenario, const Survival& is) {
            const bool exact = is.failures_exact();
            add(sheet, scenario, is, exact ? say("All", "すべて") : say("All, at least", "すべて（下限）"), is.all,
                hours);
            if (!exact) add(sheet, scenario, is, say("All, at most", "すべて（上限）"), at_most(is), hours);
            if (is.without_failures.starts > 0)
                add(sheet, scenario, is, say("All, no failures", "すべて（故障なし）"), is.without_failures, hours);
            for (std::size_t i = 0; i < is.seasons.size(); ++i)
                add(sheet, scenario, is, season_words[i]().in(language_), is.seasons[i], hours);
            for (std::size_t h = 0; h < is.start_hours.size(); ++h)
                add(sheet, scenario, is, fmt::format("{}:00", h), is.start_hours[h], hours);
        });
        return sheet;
    }

    /// Where not every history of failures was followed.
    [[nodiscard]] static Curve at_most(const Survival& is) {
        Curve most = is.all;
        most.mean_hours += is.may_be_more.mean_hours;
        for (std::size_t i = 0; i < most.probability.size(); ++i)
            most.probability[i] = std::min(1.0, most.probability[i] + is.may_be_more.probability[i]);
        return most;
    }

    /// Of all scenarios together: their horizons may differ.
    [[nodiscard]] std::vector<double> told() const {
        std::vector<double> hours;
        each([&](const ScenarioPlan&, const Survival& is) {
            hours.insert(hours.end(), is.hours.begin(), is.hours.end());
        });
        std::sort(hours.begin(), hours.end());
        hours.erase(std::unique(hours.begin(), hours.end()), hours.end());
        return hours;
    }

    static void add(Sheet& sheet, const ScenarioPlan& scenario, const Survival& is, std::string what,
                    const Curve& curve, const std::vector<double>& hours) {
        if (curve.starts <= 0) return;
        std::vector<Sheet::Cell> row{scenario.id, std::move(what), curve.starts, curve.mean_hours};
        for (const double hour : hours) {
            const auto at = std::find(is.hours.begin(), is.hours.end(), hour);
            Sheet::Cell cell;
            if (at != is.hours.end()) cell = 100 * curve.probability[static_cast<std::size_t>(at - is.hours.begin())];
            row.push_back(std::move(cell));
        }
        sheet.rows.push_back(std::move(row));
    }

    [[nodiscard]] Sheet classes() const {
        Sheet sheet{say("Load in an outage", "停電時の負荷"),
                    {scenario_column(),
                     {say("Class", "重要度"), As::text, 26},
                     {say("Served whole (h)", "全量供給時間 (h)"), As::one_decimal},
                     {say("Asked for (kWh)", "需要 (kWh)"), As::one_decimal},
                     {say("Unserved (kWh)", "供給不足 (kWh)"), As::one_decimal}},
                    {}};
        each([&](const ScenarioPlan& scenario, const Survival& is) {
            for (std::size_t k = 0; k < load_classes; ++k) {
                const auto& load = is.classes[k];
                if (load.asked_kwh <= 0) continue;
                sheet.rows.push_back({scenario.id, load_class_words(static_cast<LoadClass>(k)).in(language_),
                                      load.served_hours, load.asked_kwh, load.unserved_kwh});
            }
        });
        return sheet;
    }

    [[nodiscard]] std::string asset_name(const ScenarioPlan& scenario, const std::string& id) const {
        for (const Era& era : plan_.file.eras) {
            if (era.id != scenario.era) continue;
            for (const auto& [name, asset] : era.district.assets()) {
                if (name == id) return asset->name().in(language_);
            }
        }
        return id;
    }

    [[nodiscard]] Sheet helps() const {
        Sheet sheet{say("What would help", "継続時間を延ばすもの"),
                    {scenario_column(),
                     {say("Asset", "設備"), As::text, 26},
                     {say("One more", "追加する量"), As::text, 16},
                     {say("Lasts longer, mean (h)", "平均継続時間の増加 (h)"), As::any, 18}},
                    {}};
        each([&](const ScenarioPlan& scenario, const Survival& is) {
            for (const Help& help : is.helps) {
                const std::string unit = help.what == Help::What::energy  ? "kWh"
                                         : help.what == Help::What::power ? "kW"
                                                                          : say("day of fuel", "日分の燃料");
                sheet.rows.push_back({scenario.id, asset_name(scenario, help.id),
                                      fmt::format("{} {}", print_number(help.amount, 2), unit), help.extra_hours});
            }
        });
        return sheet;
    }

    const Plan& plan_;
    Language language_;
};

}  // namespace

Text load_class_words(LoadClass load_class) {
    switch (load_class) {
        case LoadClass::shelter:
            return {"Shelters", "避難所"};
        case LoadClass::class_1:
            return {"Class 1, must keep running", "クラス1（停止できない）"};
        case LoadClass::class_2:
            return {"Class 2", "クラス2"};
        case LoadClass::class_3:
            return {"Class 3", "クラス3"};
        case LoadClass::class_4:
            return {"Class 4", "クラス4"};
        case LoadClass::class_5:
            return {"Class 5, not required", "クラス5（不要）"};
    }
    return {};
}

std::vector<Sheet> resilience_sheets(const Plan& plan, Language language) {
    return ResilienceSheets(plan, language).all();
}

}  // namespace gaiku
