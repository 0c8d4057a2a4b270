#include "demand/usual_range.h"

#include "demand/service.h"
#include "demand/use_tables.h"

namespace gaiku {
namespace {

constexpr double hair = 1e-6;

/// The cell that the district file writes in place of the table's.
const Overrides::Cell* own_cell(const DemandTables& tables, const std::string& table, const std::string& row) {
    const Overrides& own = *tables.district().overrides;
    const Overrides::Cell* low = own.find(table, row, "low");
    return low != nullptr ? low : own.find(table, row, "high");
}

std::optional<UsualRange> range_of(const DemandTables& tables, const std::string& table, const std::string& row) {
    const auto low = tables.number(table, row, "low");
    const auto high = tables.number(table, row, "high");
    if (!low || !high) return std::nullopt;
    if (const Overrides::Cell* own = own_cell(tables, table, row)) {
        const bool told = !own->source.en.empty();
        return UsualRange{*low, *high, table, row, "", told ? own->source : Text{"the district file", "街区ファイル"}};
    }
    const std::string source = tables.text(table, row, "source");
    const std::string source_ja = tables.text(table, row, "source_ja");
    return UsualRange{
        *low, *high, table, row, tables.text(table, row, "mark"), {source, source_ja.empty() ? source : source_ja}};
}

}  // namespace

std::optional<UsualRange> usual_range(const DemandTables& tables, const std::string& use, const std::string& service,
                                      Per per) {
    const bool electricity = service == name_of(Service::electricity);
    if (per == Per::household) return electricity ? range_of(tables, "household_use_ranges", use) : std::nullopt;
    return electricity ? range_of(tables, "energy_use_ranges", use)
                       : range_of(tables, "heat_use_ranges", use + "/" + service);
}

Standing standing_of(double kwh, const UsualRange& range) {
    if (kwh < range.low * (1 - hair)) return Standing::below;
    return kwh > range.high * (1 + hair) ? Standing::above : Standing::within;
}

}  // namespace gaiku
