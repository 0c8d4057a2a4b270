// How scenarios, ways of paying and technologies are called.

import type { Language } from '../lib/language.svelte';
import { fraction, percent } from '../lib/numbers';
import type { Names } from './common';
import type { Mode, Role, Scenario, Technology } from './data';

export const rateOf = (s: Scenario): number | null =>
  s.state === 'planned' ? s.sizing.supply_rate : s.requested_supply_rate;

/** The rate is a result where none was asked for, or where what is already there supplies more than was asked. */
export const rateIsResult = (s: Scenario): boolean =>
  s.state === 'planned' &&
  (s.requested_supply_rate === null || Math.abs(s.requested_supply_rate - s.sizing.supply_rate) > 5e-4);

const bareLabel = (s: Scenario, language: Language): string => {
  const rate = rateOf(s);
  return rate === null ? s.era.name[language] : `${s.era.name[language]}\u00a0${percent(rate)}`;
};

/** "Now 70 %"; two that would read the same, say because existing sources decide the rate, add the rate asked for. */
export function scenarioLabels(scenarios: readonly Scenario[], language: Language): Map<string, string> {
  const asked = (s: Scenario): string => {
    if (s.requested_supply_rate === null) return bareLabel(s, language);
    const rate = percent(s.requested_supply_rate);
    return language === 'ja'
      ? `${bareLabel(s, language)}（目標 ${rate}）`
      : `${bareLabel(s, language)} (asked ${rate})`;
  };
  let labels = scenarios.map((s) => bareLabel(s, language));
  for (const fuller of [asked, (s: Scenario): string => `${bareLabel(s, language)} (${s.id})`])
    labels = scenarios.map((s, i) =>
      labels.filter((label) => label === labels[i]).length > 1 ? fuller(s) : labels[i]!,
    );
  return new Map(scenarios.map((s, i) => [s.id, labels[i]!]));
}

export interface Era {
  id: string;
  name: Names;
  scenarios: Scenario[];
}

/** Scenarios by era, both in the order of the plan. */
export function eras(scenarios: readonly Scenario[]): Era[] {
  const found = new Map<string, Era>();
  for (const s of scenarios) {
    const era = found.get(s.era.id) ?? { ...s.era, scenarios: [] };
    era.scenarios.push(s);
    found.set(s.era.id, era);
  }
  return [...found.values()];
}

/** `subsidyRate`: null where the scenarios that are spoken of have different ones. */
export function modeName(mode: Mode, subsidyRate: number | null, language: Language): string {
  const share = subsidyRate === null ? '' : ` ${fraction(subsidyRate)}`;
  const names: Record<Mode, Names> = {
    no_subsidy: { ja: '補助なし', en: 'No subsidy' },
    subsidy: { ja: `補助${share}`, en: `Subsidy${share}` },
    fit_and_subsidy: { ja: 'FIT＋補助', en: 'FIT + subsidy' },
  };
  return names[mode][language];
}

export const technologyColour = (technology: Technology, existing: boolean): string => {
  if (technology === 'pv') return existing ? '--pv-existing' : '--pv';
  if (technology === 'biomass_power') return '--biomass';
  if (technology === 'hydro_power') return '--hydro';
  if (technology === 'battery' || technology === 'home_battery') return '--battery';
  return '--grid';
};

export const roleName: Record<Role, Names> = {
  existing: { ja: '既設', en: 'existing' },
  main: { ja: '主電源', en: 'main source' },
  new: { ja: '新設', en: 'new' },
  storage: { ja: '蓄電', en: 'storage' },
  equipment: { ja: '需要側機器', en: 'equipment of users' },
  system: { ja: 'システム', en: 'system' },
};
