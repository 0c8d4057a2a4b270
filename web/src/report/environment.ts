// Which energy the saving is counted on. The page shows the arithmetic, so it must hold with the figures it shows.

import type { Environment } from './data';

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-3 * Math.max(1, Math.abs(b));

/** The energy that times its factor gives the result, or null where neither does. */
export function basis(energies: readonly number[], factor: number, result: number): number | null {
  return energies.find((kwh) => near((kwh * factor) / 1000, result)) ?? null;
}

export const carbonBasis = (e: Environment): number | null =>
  basis(
    [e.local_supply_kwh_per_year, e.own_generation_kwh_per_year],
    e.co2_factor_kg_per_kwh,
    e.co2_avoided_t_per_year,
  );

export const primaryBasis = (e: Environment): number | null =>
  basis(
    [e.local_supply_kwh_per_year, e.own_generation_kwh_per_year],
    e.primary_energy_factor_mj_per_kwh,
    e.primary_energy_saved_gj_per_year,
  );
