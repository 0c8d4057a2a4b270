#include <algorithm>
#include <map>
#include <string_view>

#include "assess/finance/variables.h"
#include "report/finance_sheet_parts.h"

namespace gaiku {
namespace {

using Look = FormulaSheet::Look;
using At = FinanceLayout;

struct Input {
    const char* name;  ///< of the range
    Text meaning;
    std::optional<double> value;
    bool percent = false;
    const char* unit = "";
};

Text unit_text(std::string_view unit) {
    static const std::map<std::string_view, const char*> japanese{
        {"years", "年"}, {"yen/kWh", "円/kWh"}, {"kWh/year", "kWh/年"}, {"yen/kWh/year", "円/kWh/年"}};
    const auto found = japanese.find(unit);
    return {std::string(unit), found == japanese.end() ? std::string(unit) : found->second};
}

double flag(bool yes) {
    return yes ? 1 : 0;
}

std::vector<Input> inputs(const FinanceInput& input) {
    const FinanceTerms& t = input.terms;
    return {
        {"period_years", {"period", "評価期間"}, t.period_years, false, "years"},
        {"discount_rate", {"discount rate", "割引率"}, t.discount_rate, true},
        {"real_basis", {"real basis (0 nominal, 1 real)", "実質（0: 名目、1: 実質）"}, flag(t.real)},
        {"inflation_rate", {"inflation", "物価上昇率"}, t.inflation, true},
        {"price_year", {"year of the prices (0 or 1)", "単価の基準年（0・1）"}, t.price_year},
        {"funding_mode",
         {"funding (0 no subsidy, 1 subsidy, 2 FIT and subsidy)", "資金（0: 補助なし、1: 補助、2: FIT＋補助）"},
         static_cast<double>(t.funding)},
        {"subsidy_rate", {"subsidy", "補助率"}, t.subsidy_rate, true},
        {"subsidy_again",
         {"subsidy at replacements (0, 1)", "更新時の補助（0・1）"},
         flag(t.subsidy_covers_replacement)},
        {"compression", {"compression of the basis (0, 1)", "圧縮記帳（0・1）"}, flag(t.compression)},
        {"residual_mode",
         {"residual value (0 none, 1 remaining life, 2 book value)", "残存価値（0: なし、1: 残存年数、2: 簿価）"},
         static_cast<double>(t.residual)},
        {"demand_kwh", {"demand", "需要"}, t.demand_kwh_per_year, false, "kWh/year"},
        {"demand_growth", {"growth of demand", "需要の伸び"}, t.demand_growth, true},
        {"margin_price", {"margin on demand", "販売の粗利"}, t.margin_yen_per_kwh, false, "yen/kWh"},
        {"own_value",
         {"value of own generation", "自家発電の価値"},
         t.value_of_own_generation_yen_per_kwh,
         false,
         "yen/kWh"},
        {"served_kwh",
         {"energy served (network)", "供給量（ネットワーク）"},
         input.served_kwh_per_year,
         false,
         "kWh/year"},
        {"exported_kwh",
         {"energy exported (network)", "系統への販売量（ネットワーク）"},
         input.exported_kwh_per_year,
         false,
         "kWh/year"},
        {"rise_upkeep",
         {"rise of upkeep (empty: inflation)", "維持費の上昇率（空欄: 物価）"},
         t.escalation_upkeep,
         true},
        {"rise_replacement", {"rise of replacements", "更新費の上昇率"}, t.escalation_replacement, true},
        {"rise_value", {"rise of the value of generation", "自家発電の価値の上昇率"}, t.escalation_value, true},
        {"rise_margin", {"rise of the margin", "粗利の上昇率"}, t.escalation_margin, true},
        {"loan_share", {"loan", "借入割合"}, t.loan.share, true},
        {"loan_interest", {"interest", "金利"}, t.loan.interest, true},
        {"loan_years", {"years of the loan", "返済年数"}, t.loan.years, false, "years"},
        {"loan_grace", {"years of grace", "据置年数"}, t.loan.grace_years, false, "years"},
        {"loan_level", {"level payments (0, 1)", "元利均等（0・1）"}, flag(t.loan.repayment == Repayment::level)},
        {"tax_rate", {"corporate tax", "法人税等"}, t.tax.rate, true},
        {"loss_at_once",
         {"losses against other profit (0, 1)", "他の利益と通算（0・1）"},
         flag(t.tax.losses == Losses::other_profit)},
        {"loss_years", {"years of carry-over", "繰越年数"}, t.tax.loss_years, false, "years"},
        {"loss_share", {"share of income for old losses", "控除限度割合"}, t.tax.loss_share, true},
        {"declining",
         {"declining balance (0, 1)", "定率法（0・1）"},
         flag(t.depreciation.method == DepreciationMethod::declining_balance)},
        {"statutory", {"statutory rates (0, 1)", "法定償却率（0・1）"}, flag(t.depreciation.statutory_rates)},
        {"property_tax_rate", {"fixed-asset tax", "固定資産税率"}, t.property_tax.rate, true},
        {"property_tax_floor", {"least assessed share", "評価額の下限"}, t.property_tax.floor, true},
        {"relief_share", {"share of the base at first", "軽減割合"}, t.property_tax.relief_share, true},
        {"relief_years", {"years of it", "軽減年数"}, t.property_tax.relief_years, false, "years"},
        {"fip_capture",
         {"market price of FIP generators", "FIPの市場価格"},
         t.fip.capture_yen_per_kwh,
         false,
         "yen/kWh"},
        {"fip_reference", {"reference price", "参照価格"}, t.fip.reference_yen_per_kwh, false, "yen/kWh"},
        {"fip_balancing", {"balancing cost", "バランシングコスト"}, t.fip.balancing_yen_per_kwh, false, "yen/kWh"},
        {"third_price",
         {"price paid to third parties", "第三者への購入単価"},
         t.third_party_generation(),
         false,
         "yen/kWh"},
        {"third_lending",
         {"price of storage lent", "借用蓄電の単価"},
         t.third_party_lending_yen_per_kwh_year,
         false,
         "yen/kWh/year"},
    };
}

/// Growth of a price a year, by its own escalation or inflation.
std::string growth(const std::string& rise) {
    return fmt::format("IF(real_basis=1,(1+N({0}))*(1+inflation_rate),IF(ISBLANK({0}),1+inflation_rate,1+{0}))", rise);
}

/// The years as given; where they follow from life and period, they do so in the sheet too until somebody writes
/// others.
void write_replacements(SheetBuilder& sheet, const FinanceAsset& asset, std::size_t row, const At& at) {
    const auto& years = asset.replaced_in_years;
    for (std::size_t k = 0; k < at.replacements; ++k) {
        const auto known = k < years.size() ? std::optional<double>(years[k]) : std::nullopt;
        if (!asset.replaced_by_life || k + 1 == at.replacements) {
            sheet.input(row, At::again + k, known);
            continue;
        }
        const std::string life = fixed(row, At::life);
        sheet.formula(row, At::again + k,
                      fmt::format("IF(AND({0}>0,MAX(1,ROUND({0},0))*{1}<period_years),MAX(1,ROUND({0},0))*{1},\"\")",
                                  life, k + 1),
                      Look::input, known);
    }
}

std::string as_name(std::string id) {
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

}  // namespace

FinanceLayout finance_layout(const FinancePlan& plan) {
    At at;
    at.assets = plan.input.assets.size();
    at.streams = plan.input.streams.size();
    at.last_year = static_cast<std::size_t>(std::max(50, plan.input.terms.period_years));
    std::size_t most = 1;
    for (const auto& asset : plan.input.assets) {
        most = std::max(most, asset.replaced_in_years.size());
        if (asset.replaced_by_life)  // the planner may lengthen the period
            most = std::max(most, replacements(asset.life_years, static_cast<int>(at.last_year)).size());
    }
    at.replacements = most + 1;  // one more than any asset needs, for the planner
    at.streams_top = At::top + at.assets + 3;
    at.results_top = at.streams_top + at.streams + 3;
    at.inputs_end = At::top + 1 + inputs(plan.input).size() + 4;
    at.years_top = std::max(at.inputs_end, at.results_top + 12) + 2;
    return at;
}

void write_inputs(SheetBuilder& sheet, const FinancePlan& plan, FinanceLayout& at) {
    sheet.text(At::top, 0, sheet.say({"Input", "入力"}), Look::header);
    sheet.text(At::top, 1, sheet.say({"Value", "値"}), Look::header);
    sheet.text(At::top, 2, sheet.say({"Unit", "単位"}), Look::header);
    std::size_t row = At::top + 1;
    for (const auto& input : inputs(plan.input)) {
        sheet.text(row, 0, sheet.say(input.meaning), Look::label);
        sheet.input(row, 1, input.value, input.percent);
        sheet.text(row, 2, input.percent ? "" : sheet.say(unit_text(input.unit)), Look::label);
        if (std::string_view(input.name) == "period_years") {
            const auto most = static_cast<double>(at.last_year);
            sheet.text(row, 3,
                       sheet.say({fmt::format("at most {}", at.last_year), fmt::format("{}年まで", at.last_year)}),
                       Look::label);
            sheet.whole_number_between(row, 1, 1, most);
        }
        sheet.name(input.name, row++, 1);
    }
    const std::vector<std::pair<const char*, Text>> growing{
        {"upkeep", {"upkeep, times a year", "維持費の年間倍率"}},
        {"replacement", {"replacements, times a year", "更新費の年間倍率"}},
        {"value", {"value of generation, times a year", "自家発電の価値の年間倍率"}},
        {"margin", {"margin, times a year", "粗利の年間倍率"}},
    };
    for (const auto& [what, meaning] : growing) {
        const std::string name = std::string("growth_") + what;
        sheet.text(row, 0, sheet.say(meaning), Look::label);
        sheet.formula(row, 1, growth(std::string("rise_") + what), Look::number);
        sheet.name(name, row++, 1);
    }
    at.inputs_end = row;
}

void write_assets(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at) {
    const std::vector<Text> heads{{"Equipment", "設備"},
                                  {"third party (0, 1)", "第三者所有（0・1）"},
                                  {"capital (yen)", "整備費 (円)"},
                                  {"upkeep (yen/year)", "維持管理費 (円/年)"},
                                  {"price of a replacement (yen)", "更新費 (円)"},
                                  {"life (years)", "使用年数 (年)"},
                                  {"life for tax (years)", "法定耐用年数 (年)"},
                                  {"subsidised (0, 1)", "補助対象（0・1）"},
                                  {"generation (kWh/year)", "発電量 (kWh/年)"},
                                  {"degradation (%/year)", "劣化率 (%/年)"},
                                  {"storage lent (kWh)", "貸出蓄電 (kWh)"},
                                  {"support (0 none, 1 FIT, 2 FIP)", "支援（0: なし、1: FIT、2: FIP）"},
                                  {"price (yen/kWh)", "価格 (円/kWh)"},
                                  {"its years", "買取年数"},
                                  {"sold so", "適用"}};
    for (std::size_t i = 0; i < heads.size(); ++i)
        sheet.text(At::top, At::asset_name + i, sheet.say(heads[i]), Look::header);
    for (std::size_t k = 0; k < at.replacements; ++k)
        sheet.text(At::top, At::again + k, fmt::format("{} {}", sheet.say({"bought again in year", "更新年"}), k + 1),
                   Look::header);
    for (std::size_t i = 0; i < at.assets; ++i) {
        const FinanceAsset& asset = plan.input.assets[i];
        const std::size_t row = at.row_of_asset(i);
        sheet.text(row, At::asset_name, sheet.say(asset.name), Look::label);
        sheet.input(row, At::third, flag(asset.third_party));
        sheet.input(row, At::capital, asset.capital_yen);
        sheet.input(row, At::upkeep, asset.upkeep_yen_per_year);
        sheet.input(row, At::replacement, asset.replacement_yen);
        sheet.input(row, At::life, asset.life_years);
        sheet.input(row, At::tax_life, asset.tax_life_years);
        sheet.input(row, At::subsidised, flag(asset.subsidised));
        sheet.input(row, At::generation, asset.generation_kwh_per_year);
        sheet.input(row, At::degradation, asset.degradation, true);
        sheet.input(row, At::lent, asset.lent_kwh);
        sheet.input(row, At::support, static_cast<double>(asset.support));
        sheet.input(row, At::support_price, asset.support_yen_per_kwh);
        sheet.input(row, At::support_years, asset.support_years);
        sheet.formula(row, At::supported,
                      fmt::format("IF(AND({}=0,funding_mode=2,{}>0,{}>0),1,0)", fixed(row, At::third),
                                  fixed(row, At::support), fixed(row, At::generation)),
                      Look::money);
        write_replacements(sheet, asset, row, at);
        for (const auto& [what, column] : {std::pair{"capital_", At::capital}, std::pair{"upkeep_", At::upkeep},
                                           std::pair{"generation_", At::generation}, std::pair{"life_", At::life}})
            sheet.name(what + as_name(asset.id), row, column);
    }
}

void write_streams(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at) {
    if (at.streams == 0) return;
    const std::vector<Text> heads{
        {"Energy and other money", "エネルギー等の収支"},
        {"kind (0 sales, 1 purchases, 2 upkeep, 3 charges)", "種別（0: 販売、1: 購入、2: 維持費、3: 基本料金等）"},
        {"money (yen/year)", "金額 (円/年)"},
        {"rise (empty: inflation)", "上昇率（空欄: 物価）"},
        {"follows demand (0, 1)", "需要に連動（0・1）"},
        {"years (empty: all)", "年数（空欄: 全期間）"},
        {"afterwards (yen/year)", "その後 (円/年)"},
        {"growth a year", "年伸び率"},
        {"support (0 none, 1 FIT, 2 FIP)", "支援（0: なし、1: FIT、2: FIP）"},
        {"price of it (yen/kWh)", "支援の価格 (円/kWh)"},
        {"sold (kWh/year)", "販売量 (kWh/年)"},
        {"of a generation of (kWh/year)", "発電量に対する値 (kWh/年)"}};
    for (std::size_t i = 0; i < heads.size(); ++i)
        sheet.text(at.streams_top, At::stream_name + i, sheet.say(heads[i]), Look::header);
    for (std::size_t i = 0; i < at.streams; ++i) {
        const FinanceStream& stream = plan.input.streams[i];
        const std::size_t row = at.row_of_stream(i);
        sheet.text(row, At::stream_name, sheet.say(stream.name) + " " + stream.carrier, Look::label);
        sheet.input(row, At::kind, static_cast<double>(stream.kind));
        sheet.input(row, At::stream_yen, stream.yen_per_year);
        sheet.input(row, At::escalation, stream.escalation, true);
        sheet.input(row, At::follows, flag(stream.follows_demand));
        sheet.input(row, At::stream_years, stream.years ? std::optional<double>(*stream.years) : std::nullopt);
        sheet.input(row, At::afterwards, stream.yen_per_year_afterwards);
        sheet.formula(row, At::stream_growth, growth(fixed(row, At::escalation)), Look::number);
        if (stream.support != Support::none) {
            sheet.input(row, At::stream_support, static_cast<double>(stream.support));
            sheet.input(row, At::stream_price, stream.support_yen_per_kwh);
        }
        if (stream.kwh_per_year != 0) sheet.input(row, At::stream_kwh, stream.kwh_per_year);
        if (!stream.generator.empty()) sheet.number(row, At::generated, stream.generated_kwh_per_year, Look::money);
    }
}

}  // namespace gaiku
