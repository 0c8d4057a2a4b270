// Islanded supply of the critical load as the program writes it (src/report/islanding_json.h).

import type { Names } from '../../common';

export interface HoursGroup {
  least: number;
  mean: number;
}

export interface BindingStart {
  step: number;
  begins: Names;
  /** Money that 1 % of the critical load of this outage costs. */
  price: number;
  /** Money a kWh of critical load, by step of the outage. */
  price_by_step: number[];
}

export interface Islanding {
  /** That every outage must be got through; null: no limit, the rest is a result. */
  hours: number | null;
  /** Hours up to which supply was looked at: so many are "at least". */
  longest: number;
  failed: { id: string; name: Names }[];
  critical_kwh: number;
  served: { least: number; mean: number; percentiles: { percent: number; hours: number }[] };
  worst: { step: number; begins: Names; hours: number };
  by_month: (HoursGroup & { month: number })[];
  by_hour: (HoursGroup & { hour: number })[];
  /** One for each step of the plan, in which the outage begins. */
  by_start: number[];
  dispatch: Names;
  limit: {
    rounds: number;
    conditions: number;
    programmes: number;
    by_foresight: number;
    /** Starts that are not got through with machines on or off. */
    not_reached: number;
    /** Conditions of what is on as one dispatch has it. */
    held: number;
    seconds: number;
    binding_starts: number;
    one_percent: number | null;
    binding: BindingStart[];
  } | null;
}

export interface WithIslanding {
  /** Absent without plan.islanding. */
  islanding?: Islanding;
}
