// Cost and CO2 of all variants in one picture: what lies on the line, no other variant beats in both.

import { token } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { amount, axisStep, currencyScale, number } from '../../lib/numbers';
import { base, tip, valueAxis, words, type ChartOf } from '../chartParts';
import { front, groups, perHours, plannedVariants, variantName } from './compare';
import type { Comparison, Variant } from './data';

/** From zero where that is near, else around the values. */
function bounds(values: readonly number[], steps: number): { min: number; max: number; interval: number } {
  const low = Math.min(0, ...values);
  const high = Math.max(...values, 1e-9);
  const interval = axisStep((high - low) * 1.08, steps);
  return {
    min: Math.floor(low / interval) * interval,
    max: Math.ceil((high * 1.05) / interval) * interval,
    interval,
  };
}

export function variantFront(c: Comparison, language: Language): ChartOf | null {
  const list = plannedVariants(c).filter(
    (v) => (v.values['cost'] ?? null) !== null && (v.values['co2_t'] ?? null) !== null,
  );
  if (list.length < 2) return null;
  const best = front(c);
  const bases = new Set(c.variants.map((v) => v.baseline));
  const scale = currencyScale(
    Math.max(...list.map((v) => Math.abs(v.values['cost']!))),
    c.currency,
    language,
  );
  const point = (v: Variant): [number, number] => [v.values['co2_t']!, v.values['cost']! / scale.divide];
  const per = perHours(c, language);
  const names = {
    front: language === 'ja' ? '他案に劣らない案' : 'No other costs and emits less',
    rest: language === 'ja' ? 'その他の案' : 'Others',
    base: language === 'ja' ? '基準' : 'Baseline',
    cost: language === 'ja' ? '年間費用' : 'Annual cost',
  };
  const group = (v: Variant): 'base' | 'front' | 'rest' =>
    bases.has(v.id) ? 'base' : best.has(v.id) ? 'front' : 'rest';
  const marks = {
    base: { symbol: 'rect', colour: '--ink' },
    front: { symbol: 'circle', colour: '--cost-revenue' },
    rest: { symbol: 'circle', colour: '--line-strong' },
  };
  // A line for each group: from one district to another there is no choice.
  const lines = groups(c).map((of) =>
    of.filter((v) => best.has(v.id)).sort((a, b) => point(a)[0] - point(b)[0]),
  );
  return {
    keys: [
      { label: names.front, colour: '--cost-revenue', look: 'circle' },
      ...(list.some((v) => group(v) === 'rest')
        ? [{ label: names.rest, colour: '--line-strong', look: 'circle' as const }]
        : []),
      ...(list.some((v) => group(v) === 'base')
        ? [{ label: names.base, colour: '--ink', look: 'square' as const }]
        : []),
    ],
    table: {
      head: [language === 'ja' ? '案' : 'Variant', `CO₂ (t)`, `${names.cost} (${c.currency})`],
      rows: list.map((v) => [variantName(c, v, language), v.values['co2_t']!, v.values['cost']!]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 5, right: size.type * 3, top: size.type * 2.4, bottom: size.type * 3.8 },
      xAxis: {
        ...valueAxis(
          size,
          `CO₂  t${per}`,
          bounds(
            list.map((v) => point(v)[0]),
            size.width < 460 ? 3 : 6,
          ),
        ),
        nameLocation: 'middle',
        nameGap: size.type * 2.2,
        nameTextStyle: words(size),
        axisLine: { show: true, onZero: false, lineStyle: { color: token('--line-strong') } },
        splitLine: { show: false },
      },
      yAxis: valueAxis(
        size,
        `${scale.unit}${per}`,
        bounds(
          list.map((v) => point(v)[1]),
          5,
        ),
      ),
      tooltip: {
        ...tip(size, (i) => {
          const v = list[i];
          if (!v) return ['', []];
          return [
            variantName(c, v, language),
            [
              ['CO₂', `${number(v.values['co2_t'])} t${per}`],
              [names.cost, `${amount(v.values['cost'], c.currency, language)}${per}`],
            ],
          ];
        }),
        trigger: 'item',
      },
      series: [
        {
          type: 'scatter',
          symbolSize: size.type * 0.95,
          data: list.map((v) => ({
            value: point(v),
            symbol: marks[group(v)].symbol,
            itemStyle: {
              color: token(marks[group(v)].colour),
              borderColor: token('--paper'),
              borderWidth: 1,
            },
          })),
          label: {
            show: true,
            position: 'top',
            distance: size.type * 0.3,
            ...words(size, false),
            formatter: (p: { dataIndex: number }) => variantName(c, list[p.dataIndex]!, language),
          },
          labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
          emphasis: { disabled: true },
          z: 3,
        },
        ...lines.map((of) => ({
          type: 'line' as const,
          silent: true,
          symbol: 'none',
          lineStyle: { width: 1.5, type: 'dashed' as const, color: token('--cost-revenue') },
          color: token('--cost-revenue'),
          data: of.map(point),
        })),
      ],
    }),
  };
}
