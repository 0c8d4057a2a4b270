// What the district needs by service, as the program writes it (src/report/demand_json.h).

export interface DemandOfUse {
  /** null where no building is known. */
  use: string | null;
  annual_kwh: number;
  peak_kw: number;
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
