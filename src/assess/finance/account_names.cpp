#include "assess/finance/account.h"

namespace gaiku {
namespace {

struct Name {
    const char* id = "";
    Text meaning;
};

/// In the order of Row.
const std::array<Name, static_cast<std::size_t>(Row::count)>& names() {
    static const std::array<Name, static_cast<std::size_t>(Row::count)> table{{
        {"sales", {"sales to users", "需要家への販売"}},
        {"generation", {"purchase avoided by generation", "発電による調達費の削減"}},
        {"support", {"sales by FIT or FIP", "FIT・FIPによる売電"}},
        {"transfer", {"between operator and third parties", "事業者と第三者の間の受払"}},
        {"purchases", {"energy bought", "エネルギー購入費"}},
        {"upkeep", {"upkeep", "維持管理費"}},
        {"property_tax", {"fixed-asset tax", "固定資産税"}},
        {"operating", {"operating balance", "運営収支"}},
        {"capital", {"capital", "整備費"}},
        {"subsidy", {"subsidy", "補助金"}},
        {"replacement", {"replacement", "更新費"}},
        {"residual", {"residual value", "残存価値"}},
        {"corporate_tax", {"corporate tax", "法人税等"}},
        {"before_financing", {"project cash flow, before the loan", "プロジェクト収支（借入前）"}},
        {"loan", {"loan", "借入"}},
        {"interest", {"interest", "支払利息"}},
        {"principal", {"repayment", "元本返済"}},
        {"net", {"owner's cash flow", "事業者手取り"}},
        {"cumulative", {"cumulated", "累積収支"}},
        {"depreciation", {"depreciation", "減価償却費"}},
        {"disposal", {"book value written off", "除却・売却簿価"}},
        {"taxable", {"taxable income", "課税所得"}},
        {"loss_used", {"old losses used", "繰越欠損金の控除"}},
        {"debt", {"loan outstanding", "借入残高"}},
        {"energy", {"energy", "電力量・供給量"}},
    }};
    return table;
}

}  // namespace

const char* name_of(Row row) {
    return names()[static_cast<std::size_t>(row)].id;
}

Text meaning_of(Row row) {
    return names()[static_cast<std::size_t>(row)].meaning;
}

}  // namespace gaiku
