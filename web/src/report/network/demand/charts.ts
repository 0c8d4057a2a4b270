// Demand by month and how long it is how high.

import { token } from '../../../lib/chart';
import type { Language } from '../../../lib/language.svelte';
import { energy, energyScale, percent, power, powerScale } from '../../../lib/numbers';
import { base, pattern, tip, upTo, valueAxis, words, type Band, type ChartOf } from '../../chartParts';
import type { WithCarriers } from '../data';
import { monthName } from '../time';
import type { Demand } from './data';
import { serviceColour, serviceName } from './names';

/** Services that share a colour are told apart by a pattern. */
const lookOf = (list: readonly Demand[], at: number): Band =>
  list.slice(0, at).some((d) => serviceColour(d) === serviceColour(list[at]!)) ? 'striped' : 'area';

export function monthlyChart(s: WithCarriers, list: readonly Demand[], language: Language): ChartOf {
  const months = Array.from({ length: 12 }, (_, m) => m);
  const totals = months.map((m) => list.reduce((sum, d) => sum + d.monthly_kwh[m]!, 0));
  const scale = energyScale(Math.max(1, ...totals));
  return {
    keys: list.map((d, i) => ({
      label: serviceName(s, d, language),
      colour: serviceColour(d),
      look: lookOf(list, i),
    })),
    table: {
      head: [language === 'ja' ? '月' : 'Month', ...list.map((d) => `${serviceName(s, d, language)} (kWh)`)],
      rows: months.map((m) => [monthName(m + 1, language), ...list.map((d) => d.monthly_kwh[m]!)]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: {
        type: 'category',
        data: months.map((m) => monthName(m + 1, language)),
        axisLabel: { ...words(size), hideOverlap: true },
        axisLine: { lineStyle: { color: token('--line-strong') } },
        axisTick: { show: false },
      },
      yAxis: valueAxis(size, scale.unit, upTo(Math.max(...totals) / scale.divide)),
      tooltip: {
        ...tip(size, (m) => [
          monthName(m + 1, language),
          list.map((d) => [serviceName(s, d, language), energy(d.monthly_kwh[m]!)]),
        ]),
        axisPointer: { type: 'shadow' },
      },
      series: list.map((d, i) => {
        const decal = pattern(lookOf(list, i));
        return {
          type: 'bar',
          stack: 'month',
          barWidth: '62%',
          name: serviceName(s, d, language),
          color: token(serviceColour(d)),
          emphasis: { disabled: true },
          ...(decal ? { itemStyle: { decal } } : {}),
          data: d.monthly_kwh.map((v) => v / scale.divide),
        };
      }),
    }),
  };
}

export function loadDurationChart(s: WithCarriers, list: readonly Demand[], language: Language): ChartOf {
  const most = Math.max(1, ...list.map((d) => d.duration_kw[0]!));
  const scale = powerScale(most);
  const share = language === 'ja' ? '時間の割合' : 'Share of the time';
  return {
    keys: list.map((d, i) => ({
      label: serviceName(s, d, language),
      colour: serviceColour(d),
      look: lookOf(list, i) === 'area' ? 'line' : 'dashed',
    })),
    table: {
      head: [`${share} (%)`, ...list.map((d) => `${serviceName(s, d, language)} (kW)`)],
      rows: Array.from({ length: 101 }, (_, p) => [p, ...list.map((d) => d.duration_kw[p]!)]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: {
        ...valueAxis(size, '', { min: 0, max: 100, interval: 25 }),
        axisLabel: { ...words(size), formatter: (v: number) => `${v} %` },
        axisLine: { show: true, lineStyle: { color: token('--line-strong') } },
        splitLine: { show: false },
      },
      yAxis: valueAxis(size, scale.unit, upTo(most / scale.divide)),
      tooltip: tip(size, (p) => [
        `${share} ${percent(p / 100)}`,
        list.map((d) => [serviceName(s, d, language), power(d.duration_kw[p]!)]),
      ]),
      series: list.map((d, i) => ({
        type: 'line',
        symbol: 'none',
        color: token(serviceColour(d)),
        lineStyle: {
          width: 2,
          color: token(serviceColour(d)),
          type: lookOf(list, i) === 'area' ? 'solid' : 'dashed',
        },
        data: d.duration_kw.map((v, p) => [p, v / scale.divide]),
      })),
    }),
  };
}
