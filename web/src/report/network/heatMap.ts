// Mean of a series by hour of day and month (or day), as coloured cells.

import type { Language } from '../../lib/language.svelte';
import { column, energyScale, number, powerScale, type Scale } from '../../lib/numbers';
import type { ChartOf } from '../chartParts';
import type { NetworkScenario, Series } from './data';
import { placeName } from './balances';
import { cellMap } from './cellMap';
import { valuesOf } from './decode';
import { seriesColour } from './technologies';
import { columnsOf, type Axis } from './time';

export interface Means {
  columns: string[];
  /** Mean by column and hour; NaN where nothing is known. */
  cells: number[][];
  low: number;
  high: number;
  at: { column: number; hour: number };
  /** How many cells are as high as the highest. */
  highest: number;
  /** Where the colours end: the highest, or what 97 % of the cells stay under where a few tower above them. */
  top: number;
}

export function meansOf(values: ArrayLike<number>, axis: Axis, language: Language): Means {
  const columns = columnsOf(axis, language);
  let low = Infinity;
  let high = -Infinity;
  let at = { column: 0, hour: 0 };
  const cells = columns.map((c, ci) => {
    const totals = new Float64Array(24);
    const counts = new Float64Array(24);
    for (const day of c.days)
      for (let i = day.from; i < day.to; i++) {
        const value = values[i]!;
        if (!Number.isFinite(value)) continue;
        // A step longer than an hour stands for each hour that it covers.
        const begin = day.startHour + (i - day.from) * axis.stepHours + 1e-9;
        const first = Math.min(23, Math.floor(begin));
        const end = Math.min(24, Math.max(first + 1, Math.floor(begin + axis.stepHours)));
        for (let hour = first; hour < end; hour++) {
          totals[hour]! += value;
          counts[hour]!++;
        }
      }
    return Array.from(totals, (total, hour) => {
      const mean = counts[hour]! > 0 ? total / counts[hour]! : NaN;
      if (mean < low) low = mean;
      if (mean > high) {
        high = mean;
        at = { column: ci, hour };
      }
      return mean;
    });
  });
  const highest = cells.flat().filter((v) => v >= high - Math.abs(high) * 1e-3).length;
  return {
    columns: columns.map((c) => c.label),
    cells,
    low,
    high,
    at,
    highest,
    top: topOf(cells.flat(), high),
  };
}

/** A charge on the highest purchase stands in one cell; the others would all look alike beside it. */
function topOf(cells: number[], high: number): number {
  const sorted = cells.filter(Number.isFinite).sort((a, b) => a - b);
  const most = sorted[Math.floor(0.97 * (sorted.length - 1))] ?? high;
  return most > 0 && high > 2 * most ? most : high;
}

const scaleOf = (series: Series, most: number): Scale =>
  series.unit === 'kW'
    ? powerScale(most)
    : series.unit === 'kWh'
      ? energyScale(most)
      : { divide: 1, unit: series.unit };

export function unitIn(unit: string, language: Language): string {
  return language === 'ja' ? unit.replace(/^yen\//, '円/') : unit;
}

const roleNames: Partial<Record<Series['role'], { ja: string; en: string }>> = {
  level: { ja: '残量', en: 'level' },
  supply: { ja: '供給', en: 'supply' },
  import: { ja: '購入', en: 'purchase' },
  export: { ja: '売却', en: 'sale' },
};

/** A series named so that it is told apart from the others of its asset. */
export function seriesName(s: NetworkScenario, x: Series, language: Language): string {
  const carrier = s.carriers.find((c) => c.id === x.carrier)?.name[language] ?? x.carrier;
  const place = s.places.length > 1 ? placeName(s, x.place, language) : '';
  const inside = [
    x.name[language].includes(place) ? '' : place,
    x.role === 'supply' || x.role === 'import' ? carrier : '',
    roleNames[x.role]?.[language] ?? '',
  ].filter(Boolean);
  const name = x.name[language];
  if (inside.length === 0) return name;
  return language === 'ja'
    ? `${name}（${inside.join('・')}）`
    : `${name} (${inside.join(', ').toLowerCase()})`;
}

export function heatMapFinding(
  s: NetworkScenario,
  series: Series,
  means: Means,
  axis: Axis,
  language: Language,
): string {
  const scale = scaleOf(series, means.high);
  const value = `${number(means.high / scale.divide)} ${unitIn(scale.unit, language)}`;
  const where = means.columns[means.at.column] ?? '';
  const name = seriesName(s, series, language);
  const ja = language === 'ja';
  const mean = axis.isYear ? (ja ? '平均' : 'mean ') : '';
  if (!(means.high > 0)) return ja ? `${name}：期間を通じて0` : `${name}: 0 throughout`;
  if (means.highest > 12)
    return ja
      ? `${name}：最大は${mean}${value}、多くの時間で`
      : `${name}: highest ${mean}${value}, in many hours`;
  return ja
    ? `${name}：${where}の${means.at.hour}時台が最大（${mean}${value}）`
    : `${name}: highest in ${where} at ${means.at.hour}:00 (${mean}${value})`;
}

export function heatMap(series: Series, axis: Axis, language: Language): ChartOf & { means: Means } {
  const means = meansOf(valuesOf(series), axis, language);
  const scale = scaleOf(series, means.high);
  const unit = unitIn(scale.unit, language);
  const low = series.role === 'price' ? means.low : Math.min(0, means.low);
  const text = column([low / scale.divide, means.top / scale.divide]);
  return {
    means,
    keys: [],
    table: {
      head: [
        language === 'ja' ? '時刻' : 'Hour',
        ...means.columns.map((c) => `${c} (${unitIn(series.unit, language)})`),
      ],
      rows: Array.from({ length: 24 }, (_, h) => [
        `${h}:00`,
        ...means.cells.map((cell) => (Number.isFinite(cell[h]) ? cell[h]! : null)),
      ]),
    },
    draw: cellMap({
      columns: means.columns,
      cells: means.cells,
      low,
      top: means.top,
      colour: seriesColour(series),
      ends: [
        text(low / scale.divide),
        `${means.top < means.high ? '≥ ' : ''}${text(means.top / scale.divide)} ${unit}`,
      ],
      said: (value) => `${number(value / scale.divide)} ${unit}`,
      language,
    }),
  };
}

/** What a heat map can show, the most asked first: prices, demands, purchase, levels, then the rest. */
export function mappable(s: NetworkScenario): Series[] {
  const rank = (x: Series): number =>
    x.role === 'import' && /elec|power/.test(x.carrier)
      ? 0
      : x.role === 'demand'
        ? 1
        : x.role === 'level'
          ? 2
          : x.role === 'price'
            ? x.asset === null
              ? 4
              : 3
            : x.role === 'export'
              ? 5
              : x.role === 'supply' || x.role === 'import'
                ? 6
                : 9;
  return s.hours.series
    .filter((x) => rank(x) < 9)
    .map((x, i) => [x, i] as const)
    .sort((a, b) => rank(a[0]) - rank(b[0]) || a[1] - b[1])
    .map(([x]) => x);
}

/** The four maps that open the section: purchase, worth of electricity (or its price), a demand, a store. */
export function firstMaps(list: readonly Series[]): string[] {
  const picked = [
    list.find((x) => x.role === 'import'),
    list.find((x) => x.role === 'price' && x.asset === null) ?? list.find((x) => x.role === 'price'),
    list.find((x) => x.role === 'demand'),
    list.filter((x) => x.role === 'level').at(-1),
  ];
  const ids = picked.filter((x): x is Series => x !== undefined).map((x) => x.id);
  for (const x of list) if (ids.length < 4 && !ids.includes(x.id)) ids.push(x.id);
  return ids;
}

export const tallMap = (width: number): number => Math.min(17, Math.max(12, width * 0.5));
