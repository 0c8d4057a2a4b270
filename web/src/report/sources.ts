// The plants of a day in the order in which a chart stacks them.

import type { Language } from '../lib/language.svelte';
import type { PlannedScenario } from './data';
import { technologyColour } from './labels';
import type { Band } from './chartParts';

export interface Source {
  name: string;
  kw: number[];
  colour: string;
  look: Band;
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * The sources of a day from the bottom of the chart up: steady ones, then what is already there, then what is new.
 * Sources that give nothing are left out; beyond six the smallest become one.
 */
export function sources(s: PlannedScenario, language: Language): Source[] {
  const existing = new Set(s.assets.filter((a) => a.role === 'existing').map((a) => a.id));
  const steady = (kw: number[]): number => (Math.max(...kw) - Math.min(...kw) < 1e-6 ? 0 : 1);
  let list = s.hours.supply.filter((source) => total(source.kw) > 1e-9);
  let rest: typeof list = [];
  if (list.length > 6) {
    const bySize = [...list].sort((a, b) => total(b.kw) - total(a.kw));
    rest = bySize.slice(5);
    list = list.filter((source) => !rest.includes(source));
  }
  list = [...list].sort(
    (a, b) => steady(a.kw) - steady(b.kw) || Number(existing.has(b.id)) - Number(existing.has(a.id)),
  );
  const used = new Map<string, number>();
  const looks: Band[] = ['area', 'striped', 'dotted'];
  const shown = list.map((source): Source => {
    const old = existing.has(source.id);
    const colour = technologyColour(source.technology, old);
    const before = used.get(colour) ?? 0;
    used.set(colour, before + 1);
    return { name: source.name[language], kw: source.kw, colour, look: old ? 'hatched' : looks[before % 3]! };
  });
  if (rest.length)
    shown.push({
      name: language === 'ja' ? 'その他' : 'Other',
      kw: s.hours.demand_kw.map((_, h) => total(rest.map((source) => source.kw[h] ?? 0))),
      colour: '--line-strong',
      look: 'area',
    });
  return shown;
}
