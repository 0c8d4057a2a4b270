import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { suburb } from '../../fixtures/make.mjs';
import { asCsv } from '../lib/save';
import { parts, valueIn } from './assumptions';
import { rowName } from './moneyCharts';
import { sources } from './sources';
import { planned, type Report } from './data';
import { carbonBasis, primaryBasis } from './environment';

const town = suburb() as Report;

describe('the arithmetic of CO2 and primary energy', () => {
  const e = planned(town.scenarios)[0]!.environment;
  test('is shown with the energy that gives the result', () => {
    expect(carbonBasis(e)).toBe(e.local_supply_kwh_per_year);
    expect(
      primaryBasis({ ...e, primary_energy_saved_gj_per_year: e.own_generation_kwh_per_year * 0.00864 }),
    ).toBe(e.own_generation_kwh_per_year);
  });
  test('is not shown where it would not hold', () =>
    expect(carbonBasis({ ...e, co2_avoided_t_per_year: 1 })).toBeNull());
});

describe('assumptions', () => {
  test('of an asset stand under its name', () => {
    const names = new Map([['new_pv', { en: 'New rooftop PV', ja: '新設' }]]);
    const assets = parts(town.assumptions, names).find((p) => p.id === 'assets')!;
    expect(assets.things.map((t) => t.name?.en)).toEqual([
      'existing_pv',
      'New rooftop PV',
      'battery',
      'system',
      'water_heaters',
    ]);
  });
  test('are grouped in the order of the plan, unknown parts last', () => {
    const odd = { ...town.assumptions[0]!, path: 'weather.year' };
    expect(parts([odd, ...town.assumptions]).map((p) => p.id)).toEqual([
      'buildings',
      'assets',
      'plan',
      'economics',
      'environment',
      'weather',
    ]);
  });
  test.each([
    ['4,618 kWh/year', '4,618 kWh/年', '4,618 kWh/year'],
    ['12.1 yen/kWh', '12.1円/kWh', '12.1 yen/kWh'],
    ['29.8 万円/kW', '29.8万円/kW', '0.298 million yen/kW'],
    ['1.0 億円', '1.0億円', '100 million yen'],
    ['300 百万円', '300百万円', '300 million yen'],
    ['0.10 億円/年', '0.10億円/年', '10 million yen/year'],
    ['25 years', '25年', '25 years'],
    ['1,000', '1,000', '1,000'],
    ['when_negative', '差引が負のときだけ', 'where need less equipment is negative'],
    ['class_1', 'クラス1', 'class 1'],
    ['continues', '継続', 'continues'],
    ['remaining_life', '残存年数に応じた価額', 'share of life left'],
    ['declining_balance', '定率法', 'declining balance'],
  ])('%s in both languages', (value, ja, en) => {
    expect(valueIn(value, 'ja')).toBe(ja);
    expect(valueIn(value, 'en')).toBe(en);
  });
});

describe('saved data', () => {
  test('a cell with a comma or a quote stays one cell', () =>
    expect(asCsv({ head: ['a', 'b'], rows: [['x, "y"', null]] })).toBe('a,b\r\n"x, ""y""",\r\n'));
});

describe('the sources of a day', () => {
  const s = planned(town.scenarios)[0]!;
  const source = (id: string, kw: number) => ({
    id,
    name: { en: id, ja: id },
    technology: 'pv' as const,
    kw: Array.from({ length: 24 }, (_, h) => (h === 12 ? kw : 0)),
  });
  const withSupply = (supply: typeof s.hours.supply) => ({ ...s, hours: { ...s.hours, supply } });
  test('existing and new, and two of one kind, look different', () => {
    const looks = sources(withSupply([...s.hours.supply, source('fields', 10)]), 'en').map((x) => x.look);
    expect(looks).toEqual(['hatched', 'area', 'striped']);
  });
  test('what gives nothing is left out', () =>
    expect(sources(withSupply([source('a', 5), source('b', 0)]), 'en').map((x) => x.name)).toEqual(['a']));
  test('more than six become five and the rest', () => {
    const all = sources(withSupply([1, 2, 3, 4, 5, 6, 7, 8].map((kw) => source(`s${kw}`, kw))), 'en');
    expect(all.map((x) => x.name)).toEqual(['s4', 's5', 's6', 's7', 's8', 'Other']);
    expect(all[5]!.kw[12]).toBe(6);
  });
});

describe('names beside bars', () => {
  test('keep the rate where the era is too long', () => {
    expect(rowName('Now 70 %', 'Now', 12)).toBe('Now 70 %');
    expect(rowName('2035年・電気自動車高位 70 %', '2035年・電気自動車高位', 8)).toMatch(/…\n70 %$/);
  });
});
