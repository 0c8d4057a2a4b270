// The economic terms: a scenario may change them, so a text about several scenarios says only what all of them share.

import type { Language } from '../lib/language.svelte';
import { fraction, percent, plain } from '../lib/numbers';
import { planned, type Economics, type PlannedScenario, type Report } from './data';

export const economicsOf = (s: PlannedScenario, report: Report): Economics => s.economics ?? report.economics;

/** The value of one term where all planned scenarios agree, otherwise null. */
export function common(report: Report, term: keyof Economics): number | null {
  const list = planned(report.scenarios);
  const value = list[0] ? economicsOf(list[0], report)[term] : report.economics[term];
  return list.every((s) => economicsOf(s, report)[term] === value) ? value : null;
}

/** "25年後", "after 25 years"; null: the scenarios have periods of their own. */
export function afterYears(years: number | null, language: Language): string {
  if (years === null) return language === 'ja' ? '評価期間末' : 'at the end of the period';
  return language === 'ja' ? `${years}年後` : `after ${years} years`;
}

export const balanceName = (years: number | null, language: Language): string =>
  language === 'ja' ? `${afterYears(years, language)}の累積収支` : `Balance ${afterYears(years, language)}`;

const own = 'value_of_own_generation_yen_per_kwh';
const margin = 'margin_on_demand_yen_per_kwh';

/** The terms of each era of `list`, a line an era; empty where all planned scenarios of the report agree. */
export function differingTerms(
  list: readonly PlannedScenario[],
  labels: ReadonlyMap<string, string>,
  report: Report,
  language: Language,
): string[] {
  const ja = language === 'ja';
  const terms = Object.keys(report.economics) as (keyof Economics)[];
  if (terms.every((term) => common(report, term) !== null)) return [];
  const told = (e: Economics): string =>
    [
      ja ? `${e.period_years}年` : `${e.period_years} years`,
      ja ? `補助 ${fraction(e.subsidy_rate)}` : `subsidy ${fraction(e.subsidy_rate)}`,
      ja ? `割引率 ${percent(e.discount_rate)}` : `discount rate ${percent(e.discount_rate)}`,
      common(report, own) === null &&
        (ja
          ? `自家発電が減らす調達費 ${plain(e[own])}円/kWh`
          : `purchase avoided by own generation ${plain(e[own])} yen/kWh`),
      common(report, margin) === null &&
        (ja ? `販売の粗利 ${plain(e[margin])}円/kWh` : `margin on demand ${plain(e[margin])} yen/kWh`),
    ]
      .filter(Boolean)
      .join(ja ? '・' : ', ');
  const byEra = new Map<string, Map<string, PlannedScenario[]>>();
  for (const s of list) {
    const era = byEra.get(s.era.id) ?? new Map<string, PlannedScenario[]>();
    byEra.set(s.era.id, era);
    const text = told(economicsOf(s, report));
    era.set(text, [...(era.get(text) ?? []), s]);
  }
  // Scenarios of one era that differ among themselves are named one by one.
  return [...byEra.values()].flatMap((era) =>
    [...era].map(([text, those]) => {
      const names = those.map((s) => (era.size === 1 ? s.era.name[language] : (labels.get(s.id) ?? s.id)));
      return `${[...new Set(names)].join(ja ? '、' : ', ')}: ${text}`;
    }),
  );
}
