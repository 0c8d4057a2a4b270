// What a front and a sensitivity add to a scenario (src/report/studies_json.h). Money as the scenario's own cost.

import type { Finding, Names } from '../../common';

/** A size of an asset: kw or kwh, null where it is unlimited. */
export interface StudySize {
  id: string;
  part: string;
  kw?: number | null;
  kwh?: number | null;
}

/** How sure it is that a plan is the best there is. */
export interface Quality {
  /** Relative, between the plan and the bound. */
  gap: number | null;
  /** With whole numbers: no plan costs less. */
  bound: number | null;
  time_limit_reached: boolean;
}

export interface PlannedPoint extends Quality {
  state: 'planned';
  /** t or GJ; null at the least cost. */
  limit: number | null;
  cost: number;
  capital: number;
  /** What the last t or GJ below the limit costs; null at the least cost. */
  marginal_cost: number | null;
  co2_t: number | null;
  primary_energy_gj: number | null;
  capacities: StudySize[];
  method: string;
  started_from: string;
  solve_s: number;
}

export type FrontPoint = PlannedPoint | { state: 'failed'; limit: number | null };

export interface Front {
  against: 'co2' | 'primary_energy';
  /** From the plan itself on, the limits falling. */
  points: FrontPoint[];
  findings: Finding[];
}

export type SensitivityEnd =
  | ({ state: 'planned'; cost: number; co2_t: number | null; capacities: StudySize[] } & Quality)
  | { state: 'failed' };

/** Between two relative changes other equipment is built: "battery", or a part of it, "battery.power"; or another number of units. */
export interface Turn {
  from: number;
  to: number;
  enters: string[];
  leaves: string[];
  units: { id: string; part: string; before: number; after: number }[];
}

export interface SensitivityItem {
  /** Path of what is varied: "assets.gas.price". */
  entry: string;
  /** Of a charge of a tariff; else the page has a name for the path. */
  name?: Names;
  by: number;
  low: SensitivityEnd;
  high: SensitivityEnd;
  turns: Turn[];
}

export interface Sensitivity {
  cost: number;
  /** The widest first. */
  items: SensitivityItem[];
}

export interface WithStudies {
  front?: Front;
  sensitivity?: Sensitivity;
}
