// Charts of the money: year by year, as it may come out otherwise, and what drives that.

import { token, type Size } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, column, currencyScale, number, percent, signed } from '../../lib/numbers';
import { base, tip, valueAxis, words, type ChartOf } from '../chartParts';
import type { Finance, Uncertainty } from './data';

const bounds = (values: readonly number[]): { min: number; max: number; interval: number } => {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const interval = axisStep(Math.max(high - low, 1e-9), 8);
  return {
    min: Math.floor(low / interval) * interval,
    max: Math.max(interval, Math.ceil(high / interval) * interval),
    interval,
  };
};

const yearAxis = (size: Size, last: number, bars: boolean, language: Language) => ({
  type: 'category',
  boundaryGap: bars,
  data: Array.from({ length: last + 1 }, (_, year) => String(year)),
  axisLabel: {
    ...words(size),
    interval: (i: number) => i % 5 === 0 || i === last,
    formatter: (year: string) => (language === 'ja' ? `${year}年` : year === '0' ? 'year 0' : year),
  },
  axisLine: { lineStyle: { color: token('--line-strong') }, onZero: false },
  axisTick: { show: false },
});

const zeroLine = () => ({
  silent: true,
  animation: false,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: token('--ink-soft'), width: 1.2, type: 'solid' },
  data: [{ yAxis: 0 }],
});

const room = (size: Size) => ({
  left: size.type * 5.6,
  right: size.type * 4.4,
  top: size.type * 2.4,
  bottom: size.type * 2.2,
});

const sayYear = (year: number, language: Language): string =>
  language === 'ja' ? `${year}年目` : `Year ${year}`;

/** Each year as a bar, and what it adds up to as a line. */
export function yearsChart(f: Finance, language: Language): ChartOf {
  const { net_yen: net, cumulative_yen: total } = f.operator;
  const scale = currencyScale(Math.max(...[...net, ...total].map(Math.abs)), f.currency, language);
  const scaled = [...net, ...total].map((yen) => yen / scale.divide);
  const text = column(scaled);
  const said = (yen: number): string => `${signed(yen / scale.divide, text)} ${scale.unit}`;
  const name = {
    net: language === 'ja' ? '単年' : 'Each year',
    total: language === 'ja' ? '累積' : 'Cumulated',
  };
  return {
    keys: [
      { label: name.net, colour: '--cost-energy', look: 'area' },
      { label: name.total, colour: '--ink', look: 'line' },
    ],
    table: {
      head: [
        language === 'ja' ? '年' : 'Year',
        `${name.net} (${f.currency})`,
        `${name.total} (${f.currency})`,
      ],
      rows: net.map((yen, year) => [year, yen, total[year] ?? null]),
    },
    draw: (size) => ({
      ...base(size),
      grid: room(size),
      xAxis: yearAxis(size, net.length - 1, true, language),
      yAxis: { ...valueAxis(size, scale.unit, {}), ...bounds(scaled) },
      tooltip: tip(size, (year) => [
        sayYear(year, language),
        [
          [name.net, said(net[year] ?? NaN)],
          [name.total, said(total[year] ?? NaN)],
        ],
      ]),
      series: [
        {
          type: 'bar',
          color: token('--cost-energy'),
          barWidth: '60%',
          data: net.map((yen) => yen / scale.divide),
          markLine: zeroLine(),
        },
        {
          type: 'line',
          color: token('--ink'),
          symbol: 'none',
          lineStyle: { width: 2, color: token('--ink') },
          endLabel: {
            show: true,
            ...words(size, false),
            fontWeight: 600,
            distance: size.type * 0.5,
            formatter: () => signed((total.at(-1) ?? NaN) / scale.divide),
          },
          data: total.map((yen) => yen / scale.divide),
        },
      ],
    }),
  };
}

/** The balance of each year: half of all runs in the inner band, nine of ten in the outer one. */
export function fanChart(u: Uncertainty, currency: string, language: Language): ChartOf {
  const at = (year: number, level: number): number => u.cumulative_yen[year]?.[level] ?? NaN;
  const years = u.cumulative_yen.length - 1;
  const [low, first, middle, third, high] = [0, 2, 3, 4, 6];
  const all = u.cumulative_yen.flat();
  const scale = currencyScale(Math.max(...all.map(Math.abs)), currency, language);
  const text = column(all.map((yen) => yen / scale.divide));
  const said = (yen: number): string => `${signed(yen / scale.divide, text)} ${scale.unit}`;
  const names = {
    outer: language === 'ja' ? '90 %の範囲' : '90 % of runs',
    inner: language === 'ja' ? '50 %の範囲' : '50 % of runs',
    middle: language === 'ja' ? '中央値' : 'Median',
  };
  // A band is an invisible area up to its lower edge and a coloured one on top; both start from the lowest value, so
  // that edges of either sign stack.
  const floor = Math.min(...all, 0) / scale.divide;
  const band = (stack: string, from: number, to: number, colour: string) => [
    {
      type: 'line',
      stack,
      symbol: 'none',
      silent: true,
      lineStyle: { opacity: 0 },
      data: u.cumulative_yen.map((_, year) => at(year, from) / scale.divide - floor),
      yAxisIndex: 1,
    },
    {
      type: 'line',
      stack,
      symbol: 'none',
      silent: true,
      lineStyle: { opacity: 0 },
      areaStyle: { color: token(colour), opacity: 1 },
      data: u.cumulative_yen.map((_, year) => (at(year, to) - at(year, from)) / scale.divide),
      yAxisIndex: 1,
    },
  ];
  const end = bounds(all.map((yen) => yen / scale.divide));
  return {
    keys: [
      { label: names.outer, colour: '--cost-energy', look: 'area' },
      { label: names.inner, colour: '--cost-demand-charge', look: 'area' },
      { label: names.middle, colour: '--ink', look: 'line' },
    ],
    table: {
      head: [language === 'ja' ? '年' : 'Year', ...u.levels.map((level) => percent(level))],
      rows: u.cumulative_yen.map((quantiles, year) => [year, ...quantiles]),
    },
    draw: (size) => ({
      ...base(size),
      grid: room(size),
      xAxis: yearAxis(size, years, false, language),
      yAxis: [
        { ...valueAxis(size, scale.unit, {}), ...end },
        { type: 'value', show: false, min: end.min - floor, max: end.max - floor },
      ],
      tooltip: tip(size, (year) => [
        sayYear(year, language),
        [
          ['95 %', said(at(year, high))],
          ['75 %', said(at(year, third))],
          [names.middle, said(at(year, middle))],
          ['25 %', said(at(year, first))],
          ['5 %', said(at(year, low))],
        ],
      ]),
      series: [
        ...band('outer', low, high, '--cost-energy'),
        ...band('inner', first, third, '--cost-demand-charge'),
        {
          type: 'line',
          color: token('--ink'),
          symbol: 'none',
          lineStyle: { width: 2, color: token('--ink') },
          endLabel: {
            show: true,
            ...words(size, false),
            fontWeight: 600,
            distance: size.type * 0.5,
            formatter: () => signed(at(years, middle) / scale.divide),
          },
          data: u.cumulative_yen.map((_, year) => at(year, middle) / scale.divide),
          markLine: zeroLine(),
        },
      ],
    }),
  };
}

/** For names of inputs, which are the planner's and may be long. */
const nameRoom = (size: Size): number =>
  Math.min(size.type * 18, Math.max(size.type * 11, size.width * 0.25));

/** What moves the result: correlation of ranks with the net present value, the strongest on top. */
export function driversChart(u: Uncertainty, language: Language): ChartOf {
  const drivers = u.drivers;
  const correlation =
    language === 'ja' ? '正味現在価値との順位相関' : 'Rank correlation with the net present value';
  const share = language === 'ja' ? '単独で説明する分散' : 'Variance explained alone';
  return {
    keys: [],
    table: {
      head: [language === 'ja' ? '入力' : 'Input', correlation, `${share} (%)`],
      rows: drivers.map((d) => [d.name[language], d.rank_correlation, d.variance_share * 100]),
    },
    draw: (size) => ({
      ...base(size),
      grid: {
        left: nameRoom(size),
        right: size.type * 4,
        top: size.type * 1,
        bottom: size.type * 3.8,
      },
      xAxis: {
        type: 'value',
        min: -1,
        max: 1,
        interval: 0.5,
        name: correlation,
        nameLocation: 'middle',
        nameGap: size.type * 2.2,
        nameTextStyle: words(size),
        axisLabel: { ...words(size), formatter: (v: number) => (v < 0 ? `−${-v}` : String(v)) },
        splitLine: { lineStyle: { color: token('--line') } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: drivers.map((d) => d.name[language]),
        axisLabel: { ...words(size, false), width: nameRoom(size) - size.type, overflow: 'break' },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      tooltip: tip(size, (i) => [
        drivers[i]?.name[language] ?? '',
        [
          [correlation, number(drivers[i]?.rank_correlation)],
          [share, percent(drivers[i]?.variance_share)],
        ],
      ]),
      series: [
        {
          type: 'bar',
          barWidth: '55%',
          data: drivers.map((d) => ({
            value: d.rank_correlation,
            itemStyle: { color: token('--cost-upkeep') },
            label: {
              show: true,
              ...words(size, false),
              // On the other side of zero, where neither the bar nor the name of the input stands.
              position: d.rank_correlation < 0 ? 'right' : 'left',
              formatter: () => signed(d.rank_correlation, (v) => number(v, 2)),
            },
          })),
        },
      ],
    }),
  };
}
