#include "operate/building_cost.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

#include "operate/role.h"
#include "tariff/bill.h"
#include "tariff/contract.h"
#include "technology/asset_input.h"

namespace gaiku::operate {
namespace {

using telemetry::Figure;
using telemetry::ms_a_second;
using telemetry::ms_a_slot;
using telemetry::TimeMs;

/// Its id; empty for none, and for several: by which it is drawn is not known.
std::string connection_of(const District& district, const std::string& block) {
    std::string found;
    for (const auto& [id, record] : district.assets()) {
        if (role_of_technology(record->text_or("technology", {})) != Role::grid) continue;
        if (record->text_or("block", {}) != block) continue;
        if (!found.empty()) return {};
        found = id;
    }
    return found;
}

/// A price that is one number; nothing where it changes.
std::optional<double> price_of_connection(const District& district, const std::string& connection) {
    for (const auto& [id, record] : district.assets()) {
        if (id != connection) continue;
        const AssetInput input(*record, district);
        if (input.has("tariff") || input.has("billed_with") || !input.has("price")) return std::nullopt;
        const Profile price = input.profile("price");
        return price.is_constant() ? std::optional(price.factor) : std::nullopt;
    }
    return std::nullopt;
}

/// The years' levies, and by which other year one was answered.
struct Levies {
    std::function<std::optional<double>(int)> known;
    int asked = 0, taken = 0;  ///< 0: none was taken from another year

    std::optional<double> operator()(int year) {
        constexpr int furthest = 10;
        for (int earlier = year; earlier > year - furthest; --earlier) {
            const auto levy = known(earlier);
            if (!levy) continue;
            if (earlier != year) {
                asked = year;
                taken = earlier;
            }
            return levy;
        }
        return std::nullopt;
    }
};

Text note_of(const Tariff& tariff, const Levies& levies) {
    Text note{tariff.name.en + ": energy charges with their taxes, no demand or standing charges of the connection",
              tariff.name.in(Language::ja) + "の電力量料金等（税込み、連系点の基本料金を除く）"};
    if (levies.taken == 0) return note;
    note.en += fmt::format("; levy of fiscal year {}, as that of {} is not known", levies.taken, levies.asked);
    note.ja += fmt::format("。{}年度の賦課金は未登録のため{}年度の単価", levies.asked, levies.taken);
    return note;
}

std::optional<Cost> by_tariff(const District& district, const Contract& contract, std::span<const Figure> half_hours,
                              TimeMs begin, TimeMs end) {
    const Tariff& tariff = *contract.tariff;
    std::vector<double> kw(static_cast<std::size_t>((end - begin) / ms_a_slot), 0);
    constexpr double slots_an_hour = 2;
    for (const Figure& figure : half_hours) {
        if (figure.begin < begin || figure.begin >= end) continue;
        const auto slot = static_cast<std::size_t>((figure.begin - begin) / ms_a_slot);
        if (slot < kw.size()) kw[slot] = figure.value * slots_an_hour;
    }
    if (kw.empty()) return Cost{};
    const auto start = std::chrono::sys_seconds(std::chrono::seconds(begin / ms_a_second));
    const MeterAxis axis = MeterAxis::metered(start, std::chrono::minutes(30), kw.size(), tariff.time_zone);
    Levies levies{price_sources(district).levy};
    // Series are of the planned year's hours, not of this month.
    PriceSources sources;
    sources.series = [](const std::string&) -> const std::vector<double>* { return nullptr; };
    sources.levy = [&](int year) { return levies(year); };
    Cost cost;
    try {
        const Pricing pricing(tariff, axis, sources);
        const std::vector<double> weight = weights(tariff, tariff.charges.size());
        for (const MonthlyBill& bill : make_bills(pricing, contract.terms, kw)) {
            for (const BillItem& item : bill.items) {
                for (std::size_t c = 0; c < tariff.charges.size(); ++c) {
                    if (tariff.charges[c].id == item.charge && is_by_energy(tariff.charges[c]))
                        cost.yen += item.amount * weight[c];
                }
            }
        }
    } catch (const std::invalid_argument&) {
        return std::nullopt;  // a series, or no levy at all
    }
    cost.note = note_of(tariff, levies);
    return cost;
}

}  // namespace

std::optional<Cost> cost_of(const District& district, const std::string& block, std::span<const Figure> half_hours,
                            TimeMs begin, TimeMs end) {
    const std::string connection = connection_of(district, block);
    if (connection.empty()) return std::nullopt;
    for (const Contract& contract : contracts(district)) {
        if (contract.sale || contract.carrier != "electricity") continue;
        if (std::find(contract.members.begin(), contract.members.end(), connection) == contract.members.end()) continue;
        return by_tariff(district, contract, half_hours, begin, end);
    }
    const auto price = price_of_connection(district, connection);
    if (!price) return std::nullopt;
    Cost cost;
    for (const Figure& figure : half_hours) cost.yen += figure.value * *price;
    return cost;
}

}  // namespace gaiku::operate
