// What stands beside blocks and lines, and labels that keep clear of one another.

import type { Language } from '../../../lib/language.svelte';
import { energy, power } from '../../../lib/numbers';
import { carrierName } from '../balances';
import type { NetworkScenario } from '../data';
import type { Line, Place, Site } from './data';
import type { Point, Shape } from './drawing';

export const nameOf = (site: Site, place: string, language: Language): string =>
  site.places.find((p) => p.id === place)?.name[language] ?? place;

/** Demand by carrier, what is generated, and the sizes that a planner asks for first. */
export function placeWords(s: NetworkScenario, place: Place, language: Language, few: boolean): string[] {
  const ja = language === 'ja';
  const demanded = place.energy.filter((e) => e.demand_kwh > 0).sort((a, b) => b.demand_kwh - a.demand_kwh);
  const lines = demanded.slice(0, few ? 1 : 3).map((e) => {
    const carrier = carrierName(s, e.carrier, language);
    return ja ? `${carrier}需要 ${energy(e.demand_kwh)}` : `${carrier} demand ${energy(e.demand_kwh)}`;
  });
  if (few) return lines;
  const made = place.energy.find((e) => e.carrier === 'electricity')?.made_kwh ?? 0;
  if (made > 0) lines.push(`${ja ? '発電' : 'Generated'} ${energy(made)}`);
  const sizes = [
    place.pv_kw > 0 ? `${ja ? '太陽光' : 'PV'} ${power(place.pv_kw)}` : '',
    place.battery_kwh > 0 ? `${ja ? '蓄電池' : 'battery'} ${energy(place.battery_kwh)}` : '',
  ].filter(Boolean);
  if (sizes.length) lines.push(sizes.join(ja ? '・' : ', '));
  return lines.map((l) => l[0]!.toUpperCase() + l.slice(1));
}

/** The year of a line: each direction that is used, and the most that arrives at once. */
export function lineWords(site: Site, line: Line, language: Language): string[] {
  const from = nameOf(site, line.from, language);
  const to = nameOf(site, line.to, language);
  if (line.forth_kwh + line.back_kwh <= 0) return [language === 'ja' ? '流れなし' : 'no flow'];
  return [
    line.forth_kwh > 0 ? `${from} → ${to} ${energy(line.forth_kwh)}` : '',
    line.back_kwh > 0 ? `${to} → ${from} ${energy(line.back_kwh)}` : '',
    `${language === 'ja' ? '最大' : 'at most'} ${power(line.peak_kw)}`,
  ].filter(Boolean);
}

/** Pixels of a line's width, by the highest power of all lines. */
export function widthOf(line: Line, lines: readonly Line[], type: number): number {
  const most = Math.max(...lines.map((l) => l.peak_kw));
  return line.peak_kw > 0 ? type * (0.2 + 0.8 * (line.peak_kw / most)) : type * 0.15;
}

export interface Label {
  /** What it belongs to. */
  anchor: Point;
  /** Its middle. */
  x: number;
  y: number;
  width: number;
  height: number;
  head: string;
  words: string[];
}

export interface Bounds {
  width: number;
  height: number;
}

/** Moves labels apart until none covers another, and into the drawing. */
export function apart(labels: Label[], bounds: Bounds, gap: number): void {
  for (let round = 0; round < 300; round++) {
    let moved = false;
    for (let i = 0; i < labels.length; i++)
      for (let j = i + 1; j < labels.length; j++) {
        const a = labels[i]!;
        const b = labels[j]!;
        const x = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
        const y = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
        if (x <= 0 || y <= 0) continue;
        moved = true;
        // The shorter way; a little more than half each, so that rounding ends it.
        const way = y <= x ? 'y' : 'x';
        const step = (Math.min(x, y) / 2) * 1.02 + 0.01;
        const sign = a[way] <= b[way] ? 1 : -1;
        a[way] -= sign * step;
        b[way] += sign * step;
      }
    for (const l of labels) {
      l.x = Math.max(l.width / 2, Math.min(bounds.width - l.width / 2, l.x));
      l.y = Math.max(l.height / 2, Math.min(bounds.height - l.height / 2, l.y));
    }
    if (!moved) return;
  }
}

/** A label in letters of `type`: its head in bold, its words below. A line leads to what it has been moved away from. */
export function labelShapes(label: Label, type: number): Shape[] {
  const left = label.x - label.width / 2;
  const top = label.y - label.height / 2;
  const dx = Math.max(0, Math.abs(label.anchor.x - label.x) - label.width / 2);
  const dy = Math.max(0, Math.abs(label.anchor.y - label.y) - label.height / 2);
  const lead: Shape[] =
    Math.hypot(dx, dy) > type * 2.2
      ? [
          {
            kind: 'path',
            d: `M${label.anchor.x.toFixed(1)} ${label.anchor.y.toFixed(1)}L${label.x.toFixed(1)} ${label.y.toFixed(1)}`,
            stroke: '--line-strong',
            width: 1,
          },
        ]
      : [];
  return [
    ...lead,
    ...[label.head, ...label.words].map((text, i): Shape => ({
      kind: 'text',
      x: left + label.width / 2,
      y: top + type * (1.1 + 1.35 * i),
      text,
      size: type,
      anchor: 'middle',
      rim: true,
      ...(i === 0 ? { bold: true } : {}),
    })),
  ];
}

/** The size of a label's words. */
export function labelSize(
  head: string,
  words: readonly string[],
  type: number,
  measure: (text: string, bold?: boolean) => number,
): { width: number; height: number } {
  return {
    width: Math.max(measure(head, true), ...words.map((w) => measure(w))),
    height: type * (1.35 * (1 + words.length) + 0.1),
  };
}
