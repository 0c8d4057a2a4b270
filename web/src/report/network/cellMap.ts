// Values by hour of the day and by month (or day), as coloured cells.

import { token, type Draw } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { base, escaped, words } from '../chartParts';

const parse = (hex: string): number[] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const mix = (a: string, b: string, part: number): string => {
  const [x, y] = [parse(a), parse(b)];
  return `#${x
    .map((v, i) =>
      Math.round(v + (y[i]! - v) * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};

/** From nearly paper through the colour to nearly ink: darker is always more. */
export function ramp(colour: string): (part: number) => string {
  const [paper, full, ink] = [token('--wash'), token(colour), token('--ink')];
  const dark = mix(full, ink, 0.62);
  return (part) => (part < 0.55 ? mix(paper, full, part / 0.55) : mix(full, dark, (part - 0.55) / 0.45));
}

export interface CellMap {
  columns: string[];
  /** By column and hour; NaN where nothing is known. */
  cells: number[][];
  /** Where the colours begin and end. */
  low: number;
  top: number;
  /** Name of the token. */
  colour: string;
  /** What stands at the two ends of the key, the second with its unit. */
  ends: [string, string];
  /** A value with its unit. */
  said: (value: number) => string;
  language: Language;
}

export function cellMap(of: CellMap): Draw {
  const { columns, cells, language } = of;
  const span = Math.max(1e-9, of.top - of.low);
  const hourName = (h: number): string => (language === 'ja' ? `${h}時台` : `${h}:00–${h + 1}:00`);
  return (size) => {
    const left = size.type * 3.2;
    const top = size.type * 2.2;
    const bottom = size.type * 1.9;
    const right = size.type * 0.4;
    const wide = (size.width - left - right) / columns.length;
    const tall = (size.height - top - bottom) / 24;
    const colour = ramp(of.colour);
    const keySteps = 24;
    const [lowText, highText] = of.ends;
    const keyRight =
      size.type * (0.9 + 0.6 * [...highText].reduce((sum, c) => sum + (c > '\u2e7f' ? 1.7 : 1), 0)) + right;
    const keyWide = Math.min(size.width * 0.4, size.type * 14);
    const data = cells.flatMap((cell, x) =>
      cell.flatMap((value, hour) =>
        Number.isFinite(value)
          ? [{ value: [x, hour], itemStyle: { color: colour(Math.min(1, (value - of.low) / span)) } }]
          : [],
      ),
    );
    const every = Math.ceil((size.type * 2.6) / wide);
    const marks = { type: 'scatter', symbol: 'rect', clip: false, emphasis: { disabled: true } };
    const labels = { ...words(size), hideOverlap: true };
    const hidden = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
    return {
      ...base(size),
      grid: [
        { left, right, top, bottom },
        { right: keyRight, width: keyWide, top: size.type * 0.3, height: size.type * 0.8 },
      ],
      xAxis: [
        {
          type: 'category',
          data: columns,
          gridIndex: 0,
          ...hidden,
          axisLabel: {
            ...labels,
            interval: every - 1,
            formatter: (v: string) => v.replace(/月$/, size.width < 420 ? '' : '月'),
          },
        },
        {
          type: 'category',
          data: Array.from({ length: keySteps }, (_, i) => i),
          gridIndex: 1,
          ...hidden,
          axisLabel: { show: false },
        },
      ],
      yAxis: [
        {
          type: 'category',
          inverse: true,
          data: Array.from({ length: 24 }, (_, h) => h),
          gridIndex: 0,
          ...hidden,
          axisLabel: {
            ...labels,
            interval: (i: number) => i % 6 === 0 || (size.height > 260 && i % 3 === 0),
            formatter: (v: string) => (language === 'ja' ? `${v}時` : `${v}:00`),
          },
        },
        {
          type: 'category',
          data: [''],
          gridIndex: 1,
          ...hidden,
          axisLabel: { ...words(size), formatter: () => lowText },
        },
      ],
      title: {
        text: highText,
        right,
        top: size.type * 0.15,
        padding: 0,
        textStyle: { ...words(size), fontWeight: 400 },
      },
      tooltip: {
        show: !size.still,
        trigger: 'item',
        confine: true,
        backgroundColor: token('--paper'),
        borderColor: token('--line-strong'),
        textStyle: words(size, false),
        formatter: (p: { value: number[]; seriesIndex: number }) => {
          if (p.seriesIndex !== 0) return '';
          const [x = 0, hour = 0] = p.value;
          return `${escaped(columns[x] ?? '')} ${hourName(hour)}<br><b>${escaped(of.said(cells[x]![hour]!))}</b>`;
        },
      },
      series: [
        { ...marks, symbolSize: [wide + 0.3, tall + 0.3], data },
        {
          ...marks,
          silent: true,
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbolSize: [keyWide / keySteps + 0.5, size.type * 0.8],
          data: Array.from({ length: keySteps }, (_, i) => ({
            value: [i, 0],
            itemStyle: { color: colour(i / (keySteps - 1)) },
          })),
        },
      ],
    };
  };
}
