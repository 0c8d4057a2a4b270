// The highest purchase of each grid connection by scenario and kind of day, and what is cut of the baseline's.

import type { Language } from '../../lib/language.svelte';
import { change, number, plain, signed } from '../../lib/numbers';
import type { Comparison } from '../compare/data';
import type { NetworkScenario, PurchasePeak } from './data';

export interface PeakRow {
  connection: string | null;
  day: 'all' | 'weekday' | 'off';
  /** Of the first row of its connection. */
  name: { ja: string; en: string } | null;
  /** kW by scenario; null where it has no such connection. */
  kw: (number | null)[];
}

const kwOn: Record<PeakRow['day'], (p: PurchasePeak) => number | null> = {
  all: (p) => p.kw,
  weekday: (p) => p.weekday_kw,
  off: (p) => p.day_off_kw,
};

export function peakRows(list: readonly NetworkScenario[]): PeakRow[] {
  const peaks = list.flatMap((s) => s.annual.purchase_peaks);
  // All together last, whatever the scenarios have.
  const ids = [...new Set(peaks.map((p) => p.connection))].sort(
    (a, b) => Number(a === null) - Number(b === null),
  );
  return ids.flatMap((connection) => {
    const name = peaks.find((p) => p.connection === connection)!.name;
    return (['all', 'weekday', 'off'] as const)
      .map((day) => ({
        connection,
        day,
        name: day === 'all' ? name : null,
        kw: list.map((s) => {
          const peak = s.annual.purchase_peaks.find((p) => p.connection === connection);
          return peak ? kwOn[day](peak) : null;
        }),
      }))
      .filter((row) => row.day === 'all' || row.kw.some((x) => x !== null));
  });
}

/** Whole kW, as on a bill: 9,760 kW beside 12.2 MW cannot be held against each other. */
export const wholeKw = (kw: number): string =>
  Math.abs(kw) < 100 ? `${number(kw)} kW` : `${plain(Math.round(kw))} kW`;

/** "−3,035 kW (−21.3 %)" of a scenario against the baseline's; empty where there is none. */
export function cutText(is: number | null, was: number | null): string {
  if (is === null || was === null) return '';
  const by = is - was;
  if (Math.abs(by) <= 1e-6 * Math.max(was, 1)) return '±0';
  const kw = signed(by, wholeKw);
  return was > 0 ? `${kw} (${change(by / was)})` : kw;
}

/** Where the baseline of each scenario stands among them; -1 of the baseline itself. */
export const baselinesOf = (list: readonly NetworkScenario[], comparison: Comparison): number[] =>
  list.map((s) => {
    const of = comparison.variants.find((v) => v.scenario === s.id)?.baseline ?? null;
    return list.findIndex((x) => x.id === comparison.variants.find((v) => v.id === of)?.scenario);
  });

export const dayName = (day: PeakRow['day'], language: Language): string =>
  ({
    all: { ja: '全日', en: 'all days' },
    weekday: { ja: '平日', en: 'weekdays' },
    off: { ja: '土日祝', en: 'days off' },
  })[day][language];
