// What the public display tells, one figure and one picture a scene. A figure that is not known makes no scene.

import { energy, number, power } from '../../lib/numbers';
import { share as shareOf, storageError } from '../figures';
import { sourceOf, type Text } from '../words';

export interface Quantity {
  value: number | null;
  unit: string;
}
export interface Shown {
  time: number;
  time_zone: string;
  block: string;
  name: Text;
  values: Record<string, Quantity>;
  sources: Record<string, Quantity>;
  today: {
    generation_kwh: number | null;
    self_sufficiency: number | null;
    co2_avoided_kg: number | null;
  } | null;
}
export type PictureKind = 'ring' | 'battery' | 'solar' | 'day' | 'leaf' | 'power';
export interface Bar {
  label: Text;
  kw: number;
  colour: string;
}
export interface Scene {
  key: string;
  title: Text;
  figure: string;
  unit: string;
  colour: string;
  picture: PictureKind | Bar[];
  share?: number;
}

const words = {
  demand: { ja: 'いまの電力', en: 'Power in use now' },
  generation: { ja: 'まちの発電', en: 'Made in our town' },
  self: { ja: 'まちでまかなう割合', en: 'From our own sources' },
  stored: { ja: '蓄電池の残量', en: 'In our batteries' },
  avoided: { ja: '今日減らしたCO₂', en: 'CO₂ avoided today' },
  today: { ja: '今日つくった電気', en: 'Made today' },
};

const bars = (shown: Shown): Bar[] => {
  const all = Object.entries(shown.sources)
    .filter(([, s]) => s.value !== null && s.value > 0)
    .map(([key, s]) => ({ label: sourceOf(key).label, kw: s.value!, colour: sourceOf(key).colour }));
  const add = (key: string, kw: number | null | undefined): void => {
    if (kw != null && kw > 0) all.push({ label: sourceOf(key).label, kw, colour: sourceOf(key).colour });
  };
  add('grid', shown.values.grid?.value);
  const storage = shown.values.storage?.value;
  add('storage', storage != null && storage > storageError ? storage : null);
  const most = Math.max(...all.map((bar) => bar.kw));
  // What a bar cannot show is not there.
  return all
    .filter((bar) => bar.kw >= 0.002 * most)
    .sort((a, b) => b.kw - a.kw)
    .slice(0, 4);
};

export function scenesOf(shown: Shown): Scene[] {
  const { values, sources, today } = shown;
  const all: Scene[] = [];
  const add = (
    key: keyof typeof words,
    text: string,
    colour: string,
    picture: Scene['picture'],
    share?: number,
  ): void => {
    const [figure = '–', unit = ''] = text.split('\u00a0');
    all.push({ key, title: words[key], figure, unit, colour, picture, share });
  };
  if (values.demand?.value != null) add('demand', power(values.demand.value), '--link', bars(shown));
  if (values.self_sufficiency?.value != null)
    add('self', shareOf(values.self_sufficiency.value), '--biomass', 'ring', values.self_sufficiency.value);
  if (values.generation?.value != null) {
    const sun = (sources.pv?.value ?? 0) > values.generation.value / 2;
    add('generation', power(values.generation.value), sun ? '--pv' : '--link', sun ? 'solar' : 'power');
  }
  if (values.stored?.value != null)
    add('stored', energy(values.stored.value), '--battery', 'battery', values.state_of_charge?.value ?? 0);
  if (today?.generation_kwh != null) add('today', energy(today.generation_kwh), '--pv', 'day');
  if (today?.co2_avoided_kg != null && today.co2_avoided_kg > 0)
    add('avoided', `${number(today.co2_avoided_kg)}\u00a0kg`, '--biomass', 'leaf');
  return all;
}
