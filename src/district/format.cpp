#include "district/format.h"

namespace gaiku {
namespace {

const Text document_002{"document 002 (six microgrid model cases)", "資料002（マイクログリッド6モデル）"};

}  // namespace

Format::Format(const std::map<std::string, const Section*>& assets) {
    const Section& district = district_section();
    const Section& block = block_section();
    const Section& profile = profile_section();
    const Section& building = building_section();
    const Section& asset = asset_section(assets);
    const Section& plan = plan_section();
    const Section& economics = economics_section();
    const Section& environment = environment_section();
    const Section& scenario = scenario_section();
    root_ = &add({.name = "district file",
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
                      {.key = "blocks",
                       .kind = Kind::map,
                       .meaning = {"blocks of the district", "街区内のブロック"},
                       .section = &block},
                      {.key = "profiles",
                       .kind = Kind::map,
                       .meaning = {"day profiles of your own", "独自の日負荷曲線"},
                       .section = &profile},
                      {.key = "buildings",
                       .kind = Kind::map,
                       .meaning = {"buildings and groups of dwellings", "建物・住宅群"},
                       .required = true,
                       .section = &building},
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
                      {.key = "environment",
                       .kind = Kind::section,
                       .meaning = {"factors of CO2 and primary energy", "CO2・一次エネルギー換算"},
                       .required = true,
                       .section = &environment},
                      {.key = "data",
                       .kind = Kind::open,
                       .meaning = {"rows of reference tables that this district replaces", "差し替える参照データ"}},
                      {.key = "scenarios",
                       .kind = Kind::list,
                       .meaning = {"the variants to plan", "計画するシナリオ"},
                       .required = true,
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
                     .length = 24},
                    {.key = "source", .kind = Kind::localized, .meaning = {"where the profile comes from", "出典"}},
                }});
}

const Section& Format::building_section() {
    return add({.name = "building",
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
                     .choices = {"dwelling", "office", "retail", "restaurant", "hotel", "hospital", "school", "hall",
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
                     .required = true,
                     .target = "profiles|columns:day_profiles|columns:day_profiles_webpro"},
                    {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
                }});
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
        {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
    };
    return add(std::move(section));
}

const Section& Format::plan_section() {
    return add({.name = "plan",
                .meaning = {"what is planned and how", "計画の方法"},
                .fields = {
                    {.key = "method",
                     .kind = Kind::choice,
                     .meaning = {"microgrid: a day's supply in a disaster from local sources",
                                 "microgrid: 災害時の一日の供給を地域電源でまかなう"},
                     .required = true,
                     .choices = {"microgrid"}},
                    {.key = "battery_floor",
                     .kind = Kind::choice,
                     .meaning = {"when a least battery against fluctuation is kept: where demand-side equipment covers "
                                 "the need, or always",
                                 "変動対応の最小蓄電池：需要側設備で足りるときだけか、常にか"},
                     .preset = "when_negative",
                     .choices = {"when_negative", "always"},
                     .source = document_002},
                    {.key = "battery_floor_rate",
                     .kind = Kind::number,
                     .meaning = {"discharge rate of the least battery, kW per kWh (8: a kWh for each 8 kW)",
                                 "最小蓄電池の放電レート（8C なら 8 kW につき 1 kWh）"},
                     .preset = "8",
                     .minimum = 0.1,
                     .maximum = 100,
                     .source = document_002},
                    {.key = "battery_floor_step",
                     .kind = Kind::quantity,
                     .unit = "kWh",
                     .meaning = {"the least battery is rounded up to a multiple of it", "最小蓄電池の切り上げ単位"},
                     .preset = "10 kWh",
                     .minimum = 0,
                     .maximum = 1e6,
                     .source = document_002},
                }});
}

const Section& Format::economics_section() {
    return add({.name = "economics",
                .meaning = {"period, rates and prices", "評価期間・率・単価"},
                .fields = {
                    {.key = "period",
                     .kind = Kind::quantity,
                     .unit = "year",
                     .meaning = {"years of operation that are looked at", "評価期間"},
                     .preset = "25 year",
                     .minimum = 1,
                     .maximum = 100,
                     .source = document_002},
                    {.key = "value_of_own_generation",
                     .kind = Kind::quantity,
                     .unit = "yen/kWh",
                     .meaning = {"purchase avoided by a kWh of own generation", "自家発電1kWhが減らす調達費"},
                     .required = true,
                     .minimum = -1000,
                     .maximum = 1000},
                    {.key = "margin_on_demand",
                     .kind = Kind::quantity,
                     .unit = "yen/kWh",
                     .meaning = {"retail price less purchase and overhead, on all demand",
                                 "販売単価から調達費と間接費を引いた粗利"},
                     .required = true,
                     .minimum = -1000,
                     .maximum = 1000},
                    {.key = "subsidy",
                     .kind = Kind::quantity,
                     .unit = "%",
                     .meaning = {"share of the capital that a subsidy pays", "補助率"},
                     .preset = "2/3",
                     .minimum = 0,
                     .maximum = 100,
                     .source = document_002},
                    {.key = "subsidy_covers_replacement",
                     .kind = Kind::boolean,
                     .meaning = {"whether the subsidy is paid again at a replacement", "更新時にも補助があるか"},
                     .preset = "yes",
                     .source = {"document 002, inferred: only this reading reproduces its print", "資料002から推定（印刷値を再現する唯一の読み方）"}},
                    {.key = "discount_rate",
                     .kind = Kind::quantity,
                     .unit = "%",
                     .meaning = {"rate for net present value and discounted payback", "割引率"},
                     .preset = "4 %",
                     .minimum = -50,
                     .maximum = 100,
                     .source = {"document 004: social discount rate of public works", "資料004：公共事業の社会的割引率"}},
                }});
}

const Section& Format::environment_section() {
    return add(
        {.name = "environment",
         .meaning = {"factors of CO2 and primary energy", "CO2・一次エネルギー換算"},
         .fields = {
             {.key = "electricity_co2",
              .kind = Kind::reference,
              .meaning = {"row of electricity_co2_factors: scheme, supplier and year",
                          "電力排出係数の行（制度・事業者・年度）"},
              .required = true,
              .target = "rows:electricity_co2_factors"},
             {.key = "co2_factor",
              .kind = Kind::quantity,
              .unit = "kg/kWh",
              .meaning = {"CO2 of a kWh bought from the grid", "系統電力のCO2排出係数"},
              .required = true,
              .data = {"electricity_co2_factors", "{electricity_co2}", "factor"},
              .minimum = 0,
              .maximum = 3},
             {.key = "electricity_primary_energy",
              .kind = Kind::reference,
              .meaning = {"row of primary_energy_factors: scheme and year", "一次エネルギー換算係数の行（制度・年度）"},
              .required = true,
              .target = "rows:primary_energy_factors"},
             {.key = "primary_energy_factor",
              .kind = Kind::quantity,
              .unit = "MJ/kWh",
              .meaning = {"primary energy of a kWh bought from the grid", "系統電力の一次エネルギー換算係数"},
              .required = true,
              .data = {"primary_energy_factors", "{electricity_primary_energy}", "factor"},
              .minimum = 0,
              .maximum = 20},
         }});
}

const Section& Format::scenario_section() {
    return add(
        {.name = "scenario",
         .meaning = {"a variant: an era, its supply rates, and what differs", "シナリオ：時期・供給率・変更点"},
         .fields = {
             {.key = "era",
              .kind = Kind::text,
              .meaning = {"short name of the era; begins the scenario's id", "時期の短い名前（シナリオ名の先頭）"},
              .required = true},
             {.key = "name",
              .kind = Kind::localized,
              .meaning = {"name of the era in reports", "報告書での時期の名称"}},
             {.key = "supply_rate",
              .kind = Kind::quantities,
              .unit = "%",
              .meaning = {"shares of the day's demand to supply; own_sources: what main source and existing PV give",
                          "供給率（own_sources: 主電源と既設PVで決まる率）"},
              .required = true,
              .minimum = 0.1,
              .maximum = 100,
              .choices = {"own_sources"}},
             {.key = "change",
              .kind = Kind::open,
              .meaning = {"what differs from the file, in its own form", "この文書から変える項目"}},
         }});
}

}  // namespace gaiku
