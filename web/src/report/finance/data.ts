// What finance, solve_for and uncertainty add to a planned scenario of either method (schema/plan.schema.json).

import type { Names } from '../common';

/** Rows by name, a number a year from 0 (building) on; a row in which nothing stands is absent. */
export type Account = Record<string, number[]> & {
  operating_yen: number[];
  before_financing_yen: number[];
  net_yen: number[];
  cumulative_yen: number[];
};

export interface Figure {
  id: string;
  symbol: string;
  name: Names;
  unit: 'yen' | 'yen/kWh' | '%' | 'years' | '-';
  value: number | null;
  note: Names;
  formula: Names;
  numbers: Names;
}

export interface Finance {
  basis: 'nominal' | 'real';
  currency: string;
  funding: 'no_subsidy' | 'subsidy' | 'fit_and_subsidy';
  period_years: number;
  discount_rate: number;
  inflation: number;
  price_year: number;
  operator: Account;
  third_party: Account | null;
  baseline: {
    scenario: string;
    yearly_yen: number[];
    npv_yen: number;
    irr: number[];
    payback_years: number | null;
    discounted_payback_years: number | null;
  } | null;
  figures: Figure[];
}

export interface Answered {
  id: string;
  name: Names;
  value: number | null;
  statement: Names;
}

export interface Uncertainty {
  runs: number;
  seed: number;
  probability_npv_positive: number;
  npv_mean_yen: number;
  npv_deviation_yen: number;
  levels: number[];
  npv_yen: number[];
  cumulative_yen: number[][];
  drivers: { id: string; name: Names; rank_correlation: number; variance_share: number }[];
}

export interface WithFinance {
  finance?: Finance;
  solve_for?: Answered[];
  uncertainty?: Uncertainty;
}
