#include "plan/network/resale.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

#include "plan/network/names.h"

namespace gaiku {
namespace {

/// What a place buys and sells of a carrier, in kW, and the first asset that sells it.
struct Trade {
    std::vector<double> bought, sold;
    std::string seller;
};

void add(std::vector<double>& sum, const std::vector<double>& kw) {
    sum.resize(kw.size(), 0.0);
    for (std::size_t t = 0; t < kw.size(); ++t) sum[t] += std::abs(kw[t]);
}

std::map<std::pair<std::string, std::string>, Trade> trades_of(const NetworkPlan& plan) {
    std::map<std::pair<std::string, std::string>, Trade> trades;
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const auto& ports = plan.schedules[i].schedule.ports;
        for (std::size_t p = 0; p < ports.size(); ++p) {
            const PortRole role = plan.assets[i].roles[p];
            if (role != PortRole::purchase && role != PortRole::sale) continue;
            Trade& trade = trades[{ports[p].place, ports[p].carrier}];
            add(role == PortRole::sale ? trade.sold : trade.bought, ports[p].kw);
            if (role == PortRole::sale && trade.seller.empty()) trade.seller = plan.schedules[i].id;
        }
    }
    return trades;
}

}  // namespace

std::vector<Finding> resale_findings(const District& district, const NetworkPlan& plan) {
    constexpr double told_from = 1e-3;  // of what is sold: what an interior solution leaves is far less
    // Beside what is bought; where nothing is sold but what a solver leaves, all of that may be bought at once.
    constexpr double left_over = 1e-6;
    std::vector<Finding> findings;
    for (const auto& [where, trade] : trades_of(plan)) {
        double at_once = 0, sold = 0, bought = 0;
        std::size_t steps = 0;
        for (std::size_t t = 0; t < std::min(trade.bought.size(), trade.sold.size()); ++t) {
            const double both = std::min(trade.bought[t], trade.sold[t]);
            at_once += both * plan.step_hours;
            sold += trade.sold[t] * plan.step_hours;
            bought += trade.bought[t] * plan.step_hours;
            steps += both > told_from * trade.sold[t] && both > 0 ? 1 : 0;
        }
        if (at_once <= told_from * sold || at_once <= left_over * bought) continue;
        const Record* seller = find_asset(district, trade.seller);
        if (seller == nullptr) continue;
        const bool by_tariff = seller->has("sale_tariff");
        Finding finding = seller->finding("bought-and-sold", by_tariff ? "sale_tariff" : "export_price", {},
                                          {"lower what a sale pays below the price of a purchase; or sell by a "
                                           "connection at a place of its own, with "
                                           "only the machines behind the meter of that sale",
                                           "売電の単価を購入単価より低くする。または、売電の計量器につながる設備だけを"
                                           "別の場所に置き、そこで売電する"});
        finding.severity = Severity::warning;
        const std::string kwh = said(at_once), hours = said(static_cast<double>(steps) * plan.step_hours);
        finding.message = {
            fmt::format("In {} h, {} kWh are bought and sold again at once, because a sale pays more there than a "
                        "purchase costs: {} % of what is sold. One meter shows no such trade.",
                        hours, kwh, said(100 * at_once / sold)),
            fmt::format("売電単価が購入単価を上回る{}時間に、{} kWh（売電量の{} %）が買うと同時に売られています。"
                        "一つの計量器ではこのような取引になりません。",
                        hours, kwh, said(100 * at_once / sold))};
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace gaiku
