import { describe, expect, it } from 'vitest';
import { gaugeState, givers, seconds } from './figures';

const value = (v: number | null) => ({ value: v, known: 1, of: 1 });
const half = (heading_kw: number | null, limit_kw: number | null) => ({
  connection: 'grid',
  name: { ja: '系統', en: 'grid' },
  begin: '',
  end: '',
  so_far_kwh: 1,
  heading_kw,
  limit_kw,
});

describe('figures of the picture', () => {
  it('lists what gives, the largest first, and nothing that takes or is not known', () => {
    const place = {
      id: '',
      name: { ja: '', en: '' },
      values: { grid: value(50), storage: value(-20), demand: value(120) },
      sources: { pv: value(70), cogeneration: value(null), hydro: value(0) },
      half_hours: [],
    };
    expect(givers(place)).toEqual([
      { key: 'pv', kw: 70 },
      { key: 'grid', kw: 50 },
    ]);
  });
  it('tells where a half-hour is heading', () => {
    expect(gaugeState(half(90, 100))).toBe('well');
    expect(gaugeState(half(96, 100))).toBe('near');
    expect(gaugeState(half(101, 100))).toBe('above');
    expect(gaugeState(half(null, 100))).toBe('unknown');
    expect(gaugeState(half(50, null))).toBe('unknown');
  });
  it('moves faster where more flows', () => {
    expect(seconds(100, 100)).toBeLessThan(seconds(10, 100));
    expect(seconds(0, 0)).toBe(6);
  });
});
