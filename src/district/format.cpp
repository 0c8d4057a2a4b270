#include "district/format.h"

namespace gaiku {
namespace {

/// Square metres of a building.
Field area(const char* key, Text meaning) {
    return {
        .key = key, .kind = Kind::quantity, .unit = "m2", .meaning = std::move(meaning), .minimum = 0, .maximum = 1e8};
}

}  // namespace

Format::Format(const std::map<std::string, const Section*>& assets) {
    const Section& district = district_section();
    const Section& weather = weather_section();
    const Section& block = block_section();
    const Section& profile = profile_section();
    const Section& carrier = carrier_section();
    const Section& series = series_section();
    const Section& load_shares = load_shares_section();
    const Section& demand = demand_section(load_shares, measured_section());
    const Section& building = with_fields(building_section(demand, measured_building_section(load_shares), load_shares),
                                          building_performance_fields());
    const Section& simultaneity = simultaneity_section();
    const Section& asset = asset_section(assets);
    const Section& plan = plan_section();
    const Section& economics = economics_section();
    const Section& environment = environment_section();
    const Section& scenario = scenario_section();
    tariff_ = &tariff_section();
    const Section& finance = finance_section();
    const Section& solve_for = solve_for_section();
    const Section& uncertainty = uncertainty_section();
    const Section& resilience = resilience_section(load_shares);
    root_ =
        &add({.name = "district file",
              .meaning = {"a district and what is to be planned for it", "街区と計画の内容"},
              .fields = {
                  {.key = "gaiku",
                   .kind = Kind::choice,
                   .meaning = {"version of the file format", "ファイル形式の版"},
                   .required = true,
                   .choices = {"1"}},
                  {.key = "include",
                   .kind = Kind::open,
                   .meaning = {"files over which this one is laid", "この文書の土台とするファイル"}},
                  {.key = "district",
                   .kind = Kind::section,
                   .meaning = {"what the district is", "街区の概要"},
                   .required = true,
                   .section = &district},
                  {.key = "weather",
                   .kind = Kind::section,
                   .meaning = {"a year of weather, instead of the climate year of district.region",
                               "気象データ（district.region の標準気象に代わる1年）"},
                   .section = &weather},
                  {.key = "blocks",
                   .kind = Kind::map,
                   .meaning = {"blocks of the district", "街区内のブロック"},
                   .section = &block},
                  {.key = "profiles",
                   .kind = Kind::map,
                   .meaning = {"day profiles of your own", "独自の日負荷曲線"},
                   .section = &profile},
                  {.key = "carriers",
                   .kind = Kind::map,
                   .meaning = {"forms of energy beside electricity, chilled_water, hot_water, steam and gas",
                               "electricity・chilled_water・hot_water・steam・gas 以外のエネルギー種別"},
                   .section = &carrier},
                  {.key = "series",
                   .kind = Kind::map,
                   .meaning = {"numbers for every step, from CSV files", "時系列（CSVファイルなど）"},
                   .section = &series},
                  {.key = "tariffs",
                   .kind = Kind::map,
                   .meaning = {"what suppliers charge, beside the tariffs in the program (method network)",
                               "料金表（gaiku に含まれるもの以外。method: network）"},
                   .section = tariff_},
                  {.key = "buildings",
                   .kind = Kind::map,
                   .meaning = {"buildings and groups of dwellings", "建物・住宅群"},
                   .section = &building},
                  {.key = "simultaneity",
                   .kind = Kind::section,
                   .meaning = {"peak of the district over the sum of peaks, as a source prints it",
                               "同時負荷率（資料の値）"},
                   .section = &simultaneity},
                  {.key = "demands",
                   .kind = Kind::map,
                   .meaning = {"what blocks draw, as series (method network)", "時系列で与える需要（method: network）"},
                   .section = &demand},
                  {.key = "assets",
                   .kind = Kind::map,
                   .meaning = {"equipment, there or to be sized", "設備（既設・新設）"},
                   .required = true,
                   .section = &asset},
                  {.key = "plan",
                   .kind = Kind::section,
                   .meaning = {"what is planned and how", "計画の方法"},
                   .required = true,
                   .section = &plan},
                  {.key = "economics",
                   .kind = Kind::section,
                   .meaning = {"period, rates and prices", "評価期間・率・単価"},
                   .required = true,
                   .section = &economics},
                  {.key = "finance",
                   .kind = Kind::section,
                   .meaning = {"loan, taxes, rising prices: the operator's full account",
                               "借入・税・価格上昇を含む事業収支"},
                   .section = &finance},
                  {.key = "solve_for",
                   .kind = Kind::map,
                   .meaning = {"which value of an input makes the money positive (needs finance)",
                               "収支を黒字にする入力の値（finance が必要）"},
                   .section = &solve_for},
                  {.key = "uncertainty",
                   .kind = Kind::section,
                   .meaning = {"how far the money may come out otherwise (needs finance)",
                               "収支の不確実性（finance が必要）"},
                   .section = &uncertainty},
                  {.key = "resilience",
                   .kind = Kind::section,
                   .meaning = {"what lasts in an outage: an islanded run from every step of the year",
                               "停電時の継続性：年間の各時刻から始まる自立運転"},
                   .section = &resilience},
                  {.key = "environment",
                   .kind = Kind::section,
                   .meaning = {"factors of CO2 and primary energy", "CO2・一次エネルギー換算"},
                   .section = &environment},
                  {.key = "data",
                   .kind = Kind::open,
                   .meaning = {"rows of reference tables that this district replaces", "差し替える参照データ"}},
                  {.key = "scenarios",
                   .kind = Kind::list,
                   .meaning = {"the variants to plan", "計画するシナリオ"},
                   .section = &scenario},
              }});
}

const Section& Format::district_section() {
    return add({.name = "district",
                .meaning = {"what the district is", "街区の概要"},
                .fields = {
                    {.key = "id",
                     .kind = Kind::text,
                     .meaning = {"short name for files", "ファイル名に使う短い名前"},
                     .required = true},
                    {.key = "name",
                     .kind = Kind::localized,
                     .meaning = {"name in reports", "報告書での名称"},
                     .required = true},
                    {.key = "region",
                     .kind = Kind::count,
                     .meaning = {"energy-saving region 1 to 8", "省エネ地域区分 1〜8"},
                     .minimum = 1,
                     .maximum = 8},
                    {.key = "source",
                     .kind = Kind::localized,
                     .meaning = {"where the district's figures come from", "街区の数値の出典"}},
                    {.key = "note", .kind = Kind::localized, .meaning = {"a remark for readers", "備考"}},
                }});
}

const Section& Format::block_section() {
    return add(
        {.name = "block",
         .meaning = {"a block of the district", "街区内のブロック"},
         .fields = {{.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}}}});
}

const Section& Format::profile_section() {
    return add({.name = "profile",
                .meaning = {"how a day's energy falls on its hours", "一日の時刻別配分"},
                .fields = {
                    {.key = "hours",
                     .kind = Kind::numbers,
                     .meaning = {"24 numbers from 0:00 on; only their proportions count",
                                 "0時からの24個の数値（比だけを使う）"},
                     .required = true,
                     .minimum = 0,
                     .maximum = 1e9,
                     .length = 24},
                    {.key = "source", .kind = Kind::localized, .meaning = {"where the profile comes from", "出典"}},
                }});
}

const Section& Format::building_section(const Section& demand, const Section& measured, const Section& load_shares) {
    Section section{
        .name = "building",
        .meaning = {"a building or a group of dwellings", "建物・住宅群"},
        .fields = {
            {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
            {.key = "block",
             .kind = Kind::reference,
             .meaning = {"the block it stands in", "所在ブロック"},
             .target = "blocks"},
            {.key = "use",
             .kind = Kind::choice,
             .meaning = {"building use", "用途"},
             .required = true,
             .choices = {"dwelling", "office", "retail", "restaurant", "hotel", "hospital", "school", "hall", "stadium",
                         "sports", "public", "factory", "other"}},
            {.key = "households",
             .kind = Kind::count,
             .meaning = {"number of households", "世帯数"},
             .maximum = 10'000'000},
            {.key = "electricity_per_household",
             .kind = Kind::quantity,
             .unit = "kWh/year",
             .meaning = {"electricity of one household", "1世帯の電力量"},
             .minimum = 0,
             .maximum = 1e6},
            {.key = "electricity",
             .kind = Kind::quantity,
             .unit = "kWh/year",
             .meaning = {"electricity of the whole building", "建物全体の電力量"},
             .minimum = 0,
             .maximum = 1e12},
            {.key = "electricity_profile",
             .kind = Kind::reference,
             .meaning = {"how the day's electricity falls on its hours", "電力の日負荷曲線"},
             .target = "profiles|columns:day_profiles|columns:day_profiles_webpro"},
            area("roof_area", {"roof that could bear panels", "屋根面積（太陽光パネル用）"}),
            area("wall_area", {"walls that could bear panels", "壁面積（太陽光パネル用）"}),
            area("carport_area", {"parking that panels could roof", "駐車場屋根の面積（太陽光パネル用）"}),
            {.key = "demands",
             .kind = Kind::map,
             .meaning = {"what it draws, as series (method network)", "時系列で与える需要（method: network）"},
             .section = &demand},
            {.key = "measured",
             .kind = Kind::section,
             .meaning = {"what was measured of it in a year (method network)",
                         "1年間の計測値で与える需要（method: network）"},
             .section = &measured},
            {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
        }};
    for (auto& field : floor_area_fields(load_shares)) section.fields.push_back(std::move(field));
    return add(std::move(section));
}

const Section& Format::asset_section(const std::map<std::string, const Section*>& assets) {
    Section section{.name = "asset",
                    .meaning = {"a piece of equipment", "設備"},
                    .fields = {},
                    .variant_key = "technology",
                    .variants = assets};
    std::vector<std::string> technologies;
    for (const auto& [name, variant] : assets) technologies.push_back(name);
    section.fields = {
        {.key = "technology",
         .kind = Kind::choice,
         .meaning = {"what it is", "設備の種類"},
         .required = true,
         .choices = technologies},
        {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
        {.key = "block",
         .kind = Kind::reference,
         .meaning = {"the block it stands in", "所在ブロック"},
         .target = "blocks"},
        {.key = "existing",
         .kind = Kind::boolean,
         .meaning = {"already there: not bought", "既設（購入しない）"},
         .preset = "no"},
        {.key = "owner",
         .kind = Kind::choice,
         .meaning = {"who owns it; a third party's stays out of the operator's books",
                     "所有者（第三者の設備は事業者の収支に入らない）"},
         .preset = "operator",
         .choices = {"operator", "third_party"}},
        {.key = "subsidised",
         .kind = Kind::boolean,
         .meaning = {"whether a subsidy covers it", "補助の対象か"},
         .preset = "yes"},
        {.key = "replaced_in_years",
         .kind = Kind::counts,
         .meaning = {"years in which it is bought again", "更新する年"},
         .minimum = 1,
         .maximum = 100},
        {.key = "replacement_cost",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"price of a replacement, share of the capital", "更新費（整備費に対する割合）"},
         .preset = "100 %",
         .minimum = 0,
         .maximum = 1000},
        {.key = "life",
         .kind = Kind::quantity,
         .unit = "year",
         .meaning = {"years over which the capital is recovered (method network)",
                     "資本を回収する年数（method: network）"},
         .minimum = 1,
         .maximum = 100},
        {.key = "embodied_co2",
         .kind = Kind::quantity,
         .unit = "kg/kW",
         .meaning = {"CO2 of making and building a kW of it, spread over its life (plan.baseline)",
                     "1kWあたりの製造・建設時のCO2。life の年数に割り振る（plan.baseline）"},
         .minimum = 0,
         .maximum = 1e6},
        {.key = "embodied_co2_energy",
         .kind = Kind::quantity,
         .unit = "kg/kWh",
         .meaning = {"the same of a kWh that a store holds", "蓄電・蓄熱容量1kWhあたりの製造・建設時のCO2"},
         .minimum = 0,
         .maximum = 1e6},
        {.key = "annuity",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"share of its capital that a year bears, instead of economics.annuity (method network)",
                     "資本費の年価率（economics.annuity に代わる。method: network）"},
         .minimum = 0,
         .maximum = 100},
        {.key = "useful_life",
         .kind = Kind::reference,
         .meaning = {"row of useful_lives that gives tax_life", "耐用年数表（useful_lives）の行"},
         .target = "rows:useful_lives"},
        {.key = "tax_life",
         .kind = Kind::quantity,
         .unit = "year",
         .meaning = {"useful life for depreciation and fixed-asset tax (finance)", "法定耐用年数（finance）"},
         .data = {"useful_lives", "{useful_life}", "life"},
         .minimum = 1,
         .maximum = 100},
        {.key = "degradation",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"loss of its generation a year, instead of finance.degradation",
                     "発電量の年劣化率（finance.degradation に代わる）"},
         .minimum = 0,
         .maximum = 50},
        {.key = "support",
         .kind = Kind::choice,
         .meaning = {"how it sells where it has a feed-in tariff: at its price (without this entry), or with a premium "
                     "up to it (finance)",
                     "売電の方式：fit 固定価格（記載がない場合）、fip 基準価格までのプレミアム（finance）"},
         .choices = {"fit", "fip"}},
        {.key = "priority",
         .kind = Kind::count,
         .meaning = {"place in the merit order, the lowest first; without it by marginal cost (plan.operation: rules)",
                     "運転の優先順位（小さい順）。なければ限界費用の順（plan.operation: rules）"},
         .maximum = 1000},
        {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
    };
    return add(std::move(section));
}

const Section& Format::scenario_section() {
    return add(
        {.name = "scenario",
         .meaning = {"a variant: an era, its supply rates, and what differs", "シナリオ：時期・供給率・変更点"},
         .fields = {
             {.key = "era",
              .kind = Kind::text,
              .meaning = {"short name of the era; begins the scenario's id (method microgrid)",
                          "時期の短い名前（シナリオ名の先頭。method: microgrid）"}},
             {.key = "id",
              .kind = Kind::text,
              .meaning = {"short name of the scenario (method network)", "シナリオの短い名前（method: network）"}},
             {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
             {.key = "year",
              .kind = Kind::count,
              .meaning = {"year of the stage toward a goal such as net zero (method network)",
                          "段階の年（ネットゼロなどに向けた段階計画。method: network）"},
              .minimum = 1990,
              .maximum = 2200},
             {.key = "after",
              .kind = Kind::text,
              .meaning = {"the stage before: what it builds stands here, its sizes are the least (method network)",
                          "前の段階。その容量がこの段階の下限となる（method: network）"}},
             {.key = "supply_rate",
              .kind = Kind::quantities,
              .unit = "%",
              .meaning = {"shares of the day's demand to supply; own_sources: what main source and existing PV give",
                          "供給率（own_sources: 主電源と既設PVで決まる率）"},
              .minimum = 0.1,
              .maximum = 100,
              .choices = {"own_sources"}},
             {.key = "change",
              .kind = Kind::open,
              .meaning = {"what differs from the file, in its own form", "この文書から変える項目"}},
         }});
}

}  // namespace gaiku
