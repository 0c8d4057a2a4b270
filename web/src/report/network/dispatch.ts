// Days of a balance side by side: what feeds it above zero, what draws from it below, the demand as a line.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, number, powerScale } from '../../lib/numbers';
import { base, hourAxis, pattern, tip, valueAxis, words, type ChartOf } from '../chartParts';
import { layersOf, type Balance } from './balances';
import type { NetworkScenario } from './data';
import { sumOf } from './decode';
import { dayName, type Day } from './time';

export interface Panel {
  day: Day;
  title: string;
}

/** Panels beside one another in a drawing of this width in pixels. */
const across = (panels: number, width: number, type: number): number => {
  if (panels === 4) return width > type * 80 ? 4 : width > type * 26 ? 2 : 1;
  return Math.min(panels, width > type * 52 ? 3 : width > type * 26 ? 2 : 1);
};

export const panelsTall =
  (panels: number, single = 15) =>
  (width: number): number => {
    const columns = across(panels, width, 0.75);
    return Math.ceil(panels / columns) * (panels === 1 ? single : columns === 1 ? 13 : 13.5) + 0.5;
  };

function bounds(low: number, high: number): { min: number; max: number; interval: number } {
  const interval = axisStep(high - low, 5);
  return {
    min: Math.floor((low * 1.001) / interval) * interval || 0,
    max: Math.max(1, Math.ceil((high * 1.001) / interval)) * interval,
    interval,
  };
}

export function dispatchChart(
  s: NetworkScenario,
  balance: Balance,
  panels: readonly Panel[],
  language: Language,
): ChartOf & { empty: boolean } {
  const hours = s.hours.step_hours;
  const layers = layersOf(s, balance, language).filter((l) =>
    panels.some(({ day }) => {
      for (let i = day.from; i < day.to; i++) if ((l.feed?.[i] ?? 0) + (l.draw?.[i] ?? 0) > 1e-6) return true;
      return false;
    }),
  );
  const demand = balance.demand.length ? sumOf(balance.demand, s.hours.steps) : null;
  const demandName = language === 'ja' ? '需要' : 'Demand';
  let low = 0;
  let high = 0;
  for (const { day } of panels)
    for (let i = day.from; i < day.to; i++) {
      const feed = layers.reduce((sum, l) => sum + (l.feed?.[i] ?? 0), 0);
      const draw = layers.reduce((sum, l) => sum + (l.draw?.[i] ?? 0), 0);
      high = Math.max(high, feed, demand?.[i] ?? 0);
      low = Math.min(low, -draw);
    }
  const scale = powerScale(Math.max(high, -low));
  const end = bounds(low / scale.divide, high / scale.divide);
  const points = (values: Float64Array, day: Day, sign: number): number[][] => {
    const list: number[][] = [];
    for (let i = day.from; i < day.to; i++)
      list.push([day.startHour + (i - day.from) * hours, (sign * values[i]!) / scale.divide]);
    if (list.length) list.push([day.startHour + (day.to - day.from) * hours, list[list.length - 1]![1]!]);
    return list;
  };
  const clock = (h: number): string =>
    `${Math.floor(h + 1e-9)}:${String(Math.round((h % 1) * 60)).padStart(2, '0')}`;
  const steps = panels.flatMap(({ day, title }) =>
    Array.from({ length: day.to - day.from }, (_, k) => ({ step: day.from + k, day, title, k })),
  );
  const feedNames = layers.filter((l) => l.feed);
  const drawNames = layers.filter((l) => l.draw);
  const drawName = (l: (typeof layers)[number]): string => (l.below ? `${l.name} ${l.below}` : l.name);
  return {
    // Nothing is needed, supplied or taken on any of the days.
    empty: high <= 1e-6 && low >= -1e-6,
    keys: [
      ...layers.map((l): Key => ({
        label: l.below
          ? `${l.name}${language === 'ja' ? `（下は${l.below}）` : ` (below: ${l.below})`}`
          : l.name,
        colour: l.colour,
        look: l.look,
      })),
      ...(demand ? [{ label: demandName, colour: '--ink', look: 'line' } as Key] : []),
    ],
    table: {
      head: [
        language === 'ja' ? '日' : 'Day',
        language === 'ja' ? '時刻' : 'Time',
        ...(demand ? [`${demandName} (kW)`] : []),
        ...feedNames.map((l) => `+ ${l.name} (kW)`),
        ...drawNames.map((l) => `− ${drawName(l)} (kW)`),
      ],
      rows: steps.map(({ step, day, k }) => [
        dayName(day, language),
        clock(day.startHour + k * hours),
        ...(demand ? [demand[step]!] : []),
        ...feedNames.map((l) => l.feed![step]!),
        ...drawNames.map((l) => -l.draw![step]!),
      ]),
    },
    draw: (size) => {
      const columns = across(panels.length, size.width, size.type);
      const rows = Math.ceil(panels.length / columns);
      const left = size.type * 4.2;
      const gap = size.type * (columns > 1 ? 1.2 : 0);
      const wide = (size.width - left - size.type * 0.8 - gap * (columns - 1)) / columns;
      const tall = size.height / rows;
      const header = size.type * (panels.length > 1 ? 3.9 : 2.4);
      const at = (i: number): { left: number; top: number } => ({
        left: left + (i % columns) * (wide + gap),
        top: Math.floor(i / columns) * tall,
      });
      return {
        ...base(size),
        title:
          panels.length > 1
            ? panels.map((p, i) => ({
                text: p.title,
                subtext: dayName(p.day, language),
                left: at(i).left,
                top: at(i).top + size.type * 0.6,
                padding: 0,
                itemGap: size.type * 0.15,
                textStyle: { ...words(size, false), fontWeight: 600, width: wide, overflow: 'truncate' },
                subtextStyle: { ...words(size), width: wide, overflow: 'truncate' },
              }))
            : [],
        grid: panels.map((_, i) => ({
          left: at(i).left,
          top: at(i).top + header,
          width: wide,
          height: tall - header - size.type * 2.4,
        })),
        xAxis: panels.map((_, i) => ({
          ...hourAxis(size, language),
          gridIndex: i,
          interval: wide < size.type * 16 ? 12 : wide < size.type * 30 ? 6 : 3,
          axisLabel: {
            ...words(size),
            formatter: (v: number) => (language === 'ja' ? `${v}時` : `${v}:00`),
            showMaxLabel: columns === 1,
          },
        })),
        yAxis: panels.map((_, i) => ({
          ...valueAxis(size, i === 0 ? scale.unit : '', end),
          gridIndex: i,
          nameGap: size.type * 0.6,
          axisLabel: { ...valueAxis(size, '', {}).axisLabel, show: i % columns === 0 },
        })),
        tooltip: tip(size, (index, axis) => {
          const panel = panels[axis];
          if (!panel) return ['', []];
          const k = Math.min(index, panel.day.to - panel.day.from - 1);
          const step = panel.day.from + k;
          const shown = (v: number): string => `${number(v / scale.divide)} ${scale.unit}`;
          return [
            `${dayName(panel.day, language)} ${clock(panel.day.startHour + k * hours)}`,
            [
              ...(demand ? [[demandName, shown(demand[step]!)] as [string, string]] : []),
              ...feedNames
                .filter((l) => l.feed![step]! > 1e-6)
                .map((l): [string, string] => [l.name, `+${shown(l.feed![step]!)}`]),
              ...drawNames
                .filter((l) => l.draw![step]! > 1e-6)
                .map((l): [string, string] => [drawName(l), `−${shown(l.draw![step]!)}`]),
            ],
          ];
        }),
        series: panels.flatMap(({ day }, i) => {
          const place = { xAxisIndex: i, yAxisIndex: i };
          const band = (l: (typeof layers)[number], values: Float64Array, sign: number) => ({
            ...place,
            name: l.name,
            type: 'line',
            stack: `${sign} ${i}`,
            step: 'end',
            symbol: 'none',
            color: token(l.colour),
            lineStyle: { width: 0.6, color: token('--paper') },
            areaStyle: { opacity: 1, color: token(l.colour) },
            itemStyle: { color: token(l.colour), decal: pattern(l.look) },
            emphasis: { disabled: true },
            data: points(values, day, sign),
          });
          return [
            ...feedNames.map((l) => band(l, l.feed!, 1)),
            ...drawNames.map((l) => band(l, l.draw!, -1)),
            {
              ...place,
              name: demandName,
              type: 'line',
              step: 'end',
              symbol: 'none',
              z: 5,
              color: token('--ink'),
              lineStyle: { width: 1.9, color: token('--ink') },
              emphasis: { disabled: true },
              data: demand ? points(demand, day, 1) : [],
              markLine: {
                silent: true,
                animation: false,
                symbol: 'none',
                label: { show: false },
                lineStyle: { color: token('--ink-soft'), width: 1, type: 'solid' },
                data: [{ yAxis: 0 }],
              },
            },
          ];
        }),
      };
    },
  };
}
