// Demand of a service by use: over the mean days of the seasons, and over the months.

import { token, type Key } from '../../../lib/chart';
import type { Language } from '../../../lib/language.svelte';
import { energy, energyScale, number, powerScale } from '../../../lib/numbers';
import {
  base,
  hourAxis,
  pattern,
  tip,
  upTo,
  valueAxis,
  words,
  type Band,
  type ChartOf,
} from '../../chartParts';
import { monthName, seasonNames, seasons, type Season } from '../time';
import type { Demand, DemandOfUse } from './data';
import { useColour, useName } from './names';

const hours = Array.from({ length: 24 }, (_, h) => h);
const months = Array.from({ length: 12 }, (_, m) => m);

interface Layer extends DemandOfUse {
  name: string;
  colour: string;
  look: Band;
}

/** Uses without a colour of their own are told apart by a pattern. */
export function layersOf(demand: Demand, language: Language): Layer[] {
  const looks: Band[] = ['area', 'striped', 'dotted', 'hatched'];
  const seen = new Map<string, number>();
  return demand.by_use
    .filter((u) => u.annual_kwh > 0)
    .map((u) => {
      const colour = useColour(u.use);
      const before = seen.get(colour) ?? 0;
      seen.set(colour, before + 1);
      return { ...u, name: useName(u.use, language), colour, look: looks[before % looks.length]! };
    });
}

const keysOf = (layers: readonly Layer[]): Key[] =>
  layers.map((l) => ({ label: l.name, colour: l.colour, look: l.look }));

export interface Panel {
  season: Season;
  dayOff: boolean;
}

/** The mean days that the plan has, season by season. */
export function panelsOf(demand: Demand): Panel[] {
  const has = (p: Panel): boolean =>
    demand.by_use.some((u) => u.mean_days.some((d) => d.season === p.season && d.day_off === p.dayOff));
  return seasons.flatMap((season) => [false, true].map((dayOff) => ({ season, dayOff }))).filter(has);
}

const dayOf = (layer: DemandOfUse, panel: Panel): number[] =>
  layer.mean_days.find((d) => d.season === panel.season && d.day_off === panel.dayOff)?.kw ??
  hours.map(() => 0);

const kindOf = (panel: Panel, language: Language): string =>
  (panel.dayOff ? { ja: '休日', en: 'day off' } : { ja: '平日', en: 'weekday' })[language];

/** Of a plan shorter than a year there is but one part of it, which is no season. */
const oneSeason = (all: readonly Panel[]): boolean => all.every((p) => p.season === all[0]!.season);

export function panelName(panel: Panel, all: readonly Panel[], language: Language): string {
  const days = all.some((p) => p.dayOff);
  if (oneSeason(all)) return days ? kindOf(panel, language) : { ja: '平均の日', en: 'mean day' }[language];
  const season = seasonNames[panel.season][language];
  if (!days) return season;
  return `${season}${language === 'ja' ? 'の' : ', '}${kindOf(panel, language)}`;
}

const across = (panels: number, width: number, type: number): number =>
  Math.min(panels, width > type * 52 ? 3 : width > type * 26 ? 2 : 1);

/** Kinds of days of a season below one another where seasons are beside one another, else beside one another. */
const cellOf = (i: number, panels: number, columns: number): { column: number; row: number } =>
  columns === 3 && panels === 6
    ? { column: Math.floor(i / 2), row: i % 2 }
    : { column: i % columns, row: Math.floor(i / columns) };

/** Rem of height for a width in rem. */
export const daysTall =
  (panels: number) =>
  (width: number): number =>
    Math.ceil(panels / across(panels, width, 0.75)) * 12.5 + 0.5;

export function meanDayChart(demand: Demand, language: Language): ChartOf {
  const layers = layersOf(demand, language);
  const panels = panelsOf(demand);
  const name = (p: Panel): string => panelName(p, panels, language);
  const sums = panels.map((p) => hours.map((h) => layers.reduce((sum, l) => sum + dayOf(l, p)[h]!, 0)));
  const most = Math.max(1, ...sums.flat());
  const scale = powerScale(most);
  const clock = (h: number): string => (language === 'ja' ? `${h}時` : `${h}:00`);
  return {
    keys: keysOf(layers),
    table: {
      head: [
        language === 'ja' ? '日' : 'Day',
        language === 'ja' ? '時刻' : 'Time',
        ...layers.map((l) => `${l.name} (kW)`),
      ],
      rows: panels.flatMap((p) =>
        hours.map((h) => [name(p), clock(h), ...layers.map((l) => dayOf(l, p)[h]!)]),
      ),
    },
    draw: (size) => {
      const columns = across(panels.length, size.width, size.type);
      const rows = Math.ceil(panels.length / columns);
      const left = size.type * 4.2;
      const gap = size.type * (columns > 1 ? 1.2 : 0);
      const wide = (size.width - left - size.type * 0.8 - gap * (columns - 1)) / columns;
      const tall = size.height / rows;
      const cell = (i: number) => cellOf(i, panels.length, columns);
      const at = (i: number) => ({
        left: left + cell(i).column * (wide + gap),
        top: cell(i).row * tall,
      });
      const kinds = panels.some((p) => p.dayOff);
      return {
        ...base(size),
        title: panels.map((p, i) => ({
          text: oneSeason(panels) ? name(p) : seasonNames[p.season][language],
          subtext: kinds && !oneSeason(panels) ? kindOf(p, language) : '',
          left: at(i).left,
          top: at(i).top + size.type * 0.4,
          padding: 0,
          itemGap: size.type * 0.15,
          textStyle: { ...words(size, false), fontWeight: 600, width: wide, overflow: 'truncate' },
          subtextStyle: { ...words(size), width: wide, overflow: 'truncate' },
        })),
        grid: panels.map((_, i) => ({
          left: at(i).left,
          top: at(i).top + size.type * 3.9,
          width: wide,
          height: tall - size.type * 6.3,
        })),
        xAxis: panels.map((_, i) => ({
          ...hourAxis(size, language),
          gridIndex: i,
          interval: wide < size.type * 16 ? 12 : 6,
          axisLabel: { ...hourAxis(size, language).axisLabel, showMaxLabel: columns === 1 },
        })),
        yAxis: panels.map((_, i) => ({
          ...valueAxis(size, i === 0 ? scale.unit : '', upTo(most / scale.divide)),
          gridIndex: i,
          nameGap: size.type * 0.6,
          axisLabel: { ...valueAxis(size, '', {}).axisLabel, show: cell(i).column === 0 },
        })),
        tooltip: tip(size, (index, axis) => {
          const panel = panels[axis];
          if (!panel) return ['', []];
          const h = Math.min(index, 23);
          return [
            `${name(panel)} ${clock(h)}`,
            layers.map((l) => [l.name, `${number(dayOf(l, panel)[h]! / scale.divide)} ${scale.unit}`]),
          ];
        }),
        series: panels.flatMap((p, i) =>
          layers.map((l) => {
            const day = dayOf(l, p);
            return {
              xAxisIndex: i,
              yAxisIndex: i,
              name: l.name,
              type: 'line',
              stack: `day ${i}`,
              step: 'end',
              symbol: 'none',
              color: token(l.colour),
              lineStyle: { width: 0.6, color: token('--paper') },
              areaStyle: { opacity: 1, color: token(l.colour) },
              itemStyle: { color: token(l.colour), decal: pattern(l.look) },
              emphasis: { disabled: true },
              data: [...day, day[23]!].map((kw, h) => [h, kw / scale.divide]),
            };
          }),
        ),
      };
    },
  };
}

export function monthlyUseChart(demand: Demand, language: Language): ChartOf {
  const layers = layersOf(demand, language);
  const totals = months.map((m) => layers.reduce((sum, l) => sum + l.monthly_kwh[m]!, 0));
  const scale = energyScale(Math.max(1, ...totals));
  return {
    keys: keysOf(layers),
    table: {
      head: [language === 'ja' ? '月' : 'Month', ...layers.map((l) => `${l.name} (kWh)`)],
      rows: months.map((m) => [monthName(m + 1, language), ...layers.map((l) => l.monthly_kwh[m]!)]),
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
          layers.map((l) => [l.name, energy(l.monthly_kwh[m]!)]),
        ]),
        axisPointer: { type: 'shadow' },
      },
      series: layers.map((l) => {
        const decal = pattern(l.look);
        return {
          type: 'bar',
          stack: 'month',
          barWidth: '62%',
          name: l.name,
          color: token(l.colour),
          emphasis: { disabled: true },
          ...(decal ? { itemStyle: { decal } } : {}),
          data: l.monthly_kwh.map((v) => v / scale.divide),
        };
      }),
    }),
  };
}
