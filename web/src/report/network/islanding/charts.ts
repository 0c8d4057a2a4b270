// Hours of islanded supply by the time at which the outage begins, and how many starts reach how many hours.

import { token } from '../../../lib/chart';
import type { Language } from '../../../lib/language.svelte';
import { axisStep, column, count, percent } from '../../../lib/numbers';
import { base, tip, upTo, valueAxis, words, type ChartOf } from '../../chartParts';
import { cellMap } from '../cellMap';
import type { Axis } from '../time';
import type { Islanding } from './data';
import { hoursText, leastCells, shares } from './islanding';

const hourUnit = (language: Language): string => (language === 'ja' ? '時間' : 'h');

/** The darker, the longer: what is pale is short. */
export function startMap(i: Islanding, axis: Axis, language: Language): ChartOf {
  const { columns, cells } = leastCells(i, axis, language);
  const known = cells.flat().filter(Number.isFinite);
  const top = Math.max(1e-9, ...known);
  // Where all last long, what differs is to be seen.
  const shortest = Math.min(...known);
  const low = shortest < top - 1e-9 ? shortest : 0;
  const text = column([low, top]);
  return {
    keys: [],
    table: {
      head: [language === 'ja' ? '時刻' : 'Hour', ...columns.map((c) => `${c} (${hourUnit(language)})`)],
      rows: Array.from({ length: 24 }, (_, h) => [
        `${h}:00`,
        ...cells.map((cell) => (Number.isFinite(cell[h]) ? cell[h]! : null)),
      ]),
    },
    draw: cellMap({
      columns,
      cells,
      low,
      top,
      colour: '--hydro',
      ends: [text(low), `${top >= i.longest - 1e-9 ? '≥ ' : ''}${text(top)} ${hourUnit(language)}`],
      said: (value) => hoursText(value, i.longest, language),
      language,
    }),
  };
}

export function shareChart(i: Islanding, language: Language): ChartOf {
  const list = shares(i);
  const reached = language === 'ja' ? 'それ以上もつ開始時刻の割合' : 'Share of the starts served as long';
  const horizontal = language === 'ja' ? '供給できる時間' : 'Supply';
  // Every start lasts until its hours are over: the share falls behind them.
  const points = list.flatMap((p, n): [number, number][] =>
    n === 0
      ? [[0, 100]]
      : [
          [list[n - 1]!.hours, p.share * 100],
          [p.hours, p.share * 100],
        ],
  );
  const end = Math.max(1, list[list.length - 1]!.hours);
  const limit = i.hours;
  return {
    keys: [],
    table: {
      head: [`${horizontal} (${hourUnit(language)})`, `${reached} (%)`],
      rows: list.map((p) => [p.hours, p.share * 100]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 4.6, right: size.type * 2.6, top: size.type * 2.4, bottom: size.type * 3.8 },
      xAxis: {
        ...valueAxis(size, language === 'ja' ? `${horizontal}（時間）` : `${horizontal} (h)`, {
          min: 0,
          max: end,
          interval: axisStep(end, size.width < 460 ? 4 : 8),
        }),
        nameLocation: 'middle',
        nameGap: size.type * 2.2,
        nameTextStyle: words(size),
        axisLine: { show: true, lineStyle: { color: token('--line-strong') } },
        splitLine: { show: false },
      },
      yAxis: { ...valueAxis(size, '%', { ...upTo(100), max: 100, interval: 25 }) },
      tooltip: tip(size, (n) => {
        const [hours = 0, share = 0] = points[n] ?? [];
        return [`${count(hours)} ${hourUnit(language)}`, [[reached, percent(share / 100)]]];
      }),
      series: [
        {
          type: 'line',
          symbol: 'none',
          color: token('--hydro'),
          lineStyle: { width: 2.2, color: token('--hydro') },
          areaStyle: { color: token('--hydro'), opacity: 0.12 },
          data: points,
          ...(limit === null || limit > end
            ? {}
            : {
                markLine: {
                  symbol: 'none',
                  silent: true,
                  lineStyle: { color: token('--ink'), type: 'dashed', width: 1 },
                  label: {
                    ...words(size, false),
                    position: 'insideEndTop',
                    rotate: 0,
                    align: 'right',
                    formatter: `${language === 'ja' ? '条件' : 'asked for'} ${count(limit)} ${hourUnit(language)}`,
                  },
                  data: [{ xAxis: limit }],
                },
              }),
        },
      ],
    }),
  };
}

/** Least and mean hours by month in which the outage begins. */
export function monthChart(i: Islanding, nameOf: (month: number) => string, language: Language): ChartOf {
  const list = i.by_month;
  const names = {
    least: language === 'ja' ? '最短' : 'Shortest',
    mean: language === 'ja' ? '平均' : 'Mean',
  };
  const most = Math.max(1e-9, ...list.map((m) => m.mean));
  return {
    keys: [
      { label: names.mean, colour: '--cost-energy', look: 'area' },
      { label: names.least, colour: '--hydro', look: 'area' },
    ],
    table: {
      head: [
        language === 'ja' ? '月' : 'Month',
        `${names.least} (${hourUnit(language)})`,
        `${names.mean} (${hourUnit(language)})`,
      ],
      rows: list.map((m) => [nameOf(m.month), m.least, m.mean]),
    },
    draw: (size) => {
      const bars = (key: 'least' | 'mean', colour: string, width: string): object => ({
        name: names[key],
        type: 'bar',
        barGap: '-100%',
        barWidth: width,
        color: token(colour),
        emphasis: { disabled: true },
        data: list.map((m) => m[key]),
      });
      return {
        ...base(size),
        xAxis: {
          type: 'category',
          data: list.map((m) => nameOf(m.month)),
          axisLabel: { ...words(size), hideOverlap: true },
          axisLine: { lineStyle: { color: token('--line-strong') } },
          axisTick: { show: false },
        },
        yAxis: valueAxis(size, hourUnit(language), upTo(most * 1.02)),
        tooltip: {
          ...tip(size, (n) => [
            nameOf(list[n]!.month),
            [
              [names.least, hoursText(list[n]!.least, i.longest, language)],
              [names.mean, hoursText(list[n]!.mean, i.longest, language)],
            ],
          ]),
          axisPointer: { type: 'shadow' },
        },
        series: [bars('mean', '--cost-energy', '62%'), bars('least', '--hydro', '62%')],
      };
    },
  };
}
