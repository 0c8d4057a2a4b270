// What the program writes into the report's page. Units are in the names; a missing value is null, never 0. Plans of
// networks are described in network/data.ts.

import type { Assumption, Finding, Names } from './common';
import type { CompareReport } from './compare/data';
import type { WithFinance } from './finance/data';
import type { WithResilience } from './resilience/data';
import type { NetworkReport } from './network/data';

export type Mode = 'no_subsidy' | 'subsidy' | 'fit_and_subsidy';
export const modes: readonly Mode[] = ['no_subsidy', 'subsidy', 'fit_and_subsidy'];

export type Technology =
  | 'pv'
  | 'biomass_power'
  | 'hydro_power'
  | 'battery'
  | 'control_system'
  | 'water_heater'
  | 'home_battery'
  | 'electric_vehicle';

export type Role = 'existing' | 'main' | 'new' | 'storage' | 'equipment' | 'system';

export interface Sizing {
  supply_rate: number;
  daily_demand_kwh: number;
  emergency_demand_kwh_per_day: number;
  existing_pv_kwh_per_day: number;
  existing_pv_kw: number;
  main_source_kwh_per_day: number;
  main_source_kw: number;
  new_pv_kwh_per_day: number;
  new_pv_kw: number;
  battery_need_kwh: number;
  equipment_kwh: { water_heater: number; home_battery: number; electric_vehicle: number };
  /** Batteries that are already there or whose size is given. */
  fixed_battery_kwh?: number;
  battery_difference_kwh: number;
  battery_floor_kwh: number;
  battery_floor_applied: boolean;
  battery_install_kwh: number;
}

export interface Asset {
  id: string;
  name: Names;
  technology: Technology;
  role: Role;
  owner: 'operator' | 'third_party';
  kw: number | null;
  kwh: number | null;
  kwh_per_day: number | null;
}

/** One day, 0:00 to 24:00. The demand is the one to be met in a disaster: already scaled by the supply rate. */
export interface Hours {
  demand_kw: number[];
  supply: { id: string; name: Names; technology: Technology; kw: number[] }[];
  battery_level_kwh: number[];
  battery_need_kwh: number;
}

export interface Cost {
  items: { id: string; name: Names; capital_yen: number; upkeep_yen_per_year: number }[];
  capital_yen: number;
  upkeep_yen_per_year: number;
}

/** Index 0 is the year of building; the last index is the end of the period. */
export interface CashFlow {
  yearly_yen: number[];
  cumulative_yen: number[];
  npv_yen: number;
  irr: number | null;
  irr_note: 'none' | 'many' | null;
  payback_years: number | null;
  discounted_payback_years: number | null;
}

export interface Environment {
  local_supply_kwh_per_year: number;
  own_generation_kwh_per_year: number;
  co2_factor_kg_per_kwh: number;
  co2_avoided_t_per_year: number;
  primary_energy_factor_mj_per_kwh: number;
  primary_energy_saved_gj_per_year: number;
}

export interface Economics {
  period_years: number;
  discount_rate: number;
  value_of_own_generation_yen_per_kwh: number;
  margin_on_demand_yen_per_kwh: number;
  subsidy_rate: number;
}

interface AnyScenario {
  id: string;
  era: { id: string; name: Names };
  requested_supply_rate: number | null;
  findings: Finding[];
}

export interface PlannedScenario extends AnyScenario, WithFinance, WithResilience {
  state: 'planned';
  /** Where it is absent the report's own stand. */
  economics?: Economics;
  sizing: Sizing;
  assets: Asset[];
  hours: Hours;
  cost: Cost;
  cash_flow: Record<Mode, CashFlow>;
  environment: Environment;
}

export interface FailedScenario extends AnyScenario {
  state: 'failed';
}

export type Scenario = PlannedScenario | FailedScenario;

export interface Report {
  method?: 'microgrid';
  gaiku: string;
  lang: 'ja' | 'en';
  created: string;
  district: { id: string; name: Names; source: Names | null; file: string; region: number | null };
  economics: Economics;
  /** What the buildings of the assumptions are called; where it is absent their ids stand. */
  buildings?: { id: string; name: Names }[];
  scenarios: Scenario[];
  assumptions: Assumption[];
}

export const planned = (scenarios: readonly Scenario[]): PlannedScenario[] =>
  scenarios.filter((s): s is PlannedScenario => s.state === 'planned');

export const lastOf = (values: readonly number[]): number => values[values.length - 1] ?? NaN;

/** Cumulative cash flow at the end of the period. */
export const endBalance = (s: PlannedScenario, mode: Mode): number =>
  lastOf(s.cash_flow[mode].cumulative_yen);

/** Batteries that stand in the end, given and sized, kWh. */
export const batteryTotal = (s: PlannedScenario): number =>
  (s.sizing.fixed_battery_kwh ?? 0) + s.sizing.battery_install_kwh;

export type AnyReport = Report | NetworkReport | CompareReport;
