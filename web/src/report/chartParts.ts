// What the report's charts have in common: axes, type, touch, patterns.

import { token, type ChartOption, type Draw, type Key, type Size } from '../lib/chart';
import type { Language } from '../lib/language.svelte';
import { axisStep } from '../lib/numbers';
import type { Table } from '../lib/save';

export interface ChartOf {
  draw: Draw;
  keys: Key[];
  table: Table;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export const words = (size: Size, soft = true) => ({
  fontFamily: token('--font'),
  fontSize: size.type,
  color: token(soft ? '--ink-soft' : '--ink'),
});

export const valueAxis = (
  size: Size,
  unit: string,
  end: { min?: number; max?: number; interval?: number },
) => ({
  type: 'value',
  ...end,
  name: unit,
  nameLocation: 'end',
  nameGap: size.type * 0.8,
  nameTextStyle: { ...words(size), align: 'right', padding: [0, size.type * 0.6, 0, 0] },
  axisLabel: {
    ...words(size),
    formatter: (v: number) => (v === 0 ? '0' : (v < 0 ? '−' : '') + Math.abs(v).toLocaleString('en-US')),
  },
  splitLine: { lineStyle: { color: token('--line'), width: 1 } },
  axisLine: { show: false },
  axisTick: { show: false },
  splitNumber: 4,
});

/** Bounds of an axis from zero whose steps end where the axis ends. */
export function upTo(largest: number): { min: number; max: number; interval: number } {
  const interval = axisStep(largest, 5);
  return { min: 0, max: Math.max(1, Math.ceil(largest / interval)) * interval, interval };
}

export const hourAxis = (size: Size, language: Language) => ({
  type: 'value',
  min: 0,
  max: 24,
  interval: size.width < 460 ? 6 : 3,
  axisLabel: { ...words(size), formatter: (v: number) => (language === 'ja' ? `${v}時` : `${v}:00`) },
  axisLine: { lineStyle: { color: token('--line-strong') }, onZero: false },
  axisTick: { show: true, lineStyle: { color: token('--line-strong') } },
  splitLine: { show: false },
});

export const base = (size: Size): ChartOption => ({
  textStyle: { fontFamily: token('--font') },
  animationDuration: 300,
  grid: { left: size.type * 4.6, right: size.type * 1.6, top: size.type * 2.4, bottom: size.type * 2.2 },
});

export interface Touched {
  dataIndex: number;
  /** Which axis was touched, where a chart has several. */
  axisIndex?: number;
  seriesIndex?: number;
  marker: unknown;
  seriesName?: string;
}

export const tip = (
  size: Size,
  text: (index: number, axis: number, series: number) => [string, [string, string][]],
) => ({
  show: !size.still,
  trigger: 'axis',
  confine: true,
  backgroundColor: token('--paper'),
  borderColor: token('--line-strong'),
  textStyle: words(size, false),
  axisPointer: { type: 'line', snap: true, lineStyle: { color: token('--line-strong') } },
  formatter: (touched: Touched | Touched[]) => {
    const one = Array.isArray(touched) ? touched[0] : touched;
    if (!one) return '';
    const [head, rows] = text(one.dataIndex, one.axisIndex ?? 0, one.seriesIndex ?? 0);
    const lines = rows.map(
      ([name, value]) =>
        `<tr><td style="padding-right:1em">${escaped(name)}</td><td style="text-align:right;font-variant-numeric:tabular-nums">${escaped(value)}</td></tr>`,
    );
    return `<b>${escaped(head)}</b><table style="font:inherit">${lines.join('')}</table>`;
  },
});

export type Band = 'area' | 'hatched' | 'striped' | 'dotted';

/** Patterns tell apart what has the same colour: existing from new, and several sources of one kind. */
export function pattern(look: Band): object | undefined {
  if (look === 'hatched')
    return {
      symbol: 'rect',
      dashArrayX: [1, 0],
      dashArrayY: [1.5, 4.5],
      rotation: -Math.PI / 4,
      color: token('--ink-soft'),
    };
  if (look === 'striped')
    return {
      symbol: 'rect',
      dashArrayX: [1, 0],
      dashArrayY: [1.2, 5],
      rotation: Math.PI / 4,
      color: token('--paper'),
    };
  if (look === 'dotted')
    return {
      symbol: 'circle',
      dashArrayX: [
        [8, 8],
        [0, 8, 8, 0],
      ],
      dashArrayY: [5, 0],
      symbolSize: 0.5,
      color: token('--paper'),
    };
  return undefined;
}
