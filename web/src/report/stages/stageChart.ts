// CO2 and cost by the year of a stage, a line a path.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, currencyScale, number } from '../../lib/numbers';
import { base, tip, valueAxis, words, type ChartOf } from '../chartParts';
import type { Stage } from './data';

const colours = ['--ink', '--cost-revenue', '--hydro', '--gas', '--biomass', '--battery'];
const looks = ['circle', 'square', 'triangle', 'circle', 'square', 'triangle'] as const;
const symbols = { circle: 'circle', square: 'rect', triangle: 'triangle' };

/** The longest lead of each stage: where two stages follow one, each has a line that begins at it. */
export function lines(stages: readonly Stage[]): Stage[][] {
  const last = stages.filter((s) => !stages.some((x) => x.after === s.scenario));
  return last.map((end) => {
    const line = [end];
    for (let at: Stage | undefined = end; at?.after;) {
      const before: string = at.after;
      at = stages.find((s) => s.scenario === before);
      if (at) line.unshift(at);
    }
    return line;
  });
}

export function stageChart(
  stages: readonly Stage[],
  label: (scenario: string) => string,
  per: string,
  language: Language,
): ChartOf {
  const all = lines(stages).slice(0, colours.length);
  const currency = stages[0]?.currency ?? 'yen';
  const scale = currencyScale(Math.max(0, ...stages.map((s) => Math.abs(s.cost))), currency, language);
  const years = stages.map((s) => s.year);
  const carbon = stages.every((s) => s.co2_t !== null);
  const names = { cost: language === 'ja' ? '費用' : 'Cost' };
  const flat = all.flatMap((line) => line);
  const top = (values: readonly number[]): { min: number; max: number; interval: number } => {
    const low = Math.min(0, ...values);
    const high = Math.max(1e-9, ...values);
    const interval = axisStep(high - low, 4);
    return {
      min: Math.floor(low / interval) * interval,
      max: Math.ceil(high / interval) * interval,
      interval,
    };
  };
  return {
    keys: all.map((line, i): Key => ({
      label: label(line[line.length - 1]!.scenario),
      colour: colours[i]!,
      look: looks[i]!,
    })),
    table: {
      head: [
        language === 'ja' ? '段階' : 'Stage',
        language === 'ja' ? '年' : 'Year',
        'CO₂ (t)',
        `${names.cost} (${currency})`,
      ],
      rows: stages.map((s) => [label(s.scenario), s.year, s.co2_t, s.cost]),
    },
    draw: (size) => {
      const both = carbon && size.width >= 520;
      const half = size.width / 2;
      const grid = { top: size.type * 2.4, bottom: size.type * 2.2 };
      const axis = (index: number) => ({
        type: 'value',
        gridIndex: index,
        min: Math.min(...years),
        max: Math.max(...years) === Math.min(...years) ? Math.min(...years) + 1 : Math.max(...years),
        interval: Math.max(1, axisStep(Math.max(...years) - Math.min(...years), 4)),
        axisLabel: { ...words(size), formatter: (v: number) => (Number.isInteger(v) ? String(v) : '') },
        axisLine: { show: true, lineStyle: { color: token('--line-strong') } },
        splitLine: { show: false },
      });
      const drawn = (index: number, value: (s: Stage) => number): object[] =>
        all.map((line, i) => ({
          type: 'line',
          xAxisIndex: index,
          yAxisIndex: index,
          symbol: symbols[looks[i] as 'circle' | 'square' | 'triangle'],
          symbolSize: size.type * 0.8,
          color: token(colours[i]!),
          lineStyle: { width: 1.8, color: token(colours[i]!) },
          emphasis: { disabled: true },
          clip: false,
          data: line.map((s) => [s.year, value(s)]),
        }));
      const byCost = (s: Stage): number => s.cost / scale.divide;
      return {
        ...base(size),
        grid: both
          ? [
              { ...grid, left: size.type * 4.6, right: half + size.type * 1.6 },
              { ...grid, left: half + size.type * 4.6, right: size.type * 1.6 },
            ]
          : [{ ...grid, left: size.type * 4.6, right: size.type * 1.6 }],
        xAxis: both ? [axis(0), axis(1)] : [axis(0)],
        yAxis: [
          ...(both
            ? [{ ...valueAxis(size, `CO₂  t${per}`, top(stages.map((s) => s.co2_t!))), gridIndex: 0 }]
            : []),
          { ...valueAxis(size, `${scale.unit}${per}`, top(stages.map(byCost))), gridIndex: both ? 1 : 0 },
        ].map((y) => ({ ...y, nameTextStyle: { ...words(size), align: 'left', padding: 0 } })),
        tooltip: {
          ...tip(size, (i) => {
            const s = flat[i];
            if (!s) return ['', []];
            return [`${label(s.scenario)} (${s.year})`, [['CO₂', `${number(s.co2_t)} t${per}`]]];
          }),
          show: false,
        },
        series: both ? [...drawn(0, (s) => s.co2_t!), ...drawn(1, byCost)] : drawn(0, byCost),
      };
    },
  };
}
