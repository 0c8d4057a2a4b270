#include "plan/network/bills.h"

#include <algorithm>

#include "tariff/contract.h"

namespace gaiku {

std::vector<PlannedBill> bills(const District& district, const NetworkModel& model, const network::Readout& read) {
    std::vector<PlannedBill> all;
    if (model.meters.empty()) return all;
    const PriceSources sources = price_sources(district);
    for (const Contract& contract : contracts(district)) {
        std::vector<double> kw(district.steps(), 0);
        for (const auto& meter : model.meters) {
            const auto& members = contract.members;
            if (meter.sale != contract.sale) continue;
            if (std::find(members.begin(), members.end(), meter.asset) == members.end()) continue;
            const auto one = read.series(meter.flow);
            for (std::size_t t = 0; t < kw.size(); ++t) kw[t] += one[t];
        }
        const MeterAxis axis = plan_axis(district, *contract.tariff);
        const Pricing pricing(*contract.tariff, axis, sources);
        PlannedBill bill;
        bill.id = contract.id;
        bill.name = contract.record->name();
        bill.carrier = contract.carrier;
        bill.sale = contract.sale;
        bill.tariff = contract.tariff->id;
        bill.tariff_name = contract.tariff->name;
        bill.unit = contract.tariff->unit;
        bill.unit_kwh = contract.tariff->unit_kwh;
        bill.members = contract.members;
        bill.months = make_bills(pricing, contract.terms, kw);
        all.push_back(std::move(bill));
    }
    return all;
}

}  // namespace gaiku
