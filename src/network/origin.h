#pragma once

#include <string>

#include "network/horizon.h"

namespace gaiku::network {

/// Who an element belongs to, as data, so that a later layer can speak of it in the user's words.
struct Origin {
    std::string asset{};     ///< id in the district: an asset, a place, a contract
    std::string quantity{};  ///< what of it: "import", "electricity", "level"
    std::string source{};  ///< where its limit or number comes from: a position in a file, a table's row; may be empty
};

/// What a row says.
enum class RowKind {
    balance,      ///< a carrier at a place
    lower_limit,  ///< flow or level at least a share of a capacity
    upper_limit,  ///< flow or level at most a share of a capacity
    store,        ///< level from the level before, charge and discharge
    ramp_up,
    ramp_down,
    segment,       ///< one piece of a piecewise-linear relation
    period,        ///< energy so far within a settlement period
    peak,          ///< a flow below its peak
    wish,          ///< a limit that may be broken
    tie,           ///< between capacities
    total,         ///< over many steps
    on_off,        ///< units on, from those on before, started and stopped
    minimum_up,    ///< what was started stays on
    minimum_down,  ///< what was stopped stays off
    online,        ///< the capacity that is on, of a free size
    window,        ///< what must be there for a span of steps that may come
};

/// What a column is.
enum class ColumnKind {
    flow,           ///< kW
    level,          ///< kWh at the end of the step
    period_energy,  ///< kWh since the settlement period began
    shortfall,      ///< by how much a wish is broken, its unit
    capacity,       ///< kW or kWh, one for all steps
    excess,         ///< by how much a total is broken, its unit
    start,          ///< units started in a step
    stop,           ///< units stopped in a step
};

/// The provenance of one row or column of a problem. `element` counts within its kind of element: the balance of a
/// balance row, the flow of a limit row, the store of a level.
struct RowPlace {
    RowKind kind{};
    const Origin* origin = nullptr;
    int element = -1;
    Moment moment{};
};
struct ColumnPlace {
    ColumnKind kind{};
    const Origin* origin = nullptr;
    int element = -1;
    Moment moment{};
};

/// "balance", "upper limit", ...: for logs and tests; people's words are made in report/.
[[nodiscard]] const char* name_of(RowKind kind);
[[nodiscard]] const char* name_of(ColumnKind kind);

}  // namespace gaiku::network
