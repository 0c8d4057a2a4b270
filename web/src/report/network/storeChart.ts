// What a store holds: the band of each day over a year, or hour by hour over a shorter plan or a day.

import { token } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { count, energy, energyScale, number } from '../../lib/numbers';
import { base, hourAxis, tip, upTo, valueAxis, words, type ChartOf } from '../chartParts';
import type { NetworkScenario, Series } from './data';
import { energyOf, largest, valuesOf } from './decode';
import { seriesColour } from './technologies';
import { dayName, monthName, type Axis, type Day } from './time';

export function storeFinding(s: NetworkScenario, level: Series, axis: Axis, language: Language): string {
  const values = valuesOf(level);
  const capacity = s.capacities.find((c) => c.id === level.asset)?.kwh || largest(values);
  const out = s.hours.series.filter((x) => x.role === 'discharge' && x.asset === level.asset);
  const turned = out.reduce((sum, x) => sum + energyOf(valuesOf(x), axis.stepHours), 0);
  const times = capacity > 0 ? turned / capacity : 0;
  const name = level.name[language];
  const most = energy(largest(values));
  if (language === 'ja')
    return axis.isYear
      ? `${name}：最大${most}、年に${count(times)}回分を出し入れ`
      : `${name}：最大${most}、期間中に${count(times)}回分を出し入れ`;
  return `${name}: at most ${most}; turned over ${count(times)} times ${axis.isYear ? 'a year' : 'in the period'}`;
}

const markOfCapacity = (size: number, type: number, text: string) => ({
  silent: true,
  animation: false,
  symbol: 'none',
  lineStyle: { color: token('--ink-soft'), width: 1, type: [5, 4] },
  label: {
    fontFamily: token('--font'),
    fontSize: type,
    color: token('--ink-soft'),
    position: 'insideStartTop',
    formatter: text,
  },
  data: [{ yAxis: size }],
});

export function storeChart(
  s: NetworkScenario,
  level: Series,
  axis: Axis,
  day: Day | null,
  language: Language,
): ChartOf {
  const values = valuesOf(level);
  const colour = seriesColour(level);
  const capacity = s.capacities.find((c) => c.id === level.asset)?.kwh ?? 0;
  const most = Math.max(capacity, largest(values));
  const scale = energyScale(most);
  const end = upTo((most / scale.divide) * 1.12);
  const name = level.name[language];
  const limit = capacity > 0 ? markOfCapacity : null;
  const limitText = `${language === 'ja' ? '容量' : 'Capacity'} ${number(capacity / scale.divide)} ${scale.unit}`;
  const byHour = day !== null || axis.days.length <= 62;
  if (byHour) {
    const from = day?.from ?? 0;
    const to = day?.to ?? axis.steps;
    const start = from > 0 ? values[from - 1]! : values[values.length - 1]!;
    // The level is the one at the end of a step, so the first point is the end of the step before.
    const data = [start, ...Array.from(values.slice(from, to))];
    const hour = (i: number): number => (day?.startHour ?? 0) + i * axis.stepHours;
    const clock = (i: number): string => {
      const h = hour(i);
      if (day) return `${Math.floor(h)}:00`;
      const at = axis.days.find((d) => from + i < d.to) ?? axis.days[axis.days.length - 1]!;
      return `${dayName(at, language)} ${Math.round(h) % 24}:00`;
    };
    return {
      keys: [],
      table: {
        head: [language === 'ja' ? '時刻' : 'Time', `${name} (kWh)`],
        rows: data.map((v, i) => [clock(i), v]),
      },
      draw: (size) => ({
        ...base(size),
        xAxis: day
          ? hourAxis(size, language)
          : {
              ...hourAxis(size, language),
              max: axis.steps * axis.stepHours,
              interval:
                axis.days.length > 3 ? 24 * Math.ceil(axis.days.length / (size.width < 460 ? 4 : 8)) : 3,
              axisLabel: {
                ...words(size),
                formatter: (v: number) =>
                  axis.days.length > 3
                    ? dayName(
                        axis.days[Math.min(axis.days.length - 1, Math.round(v / 24))]!,
                        language,
                      ).replace(/（.*|^\w+ (?=\d)/, '')
                    : language === 'ja'
                      ? `${v}時`
                      : `${v}:00`,
              },
            },
        yAxis: valueAxis(size, scale.unit, end),
        tooltip: tip(size, (i) => [
          clock(i),
          [[name, `${number((data[i] ?? 0) / scale.divide)} ${scale.unit}`]],
        ]),
        series: [
          {
            name,
            type: 'line',
            symbol: 'none',
            color: token(colour),
            lineStyle: { width: 1.6, color: token(colour) },
            areaStyle: { color: token(colour), opacity: 0.22 },
            emphasis: { disabled: true },
            data: data.map((v, i) => [hour(i), v / scale.divide]),
            markLine: limit?.(capacity / scale.divide, size.type, limitText),
          },
        ],
      }),
    };
  }
  const ends = axis.days.map((d) => {
    let low = Infinity;
    let high = 0;
    for (let i = d.from; i < d.to; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    return { low, high };
  });
  const highest = language === 'ja' ? '日の最大' : 'Highest of the day';
  const lowest = language === 'ja' ? '日の最小' : 'Lowest of the day';
  const months = axis.days.filter((d) => d.date === 1 || (d.month === null && d.index % 30 === 0));
  const line = {
    type: 'line',
    symbol: 'none',
    step: 'end',
    emphasis: { disabled: true },
    color: token(colour),
  };
  return {
    keys: [],
    table: {
      head: [language === 'ja' ? '日' : 'Day', `${lowest} (kWh)`, `${highest} (kWh)`],
      rows: ends.map((e, i) => [dayName(axis.days[i]!, language), e.low, e.high]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: {
        ...hourAxis(size, language),
        max: axis.days.length,
        interval: undefined,
        axisTick: {
          show: true,
          customValues: months.map((d) => d.index),
          lineStyle: { color: token('--line-strong') },
        },
        axisLabel: {
          ...words(size),
          customValues: months.filter((_, i) => size.width > 460 || i % 3 === 0).map((d) => d.index),
          align: 'left',
          formatter: (v: number) => {
            const d = axis.days[v];
            return d ? (d.month === null ? String(v + 1) : monthName(d.month, language)) : '';
          },
        },
      },
      yAxis: valueAxis(size, scale.unit, end),
      tooltip: tip(size, (i) => {
        const e = ends[Math.min(i, ends.length - 1)]!;
        return [
          dayName(axis.days[Math.min(i, ends.length - 1)]!, language),
          [
            [highest, `${number(e.high / scale.divide)} ${scale.unit}`],
            [lowest, `${number(e.low / scale.divide)} ${scale.unit}`],
          ],
        ];
      }),
      series: [
        {
          ...line,
          name: lowest,
          stack: 'band',
          lineStyle: { width: 0.8, color: token(colour) },
          data: ends.map((e, i) => [i, e.low / scale.divide]),
        },
        {
          ...line,
          name: highest,
          stack: 'band',
          lineStyle: { width: 1, color: token(colour) },
          areaStyle: { color: token(colour), opacity: 0.45 },
          data: ends.map((e, i) => [i, (e.high - e.low) / scale.divide]),
          markLine: limit?.(capacity / scale.divide, size.type, limitText),
        },
      ],
    }),
  };
}
