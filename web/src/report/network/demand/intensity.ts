// What uses need by floor area or household, beside published ranges.

import type { Language } from '../../../lib/language.svelte';
import { column } from '../../../lib/numbers';
import type { WithCarriers } from '../data';
import type { Demand, Intensity, Per } from './data';
import { serviceName, useName } from './names';

export interface IntensityRow {
  use: string;
  /** The year's demand by size; empty where no building's size is known. */
  needs: string;
  /** "61 – 250"; empty where none is published. */
  range: string;
  standing: 'below' | 'within' | 'above' | 'unpublished' | 'unsized';
  /** Of the list of sources, from 1 on; 0: none. */
  source: number;
}

export interface IntensityTable {
  per: Per;
  services: { id: string; name: string; rows: IntensityRow[] }[];
  sources: string[];
}

/** Uses of one way of relating; those without any size stand with the floor areas. */
function usesOf(d: Demand, per: Per) {
  return d.by_use.filter((u) => u.use !== null && (u.intensity?.per ?? 'm2') === per);
}

function tableOf(
  s: WithCarriers,
  list: readonly Demand[],
  per: Per,
  language: Language,
): IntensityTable | null {
  const known = list.flatMap((d) => usesOf(d, per).flatMap((u) => (u.intensity ? [u.intensity] : [])));
  if (known.length === 0) return null;
  const text = column(known.flatMap((i) => [i.kwh, i.range?.low, i.range?.high]));
  const sources: string[] = [];
  const numberOf = (range: Intensity['range']): number => {
    if (!range) return 0;
    const source = range.source[language];
    if (!sources.includes(source)) sources.push(source);
    return sources.indexOf(source) + 1;
  };
  const services = list.flatMap((d) => {
    const rows = usesOf(d, per).map((u): IntensityRow => ({
      use: useName(u.use, language),
      needs: u.intensity ? text(u.intensity.kwh) : '',
      range: u.intensity?.range ? `${text(u.intensity.range.low)}–${text(u.intensity.range.high)}` : '',
      standing: u.intensity ? (u.intensity.standing ?? 'unpublished') : 'unsized',
      source: numberOf(u.intensity?.range ?? null),
    }));
    return rows.length ? [{ id: `${d.carrier}-${d.service}`, name: serviceName(s, d, language), rows }] : [];
  });
  return { per, services, sources };
}

/** By floor area, then by household; none of a plan shorter than a year. */
export const intensityTables = (
  s: WithCarriers,
  list: readonly Demand[],
  language: Language,
): IntensityTable[] => (['m2', 'household'] as const).flatMap((per) => tableOf(s, list, per, language) ?? []);
