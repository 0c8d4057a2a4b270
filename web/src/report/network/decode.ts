// Series are decoded when something first needs them, and only once.

import type { NetworkScenario, Series } from './data';

const decoded = new WeakMap<Series, Float64Array>();

/** The values of a series by step; a missing one is NaN. */
export function valuesOf(series: Series): Float64Array {
  const known = decoded.get(series);
  if (known) return known;
  const bytes = Uint8Array.from(atob(series.data), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const { scale } = series;
  const values = new Float64Array(bytes.length / (scale === null ? 4 : 2));
  for (let i = 0; i < values.length; i++) {
    if (scale === null) values[i] = view.getFloat32(4 * i, true);
    else {
      const whole = view.getInt16(2 * i, true);
      values[i] = whole === -32768 ? NaN : whole * scale;
    }
  }
  decoded.set(series, values);
  return values;
}

/** The sum of several series by step. */
export function sumOf(list: readonly Series[], steps: number): Float64Array {
  const total = new Float64Array(steps);
  for (const series of list) {
    const values = valuesOf(series);
    for (let i = 0; i < steps; i++) total[i]! += values[i] || 0;
  }
  return total;
}

export function largest(values: ArrayLike<number>, from = 0, to = values.length): number {
  let most = 0;
  for (let i = from; i < to; i++) if (values[i]! > most) most = values[i]!;
  return most;
}

/** Energy of some steps; a missing value counts as nothing. */
export function energyOf(values: ArrayLike<number>, stepHours: number, from = 0, to = values.length): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] || 0;
  return total * stepHours;
}

export const seriesOf = (s: NetworkScenario, ...roles: Series['role'][]): Series[] =>
  s.hours.series.filter((x) => roles.includes(x.role));
