// From degrees to a plane: near enough for a district, whose blocks lie within a few kilometres.

import type { Point } from './drawing';
import type { LonLat } from './data';

/** Mean radius of the earth (IUGG), metres. */
const earth = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export interface Plane {
  /** Pixels from the left and from the top; north is up. */
  at: (place: LonLat) => Point;
  /** Of the drawing, from its top. */
  height: number;
  pixelsPerMetre: number;
}

export interface Room {
  width: number;
  /** Around what is drawn. */
  margin: number;
  least: number;
  most: number;
}

/** A plane on which all places lie in the room, as large as they can be. */
export function planeFor(places: readonly LonLat[], room: Room): Plane {
  const bounds = places.reduce(
    (b, [x, y]) => ({
      west: Math.min(b.west, x),
      east: Math.max(b.east, x),
      south: Math.min(b.south, y),
      north: Math.max(b.north, y),
    }),
    { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity },
  );
  const middle = (bounds.south + bounds.north) / 2;
  const metresX = (degrees: number): number => radians(degrees) * earth * Math.cos(radians(middle));
  const metresY = (degrees: number): number => radians(degrees) * earth;
  const wide = Math.max(1, metresX(bounds.east - bounds.west));
  const tall = Math.max(1, metresY(bounds.north - bounds.south));
  const inner = room.width - 2 * room.margin;
  const pixelsPerMetre = Math.min(inner / wide, (room.most - 2 * room.margin) / tall);
  const height = Math.max(room.least, tall * pixelsPerMetre + 2 * room.margin);
  const left = (room.width - wide * pixelsPerMetre) / 2;
  const top = (height - tall * pixelsPerMetre) / 2;
  return {
    height,
    pixelsPerMetre,
    at: ([x, y]) => ({
      x: left + metresX(x - bounds.west) * pixelsPerMetre,
      y: top + metresY(bounds.north - y) * pixelsPerMetre,
    }),
  };
}

/** A round length in metres that is at most so many pixels long: 1, 2 or 5 times a power of ten. */
export function scaleBar(pixelsPerMetre: number, most: number): { metres: number; pixels: number } {
  const longest = most / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = ([5, 2, 1].find((n) => n * power <= longest) ?? 1) * power;
  return { metres, pixels: metres * pixelsPerMetre };
}

const inside = (p: Point, ring: readonly Point[]): boolean => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!;
    const b = ring[j]!;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
  }
  return odd;
};

const awayFrom = (p: Point, a: Point, b: Point): number => {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
};

export const areaOf = (ring: readonly Point[]): number =>
  Math.abs(
    ring.reduce((sum, a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      return sum + a.x * b.y - b.x * a.y;
    }, 0),
  ) / 2;

/**
 * Where a label has most room within a polygon (its outline, then its holes) and away from paths, to a 24th of its size.
 * Labels are wider than high: what is beside them counts half.
 */
export function heartOf(
  polygon: readonly (readonly Point[])[],
  paths: readonly (readonly Point[])[] = [],
): Point {
  const squeezed = (points: readonly Point[]): Point[] => points.map((p) => ({ x: p.x / 2, y: p.y }));
  const rings = polygon.map(squeezed);
  const open = paths.map(squeezed);
  const outline = rings[0]!;
  const xs = outline.map((p) => p.x);
  const ys = outline.map((p) => p.y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  const middle = { x: (west + east) / 2, y: (north + south) / 2 };
  const roomAt = (p: Point): number => {
    let room = Infinity;
    for (const ring of rings)
      ring.forEach((a, k) => (room = Math.min(room, awayFrom(p, a, ring[(k + 1) % ring.length]!))));
    for (const path of open)
      path.slice(1).forEach((b, k) => (room = Math.min(room, awayFrom(p, path[k]!, b))));
    return room;
  };
  let best = middle;
  let most = -Infinity;
  const cells = 24;
  for (let i = 0; i <= cells; i++)
    for (let j = 0; j <= cells; j++) {
      const p = { x: west + ((east - west) * i) / cells, y: north + ((south - north) * j) / cells };
      if (!inside(p, outline) || rings.slice(1).some((hole) => inside(p, hole))) continue;
      // Of places alike the one nearest to the middle.
      const worth = roomAt(p) - 0.05 * Math.hypot(p.x - middle.x, p.y - middle.y);
      if (worth > most) {
        most = worth;
        best = p;
      }
    }
  return { x: best.x * 2, y: best.y };
}

/** A place on a path by the share of its length, with the direction there. */
export function along(path: readonly Point[], share: number): { at: Point; dx: number; dy: number } {
  const lengths = path.slice(1).map((p, i) => Math.hypot(p.x - path[i]!.x, p.y - path[i]!.y));
  let rest = share * lengths.reduce((sum, l) => sum + l, 0);
  for (let i = 0; i < lengths.length; i++) {
    const a = path[i]!;
    const b = path[i + 1]!;
    if (rest <= lengths[i]! || i === lengths.length - 1) {
      const part = lengths[i]! > 0 ? Math.min(1, rest / lengths[i]!) : 0;
      return {
        at: { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) },
        dx: b.x - a.x,
        dy: b.y - a.y,
      };
    }
    rest -= lengths[i]!;
  }
  return { at: path[0]!, dx: 1, dy: 0 };
}
