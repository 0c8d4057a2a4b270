// Cost and CO2 of all variants in one picture: what lies on the line, no other variant beats in both.

import { token } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { amount, axisStep, currencyScale, number } from '../../lib/numbers';
import { base, tip, valueAxis, words, type ChartOf } from '../chartParts';
import { front, groups, panelName, perHours, variantName } from './compare';
import type { Comparison, Variant } from './data';
import { placeLabels, type Area } from './placeLabels';

/** Around the values where they are far from zero, so that variants of nearly one cost lie apart. */
function bounds(values: readonly number[], steps: number): { min: number; max: number; interval: number } {
  const high = Math.max(...values);
  const least = Math.min(...values);
  const low = least > high * 0.4 ? least - (high - least || high * 0.1) * 0.3 : Math.min(0, least);
  const interval = axisStep(Math.max((high - low) * 1.15, 1e-9), steps);
  return {
    min: Math.floor(low / interval) * interval,
    max: Math.ceil((high + (high - low) * 0.1) / interval) * interval,
    interval,
  };
}

const columnsOf = (panels: number, widthInRem: number): number =>
  Math.max(1, Math.min(panels, Math.floor(widthInRem / 26)));

/** Rem of height for a width in rem. */
export const frontTall =
  (c: Comparison) =>
  (width: number): number => {
    const panels = panelsOf(c).length;
    if (panels < 2) return Math.min(24, Math.max(16, width * 0.5));
    return Math.ceil(panels / columnsOf(panels, width)) * 20;
  };

const lineTo = (point: [number, number], leader: [number, number] | null) =>
  leader ? { labelLinePoints: [point, leader, leader] } : {};

const known = (v: Variant): boolean =>
  (v.values['cost'] ?? null) !== null && (v.values['co2_t'] ?? null) !== null;

/** One for each baseline: what another district costs and emits says nothing about this one. */
function panelsOf(c: Comparison): Variant[][] {
  return groups(c)
    .map((list) => list.filter(known))
    .filter((list) => list.length > 0);
}

export function variantFront(c: Comparison, language: Language): ChartOf | null {
  const panels = panelsOf(c);
  const list = panels.flat();
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
    draw: (size) => {
      const columns = columnsOf(panels.length, size.width / size.type);
      const rows = Math.ceil(panels.length / columns);
      const wide = size.width / columns;
      const tall = size.height / rows;
      const drawn = panels.map((of, i) => {
        const x = bounds(
          of.map((v) => point(v)[0]),
          wide < size.type * 36 ? 3 : 6,
        );
        const y = bounds(
          of.map((v) => point(v)[1]),
          5,
        );
        const area: Area = {
          left: (i % columns) * wide + size.type * 5,
          top: Math.floor(i / columns) * tall + size.type * (panels.length > 1 ? 4 : 2.4),
          width: wide - size.type * 6.5,
          height: tall - size.type * (panels.length > 1 ? 7.8 : 6.2),
        };
        const pixels = of.map((v): [number, number] => [
          area.left + ((point(v)[0] - x.min) / (x.max - x.min)) * area.width,
          area.top + (1 - (point(v)[1] - y.min) / (y.max - y.min)) * area.height,
        ]);
        const texts = of.map((v) => v.name[language]);
        return { of, x, y, area, pixels, texts, labels: placeLabels(pixels, texts, size.type, area) };
      });
      return {
        ...base(size),
        title: drawn.map(({ of, area }) => ({
          text: panels.length > 1 ? panelName(c, of[0]!, language) : '',
          left: area.left - size.type * 4,
          top: area.top - size.type * 3.6,
          padding: 0,
          textStyle: {
            ...words(size, false),
            fontWeight: 600,
            width: wide - size.type * 2,
            overflow: 'truncate',
          },
        })),
        // The names are placed by the pixels of the points, so the area is to stay as it is.
        grid: drawn.map(({ area }) => ({ ...area, outerBoundsMode: 'none' })),
        xAxis: drawn.map(({ x }, i) => ({
          ...valueAxis(size, `CO₂  t${per}`, x),
          gridIndex: i,
          nameLocation: 'middle',
          nameGap: size.type * 2.2,
          nameTextStyle: words(size),
          axisLabel: { ...valueAxis(size, '', {}).axisLabel, margin: size.type * 0.8 },
          axisLine: { show: true, onZero: false, lineStyle: { color: token('--line-strong') } },
          splitLine: { show: false },
        })),
        yAxis: drawn.map(({ y }, i) => ({
          ...valueAxis(size, `${scale.unit}${per}`, y),
          gridIndex: i,
          nameTextStyle: { ...words(size), align: 'left', padding: [0, 0, 0, -size.type * 4] },
        })),
        tooltip: {
          // Each panel has two series: its points and its line.
          ...tip(size, (i, _axis, series) => {
            const v = panels[Math.floor(series / 2)]?.[i];
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
        series: drawn.flatMap(({ of, pixels, texts, labels }, panel) => [
          {
            type: 'scatter',
            xAxisIndex: panel,
            yAxisIndex: panel,
            symbolSize: size.type * 0.95,
            data: of.map((v, i) => ({
              labelLine: { show: labels[i]!.leader !== null },
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
              ...words(size, false),
              formatter: (p: { dataIndex: number }) => texts[p.dataIndex]!,
            },
            labelLine: { show: false, lineStyle: { color: token('--line-strong'), width: 1 } },
            labelLayout: (p: { dataIndex: number }) => ({
              ...lineTo(pixels[p.dataIndex]!, labels[p.dataIndex]!.leader),
              x: labels[p.dataIndex]!.x,
              y: labels[p.dataIndex]!.y,
              align: 'left',
              verticalAlign: 'top',
            }),
            emphasis: { disabled: true },
            z: 3,
          },
          {
            type: 'line' as const,
            xAxisIndex: panel,
            yAxisIndex: panel,
            silent: true,
            symbol: 'none',
            lineStyle: { width: 1.5, type: 'dashed' as const, color: token('--cost-revenue') },
            color: token('--cost-revenue'),
            data: of
              .filter((v) => best.has(v.id))
              .map(point)
              .sort((a, b) => a[0] - b[0]),
          },
        ]),
      };
    },
  };
}
