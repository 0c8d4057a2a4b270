// A day of a scenario: supply against demand, and the battery.

import { token, type Key } from '../lib/chart';
import type { Language } from '../lib/language.svelte';
import { energyScale, number, powerScale, type Scale } from '../lib/numbers';
import type { PlannedScenario } from './data';
import { valueAxis, upTo, hourAxis, tip, pattern, type ChartOf, words, base } from './chartParts';
import { sources } from './sources';
import type { Shared } from './sharedScale';

const hourRange = (h: number): string => `${h}:00–${h + 1}:00`;

export function supplyChart(s: PlannedScenario, shared: Shared, language: Language): ChartOf {
  const demandName = language === 'ja' ? '災害時の需要' : 'Demand in a disaster';
  const supply = sources(s, language);
  const scale: Scale = powerScale(shared.kw);
  const end = upTo((shared.kw / scale.divide) * 1.02);
  const points = (kw: number[]) =>
    Array.from({ length: 25 }, (_, h) => [h, (kw[Math.min(h, 23)] ?? 0) / scale.divide]);
  const unit = scale.unit;
  return {
    keys: [
      ...supply.map((source): Key => ({
        label: source.name,
        colour: source.colour,
        look: source.look,
      })),
      { label: demandName, colour: '--ink', look: 'line' },
    ],
    table: {
      head: [
        language === 'ja' ? '時刻' : 'Hour',
        `${demandName} (kW)`,
        ...supply.map((source) => `${source.name} (kW)`),
      ],
      rows: s.hours.demand_kw.map((kw, h) => [
        hourRange(h),
        kw,
        ...supply.map((source) => source.kw[h] ?? null),
      ]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: hourAxis(size, language),
      yAxis: valueAxis(size, unit, end),
      tooltip: tip(size, (index) => {
        const h = Math.min(index, 23);
        return [
          hourRange(h),
          [
            [demandName, `${number((s.hours.demand_kw[h] ?? 0) / scale.divide)} ${unit}`],
            ...supply.map((source): [string, string] => [
              source.name,
              `${number((source.kw[h] ?? 0) / scale.divide)} ${unit}`,
            ]),
          ],
        ];
      }),
      series: [
        ...supply.map((source) => ({
          name: source.name,
          type: 'line',
          stack: 'supply',
          step: 'end',
          symbol: 'none',
          color: token(source.colour),
          lineStyle: { width: 0.8, color: token('--paper') },
          areaStyle: { opacity: 1, color: token(source.colour) },
          itemStyle: { color: token(source.colour), decal: pattern(source.look) },
          emphasis: { disabled: true },
          data: points(source.kw),
        })),
        {
          name: demandName,
          type: 'line',
          step: 'end',
          symbol: 'none',
          z: 5,
          color: token('--ink'),
          lineStyle: { width: 2.2, color: token('--ink') },
          emphasis: { disabled: true },
          data: points(s.hours.demand_kw),
        },
      ],
    }),
  };
}

export function batteryChart(s: PlannedScenario, shared: Shared, language: Language): ChartOf {
  const name = language === 'ja' ? '蓄電量' : 'Energy stored';
  const scale = energyScale(shared.kwh);
  const level = s.hours.battery_level_kwh.map((v) => v / scale.divide);
  const need = s.hours.battery_need_kwh / scale.divide;
  const line = Math.min(...level) + need;
  const needText = `${language === 'ja' ? '必要量' : 'Need'} ${number(need)} ${scale.unit}`;
  return {
    keys: [{ label: name, colour: '--battery', look: 'area' }],
    table: {
      head: [language === 'ja' ? '時刻' : 'Time', `${name} (kWh)`],
      rows: s.hours.battery_level_kwh.map((kwh, h) => [`${h}:00`, kwh]),
    },
    draw: (size) => ({
      ...base(size),
      xAxis: hourAxis(size, language),
      yAxis: valueAxis(size, scale.unit, upTo((shared.kwh / scale.divide) * 1.05)),
      tooltip: tip(size, (h) => [`${h}:00`, [[name, `${number(level[h] ?? 0)} ${scale.unit}`]]]),
      series: [
        {
          name,
          type: 'line',
          symbol: 'none',
          color: token('--battery'),
          lineStyle: { width: 2, color: token('--battery') },
          areaStyle: { color: token('--battery-tint'), opacity: 1 },
          emphasis: { disabled: true },
          data: level.map((v, h) => [h, v]),
          markLine:
            need > 0
              ? {
                  silent: true,
                  animation: false,
                  symbol: 'none',
                  lineStyle: { color: token('--ink'), width: 1.2, type: [5, 4] },
                  label: {
                    ...words(size, false),
                    position: 'insideStartTop',
                    formatter: needText,
                    backgroundColor: token('--paper'),
                    padding: [0, 3],
                  },
                  data: [{ yAxis: line }],
                }
              : undefined,
        },
      ],
    }),
  };
}
