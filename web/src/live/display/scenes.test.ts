import { expect, test } from 'vitest';
import { scenesOf, type Shown } from './scenes';

const kw = (value: number | null) => ({ value, unit: 'kW' });
const shown: Shown = {
  time: 0,
  time_zone: 'Asia/Tokyo',
  block: '',
  name: { ja: '地区', en: 'District' },
  values: {
    demand: kw(8310),
    grid: kw(8060),
    storage: kw(-36),
    generation: kw(288),
    self_sufficiency: { value: 0.0303, unit: '-' },
    stored: kw(null),
  },
  sources: { pv: kw(288), cogeneration: kw(0), wind: kw(null) },
  today: { generation_kwh: 550, self_sufficiency: 0.01, co2_avoided_kg: null },
};

test('a figure and a picture a scene; what is not known makes none', () => {
  const scenes = scenesOf(shown);
  expect(scenes.map((s) => s.key)).toEqual(['demand', 'self', 'generation', 'today']);
  expect(scenes.map((s) => `${s.figure} ${s.unit}`)).toEqual(['8,310 kW', '3 %', '288 kW', '550 kWh']);
  expect(scenes[2]!.picture).toBe('solar');
});

test('where power comes from: the largest first, a battery that is charged gives nothing', () => {
  const bars = scenesOf(shown)[0]!.picture;
  expect(Array.isArray(bars) && bars.map((b) => [b.label.en, b.kw])).toEqual([
    ['Purchased', 8060],
    ['Solar', 288],
  ]);
});

test('what is made without the sun does not show it', () => {
  expect(scenesOf({ ...shown, sources: { wind: kw(288), pv: kw(0) } })[2]!.picture).toBe('power');
});
