// What a picture says, worked out for drawing.

import { percent, power } from '../lib/numbers';
import type { HalfHour, Place, Value } from './feed.svelte';

export const kw = (value: Value | undefined): string => power(value?.value);

/** A share as it stands on a wall: to a tenth of a per cent, below which it is nothing. */
export const share = (value: number | null | undefined): string =>
  percent(value === null || value === undefined ? value : Math.round(value * 1000) / 1000);

/** Less of a battery than this is its meters' own error, kW. */
export const storageError = 0.5;

/** Sources of a place and what they give, kW, the largest first; with what is bought, without what is not known. */
export function givers(place: Place): { key: string; kw: number }[] {
  const all: { key: string; kw: number }[] = [];
  for (const [key, value] of Object.entries(place.sources))
    if (value.value !== null && value.value > 0) all.push({ key, kw: value.value });
  for (const key of ['grid', 'storage']) {
    const value = place.values[key]?.value;
    const least = key === 'storage' ? storageError : 0;
    if (value !== undefined && value !== null && value > least) all.push({ key, kw: value });
  }
  return all.sort((a, b) => b.kw - a.kw);
}

export type GaugeState = 'well' | 'near' | 'above' | 'unknown';

/** Where a half-hour is heading against its limit. */
export function gaugeState(half: HalfHour): GaugeState {
  if (half.heading_kw === null || half.limit_kw === null) return 'unknown';
  if (half.heading_kw > half.limit_kw) return 'above';
  return half.heading_kw > 0.95 * half.limit_kw ? 'near' : 'well';
}

/** Seconds that a dot takes along a line: fast for much power, never hectic. */
export const seconds = (kwThrough: number, largestKw: number): number =>
  largestKw <= 0 ? 6 : Math.min(8, Math.max(1.2, 6 * (1 - (0.8 * Math.abs(kwThrough)) / largestKw)));
