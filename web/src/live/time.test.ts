import { describe, expect, it } from 'vitest';
import { clock, dateText, full, later, offsetAt, setZone, startOf } from './time';

const hour = 3_600_000;

describe("the district's clock", () => {
  it('is that of its zone, whatever the reader has', () => {
    setZone('Asia/Tokyo');
    expect(clock(0)).toBe('09:00');
    expect(dateText(Date.parse('2026-11-28T15:00:00Z'))).toBe('2026-11-29');
    expect(startOf('2026-11-29')).toBe(Date.parse('2026-11-28T15:00:00Z'));
    expect(offsetAt(123_456)).toBe(9 * hour);
  });
  it('writes a date with its year as each language does', () => {
    setZone('Asia/Tokyo');
    expect(full(Date.parse('2026-11-28T15:00:00Z'), 'ja')).toBe('2026年11月29日(日) 00:00');
    expect(full(Date.parse('2026-11-28T15:00:00Z'), 'en')).toMatch(/^Sun,? 29 Nov 2026 00:00$/);
  });
  it('knows days of 23 and 25 hours', () => {
    setZone('Europe/Berlin');
    expect(startOf('2026-03-30') - startOf('2026-03-29')).toBe(23 * hour);
    expect(startOf('2026-10-26') - startOf('2026-10-25')).toBe(25 * hour);
    expect(later('2026-02-28', 1)).toBe('2026-03-01');
  });
});
