import { describe, expect, test } from 'vitest';
import { lines } from '../stages/stageChart';
import type { Stage } from '../stages/data';
import { levelName } from '../buildings/level';
import { best, difference, differenceText, front, panels, variantName, verdict } from './compare';
import { placeLabels, textWidth } from './placeLabels';
import type { ComparedRow, Comparison, Variant } from './data';

const row = (id: string, unit: string, better: 'less' | 'more' | null = 'less'): ComparedRow => ({
  id,
  name: { en: id, ja: id },
  unit,
  better,
  part: false,
});

const variant = (
  id: string,
  cost: number | null,
  co2: number | null,
  share = 0,
  file = 'a.yaml',
): Variant => ({
  id,
  file,
  district: { en: 'Town', ja: '町' },
  scenario: id,
  name: { en: id, ja: id },
  state: cost === null ? 'failed' : 'planned',
  year: null,
  baseline: id === 'base' || cost === null ? null : 'base',
  values: { cost, co2_t: co2, self_supply_ratio: cost === null ? null : share },
});

const comparison = (...variants: Variant[]): Comparison => ({
  currency: 'yen',
  hours: 8760,
  rows: [row('cost', 'yen'), row('co2_t', 't'), row('self_supply_ratio', '%', 'more')],
  variants,
});

const some = comparison(
  variant('base', 100e6, 1000),
  variant('dear', 120e6, 400, 0.2),
  variant('cheap', 90e6, 900),
  variant('bad', 130e6, 800),
  variant('failed', null, null),
);
const by = (c: Comparison, id: string): Variant => c.variants.find((v) => v.id === id)!;

// Two variants with the same plant shared the least cost, and only one of them stood in bold.
test('all that share the best value are the best, but for what a solver leaves', () => {
  const c = comparison(
    variant('base', 100e6, 1000),
    variant('a', 90e6, 900),
    variant('b', 90e6 + 1e-3, 950),
    variant('c', 90.1e6, 900),
  );
  const of = (id: string) => [
    ...best(
      c,
      c.rows.find((r) => r.id === id)!,
    ),
  ];
  expect(of('cost')).toEqual(['a', 'b']);
  expect(of('co2_t')).toEqual(['a', 'c']);
  expect(of('self_supply_ratio')).toEqual([]);
});

// "−41 %" beside "−40.9 %" looks like another precision.
test('a difference has three digits', () => {
  const d = (rate: number) => differenceText(row('cost', 'yen'), { by: rate, rate, gain: null }, 'en');
  expect([d(-0.41), d(-0.2), d(0.0938), d(3.77)]).toEqual([
    '−41.0\u00a0%',
    '−20.0\u00a0%',
    '+9.38\u00a0%',
    '+377\u00a0%',
  ]);
});

// 15 columns are no comparison: a desk's page shows seven.
describe('the tables of a comparison', () => {
  const of = (file: string, ids: readonly string[], base: string): Variant[] =>
    ids.map((id, i) => ({
      ...variant(`${file}/${id}`, 1e6 + i, 10, 0, `${file}.yaml`),
      district: { en: `Town ${file}`, ja: `${file}町` },
      baseline: id === base ? null : `${file}/${base}`,
    }));
  const names = (c: Comparison) =>
    panels(c, 'en').map((p) => `${p.name}: ${p.variants.map((v) => v.id).join(' ')}`);
  test('is one of few variants, whatever their baselines', () => {
    expect(panels(some, 'en')).toEqual([{ name: '', variants: some.variants }]);
  });
  test('is one for each baseline of many, named by its district; what failed stands with its file', () => {
    const failed: Variant = {
      ...variant('b/failed', null, null, 0, 'b.yaml'),
      district: { en: 'Town b', ja: 'b町' },
    };
    const c = comparison(
      ...of('a', ['base', 'x', 'y', 'z'], 'base'),
      ...of('b', ['base', 'x', 'y', 'z'], 'base'),
      failed,
    );
    expect(names(c)).toEqual(['Town a: a/base a/x a/y a/z', 'Town b: b/base b/x b/y b/z b/failed']);
    expect(panels(c, 'ja')[0]!.name).toBe('a町');
  });
  test('is several of many against one baseline, which stands first in each', () => {
    const c = comparison(...of('a', ['base', 'x', 'y', 'z', 'u', 'v', 'w', 'r'], 'base'));
    expect(names(c)).toEqual([': a/base a/x a/y a/z a/u', ': a/base a/v a/w a/r']);
  });
  test('holds together what has no baseline', () => {
    const c = comparison(
      ...['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => ({ ...variant(id, 1e6, 1), baseline: null })),
    );
    expect(names(c)).toEqual([': 1 2 3 4', ': 5 6 7 8']);
  });
});

describe('differences to the baseline', () => {
  test('are rates, whose sign says more or less', () => {
    const d = difference(some, by(some, 'dear'), some.rows[1]!)!;
    expect(d).toEqual({ by: -600, rate: -0.6, gain: true });
    expect(differenceText(some.rows[1]!, d, 'en')).toBe('−60.0\u00a0%');
    expect(difference(some, by(some, 'dear'), some.rows[0]!)!.gain).toBe(false);
  });
  test('of a share are points, for a share of a share misleads', () => {
    const d = difference(some, by(some, 'dear'), some.rows[2]!)!;
    expect(differenceText(some.rows[2]!, d, 'en')).toBe('+20.0 points');
    expect(differenceText(some.rows[2]!, d, 'ja')).toBe('+20.0 ポイント');
  });
  test('of the baseline and of what failed are none', () => {
    expect(difference(some, by(some, 'base'), some.rows[0]!)).toBeNull();
    expect(difference(some, by(some, 'failed'), some.rows[0]!)).toBeNull();
  });
  test('that a solver leaves are no difference', () => {
    const c = comparison(variant('base', 100, 10), variant('same', 100 + 1e-6, 10));
    expect(differenceText(c.rows[0]!, difference(c, by(c, 'same'), c.rows[0]!)!, 'en')).toBe('±0');
  });
});

describe('the front', () => {
  test('leaves out what another variant beats in cost and CO2', () => {
    expect([...front(some)].sort()).toEqual(['cheap', 'dear']);
  });
  test('is not drawn where a CO2 is unknown', () => {
    expect(front(comparison(variant('base', 1, null), variant('b', 2, 3))).size).toBe(0);
  });
});

describe('names beside points', () => {
  const area = { left: 0, top: 0, width: 300, height: 200 };
  const type = 14;
  test('lie over no other name and no point, however close the points are', () => {
    const points: [number, number][] = [0, 1, 2, 3, 4, 5].map((i) => [150 + 3 * i, 100 + 2 * i]);
    const texts = points.map((_, i) => `従来個別方式の案 ${i}`);
    const labels = placeLabels(points, texts, type, area);
    const wide = textWidth(texts[0]!, type);
    for (const [i, a] of labels.entries()) {
      for (const b of labels.slice(i + 1))
        expect(Math.abs(a.y - b.y) >= type || Math.abs(a.x - b.x) >= wide).toBe(true);
      for (const [x, y] of points) expect(x > a.x && x < a.x + wide && y > a.y && y < a.y + type).toBe(false);
    }
  });
  test('stay within the chart', () => {
    const [label] = placeLabels([[295, 3]], ['a long name of a variant'], type, area);
    expect(label!.x + textWidth('a long name of a variant', type)).toBeLessThanOrEqual(300);
  });
});

describe('the verdict', () => {
  test('names the cheapest, the cleanest and what that costs more', () => {
    const said = verdict(some, 'en');
    expect(said.headline).toContain('“cheap” costs least');
    expect(said.headline).toContain('−10.0\u00a0%');
    expect(said.paragraph).toContain('“dear” emits least');
    expect(said.paragraph).toContain('30.0\u00a0million yen more');
    expect(verdict(some, 'ja').headline).toContain('「cheap」');
  });
  test('does not hold one district against another', () => {
    const other = { ...variant('b', 10e6, 50, 0, 'b.yaml'), baseline: 'b/base' };
    const rival = { ...variant('b/base', 11e6, 60, 0, 'b.yaml'), baseline: null };
    const two = comparison(...some.variants, other, rival);
    const said = verdict(two, 'en');
    expect(said.headline).toBe('The cheapest against each of the 2 baselines:');
    expect(said.paragraph).toBe('');
    expect(said.each.map((one) => one.name)).toEqual(['a', 'b']);
    expect(said.each[0]!.text).toContain('“cheap” costs least');
    expect(said.each[1]!.text).toContain('“b” costs least: 10.0\u00a0million yen/year');
    expect([...front(two)].sort()).toEqual(['b', 'cheap', 'dear']);
    expect(verdict(two, 'ja').headline).toContain('2つの基準');
  });
  test('says so where nothing could be planned', () => {
    expect(verdict(comparison(variant('failed', null, null)), 'en').headline).toContain('No variant');
  });
});

test('variants of several files bear the file, where districts share a name', () => {
  const c = comparison(variant('a/base', 1, 1, 0, 'a.yaml'), variant('b/base', 1, 1, 0, 'b.yaml'));
  expect(variantName(c, c.variants[1]!, 'en')).toBe('b: b/base');
  expect(variantName(some, some.variants[0]!, 'en')).toBe('base');
});

test('stages that share a beginning have a line each', () => {
  const stage = (scenario: string, year: number, after: string | null): Stage => ({
    scenario,
    path: 'now',
    year,
    after,
    cost: 1,
    currency: 'yen',
    capital: 1,
    new_capital: 1,
    co2_t: 1,
    primary_energy_gj: 1,
  });
  const all = [
    stage('now', 2026, null),
    stage('a', 2030, 'now'),
    stage('b', 2030, 'now'),
    stage('c', 2050, 'a'),
  ];
  expect(lines(all).map((line) => line.map((s) => s.scenario))).toEqual([
    ['now', 'b'],
    ['now', 'a', 'c'],
  ]);
});

test('levels are written as people write them', () => {
  expect(levelName('nearly_zeh_m', 'en')).toBe('Nearly ZEH-M');
  expect(levelName('zeb', 'ja')).toBe('『ZEB』');
  expect(levelName(null, 'en')).toBe('none');
});
