#include "telemetry/rollup.h"

namespace gaiku::telemetry {

Figure figure_of(const Span& span, const Tally& tally, const Measurand& measurand) {
    Figure figure{span.begin,       span.end,       static_cast<double>(tally.micro) / micro_a_unit,
                  tally.half_hours, tally.channels, false};
    if (measurand.kind == Register::state && tally.half_hours > 0)
        figure.value /= static_cast<double>(tally.half_hours);
    figure.marked = tally.marked > 0 || TimeMs{tally.half_hours} * ms_a_slot < span.end - span.begin;
    return figure;
}

std::vector<Figure> roll_up(const std::vector<SlotAt>& slots, Period period, const LocalDays& days,
                            const Measurand& measurand) {
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < slots.size();) {
        const Span span = days.around(slots[i].begin, period);
        Tally tally;
        for (; i < slots.size() && slots[i].begin < span.end; ++i) tally.add(slots[i].slot);
        if (tally.half_hours > 0) figures.push_back(figure_of(span, tally, measurand));
    }
    return figures;
}

}  // namespace gaiku::telemetry
