#pragma once

#include "plan/plan.h"

namespace gaiku {

/// A district as the microgrid method sees it: its numbers laid out once, for any supply rate.
struct MicrogridModel {
    struct Generator {
        const Record* asset = nullptr;
        AssetRole role = AssetRole::main;
        DayGeneration day;
    };
    SizingInput sizing;
    std::vector<Generator>
        generators;  ///< first the fixed ones as in sizing.fixed, then the sized ones as in sizing.sized
    std::vector<const Record*> batteries;
    std::vector<const Record*> equipment;
    std::vector<const Record*> others;
};

[[nodiscard]] MicrogridModel microgrid_model(const District& district, const Technologies& technologies,
                                             const Tables& tables);

/// What keeps a district from being planned this way at all; to be run with the checks of the file.
void check_microgrid(const District& district, const Technologies& technologies, Findings& findings);

/// One supply rate of one era.
[[nodiscard]] ScenarioPlan plan_microgrid(const District& district, const MicrogridModel& model,
                                          const Technologies& technologies, std::optional<double> supply_rate);

}  // namespace gaiku
