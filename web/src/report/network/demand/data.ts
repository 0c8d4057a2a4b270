// What the district needs by service, as the program writes it (src/report/demand_json.h).

import type { Names } from '../../common';
import type { Season } from '../time';

/** Mean power by the hour of the day, from 0:00 on. */
export interface MeanDay {
  season: Season;
  /** False for all where the plan knows no weekdays. */
  day_off: boolean;
  kw: number[];
}

export type Per = 'm2' | 'household';

/** The year's demand by size, beside what is usual. */
export interface Intensity {
  per: Per;
  /** m2 of floor, or households. */
  amount: number;
  /** A year and m2 or household. */
  kwh: number;
  /** null: none is published. */
  range: {
    low: number;
    high: number;
    table: string;
    row: string;
    /** U: an end is an assumption; null: the district file's own. */
    mark: string | null;
    source: Names;
  } | null;
  standing: 'below' | 'within' | 'above' | null;
}

export interface DemandOfUse {
  /** null where no building is known. */
  use: string | null;
  annual_kwh: number;
  peak_kw: number;
  /** null: no building's size is known, or the plan is shorter than a year. */
  intensity: Intensity | null;
  monthly_kwh: number[];
  mean_days: MeanDay[];
}

export interface Demand {
  carrier: string;
  service: string;
  annual_kwh: number;
  stacked_peak_kw: number;
  peak_kw: number;
  simultaneity: number;
  given_simultaneity: number | null;
  design_peak_kw: number | null;
  monthly_kwh: number[];
  duration_kw: number[];
  by_use: DemandOfUse[];
}
