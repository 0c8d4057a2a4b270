// A line chart of times as SVG paths: small, and drawn at once.

import { axisStep } from '../../lib/numbers';
import { offsetAt } from '../time';

export interface Sample {
  begin: number;
  end: number;
  value: number;
  marked: boolean;
}
/** A value as the server tells it: of a moment, or of a span. */
export interface Figure {
  begin?: string;
  end?: string;
  time?: string;
  value: number;
  marked?: boolean;
}
/** Spans to draw; a value of a moment holds until the next one, an hour at most. */
export const samplesOf = (values: readonly Figure[]): Sample[] =>
  values.map((v, i) => {
    const begin = Date.parse(v.begin ?? v.time ?? '');
    const next = values[i + 1];
    const end = v.end
      ? Date.parse(v.end)
      : next?.time
        ? Math.min(Date.parse(next.time), begin + 3_600_000)
        : begin + 60_000;
    return { begin, end, value: v.value, marked: v.marked ?? false };
  });
export interface Line {
  label: string;
  samples: Sample[];
  /** Added to times, so that another day lies on the same axis. */
  shift: number;
}
export interface Plot {
  paths: string[];
  marks: { x: number; y: number }[];
  y: { at: number; value: number }[];
  x: { at: number; time: number }[];
  toX: (time: number) => number;
  toY: (value: number) => number;
}

const hour = 3_600_000;
const steps = [
  hour / 2,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  48 * hour,
  168 * hour,
  720 * hour,
  2160 * hour,
];

/** Steps of time are whole by the district's clock. */
function timeTicks(from: number, to: number, most: number): number[] {
  const step = steps.find((s) => (to - from) / s <= most) ?? (to - from) / most;
  const offset = -offsetAt(from);
  const ticks: number[] = [];
  for (let t = Math.ceil((from - offset) / step) * step + offset; t <= to; t += step) ticks.push(t);
  return ticks;
}

/** Lines with steps over each period; a gap where nothing is known. Zero is in sight. */
export function plot(
  lines: readonly Line[],
  from: number,
  to: number,
  width: number,
  height: number,
  left: number,
): Plot {
  const values = lines.flatMap((l) => l.samples.map((s) => s.value));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = axisStep(high - low || 1, 5);
  const bottom = Math.floor(low / step) * step;
  const top = Math.max(Math.ceil(high / step) * step, bottom + step);
  const [above, below] = [12, 28];
  const toX = (time: number): number => left + ((time - from) / (to - from)) * (width - left - 12);
  const toY = (value: number): number => above + ((top - value) / (top - bottom)) * (height - above - below);
  const paths = lines.map(({ samples, shift }) => {
    let d = '';
    let last = NaN;
    for (const { begin, end, value } of samples) {
      const [x1, x2, y] = [toX(begin + shift), toX(end + shift), toY(value)];
      d += `${begin === last ? 'L' : 'M'}${x1.toFixed(1)} ${y.toFixed(1)}L${x2.toFixed(1)} ${y.toFixed(1)}`;
      last = end;
    }
    return d;
  });
  const marks = (lines[0]?.samples ?? [])
    .filter((s) => s.marked)
    .map((s) => ({ x: toX((s.begin + s.end) / 2 + (lines[0]?.shift ?? 0)), y: toY(s.value) }));
  const y: { at: number; value: number }[] = [];
  for (let value = bottom; value <= top + step / 2; value += step) y.push({ at: toY(value), value });
  const x = timeTicks(from, to, Math.max(2, Math.floor((width - left) / 90))).map((time) => ({
    at: toX(time),
    time,
  }));
  return { paths, marks, y, x, toX, toY };
}
