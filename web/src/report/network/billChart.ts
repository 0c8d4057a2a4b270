// A contract's bills by month in their charges, and the demand that is charged beside the one that was measured.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, currencyScale, number, parts } from '../../lib/numbers';
import { base, pattern, tip, upTo, valueAxis, words, type Band, type ChartOf } from '../chartParts';
import { amountOf, chargesOf, fromOf, measureOf, monthOf } from './bills';
import type { Bill } from './data';

/** Kinds of cost in one hue, as in the other charts of cost; patterns tell more of a kind apart. */
const looks: [string, Band][] = [
  ['--cost-capital', 'area'],
  ['--cost-energy', 'area'],
  ['--cost-upkeep', 'dotted'],
  ['--cost-demand-charge', 'striped'],
  ['--cost-energy', 'hatched'],
  ['--cost-upkeep', 'striped'],
];
const most = looks.length;

const monthAxis = (names: string[], type: number, width: number, size: Parameters<typeof words>[0]) => ({
  type: 'category',
  data: names,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: token('--line-strong') } },
  axisLabel: { ...words(size), interval: width < type * 44 ? 2 : 0 },
});

/** Bounds of an axis with room below zero for what is taken off a bill; zero and every step are on it. */
function around(low: number, high: number): { min: number; max: number; interval: number } {
  if (low >= 0) return upTo(high);
  const interval = axisStep(high - low, 9);
  return { min: Math.floor(low / interval) * interval, max: Math.ceil(high / interval) * interval, interval };
}

export function billChart(bill: Bill, currency: string, language: Language): ChartOf {
  const charges = chargesOf(bill);
  const shown = charges.length > most ? charges.slice(0, most - 1) : charges;
  const other = language === 'ja' ? 'その他' : 'Other';
  const bands = shown.map((c) => ({
    name: c.name[language],
    values: bill.months.map((m) => amountOf(m, c.id)),
  }));
  if (charges.length > most)
    bands.push({
      name: other,
      values: bill.months.map((m) => charges.slice(most - 1).reduce((sum, c) => sum + amountOf(m, c.id), 0)),
    });
  const up = bill.months.map((_, i) => bands.reduce((sum, b) => sum + Math.max(0, b.values[i]!), 0));
  const down = bill.months.map((_, i) => bands.reduce((sum, b) => sum + Math.min(0, b.values[i]!), 0));
  const scale = currencyScale(Math.max(...up, 0), currency, language);
  const low = Math.min(...down, 0) / scale.divide;
  const names = bill.months.map((m) => monthOf(bill, m, language));
  const total = language === 'ja' ? (bill.sale ? '売電額' : '請求額') : 'Total';
  const text = parts([...up, ...bands.flatMap((b) => b.values)].map((v) => v / scale.divide));
  return {
    keys: bands.map((b, i): Key => ({ label: b.name, colour: looks[i]![0], look: looks[i]![1] })),
    table: {
      head: [
        language === 'ja' ? '月' : 'Month',
        ...bands.map((b) => `${b.name} (${currency})`),
        `${total} (${currency})`,
      ],
      rows: bill.months.map((m, i) => [names[i]!, ...bands.map((b) => b.values[i]!), m.total]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: monthAxis(names, size.type, size.width, size),
      yAxis: valueAxis(size, scale.unit, around(low, Math.max(...up, 0) / scale.divide)),
      tooltip: tip(size, (i) => [
        names[i] ?? '',
        [
          ...bands.map((b): [string, string] => [
            b.name,
            `${text(b.values[i]! / scale.divide)} ${scale.unit}`,
          ]),
          [total, `${text((bill.months[i]?.total ?? 0) / scale.divide)} ${scale.unit}`],
        ],
      ]),
      series: bands.map((b, i) => ({
        name: b.name,
        type: 'bar',
        stack: 'bill',
        barWidth: '62%',
        color: token(looks[i]![0]),
        itemStyle: {
          color: token(looks[i]![0]),
          decal: pattern(looks[i]![1]),
          borderColor: token('--paper'),
          borderWidth: 0.6,
        },
        emphasis: { disabled: true },
        data: b.values.map((v) => v / scale.divide),
      })),
    }),
  };
}

/** Bars: what each month drew at most. Line: what is charged. The gap above a bar is what an earlier month left. */
export function demandChart(bill: Bill, language: Language): ChartOf {
  const months = bill.months.map((m) => m.demand);
  const highest = Math.max(...months.map((d) => Math.max(d?.billed_kw ?? 0, d?.measured_kw ?? 0)));
  const { power: scale, byFlow } = measureOf(bill);
  const of = (kw: number | undefined): number | null =>
    kw === undefined ? null : kw / (byFlow ? scale.divide : 1);
  const unit = byFlow ? scale.unit : 'kW';
  const names = bill.months.map((m) => monthOf(bill, m, language));
  const peak = byFlow
    ? { ja: '月の最大流量', en: 'Highest flow of the month' }
    : { ja: '月の最大需要', en: 'Highest demand of the month' };
  const held = byFlow ? { ja: '契約流量', en: 'Flow charged' } : { ja: '契約電力', en: 'Demand charged' };
  const measured = peak[language];
  const charged = held[language];
  const from = language === 'ja' ? '決めた月' : 'Set in';
  return {
    keys: [
      { label: measured, colour: '--cost-energy', look: 'area' },
      { label: charged, colour: '--cost-capital', look: 'line' },
    ],
    table: {
      head: [language === 'ja' ? '月' : 'Month', `${measured} (${unit})`, `${charged} (${unit})`, from],
      rows: months.map((d, i) => [
        names[i]!,
        of(d?.measured_kw),
        of(d?.billed_kw),
        d ? fromOf(d, language) : '',
      ]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: monthAxis(names, size.type, size.width, size),
      yAxis: valueAxis(size, scale.unit, upTo((highest / scale.divide) * 1.05)),
      tooltip: tip(size, (i) => {
        const d = months[i];
        if (!d) return [names[i] ?? '', []];
        return [
          names[i] ?? '',
          [
            [measured, `${number(d.measured_kw / scale.divide)} ${scale.unit}  ${d.at}`],
            [charged, `${number(d.billed_kw / scale.divide)} ${scale.unit}`],
            [from, fromOf(d, language)],
          ],
        ];
      }),
      series: [
        {
          name: measured,
          type: 'bar',
          barWidth: '62%',
          color: token('--cost-energy'),
          emphasis: { disabled: true },
          data: months.map((d) => (d ? d.measured_kw / scale.divide : null)),
        },
        {
          name: charged,
          type: 'line',
          step: 'middle',
          symbol: 'circle',
          symbolSize: size.type * 0.5,
          color: token('--cost-capital'),
          lineStyle: { width: 2.2, color: token('--cost-capital') },
          emphasis: { disabled: true },
          data: months.map((d) => (d ? d.billed_kw / scale.divide : null)),
        },
      ],
    }),
  };
}
