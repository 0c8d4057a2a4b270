// The cost of each variant in its parts.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { currencyScale, number } from '../../lib/numbers';
import { base, pattern, tip, words, type Band, type ChartOf } from '../chartParts';
import { nameInLines } from '../network/costChart';
import { perHours, plannedVariants, variantName } from './compare';
import type { Comparison, Variant } from './data';

const looks: Record<string, { colour: string; look: Band }> = {
  energy: { colour: '--cost-energy', look: 'area' },
  upkeep: { colour: '--cost-upkeep', look: 'dotted' },
  other: { colour: '--cost-demand-charge', look: 'striped' },
  unserved: { colour: '--loss', look: 'hatched' },
  fixed: { colour: '--cost-capital', look: 'area' },
  measures: { colour: '--cost-revenue', look: 'striped' },
};

export function costParts(c: Comparison, language: Language): ChartOf {
  const list = plannedVariants(c);
  const kinds = c.rows.filter((r) => r.part && list.some((v) => (v.values[r.id] ?? 0) !== 0));
  const value = (v: Variant, id: string): number => v.values[id] ?? 0;
  const totals = list.map((v) => value(v, 'cost'));
  const scale = currencyScale(Math.max(0, ...totals.map(Math.abs)), c.currency, language);
  const text = (x: number): string => number(x);
  const unit = `${scale.unit}${perHours(c, language)}`;
  const label = language === 'ja' ? '年間費用' : 'Annual cost';
  const upper = list.map((v) => kinds.reduce((sum, k) => sum + Math.max(0, value(v, k.id)), 0));
  const lower = list.map((v) => kinds.reduce((sum, k) => sum + Math.min(0, value(v, k.id)), 0));
  const look = (id: string): { colour: string; look: Band } =>
    looks[id] ?? { colour: '--other', look: 'area' };
  return {
    keys: kinds.map((k): Key => ({ label: k.name[language], ...look(k.id) })),
    table: {
      head: [
        language === 'ja' ? '案' : 'Variant',
        ...kinds.map((k) => `${k.name[language]} (${c.currency})`),
        `${label} (${c.currency})`,
      ],
      rows: list.map((v) => [
        variantName(c, v, language),
        ...kinds.map((k) => v.values[k.id] ?? null),
        v.values['cost'] ?? null,
      ]),
    },
    draw: (size) => {
      const room = size.width < 520 ? 8.5 : 14;
      return {
        ...base(size),
        grid: {
          left: size.type * (room + 1),
          right: size.type * 5.4,
          top: size.type * 2,
          bottom: size.type * 0.4,
        },
        xAxis: {
          type: 'value',
          min: Math.min(0, ...lower) / scale.divide,
          max: Math.max(...upper, 0) / scale.divide || 1,
          axisLabel: { show: false },
          splitLine: { show: false },
          axisLine: { show: false },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          axisTick: { show: false },
          axisLine: { show: false },
          data: list.map((v) => nameInLines(variantName(c, v, language), room)),
          axisLabel: { ...words(size, false), lineHeight: size.type * 1.25, interval: 0 },
          name: `${label}  ${unit}`,
          nameLocation: 'start',
          nameGap: size.type * 0.7,
          nameTextStyle: { ...words(size), align: 'left', padding: 0 },
        },
        tooltip: {
          ...tip(size, (i) => {
            const v = list[i];
            if (!v) return ['', []];
            return [
              variantName(c, v, language),
              [
                ...kinds.map((k): [string, string] => [
                  k.name[language],
                  `${number(value(v, k.id) / scale.divide)} ${unit}`,
                ]),
                [label, `${text(value(v, 'cost') / scale.divide)} ${unit}`],
              ],
            ];
          }),
          axisPointer: { type: 'shadow', axis: 'y' },
        },
        series: [
          ...kinds.map((k) => ({
            name: k.name[language],
            type: 'bar',
            stack: 'cost',
            barWidth: '52%',
            color: token(look(k.id).colour),
            itemStyle: {
              color: token(look(k.id).colour),
              decal: pattern(look(k.id).look),
              borderColor: token('--paper'),
              borderWidth: 0.6,
            },
            emphasis: { disabled: true },
            data: list.map((v) => value(v, k.id) / scale.divide),
          })),
          {
            name: label,
            type: 'scatter',
            silent: true,
            symbolSize: 0,
            clip: false,
            data: upper.map((x, i) => [x / scale.divide, i]),
            label: {
              show: true,
              position: 'right',
              distance: size.type * 0.4,
              ...words(size, false),
              fontWeight: 600,
              formatter: (p: { dataIndex: number }) => text(totals[p.dataIndex]! / scale.divide),
            },
          },
        ],
      };
    },
  };
}
