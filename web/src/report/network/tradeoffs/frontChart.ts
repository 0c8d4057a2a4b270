// Cost against CO2 or primary energy: a point is a plan.

import { token } from '../../../lib/chart';
import type { Language } from '../../../lib/language.svelte';
import { amount, axisStep, currencyScale } from '../../../lib/numbers';
import { base, tip, valueAxis, words, type ChartOf } from '../../chartParts';
import type { NetworkScenario } from '../data';
import { perCost, perPeriod } from '../sentences';
import type { Front } from './data';
import { againstName, againstUnit, perUnit, shownPoints, totalText } from './front';

/** Bounds of an axis around what it shows, on whole steps. */
function around(values: readonly number[], steps: number): { min: number; max: number; interval: number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const interval = axisStep(Math.max((high - low) * 1.1, Math.abs(high) * 1e-3, 1e-9), steps);
  const min = Math.floor((low - 0.05 * (high - low)) / interval) * interval;
  return {
    min: low >= 0 ? Math.max(0, min) : min,
    max: Math.ceil(high / interval + 0.05) * interval,
    interval,
  };
}

/** The last step to the least that is possible often costs many times the whole front: how many points are drawn. */
export function drawnPoints(costs: readonly number[]): number {
  const n = costs.length;
  if (n < 4) return n;
  const rest = costs[n - 2]! - costs[0]!;
  return rest > 0 && costs[n - 1]! - costs[n - 2]! > 2 * rest ? n - 1 : n;
}

export interface FrontChart extends ChartOf {
  points: [number, number][];
  /** The points from here on are too dear to be drawn. */
  drawn: number;
}

/** `picked` counts the points that are shown. */
export function frontChart(s: NetworkScenario, front: Front, picked: number, language: Language): FrontChart {
  const shown = shownPoints(front);
  const scale = currencyScale(Math.max(0, ...shown.map((x) => Math.abs(x.point.cost))), s.currency, language);
  const points = shown.map((x): [number, number] => [x.at, x.point.cost / scale.divide]);
  const drawn = drawnPoints(points.map((p) => p[1]));
  const names = {
    front: language === 'ja' ? '費用最小の計画' : 'Plans of least cost',
    base: language === 'ja' ? 'この計画' : 'This plan',
    picked: language === 'ja' ? '選んだ点' : 'Picked',
    cost: language === 'ja' ? '費用' : 'Cost',
    last: language === 'ja' ? '最後の1単位' : 'The last unit',
  };
  const horizontal = `${againstName(front, language)} ${againstUnit(front)}${perPeriod(s, language)}`;
  return {
    points,
    drawn,
    keys: [
      { label: names.front, colour: '--grid', look: 'circle' },
      { label: names.base, colour: '--ink', look: 'square' },
      { label: names.picked, colour: '--cost-revenue', look: 'triangle' },
    ],
    table: {
      head: [
        horizontal,
        `${names.cost} (${s.currency})`,
        `${names.last} (${s.currency}/${againstUnit(front)})`,
      ],
      rows: shown.map((x) => [x.at, x.point.cost, x.point.marginal_cost]),
    },
    draw: (size) => {
      const marks = (at: number): object => ({
        symbol: at === picked ? 'triangle' : at === 0 ? 'rect' : 'circle',
        symbolSize: size.type * (at === picked ? 1.5 : at === 0 ? 1.05 : 0.95),
        itemStyle: {
          color: token(at === picked ? '--cost-revenue' : at === 0 ? '--ink' : '--grid'),
          borderColor: token('--paper'),
          borderWidth: 1,
        },
      });
      const across = around(
        points.map((p) => p[0]),
        size.width < 460 ? 3 : 6,
      );
      return {
        ...base(size),
        grid: { left: size.type * 5, right: size.type * 2.4, top: size.type * 2.4, bottom: size.type * 3.8 },
        xAxis: {
          ...valueAxis(size, horizontal, across),
          nameLocation: 'middle',
          nameGap: size.type * 2.2,
          nameTextStyle: words(size),
          axisLine: { show: true, onZero: false, lineStyle: { color: token('--line-strong') } },
          axisTick: { show: true, lineStyle: { color: token('--line-strong') } },
          splitLine: { show: false },
        },
        yAxis: valueAxis(
          size,
          `${scale.unit}${perCost(s, language)}`,
          around(
            points.slice(0, drawn).map((p) => p[1]),
            5,
          ),
        ),
        tooltip: {
          ...tip(size, (i) => {
            const x = shown[i];
            if (!x) return ['', []];
            return [
              i === 0 ? names.base : totalText(front, x.at),
              [
                [againstName(front, language), totalText(front, x.at)],
                [names.cost, amount(x.point.cost, s.currency, language)],
                [names.last, perUnit(x.point.marginal_cost, front, s, language)],
              ],
            ];
          }),
          trigger: 'item',
        },
        series: [
          {
            type: 'line',
            color: token('--grid'),
            lineStyle: { width: 1.5, color: token('--grid') },
            symbolKeepAspect: true,
            cursor: 'pointer',
            // Where the last point is not drawn, the line to it leaves the chart.
            clip: true,
            data: points.map((value, i) => ({ value, ...marks(i) })),
            label: { show: false },
          },
        ],
      };
    },
  };
}
