import { describe, expect, it } from 'vitest';
import { clock, dateText, later, offsetAt, setZone, startOf } from './time';

const hour = 3_600_000;

describe("the district's clock", () => {
  it('is that of its zone, whatever the reader has', () => {
    setZone('Asia/Tokyo');
    expect(clock(0)).toBe('09:00');
    expect(dateText(Date.parse('2026-11-28T15:00:00Z'))).toBe('2026-11-29');
    expect(startOf('2026-11-29')).toBe(Date.parse('2026-11-28T15:00:00Z'));
    expect(offsetAt(123_456)).toBe(9 * hour);
  });
  it('knows days of 23 and 25 hours', () => {
    setZone('Europe/Berlin');
    expect(startOf('2026-03-30') - startOf('2026-03-29')).toBe(23 * hour);
    expect(startOf('2026-10-26') - startOf('2026-10-25')).toBe(25 * hour);
    expect(later('2026-02-28', 1)).toBe('2026-03-01');
  });
});
