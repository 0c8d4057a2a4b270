import { describe, expect, it } from 'vitest';
import { plot } from './plot';

const hour = 3_600_000;
const sample = (i: number, value: number, marked = false) => ({
  begin: i * hour,
  end: (i + 1) * hour,
  value,
  marked,
});

describe('the line of a channel', () => {
  it('has a gap where nothing is known, and zero in sight', () => {
    const line = { label: 'a', shift: 0, samples: [sample(0, 5), sample(1, 6), sample(3, 7, true)] };
    const drawn = plot([line], 0, 24 * hour, 800, 300, 60);
    expect(drawn.paths[0]!.match(/M/g)).toHaveLength(2);
    expect(drawn.y[0]!.value).toBe(0);
    expect(drawn.marks).toHaveLength(1);
    expect(drawn.toY(0)).toBeGreaterThan(drawn.toY(7));
  });
  it('lays another day on the same axis', () => {
    const today = { label: 'a', shift: 0, samples: [sample(24, 5)] };
    const before = { label: 'b', shift: 24 * hour, samples: [sample(0, 5)] };
    const drawn = plot([today, before], 24 * hour, 48 * hour, 800, 300, 60);
    expect(drawn.paths[0]).toBe(drawn.paths[1]);
  });
  it('draws values below zero and nothing at all', () => {
    expect(
      plot([{ label: 'a', shift: 0, samples: [sample(0, -3)] }], 0, hour, 800, 300, 60).y[0]!.value,
    ).toBeLessThan(-2);
    expect(plot([], 0, hour, 800, 300, 60).paths).toEqual([]);
  });
});
