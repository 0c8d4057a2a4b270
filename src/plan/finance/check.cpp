#include <algorithm>
#include <cmath>
#include <set>

#include "district/words.h"
#include "plan/finance/check_distribution.h"
#include "plan/finance/finance.h"
#include "plan/finance/questions.h"

namespace gaiku {
namespace {

const Record* section(const Record& root, const char* key) {
    const Value* value = root.find(key);
    if (value == nullptr || !value->record || value->record->broken()) return nullptr;
    return value->record.get();
}

std::vector<std::string> carriers(const District& district) {
    std::vector<std::string> names = built_in_carriers();
    for (const auto& [id, carrier] : district.root->records("carriers")) names.push_back(id);
    return names;
}

std::vector<std::string> asset_ids(const District& district) {
    std::vector<std::string> names;
    for (const auto& [id, asset] : district.assets()) names.push_back(id);
    return names;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class FinanceCheck {
public:
    FinanceCheck(const District& district, const Technologies& technologies, Findings& findings)
        : district_(district), technologies_(technologies), findings_(findings), network_(district.is_network()) {}

    void finance(const Record& finance) {
        method(finance);
        names_of_escalation(finance);
        for (const char* part : {"loan", "corporate_tax", "fixed_asset_tax"}) {
            if (const Record* of = section(finance, part)) whole_years(*of);
        }
        if (const Record* loan = section(finance, "loan")) grace(*loan);
        for (const auto& [id, asset] : district_.assets()) {
            if (!asset->broken()) this->asset(finance, *asset);
        }
        for (const auto& [carrier, sale] : finance.records("sales")) {
            if (holds(carriers(district_), carrier)) continue;
            findings_.add(sale->finding("unknown-reference", "", one_of(carriers(district_)),
                                        {"correct the name", "名前を直してください"}));
        }
    }

    void question(const Record& entry) {
        if (entry.broken()) return;
        const Variable& what = variable(entry.text("variable"));
        of(entry, what);
        applies(entry, what);
        const auto usual = usual_range(what);
        const double low = entry.number_or("low", usual.from);
        const double high = entry.number_or("high", usual.to);
        if (low < high && low >= what.lowest && high <= what.highest) return;
        const std::string limits =
            print_number(what.lowest * 100, 2) + " % < low < high ≤ " + print_number(what.highest * 100, 2) + " %";
        const bool high_is_possible = high > what.lowest && high <= what.highest;
        const bool is_high = entry.has("high") && (!high_is_possible || !entry.has("low"));
        findings_.add(entry.finding("out-of-range", is_high ? "high" : "low", {limits, limits},
                                    {"correct the range", "範囲を直してください"}));
    }

    void uncertain(const Record& entry) {
        if (entry.broken()) return;
        const Variable& what = variable(entry.text("variable"));
        of(entry, what);
        applies(entry, what);
        check_distribution(entry, what, findings_);
        if (what.replans) {
            contradiction(entry, "variable", {"an input that needs no new plan", "計画をやり直さずに変えられる入力"},
                          {"choose another variable", "別の入力を選んでください"});
        }
        if (entry.yes("each_year") && !what.each_year) {
            contradiction(entry, "each_year",
                          {"generation, demand, energy_price, value_of_own_generation or margin_on_demand",
                           "年ごとに変えられるのは generation・demand・energy_price・value_of_own_generation・"
                           "margin_on_demand"},
                          {"remove \"each_year\"", "「each_year」を消してください"});
        }
    }

    /// Of two rates for the same the later one would win unseen, of two factors nobody could say what is meant.
    void drawn_twice(const Record& uncertainty) {
        std::vector<std::pair<std::string, std::string>> drawn;
        for (const auto& [id, entry] : uncertainty.records("inputs")) {
            if (entry->broken()) continue;
            const std::string name = entry->text("variable");
            const std::string of = entry->text_or("of", "");
            const bool factor = variable(name).factor;
            const bool twice = std::any_of(drawn.begin(), drawn.end(), [&](const auto& one) {
                return one.first == name && (one.second == of || (!factor && (of.empty() || one.second.empty())));
            });
            if (twice) {
                contradiction(*entry, "variable", {"each input once", "入力ごとに一つの分布"},
                              {"remove one of the two", "どちらか一方を消してください"});
            }
            drawn.emplace_back(name, of);
        }
    }

    void needs_finance(const char* key) {
        findings_.add(district_.root->finding("missing-key", key,
                                              {std::string("beside it the section finance, which ") + key + " needs",
                                               std::string(key) + " に必要な節 finance"},
                                              {"add \"finance: {}\"", "「finance: {}」を加えてください"}));
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

    void method(const Record& finance) {
        const std::vector<const char*> others =
            network_ ? std::vector<const char*>{"funding"} : std::vector<const char*>{"sales", "baseline"};
        const std::string other = network_ ? "microgrid" : "network";
        for (const char* key : others) {
            if (!finance.has(key)) continue;
            contradiction(finance, key,
                          {"only what this plan.method uses; this belongs to " + other,
                           "この plan.method が使う項目（これは " + other + " の項目）"},
                          {"remove it", "消してください"});
        }
        if (!finance.has("baseline")) return;
        std::vector<std::string> ids;
        for (const auto& [index, scenario] : district_.root->records("scenarios")) {
            if (scenario->has("id")) ids.push_back(scenario->text("id"));
        }
        if (holds(ids, finance.text("baseline"))) {
            if (ids.size() > 1) return;
            return contradiction(finance, "baseline", {"a scenario beside the others", "ほかのシナリオと比べる基準"},
                                 {"add a scenario, or remove it", "シナリオを加えるか、消してください"});
        }
        const Text expected = ids.empty() ? Text{"scenarios with an id", "id のあるシナリオ"} : one_of(ids);
        findings_.add(finance.finding("unknown-reference", "baseline", expected,
                                      {"name a scenario of this file", "この文書のシナリオの名前を書いてください"}));
    }

    void names_of_escalation(const Record& finance) {
        // A microgrid's account has no energy by carrier, a network's no margin.
        std::vector<std::string> names = network_ ? carriers(district_) : std::vector<std::string>{"margin_on_demand"};
        for (const char* own : {"upkeep", "replacement", "value_of_own_generation"}) names.emplace_back(own);
        for (const auto& [name, entry] : finance.records("escalation")) {
            if (holds(names, name)) continue;
            findings_.add(
                entry->finding("unknown-reference", "", one_of(names), {"correct the name", "名前を直してください"}));
        }
    }

    void whole_years(const Record& record) {
        for (const char* key : {"years", "grace", "loss_years", "relief_years", "tax_life"}) {
            const Value* value = record.find(key);
            if (value == nullptr || value->number == std::floor(value->number)) continue;
            findings_.add(record.finding("out-of-range", key, {"whole years", "整数の年数"},
                                         {"write whole years", "整数の年数で書いてください"}));
        }
    }

    void grace(const Record& loan) {
        if (loan.number("grace") < loan.number("years")) return;
        contradiction(loan, "grace", {"fewer years than the loan has", "返済年数より短い据置期間"},
                      {"shorten it, or lengthen the loan", "据置期間を短くするか、返済年数を延ばしてください"});
    }

    /// What taxes and residual values need to know of what is bought, and FIP of who sells.
    void asset(const Record& finance, const Record& asset) {
        whole_years(asset);
        if (asset.text_or("support", "fit") == "fip" && !finance.has("fip")) {
            missing(finance, "fip", {"the market prices that support: fip needs", "support: fip に必要な市場価格"});
        }
        if (network_ && asset.has("fit_period") && !finance.has("fip")) {
            missing(finance, "fip", {"the market price after the years of support", "買取期間後の市場価格"});
        }
        support(finance, asset);
        if (asset.text_or("owner", "operator") != "operator" || !costs(asset)) return;
        const bool taxed = finance.has("corporate_tax") || finance.has("fixed_asset_tax");
        if (taxed && !asset.has("tax_life"))
            missing(asset, "tax_life",
                    {"its useful life for tax, in years, or \"useful_life:\" with a row of useful_lives",
                     "法定耐用年数、または「useful_life:」に耐用年数表の行"});
        if (finance.text("residual_value") == "remaining_life" && !asset.has("life"))
            missing(asset, "life",
                    {"years of use, which residual_value: remaining_life needs",
                     "residual_value: remaining_life に必要な使用年数"});
        if (finance.text("residual_value") == "book_value" && !asset.has("tax_life"))
            missing(asset, "tax_life",
                    {"its useful life for tax, which residual_value: book_value needs",
                     "residual_value: book_value に必要な法定耐用年数"});
    }

    /// A network sells what a plant of a feed-in tariff gives at its sale_price: that has to be what the tariff pays.
    void support(const Record& finance, const Record& asset) {
        const bool sells = asset.has("fit_price") && asset.has("fit_period");
        if (asset.has("support") && !sells) {
            missing(asset, "fit_price",
                    {"the price that support is paid up to, or \"fit:\" with a row of fit_prices",
                     "支援の基準価格、または「fit:」に fit_prices の行"});
        }
        const bool premium = asset.text_or("support", "fit") == "fip";
        if (!network_ || !sells || (premium && !finance.has("fip"))) return;
        double price = asset.number("fit_price");
        if (premium) {
            const Record* fip = section(finance, "fip");
            if (fip == nullptr) return;
            price = fip->number("capture_price") - fip->number("balancing_cost") +
                    std::max(0.0, price - fip->number("reference_price"));
        }
        const std::string sold_at = print_number(price, 4) + " yen/kWh";
        const Text expected{"what its support pays in the first year: " + sold_at,
                            "支援制度で得る初年度の単価：" + sold_at};
        const Value* sale = asset.find("sale_price");
        if (sale == nullptr) return missing(asset, "sale_price", expected);
        const bool series = !sale->text.empty() || !sale->numbers.empty();
        if (series || std::abs(sale->number - price) <= 1e-6 * std::max(1.0, std::abs(price))) return;
        contradiction(asset, "sale_price", expected,
                      {"write this price, or remove the support", "この単価にするか、支援の記述を消してください"});
    }

    /// Whether it is bought, once or again, for money.
    [[nodiscard]] bool costs(const Record& asset) const {
        if (asset.yes("existing") && !asset.has("replaced_in_years")) return false;
        const AssetCost one = technologies_.of(asset).cost(asset, 1);
        return one.capital_yen > 0 || asset.number_or("capital", 0) > 0;
    }

    void of(const Record& entry, const Variable& what) {
        if (!entry.has("of")) {
            if (std::string(what.name) == "size") missing(entry, "of", {"the plant whose size is meant", "対象の設備"});
            return;
        }
        const std::string& name = entry.text("of");
        std::vector<std::string> names;
        if (what.of_asset || what.of_carrier) names = asset_ids(district_);
        if (what.of_carrier) {
            for (const auto& carrier : carriers(district_)) names.push_back(carrier);
        }
        if (names.empty()) {
            contradiction(entry, "of", {"nothing: this variable is one for all", "記述なし（この入力は全体で一つ）"},
                          {"remove \"of\"", "「of」を消してください"});
        } else if (!holds(names, name)) {
            findings_.add(
                entry.finding("unknown-reference", "of", one_of(names), {"correct the name", "名前を直してください"}));
        } else if (network_ && std::string(what.name) == "size" && !has_a_size(name)) {
            contradiction(entry, "of",
                          {"an asset that is bought and has a capacity, without fixed units",
                           "購入する、capacity のある設備（units を固定したものを除く）"},
                          {"name another asset", "別の設備にしてください"});
        } else if (!network_ && std::string(what.name) == "size" && !fixed_generator(name)) {
            contradiction(
                entry, "of", {"a generator whose size is given", "容量の決まった発電設備"},
                {"name another plant, or ask for supply_rate", "別の設備にするか、supply_rate を求めてください"});
        }
    }

    [[nodiscard]] bool fixed_generator(const std::string& name) const {
        for (const auto& [id, asset] : district_.assets()) {
            if (id != name || asset->broken()) continue;
            const std::string& technology = asset->text("technology");
            const bool generator = technology == "pv" || technology == "hydro_power" || technology == "biomass_power";
            return generator && !asset->says("capacity", "sized");
        }
        return true;  // the asset has its own findings
    }

    /// Of a network: what may be larger or smaller than it is.
    [[nodiscard]] bool has_a_size(const std::string& name) const {
        for (const auto& [id, asset] : district_.assets()) {
            if (id != name || asset->broken()) continue;
            if (!asset->has("capacity") || asset->says("capacity", "unlimited") || asset->yes("existing")) return false;
            return asset->says("capacity", "sized") || !asset->has("units");
        }
        return true;  // the asset has its own findings
    }

    /// Inputs that the other method has.
    void applies(const Record& entry, const Variable& what) {
        static const std::set<std::string> of_microgrids{"value_of_own_generation", "margin_on_demand", "supply_rate"};
        static const std::set<std::string> of_networks{"energy_price", "sale_price"};
        const auto& others = network_ ? of_microgrids : of_networks;
        if (!others.contains(what.name)) return;
        std::vector<std::string> possible;
        for (const auto& name : variable_names()) {
            if (!others.contains(name)) possible.push_back(name);
        }
        std::string these;
        for (const auto& name : possible) these += (these.empty() ? "" : ", ") + name;
        contradiction(entry, "variable",
                      {"an input of this plan.method: " + these, "この plan.method にある入力：" + these},
                      {"choose another variable", "別の入力を選んでください"});
    }

    const District& district_;
    const Technologies& technologies_;
    Findings& findings_;
    bool network_;
};

}  // namespace

void check_finance(const District& district, const Technologies& technologies, Findings& findings) {
    FinanceCheck check(district, technologies, findings);
    const Record* economics = section(*district.root, "economics");
    const Record* finance = section(*district.root, "finance");
    if (finance != nullptr && economics != nullptr) check.finance(*finance);
    const bool none = !district.root->has("finance");
    for (const char* key : {"solve_for", "uncertainty"}) {
        if (none && district.root->has(key)) check.needs_finance(key);
    }
    for (const auto& [id, entry] : district.root->records("solve_for")) check.question(*entry);
    const Value* uncertainty = district.root->find("uncertainty");
    if (uncertainty == nullptr || !uncertainty->record) return;
    if (uncertainty->record->has("inputs") && uncertainty->record->records("inputs").empty() &&
        !uncertainty->record->broken()) {
        findings.add(uncertainty->record->finding(
            "missing-key", "inputs", {"at least one uncertain input", "不確実な入力が一つ以上"},
            {"add one, or remove \"uncertainty\"", "加えるか、「uncertainty」を消してください"}));
    }
    for (const auto& [id, entry] : uncertainty->record->records("inputs")) check.uncertain(*entry);
    check.drawn_twice(*uncertainty->record);
}

}  // namespace gaiku
