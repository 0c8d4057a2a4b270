#include "assess/finance/variables.h"

#include <cmath>
#include <stdexcept>

namespace gaiku {
namespace {

/// What a variable does to an input.
struct Effect {
    void (*to_asset)(FinanceAsset& asset, double value) = nullptr;
    void (*to_stream)(FinanceStream& stream, double value) = nullptr;
    double* (*rate)(FinanceTerms& terms) = nullptr;  ///< a number of the terms: multiplied by a factor, or set
    std::vector<double>* (*by_year)(YearFactors& factors) = nullptr;
};

void scale_life(FinanceAsset& asset, double factor) {
    const double life = asset.life_years > 0              ? asset.life_years
                        : asset.replaced_in_years.empty() ? 0
                                                          : asset.replaced_in_years.front();
    if (life > 0) asset.life_years = life * factor;
}

/// A plant that is drawn alone and with its carrier has both.
void times(std::vector<double>& factors, const std::vector<double>& more) {
    if (factors.empty()) factors.assign(more.size(), 1.0);
    for (std::size_t i = 0; i < more.size(); ++i) factors[i] *= more[i];
}

struct Entry {
    Variable variable;
    Effect effect;
};

const std::vector<Entry>& entries() {
    using A = FinanceAsset;
    using S = FinanceStream;
    using T = FinanceTerms;
    static const std::vector<Entry> table{
        {{"upkeep", {"upkeep", "維持管理費"}, true, true, false, false, false, 0, 10},
         {[](A& a, double f) { a.upkeep_yen_per_year *= f; },
          [](S& s, double f) {
              if (s.kind == S::Kind::upkeep) s.yen_per_year *= f;
          },
          nullptr, nullptr}},
        {{"capital",
          {"capital, replacements included", "整備費（更新費を含む）"},
          true,
          true,
          false,
          false,
          false,
          0,
          10},
         {[](A& a, double f) { a.capital_yen *= f, a.replacement_yen *= f; }, nullptr, nullptr, nullptr}},
        {{"replacement", {"price of replacements", "更新費"}, true, true, false, false, false, 0, 10},
         {[](A& a, double f) { a.replacement_yen *= f; }, nullptr, nullptr, nullptr}},
        {{"generation", {"generation", "発電量"}, true, true, false, true, false, 0, 10},
         {[](A& a, double f) { a.generation_kwh_per_year *= f; }, nullptr, nullptr,
          [](YearFactors& y) { return &y.generation; }}},
        {{"life", {"life of equipment", "設備の使用年数"}, true, true, false, false, false, 0.05, 10},
         {scale_life, nullptr, nullptr, nullptr}},
        {{"support_price", {"FIT or FIP price", "FIT・FIP価格"}, true, true, false, false, false, 0, 10},
         {[](A& a, double f) { a.support_yen_per_kwh *= f; },
          [](S& s, double f) {
              if (s.support == Support::fit) s.yen_per_year *= f;
              s.support_yen_per_kwh *= f;
          },
          nullptr, nullptr}},
        {{"value_of_own_generation",
          {"value of own generation", "自家発電の価値"},
          true,
          false,
          false,
          true,
          false,
          0,
          10},
         {nullptr, nullptr, [](T& t) { return &t.value_of_own_generation_yen_per_kwh; },
          [](YearFactors& y) { return &y.value_of_own_generation; }}},
        {{"margin_on_demand", {"margin on demand", "販売の粗利"}, true, false, false, true, false, 0, 10},
         {nullptr, nullptr, [](T& t) { return &t.margin_yen_per_kwh; },
          [](YearFactors& y) { return &y.margin_on_demand; }}},
        {{"energy_price",
          {"price of energy bought, by the kWh", "エネルギー購入単価（従量分）"},
          true,
          false,
          true,
          true,
          false,
          0,
          10},
         {nullptr,
          [](S& s, double f) {
              if (s.kind == S::Kind::purchases) s.yen_per_year *= f, s.yen_per_year_afterwards *= f;
          },
          nullptr, [](YearFactors& y) { return &y.energy_price; }}},
        {{"sale_price", {"price of energy sold", "エネルギー販売単価"}, true, false, true, false, false, 0, 10},
         {nullptr,
          [](S& s, double f) {
              if (s.kind == S::Kind::sales) s.yen_per_year *= f, s.yen_per_year_afterwards *= f;
          },
          nullptr, nullptr}},
        {{"demand", {"demand", "需要"}, true, false, false, true, false, 0, 10},
         {nullptr,
          [](S& s, double f) {
              if (s.follows_demand) s.yen_per_year *= f, s.yen_per_year_afterwards *= f;
          },
          [](T& t) { return &t.demand_kwh_per_year; }, [](YearFactors& y) { return &y.demand; }}},
        {{"subsidy", {"subsidy rate", "補助率"}, false, false, false, false, false, 0, 1},
         {nullptr, nullptr, [](T& t) { return &t.subsidy_rate; }, nullptr}},
        {{"discount_rate", {"discount rate", "割引率"}, false, false, false, false, false, -0.5, 1},
         {nullptr, nullptr, [](T& t) { return &t.discount_rate; }, nullptr}},
        {{"inflation", {"inflation", "物価上昇率"}, false, false, false, false, false, -0.5, 1},
         {nullptr, nullptr, [](T& t) { return &t.inflation; }, nullptr}},
        {{"interest", {"interest of the loan", "借入金利"}, false, false, false, false, false, 0, 1},
         {nullptr, nullptr, [](T& t) { return &t.loan.interest; }, nullptr}},
        {{"loan_share", {"share of the loan", "借入割合"}, false, false, false, false, false, 0, 1},
         {nullptr, nullptr, [](T& t) { return &t.loan.share; }, nullptr}},
        {{"corporate_tax", {"rate of corporate tax", "法人税等の税率"}, false, false, false, false, false, 0, 0.9},
         {nullptr, nullptr, [](T& t) { return &t.tax.rate; }, nullptr}},
        {{"demand_growth", {"growth of demand a year", "需要の年伸び率"}, false, false, false, false, false, -0.5, 1},
         {nullptr, nullptr, [](T& t) { return &t.demand_growth; }, nullptr}},
        {{"degradation",
          {"degradation of generation a year", "発電量の年劣化率"},
          false,
          true,
          false,
          false,
          false,
          0,
          0.5},
         {[](A& a, double rate) { a.degradation = rate; }, nullptr, nullptr, nullptr}},
        {{"size", {"size of a plant", "設備容量"}, true, true, false, false, true, 0, 10}, {}},
        {{"supply_rate", {"supply rate", "供給率"}, false, false, false, false, true, 0.001, 1}, {}},
    };
    return table;
}

const Entry& entry(std::string_view name) {
    for (const auto& entry : entries()) {
        if (entry.variable.name == name) return entry;
    }
    throw std::out_of_range("no variable " + std::string(name));
}

}  // namespace

const std::vector<Variable>& variables() {
    static const std::vector<Variable> list = [] {
        std::vector<Variable> made;
        for (const auto& entry : entries()) made.push_back(entry.variable);
        return made;
    }();
    return list;
}

std::vector<std::string> variable_names() {
    std::vector<std::string> names;
    for (const auto& variable : variables()) names.emplace_back(variable.name);
    return names;
}

const Variable& variable(std::string_view name) {
    return entry(name).variable;
}

double value_of(const FinanceInput& input, const Variable& variable) {
    if (variable.factor) return 1;
    const Effect& effect = entry(variable.name).effect;
    if (effect.rate != nullptr) {
        FinanceTerms terms = input.terms;
        return *effect.rate(terms);
    }
    for (const auto& asset : input.assets) {
        if (asset.generation_kwh_per_year > 0) return asset.degradation;
    }
    return 0;
}

void set_variable(FinanceInput& input, const Variable& variable, const std::string& of, double value) {
    const Effect& effect = entry(variable.name).effect;
    const bool is_life = effect.to_asset == static_cast<void (*)(FinanceAsset&, double)>(scale_life);
    for (auto& asset : input.assets) {
        if (effect.to_asset == nullptr || (!of.empty() && asset.id != of)) continue;
        effect.to_asset(asset, value);
        // Equipment that lasts the period has no replacement yet, and one with a shorter life.
        if (is_life && (asset.replaced_by_life || !asset.replaced_in_years.empty()))
            asset.replaced_in_years = replacements(asset.life_years, input.terms.period_years);
    }
    for (auto& stream : input.streams) {
        if (effect.to_stream == nullptr) continue;
        if (!of.empty() && stream.id != of && stream.carrier != of) continue;
        effect.to_stream(stream, value);
    }
    if (effect.rate != nullptr) {
        double& number = *effect.rate(input.terms);
        number = variable.factor ? number * value : value;
    }
    if (std::string_view(variable.name) == "demand") input.served_kwh_per_year *= value;
}

void set_by_year(FinanceInput& input, const Variable& variable, const std::string& of, std::vector<double> factors) {
    if (of.empty()) {
        *entry(variable.name).effect.by_year(input.by_year) = std::move(factors);
    } else if (variable.of_carrier) {
        for (auto& stream : input.streams) {
            if (stream.id == of || stream.carrier == of) times(stream.price_by_year, factors);
        }
    } else {
        for (auto& asset : input.assets) {
            if (asset.id == of) times(asset.generation_by_year, factors);
        }
    }
}

std::vector<int> replacements(double life_years, int period_years) {
    std::vector<int> years;
    const int life = std::max(1, static_cast<int>(std::lround(life_years)));
    for (int year = life; year < period_years; year += life) years.push_back(year);
    return years;
}

}  // namespace gaiku
