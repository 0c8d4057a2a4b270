// Money: the cash flow of a scenario, and all scenarios beside each other.

import { token } from '../lib/chart';
import type { Language } from '../lib/language.svelte';
import { axisStep, column, signed } from '../lib/numbers';
import { moneyColumnScale } from './answer';
import { endBalance, modes, type Mode, type PlannedScenario, type Report } from './data';
import { modeName } from './labels';
import { balanceName as nameOfBalance, common, economicsOf } from './terms';
import { tip, type ChartOf, words, hourAxis, base, valueAxis } from './chartParts';
import type { Shared } from './sharedScale';

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

export function cashChart(s: PlannedScenario, report: Report, shared: Shared, language: Language): ChartOf {
  const scale = moneyColumnScale([shared.yen.low, shared.yen.high], language);
  const text = column([shared.yen.low / scale.divide, shared.yen.high / scale.divide]);
  const said = (yen: number): string => signed(yen / scale.divide, text);
  const name = (m: Mode): string => modeName(m, economicsOf(s, report).subsidy_rate, language);
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
  const subsidyRate = common(report, 'subsidy_rate');
  const name = (m: Mode): string => modeName(m, subsidyRate, language);
  const balanceName = nameOfBalance(common(report, 'period_years'), language);
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
