#include "tariff/contract.h"

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>

#include "tariff/check_steps.h"
#include "tariff/read.h"
#include "tariff/shipped.h"

namespace gaiku {
namespace {

class ContractReader {
public:
    ContractReader(const District& district, Findings& findings) : district_(district), findings_(findings) {
        for (const auto& [id, record] : district.root->records("tariffs")) own_[id] = read_tariff(record, findings);
    }

    std::vector<Contract> read() {
        for (const auto& [id, asset] : district_.assets()) {
            if (asset->broken()) continue;
            for (const char* key : {"tariff", "sale_tariff"}) {
                if (asset->has(key)) add(id, *asset, key);
            }
        }
        for (const auto& [id, asset] : district_.assets()) {
            if (!asset->broken() && asset->has("billed_with")) join(id, *asset);
        }
        return std::move(contracts_);
    }

private:
    void complain(const Record& record, const char* code, const char* key, Text expected, Text fix) {
        findings_.add(record.finding(code, key, std::move(expected), std::move(fix)));
    }

    std::shared_ptr<const Tariff> find(const std::string& name) const {
        const auto own = own_.find(name);
        return own == own_.end() ? shipped_tariff(name) : own->second;
    }

    void add(const std::string& id, const Record& asset, const std::string& key) {
        Contract contract;
        contract.id = id;
        contract.sale = key == "sale_tariff";
        contract.carrier = asset.text("carrier");
        contract.members = {id};
        contract.tariff = find(asset.text(key));
        contract.record = &asset;
        if (!contract.tariff) return;  // its own findings say why
        const std::size_t before = findings_.all().size();
        read_terms(asset, contract);
        check_money(asset, key, *contract.tariff);
        if (contract.sale) check_sale(asset, *contract.tariff);
        if (contract.carrier == "electricity" && contract.tariff->unit == "m3") {
            complain(
                asset, "contradiction", key.c_str(),
                {"a tariff by the kWh; heat_value makes this one a tariff of gas by the m3",
                 "kWh 単位の料金表（heat_value のある料金表は m3 単位のガス用）"},
                {"choose another tariff, or remove its heat_value", "別の料金表にするか、heat_value を消してください"});
        }
        check_year(asset, *contract.tariff);
        check_terms_of_fit(asset, key, *contract.tariff);
        if (findings_.all().size() == before) contracts_.push_back(std::move(contract));
    }

    void read_terms(const Record& asset, Contract& contract) {
        Terms& terms = contract.terms;
        terms.contract_kw = asset.number("contract_power");
        terms.peak_factor = asset.number("peak_factor");
        const Value& past = asset.at("past_peaks");
        terms.past = past.text == "repeats" ? Terms::Past::repeats
                     : past.text == "none"  ? Terms::Past::none
                                            : Terms::Past::listed;
        if (terms.past == Terms::Past::listed) terms.past_kw = past.numbers;
        terms.power_factor = asset.number_or("power_factor", 1);
        if (contract.sale) return;
        std::size_t memory = 0;
        bool power_factor = false;
        for (const Charge& charge : contract.tariff->charges) {
            memory = std::max(memory, static_cast<std::size_t>(charge.demand.memory));
            power_factor = power_factor || charge.demand.power_factor_base.has_value();
        }
        if (power_factor && !asset.has("power_factor"))
            complain(asset, "missing-key", "power_factor",
                     {"the power factor that the tariff asks for", "料金表が使う力率"},
                     {"add \"power_factor:\"", "「power_factor:」を加えてください"});
        if (terms.past != Terms::Past::listed || terms.past_kw.size() == memory) return;
        complain(asset, "wrong-length", "past_peaks",
                 {fmt::format("{} months, the latest last; here are {}", memory, terms.past_kw.size()),
                  fmt::format("{}か月分（古い月から）。今は{}か月", memory, terms.past_kw.size())},
                 terms.past_kw.size() < memory ? Text{"add the missing months, or write repeats or none",
                                                      "欠けた月を加えるか、repeats か none と書いてください"}
                                               : Text{"leave out the first months", "古い月を消してください"});
    }

    void check_money(const Record& asset, const std::string& key, const Tariff& tariff) {
        if (!district_.economics().has("currency") || tariff.currency.empty()) return;
        const std::string& currency = district_.economics().text("currency");
        if (tariff.currency == currency) return;
        complain(asset, "wrong-unit", key.c_str(),
                 {"a tariff in " + currency + "; this one is in " + tariff.currency,
                  currency + " の料金表（これは " + tariff.currency + "）"},
                 {"choose another tariff, or change economics.currency",
                  "別の料金表にするか、economics.currency を変えてください"});
    }

    void check_sale(const Record& asset, const Tariff& tariff) {
        const bool good = std::all_of(tariff.charges.begin(), tariff.charges.end(), [](const Charge& c) {
            return c.kind == ChargeKind::energy &&
                   std::all_of(c.rates.begin(), c.rates.end(), [](const Rate& r) { return r.blocks.size() < 2; });
        });
        if (good) return;
        complain(asset, "contradiction", "sale_tariff",
                 {"a tariff of energy, fit and fip charges without blocks", "energy・fit・fip だけで段階のない料金表"},
                 {"write what is paid for a kWh sold", "売電1 kWh の単価を書いてください"});
    }

    /// A feed-in tariff is paid for so many years from its fiscal year on.
    void check_terms_of_fit(const Record& asset, const std::string& key, const Tariff& tariff) {
        if (!district_.plan().has("year")) return;
        const int year = static_cast<int>(district_.plan().number("year"));
        for (const Charge& charge : tariff.charges) {
            if (!charge.record->has("fit") || !charge.record->has("period")) continue;
            const std::string& row = charge.record->text("fit");  // CLASS/YEAR or CLASS/YEAR-MONTH
            const int first = std::atoi(row.c_str() + row.find('/') + 1);
            const int end = first + static_cast<int>(charge.record->number("period"));
            if (year < end) continue;
            complain(asset, "contradiction", key.c_str(),
                     {fmt::format("a feed-in tariff that is paid in {}; {} ends in {}", year, row, end),
                      fmt::format("{}年に買取期間内の固定価格買取（{} は{}年に終了）", year, row, end)},
                     {"choose another plan.year, a later row, or what is paid afterwards",
                      "plan.year を変えるか、後の年度の行、または買取終了後の単価にしてください"});
        }
    }

    /// Prices by weekday, holiday or daylight saving, and levies, need a calendar year.
    void check_year(const Record& asset, const Tariff& tariff) {
        if (!district_.plan().has("year")) {
            if (year_asked_) return;
            year_asked_ = true;
            findings_.add(district_.plan().finding("missing-key", "year",
                                                   {"the calendar year that the tariffs go by", "料金表が従う暦年"},
                                                   {"add \"year:\" to plan", "plan に「year:」を加えてください"}));
            return;
        }
        const PriceSources sources = price_sources(district_);
        const int first = static_cast<int>(district_.plan().number("year"));
        const int last = first + static_cast<int>((district_.plan().number("hours") - 1) / 8760);
        for (const Charge& charge : tariff.charges) {
            if (charge.kind != ChargeKind::levy || charge.fixed_levy) continue;
            for (int year = first - 1; year <= last; ++year) {
                if (year == first - 1 && levy_year(first, 1) != year) continue;
                if (sources.levy(year)) continue;
                Finding finding = asset.finding("missing-key", "tariff",
                                                {fmt::format("the levy of fiscal year {} (data renewable_levy)", year),
                                                 fmt::format("{}年度の賦課金（data renewable_levy）", year)},
                                                {"choose another plan.year, or give the levy a price",
                                                 "plan.year を変えるか、賦課金の price を書いてください"});
                findings_.add(std::move(finding));
                return;
            }
        }
    }

    void join(const std::string& id, const Record& asset) {
        for (const char* key : {"tariff", "sale_tariff"}) {
            if (!asset.has(key)) continue;
            complain(asset, "contradiction", key,
                     {"one of billed_with and " + std::string(key), "billed_with か " + std::string(key) + " の一方"},
                     {"remove one of the two", "どちらかを消してください"});
            return;
        }
        bool found = false;
        for (Contract& contract : contracts_) {
            if (contract.id != asset.text("billed_with")) continue;
            if (contract.carrier != asset.text("carrier")) {
                complain(asset, "contradiction", "billed_with",
                         {"a connection of the same carrier", "同じエネルギー種別の接続"},
                         {"name another connection", "別の接続にしてください"});
                return;
            }
            found = true;
            contract.members.push_back(id);
        }
        const auto& assets = district_.assets();
        const auto head = std::find_if(assets.begin(), assets.end(),
                                       [&](const auto& a) { return a.first == asset.text("billed_with"); });
        const bool own = head != assets.end() && (head->second->has("tariff") || head->second->broken());
        if (found || own) return;
        complain(asset, "unknown-reference", "billed_with", {"a connection with a tariff", "tariff のある接続"},
                 {"name the connection that has the contract", "契約のある接続の名前を書いてください"});
    }

    const District& district_;
    Findings& findings_;
    std::map<std::string, std::shared_ptr<const Tariff>> own_;
    std::vector<Contract> contracts_;
    bool year_asked_ = false;
};

}  // namespace

double most_bought_kw(const Contract& contract, const District& district) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    double sum = 0;
    for (const auto& [id, asset] : district.assets()) {
        if (std::find(contract.members.begin(), contract.members.end(), id) == contract.members.end()) continue;
        if (asset->says("capacity", "unlimited")) return infinite;
        sum +=
            asset->says("capacity", "sized") ? asset->number_or("max_capacity", infinite) : asset->number("capacity");
    }
    return sum;
}

std::vector<Contract> contracts(const District& district, Findings& findings) {
    return ContractReader(district, findings).read();
}

std::vector<Contract> contracts(const District& district) {
    Findings findings;
    return contracts(district, findings);
}

void check_tariffs(const District& district, Findings& findings) {
    const auto all = contracts(district, findings);
    check_steps(all, district, findings);
}

MeterAxis plan_axis(const District& district, const Tariff& tariff) {
    return MeterAxis::planning_year(static_cast<int>(district.plan().number("year")), district.plan().number("step"),
                                    district.steps(), tariff.time_zone);
}

PriceSources price_sources(const District& district) {
    return {[&district](const std::string& name) -> const std::vector<double>* {
                const auto found = district.series.find(name);
                return found == district.series.end() ? nullptr : &found->second->values;
            },
            [&district](int year) -> std::optional<double> {
                const std::string row = std::to_string(year);
                if (district.overrides) {
                    if (const auto* cell = district.overrides->find("renewable_levy", row, "levy")) return cell->number;
                }
                static const Tables tables;
                const Table& table = *tables.find("renewable_levy");
                const auto r = table.row(row);
                return r ? table.number(*r, *table.column("levy")) : std::nullopt;
            }};
}

}  // namespace gaiku
