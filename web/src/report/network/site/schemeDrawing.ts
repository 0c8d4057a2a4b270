// Without a map: each block a box with what stands in it, the lines between them as brackets at its side. A box has as
// many words as it needs, so that the drawing works for any number of blocks and any width.

import type { Language } from '../../../lib/language.svelte';
import type { NetworkScenario } from '../data';
import { isBuilt, sizeOf } from '../sentences';
import type { Line, Place, Site } from './data';
import { boxPath, fitted, isNarrow, type Drawing, type Pen, type Point, type Shape } from './drawing';
import { lineWords, placeWords, widthOf } from './labels';
import { lineShapes } from './mapDrawing';

const mostMachines = 10;

export interface Box {
  place: Place;
  x: number;
  y: number;
  width: number;
  height: number;
  head: string;
  words: string[];
  machines: string[];
}

/** Equipment with its size; where there is no room for both the name is cut. */
export function machinesOf(
  s: NetworkScenario,
  place: Place,
  room: number,
  pen: Pen,
  language: Language,
): string[] {
  const here = s.capacities.filter((c) => c.place === place.id && isBuilt(c));
  const named = here.map((c) => {
    const size = ` ${sizeOf(c, language)}`;
    return fitted(c.name[language], Math.max(room - pen.measure(size), room / 3), pen) + size;
  });
  if (named.length <= mostMachines) return named;
  const more = named.length - mostMachines + 1;
  return [...named.slice(0, mostMachines - 1), language === 'ja' ? `ほか${more}件` : `${more} more`];
}

function boxOf(
  s: NetworkScenario,
  place: Place,
  x: number,
  width: number,
  pen: Pen,
  language: Language,
): Box {
  const { type } = pen;
  const room = width - type * 1.6;
  const words = placeWords(s, place, language, isNarrow(pen)).map((w) => fitted(w, room, pen));
  const machines = machinesOf(s, place, room, pen, language).map((w) => fitted(w, room, pen));
  const rows = 1 + words.length + machines.length;
  return {
    place,
    x,
    y: 0,
    width,
    height: type * (1.45 * rows + 1.2 + (machines.length ? 0.7 : 0)),
    head: fitted(place.name[language], room, pen, true),
    words,
    machines,
  };
}

function boxShapes(box: Box, type: number): Shape[] {
  const left = box.x + type * 0.8;
  let y = box.y + type * 1.7;
  const row = (text: string, more: object = {}): Shape => {
    const shape: Shape = { kind: 'text', x: left, y, text, size: type, ...more };
    y += type * 1.45;
    return shape;
  };
  const shapes: Shape[] = [
    {
      kind: 'path',
      d: boxPath(box.x, box.y, box.width, box.height),
      fill: '--wash',
      stroke: '--line-strong',
      width: 1.5,
    },
    row(box.head, { bold: true }),
    ...box.words.map((w) => row(w)),
  ];
  if (!box.machines.length) return shapes;
  const rule = y - type * 0.85;
  y += type * 0.7;
  shapes.push({
    kind: 'path',
    d: `M${left.toFixed(1)} ${rule.toFixed(1)}h${(box.width - type * 1.6).toFixed(1)}`,
    stroke: '--line',
    width: 1,
  });
  return [...shapes, ...box.machines.map((m) => row(m, { soft: true }))];
}

/** Words of a line from `x` on, the first of them at `y`. */
function wordShapes(
  site: Site,
  line: Line,
  number: number,
  x: number,
  y: number,
  room: number,
  pen: Pen,
  language: Language,
): Shape[] {
  return [`${number} ${line.name[language]}`, ...lineWords(site, line, language)].map((text, i): Shape => ({
    kind: 'text',
    x,
    y: y + i * pen.type * 1.35,
    text: fitted(text, room, pen, i === 0),
    size: pen.type,
    rim: true,
    ...(i === 0 ? { bold: true } : {}),
  }));
}

/** Two blocks beside one another, the lines across the room between them. */
function pairDrawing(s: NetworkScenario, site: Site, pen: Pen, language: Language): Drawing {
  const { type, width } = pen;
  const between = Math.min(width * 0.36, type * 26);
  const wide = (width - between) / 2;
  const boxes = site.places.map((p, i) => boxOf(s, p, i * (wide + between), wide, pen, language));
  const each = type * 7.5;
  const height = Math.max(...boxes.map((b) => b.height), site.lines.length * each + type);
  for (const b of boxes) b.height = height - 2;
  for (const b of boxes) b.y = 1;
  const shapes = boxes.flatMap((b) => boxShapes(b, type));
  site.lines.forEach((line, i) => {
    const y = height / 2 + (i - (site.lines.length - 1) / 2) * each - type * 2;
    const ends: Point[] = [
      { x: wide, y },
      { x: wide + between, y },
    ];
    if (line.from !== site.places[0]!.id) ends.reverse();
    shapes.push(...lineShapes(line, i + 1, ends, widthOf(line, site.lines, type), type));
    const words = wordShapes(
      site,
      line,
      i + 1,
      wide + between / 2,
      y + type * 2.3,
      between - type * 2,
      pen,
      language,
    );
    shapes.push(...words.map((w): Shape => ({ ...w, anchor: 'middle' }) as Shape));
  });
  return { width, height, shapes };
}

/** Blocks below one another, the lines as brackets at their right. */
function columnDrawing(s: NetworkScenario, site: Site, pen: Pen, language: Language): Drawing {
  const { type, width } = pen;
  const narrow = isNarrow(pen);
  const lane = type * (narrow ? 2 : 2.6);
  const lanes = site.lines.length * lane + type;
  const wordsWide = narrow || !site.lines.length ? 0 : Math.min(width * 0.34, type * 26);
  const wide = Math.max(type * 12, width - lanes - wordsWide - type);
  const boxes = site.places.map((p) => boxOf(s, p, 1, wide, pen, language));
  let y = 1;
  for (const box of boxes) {
    const ends = site.lines.filter((l) => l.from === box.place.id || l.to === box.place.id).length;
    box.height = Math.max(box.height, type * (1.5 + 1.5 * ends));
    box.y = y;
    y += box.height + type * 2;
  }
  const shapes = boxes.flatMap((b) => boxShapes(b, type));
  const index = (place: string): number => site.places.findIndex((p) => p.id === place);
  const used = boxes.map(() => 0);
  // Short brackets inside, long ones around them.
  const order = site.lines
    .map((line, i) => ({ line, number: i + 1, a: index(line.from), b: index(line.to) }))
    .filter((l) => l.a >= 0 && l.b >= 0)
    .sort((p, q) => Math.abs(p.a - p.b) - Math.abs(q.a - q.b));
  let free = 0;
  order.forEach(({ line, number, a, b }, i) => {
    const end = (at: number): Point => {
      const box = boxes[at]!;
      return { x: box.x + box.width, y: box.y + type * (1.4 + 1.5 * used[at]!++) };
    };
    const from = end(a);
    const to = end(b);
    const x = wide + type * 1.2 + i * lane;
    const way = [from, { x, y: from.y }, { x, y: to.y }, to];
    const thick = widthOf(line, site.lines, type) * (narrow ? 0.6 : 1);
    shapes.push(...lineShapes(line, number, way, thick, type));
    if (narrow) return;
    const words = lineWords(site, line, language).length + 1;
    const top = Math.max(free, (from.y + to.y) / 2 - type * 0.6 * words);
    free = top + type * (1.35 * words + 0.8);
    shapes.push(
      ...wordShapes(site, line, number, wide + lanes + type, top + type, wordsWide - type, pen, language),
    );
  });
  return { width, height: Math.max(y - type * 2 + 1, free), shapes };
}

export const schemeDrawing = (s: NetworkScenario, site: Site, pen: Pen, language: Language): Drawing =>
  site.places.length === 2 && !isNarrow(pen)
    ? pairDrawing(s, site, pen, language)
    : columnDrawing(s, site, pen, language);
