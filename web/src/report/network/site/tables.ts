// The figures of blocks and lines, for tables and for saving.

import type { Language } from '../../../lib/language.svelte';
import type { Table } from '../../../lib/save';
import { carrierName } from '../balances';
import type { NetworkScenario } from '../data';
import type { Place, PlaceEnergy, Site } from './data';
import { nameOf } from './labels';

/** What is demanded, made or traded in a block, the largest first. */
export const movedEnergy = (place: Place): PlaceEnergy[] => {
  const size = (e: PlaceEnergy): number => Math.max(e.demand_kwh, e.made_kwh, e.bought_kwh, e.sold_kwh);
  return place.energy.filter((e) => size(e) > 0).sort((a, b) => size(b) - size(a));
};

export function siteTable(s: NetworkScenario, site: Site, language: Language): Table {
  const ja = language === 'ja';
  const head = ja
    ? [
        'ブロック・線',
        'エネルギー',
        '需要 (kWh)',
        '最大 (kW)',
        'つくる量 (kWh)',
        '購入 (kWh)',
        '売却 (kWh)',
        '供給不足 (kWh)',
        '届いた量 (kWh)',
      ]
    : [
        'Block or line',
        'Energy',
        'Demand (kWh)',
        'Highest (kW)',
        'Made (kWh)',
        'Bought (kWh)',
        'Sold (kWh)',
        'Not supplied (kWh)',
        'Arrives (kWh)',
      ];
  const places = site.places.flatMap((p) =>
    movedEnergy(p).map((e) => [
      p.name[language],
      carrierName(s, e.carrier, language),
      e.demand_kwh,
      e.peak_kw,
      e.made_kwh,
      e.bought_kwh,
      e.sold_kwh,
      e.unserved_kwh,
      null,
    ]),
  );
  const lines = site.lines.flatMap((l) => {
    const way = (from: string, to: string, kwh: number) => [
      `${l.name[language]}: ${nameOf(site, from, language)} → ${nameOf(site, to, language)}`,
      carrierName(s, l.carrier, language),
      null,
      l.peak_kw,
      null,
      null,
      null,
      null,
      kwh,
    ];
    return [way(l.from, l.to, l.forth_kwh), way(l.to, l.from, l.back_kwh)];
  });
  return { head, rows: [...places, ...lines] };
}
