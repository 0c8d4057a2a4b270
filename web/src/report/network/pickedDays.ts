// The days a planner looks at first: typical ones, and those that size the equipment.

import type { Language } from '../../lib/language.svelte';
import { carrierName, demandedCarriers, demandsOf, purchases } from './balances';
import type { NetworkScenario } from './data';
import { sumOf } from './decode';
import type { Panel } from './dispatch';
import { extremeDay, typicalDays, type Axis, type Day, type PickedDay } from './time';

/** Chosen by what is given (demand and sun), so that all scenarios of a plan show the same days where they share it. */
export function typicalOf(s: NetworkScenario, axis: Axis, language: Language): PickedDay[] {
  if (axis.days.filter((d) => d.whole).length < 3) return [];
  const signals = demandedCarriers(s).map((carrier) => sumOf(demandsOf(s, carrier), axis.steps));
  const sun = s.hours.series.filter((x) => x.role === 'supply' && /^pv|wind/.test(x.technology ?? ''));
  if (sun.length) signals.push(sumOf(sun, axis.steps));
  return typicalDays(axis, signals, language);
}

export function extremesOf(s: NetworkScenario, axis: Axis, language: Language): Panel[] {
  if (axis.days.filter((d) => d.whole).length < 3) return [];
  const ja = language === 'ja';
  const found = new Map<Day, string[]>();
  const add = (day: Day | null, title: string): void => {
    if (day) found.set(day, [...(found.get(day) ?? []), title]);
  };
  for (const carrier of demandedCarriers(s).slice(0, 3)) {
    const name = carrierName(s, carrier, language);
    add(
      extremeDay(axis, sumOf(demandsOf(s, carrier), axis.steps), 'highest'),
      ja ? `${name}の需要が最大` : `${name} peak`,
    );
  }
  const sun = s.hours.series.filter((x) => x.role === 'supply' && /^pv/.test(x.technology ?? ''));
  if (sun.length) add(extremeDay(axis, sumOf(sun, axis.steps), 'least'), ja ? '太陽光が最少' : 'Least PV');
  const electric = s.hours.series.find((x) => x.role === 'import' && /elec|power/.test(x.carrier))?.carrier;
  if (electric)
    add(
      extremeDay(axis, sumOf(purchases(s, electric), axis.steps), 'highest'),
      ja ? '買電が最大' : 'Peak purchase',
    );
  return [...found].map(([day, titles]) => ({
    day,
    title: titles.map((t, i) => (i && !ja ? t[0]!.toLowerCase() + t.slice(1) : t)).join(ja ? '・' : ', '),
  }));
}
