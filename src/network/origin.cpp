#include "network/origin.h"

namespace gaiku::network {

const char* name_of(RowKind kind) {
    switch (kind) {
        case RowKind::balance:
            return "balance";
        case RowKind::lower_limit:
            return "lower limit";
        case RowKind::upper_limit:
            return "upper limit";
        case RowKind::store:
            return "store";
        case RowKind::ramp_up:
            return "ramp up";
        case RowKind::ramp_down:
            return "ramp down";
        case RowKind::segment:
            return "segment";
        case RowKind::period:
            return "settlement period";
        case RowKind::peak:
            return "peak";
        case RowKind::wish:
            return "wish";
        case RowKind::tie:
            return "tie";
        case RowKind::total:
            return "total";
        case RowKind::on_off:
            return "on and off";
        case RowKind::minimum_up:
            return "minimum up time";
        case RowKind::minimum_down:
            return "minimum down time";
        case RowKind::online:
            return "capacity that is on";
        case RowKind::window:
            return "window";
    }
    return "";
}

const char* name_of(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::flow:
            return "flow";
        case ColumnKind::level:
            return "level";
        case ColumnKind::period_energy:
            return "settlement period energy";
        case ColumnKind::shortfall:
            return "shortfall";
        case ColumnKind::capacity:
            return "capacity";
        case ColumnKind::excess:
            return "excess";
        case ColumnKind::start:
            return "start";
        case ColumnKind::stop:
            return "stop";
    }
    return "";
}

}  // namespace gaiku::network
