#pragma once

#include "district/district.h"

namespace gaiku {

/// Visits the measured demands of a district with their paths: those of `demands`, and the carriers of buildings.
template <class Visit>
void each_measured(const District& district, Visit visit) {
    const auto of_demands = [&](const auto& demands) {
        for (const auto& [id, demand] : demands) {
            const Value* measured = demand->find("measured");
            if (measured != nullptr && measured->record) visit(demand->path(), *measured->record);
        }
    };
    of_demands(district.root->records("demands"));
    for (const auto& [id, building] : district.buildings()) {
        of_demands(building->records("demands"));
        const Value* measured = building->find("measured");
        if (measured == nullptr || !measured->record) continue;
        for (const auto& [carrier, value] : measured->record->values()) {
            if (value.record) visit(value.record->path(), *value.record);
        }
    }
}

}  // namespace gaiku
