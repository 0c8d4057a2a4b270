// A balance is a carrier at a place: what feeds it, what draws from it, what is demanded.

import type { Language } from '../../lib/language.svelte';
import type { Band } from '../chartParts';
import type { NetworkScenario, Series } from './data';
import { energyOf, sumOf, valuesOf } from './decode';
import { seriesColour, stackRank } from './technologies';

export interface Balance {
  id: string;
  carrier: string;
  place: string | null;
  feeds: Series[];
  draws: Series[];
  demand: Series[];
  /** Energy demanded and drawn, for the order of the balances. */
  energy: number;
}

const feeding: readonly Series['role'][] = ['supply', 'discharge', 'import', 'unserved'];
const drawing: readonly Series['role'][] = ['use', 'charge', 'export', 'dump'];

const known = new WeakMap<NetworkScenario, Balance[]>();

/** The balances of a scenario, those with demand first, then the largest. */
export function balancesOf(s: NetworkScenario): Balance[] {
  const before = known.get(s);
  if (before) return before;
  const found = new Map<string, Balance>();
  for (const series of s.hours.series) {
    if (series.role === 'level' || series.role === 'price') continue;
    const id = `${series.carrier}@${series.place ?? ''}`;
    const balance = found.get(id) ?? {
      id,
      carrier: series.carrier,
      place: series.place,
      feeds: [],
      draws: [],
      demand: [],
      energy: 0,
    };
    found.set(id, balance);
    if (feeding.includes(series.role)) balance.feeds.push(series);
    else if (drawing.includes(series.role)) balance.draws.push(series);
    else balance.demand.push(series);
    if (feeding.includes(series.role)) balance.energy += energyOf(valuesOf(series), s.hours.step_hours);
  }
  const list = [...found.values()].sort(
    (a, b) => Number(b.demand.length > 0) - Number(a.demand.length > 0) || b.energy - a.energy,
  );
  known.set(s, list);
  return list;
}

/** Balances worth a chart: something is demanded, or more than one thing feeds and one draws. */
export const drawnBalances = (s: NetworkScenario): Balance[] => {
  const worth = balancesOf(s).filter((b) => b.demand.length > 0 || b.feeds.length > 1);
  return worth.length ? worth : balancesOf(s);
};

/** Whether someone demands the carrier at the place. */
export const isDemanded = (s: NetworkScenario, b: { carrier: string; place: string | null }): boolean =>
  s.hours.series.some((x) => x.role === 'demand' && x.carrier === b.carrier && x.place === b.place);

export const carrierName = (
  s: Pick<NetworkScenario, 'carriers'>,
  carrier: string,
  language: Language,
): string => s.carriers.find((c) => c.id === carrier)?.name[language] ?? carrier;

export const placeName = (s: NetworkScenario, place: string | null, language: Language): string =>
  place === null ? '' : (s.places.find((p) => p.id === place)?.name[language] ?? place);

export function balanceName(
  s: NetworkScenario,
  b: { carrier: string; place: string | null },
  language: Language,
): string {
  const carrier = carrierName(s, b.carrier, language);
  if (b.place === null || s.places.length < 2) return carrier;
  const place = placeName(s, b.place, language);
  return language === 'ja' ? `${place}の${carrier}` : `${carrier}, ${place}`;
}

/** One thing in a balance: what it feeds and what it draws, with one colour and one name. */
export interface Layer {
  name: string;
  /** Name of what it draws, e.g. charging, where it also feeds. */
  below: string | null;
  colour: string;
  look: Band;
  feed: Float64Array | null;
  draw: Float64Array | null;
}

const chargeNames = { battery: { ja: '充電', en: 'charging' }, store: { ja: '蓄熱', en: 'storing' } };
const belowNames: Partial<Record<Series['role'], { ja: string; en: string }>> = {
  export: { ja: '売電', en: 'sale' },
  use: { ja: '使用', en: 'use' },
  dump: { ja: '放出', en: 'dumped' },
};

function belowName(draw: Series, language: Language): string | null {
  if (draw.role === 'charge')
    return chargeNames[/elec|power/.test(draw.carrier) ? 'battery' : 'store'][language];
  return belowNames[draw.role]?.[language] ?? null;
}

/** The layers of a balance from zero outwards; beyond six the smallest become one. What never moves is left out. */
export function layersOf(s: NetworkScenario, b: Balance, language: Language): Layer[] {
  const steps = s.hours.steps;
  const groups = new Map<string, { feeds: Series[]; draws: Series[] }>();
  for (const series of [...b.feeds, ...b.draws]) {
    const id = series.role === 'dump' ? `dump ${series.id}` : (series.asset ?? series.id);
    const group = groups.get(id) ?? { feeds: [], draws: [] };
    groups.set(id, group);
    (feeding.includes(series.role) ? group.feeds : group.draws).push(series);
  }
  const whole = [...groups.values()]
    .map(({ feeds, draws }) => {
      const feed = feeds.length ? sumOf(feeds, steps) : null;
      const draw = draws.length ? sumOf(draws, steps) : null;
      const first = feeds[0] ?? draws[0]!;
      return {
        first,
        feed,
        draw,
        below: feeds.length && draws.length ? belowName(draws[0]!, language) : null,
        energy: (feed ? energyOf(feed, 1) : 0) + (draw ? energyOf(draw, 1) : 0),
        rank: stackRank(first.role, first.technology),
      };
    })
    .filter((g) => g.energy > 0);
  const bySize = [...whole].sort((x, y) => y.energy - x.energy);
  const shown = whole.length > 6 ? bySize.slice(0, 5) : bySize;
  const rest = whole.length > 6 ? bySize.slice(5) : [];
  shown.sort((x, y) => x.rank - y.rank || y.energy - x.energy);
  const used = new Map<string, number>();
  const looks: Band[] = ['area', 'striped', 'dotted', 'hatched'];
  const layers = shown.map((g): Layer => {
    const colour = seriesColour(g.first);
    const before = used.get(colour) ?? 0;
    used.set(colour, before + 1);
    return {
      name: g.first.name[language],
      below: g.below,
      colour,
      look: looks[before % looks.length]!,
      feed: g.feed,
      draw: g.draw,
    };
  });
  if (rest.length) {
    const total = (of: (g: (typeof rest)[number]) => Float64Array | null): Float64Array | null => {
      const all = rest.map(of).filter((v): v is Float64Array => v !== null);
      return all.length
        ? Float64Array.from({ length: steps }, (_, i) => all.reduce((sum, v) => sum + v[i]!, 0))
        : null;
    };
    layers.push({
      name: language === 'ja' ? 'その他' : 'Other',
      below: null,
      colour: '--other',
      look: 'area',
      feed: total((g) => g.feed),
      draw: total((g) => g.draw),
    });
  }
  return layers;
}

/** Series that only turn what is bought into a place's balance: purchases of a carrier at all places. */
export const purchases = (s: NetworkScenario, carrier: string): Series[] =>
  s.hours.series.filter((x) => x.role === 'import' && x.carrier === carrier);

export const demandsOf = (s: NetworkScenario, carrier: string): Series[] =>
  s.hours.series.filter((x) => x.role === 'demand' && x.carrier === carrier);

/** Carriers that someone demands, by energy. */
export function demandedCarriers(s: NetworkScenario): string[] {
  const energy = new Map<string, number>();
  for (const b of balancesOf(s))
    if (b.demand.length)
      energy.set(
        b.carrier,
        (energy.get(b.carrier) ?? 0) + energyOf(sumOf(b.demand, s.hours.steps), s.hours.step_hours),
      );
  return [...energy].sort((a, b) => b[1] - a[1]).map(([carrier]) => carrier);
}
