// The cost of each scenario in its parts, and its CO2 beside it.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { column, currencyScale, number, signed } from '../../lib/numbers';
import { base, pattern, tip, words, type Band, type ChartOf } from '../chartParts';
import { costKinds, type CostKind, type NetworkScenario } from './data';

const kindNames: Record<CostKind, { ja: string; en: string }> = {
  capital: { ja: '設備費（年価）', en: 'Capital, annualised' },
  upkeep: { ja: '維持管理費', en: 'Upkeep' },
  demand_charge: { ja: '基本料金', en: 'Demand charge' },
  energy: { ja: 'エネルギー購入費', en: 'Energy bought' },
  revenue: { ja: '売却収入', en: 'Revenue' },
  unserved: { ja: '供給不足の評価額', en: 'Demand not supplied' },
};
export const kindName = (kind: CostKind, s: NetworkScenario | undefined, language: Language): string =>
  kind === 'capital' && s?.annual.basis === 'life_cycle'
    ? { ja: '設備費（更新を含む）', en: 'Capital and replacements' }[language]
    : kindNames[kind][language];
export const kindColour: Record<CostKind, string> = {
  capital: '--cost-capital',
  upkeep: '--cost-upkeep',
  demand_charge: '--cost-demand-charge',
  energy: '--cost-energy',
  revenue: '--cost-revenue',
  unserved: '--loss',
};
const kindLook: Partial<Record<CostKind, Band>> = {
  demand_charge: 'striped',
  upkeep: 'dotted',
  revenue: 'striped',
  unserved: 'hatched',
};

/** A part so small that its figure would only be noughts stays out of tables and charts of parts. */
export const shownKinds = (list: readonly NetworkScenario[]): CostKind[] =>
  costKinds.filter((k) => list.some((s) => Math.abs(costOf(s, k)) > 1e-4 * Math.abs(s.annual.cost)));

export const costOf = (s: NetworkScenario, kind: CostKind): number =>
  s.costs.filter((c) => c.kind === kind).reduce((sum, c) => sum + c.per_year, 0);

/** Where a line of Japanese may end; every sign where the browser does not know words. */
const japaneseWords = (text: string): string[] =>
  'Segmenter' in Intl
    ? Array.from(new Intl.Segmenter('ja', { granularity: 'word' }).segment(text), (s) => s.segment)
    : [...text];

/** A bracket opens with the word behind it: no line ends with one, and none begins with what closes or parts words. */
const withOpening = (words: readonly string[]): string[] =>
  words.reduce<string[]>((list, word) => {
    if (/[（「]$/.test(list.at(-1) ?? '') || (list.length > 0 && /^[、。，．,.・：）」％%]/.test(word)))
      list[list.length - 1] += word;
    else list.push(word);
    return list;
  }, []);

/** A name on at most three lines of so many ems: with two, "optimum with pipes" and "without" were one on a phone. */
export function nameInLines(name: string, room: number): string {
  const most = 3;
  const wide = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.56), 0);
  if (wide(name) <= room) return name;
  const pieces = /[\u2e80-\uffff]/.test(name) ? withOpening(japaneseWords(name)) : name.split(/(?<= )/);
  const lines = [''];
  for (const piece of pieces) {
    const last = lines.length - 1;
    if (wide(lines[last]! + piece.trimEnd()) <= room || lines[last] === '') {
      lines[last] += piece;
    } else if (lines.length < most) {
      lines.push(piece);
    } else {
      lines[last] = `${lines[last]!.trimEnd()}…`;
      break;
    }
  }
  return lines.map((l) => l.trim()).join('\n');
}

export function costChart(list: readonly NetworkScenario[], language: Language, perYear: string): ChartOf {
  const currency = list[0]?.currency ?? 'yen';
  const kinds = shownKinds(list);
  const totals = list.map((s) => s.annual.cost);
  const scale = currencyScale(Math.max(...totals.map(Math.abs), 0), currency, language);
  const text = column(totals.map((v) => v / scale.divide));
  const carbon =
    list.length > 1 && list.every((s) => s.annual.co2_t !== null) ? list.map((s) => s.annual.co2_t!) : null;
  const carbonText = column(carbon ?? []);
  const unit = `${scale.unit}${perYear}`;
  const positive = list.map((s) => kinds.reduce((sum, k) => sum + Math.max(0, costOf(s, k)), 0));
  const name = (k: CostKind): string => kindName(k, list[0], language);
  const costName = language === 'ja' ? '費用' : 'Cost';
  const carbonName = language === 'ja' ? 'CO₂排出量' : 'CO₂';
  return {
    keys: kinds.map((k): Key => ({ label: name(k), colour: kindColour[k], look: kindLook[k] ?? 'area' })),
    table: {
      head: [
        language === 'ja' ? '計画' : 'Scenario',
        ...kinds.map((k) => `${name(k)} (${currency})`),
        `${costName} (${currency})`,
        ...(carbon ? [`${carbonName} (t)`] : []),
      ],
      rows: list.map((s) => [
        s.name[language],
        ...kinds.map((k) => costOf(s, k)),
        s.annual.cost,
        ...(carbon ? [s.annual.co2_t] : []),
      ]),
    },
    draw: (size) => {
      const phone = size.width < 520;
      const both = carbon !== null && !phone;
      const room = phone ? 8.5 : 11;
      const left = size.type * (room + 1);
      const split = both ? size.width * 0.68 : size.width;
      const top = size.type * 2;
      const rows = { type: 'category', inverse: true, axisTick: { show: false }, axisLine: { show: false } };
      const heading = (label: string) => ({
        name: label,
        nameLocation: 'start',
        nameGap: size.type * 0.7,
        nameTextStyle: { ...words(size), align: 'left', padding: 0 },
      });
      const low = Math.min(0, ...list.map((s) => costOf(s, 'revenue'))) / scale.divide;
      const hidden = { axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false } };
      return {
        ...base(size),
        grid: [
          { left, right: size.width - split + size.type * 5.4, top, bottom: size.type * 0.4 },
          ...(both
            ? [{ left: split + size.type * 0.6, right: size.type * 4.6, top, bottom: size.type * 0.4 }]
            : []),
        ],
        xAxis: [
          { type: 'value', gridIndex: 0, min: low, max: Math.max(...positive) / scale.divide, ...hidden },
          ...(both
            ? [{ type: 'value', gridIndex: 1, min: 0, max: Math.max(...carbon!) || 1, ...hidden }]
            : []),
        ],
        yAxis: [
          {
            ...rows,
            gridIndex: 0,
            data: list.map((s) => nameInLines(s.name[language], room)),
            axisLabel: { ...words(size, false), lineHeight: size.type * 1.25, interval: 0 },
            ...heading(`${costName}  ${unit}`),
          },
          ...(both
            ? [
                {
                  ...rows,
                  gridIndex: 1,
                  data: list.map((s) => s.id),
                  axisLabel: { show: false },
                  ...heading(`${carbonName}  t${perYear}`),
                },
              ]
            : []),
        ],
        tooltip: {
          ...tip(size, (i) => {
            const s = list[i];
            if (!s) return ['', []];
            return [
              s.name[language],
              [
                ...kinds.map((k): [string, string] => [
                  name(k),
                  `${signed(costOf(s, k) / scale.divide, number).replace('+', '')} ${unit}`,
                ]),
                [costName, `${text(s.annual.cost / scale.divide)} ${unit}`],
                ...(carbon
                  ? [[carbonName, `${carbonText(s.annual.co2_t)} t${perYear}`] as [string, string]]
                  : []),
              ],
            ];
          }),
          axisPointer: { type: 'shadow', axis: 'y' },
        },
        series: [
          ...kinds.map((k, i) => ({
            name: name(k),
            type: 'bar',
            stack: 'cost',
            barWidth: '52%',
            color: token(kindColour[k]),
            itemStyle: {
              color: token(kindColour[k]),
              decal: pattern(kindLook[k] ?? 'area'),
              borderColor: token('--paper'),
              borderWidth: 0.6,
            },
            emphasis: { disabled: true },
            data: list.map((s) => costOf(s, k) / scale.divide),
            ...(i === 0
              ? {
                  markLine: {
                    silent: true,
                    animation: false,
                    symbol: 'none',
                    label: { show: false },
                    lineStyle: { color: token('--ink-soft'), width: 1.2, type: 'solid' },
                    data: [{ xAxis: 0 }],
                  },
                }
              : {}),
          })),
          {
            name: costName,
            type: 'scatter',
            silent: true,
            symbolSize: 0,
            clip: false,
            data: positive.map((v, i) => [v / scale.divide, i]),
            label: {
              show: true,
              position: 'right',
              distance: size.type * 0.4,
              ...words(size, false),
              fontWeight: 600,
              formatter: (p: { dataIndex: number }) => text(totals[p.dataIndex]! / scale.divide),
            },
          },
          ...(both
            ? [
                {
                  name: carbonName,
                  type: 'bar',
                  xAxisIndex: 1,
                  yAxisIndex: 1,
                  barWidth: '52%',
                  color: token('--line-strong'),
                  data: carbon,
                  emphasis: { disabled: true },
                  label: {
                    show: true,
                    position: 'right',
                    ...words(size, false),
                    formatter: (p: { value: number }) => carbonText(p.value),
                  },
                },
              ]
            : []),
        ],
      };
    },
  };
}
