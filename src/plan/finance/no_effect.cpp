#include "plan/finance/no_effect.h"

#include <algorithm>
#include <set>

#include "assess/finance/solve_for.h"
#include "base/unit.h"
#include "plan/finance/questions.h"
#include "plan/finance/terms.h"
#include "plan/network/demands.h"

namespace gaiku {
namespace {

bool is_given(const Record& record, const char* key) {
    const Value* value = record.find(key);
    return value != nullptr && value->origin == Origin::given;
}

class Idle {
public:
    Idle(const District& district, const FinanceInput& input) : district_(district), input_(input) {}

    std::vector<Finding> all() {
        const Record& finance = *district_.root->at("finance").record;
        terms(finance);
        third_parties(finance);
        if (district_.is_network()) sales(finance);
        if (const Record* tax = part_of(finance, "corporate_tax")) losses(*tax);
        if (const Record* tax = part_of(finance, "fixed_asset_tax")) relief(*tax);
        for (const auto& [id, asset] : district_.assets()) {
            replacements_of(*asset);
            degradation_of(*asset);
        }
        for (const auto& [id, entry] : district_.root->records("solve_for")) question(*entry);
        if (const Record* uncertainty = part_of(*district_.root, "uncertainty")) {
            for (const auto& [id, entry] : uncertainty->records("inputs")) uncertain(*entry);
        }
        return std::move(findings_);
    }

private:
    void warn(const Record& record, const char* key, Text expected, Text fix, const char* code = "no-effect") {
        Finding finding = record.finding(code, key, std::move(expected), std::move(fix));
        finding.severity = Severity::warning;
        findings_.push_back(std::move(finding));
    }
    void idle(const Record& record, const char* key, Text why) {
        warn(record, key, std::move(why),
             {"remove it, or give what it belongs to", "消すか、対応する項目を書いてください"});
    }

    template <class Test>
    [[nodiscard]] bool any_asset(Test test) const {
        return std::any_of(input_.assets.begin(), input_.assets.end(), test);
    }

    void terms(const Record& finance) {
        if (finance.has("third_party") && !any_asset([](const FinanceAsset& asset) { return asset.third_party; }))
            idle(finance, "third_party", {"equipment with owner: third_party", "owner: third_party の設備"});
        if (finance.has("subsidy") && input_.terms.funding == FundingMode::no_subsidy)
            idle(finance, "subsidy", {"a funding with a subsidy", "補助金のある funding"});
        const bool written_off = finance.has("corporate_tax") || input_.terms.residual == ResidualValue::book_value;
        if (is_given(finance, "subsidy_compression") && !written_off)
            idle(finance, "subsidy_compression",
                 {"corporate_tax, or residual_value: book_value", "corporate_tax、または residual_value: book_value"});
        const auto generates = [](const FinanceAsset& asset) { return asset.generation_kwh_per_year > 0; };
        if (is_given(finance, "degradation") && !any_asset(generates))
            idle(finance, "degradation", {"a generator whose energy the account counts", "収支で数える発電設備"});
        const bool sells = any_asset([](const FinanceAsset& asset) { return asset.support == Support::fip; }) ||
                           std::any_of(input_.streams.begin(), input_.streams.end(),
                                       [](const FinanceStream& stream) { return stream.years.has_value(); });
        if (finance.has("fip") && !sells)
            idle(finance, "fip", {"a generator that sells on the market", "市場で売電する発電設備"});
    }

    /// Of somebody else's plant neither the sales nor the books are known.
    void third_parties(const Record& finance) {
        const auto owned = [](const FinanceAsset& asset) { return asset.third_party && asset.capital_yen > 0; };
        if (input_.terms.residual == ResidualValue::book_value && any_asset(owned))
            idle(finance, "residual_value",
                 {"remaining_life: third parties' books are not known, so their equipment has no residual value here",
                  "remaining_life（第三者の簿価はわからないため、第三者の設備の残存価値は0になります）"});
        for (const auto& [id, asset] : district_.assets()) {
            if (asset->text_or("owner", "operator") != "third_party") continue;
            for (const char* key : {"fit", "fit_price", "support"}) {
                if (!is_given(*asset, key)) continue;
                idle(*asset, key,
                     {"equipment of the operator; a third party is paid finance.third_party.generation_price",
                      "事業者の設備（第三者には finance.third_party.generation_price を支払います）"});
                break;
            }
        }
    }

    /// Users pay for what they take: a price without demand earns nothing, a demand without price is free.
    void sales(const Record& finance) {
        std::set<std::string> demanded;
        for (const auto& demand : given_demands(district_)) demanded.insert(demand.carrier);
        const auto& prices = finance.records("sales");
        for (const auto& [carrier, sale] : prices) {
            if (demanded.erase(carrier) > 0) continue;
            idle(*sale, "price", {"a carrier that is demanded", "需要のあるエネルギー種別"});
        }
        if (prices.empty()) return;
        for (const auto& carrier : demanded) {
            warn(finance, "sales",
                 {"a price of " + carrier + ", which is given away", carrier + " の販売単価（無償になっています）"},
                 {"add \"" + carrier + ": { price: ... }\"", "「" + carrier + ": { price: … }」を加えてください"},
                 "no-price");
        }
    }

    void degradation_of(const Record& asset) {
        if (!is_given(asset, "degradation")) return;
        const bool generates =
            any_asset([&](const FinanceAsset& one) { return one.id == asset.id() && one.generation_kwh_per_year > 0; });
        if (!generates)
            idle(asset, "degradation",
                 {"a generator without fuel whose energy the account counts", "収支で数える、燃料を使わない発電設備"});
    }

    void losses(const Record& tax) {
        if (input_.terms.tax.losses != Losses::other_profit) return;
        for (const char* key : {"loss_years", "loss_share"}) {
            if (is_given(tax, key))
                idle(tax, key,
                     {"losses: carry_over; against other profit nothing is left to carry over",
                      "losses: carry_over（他の利益と通算すると繰り越す欠損金は残りません）"});
        }
    }

    void relief(const Record& tax) {
        const bool years = input_.terms.property_tax.relief_years > 0;
        const bool share = input_.terms.property_tax.relief_share < 1;
        if (years == share) return;
        idle(tax, years ? "relief_years" : "relief_share",
             {"relief_share below 100 % together with relief_years",
              "100 % 未満の relief_share と relief_years の両方"});
    }

    void replacements_of(const Record& asset) {
        const Value* years = asset.find("replaced_in_years");
        if (years == nullptr || years->numbers.empty()) return;
        const int period = input_.terms.period_years;
        const double last = *std::max_element(years->numbers.begin(), years->numbers.end());
        const Text before{fmt_before(period, false), fmt_before(period, true)};
        if (last != period) return;
        warn(asset, "replaced_in_years", before,
             {"leave out the last one: it is paid and never used",
              "最後の更新を除いてください（費用だけがかかり使われません）"},
             "replaced-at-end");
    }
    static std::string fmt_before(int period, bool japanese) {
        const std::string years = print_number(period, 0);
        return japanese ? "評価期間の最終年（" + years + "年目）より前の年"
                        : "years before the last of the period, " + years;
    }

    /// Whether a goal is the same wherever in its range the input is.
    void question(const Record& entry) {
        const auto all = questions(district_);
        const auto asked = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == entry.id(); });
        const Variable& what = variable(asked->variable);
        if (what.replans) return;
        constexpr int points = 8;
        const double first = goal_at(*asked, what, asked->low);
        for (int i = 1; i <= points; ++i) {
            if (goal_at(*asked, what, asked->low + (asked->high - asked->low) * i / points) != first) return;
        }
        nothing_changes(entry, {"an input that the goal depends on", "目標に影響する入力"});
    }
    [[nodiscard]] double goal_at(const Question& asked, const Variable& what, double value) const {
        FinanceInput changed = input_;
        set_variable(changed, what, asked.of, value);
        return goal_value(changed, settle(changed, Party::the_operator), asked.goal);
    }

    void uncertain(const Record& entry) {
        const Variable& what = variable(entry.text("variable"));
        const auto range = usual_range(what);
        Question npv;
        npv.of = entry.text_or("of", "");
        npv.goal = Goal::npv;
        const double middle = 0.5 * (range.from + range.to);
        const double low = goal_at(npv, what, range.from);
        if (low != goal_at(npv, what, middle) || low != goal_at(npv, what, range.to)) return;
        nothing_changes(entry, {"an input that the net present value depends on", "正味現在価値に影響する入力"});
    }

    void nothing_changes(const Record& entry, Text expected) {
        warn(entry, entry.has("of") ? "of" : "variable", std::move(expected),
             {"choose another one, or remove the entry; this one changes nothing here",
              "別の入力を選ぶか、項目を消してください（この入力はここでは何も変えません）"});
    }

    const District& district_;
    const FinanceInput& input_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> without_effect(const District& district, const FinanceInput& input) {
    return Idle(district, input).all();
}

}  // namespace gaiku
