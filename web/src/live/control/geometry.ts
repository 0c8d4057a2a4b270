// A map without tiles: blocks and lines of a GeoJSON in the plane, north up; or a drawn scheme where there is none.

import type { Text } from '../words';

export type Point = [number, number];
export interface Feature {
  properties: { kind: string; id: string; name: Text; from?: string; to?: string };
  geometry: { type: string; coordinates: unknown };
}
export interface Shape {
  id: string;
  name: Text;
  rings: Point[][];
  centre: Point;
}
export interface Line {
  id: string;
  name: Text;
  from: string;
  to: string;
  points: Point[];
}
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
  lines: Line[];
}

const isPoint = (value: unknown): value is Point => Array.isArray(value) && typeof value[0] === 'number';

/** All paths of a geometry of any kind, in the order they stand. */
function paths(coordinates: unknown): Point[][] {
  if (!Array.isArray(coordinates)) return [];
  if (isPoint(coordinates)) return [[coordinates]];
  if (coordinates.every(isPoint)) return [coordinates as Point[]];
  return coordinates.flatMap(paths);
}

/** Twice the signed area of a ring. */
const area = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return sum + x * ny - nx * y;
  }, 0);

function centreOf(rings: readonly Point[][]): Point {
  const largest = [...rings].sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0] ?? [];
  const xs = largest.map(([x]) => x);
  const ys = largest.map(([, y]) => y);
  if (xs.length === 0) return [0, 0];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

export function drawMap(
  features: readonly Feature[],
  width: number,
  height: number,
  margin: number,
): Drawing | null {
  const all = features.flatMap((f) => paths(f.geometry.coordinates).flat());
  if (all.length === 0) return null;
  const south = Math.min(...all.map(([, lat]) => lat));
  const north = Math.max(...all.map(([, lat]) => lat));
  // Degrees of longitude are shorter away from the equator.
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const west = Math.min(...all.map(([lon]) => lon)) * shrink;
  const east = Math.max(...all.map(([lon]) => lon)) * shrink;
  const scale = Math.min(
    (width - 2 * margin) / Math.max(east - west, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  );
  const left = (width - (east - west) * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const toPlane = ([lon, lat]: Point): Point => [
    left + (lon * shrink - west) * scale,
    top + (north - lat) * scale,
  ];
  const shapes: Shape[] = [];
  const lines: Line[] = [];
  for (const { properties, geometry } of features) {
    const drawn = paths(geometry.coordinates).map((path) => path.map(toPlane));
    if (properties.kind === 'line')
      lines.push({
        id: properties.id,
        name: properties.name,
        from: properties.from ?? '',
        to: properties.to ?? '',
        points: drawn.flat(),
      });
    else if (properties.kind === 'block')
      shapes.push({ id: properties.id, name: properties.name, rings: drawn, centre: centreOf(drawn) });
  }
  return { width, height, shapes, lines };
}

/**
 * The map, with the blocks that it does not show beside it, or in a strip of this height below where there is no room;
 * without one, all of them side by side.
 */
export function draw(
  features: readonly Feature[],
  blocks: readonly { id: string; name: Text }[],
  width: number,
  height: number,
  margin: number,
  strip = 150,
): Drawing {
  const mapped = new Set(features.filter((f) => f.properties.kind === 'block').map((f) => f.properties.id));
  const missing = blocks.filter(({ id }) => !mapped.has(id));
  const beside = width > height;
  const [w, h] = beside ? [0.3 * width, Math.min(height, 200 * missing.length)] : [width, strip];
  const [left, top] = beside ? [width - w, (height - h) / 2] : [0, height - h];
  const map =
    missing.length === 0
      ? drawMap(features, width, height, margin)
      : drawMap(features, beside ? left : width, beside ? height : top, margin);
  if (!map) return drawScheme(blocks, width, height);
  const more = drawScheme(missing, w, h, beside ? 1 : missing.length).shapes.map((shape): Shape => {
    const move = ([x, y]: Point): Point => [x + left, y + top];
    return { ...shape, centre: move(shape.centre), rings: shape.rings.map((ring) => ring.map(move)) };
  });
  return { ...map, width, height, shapes: [...map.shapes, ...more] };
}

/** Blocks side by side where the district has no map. */
export function drawScheme(
  blocks: readonly { id: string; name: Text }[],
  width: number,
  height: number,
  columns = Math.max(1, Math.ceil(Math.sqrt(blocks.length * (width / height)))),
): Drawing {
  const rows = Math.max(1, Math.ceil(blocks.length / columns));
  const [w, h] = [width / columns, height / rows];
  const shapes = blocks.map(({ id, name }, i): Shape => {
    const centre: Point = [((i % columns) + 0.5) * w, (Math.floor(i / columns) + 0.5) * h];
    const [x, y] = centre;
    const [a, b] = [w * 0.38, h * 0.34];
    return {
      id,
      name,
      centre,
      rings: [
        [
          [x - a, y - b],
          [x + a, y - b],
          [x + a, y + b],
          [x - a, y + b],
        ],
      ],
    };
  });
  return { width, height, shapes, lines: [] };
}

export const path = (points: readonly Point[], closed: boolean): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('') +
  (closed ? 'Z' : '');

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** About how wide a text stands: Japanese letters are as wide as they are high. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.56), 0) * size;

const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

/** The point of a path at a share of its length. */
export function along(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map(([x, y], i) => Math.hypot(x - points[i]![0], y - points[i]![1]));
  let left = share * lengths.reduce((sum, one) => sum + one, 0);
  for (const [i, length] of lengths.entries()) {
    const [a, b] = [points[i]!, points[i + 1]!];
    if (left <= length && length > 0)
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return points[points.length - 1] ?? [0, 0];
}

/** Where a line's label lies under nothing else, near the line's middle if it can; else where it is covered least. */
export function labelBeside(
  points: readonly Point[],
  size: { w: number; h: number },
  taken: readonly Box[],
  frame: { width: number; height: number },
): Box {
  let best: Box | null = null;
  let least = Infinity;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
    const [x, y] = along(points, share);
    const spots: Point[] = [
      [x - size.w / 2, y - size.h - 10],
      [x - size.w / 2, y + 10],
      [x + 12, y - size.h / 2],
      [x - size.w - 12, y - size.h / 2],
      [x - size.w / 2, y - size.h - 60],
      [x - size.w / 2, y + 60],
      [x - size.w / 2, y + 85],
      [x - size.w / 2, y + 110],
    ];
    for (const [left, top] of spots) {
      const box = { x: left, y: top, ...size };
      const inside = shared(box, { x: 0, y: 0, w: frame.width, h: frame.height });
      const covered = size.w * size.h - inside + taken.reduce((sum, one) => sum + shared(box, one), 0);
      if (covered === 0) return box;
      if (covered < least) [best, least] = [box, covered];
    }
  }
  return best ?? { x: 0, y: 0, ...size };
}
