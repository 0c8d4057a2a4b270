#include "district/format.h"

namespace gaiku {
namespace {

const Text document_004{"document 004 (Smart Energy Town survey 2012)", "資料004（スマートエネルギータウン調査2012）"};

Field share(std::string key, Text meaning, std::string preset, double minimum, double maximum, Text source = {}) {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = "%",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = minimum,
            .maximum = maximum,
            .source = std::move(source)};
}

Field required(Field field) {
    field.required = true;
    return field;
}

Field price(std::string key, Text meaning, std::string preset = {}) {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = "yen/kWh",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = 0,
            .maximum = 1000};
}

Field years(std::string key, Text meaning, std::string preset, double minimum, Text source = {}) {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = "year",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = minimum,
            .maximum = 100,
            .source = std::move(source)};
}

Field part(std::string key, Text meaning, const Section& section) {
    return {.key = std::move(key), .kind = Kind::section, .meaning = std::move(meaning), .section = &section};
}

Field map_of(std::string key, Text meaning, const Section& section) {
    return {.key = std::move(key), .kind = Kind::map, .meaning = std::move(meaning), .section = &section};
}

Section loan() {
    return {.name = "finance: loan",
            .meaning = {"what is borrowed, at the end of year 0", "0年目末の借入"},
            .fields = {share("share", {"share of the capital less subsidy", "補助後の整備費に対する割合"}, "60 %", 0,
                             100, document_004),
                       share("interest", {"interest a year", "年利"}, "2.5 %", 0, 100, document_004),
                       years("years", {"years until it is paid back, grace included", "返済年数（据置期間を含む）"},
                             "15 year", 1, document_004),
                       years("grace", {"first years with interest only", "据置期間（利息のみ）"}, "0 year", 0),
                       choice("repayment",
                              {"level: the same sum every year; annual_principal: the same principal every year",
                               "level: 元利均等、annual_principal: 元金均等"},
                              "level", {"level", "annual_principal"})}};
}

Section corporate_tax() {
    return {.name = "finance: corporate tax",
            .meaning = {"tax on the operator's income", "事業者の法人税等"},
            .fields = {
                required(share("rate", {"effective rate", "実効税率"}, {}, 0, 90)),
                choice("losses",
                       {"carry_over: against later income; other_profit: the company has other profit, its tax falls "
                        "at once",
                        "carry_over: 翌年以降に繰り越す、other_profit: 他の利益と通算しその年に税が減る"},
                       "carry_over", {"carry_over", "other_profit"}),
                years("loss_years", {"years that a loss can be carried over", "欠損金の繰越年数"}, "10 year", 0),
                share("loss_share", {"most of a year's income that old losses take away", "所得のうち控除できる割合"},
                      "100 %", 0, 100),
                choice("depreciation",
                       {"straight_line: the same every year; declining_balance: 200 % of it on what is left",
                        "straight_line: 定額法、declining_balance: 200%定率法"},
                       "straight_line", {"straight_line", "declining_balance"}),
                choice("depreciation_rates",
                       {"statutory: three decimals, down to one yen; exact: 1/n",
                        "statutory: 法定の3桁の率で1円まで、"
                        "exact: 1/耐用年数"},
                       "statutory", {"statutory", "exact"})}};
}

Section fixed_asset_tax() {
    return {.name = "finance: fixed-asset tax",
            .meaning = {"tax on what equipment is assessed at", "固定資産税（償却資産）"},
            .fields = {share("rate", {"rate a year", "税率"}, "1.4 %", 0, 20, document_004),
                       share("floor", {"least share of the price that is assessed", "評価額の下限（取得価額比）"},
                             "5 %", 0, 100),
                       share("relief_share", {"share of the base in the first years", "軽減期間の課税標準の割合"},
                             "100 %", 0, 100),
                       years("relief_years", {"how many they are", "軽減年数"}, "0 year", 0)}};
}

}  // namespace

const Section& Format::finance_section() {
    const Section& escalation = add({.name = "finance: escalation",
                                     .meaning = {"how a price rises", "価格の上昇"},
                                     .fields = {required(share("rate", {"rise a year", "年上昇率"}, {}, -50, 100))}});
    const Section& sale = add({.name = "finance: sale",
                               .meaning = {"what users pay", "需要家への販売"},
                               .fields = {required(price("price", {"price of a kWh", "販売単価"}))}});
    const Section& fip =
        add({.name = "finance: FIP",
             .meaning = {"the market of generators with a premium", "FIPの市場価格"},
             .fields = {required(price("capture_price", {"what the market pays for their energy", "市場での売電単価"})),
                        required(price("reference_price", {"what the premium is counted from", "参照価格"})),
                        price("balancing_cost", {"cost of being one's own balancing party", "バランシングコスト"},
                              "0 yen/kWh")}});
    const Section& third_party =
        add({.name = "finance: third party",
             .meaning = {"what the operator pays third parties", "事業者から第三者への支払"},
             .fields = {price("generation_price",
                              {"for a kWh of their generators; without it economics.value_of_own_generation",
                               "発電1kWhの購入単価（なければ economics.value_of_own_generation）"}),
                        {.key = "lending_price",
                         .kind = Kind::quantity,
                         .unit = "yen/kWh/year",
                         .meaning = {"for a kWh of storage that they lend", "借りる蓄電容量1kWhあたり年額"},
                         .preset = "0 yen/kWh/year",
                         .minimum = 0,
                         .maximum = 1e7}}});
    return add(
        {.name = "finance",
         .meaning = {"loan, taxes, rising prices: the operator's full account", "借入・税・価格上昇を含む事業収支"},
         .fields = {
             choice("basis",
                    {"nominal: rates with inflation in them, money of each year; real: rates above inflation, money of "
                     "year 0",
                     "nominal: 物価上昇込みの率・各年の金額、real: 物価上昇を除いた率・0年目の物価での金額"},
                    "nominal", {"nominal", "real"}),
             share("inflation", {"inflation a year", "物価上昇率"}, "0 %", -50, 100),
             choice("prices_of", {"year in which the prices of the file hold", "文書の単価の基準年"}, "building",
                    {"building", "first_year"}),
             choice("funding", {"how the equipment is paid for (method microgrid)", "資金の区分（method: microgrid）"},
                    {}, {"no_subsidy", "subsidy", "fit_and_subsidy"}),
             share("subsidy",
                   {"share of the capital that a subsidy pays, instead of economics.subsidy",
                    "補助率（economics.subsidy に代わる）"},
                   {}, 0, 100),
             {.key = "subsidy_compression",
              .kind = Kind::boolean,
              .meaning = {"whether a subsidy lowers the depreciation basis instead of being taxed when it comes",
                          "圧縮記帳をするか（しなければ受取年の益金）"},
              .preset = "yes"},
             choice("residual_value", {"what equipment is worth at the end of the period", "評価期間末の残存価値"},
                    "none", {"none", "remaining_life", "book_value"}),
             share("demand_growth", {"growth of demand a year", "需要の年伸び率"}, "0 %", -50, 100),
             share("degradation",
                   {"loss of generation a year, where an asset does not say",
                    "発電量の年劣化率（設備に"
                    "記載がない場合）"},
                   "0 %", 0, 50),
             map_of("escalation",
                    {"yearly rise of upkeep, replacement, value_of_own_generation, margin_on_demand and of carriers; "
                     "above inflation where the basis is real",
                     "upkeep・replacement・value_of_own_generation・margin_on_demand とエネルギー種別の年上昇率"},
                    escalation),
             part("loan", {"what is borrowed", "借入"}, add(loan())),
             part("corporate_tax", {"tax on income", "法人税等"}, add(corporate_tax())),
             part("fixed_asset_tax", {"tax on equipment", "固定資産税"}, add(fixed_asset_tax())),
             part("fip", {"market of generators with support: fip", "FIPの市場価格"}, fip),
             part("third_party", {"what the operator pays third parties", "第三者への支払"}, third_party),
             map_of("sales", {"what users pay, by carrier (method network)", "需要家への販売単価（method: network）"},
                    sale),
             {.key = "baseline",
              .kind = Kind::text,
              .meaning = {"scenario that the money is compared with (method network)",
                          "比較の基準とするシナリオ（method: network）"}},
         }});
}

const std::vector<std::string>& finance_variables() {
    static const std::vector<std::string> names{"upkeep",
                                                "capital",
                                                "replacement",
                                                "generation",
                                                "life",
                                                "support_price",
                                                "value_of_own_generation",
                                                "margin_on_demand",
                                                "energy_price",
                                                "sale_price",
                                                "demand",
                                                "subsidy",
                                                "discount_rate",
                                                "inflation",
                                                "interest",
                                                "loan_share",
                                                "corporate_tax",
                                                "demand_growth",
                                                "degradation",
                                                "size",
                                                "supply_rate"};
    return names;
}

namespace {

Field variable() {
    return {.key = "variable",
            .kind = Kind::choice,
            .meaning = {"the input that is meant; prices, costs and sizes in % of the file's figure, rates as they are",
                        "対象とする入力。単価・費用・容量は文書の値に対する%、率は率そのもの"},
            .required = true,
            .choices = finance_variables()};
}

Field of() {
    return {.key = "of",
            .kind = Kind::text,
            .meaning = {"the asset or carrier meant; without it all", "対象の設備・エネルギー種別（なければすべて）"}};
}

}  // namespace

const Section& Format::solve_for_section() {
    return add(
        {.name = "solve for",
         .meaning = {"which value of an input makes the money positive", "収支を黒字にする入力の値を求める"},
         .fields = {{.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
                    variable(),
                    of(),
                    choice("goal",
                           {"what is to be positive: net present value, balance at the end of the period, or every "
                            "single year",
                            "黒字にするもの：正味現在価値、評価期間末の累積収支、すべての単年収支"},
                           "balance_at_end", {"npv", "balance_at_end", "every_year", "every_year_before_replacement"}),
                    share("low", {"least value that is looked at", "探す範囲の下限"}, {}, -100, 1000),
                    share("high", {"largest value that is looked at", "探す範囲の上限"}, {}, -100, 1000)}});
}

const Section& Format::uncertainty_section() {
    const Section& input = add(
        {.name = "uncertain input",
         .meaning = {"an input and how it is spread", "不確実な入力とその分布"},
         .fields = {
             {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
             variable(),
             of(),
             {.key = "distribution",
              .kind = Kind::choice,
              .meaning =
                  {"uniform and triangular from low to high; normal and lognormal with mean and deviation, not "
                   "beyond low and high; values: one of them",
                   "uniform・triangular は low～high、normal・lognormal は mean と deviation（low・high で打切り）、"
                   "values は列挙した値のどれか"},
              .required = true,
              .choices = {"uniform", "triangular", "normal", "lognormal", "values"}},
             share("low", {"least value", "最小値"}, {}, -100, 1000),
             share("high", {"largest value", "最大値"}, {}, -100, 1000),
             share("mode", {"likeliest value of triangular", "最頻値（triangular）"}, {}, -100, 1000),
             share("mean", {"mean of normal and lognormal", "平均（normal・lognormal）"}, {}, -100, 1000),
             share("deviation", {"standard deviation", "標準偏差"}, {}, 0, 1000),
             {.key = "values",
              .kind = Kind::quantities,
              .unit = "%",
              .meaning = {"values that are equally likely, e.g. yields of past years",
                          "等確率の値（過去の年の発電量など）"},
              .minimum = -100,
              .maximum = 1000},
             {.key = "each_year",
              .kind = Kind::boolean,
              .meaning = {"whether every year has its own draw, as weather does", "年ごとに別の値とするか（気象など）"},
              .preset = "no"},
             {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}}}});
    return add({.name = "uncertainty",
                .meaning = {"many accounts with inputs drawn from their distributions",
                            "入力を確率分布から引いた多数回の"
                            "収支計算"},
                .fields = {{.key = "runs",
                            .kind = Kind::count,
                            .meaning = {"how many", "試行回数"},
                            .preset = "10,000",
                            .minimum = 100,
                            .maximum = 100'000},
                           {.key = "seed",
                            .kind = Kind::count,
                            .meaning = {"of the random numbers: the same seed gives the same result",
                                        "乱数の種（同じ値なら同じ結果）"},
                            .preset = "1",
                            .maximum = 4'294'967'295},
                           {.key = "inputs",
                            .kind = Kind::map,
                            .meaning = {"what is uncertain", "不確実な入力"},
                            .required = true,
                            .section = &input}}});
}

}  // namespace gaiku
