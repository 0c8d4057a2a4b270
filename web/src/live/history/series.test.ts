import { describe, expect, it } from 'vitest';
import { keyOf, matching, nameOf, seriesOf } from './series';

describe('what history shows', () => {
  it('has a key that says all of it, and a name', () => {
    const key = keyOf({ level: 'block', name: 'mall', measurand: 'energy_import' });
    expect(nameOf(key)).toEqual({ ja: '街区 · mall · 使用電力量', en: 'Block · mall · Energy used' });
    const asked = new URLSearchParams(seriesOf(key, 'day', 0, 86_400_000, 'csv').slice('series?'.length));
    expect(Object.fromEntries(asked)).toEqual({
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-02T00:00:00.000Z',
      by: 'day',
      format: 'csv',
      level: 'block',
      name: 'mall',
      measurand: 'energy_import',
    });
  });
  it('is found by words of its name or key, in any order', () => {
    const keys = ['group:block:mall:energy_import', 'channel:grid_mall:power', 'channel:homes.0001:power'];
    expect(matching(keys, '', 'en')).toEqual(keys);
    expect(matching(keys, 'POWER mall', 'en')).toEqual(['channel:grid_mall:power']);
    expect(matching(keys, '街区\u3000使用', 'ja')).toEqual(['group:block:mall:energy_import']);
    expect(matching(keys, 'energy_import', 'ja')).toEqual(['group:block:mall:energy_import']);
    expect(matching(keys, 'nothing', 'en')).toEqual([]);
  });
  it('keeps colons and points of a channel', () => {
    expect(nameOf('channel:homes.0001:power.l1').en).toBe('homes.0001 · Power (l1)');
    expect(seriesOf('channel:a:power:x', 'raw', 0, 1, 'json')).toContain('channel=power%3Ax');
  });
});
