#pragma once

namespace gaiku {

/// What a year of local electricity spares outside the district.
struct Environment {
    double local_supply_kwh_per_year = 0;    ///< of all local plants, also the households'
    double own_generation_kwh_per_year = 0;  ///< of the operator's plants
    double co2_factor_kg_per_kwh = 0;        ///< of electricity bought
    double co2_avoided_t_per_year = 0;
    double primary_energy_factor_mj_per_kwh = 0;
    double primary_energy_saved_gj_per_year = 0;
};

/// Local supply x factor. Sun, water and waste count as free of fossil carbon and primary energy.
[[nodiscard]] constexpr Environment environment(double local_supply_kwh, double own_generation_kwh,
                                                double co2_kg_per_kwh, double primary_mj_per_kwh) {
    return {local_supply_kwh,   own_generation_kwh,
            co2_kg_per_kwh,     local_supply_kwh * co2_kg_per_kwh / 1000,
            primary_mj_per_kwh, local_supply_kwh * primary_mj_per_kwh / 1000};
}

}  // namespace gaiku
