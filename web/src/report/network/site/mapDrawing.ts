// Blocks and lines where they are: north up, with a scale, without anything from outside.

import type { Language } from '../../../lib/language.svelte';
import type { NetworkScenario } from '../data';
import { carrierColour } from '../technologies';
import type { Line, MapOfBlocks, Site } from './data';
import {
  arrowPath,
  circlePath,
  isNarrow,
  pathOf,
  type Drawing,
  type Pen,
  type Point,
  type Shape,
} from './drawing';
import { apart, labelShapes, labelSize, lineWords, nameOf, placeWords, widthOf, type Label } from './labels';
import { along, areaOf, heartOf, planeFor, scaleBar, type Plane } from './projection';

/** The ways of a line from `from` to `to`: as the map has it, else straight between the hearts of its blocks. */
function waysOf(
  line: Line,
  index: number,
  map: MapOfBlocks,
  plane: Plane,
  hearts: Map<string, Point>,
): Point[][] {
  const from = hearts.get(line.from);
  const to = hearts.get(line.to);
  const drawn = map.lines.find((l) => l.id === line.id);
  if (drawn)
    return drawn.paths.map((path) => {
      const points = path.map(plane.at);
      const [first, last] = [points[0]!, points[points.length - 1]!];
      const away = (a: Point, b: Point | undefined): number => (b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);
      return away(first, from) + away(last, to) <= away(first, to) + away(last, from)
        ? points
        : points.reverse();
    });
  if (!from || !to) return [];
  // Several lines between the same blocks run beside one another.
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = { x: ((to.y - from.y) / length) * 14 * index, y: (-(to.x - from.x) / length) * 14 * index };
  return [[from, to].map((p) => ({ x: p.x + aside.x, y: p.y + aside.y }))];
}

/** A line with heads in the directions that are used and its number in the table. */
export function lineShapes(line: Line, number: number, way: Point[], width: number, type: number): Shape[] {
  const colour = carrierColour(line.carrier);
  const idle = line.forth_kwh + line.back_kwh <= 0;
  const shapes: Shape[] = [
    { kind: 'path', d: pathOf(way), stroke: '--paper', width: width + 3 },
    {
      kind: 'path',
      d: pathOf(way),
      stroke: colour,
      width,
      ...(idle ? { dash: `${width * 2.5} ${width * 2}` } : {}),
    },
  ];
  const head = (share: number, sign: number): void => {
    const { at, dx, dy } = along(way, share);
    shapes.push({
      kind: 'path',
      d: arrowPath(at, sign * dx, sign * dy, Math.max(type * 0.6, width * 0.95)),
      fill: colour,
      stroke: '--paper',
      width: 1.5,
    });
  };
  if (line.forth_kwh > 0) head(0.82, 1);
  if (line.back_kwh > 0) head(0.18, -1);
  const { at } = along(way, 0.5);
  shapes.push(
    { kind: 'path', d: circlePath(at, type * 0.8), fill: '--paper', stroke: colour, width: 2 },
    {
      kind: 'text',
      x: at.x,
      y: at.y + type * 0.36,
      text: String(number),
      size: type,
      bold: true,
      anchor: 'middle',
    },
  );
  return shapes;
}

function frameShapes(plane: Plane, pen: Pen, language: Language): Shape[] {
  const { type, width } = pen;
  const bar = scaleBar(plane.pixelsPerMetre, width * 0.25);
  const bottom = plane.height - type * 0.6;
  const left = type * 0.6;
  const north = { x: width - type * 1.4, y: type * 2.6 };
  return [
    { kind: 'path', d: `M${left} ${bottom - 4}v4h${bar.pixels.toFixed(1)}v-4`, stroke: '--ink', width: 1.5 },
    {
      kind: 'text',
      x: left + bar.pixels / 2,
      y: bottom - type * 0.4,
      text: bar.metres >= 1000 ? `${bar.metres / 1000} km` : `${bar.metres} m`,
      size: type,
      anchor: 'middle',
      rim: true,
    },
    { kind: 'path', d: arrowPath(north, 0, -1, type * 0.8), fill: '--ink' },
    {
      kind: 'text',
      x: north.x,
      y: north.y - type * 1.1,
      text: language === 'ja' ? '北' : 'N',
      size: type,
      bold: true,
      anchor: 'middle',
      rim: true,
    },
  ];
}

export function mapDrawing(
  s: NetworkScenario,
  site: Site,
  map: MapOfBlocks,
  pen: Pen,
  language: Language,
): Drawing {
  const { type } = pen;
  const narrow = isNarrow(pen);
  const shown = map.blocks.filter((b) => site.places.some((p) => p.id === b.id));
  const places = [
    ...map.blocks.flatMap((b) => b.polygons.flat(2)),
    ...map.lines.flatMap((l) => l.paths.flat()),
  ];
  const plane = planeFor(places, { width: pen.width, margin: type * 2.6, least: type * 20, most: type * 44 });
  const shapes: Shape[] = [];
  const largest = new Map<string, Point[][]>();
  for (const block of map.blocks) {
    const polygons = block.polygons.map((rings) => rings.map((ring) => ring.map(plane.at)));
    shapes.push({
      kind: 'path',
      d: polygons
        .flat()
        .map((ring) => pathOf(ring, true))
        .join(''),
      fill: '--wash',
      stroke: '--line-strong',
      width: 1.5,
    });
    largest.set(
      block.id,
      polygons.reduce((a, b) => (areaOf(b[0]!) > areaOf(a[0]!) ? b : a)),
    );
  }
  const hearts = new Map([...largest].map(([id, polygon]) => [id, heartOf(polygon)]));
  const ways = site.lines.map((line, i) => {
    const beside = site.lines.slice(0, i).filter((l) => l.from === line.from && l.to === line.to).length;
    return waysOf(line, beside, map, plane, hearts);
  });
  const labels: Label[] = [];
  const add = (anchor: Point, below: number, head: string, words: string[]): void => {
    const size = labelSize(head, words, type, pen.measure);
    labels.push({ anchor, x: anchor.x, y: anchor.y + below, ...size, head, words });
  };
  for (const block of shown) {
    const place = site.places.find((p) => p.id === block.id)!;
    const anchor = heartOf(largest.get(block.id)!, ways.flat());
    add(anchor, 0, place.name[language], placeWords(s, place, language, narrow));
  }
  site.lines.forEach((line, i) => {
    const own = ways[i]!;
    const width = widthOf(line, site.lines, type) * (narrow ? 0.6 : 1);
    for (const way of own) shapes.push(...lineShapes(line, i + 1, way, width, type));
    if (!own.length) return;
    const { at } = along(own[0]!, 0.5);
    if (narrow) {
      // The number keeps labels away; its figures stand in the table.
      labels.push({ anchor: at, x: at.x, y: at.y, width: type * 2, height: type * 2, head: '', words: [] });
    } else {
      const words = lineWords(site, line, language);
      add(at, type * (1.4 + (words.length + 1) * 0.7), `${i + 1} ${line.name[language]}`, words);
    }
  });
  apart(labels, { width: pen.width, height: plane.height }, type * 0.5);
  for (const label of labels) if (label.head) shapes.push(...labelShapes(label, type));
  return {
    width: pen.width,
    height: plane.height,
    shapes: [...shapes, ...frameShapes(plane, pen, language)],
  };
}

/** Blocks that the map does not have. */
export const missingOf = (site: Site, map: MapOfBlocks, language: Language): string[] =>
  site.places.filter((p) => !map.blocks.some((b) => b.id === p.id)).map((p) => nameOf(site, p.id, language));
