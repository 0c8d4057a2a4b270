// Hours by marginal source: who would supply the next kWh of a balance.

import { token, type Key } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { count } from '../../lib/numbers';
import { base, pattern, tip, words, type Band, type ChartOf } from '../chartParts';
import { balanceName, isDemanded } from './balances';
import type { NetworkScenario } from './data';
import { technologyColour } from './technologies';

export function marginalChart(s: NetworkScenario, language: Language): ChartOf & { rows: number } {
  // What nobody demands in the end (gas for an engine) has its worth from what it is used for.
  const all = s.explanation.marginal_sources;
  const demanded = all.filter((m) => isDemanded(s, m));
  const list = demanded.length ? demanded : all;
  const hoursOf = new Map<string, Map<string, number>>();
  const shown = new Map<string, { carrier: string; place: string | null }>();
  for (const m of list) {
    const id = `${m.carrier}@${m.place ?? ''}`;
    shown.set(id, m);
    const row = hoursOf.get(id) ?? new Map<string, number>();
    const source = m.source ?? '';
    row.set(source, (row.get(source) ?? 0) + m.hours);
    hoursOf.set(id, row);
  }
  const bySize = language === 'ja' ? '出力の余裕なし' : 'Nothing has room';
  const named = (id: string): string =>
    (id === '' ? bySize : undefined) ??
    s.capacities.find((c) => c.id === id)?.name[language] ??
    s.nodes.find((x) => x.id === id)?.name[language] ??
    id;
  const totals = new Map<string, number>();
  for (const m of list) totals.set(m.source ?? '', (totals.get(m.source ?? '') ?? 0) + m.hours);
  const sources = [...totals].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const rows = [...shown.keys()];
  const used = new Map<string, number>();
  const looks: Band[] = ['area', 'striped', 'dotted', 'hatched'];
  const look = sources.map((id) => {
    const asset = s.capacities.find((c) => c.id === id);
    const node = s.nodes.find((x) => x.id === id);
    const carrier = list.find((m) => m.source === id)?.carrier ?? '';
    const colour =
      id === '' || node?.kind === 'loss'
        ? '--loss'
        : technologyColour(asset?.technology ?? node?.technology ?? null, carrier);
    const before = used.get(colour) ?? 0;
    used.set(colour, before + 1);
    return { id, colour, look: looks[before % looks.length]! };
  });
  const unit = language === 'ja' ? '時間' : 'h';
  const most = Math.max(1, ...rows.map((r) => [...hoursOf.get(r)!.values()].reduce((a, b) => a + b, 0)));
  const names = rows.map((r) => balanceName(s, shown.get(r)!, language));
  return {
    rows: rows.length,
    keys: look.map((l): Key => ({ label: named(l.id), colour: l.colour, look: l.look })),
    table: {
      head: [language === 'ja' ? '収支' : 'Balance', ...sources.map((id) => `${named(id)} (${unit})`)],
      rows: rows.map((r, i) => [names[i]!, ...sources.map((id) => hoursOf.get(r)!.get(id) ?? 0)]),
    },
    draw: (size) => ({
      ...base(size),
      grid: { left: size.type * 8, right: size.type * 1.2, top: size.type * 0.4, bottom: size.type * 2 },
      xAxis: {
        type: 'value',
        max: most,
        axisLabel: {
          ...words(size),
          formatter: (v: number) => `${v.toLocaleString('en-US')} ${unit}`,
          alignMaxLabel: 'right',
          hideOverlap: true,
        },
        splitLine: { lineStyle: { color: token('--line') } },
        splitNumber: size.width < 460 ? 2 : 4,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...words(size, false), interval: 0, width: size.type * 7.4, overflow: 'break' },
      },
      tooltip: {
        ...tip(size, (i) => [
          names[i] ?? '',
          sources
            .filter((id) => hoursOf.get(rows[i]!)?.get(id))
            .map((id) => [named(id), `${count(hoursOf.get(rows[i]!)!.get(id)!)} ${unit}`]),
        ]),
        axisPointer: { type: 'shadow', axis: 'y' },
      },
      series: look.map((l) => ({
        name: named(l.id),
        type: 'bar',
        stack: 'hours',
        barWidth: '56%',
        color: token(l.colour),
        itemStyle: {
          color: token(l.colour),
          decal: pattern(l.look),
          borderColor: token('--paper'),
          borderWidth: 0.6,
        },
        emphasis: { disabled: true },
        label: {
          show: true,
          position: 'inside',
          color: token('--ink'),
          fontSize: size.type,
          fontFamily: token('--font'),
          textBorderColor: token('--paper'),
          textBorderWidth: 3,
          // Where it fits between its neighbours.
          formatter: (p: { value: number }) =>
            (p.value / most) * (size.width - size.type * 9.2) >
            size.type * (count(p.value).length * 0.56 + 0.6)
              ? count(p.value)
              : '',
        },
        data: rows.map((r) => hoursOf.get(r)!.get(l.id) ?? 0),
      })),
    }),
  };
}
