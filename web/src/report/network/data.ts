// What the program writes for a plan of a network. Energy in kWh, power in kW, money in the scenario's currency; a
// missing value is null, never 0. Costs and energy "per year" are those of the planned period where it is not a year.

import type { Demand } from './demand/data';
import type { BuildingResult } from '../buildings/data';
import type { Comparison } from '../compare/data';
import type { Stage } from '../stages/data';
import type { WithFinance } from '../finance/data';
import type { Assumption, Finding, Names } from '../common';
import type { WithResilience } from '../resilience/data';
import type { WithIslanding } from './islanding/data';
import type { MapOfBlocks, Site } from './site/data';
import type { WithStudies } from './tradeoffs/data';

export interface Named {
  id: string;
  name: Names;
}

/** One asset as sized. What is not built has 0; what has no such size has null. */
export interface Capacity extends Named {
  technology: string;
  place: string | null;
  kw: number | null;
  kwh: number | null;
  /** Who set the size: the plan; a limit that stopped it; the file; or its use, where nothing limits it. */
  decided: 'plan' | 'limit' | 'given' | 'use';
  limit: Names | null;
  /** Largest power and energy of what it gives, or takes where it gives nothing. */
  peak_kw: number;
  given_kwh: number;
  capital: number;
  yearly_cost: number;
}

export interface PurchasePeak {
  connection: string | null;
  name: Names;
  kw: number;
  /** Null where the plan has no calendar. */
  weekday_kw: number | null;
  day_off_kw: number | null;
}

export interface Annual {
  cost: number;
  currency: string;
  /** Of the hours planned, or of the life cycle of period_years at present worth. */
  basis: 'yearly' | 'life_cycle';
  period_years: number;
  capital: number;
  unserved_kwh: number;
  primary_energy_gj: number | null;
  co2_t: number | null;
  self_supply_ratio: number | null;
  /** The highest purchase of electricity: of each grid connection, and (connection null) of all in the same step. */
  purchase_peaks: PurchasePeak[];
  /** Beside the baseline; shown from the report's comparison. */
  against_baseline?: object;
}

export const costKinds = ['capital', 'upkeep', 'demand_charge', 'energy', 'revenue', 'unserved'] as const;
export type CostKind = (typeof costKinds)[number];

/** Revenue is negative, so that all items add up to the cost of the year. */
export interface CostItem extends Named {
  kind: CostKind;
  per_year: number;
}

export type NodeKind = 'source' | 'asset' | 'carrier' | 'demand' | 'loss' | 'export';

export interface Node extends Named {
  kind: NodeKind;
  place: string | null;
  technology: string | null;
}

export interface Flow {
  from: string;
  to: string;
  carrier: string;
  kwh_per_year: number;
  /** Ids of the series whose sum is this flow; empty where it is what remains of a node (losses). */
  series: string[];
}

export type SeriesRole =
  | 'supply'
  | 'use'
  | 'demand'
  | 'charge'
  | 'discharge'
  | 'level'
  | 'import'
  | 'export'
  | 'dump'
  | 'unserved'
  | 'price';

/**
 * Values by step. Power is positive whatever its direction: the role says it. A level is the one at the end of its step.
 * A price with an asset is what that connection pays; without one it is what one more kWh of the balance is worth.
 */
export interface Series extends Named {
  asset: string | null;
  technology: string | null;
  carrier: string;
  place: string | null;
  role: SeriesRole;
  unit: string;
  /** With a scale: little-endian 16-bit integers times it, −32768 is a missing value. Null: 32-bit floats. */
  scale: number | null;
  /** In base64. */
  data: string;
}

export interface Hours {
  steps: number;
  step_hours: number;
  /** Local time at which the first step begins, "MM-DDThh:mm" in a calendar of 365 days. */
  first: string | null;
  /** 0 = Monday … 6 = Sunday. */
  weekday_of_first: number | null;
  /** Holidays besides Saturdays and Sundays: days since the first, from 0. */
  holidays: number[];
  series: Series[];
}

export interface Solve {
  rows: number;
  columns: number;
  nonzeros: number;
  method: string;
  build_s: number;
  solve_s: number;
  peak_memory_mb: number;
  gap: number | null;
  primal_infeasibility: number | null;
  dual_infeasibility: number | null;
}

export interface AssetReason {
  asset: string;
  /** Which of its sizes; null: its capacity. */
  part: Names | null;
  chosen: boolean;
  text: Names;
  /** What one more unit costs more than it brings, where the asset is not chosen or its size is given. */
  reduced_cost: number | null;
  /** What one more unit would save, where a limit stops it. */
  next_unit_worth: number | null;
  unit: string;
}

export interface Explanation {
  assets: AssetReason[];
  /**
   * Hours in which a source (id of an asset or demand) would supply the next kWh of a balance; null: nothing can give
   * more, so that the sizes set the price.
   */
  marginal_sources: { carrier: string; place: string | null; source: string | null; hours: number }[];
  prices: { carrier: string; place: string | null; mean: number; min: number; max: number; unit: string }[];
  limits: (Named & { value: number; bound: number; shadow_price: number | null; unit: string })[];
  /** What prices and margins hold for where something is on or off or made of units: how near the plan is to the best. */
  note: Names | null;
}

/** A line of a bill: amount = quantity × price × factor, rounded by the tariff. */
export interface BillItem extends Named {
  quantity: number;
  unit: string;
  price: number;
  factor: number;
  amount: number;
}

export interface BilledDemand {
  measured_kw: number;
  /** When it began, local time: "2025-08-05 14:00". */
  at: string;
  billed_kw: number;
  /** The month whose demand is charged ("2025-07"), "before-3" (months before the plan) or "agreed". */
  from: string;
  /** Highest demand over the highest hourly mean. */
  peak_factor: number;
}

export interface MonthlyBill {
  year: number;
  month: number;
  /** Part of the month that is planned. */
  part: number;
  energy_kwh: number;
  items: BillItem[];
  total: number;
  demand: BilledDemand | null;
}

/** The bills of a contract by a tariff: what is charged, or with `sale` paid, month by month. */
export interface Bill extends Named {
  carrier: string;
  /** kWh, or m3 of so many kWh each. */
  unit: string;
  unit_kwh: number;
  sale: boolean;
  tariff: Names;
  /** Connections that are billed together, the one with the contract first. */
  members: string[];
  months: MonthlyBill[];
}

interface AnyNetworkScenario extends Named {
  findings: Finding[];
}

export interface NetworkScenario
  extends AnyNetworkScenario, WithFinance, WithStudies, WithIslanding, WithResilience {
  state: 'planned';
  currency: string;
  capacities: Capacity[];
  annual: Annual;
  costs: CostItem[];
  flows: Flow[];
  nodes: Node[];
  carriers: Named[];
  places: Named[];
  hours: Hours;
  solve: Solve;
  explanation: Explanation;
  site: Site;
  demand?: Demand[];
  /** Absent where nothing is billed by a tariff. */
  bills?: Bill[];
  buildings?: BuildingResult[];
}

/** What a demand's name is told from. */
export type WithCarriers = Pick<NetworkScenario, 'carriers'>;

export interface FailedNetworkScenario extends AnyNetworkScenario {
  state: 'failed';
  /** What is needed is known before a plan is; absent where the demand itself cannot be told. */
  demand?: Demand[];
  carriers?: Named[];
}

export interface NetworkReport {
  method: 'network';
  gaiku: string;
  lang: 'ja' | 'en';
  created: string;
  district: { id: string; name: Names; source: Names | null; file: string; region: number | null };
  buildings?: Named[];
  /** Where a scenario has a baseline. */
  comparison?: Comparison;
  stages?: Stage[];
  /** Where the district file names a map. */
  map?: MapOfBlocks;
  scenarios: (NetworkScenario | FailedNetworkScenario)[];
  assumptions: Assumption[];
}

export const plannedNetworks = (report: NetworkReport): NetworkScenario[] =>
  report.scenarios.filter((s): s is NetworkScenario => s.state === 'planned');

/** Scenarios that could not be planned, whose demand is known all the same. */
export const unplannedDemands = (
  report: NetworkReport,
): { id: string; name: Names; demand: Demand[]; carriers: Named[] }[] =>
  report.scenarios.flatMap((s) =>
    s.state === 'failed' && s.demand?.length
      ? [{ id: s.id, name: s.name, demand: s.demand, carriers: s.carriers ?? [] }]
      : [],
  );
