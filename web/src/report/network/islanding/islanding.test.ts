import { describe, expect, test } from 'vitest';
import { axisOf } from '../time';
import type { Islanding } from './data';
import { hoursText, islandingFinding, leastCells, shares, shareServed } from './islanding';

// Two days of six-hour steps; what begins on the second evening is served least.
const by_start = [12, 18, 72, 24, 12, 18, 24, 6];
const islanding: Islanding = {
  hours: null,
  longest: 72,
  failed: [],
  critical_kwh: 100,
  served: { least: 6, mean: 23.25, percentiles: [{ percent: 50, hours: 18 }] },
  worst: { step: 7, begins: { ja: '1月2日18:00', en: '2 January, 18:00' }, hours: 6 },
  by_month: [],
  by_hour: [],
  by_start,
  dispatch: { ja: '', en: '' },
  limit: null,
};
const axis = axisOf({
  steps: 8,
  step_hours: 6,
  first: '01-01T00:00',
  weekday_of_first: null,
  holidays: [],
  series: [],
});

describe('islanded supply', () => {
  test('what was looked at no longer is "at least"', () => {
    expect(hoursText(72, 72, 'ja')).toBe('72時間以上');
    expect(hoursText(18, 72, 'en')).toBe('18\u00a0h');
  });

  test('a limit that is kept is promised, a result names its worst start', () => {
    expect(islandingFinding(islanding, 'ja')).toContain('1月2日18:00に始まる停電');
    expect(islandingFinding({ ...islanding, hours: 6 }, 'ja')).toContain(
      'いつ停電しても重要負荷を6時間まかなえる',
    );
    // A limit of 7 h is not kept by 6 h: nothing may be promised.
    expect(islandingFinding({ ...islanding, hours: 7 }, 'en')).toMatch(/^In an outage/);
  });

  test('every length is reached by the starts that last so long', () => {
    const list = shares(islanding);
    for (const { hours, share } of list) expect(share).toBe(shareServed(islanding, hours));
    expect(list.map((x) => x.hours)).toEqual([0, 6, 12, 18, 24, 72]);
    expect(list[list.length - 1]!.share).toBe(1 / 8);
  });

  test('a cell shows the worst start of its hours, a long step in each of them', () => {
    const { columns, cells } = leastCells(islanding, axis, 'en');
    expect(columns).toHaveLength(2);
    expect(cells[0]!.slice(0, 13)).toEqual([12, 12, 12, 12, 12, 12, 18, 18, 18, 18, 18, 18, 72]);
    expect(cells[1]![23]).toBe(6);
  });
});
