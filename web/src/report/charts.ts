// What the report's charts show; colours and type come from the page's tokens.

import { token, type ChartOption, type Draw, type Key, type Size } from '../lib/chart';
import type { Language } from '../lib/language.svelte';
import { axisStep, column, energyScale, number, powerScale, signed, type Scale } from '../lib/numbers';
import type { Table } from '../lib/save';
import { moneyColumnScale } from './answer';
import { endBalance, modes, planned, type Mode, type PlannedScenario, type Report } from './data';
import { modeName, technologyColour } from './labels';

export interface ChartOf {
  draw: Draw;
  keys: Key[];
  table: Table;
}

const modeColour: Record<Mode, string> = {
  no_subsidy: '--mode-no-subsidy',
  subsidy: '--mode-subsidy',
  fit_and_subsidy: '--mode-fit-and-subsidy',
};
const modeMark: Record<Mode, 'square' | 'circle' | 'triangle'> = {
  no_subsidy: 'square',
  subsidy: 'circle',
  fit_and_subsidy: 'triangle',
};
const markSymbol = { square: 'rect', circle: 'circle', triangle: 'triangle' } as const;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const words = (size: Size, soft = true) => ({
  fontFamily: token('--font'),
  fontSize: size.type,
  color: token(soft ? '--ink-soft' : '--ink'),
});

const valueAxis = (size: Size, unit: string, end: { min?: number; max?: number; interval?: number }) => ({
  type: 'value',
  ...end,
  name: unit,
  nameLocation: 'end',
  nameGap: size.type * 0.8,
  nameTextStyle: { ...words(size), align: 'right', padding: [0, size.type * 0.6, 0, 0] },
  axisLabel: {
    ...words(size),
    formatter: (v: number) => (v === 0 ? '0' : (v < 0 ? '−' : '') + Math.abs(v).toLocaleString('en-US')),
  },
  splitLine: { lineStyle: { color: token('--line'), width: 1 } },
  axisLine: { show: false },
  axisTick: { show: false },
  splitNumber: 4,
});

/** Bounds of an axis from zero whose steps end where the axis ends. */
function upTo(largest: number): { min: number; max: number; interval: number } {
  const interval = axisStep(largest, 5);
  return { min: 0, max: Math.max(1, Math.ceil(largest / interval)) * interval, interval };
}

const hourAxis = (size: Size, language: Language) => ({
  type: 'value',
  min: 0,
  max: 24,
  interval: size.width < 460 ? 6 : 3,
  axisLabel: { ...words(size), formatter: (v: number) => (language === 'ja' ? `${v}時` : `${v}:00`) },
  axisLine: { lineStyle: { color: token('--line-strong') }, onZero: false },
  axisTick: { show: true, lineStyle: { color: token('--line-strong') } },
  splitLine: { show: false },
});

const base = (size: Size): ChartOption => ({
  textStyle: { fontFamily: token('--font') },
  animationDuration: 300,
  grid: { left: size.type * 4.6, right: size.type * 1.6, top: size.type * 2.4, bottom: size.type * 2.2 },
});

interface Touched {
  dataIndex: number;
  marker: unknown;
  seriesName?: string;
}

const tip = (size: Size, text: (index: number) => [string, [string, string][]]) => ({
  show: !size.still,
  trigger: 'axis',
  confine: true,
  backgroundColor: token('--paper'),
  borderColor: token('--line-strong'),
  textStyle: words(size, false),
  axisPointer: { type: 'line', snap: true, lineStyle: { color: token('--line-strong') } },
  formatter: (touched: Touched | Touched[]) => {
    const one = Array.isArray(touched) ? touched[0] : touched;
    if (!one) return '';
    const [head, rows] = text(one.dataIndex);
    const lines = rows.map(
      ([name, value]) =>
        `<tr><td style="padding-right:1em">${escaped(name)}</td><td style="text-align:right;font-variant-numeric:tabular-nums">${escaped(value)}</td></tr>`,
    );
    return `<b>${escaped(head)}</b><table style="font:inherit">${lines.join('')}</table>`;
  },
});

type Band = 'area' | 'hatched' | 'striped' | 'dotted';

/** Patterns tell apart what has the same colour: existing from new, and several sources of one kind. */
function pattern(look: Band): object | undefined {
  if (look === 'hatched')
    return {
      symbol: 'rect',
      dashArrayX: [1, 0],
      dashArrayY: [1.5, 4.5],
      rotation: -Math.PI / 4,
      color: token('--ink-soft'),
    };
  if (look === 'striped')
    return {
      symbol: 'rect',
      dashArrayX: [1, 0],
      dashArrayY: [1.2, 5],
      rotation: Math.PI / 4,
      color: token('--paper'),
    };
  if (look === 'dotted')
    return {
      symbol: 'circle',
      dashArrayX: [
        [8, 8],
        [0, 8, 8, 0],
      ],
      dashArrayY: [5, 0],
      symbolSize: 0.5,
      color: token('--paper'),
    };
  return undefined;
}

interface Source {
  name: string;
  kw: number[];
  colour: string;
  look: Band;
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * The sources of a day from the bottom of the chart up: steady ones, then what is already there, then what is new.
 * Sources that give nothing are left out; beyond six the smallest become one.
 */
export function sources(s: PlannedScenario, language: Language): Source[] {
  const existing = new Set(s.assets.filter((a) => a.role === 'existing').map((a) => a.id));
  const steady = (kw: number[]): number => (Math.max(...kw) - Math.min(...kw) < 1e-6 ? 0 : 1);
  let list = s.hours.supply.filter((source) => total(source.kw) > 1e-9);
  let rest: typeof list = [];
  if (list.length > 6) {
    const bySize = [...list].sort((a, b) => total(b.kw) - total(a.kw));
    rest = bySize.slice(5);
    list = list.filter((source) => !rest.includes(source));
  }
  list = [...list].sort(
    (a, b) => steady(a.kw) - steady(b.kw) || Number(existing.has(b.id)) - Number(existing.has(a.id)),
  );
  const used = new Map<string, number>();
  const looks: Band[] = ['area', 'striped', 'dotted'];
  const shown = list.map((source): Source => {
    const old = existing.has(source.id);
    const colour = technologyColour(source.technology, old);
    const before = used.get(colour) ?? 0;
    used.set(colour, before + 1);
    return { name: source.name[language], kw: source.kw, colour, look: old ? 'hatched' : looks[before % 3]! };
  });
  if (rest.length)
    shown.push({
      name: language === 'ja' ? 'その他' : 'Other',
      kw: s.hours.demand_kw.map((_, h) => total(rest.map((source) => source.kw[h] ?? 0))),
      colour: '--line-strong',
      look: 'area',
    });
  return shown;
}

/** The largest values of all scenarios, so that charts of different scenarios are drawn to one scale. */
export interface Shared {
  kw: number;
  kwh: number;
  yen: { low: number; high: number };
}

export function sharedScale(report: Report): Shared {
  const list = planned(report.scenarios);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
  const totals = list.flatMap((s) => [
    ...s.hours.demand_kw,
    ...s.hours.demand_kw.map((_, h) => s.hours.supply.reduce((sum, source) => sum + (source.kw[h] ?? 0), 0)),
  ]);
  const sums = list.flatMap((s) => modes.flatMap((m) => s.cash_flow[m].cumulative_yen));
  return {
    kw: most(totals),
    kwh: most(list.flatMap((s) => s.hours.battery_level_kwh)),
    yen: { low: -most(sums.map((v) => -v)), high: most(sums) },
  };
}

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

export function cashChart(s: PlannedScenario, report: Report, shared: Shared, language: Language): ChartOf {
  const scale = moneyColumnScale([shared.yen.low, shared.yen.high], language);
  const text = column([shared.yen.low / scale.divide, shared.yen.high / scale.divide]);
  const said = (yen: number): string => signed(yen / scale.divide, text);
  const name = (m: Mode): string => modeName(m, report, language);
  const years = s.cash_flow.no_subsidy.cumulative_yen.length - 1;
  const step = axisStep((shared.yen.high - shared.yen.low) / scale.divide, 9);
  const end = {
    min: Math.floor(((shared.yen.low / scale.divide) * 1.001) / step) * step,
    max: Math.max(step, Math.ceil(((shared.yen.high / scale.divide) * 1.001) / step) * step),
    interval: step,
  };
  return {
    keys: modes.map((m) => ({ label: name(m), colour: modeColour[m], look: modeMark[m] })),
    table: {
      head: [
        language === 'ja' ? '年' : 'Year',
        ...modes.map((m) => `${name(m)} (${language === 'ja' ? '円' : 'yen'})`),
      ],
      rows: Array.from({ length: years + 1 }, (_, year) => [
        year,
        ...modes.map((m) => s.cash_flow[m].cumulative_yen[year] ?? null),
      ]),
    },
    draw: (size) => ({
      ...base(size),
      grid: {
        left: size.type * 5.2,
        right: size.type * 4.6,
        top: size.type * 2.4,
        bottom: size.type * 2.2,
      },
      xAxis: {
        ...hourAxis(size, language),
        max: years,
        interval: 5,
        axisLabel: {
          ...words(size),
          formatter: (v: number) => (language === 'ja' ? `${v}年` : v === 0 ? 'year 0' : String(v)),
        },
      },
      yAxis: { ...valueAxis(size, scale.unit, {}), ...end },
      tooltip: tip(size, (year) => [
        language === 'ja' ? `${year}年目` : `Year ${year}`,
        modes.map((m) => [name(m), `${said(s.cash_flow[m].cumulative_yen[year] ?? NaN)} ${scale.unit}`]),
      ]),
      series: modes.map((m, i) => ({
        name: name(m),
        type: 'line',
        color: token(modeColour[m]),
        symbol: markSymbol[modeMark[m]],
        symbolSize: (value: number[]) => ((value[0] ?? 0) % 5 === 0 ? size.type * 0.62 : 0),
        showAllSymbol: true,
        showSymbol: true,
        lineStyle: { width: 2, color: token(modeColour[m]) },
        emphasis: { disabled: true },
        endLabel: {
          show: true,
          ...words(size, false),
          color: token(modeColour[m]),
          fontWeight: 600,
          distance: size.type * 0.6,
          formatter: () => said(endBalance(s, m)),
        },
        labelLayout: { moveOverlap: 'shiftY' },
        data: s.cash_flow[m].cumulative_yen.map((yen, year) => [year, yen / scale.divide]),
        markLine:
          i === 0
            ? {
                silent: true,
                animation: false,
                symbol: 'none',
                label: { show: false },
                lineStyle: { color: token('--ink-soft'), width: 1.2, type: 'solid' },
                data: [{ yAxis: 0 }],
              }
            : undefined,
      })),
    }),
  };
}

/** Width of a text in ems, roughly: Japanese characters are square. */
const ems = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.58), 0);

const cut = (text: string, room: number): string => {
  if (ems(text) <= room) return text;
  let kept = '';
  for (const c of text) {
    if (ems(kept + c) > room - 1) break;
    kept += c;
  }
  return `${kept}…`;
};

/** A scenario's name beside its bar: on one line, or era and rate on two. */
export function rowName(label: string, era: string, room: number): string {
  if (ems(label) <= room || !label.startsWith(era)) return cut(label, room);
  return `${cut(era, room)}\n${cut(label.slice(era.length).trim(), room)}`;
}

/** What it costs and what it brings: capital as bars, the balance at the end as marks, a row a scenario. */
export function overviewChart(
  list: readonly PlannedScenario[],
  labels: Map<string, string>,
  report: Report,
  language: Language,
): ChartOf {
  const scale = moneyColumnScale(
    list.flatMap((s) => [s.cost.capital_yen, ...modes.map((m) => endBalance(s, m))]),
    language,
  );
  const capitalName = language === 'ja' ? '整備費' : 'Capital';
  const name = (m: Mode): string => modeName(m, report, language);
  const balanceName =
    language === 'ja'
      ? `${report.economics.period_years}年後の累積収支`
      : `Balance after ${report.economics.period_years} years`;
  const capital = list.map((s) => s.cost.capital_yen / scale.divide);
  const text = column(capital);
  const ends = list.flatMap((s) => modes.map((m) => endBalance(s, m) / scale.divide));
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return {
    keys: modes.map((m) => ({ label: name(m), colour: modeColour[m], look: modeMark[m] })),
    table: {
      head: [
        language === 'ja' ? '計画' : 'Scenario',
        `${capitalName} (${language === 'ja' ? '円' : 'yen'})`,
        ...modes.map((m) => `${balanceName}: ${name(m)} (${language === 'ja' ? '円' : 'yen'})`),
      ],
      rows: list.map((s) => [
        labels.get(s.id) ?? s.id,
        s.cost.capital_yen,
        ...modes.map((m) => endBalance(s, m)),
      ]),
    },
    draw: (size) => {
      const phone = size.width < 520;
      const room = phone ? 8 : 14;
      const names = list.map((s) => rowName(labels.get(s.id) ?? s.id, s.era.name[language], room));
      const longest = Math.max(...names.flatMap((text_) => text_.split('\n').map(ems)));
      const labelWidth = size.type * (longest + 0.5);
      const rows = {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: false, onZero: false },
      };
      const heading = (text_: string) => ({
        name: text_,
        nameLocation: 'start',
        nameGap: size.type * 0.6,
        nameTextStyle: { ...words(size, false), fontWeight: 600, align: 'left', verticalAlign: 'bottom' },
      });
      const grid = { top: size.type * 2.2, bottom: size.type * 2 };
      const axis = (gridIndex: number, limits: object) => ({
        ...valueAxis(size, '', {}),
        gridIndex,
        ...limits,
        splitNumber: phone ? 3 : 5,
      });
      const left = labelWidth + size.type;
      const barEnd = size.width * 0.46;
      const step = axisStep(high - low, phone ? 6 : 9);
      const bounds = {
        min: Math.floor((low * 1.001) / step) * step,
        max: Math.ceil((high * 1.001) / step) * step,
        interval: step,
      };
      return {
        ...base(size),
        grid: phone
          ? [{ ...grid, left, right: size.type * 1.2 }]
          : [
              { ...grid, left, right: size.width - barEnd },
              { ...grid, left: barEnd + size.type * 4.5, right: size.type * 1.5 },
            ],
        xAxis: phone
          ? [axis(0, bounds)]
          : [
              axis(0, {
                min: 0,
                max: Math.max(...capital) * 1.3,
                splitLine: { show: false },
                axisLabel: { show: false },
              }),
              axis(1, bounds),
            ],
        yAxis: [
          {
            ...rows,
            gridIndex: 0,
            axisLabel: { ...words(size, false), lineHeight: size.type * 1.15, interval: 0 },
            ...heading(phone ? `${balanceName} (${scale.unit})` : `${capitalName} (${scale.unit})`),
          },
          ...(phone
            ? []
            : [
                {
                  ...rows,
                  gridIndex: 1,
                  position: 'left',
                  axisLabel: { show: false },
                  ...heading(`${balanceName} (${scale.unit})`),
                },
              ]),
        ],
        tooltip: {
          ...tip(size, (i) => {
            const s = list[i];
            if (!s) return ['', []];
            return [
              labels.get(s.id) ?? s.id,
              [
                [capitalName, `${text(s.cost.capital_yen / scale.divide)} ${scale.unit}`],
                ...modes.map((m): [string, string] => [
                  name(m),
                  `${signed(endBalance(s, m) / scale.divide, text)} ${scale.unit}`,
                ]),
              ],
            ];
          }),
          axisPointer: { type: 'shadow', axis: 'y' },
        },
        series: [
          ...(phone
            ? []
            : [
                {
                  name: capitalName,
                  type: 'bar',
                  xAxisIndex: 0,
                  yAxisIndex: 0,
                  barWidth: '56%',
                  color: token('--line-strong'),
                  data: capital,
                  label: {
                    show: true,
                    position: 'right',
                    ...words(size, false),
                    formatter: (p: { value: number }) => text(p.value),
                  },
                  emphasis: { disabled: true },
                },
              ]),
          ...modes.map((m, i) => ({
            name: name(m),
            type: 'scatter',
            xAxisIndex: phone ? 0 : 1,
            yAxisIndex: phone ? 0 : 1,
            color: token(modeColour[m]),
            symbol: markSymbol[modeMark[m]],
            symbolSize: size.type * 0.85,
            clip: false,
            z: 4,
            itemStyle: { opacity: 1 },
            data: list.map((s, row) => [endBalance(s, m) / scale.divide, row]),
            emphasis: { disabled: true },
            markLine:
              i === 0
                ? {
                    silent: true,
                    animation: false,
                    symbol: 'none',
                    z: 1,
                    label: { show: false },
                    lineStyle: { color: token('--line-strong'), width: 1.5, type: 'solid' },
                    data: [
                      { xAxis: 0, lineStyle: { color: token('--ink-soft'), width: 1.2 } },
                      ...list.map((s, row) => {
                        const values = modes.map((each) => endBalance(s, each) / scale.divide);
                        return [{ coord: [Math.min(...values), row] }, { coord: [Math.max(...values), row] }];
                      }),
                    ],
                  }
                : undefined,
          })),
        ],
      };
    },
  };
}
