// Names beside points, none over another and none over a point.

export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Pixels that a text takes: full-width signs are one em wide, others a little more than half. */
export const textWidth = (text: string, type: number): number =>
  [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e80 ? 1 : 0.58), 0) * type;

const apart = (a: Area, b: Area): boolean =>
  a.left + a.width <= b.left ||
  b.left + b.width <= a.left ||
  a.top + a.height <= b.top ||
  b.top + b.height <= a.top;

/**
 * Upper left corners of the names, in the order of the points: above, below, right or left of its point, else farther
 * above and below until there is room. Within `area` as far as the name is not wider than it.
 */
export function placeLabels(
  points: readonly [number, number][],
  texts: readonly string[],
  type: number,
  area: Area,
): { x: number; y: number; leader: [number, number] | null }[] {
  const mark = type * 0.6;
  const taken: Area[] = points.map(([x, y]) => ({
    left: x - mark,
    top: y - mark,
    width: 2 * mark,
    height: 2 * mark,
  }));
  const tall = type * 1.25;
  return points.map(([x, y], i) => {
    const wide = textWidth(texts[i]!, type);
    const into = (left: number): number => Math.max(area.left, Math.min(left, area.left + area.width - wide));
    const at = (left: number, top: number): Area => ({ left: into(left), top, width: wide, height: tall });
    const candidates = [
      at(x - wide / 2, y - mark - tall),
      at(x - wide / 2, y + mark),
      at(x + mark * 1.4, y - tall / 2),
      at(x - mark * 1.4 - wide, y - tall / 2),
    ];
    for (let step = 1; step <= 2 * points.length; ++step) {
      candidates.push(at(x - wide / 2, y - mark - tall - (step * tall) / 2));
      candidates.push(at(x - wide / 2, y + mark + (step * tall) / 2));
    }
    const inside = (one: Area): boolean =>
      one.top >= area.top - tall && one.top + tall <= area.top + area.height;
    const free = candidates.filter((one) => taken.every((other) => apart(one, other)));
    const chosen = free.find(inside) ?? free[0] ?? candidates[0]!;
    taken.push(chosen);
    // Of a name that is not beside its point a line leads to it, from the edge that is nearer.
    const beside = candidates.indexOf(chosen) < 4;
    const edge = chosen.top < y ? chosen.top + tall : chosen.top;
    const from = Math.max(chosen.left, Math.min(x, chosen.left + wide));
    return { x: chosen.left, y: chosen.top, leader: beside ? null : [from, edge] };
  });
}
