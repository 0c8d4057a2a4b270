#include "report/climate_assumptions.h"

#include <fmt/format.h>
#include <set>

#include "demand/building_loads.h"
#include "demand/climate_factor.h"

namespace gaiku {
namespace {

Text meaning_of(Service service) {
    const Text what = service == Service::electricity ? Text{"air conditioning in the electricity", "電力のうち空調"}
                                                      : service_text(service);
    return {"unit load of region 6 in the district's climate, " + what.en + ": multiplied by (year; highest hour)",
            "街区の気候での原単位（" + what.ja + "）：地域区分6の値に対する倍率（年間・最大）"};
}

Text source_of(const District& district) {
    return {fmt::format("degree hours in the hours of use: {} over {} (degree-day method: CIBSE TM41); the building "
                        "itself, its insulation and its sun stay those of region 6",
                        district.weather->place.en, district.weather_of_unit_loads->place.en),
            fmt::format("使用時間帯の度時の比：{}÷{}（度日法：CIBSE TM41）。建物の断熱・日射は地域区分6のまま",
                        district.weather->place.ja, district.weather_of_unit_loads->place.ja)};
}

class ClimateAssumptions {
public:
    explicit ClimateAssumptions(const District& district)
        : district_(district),
          tables_(district),
          days_(year_days(static_cast<int>(district.plan().number("year")), Calendar(district, *district.tables))) {}

    void add(const Record& building) {
        const BuildingUse use(tables_, building.text("use"),
                              static_cast<int>(building.number("persons_per_household")));
        for (std::size_t i = 0; i < services; ++i) {
            const auto service = static_cast<Service>(i);
            const auto load = building_load(building, service);
            if (!load || !load->of_row || !(load->annual_kwh > 0) || !use.known()) continue;
            if (follows_temperature(service, use)) add(building.text("use"), service, {use, days_});
        }
    }

    [[nodiscard]] std::vector<Assumption> all() && { return std::move(all_); }

private:
    void add(const std::string& use, Service service, const ShapeBasis& basis) {
        const std::string path = fmt::format("unit_load_climate.{}.{}", use, name_of(service));
        if (!told_.insert(path).second) return;
        const ClimateFactor factor = degree_factor(district_, service, basis);
        all_.push_back({path,
                        meaning_of(service),
                        fmt::format("{:.2f}; {:.2f}", factor.year, factor.peak),
                        Origin::preset,
                        "C",
                        source_of(district_),
                        "",
                        {}});
    }

    const District& district_;
    DemandTables tables_;
    YearDays days_;
    std::set<std::string> told_;
    std::vector<Assumption> all_;
};

}  // namespace

std::vector<Assumption> climate_assumptions(const District& district) {
    if (!district.weather || !district.weather_of_unit_loads || !district.plan().has("year")) return {};
    ClimateAssumptions assumptions(district);
    for (const auto& [id, building] : district.buildings()) assumptions.add(*building);
    return std::move(assumptions).all();
}

}  // namespace gaiku
