// What the cost does when one price or cost is other than assumed.

import { token } from '../../../lib/chart';
import type { Language } from '../../../lib/language.svelte';
import { amount, column, currencyScale, missing, percent, signed } from '../../../lib/numbers';
import { base, tip, words, type ChartOf } from '../../chartParts';
import type { Assumption } from '../../common';
import type { NetworkScenario } from '../data';
import { perCost } from '../sentences';
import type { Sensitivity, SensitivityEnd, SensitivityItem } from './data';
import { itemName } from './names';

/** Bars that are drawn; the table has all. */
export const mostBars = 12;

export const offBase = (sensitivity: Sensitivity, end: SensitivityEnd): number | null =>
  end.state === 'planned' ? end.cost - sensitivity.cost : null;

export function tornadoFinding(
  s: NetworkScenario,
  all: readonly Assumption[],
  sensitivity: Sensitivity,
  language: Language,
): string {
  const widest = sensitivity.items[0];
  if (!widest) return language === 'ja' ? '感度' : 'Sensitivity';
  const name = itemName(s, all, widest, language);
  const text = (end: SensitivityEnd): string =>
    signed(offBase(sensitivity, end), (v) => amount(v, s.currency, language));
  const by = percent(widest.by);
  const ends = [text(widest.low), text(widest.high)];
  return language === 'ja'
    ? `最も効くのは${name}：±${by}で費用は${ends.join(' ～ ')}`
    : `${name} matters most: ±${by} changes the cost by ${ends.join(' to ')}`;
}

export function tornadoChart(
  s: NetworkScenario,
  all: readonly Assumption[],
  sensitivity: Sensitivity,
  language: Language,
): ChartOf & { rows: number } {
  const items = sensitivity.items.slice(0, mostBars);
  const off = (item: SensitivityItem, end: 'low' | 'high'): number | null => offBase(sensitivity, item[end]);
  const sizes = items.flatMap((i) => [off(i, 'low') ?? 0, off(i, 'high') ?? 0]);
  const largest = Math.max(1e-9, ...sizes.map(Math.abs));
  const scale = currencyScale(largest, s.currency, language);
  const text = column(sizes.map((v) => v / scale.divide));
  const said = (v: number | null): string => (v === null ? missing : signed(v / scale.divide, text));
  const names = items.map((i) => `${itemName(s, all, i, language)} ±${percent(i.by)}`);
  const ends = {
    low: language === 'ja' ? '下げたとき' : 'Lower',
    high: language === 'ja' ? '上げたとき' : 'Higher',
  };
  const unit = `${scale.unit}${perCost(s, language)}`;
  const money = language === 'ja' ? '費用の増減' : 'Change of the cost';
  return {
    rows: items.length,
    keys: [
      { label: ends.low, colour: '--cost-energy', look: 'area' },
      { label: ends.high, colour: '--cost-capital', look: 'area' },
    ],
    table: {
      head: [
        language === 'ja' ? '項目' : 'What',
        `${ends.low} (${s.currency})`,
        `${ends.high} (${s.currency})`,
      ],
      rows: sensitivity.items.map((i) => [
        `${itemName(s, all, i, language)} ±${percent(i.by)}`,
        off(i, 'low'),
        off(i, 'high'),
      ]),
    },
    draw: (size) => {
      const left = Math.min(size.type * 17, size.width * 0.42);
      const bars = (end: 'low' | 'high', colour: string): object => ({
        name: ends[end],
        type: 'bar',
        barGap: '-100%',
        barWidth: '58%',
        emphasis: { disabled: true },
        itemStyle: { color: token(colour) },
        label: {
          show: true,
          ...words(size, false),
          formatter: (p: { dataIndex: number }) => said(off(items[p.dataIndex]!, end)),
        },
        data: items.map((i) => {
          const value = off(i, end) ?? 0;
          const other = off(i, end === 'low' ? 'high' : 'low') ?? 0;
          // Two bars to the same side: only the longer one has room for its figure.
          const hidden =
            Math.abs(value) < 1e-3 * largest || (value * other > 0 && Math.abs(value) < Math.abs(other));
          return {
            value: value / scale.divide,
            label: { position: value < 0 ? 'left' : 'right', ...(hidden ? { show: false } : {}) },
          };
        }),
      });
      // Room for the longest figure beside its bar.
      const half = (size.width - left - size.type * 1.2) / 2;
      const figure = Math.max(...sizes.map((v) => said(v).length)) * size.type * 0.62 + size.type;
      const end = largest / scale.divide / Math.max(0.3, 1 - figure / half);
      return {
        ...base(size),
        grid: { left, right: size.type * 1.2, top: size.type * 0.4, bottom: size.type * 3.6 },
        xAxis: {
          type: 'value',
          min: -end,
          max: end,
          name: `${money} ${unit}`,
          nameLocation: 'middle',
          nameGap: size.type * 2,
          nameTextStyle: words(size),
          splitNumber: 4,
          axisLabel: {
            ...words(size),
            showMinLabel: false,
            showMaxLabel: false,
            hideOverlap: true,
            formatter: (v: number) => (v < 0 ? '−' : v > 0 ? '+' : '') + Math.abs(v).toLocaleString('en-US'),
          },
          splitLine: { lineStyle: { color: token('--line') } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: names,
          axisLabel: { ...words(size, false), width: left - size.type, overflow: 'break', interval: 0 },
          axisLine: { show: true, onZero: true, lineStyle: { color: token('--line-strong') } },
          axisTick: { show: false },
        },
        tooltip: {
          ...tip(size, (i) => [
            names[i] ?? '',
            [
              [ends.low, `${said(off(items[i]!, 'low'))} ${scale.unit}`],
              [ends.high, `${said(off(items[i]!, 'high'))} ${scale.unit}`],
            ],
          ]),
          axisPointer: { type: 'shadow', axis: 'y' },
        },
        series: [bars('low', '--cost-energy'), bars('high', '--cost-capital')],
      };
    },
  };
}
