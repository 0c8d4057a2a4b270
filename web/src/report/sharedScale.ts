// One scale for the charts of all scenarios.

import { modes, planned, type Report } from './data';

/** The largest values of all scenarios, so that charts of different scenarios are drawn to one scale. */
export interface Shared {
  kw: number;
  kwh: number;
  yen: { low: number; high: number };
}

export function sharedScale(report: Report): Shared {
  const list = planned(report.scenarios);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
  const totals = list.flatMap((s) => [
    ...s.hours.demand_kw,
    ...s.hours.demand_kw.map((_, h) => s.hours.supply.reduce((sum, source) => sum + (source.kw[h] ?? 0), 0)),
  ]);
  const sums = list.flatMap((s) => modes.flatMap((m) => s.cash_flow[m].cumulative_yen));
  return {
    kw: most(totals),
    kwh: most(list.flatMap((s) => s.hours.battery_level_kwh)),
    yen: { low: -most(sums.map((v) => -v)), high: most(sums) },
  };
}
