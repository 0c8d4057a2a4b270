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
