#include "tariff/read.h"

#include <algorithm>
#include <map>

#include "base/constants.h"
#include "base/suggest.h"
#include "base/unit.h"
#include "district/words.h"
#include "tariff/read_times.h"

namespace gaiku {
namespace {

Rounding rounding(const std::string& word) {
    if (word == "down") return Rounding::down;
    if (word == "nearest") return Rounding::nearest;
    return word == "up" ? Rounding::up : Rounding::none;
}

/// The currency of the first amount of money that stands in the record.
std::string currency_in(const Record& record) {
    for (const auto& [key, value] : record.values()) {
        if (value.origin == Origin::given && value.record == nullptr && value.records.empty()) {
            std::string found = value.field->unit.empty() ? "" : currency_of(value.written);
            if (!found.empty()) return found;
        }
        for (const auto& [id, inner] : value.records) {
            std::string found = currency_in(*inner);
            if (!found.empty()) return found;
        }
    }
    return "";
}

class ChargeReader {
public:
    ChargeReader(Tariff& tariff, Findings& findings) : tariff_(tariff), findings_(findings) {}

    Charge read(const Record& record) {
        static const std::map<std::string, ChargeKind> kinds{
            {"fixed", ChargeKind::fixed}, {"demand", ChargeKind::demand},  {"energy", ChargeKind::energy},
            {"levy", ChargeKind::levy},   {"fit", ChargeKind::energy},     {"fip", ChargeKind::energy},
            {"tax", ChargeKind::share},   {"discount", ChargeKind::share}, {"minimum", ChargeKind::minimum}};
        Charge charge;
        charge.id = record.id();
        charge.name = record.name();
        const std::string& kind = record.text("kind");
        charge.kind = kinds.at(kind);
        charge.rounding = rounding(record.text("rounding"));
        charge.record = &record;
        if (charge.kind == ChargeKind::fixed || charge.kind == ChargeKind::minimum) read_amount(record, charge);
        if (charge.kind == ChargeKind::share) read_share(record, kind, charge);
        if (charge.kind == ChargeKind::levy && record.has("price")) charge.fixed_levy = record.number("price");
        if (kind == "energy" || kind == "demand") read_rates(record, charge);
        if (kind == "demand") read_demand(record, charge.demand);
        if (kind == "fit") read_fit(record, charge);
        if (kind == "fip") read_fip(record, charge);
        return charge;
    }

private:
    void missing(const Record& record, const char* key, Text expected) {
        findings_.add(
            record.finding("missing-key", key, std::move(expected),
                           {std::string("add \"") + key + ":\"", std::string("「") + key + ":」を加えてください"}));
    }

    void read_amount(const Record& record, Charge& charge) {
        if (!record.has("price")) return missing(record, "price", {"money a month", "1か月の金額"});
        charge.per_day = record.has("per") && record.text("per") == "day";
        charge.amount = record.number("price") / (charge.per_day ? days_a_year : months_a_year);
    }

    void read_share(const Record& record, const std::string& kind, Charge& charge) {
        charge.amount = record.number("rate") * (kind == "discount" ? -1 : 1);
        const auto& above = tariff_.charges;
        if (!record.has("on")) {
            for (std::size_t i = 0; i < above.size(); ++i) charge.on.push_back(i);
            return;
        }
        for (const auto& word : split_words(record.text("on"))) {
            const auto found = std::find_if(above.begin(), above.end(), [&](const Charge& c) { return c.id == word; });
            if (found != above.end()) {
                charge.on.push_back(static_cast<std::size_t>(found - above.begin()));
                continue;
            }
            std::vector<std::string> names;
            for (const auto& other : above) names.push_back(other.id);
            Finding finding = record.finding(
                "unknown-reference", "on", {"names of charges above this one", "これより上の料金の名前"},
                {"correct the name, or move this charge down", "名前を直すか、この料金を下に移してください"});
            finding.value = shortened(word);
            finding.suggestion = suggest(word, names);
            findings_.add(std::move(finding));
        }
    }

    /// One price of a record: by the kWh or kW, by the m3, by month, or a series. Nothing, with a finding, where there
    /// is none or more than one.
    bool read_price(const Record& record, bool demand, Rate& rate) {
        const char* volume = demand ? "price_per_flow" : "price_per_volume";
        std::vector<const char*> given;
        for (const char* key : {"price", volume, "by_month", "by_month_per_volume"}) {
            if (record.has(key)) given.push_back(key);
        }
        if (given.empty()) {
            missing(record, "price", {"a price", "単価"});
            return false;
        }
        if (given.size() > 1) {
            findings_.add(record.finding("contradiction", given[1], {"one price", "単価は一つ"},
                                         {"remove one of the two", "どちらかを消してください"}));
            return false;
        }
        const std::string key = given.front();
        const bool by_volume = key == volume || key == "by_month_per_volume";
        if (by_volume && !tariff_.record->has("heat_value")) {
            findings_.add(record.finding(
                "missing-key", key,
                {"the tariff's heat_value beside a price by volume", "体積あたりの単価には料金表の heat_value"},
                {"add \"heat_value:\" to the tariff", "料金表に「heat_value:」を加えてください"}));
            return false;
        }
        const double per = (by_volume ? tariff_.unit_kwh : 1) * (demand ? months_a_year : 1);
        const Value& value = record.at(key);
        if (key.starts_with("by_month")) {
            for (const double price : value.numbers) rate.by_month.push_back(price / per);
        } else if (!value.text.empty()) {
            rate.series = value.text;
        } else {
            rate.blocks.front().price = value.number / per;
        }
        return true;
    }

    void read_rates(const Record& record, Charge& charge) {
        const bool demand = charge.kind == ChargeKind::demand;
        if (!record.has("rates")) {
            Rate rate{.blocks = {{0, 0}}, .by_month = {}, .series = {}, .record = &record};
            if (read_price(record, demand, rate)) charge.rates.push_back(std::move(rate));
            return;
        }
        if (record.records("rates").empty()) {
            findings_.add(record.finding("missing-key", "rates", {"one rate at least", "一つ以上の単価"},
                                         {"add a rate, or write \"price:\" instead of \"rates:\"",
                                          "単価を加えるか、「rates:」の代わりに「price:」を書いてください"}));
        }
        for (const char* key : {"price", "price_per_volume", "price_per_flow", "by_month", "by_month_per_volume"}) {
            if (!record.has(key)) continue;
            findings_.add(record.finding("contradiction", key, {"a price, or rates", "単価か rates の一方"},
                                         {"remove one of the two", "どちらかを消してください"}));
        }
        for (const auto& [index, entry] : record.records("rates")) {
            const std::size_t before = findings_.all().size();
            Rate rate{.blocks = {{0, 0}}, .by_month = {}, .series = {}, .record = entry.get()};
            rate.season = index_of(*entry, "season", season_names(tariff_), findings_);
            rate.period = index_of(*entry, "period", period_names(tariff_), findings_);
            rate.blocks.front().above =
                entry->has("above_volume") ? entry->number("above_volume") * tariff_.unit_kwh : entry->number("above");
            read_price(*entry, demand, rate);
            if (findings_.all().size() == before) add_rate(charge, std::move(rate), *entry);
        }
    }

    /// A further block of a rate that is there, or a new rate.
    void add_rate(Charge& charge, Rate rate, const Record& record) {
        const auto same = std::find_if(charge.rates.begin(), charge.rates.end(), [&](const Rate& other) {
            return other.season == rate.season && other.period == rate.period;
        });
        const char* key = record.has("above_volume") ? "above_volume" : "above";
        const Block block = rate.blocks.front();
        if (same == charge.rates.end()) {
            if (block.above == 0) {
                charge.rates.push_back(std::move(rate));
                return;
            }
            findings_.add(record.finding("out-of-range", key, {"a first block that begins at 0", "最初の段階は 0 から"},
                                         {"add the block below it, before it", "その下の段階を先に書いてください"}));
            return;
        }
        if (block.above <= same->blocks.back().above) {
            findings_.add(record.finding("out-of-range", key,
                                         {"a block that begins above the one before", "前の段階より大きい始まり"},
                                         {"put the blocks in rising order", "段階を昇順に並べてください"}));
            return;
        }
        const bool plain =
            same->by_month.empty() && same->series.empty() && rate.by_month.empty() && rate.series.empty();
        if (!plain) {
            findings_.add(record.finding("contradiction", key, {"blocks with a price each", "段階ごとに一つの単価"},
                                         {"write a number for each block", "段階ごとに数値を書いてください"}));
            return;
        }
        same->blocks.push_back(block);
    }

    void read_demand(const Record& record, DemandRule& rule) {
        rule.hours = record.number("interval");
        rule.memory = static_cast<int>(record.number("memory"));
        rule.memory_share = record.number("memory_share");
        rule.memory_season = index_of(record, "memory_season", season_names(tariff_), findings_);
        rule.least_kw = record.number("least");
        rule.step_kw = record.number("step");
        rule.rounding = rounding(record.text("step_rounding"));
        if (record.has("power_factor_base")) rule.power_factor_base = record.number("power_factor_base");
        rule.power_factor_step = record.number("power_factor_step");
    }

    void read_fit(const Record& record, Charge& charge) {
        if (!record.has("price"))
            return missing(record, "price",
                           {"a price; the row of fit_prices has none with tax",
                            "価格（fit_prices のこの行に税込価格はありません）"});
        charge.rates.push_back(
            {.blocks = {{0, record.number("price")}}, .by_month = {}, .series = {}, .record = &record});
    }

    void read_fip(const Record& record, Charge& charge) {
        Rate rate{.blocks = {}, .by_month = {}, .series = {}, .record = &record};
        for (const double reference : record.at("reference").numbers)
            rate.by_month.push_back(std::max(0.0, record.number("base") - reference));
        charge.rates.push_back(std::move(rate));
    }

    Tariff& tariff_;
    Findings& findings_;
};

void read_billing(const Record& record, Tariff& tariff) {
    const bool volume = record.has("heat_value");
    if (volume) {
        tariff.unit = "m3";
        tariff.unit_kwh = record.number("heat_value");
    }
    tariff.money_step = record.number("money_step");
    tariff.total_rounding = rounding(record.text("total_rounding"));
    tariff.energy_step = volume ? record.number_or("volume_step", 0) : record.number("energy_step");
    tariff.energy_rounding = rounding(record.text("energy_rounding"));
}

}  // namespace

std::shared_ptr<const Tariff> read_tariff(const std::shared_ptr<const Record>& record, Findings& findings) {
    if (record->broken()) return nullptr;
    const std::size_t before = findings.all().size();
    auto tariff = std::make_shared<Tariff>();
    tariff->id = record->id();
    tariff->name = record->name();
    tariff->source = record->localized_or("source", {});
    tariff->mark = record->text_or("mark", "");
    tariff->record = record;
    tariff->currency = currency_in(*record);
    read_times(*record, *tariff, findings);
    read_billing(*record, *tariff);
    ChargeReader charges(*tariff, findings);
    for (const auto& [id, charge] : record->records("charges")) tariff->charges.push_back(charges.read(*charge));
    if (tariff->charges.empty()) {
        findings.add(
            record->finding("missing-key", "charges", {"one charge at least", "一つ以上の料金"},
                            {"add a charge with its kind and price", "料金を種類・単価とともに加えてください"}));
    }
    if (findings.all().size() == before) check_hours(*tariff, findings);
    return findings.all().size() == before ? tariff : nullptr;
}

}  // namespace gaiku
