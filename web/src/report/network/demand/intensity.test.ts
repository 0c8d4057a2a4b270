import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { reportData } from '../../../../fixtures/plans.mjs';
import { plannedNetworks, type NetworkReport } from '../data';
import type { Demand, Intensity } from './data';
import { intensityTables } from './intensity';

// Three uses over a year, as the program writes them: offices and shops by floor area, dwellings by household.
const s = plannedNetworks(reportData('uses') as NetworkReport)[0]!;
const list = s.demand!;

describe('demand by size', () => {
  const [area, household] = intensityTables(s, list, 'en');
  const rowOf = (service: string, use: string) =>
    area!.services.find((x) => x.name === service)!.rows.find((r) => r.use === use)!;

  test('stands by floor area and by household, each with its own unit', () => {
    expect(area!.per).toBe('m2');
    expect(household!.per).toBe('household');
    expect(household!.services.map((x) => x.rows.map((r) => r.use))).toEqual([['Dwellings']]);
    expect(household!.services[0]!.rows[0]).toMatchObject({ needs: '4,620', range: '3,720–5,830' });
  });
  test('has the published range, where it lies in it, and its source', () => {
    // office/conventional: 414 MJ/m2 = 115 kWh/m2; cooling 295 MJ/m2 = 81.9, the highest that is printed.
    expect(rowOf('Electricity', 'Offices')).toMatchObject({
      needs: '115',
      range: '61–250',
      standing: 'within',
    });
    expect(rowOf('Cooling', 'Offices')).toMatchObject({ needs: '82', range: '63–82', standing: 'within' });
    expect(area!.sources[rowOf('Electricity', 'Shops').source - 1]).toMatch(/CBECS/);
    expect(area!.sources[rowOf('Electricity', 'Offices').source - 1]).toMatch(/high end: assumption/);
  });
  test('says so where nothing is published, rather than nothing', () => {
    expect(rowOf('Cooling', 'Shops')).toMatchObject({ range: '', standing: 'unpublished', source: 0 });
  });
});

describe('demand by size of other plans', () => {
  const use = (name: string | null, intensity: Intensity | null) => ({
    ...list[0]!.by_use[0]!,
    use: name,
    intensity,
  });
  const of = (by_use: Demand['by_use']): Demand[] => [{ ...list[0]!, by_use }];
  const high: Intensity = {
    per: 'm2',
    amount: 100,
    kwh: 900,
    range: {
      low: 61,
      high: 250,
      table: 't',
      row: 'office',
      mark: null,
      source: { en: 'our survey', ja: '当社調査' },
    },
    standing: 'above',
  };
  test('is told in Japanese, with the words of the district’s own source', () => {
    const [table] = intensityTables(s, of([use('office', high)]), 'ja');
    expect(table!.services[0]!.rows[0]).toMatchObject({ use: '業務', standing: 'above', source: 1 });
    expect(table!.sources).toEqual(['当社調査']);
  });
  test('a use without a known size says that; demand without a building does not stand there', () => {
    const [table] = intensityTables(s, of([use('office', high), use('hotel', null), use(null, null)]), 'en');
    expect(table!.services[0]!.rows.map((r) => r.standing)).toEqual(['above', 'unsized']);
  });
  test('there is no table of a plan shorter than a year', () => {
    expect(intensityTables(s, of([use('office', null)]), 'en')).toEqual([]);
  });
});
