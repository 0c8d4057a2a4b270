// Survival of outages: over their length, by season, by the hour in which they begin.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, count, signed } from '../../lib/numbers';
import { base, tip, upTo, valueAxis, words, type ChartOf } from '../chartParts';
import type { Help, Survival } from './data';
import { gainScale, lasting, seasonNames, shareText, shownHours } from './sentences';

interface Curve {
  label: string;
  colour: string;
  look: 'line' | 'dashed';
  /** At the told hours. */
  probability: number[];
}

const probabilityName = (language: Language): string =>
  language === 'ja' ? 'もつ確率' : 'Probability of lasting';
const lengthName = (language: Language): string =>
  language === 'ja' ? '停電の長さ' : 'Length of the outage';

/** Days where something lasts longer than three of them. */
function timeUnit(most: number, language: Language): { unit: string; per: number } {
  if (most > 72) return { unit: language === 'ja' ? '日' : 'days', per: 24 };
  return { unit: language === 'ja' ? '時間' : 'h', per: 1 };
}

function curvesChart(s: Survival, curves: Curve[], language: Language): ChartOf {
  const shown = shownHours(s);
  const { unit, per } = timeUnit(shown, language);
  const end = shown / per;
  const at = [0, ...s.hours.filter((h) => h <= shown)];
  return {
    keys: curves.map((c): Key => ({ label: c.label, colour: c.colour, look: c.look })),
    table: {
      head: [
        `${lengthName(language)} (${language === 'ja' ? '時間' : 'h'})`,
        ...curves.map((c) => `${c.label} (%)`),
      ],
      rows: s.hours.map((h, i) => [h, ...curves.map((c) => c.probability[i]! * 100)]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 4.6, right: size.type * 2.4, top: size.type * 2.4, bottom: size.type * 3.8 },
      xAxis: {
        ...valueAxis(
          size,
          language === 'ja' ? `${lengthName('ja')}（${unit}）` : `${lengthName('en')} (${unit})`,
          {
            min: 0,
            max: end,
            interval: end === 14 ? (size.width < 380 ? 7 : 2) : axisStep(end, size.width < 460 ? 4 : 8),
          },
        ),
        nameLocation: 'middle',
        nameGap: size.type * 2.2,
        nameTextStyle: words(size),
        axisLine: { show: true, lineStyle: { color: token('--line-strong') } },
        splitLine: { show: false },
      },
      yAxis: valueAxis(size, '%', { min: 0, max: 100, interval: 25 }),
      tooltip: tip(size, (i) => [
        lasting(at[i] ?? 0, language),
        curves.map((c) => [c.label, shareText(i === 0 ? 1 : (c.probability[i - 1] ?? 0))]),
      ]),
      series: curves.map((c) => ({
        name: c.label,
        type: 'line',
        symbol: 'none',
        color: token(c.colour),
        lineStyle: { width: 2.2, color: token(c.colour), type: c.look === 'dashed' ? [6, 4] : 'solid' },
        emphasis: { disabled: true },
        data: at.map((h, i) => [h / per, (i === 0 ? 1 : c.probability[i - 1]!) * 100]),
      })),
    }),
  };
}

export function survivalChart(s: Survival, language: Language): ChartOf {
  const whole = s.probability_without_failures;
  const curves: Curve[] = [
    {
      label: whole
        ? language === 'ja'
          ? '発電機の故障を含む'
          : 'Generators may fail'
        : probabilityName(language),
      colour: '--ink',
      look: 'line',
      probability: s.probability,
    },
  ];
  const most = s.failures?.probability_at_most;
  if (most)
    curves.push({
      label: language === 'ja' ? '故障を含む（上限）' : 'They may fail, at most',
      colour: '--ink',
      look: 'dashed',
      probability: most,
    });
  if (whole)
    curves.push({
      label: language === 'ja' ? '故障しない場合' : 'If they do not',
      colour: '--mode-no-subsidy',
      look: 'dashed',
      probability: whole,
    });
  return curvesChart(s, curves, language);
}

/** Season by colour and line, so that no colour stands for an energy. */
const seasonLooks = {
  spring: { colour: '--cost-demand-charge', look: 'line' },
  summer: { colour: '--cost-revenue', look: 'line' },
  autumn: { colour: '--cost-upkeep', look: 'dashed' },
  winter: { colour: '--ink', look: 'dashed' },
} as const;

export function seasonChart(s: Survival, language: Language): ChartOf {
  const curves = s.seasons.flatMap((x): Curve[] =>
    x.probability === null
      ? []
      : [{ label: seasonNames[x.season][language], ...seasonLooks[x.season], probability: x.probability }],
  );
  return curvesChart(s, curves, language);
}

export function startHourChart(s: Survival, language: Language): ChartOf {
  const { unit, per } = timeUnit(Math.max(...s.start_hours.map((h) => h.mean_hours ?? 0)), language);
  const mean = language === 'ja' ? '平均' : 'Mean';
  // With steps of two hours no outage begins at an odd one.
  const known = s.start_hours.filter((h) => h.mean_hours !== null);
  const values = known.map((h) => h.mean_hours! / per);
  const most = Math.max(1e-9, ...values);
  const name = (hour: number): string => (language === 'ja' ? `${hour}時` : `${hour}:00`);
  return {
    keys: [],
    table: {
      head: [
        language === 'ja' ? '停電が始まる時刻' : 'Begins at',
        `${mean} (${language === 'ja' ? '時間' : 'h'})`,
      ],
      rows: known.map((h) => [name(h.hour), h.mean_hours]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 4.6, right: size.type * 1.6, top: size.type * 2.4, bottom: size.type * 3.8 },
      xAxis: {
        type: 'category',
        data: known.map((h) => name(h.hour)),
        name: language === 'ja' ? '停電が始まる時刻' : 'Hour in which the outage begins',
        nameLocation: 'middle',
        nameGap: size.type * 2.2,
        nameTextStyle: words(size),
        axisLabel: {
          ...words(size),
          interval: (_: number, label: string) => parseInt(label) % (size.width < 420 ? 6 : 3) === 0,
        },
        axisLine: { lineStyle: { color: token('--line-strong') } },
        axisTick: { show: false },
      },
      yAxis: valueAxis(size, unit, upTo(most * 1.02)),
      tooltip: {
        ...tip(size, (i) => [name(known[i]!.hour), [[mean, lasting(known[i]!.mean_hours!, language)]]]),
        axisPointer: { type: 'shadow' },
      },
      series: [
        {
          type: 'bar',
          barWidth: '72%',
          color: token('--cost-upkeep'),
          emphasis: { disabled: true },
          data: values,
        },
      ],
    }),
  };
}

export function helpsChart(s: Survival, names: string[], language: Language): ChartOf & { rows: number } {
  const list = s.helps.slice(0, 8);
  const scale = gainScale(s.helps);
  const unit = scale.unit[language];
  const gain = (h: Help): number => h.extra_hours / scale.hours;
  const title = language === 'ja' ? '停電にもつ時間の増加' : 'Longer survival';
  const most = Math.max(1e-9, ...list.map(gain));
  const least = Math.min(0, ...list.map(gain));
  return {
    rows: list.length,
    keys: [],
    table: {
      head: [language === 'ja' ? '増やすもの' : 'One more', `${title} (${unit})`],
      rows: s.helps.map((h, i) => [names[i] ?? h.id, gain(h)]),
    },
    draw: (size) => {
      const left = Math.min(size.type * 18, size.width * 0.5);
      return {
        ...base(size),
        grid: { left, right: size.type * 5.4, top: size.type * 0.4, bottom: size.type * 3.4 },
        xAxis: {
          type: 'value',
          min: least,
          max: most,
          name: language === 'ja' ? `${title}（${unit}）` : `${title} (${unit})`,
          nameLocation: 'middle',
          nameGap: size.type * 1.9,
          nameTextStyle: words(size),
          splitNumber: 3,
          axisLabel: { ...words(size), hideOverlap: true, showMaxLabel: false },
          splitLine: { lineStyle: { color: token('--line') } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: list.map((h, i) => names[i] ?? h.id),
          axisLabel: { ...words(size, false), width: left - size.type, overflow: 'break', interval: 0 },
          axisLine: { lineStyle: { color: token('--line-strong') } },
          axisTick: { show: false },
        },
        tooltip: {
          ...tip(size, (i) => [names[i] ?? '', [[title, `${count(gain(list[i]!))} ${unit}`]]]),
          axisPointer: { type: 'shadow', axis: 'y' },
        },
        series: [
          {
            type: 'bar',
            barWidth: '58%',
            color: token('--cost-capital'),
            emphasis: { disabled: true },
            label: {
              show: true,
              ...words(size, false),
              position: 'right',
              formatter: (p: { dataIndex: number }) => signed(gain(list[p.dataIndex]!), count),
            },
            data: list.map(gain),
          },
        ],
      };
    },
  };
}
