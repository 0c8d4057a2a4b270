// Load duration: for how many hours demand and purchase are at least so high.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { axisStep, count, number, power, powerScale } from '../../lib/numbers';
import { base, hourAxis, tip, upTo, valueAxis, words, type ChartOf } from '../chartParts';
import { carrierName, demandedCarriers, demandsOf, purchases } from './balances';
import type { NetworkScenario } from './data';
import { sumOf } from './decode';
import { carrierColour } from './technologies';

interface Curve {
  name: string;
  colour: string;
  dashed: boolean;
  /** Largest first. */
  sorted: Float64Array;
}

function curvesOf(s: NetworkScenario, language: Language): Curve[] {
  const steps = s.hours.steps;
  const curves: Curve[] = [];
  const sorted = (values: Float64Array): Float64Array => values.sort().reverse();
  for (const carrier of demandedCarriers(s).slice(0, 4)) {
    const name = carrierName(s, carrier, language);
    curves.push({
      name: language === 'ja' ? `${name}の需要` : `${name} demand`,
      colour: carrierColour(carrier),
      dashed: false,
      sorted: sorted(sumOf(demandsOf(s, carrier), steps)),
    });
  }
  const bought = [...new Set(s.hours.series.filter((x) => x.role === 'import').map((x) => x.carrier))];
  for (const carrier of bought.slice(0, 2)) {
    const name = carrierName(s, carrier, language);
    const electric = /elec|power/.test(carrier);
    curves.push({
      name:
        language === 'ja'
          ? electric
            ? '買電'
            : `${name}の購入`
          : electric
            ? 'Purchase of electricity'
            : `Purchase of ${name.toLowerCase()}`,
      colour: electric ? '--ink' : carrierColour(carrier),
      dashed: true,
      sorted: sorted(sumOf(purchases(s, carrier), steps)),
    });
  }
  return curves;
}

export function durationFinding(s: NetworkScenario, language: Language): string {
  const carrier = s.hours.series.find((x) => x.role === 'import')?.carrier;
  if (!carrier) return language === 'ja' ? '購入するエネルギーはありません' : 'Nothing is purchased';
  const name = carrierName(s, carrier, language);
  const values = sumOf(purchases(s, carrier), s.hours.steps).sort().reverse();
  const most = values[0] ?? 0;
  const full = values.filter((v) => v > most * 0.98).length * s.hours.step_hours;
  const none = values.filter((v) => v < most * 0.001).length * s.hours.step_hours;
  return language === 'ja'
    ? `${name}の購入は最大${power(most)}。ほぼ最大が${count(full)}時間、購入なしが${count(none)}時間`
    : `Purchase of ${name.toLowerCase()} is at most ${power(most)}: near that for ${count(full)} h, none for ${count(none)} h`;
}

export function durationChart(s: NetworkScenario, language: Language): ChartOf {
  const curves = curvesOf(s, language);
  const most = Math.max(0, ...curves.map((c) => c.sorted[0] ?? 0));
  const scale = powerScale(most);
  const hours = s.hours.steps * s.hours.step_hours;
  const points = Math.min(s.hours.steps, 240);
  const at = (i: number): number => Math.round((i / (points - 1 || 1)) * (s.hours.steps - 1));
  const unit = scale.unit;
  return {
    keys: curves.map((c): Key => ({ label: c.name, colour: c.colour, look: c.dashed ? 'dashed' : 'line' })),
    table: {
      head: [language === 'ja' ? '時間' : 'Hours', ...curves.map((c) => `${c.name} (kW)`)],
      rows: Array.from({ length: points }, (_, i) => [
        (at(i) + 1) * s.hours.step_hours,
        ...curves.map((c) => c.sorted[at(i)]!),
      ]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 4.6, right: size.type * 2.4, top: size.type * 2.4, bottom: size.type * 2.2 },
      xAxis: {
        ...hourAxis(size, language),
        max: hours,
        interval: hours > 8000 ? (size.width < 460 ? 4380 : 1460) : axisStep(hours, 6),
        axisLabel: {
          ...words(size),
          formatter: (v: number) => `${v.toLocaleString('en-US')}${language === 'ja' ? '時間' : ' h'}`,
          alignMaxLabel: 'right',
        },
      },
      yAxis: valueAxis(size, unit, upTo((most / scale.divide) * 1.02)),
      tooltip: tip(size, (i) => [
        `${count((at(i) + 1) * s.hours.step_hours)} ${language === 'ja' ? '時間' : 'h'}`,
        curves.map((c) => [c.name, `${number(c.sorted[at(i)]! / scale.divide)} ${unit}`]),
      ]),
      series: curves.map((c) => ({
        name: c.name,
        type: 'line',
        symbol: 'none',
        color: token(c.colour),
        lineStyle: { width: 2.2, color: token(c.colour), type: c.dashed ? [6, 4] : 'solid' },
        emphasis: { disabled: true },
        data: Array.from({ length: points }, (_, i) => [
          at(i) * s.hours.step_hours,
          c.sorted[at(i)]! / scale.divide,
        ]),
      })),
    }),
  };
}
