import { describe, expect, test } from 'vitest';
import type { NetworkScenario } from '../data';
import type { Line, LonLat, MapOfBlocks, Place, Site } from './data';
import { fitted, svgOf, type Drawing, type Pen, type TextShape } from './drawing';
import { apart, lineWords, placeWords, widthOf, type Label } from './labels';
import { mapDrawing, missingOf } from './mapDrawing';
import { along, heartOf, planeFor, scaleBar } from './projection';
import { schemeDrawing } from './schemeDrawing';
import { siteFinding } from './sentences';
import { siteTable } from './tables';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');
const pen = (width: number): Pen => ({ width, type: 13, measure: (text) => text.length * 7 });
const room = (width: number) => ({ width, margin: 20, least: 100, most: 600 });

const place = (id: string, more: Partial<Place> = {}): Place => ({
  id,
  name: { en: `Block ${id}`, ja: `街区${id}` },
  energy: [
    {
      carrier: 'electricity',
      demand_kwh: 2e6,
      peak_kw: 900,
      unserved_kwh: 0,
      made_kwh: 5e5,
      bought_kwh: 1.6e6,
      sold_kwh: 0,
    },
  ],
  pv_kw: 500,
  battery_kwh: 0,
  ...more,
});
const line = (id: string, from: string, to: string, more: Partial<Line> = {}): Line => ({
  id,
  name: { en: `Cable ${id}`, ja: `線${id}` },
  technology: 'power_line',
  carrier: 'electricity',
  from,
  to,
  forth_kwh: 3e5,
  forth_weekday_kwh: null,
  back_weekday_kwh: null,
  back_kwh: 0,
  peak_kw: 400,
  ...more,
});
const scenario = {
  carriers: [{ id: 'electricity', name: { en: 'Electricity', ja: '電力' } }],
  capacities: Array.from({ length: 14 }, (_, i) => ({
    id: `m${i}`,
    name: { en: `Machine ${i}`, ja: `機器${i}` },
    technology: 'boiler',
    place: 'a',
    kw: 10 * (i + 1),
    kwh: null,
    peak_kw: 1,
    yearly_cost: 1,
  })),
} as unknown as NetworkScenario;
const square = (x: number, y: number, size = 0.001): LonLat[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const map: MapOfBlocks = {
  source: null,
  blocks: [
    { id: 'a', name: place('a').name, polygons: [[square(139.95, 35.89)]] },
    { id: 'b', name: place('b').name, polygons: [[square(139.953, 35.89)]] },
  ],
  lines: [
    {
      id: 'x',
      paths: [
        [
          [139.9535, 35.8905],
          [139.9505, 35.8905],
        ],
      ],
    },
  ], // drawn from b to a
};
const two: Site = { places: [place('a'), place('b')], lines: [line('x', 'a', 'b')] };
const texts = (d: Drawing): TextShape[] => d.shapes.filter((x): x is TextShape => x.kind === 'text');

describe('the plane', () => {
  const plane = planeFor(
    [
      [139.95, 35.89],
      [139.953, 35.891],
    ],
    room(800),
  );
  test('has north up and east at the right, metres alike both ways', () => {
    const [sw, se, nw] = [plane.at([139.95, 35.89]), plane.at([139.953, 35.89]), plane.at([139.95, 35.891])];
    expect(se.x).toBeGreaterThan(sw.x);
    expect(nw.y).toBeLessThan(sw.y);
    // A degree of latitude is 111.2 km, one of longitude at 35.89 degrees 90.1 km.
    expect((sw.y - nw.y) / plane.pixelsPerMetre).toBeCloseTo(111.2, 1);
    expect((se.x - sw.x) / plane.pixelsPerMetre).toBeCloseTo(3 * 90.1, 0);
  });
  test('keeps everything in its room', () => {
    for (const width of [320, 1080, 3000]) {
      const p = planeFor(square(139.95, 35.89, 0.01), room(width));
      for (const at of square(139.95, 35.89, 0.01).map(p.at)) {
        expect(at.x).toBeGreaterThanOrEqual(20 - 1e-6);
        expect(at.x).toBeLessThanOrEqual(width - 20 + 1e-6);
        expect(at.y).toBeGreaterThanOrEqual(20 - 1e-6);
        expect(at.y).toBeLessThanOrEqual(p.height - 20 + 1e-6);
      }
    }
  });
  test('finds the middle of a bent line and its direction there', () => {
    const bent = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
      { x: 30, y: 50 },
    ];
    const { at, dx, dy } = along(bent, 0.5);
    expect(at).toEqual({ x: 30, y: 10 });
    expect(dx).toBe(0);
    expect(dy).toBeGreaterThan(0);
  });
  test('has a scale of a round length', () => {
    expect(scaleBar(2, 250)).toEqual({ metres: 100, pixels: 200 });
    expect(scaleBar(0.1, 250)).toEqual({ metres: 2000, pixels: 200 });
    expect(scaleBar(3, 250).metres).toBe(50);
  });
});

describe('labels', () => {
  test('stand within their block, not in its hole or its bay', () => {
    const u = [
      [0, 0],
      [30, 0],
      [30, 30],
      [20, 30],
      [20, 8],
      [10, 8],
      [10, 30],
      [0, 30],
    ].map(([x, y]) => ({ x: x!, y: y! }));
    const heart = heartOf([u]);
    expect(heart.y < 8 || heart.x < 10 || heart.x > 20).toBe(true);
  });
  test('keep clear of one another and in the drawing', () => {
    const labels: Label[] = Array.from({ length: 6 }, (_, i) => ({
      anchor: { x: 200, y: 100 },
      x: 200 + i,
      y: 100 + i,
      width: 80,
      height: 30,
      head: '',
      words: [],
    }));
    apart(labels, { width: 500, height: 400 }, 4);
    for (const [i, a] of labels.entries()) {
      expect(a.x - a.width / 2).toBeGreaterThanOrEqual(-1e-6);
      expect(a.y + a.height / 2).toBeLessThanOrEqual(400 + 1e-6);
      for (const b of labels.slice(i + 1))
        expect(Math.abs(a.x - b.x) >= 80 || Math.abs(a.y - b.y) >= 30).toBe(true);
    }
  });
  test('say what a block needs and has, and what a line brings', () => {
    expect(placeWords(scenario, place('a'), 'en', false).map(spaced)).toEqual([
      'Electricity demand 2,000 MWh',
      'Generated 500 MWh',
      'PV 500 kW',
    ]);
    expect(placeWords(scenario, place('a'), 'ja', true).map(spaced)).toEqual(['電力需要 2,000 MWh']);
    expect(lineWords(two, two.lines[0]!, 'ja').map(spaced)).toEqual(['街区a → 街区b 300 MWh', '最大 400 kW']);
    expect(lineWords(two, line('x', 'a', 'b', { forth_kwh: 0 }), 'en')).toEqual(['no flow']);
  });
  test('are cut where there is no room', () => {
    expect(fitted('a long name', 50, pen(300))).toBe('a long…');
    expect(fitted('short', 50, pen(300))).toBe('short');
  });
});

describe('a drawing', () => {
  test('is as wide as what it is drawn for, and nothing in it lies outside', () => {
    const many: Site = {
      places: ['a', 'b', 'c', 'd', 'e'].map((id) => place(id)),
      lines: [line('x', 'a', 'b'), line('y', 'a', 'e'), line('z', 'd', 'b', { back_kwh: 1e5 })],
    };
    for (const width of [328, 1080, 2400])
      for (const language of ['ja', 'en'] as const)
        for (const drawing of [
          mapDrawing(scenario, two, map, pen(width), language),
          schemeDrawing(scenario, two, pen(width), language),
          schemeDrawing(scenario, many, pen(width), language),
        ]) {
          expect(drawing.width).toBe(width);
          for (const t of texts(drawing)) {
            expect(t.y).toBeLessThanOrEqual(drawing.height);
            const wide = t.text.length * 7;
            const left = t.anchor === 'middle' ? t.x - wide / 2 : t.x;
            expect(left, t.text).toBeGreaterThanOrEqual(-1);
            expect(left + wide, t.text).toBeLessThanOrEqual(width + 1);
          }
        }
  });
  test('names every block and numbers every line', () => {
    const words = texts(mapDrawing(scenario, two, map, pen(1080), 'en')).map((t) => t.text);
    expect(words).toEqual(expect.arrayContaining(['Block a', 'Block b', '1', '1 Cable x', 'N']));
    const scheme = texts(schemeDrawing(scenario, two, pen(1080), 'ja')).map((t) => spaced(t.text));
    expect(scheme).toEqual(expect.arrayContaining(['街区a', '街区b', '機器0 10.0 kW', 'ほか5件']));
  });
  test('points from the block that sends to the one that takes, whichever way the map drew the line', () => {
    const svg = svgOf(mapDrawing(scenario, two, map, pen(1080), 'en'), (t) => t);
    const at = (name: string): number =>
      Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${name}<`).exec(svg)![1]);
    // The head's tip is the first point of its path; b lies east of a.
    const head = /<path d="M([\d.]+) [\d.]+L([\d.]+) [\d.]+L[\d. ]+Z" fill="--grid"/.exec(svg)!;
    expect(at('Block b')).toBeGreaterThan(at('Block a'));
    expect(Number(head[1])).toBeGreaterThan(Number(head[2]));
  });
  test('writes names as text, not as markup', () => {
    const odd = { ...two, places: [place('a', { name: { en: '<b>&"', ja: 'x' } }), place('b')] };
    const svg = svgOf(mapDrawing(scenario, odd, map, pen(1080), 'en'), (t) => t);
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('&#60;b&#62;&#38;&#34;');
  });
  test('makes lines wider the more they carry at once', () => {
    const lines = [
      line('x', 'a', 'b'),
      line('y', 'a', 'b', { peak_kw: 100 }),
      line('z', 'a', 'b', { peak_kw: 0 }),
    ];
    const [x, y, z] = lines.map((l) => widthOf(l, lines, 10));
    expect(x).toBeGreaterThan(y!);
    expect(y).toBeGreaterThan(z!);
    expect(z).toBeGreaterThan(0);
  });
});

describe('what the map says', () => {
  test('names the line with the largest flow and its direction', () => {
    expect(spaced(siteFinding({ ...two, lines: [line('x', 'a', 'b', { back_kwh: 4e5 })] }, 'en'))).toBe(
      'Most is exchanged over Cable x: 400 MWh arrive from Block b at Block a',
    );
    expect(siteFinding({ ...two, lines: [] }, 'ja')).toBe('ブロックの間に線はない');
  });
  test('does not hide a block that has no outline', () => {
    expect(missingOf({ ...two, places: [...two.places, place('c')] }, map, 'en')).toEqual(['Block c']);
  });
  test('has all its figures in the table', () => {
    const table = siteTable(scenario, two, 'en');
    expect(table.rows.every((r) => r.length === table.head.length)).toBe(true);
    expect(table.rows.map((r) => r[8]).filter((v) => v !== null)).toEqual([3e5, 0]);
  });
});
